//! What the rules across items know of each item, in some hundred bytes.
//!
//! An item takes forty kilobytes, and rules across items compare items far apart. So an item is reduced
//! to its facts when it is checked, and dropped. What a rule across items asks of an item must be here;
//! how it is judged is the rule's affair.

mod digest;
mod known;
mod packed;
mod reference;
#[cfg(test)]
mod tests;
mod texts;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use chrono::{Datelike, NaiveDate};

use crate::analysis::{Nature, is_form};
use crate::code::{BaseCode, DivisionCode, HandlingCode, ImplementationCode};
use crate::compare::is_online;
use crate::model::{Channel, Limit, Material, ServiceItem, item_key};
use crate::value::url::{LinkFault, fault};
use crate::vocabulary::{Audience, Necessity, Vocabulary};
pub(crate) use digest::digest;
pub(crate) use known::{Known, sound_base_code};
use packed::{Packed, Pool, Row, Rows, each_text, index, list, read};
pub use reference::ReferenceCatalogue;
pub(crate) use texts::{OwnText, TextFacts};

/// The facts of the items of a catalogue, in their order.
#[derive(Debug, Default)]
pub struct Facts {
    rows: Rows,
    pool: Pool,
    /// The limits, by their number in the pool.
    limits: HashMap<u32, Limit>,
}

/// What the rules across items know of one item.
#[derive(Debug, Clone, Copy)]
pub struct ItemFacts<'f> {
    row: &'f [u8],
    facts: &'f Facts,
}

/// A material, as other items are compared with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MaterialFacts<'f> {
    pub(crate) name: Option<&'f str>,
    /// Whether the applicant has to hand it in, and it is not a form, of which each item has its own.
    pub(crate) is_handed_in: bool,
}

/// A place with a name and an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlaceFacts<'f> {
    /// Its index among the places of the guide.
    pub(crate) index: usize,
    pub(crate) name: &'f str,
    pub(crate) address: &'f str,
}

/// The address of a channel on the web that leads to no particular matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EntryFacts<'f> {
    /// Index of the channel.
    pub(crate) channel: usize,
    /// What the channel is called.
    pub(crate) named: Option<&'f str>,
    pub(crate) url: &'f str,
}

/// The values that many items share, in the order of a row.
#[derive(Debug, Clone, Copy)]
enum Shared {
    CatalogueName,
    BaseCode,
    LocalBaseCode,
    ItemType,
    Body,
    BodyCode,
    Division,
    TownCode,
    VillageCode,
    TownName,
    VillageName,
    LegalBases,
    Materials,
    Places,
    Audience,
    Result,
    Levels,
    Status,
    Statutory,
    Promised,
    /// Not shared: a number all the same.
    EffectiveDate,
}

/// The values that an item has of its own, in the order of a row.
#[derive(Debug, Clone, Copy)]
enum Own {
    Name,
    HandlingCode,
    ImplementationCode,
    LocalImplementationCode,
    SourceId,
    Texts,
    Entries,
    AppliedFor,
    Prerequisites,
    Aliases,
}

/// The number of values that items share.
const SHARED: usize = Shared::EffectiveDate as usize + 1;

impl Facts {
    /// The facts of items.
    pub(crate) fn of(items: &[ServiceItem]) -> Self {
        let mut facts = Self::default();
        items.iter().for_each(|item| facts.add(item));
        facts
    }

    /// Adds the facts of the next item.
    pub(crate) fn add(&mut self, item: &ServiceItem) {
        let mut row = Packed::default();
        for value in shared(item) {
            row.number(value.map(|value| self.pool.number(&value)));
        }
        let limits = item.time_limit();
        for limit in [
            limits.and_then(|limits| limits.statutory.as_ref()),
            limits.and_then(|limits| limits.promised.as_ref()),
        ] {
            row.number(limit.map(|limit| self.limit(limit)));
        }
        let day = item.effective_date.map(|date| date.num_days_from_ce());
        row.number(day.and_then(|day| u32::try_from(day).ok()));
        for value in own(item) {
            row.text(value.as_deref());
        }
        self.rows.add(&row);
    }

    fn limit(&mut self, limit: &Limit) -> u32 {
        let number = self.pool.number(format!("{limit:?}").as_bytes());
        self.limits.entry(number).or_insert_with(|| limit.clone());
        number
    }

