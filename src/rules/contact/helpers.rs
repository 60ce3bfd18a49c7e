//! The parts of an item that contact rules look at, in its own guide and in its channels.

use std::collections::HashSet;

use crate::i18n::Text;
use crate::model::{Contact, Guide, OpeningHours, Phone, ServiceItem};
use crate::path;
use crate::path::{Path, PathStep};
use crate::prose::clipped;

/// A place in a guide; the path is built on demand.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    /// The channel that says it; `None` for the item's own guide.
    channel: Option<usize>,
    place: Option<usize>,
    key: Option<&'static str>,
}

impl At {
    const fn of(channel: Option<usize>) -> Self {
        Self {
            channel,
            place: None,
            key: None,
        }
    }

    const fn key(mut self, key: &'static str) -> Self {
        self.key = Some(key);
        self
    }

    /// Its path.
    pub(super) fn path(self) -> Path {
        let mut path = match self.channel {
            Some(channel) => path!["channels", channel, "says"],
            None => path!["guide"],
        };
        if let Some(place) = self.place {
            path = path.then("places").then(place);
        }
        match self.key {
            Some(key) => path.then(key),
            None => path,
        }
    }

    /// The path of what is inside.
    pub(super) fn then(self, step: impl Into<PathStep>) -> Path {
        self.path().then(step)
    }
}

/// The item's own guide and what its channels say.
pub(super) fn guides(item: &ServiceItem) -> impl Iterator<Item = (At, &Guide)> {
    let own = item.guide.iter().map(|guide| (At::of(None), guide));
    let said = (item.channels.iter().enumerate())
        .filter_map(|(index, channel)| Some((At::of(Some(index)), channel.says.as_deref()?)));
    own.chain(said)
}

/// The ways to ask and to complain, with what they are called.
pub(super) fn contacts(item: &ServiceItem) -> Vec<(At, &Contact, Text)> {
    let mut found = Vec::new();
    for (path, guide) in guides(item) {
        if let Some(contact) = &guide.consultation {
            found.push((
                path.key("consultation"),
                contact,
                Text::new("咨询", "enquiry"),
            ));
        }
        if let Some(contact) = &guide.complaint {
            found.push((
                path.key("complaint"),
                contact,
                Text::new("投诉", "complaint"),
            ));
        }
    }
    found
}

/// A phone and where it is; the path is built where it is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) phone: &'a Phone,
    /// The channel that says it; `None` for the item's own guide.
    channel: Option<usize>,
    holder: (&'static str, Option<usize>),
    index: usize,
}

impl Listed<'_> {
    /// The place of its number.
    pub(super) fn path(&self) -> Path {
        let mut path = match self.channel {
            Some(channel) => path!["channels", channel, "says", self.holder.0],
            None => path!["guide", self.holder.0],
        };
        if let Some(number) = self.holder.1 {
            path = path.then(number);
        }
        path.then("phones").then(self.index).then("number")
    }
}

/// Every phone; the same number again is left out.
pub(super) fn phones(item: &ServiceItem) -> Vec<Listed<'_>> {
    let own = item.guide.iter().map(|guide| (None, guide));
    let said = (item.channels.iter().enumerate())
        .filter_map(|(at, channel)| Some((Some(at), channel.says.as_deref()?)));
    let mut found: Vec<Listed<'_>> = Vec::new();
    let mut known: HashSet<(&str, Option<&str>)> = HashSet::new();
    for (channel, guide) in own.chain(said) {
        for (holder, phones) in phones_of(guide) {
            for (index, phone) in phones.iter().enumerate() {
                if known.insert((&phone.number, phone.extension.as_deref())) {
                    found.push(Listed {
                        phone,
                        channel,
                        holder,
                        index,
                    });
                }
            }
        }
    }
    found
}

type Holder = (&'static str, Option<usize>);

/// The lists of phones of a guide, with the element each belongs to.
fn phones_of(guide: &Guide) -> impl Iterator<Item = (Holder, &[Phone])> {
    let contacts = [
        ("consultation", &guide.consultation),
        ("complaint", &guide.complaint),
    ];
    let offers = [
        ("appointment", &guide.appointment),
        ("courier", &guide.courier),
        ("kiosk", &guide.kiosk),
        ("assistance", &guide.assistance),
    ];
    let contacts = (contacts.into_iter())
        .filter_map(|(key, contact)| Some(((key, None), contact.as_ref()?.phones.as_slice())));
    let places = (guide.places.iter().enumerate())
        .map(|(index, place)| (("places", Some(index)), place.phones.as_slice()));
    let offers = (offers.into_iter())
        .filter_map(|(key, offer)| Some(((key, None), offer.as_ref()?.phones.as_slice())));
    contacts.chain(places).chain(offers)
}

/// Every statement of opening hours.
pub(super) fn hours(item: &ServiceItem) -> impl Iterator<Item = (At, &OpeningHours)> {
    guides(item).flat_map(|(at, guide)| {
        let at = at.key("hours");
        let whole = guide.hours.iter().map(move |hours| (at, hours));
        let of_places = (guide.places.iter().enumerate()).filter_map(move |(index, place)| {
            let place_of = At {
                place: Some(index),
                ..at
            };
            Some((place_of, place.hours.as_ref()?))
        });
        whole.chain(of_places)
    })
}

/// The place of the words of opening hours: their text, or the whole if they are periods.
pub(super) fn hours_place(at: At, hours: &OpeningHours) -> Path {
    match hours.text {
        Some(_) if hours.periods.is_empty() => at.then("text"),
        _ => at.path(),
    }
}

/// Opening hours in a few words, for a message.
pub(super) fn shown(hours: &OpeningHours) -> String {
    const SHOWN_CHARS: usize = 40;
    clipped(&crate::value::hours::write(hours), SHOWN_CHARS)
}
