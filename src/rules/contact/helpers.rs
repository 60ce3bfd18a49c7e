//! The contacts, phones and opening hours of an item, in its own guide and in its channels.

use std::collections::HashSet;

use crate::i18n::Text;
use crate::model::{Contact, Guide, OpeningHours, Phone, ServiceItem};
use crate::path;
use crate::path::{Path, PathStep};
use crate::prose::clipped;

/// A location in a guide; the path is built on demand.
#[derive(Debug, Clone, Copy)]
pub(super) struct At {
    /// The channel whose guide it is; `None` for the item's own guide.
    channel: Option<usize>,
    place: Option<usize>,
    key: Option<&'static str>,
}

impl At {
    const fn guide_of(channel: Option<usize>) -> Self {
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

    /// The path of the location.
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

    /// The path of `step` inside the location.
    pub(super) fn then(self, step: impl Into<PathStep>) -> Path {
        self.path().then(step)
    }
}

/// The item's own guide and the guides of its channels.
pub(super) fn guides(item: &ServiceItem) -> impl Iterator<Item = (At, &Guide)> {
    let own = item.guide.iter().map(|guide| (At::guide_of(None), guide));
    let of_channels = item
        .channels
        .iter()
        .enumerate()
        .filter_map(|(index, channel)| Some((At::guide_of(Some(index)), channel.says.as_deref()?)));
    own.chain(of_channels)
}

/// The contacts for enquiries and complaints, each with the word for it in messages.
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

/// A phone and its location; the path is built on demand.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed<'a> {
    pub(super) phone: &'a Phone,
    /// The channel whose guide it is; `None` for the item's own guide.
    channel: Option<usize>,
    holder: (&'static str, Option<usize>),
    pub(super) index: usize,
}

impl Listed<'_> {
    /// The path of the phone's number.
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

/// The number of phones from which on a set of the known ones pays.
const MANY: usize = 16;

/// The number and extension, by which repeated phones are recognised.
fn key(phone: &Phone) -> (&str, Option<&str>) {
    (&phone.number, phone.extension.as_deref())
}

/// Every phone of the item, without repeated numbers.
pub(super) fn phones(item: &ServiceItem) -> Vec<Listed<'_>> {
    let own = item.guide.iter().map(|guide| (None, guide));
    let of_channels = item
        .channels
        .iter()
        .enumerate()
        .filter_map(|(at, channel)| Some((Some(at), channel.says.as_deref()?)));
    let mut found: Vec<Listed<'_>> = Vec::new();
    let mut known: HashSet<(&str, Option<&str>)> = HashSet::new();
    for (channel, guide) in own.chain(of_channels) {
        for (holder, phones) in phones_of(guide) {
            for (index, phone) in phones.iter().enumerate() {
                let is_new = if found.len() < MANY {
                    found.iter().all(|other| key(other.phone) != key(phone))
                } else {
                    if known.is_empty() {
                        known.extend(found.iter().map(|other| key(other.phone)));
                    }
                    known.insert(key(phone))
                };
                if is_new {
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

/// The lists of phones of a guide, each with the element that holds it.
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
    let contacts = contacts
        .into_iter()
        .filter_map(|(key, contact)| Some(((key, None), contact.as_ref()?.phones.as_slice())));
    let places = guide
        .places
        .iter()
        .enumerate()
        .map(|(index, place)| (("places", Some(index)), place.phones.as_slice()));
    let offers = offers
        .into_iter()
        .filter_map(|(key, offer)| Some(((key, None), offer.as_ref()?.phones.as_slice())));
    contacts.chain(places).chain(offers)
}

/// The opening hours of every guide and of every place in it.
pub(super) fn hours(item: &ServiceItem) -> impl Iterator<Item = (At, &OpeningHours)> {
    guides(item).flat_map(|(at, guide)| {
        let at = at.key("hours");
        let whole = guide.hours.iter().map(move |hours| (at, hours));
        let of_places = guide
            .places
            .iter()
            .enumerate()
            .filter_map(move |(index, place)| {
                let place_of = At {
                    place: Some(index),
                    ..at
                };
                Some((place_of, place.hours.as_ref()?))
            });
        whole.chain(of_places)
    })
}

/// The path of opening hours for a finding: their text if they have no periods, or else the whole.
pub(super) fn hours_place(at: At, hours: &OpeningHours) -> Path {
    match hours.text {
        Some(_) if hours.periods.is_empty() => at.then("text"),
        _ => at.path(),
    }
}

/// Opening hours for a message, shortened.
pub(super) fn shown(hours: &OpeningHours) -> String {
    const MAX_CHARS: usize = 40;
    clipped(&crate::value::hours::write(hours), MAX_CHARS)
}