    /// The number of items.
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The facts of an item.
    pub fn get(&self, index: usize) -> Option<ItemFacts<'_>> {
        let row = self.rows.get(index)?;
        Some(ItemFacts { row, facts: self })
    }

    /// The facts of all items.
    pub fn iter(&self) -> impl Iterator<Item = ItemFacts<'_>> {
        (self.rows.iter()).map(|row| ItemFacts { row, facts: self })
    }

    /// Of each wanted name the first item that goes by it; `names` are the names of an item.
    pub(crate) fn first_by_name<'f, N>(
        &'f self,
        wanted: &HashSet<String>,
        names: impl Fn(ItemFacts<'f>) -> N,
    ) -> HashMap<String, usize>
    where
        N: Iterator<Item = Cow<'f, str>>,
    {
        let mut first = HashMap::new();
        if wanted.is_empty() {
            return first;
        }
        for (index, item) in self.iter().enumerate() {
            for name in names(item) {
                if wanted.contains(name.as_ref()) && !first.contains_key(name.as_ref()) {
                    first.insert(name.into_owned(), index);
                }
            }
        }
        first
    }

    /// The items with one key, of each key that several have, in the order of the catalogue.
    pub(crate) fn groups<K: Hash + Eq>(
        &self,
        key: impl Fn(ItemFacts<'_>) -> Option<K>,
    ) -> Vec<Vec<usize>> {
        let keyed = |index: usize| self.get(index).and_then(&key);
        let mut digests: Vec<(u64, usize)> = (self.iter().enumerate())
            .filter_map(|(index, item)| Some((digest(&key(item)?), index)))
            .collect();
        digests.sort_unstable();
        let mut groups = Vec::new();
        for alike in digests.chunk_by(|(a, _), (b, _)| a == b) {
            let mut rest: Vec<usize> = alike.iter().map(|(_, index)| *index).collect();
            // Two keys with one digest are as good as never seen, and told apart all the same.
            while let [first, _, ..] = rest.as_slice() {
                let own = keyed(*first);
                let (group, others) = rest.iter().partition(|index| keyed(**index) == own);
                groups.push(group);
                rest = others;
            }
        }
        groups.retain(|group: &Vec<usize>| group.len() > 1);
        groups.sort_unstable();
        groups
    }
}

impl<'f> ItemFacts<'f> {
    fn number(self, field: Shared) -> Option<u32> {
        let mut row = Row::of(self.row);
        (0..field as usize).for_each(|_| _ = row.number());
        row.number()
    }

