//! What is checked: items that can be walked through, a window of them at a time, as often as needed.

use std::borrow::Cow;

use crate::Error;
use crate::model::{Catalogue, ServiceItem};
use crate::read::{Inputs, LocatedNotice, ReadOptions, Reading, is_of_source, read_in_windows};
use crate::source::Origins;

/// Items to be checked.
#[derive(Debug)]
pub(super) enum Source<'s> {
    /// One that was not read from a source, and is not part of a catalogue.
    Item(&'s ServiceItem),
    /// A catalogue that was not read from a source.
    Catalogue(&'s Catalogue),
    /// What was read and is held.
    Read(&'s Reading),
    /// Inputs to be read window by window, and dropped.
    Inputs(Inputs<'s>, &'s ReadOptions),
}

/// Some items that were read one after the other.
#[derive(Debug)]
pub(super) struct Window<'w> {
    /// Index of the first one.
    pub(super) first: usize,
    pub(super) items: &'w [ServiceItem],
    pub(super) origins: &'w Origins,
    /// The notices about them and between them; the items counted from the first of the window.
    pub(super) notices: &'w [LocatedNotice],
}

impl<'w> Window<'w> {
    /// A window on what is beside the items.
    pub(super) fn beside_items(whole: &'w Reading) -> Self {
        Self {
            first: 0,
            items: &[],
            origins: &whole.origins,
            notices: &[],
        }
    }
}

impl<'s> Source<'s> {
    /// Calls back with each window and with what is known of the inputs as a whole so far; returns what
    /// is known of them at the end.
    pub(super) fn walk(
        &self,
        on_window: &mut dyn FnMut(&Reading, &Window<'_>),
    ) -> Result<Cow<'s, Reading>, Error> {
        match self {
            Self::Item(item) => Ok(in_memory(
                Catalogue::default(),
                std::slice::from_ref(*item),
                on_window,
            )),
            Self::Catalogue(catalogue) => {
                Ok(in_memory(catalogue.header(), &catalogue.items, on_window))
            }
            Self::Read(reading) => {
                let window = Window {
                    first: 0,
                    items: &reading.catalogue.items,
                    origins: &reading.origins,
                    notices: &reading.notices,
                };
                on_window(reading, &window);
                Ok(Cow::Borrowed(*reading))
            }
            Self::Inputs(inputs, options) => {
                let mut first = 0;
                // Notices about a whole source are kept, before those of the window.
                let mut kept = 0;
                let mut on_reading = |reading: &mut Reading| {
                    let window = Window {
                        first,
                        items: &reading.catalogue.items,
                        origins: &reading.origins,
                        notices: reading.notices.get(kept..).unwrap_or_default(),
                    };
                    on_window(reading, &window);
                    first += window.items.len();
                    let of_source = |noted: &&LocatedNotice| is_of_source(noted.notice.code);
                    kept += window.notices.iter().filter(of_source).count();
                    Ok(())
                };
                let read = read_in_windows(inputs.clone(), options, Some(&mut on_reading))?;
                Ok(Cow::Owned(read))
            }
        }
    }
}

fn in_memory<'s>(
    header: Catalogue,
    items: &[ServiceItem],
    on_window: &mut dyn FnMut(&Reading, &Window<'_>),
) -> Cow<'s, Reading> {
    let mut whole = Reading::default();
    whole.catalogue = header;
    let window = Window {
        first: 0,
        items,
        origins: &whole.origins,
        notices: &[],
    };
    on_window(&whole, &window);
    Cow::Owned(whole)
}
