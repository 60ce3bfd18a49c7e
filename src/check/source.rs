//! The source of a check: items that can be walked window by window, as often as needed, or parts that record
//! their findings.

use std::borrow::Cow;

use super::part::{At, PartLine, Parts};
use crate::Error;
use crate::model::{Catalogue, ServiceItem};
use crate::read::{Again, Inputs, LocatedNotice, ReadOptions, Reading, is_of_source, read_again};
use crate::source::Origins;

/// The source of a check.
#[derive(Debug)]
pub(super) enum Source<'s> {
    /// An item that was not read from a source, and is not part of a catalogue.
    Item(&'s ServiceItem),
    /// A catalogue that was not read from a source.
    Catalogue(&'s Catalogue),
    /// A reading, held in memory.
    Read(&'s Reading),
    /// Inputs that are read window by window; each window is dropped once it is checked.
    Inputs(&'s Inputs<'s>, &'s ReadOptions),
    /// Parts, whose items were checked elsewhere.
    Parts(&'s Parts<'s>),
}

/// One step of a walk.
#[derive(Debug)]
pub(super) enum Met<'w> {
    /// A window of items.
    Window(&'w Window<'w>),
    /// A line of a part, with the number of items before that part.
    Line(usize, At<'w>, PartLine<'w>),
}

/// Consecutive items.
#[derive(Debug)]
pub(super) struct Window<'w> {
    /// Index of the first item.
    pub(super) first: usize,
    pub(super) items: &'w [ServiceItem],
    pub(super) origins: &'w Origins,
    /// The notices about these items and between them; item indexes count from the first of the window.
    pub(super) notices: &'w [LocatedNotice],
}

impl<'w> Window<'w> {
    /// A window without items, for everything beside them.
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
    /// Walks the source again for the `wanted` items; others may be blank. `whole` is the reading of the first walk.
    pub(super) fn walk_again(
        &self,
        wanted: impl Iterator<Item = usize>,
        whole: &Reading,
        on: &mut dyn FnMut(&Reading, Met<'_>) -> Result<(), Error>,
    ) -> Result<Cow<'s, Reading>, Error> {
        let Self::Inputs(inputs, options) = self else {
            return self.walk(on);
        };
        let again = Again {
            chunks: &whole.chunks,
            wanted: wanted.collect(),
        };
        Ok(Cow::Owned(read(inputs, options, again, on)?.0))
    }

    /// Calls `on` at each step, with the reading so far; returns the reading at the end.
    pub(super) fn walk(
        &self,
        on: &mut dyn FnMut(&Reading, Met<'_>) -> Result<(), Error>,
    ) -> Result<Cow<'s, Reading>, Error> {
        match self {
            Self::Item(item) => in_memory(Catalogue::default(), std::slice::from_ref(*item), on),
            Self::Catalogue(catalogue) => in_memory(catalogue.header(), &catalogue.items, on),
            Self::Read(reading) => {
                let window = Window {
                    first: 0,
                    items: &reading.catalogue.items,
                    origins: &reading.origins,
                    notices: &reading.notices,
                };
                on(reading, Met::Window(&window))?;
                Ok(Cow::Borrowed(*reading))
            }
            Self::Inputs(inputs, options) => {
                Ok(Cow::Owned(read(inputs, options, Again::default(), on)?.0))
            }
            Self::Parts(parts) => {
                let (mut whole, mut items) = match &parts.catalogue {
                    Some(catalogue) => read(catalogue, parts.options, Again::default(), on)?,
                    None => Default::default(),
                };
                let mut first = items;
                parts.walk(&mut |at, line| {
                    match &line {
                        PartLine::Head(_) => first = items,
                        PartLine::Item(_) => items += 1,
                        PartLine::End(end) => end.add_to(&mut whole),
                    }
                    on(&whole, Met::Line(first, at, line))
                })?;
                Ok(Cow::Owned(whole))
            }
        }
    }
}

/// Reads inputs; returns the reading at the end, and the number of items.
fn read(
    inputs: &Inputs<'_>,
    options: &ReadOptions,
    again: Again<'_>,
    on: &mut dyn FnMut(&Reading, Met<'_>) -> Result<(), Error>,
) -> Result<(Reading, usize), Error> {
    let mut first = 0;
    // Notices about a whole source stay in the reading, before those of the window.
    let mut kept = 0;
    let mut on_reading = |reading: &mut Reading| {
        let window = Window {
            first,
            items: &reading.catalogue.items,
            origins: &reading.origins,
            notices: reading.notices.get(kept..).unwrap_or_default(),
        };
        on(reading, Met::Window(&window))?;
        first += window.items.len();
        let of_source = |noted: &&LocatedNotice| is_of_source(noted.notice.code);
        kept += window.notices.iter().filter(of_source).count();
        Ok(())
    };
    let read = read_again(inputs.clone(), options, again, &mut on_reading)?;
    Ok((read, first))
}

fn in_memory<'s>(
    header: Catalogue,
    items: &[ServiceItem],
    on: &mut dyn FnMut(&Reading, Met<'_>) -> Result<(), Error>,
) -> Result<Cow<'s, Reading>, Error> {
    let mut whole = Reading::default();
    whole.catalogue = header;
    let window = Window {
        first: 0,
        items,
        origins: &whole.origins,
        notices: &[],
    };
    on(&whole, Met::Window(&window))?;
    Ok(Cow::Owned(whole))
}