    fn shared(self, field: Shared) -> Option<&'f [u8]> {
        self.facts.pool.get(self.number(field)?)
    }

    fn own(self, field: Own) -> Option<&'f [u8]> {
        let mut row = Row::of(self.row);
        (0..SHARED).for_each(|_| _ = row.number());
        (0..field as usize).for_each(|_| _ = row.text());
        row.text()
    }

    /// Its name.
    pub fn name(self) -> &'f str {
        self.own(Own::Name).map_or("", read)
    }

    /// Its key, as of [`ServiceItem::key`].
    pub fn key(self) -> Cow<'f, str> {
        let codes = [
            self.handling_code(),
            self.implementation_code(),
            self.source_id(),
        ];
        item_key(codes, self.name(), self.body())
    }

    /// Its handling code, as written.
    pub fn handling_code(self) -> Option<&'f str> {
        self.own(Own::HandlingCode).map(read)
    }

    /// Its implementation code, as written.
    pub fn implementation_code(self) -> Option<&'f str> {
        self.own(Own::ImplementationCode).map(read)
    }

    /// The province's own implementation code.
    pub fn local_implementation_code(self) -> Option<&'f str> {
        self.own(Own::LocalImplementationCode).map(read)
    }

    /// Its base code, as written.
    pub fn base_code(self) -> Option<&'f str> {
        self.shared(Shared::BaseCode).map(read)
    }

    /// The province's own base code.
    pub fn local_base_code(self) -> Option<&'f str> {
        self.shared(Shared::LocalBaseCode).map(read)
    }

    /// Its identifier in the source.
    pub fn source_id(self) -> Option<&'f str> {
        self.own(Own::SourceId).map(read)
    }

    /// The name of the catalogue item it belongs to.
    pub fn catalogue_name(self) -> Option<&'f str> {
        self.shared(Shared::CatalogueName).map(read)
    }

    /// Its type.
    pub fn item_type(self) -> Option<&'f str> {
        self.shared(Shared::ItemType).map(read)
    }

    /// The name of its authority.
    pub fn body(self) -> Option<&'f str> {
        self.shared(Shared::Body).map(read)
    }

    /// The credit code of its authority, as written.
    pub fn body_code(self) -> Option<&'f str> {
        self.shared(Shared::BodyCode).map(read)
    }

    /// The division it is offered in.
    pub fn division(self) -> Option<&'f str> {
        self.shared(Shared::Division).map(read)
    }

    /// The names and codes of the town and the village it is offered in.
    pub(crate) fn below_division(self) -> [Option<&'f str>; 4] {
        use Shared::{TownCode, TownName, VillageCode, VillageName};
        [TownCode, TownName, VillageCode, VillageName].map(|field| self.shared(field).map(read))
    }

    /// The names of the laws that it is based on.
    pub(crate) fn legal_bases(self) -> impl Iterator<Item = &'f str> {
        each_text(self.shared(Shared::LegalBases))
    }

    /// Its statutory limit.
    pub fn statutory(self) -> Option<&'f Limit> {
        self.facts.limits.get(&self.number(Shared::Statutory)?)
    }

    /// Its promised limit.
    pub fn promised(self) -> Option<&'f Limit> {
        self.facts.limits.get(&self.number(Shared::Promised)?)
    }

    /// Its materials.
    pub(crate) fn materials(self) -> impl Iterator<Item = MaterialFacts<'f>> {
        let list = self.shared(Shared::Materials).unwrap_or_default();
        Row::of(list).list(|row| MaterialFacts {
            name: row.text().map(read),
            is_handed_in: row.number().is_some(),
        })
    }

    /// The places of its guide that have a name and an address.
    pub(crate) fn places(self) -> impl Iterator<Item = PlaceFacts<'f>> {
        let list = self.shared(Shared::Places).unwrap_or_default();
        Row::of(list).list(|row| PlaceFacts {
            index: index(row),
            name: row.text().map_or("", read),
            address: row.text().map_or("", read),
        })
    }

    /// What it says in an element, unless it is too short to compare.
    pub(crate) fn text(self, element: OwnText) -> Option<TextFacts<'f>> {
        texts::find(self.own(Own::Texts), element)
    }

    /// When it took effect.
    pub(crate) fn effective_date(self) -> Option<NaiveDate> {
        let day = self.number(Shared::EffectiveDate)?;
        NaiveDate::from_num_days_from_ce_opt(day.try_into().ok()?)
    }

    /// Whom it is for.
    pub(crate) fn audience(self) -> Vec<Audience> {
        each_text(self.shared(Shared::Audience))
            .map(Audience::from)
            .collect()
    }

    /// The name of its result.
    pub(crate) fn result(self) -> Option<&'f str> {
        self.shared(Shared::Result).map(read)
    }

    /// The levels of government that exercise it, as stated.
    pub(crate) fn levels(self) -> impl Iterator<Item = &'f str> {
        each_text(self.shared(Shared::Levels))
    }

    /// Whether it is in use.
    pub(crate) fn status(self) -> Option<&'f str> {
        self.shared(Shared::Status).map(read)
    }

    /// The addresses of its channels on the web that lead to no particular matter.
    pub(crate) fn entries(self) -> impl Iterator<Item = EntryFacts<'f>> {
        let list = self.own(Own::Entries).unwrap_or_default();
        Row::of(list).list(|row| EntryFacts {
            channel: index(row),
            named: row.text().map(read),
            url: row.text().map_or("", read),
        })
    }

    /// Whether people apply for it; known of items with such addresses.
    pub(crate) fn is_applied_for(self) -> bool {
        self.own(Own::AppliedFor).is_some()
    }

    /// What it calls the items that come first.
    pub(crate) fn prerequisites(self) -> impl Iterator<Item = &'f str> {
        each_text(self.own(Own::Prerequisites))
    }

    /// What people call it.
    pub(crate) fn aliases(self) -> impl Iterator<Item = &'f str> {
        each_text(self.own(Own::Aliases))
    }
}

/// The values that many items share, but for the limits and the date, in the order of [`Shared`].
fn shared(item: &ServiceItem) -> [Option<Cow<'_, [u8]>>; Shared::Statutory as usize] {
    let body = item.authority.as_ref();
    let result = item.guide.as_ref().and_then(|guide| guide.result.as_ref());
    let of_places = (item.places().iter().enumerate())
        .filter_map(|(index, place)| Some((index, place.name.as_ref()?, place.address.as_ref()?)));
    [
        text(item.catalogue_name.as_deref()),
        text(item.base_code.as_ref().map(BaseCode::as_str)),
        text(item.local_base_code.as_deref()),
        text(item.item_type.as_ref().map(Vocabulary::term)),
        text(body.and_then(|body| body.name.as_deref())),
        text(body.and_then(|body| Some(body.credit_code.as_ref()?.as_str()))),
        text(item.division.as_ref().map(DivisionCode::as_str)),
        text(item.town_code.as_ref().map(DivisionCode::as_str)),
        text(item.village_code.as_ref().map(DivisionCode::as_str)),
        text(item.town_name.as_deref()),
        text(item.village_name.as_deref()),
        list(
            (item.legal_basis.iter()).filter_map(|basis| basis.name.as_deref()),
            |row, name| row.text(Some(name.as_bytes())),
        ),
        list(item.materials(), |row, material| {
            row.text(material.name.as_deref().map(str::as_bytes));
            row.number(is_handed_in(material).then_some(0));
        }),
        list(of_places, |row, (index, name, address)| {
            row.number(u32::try_from(index).ok());
            row.text(Some(name.as_bytes()));
            row.text(Some(address.as_bytes()));
        }),
        list(&item.audience, |row, audience| {
            row.text(Some(audience.term().as_bytes()));
        }),
        text(result.and_then(|result| result.name.as_deref())),
        list(&item.levels, |row, level| {
            row.text(Some(level.term().as_bytes()));
        }),
        text(item.status.as_ref().map(Vocabulary::term)),
    ]
}

/// The values that an item has of its own, in the order of [`Own`].
fn own(item: &ServiceItem) -> [Option<Cow<'_, [u8]>>; Own::Aliases as usize + 1] {
    let (handling, implementation) = (&item.handling_code, &item.implementation_code);
    let entries: Vec<(usize, &Channel)> = entries(item).collect();
    let applied = !entries.is_empty() && Nature::of(item) == Nature::Applied;
    [
        text(Some(&item.name)),
        text(handling.as_ref().map(HandlingCode::as_str)),
        text(implementation.as_ref().map(ImplementationCode::as_str)),
        text(item.local_implementation_code.as_deref()),
        text(item.source_id.as_deref()),
        texts::packed(item),
        list(entries, |row, (index, channel)| {
            row.number(u32::try_from(index).ok());
            row.text(channel.called().map(str::as_bytes));
            row.text(channel.url.as_deref().map(|url| url.trim().as_bytes()));
        }),
        text(applied.then_some("")),
        list(&item.prerequisites, |row, first| {
            row.text(Some(first.item.as_bytes()));
        }),
        list(&item.aliases, |row, alias| row.text(Some(alias.as_bytes()))),
    ]
}

/// The channels on the web with an address that leads to no particular matter.
fn entries(item: &ServiceItem) -> impl Iterator<Item = (usize, &Channel)> {
    let online = (item.channels.iter().enumerate())
        .filter(|(_, channel)| channel.kind.as_ref().is_none_or(is_online));
    let general = |(_, channel): &(usize, &Channel)| {
        let found = channel.url.as_deref().and_then(|url| fault(url.trim()));
        found.is_some_and(|found| match found {
            // What one asks or looks up in a system begins at its first page: 智能客服 for a
            // consultation.
            LinkFault::SystemFront => !Nature::of(item).is_passive(),
            found => found.leads_nowhere(),
        })
    };
    online.filter(general)
}

/// Whether the applicant has to hand a material in, and it is not a form, of which each item has its
/// own.
fn is_handed_in(material: &Material) -> bool {
    let always = !matches!(material.necessity, Some(Necessity::NotRequired));
    let elsewhere = material.exempt == Some(true) || material.shared == Some(true);
    always && !elsewhere && !is_form(material)
}

fn text(text: Option<&str>) -> Option<Cow<'_, [u8]>> {
    text.map(|text| Cow::from(text.as_bytes()))
}
