//! Facts: what rules across items know about each item, in a few hundred bytes.
//!
//! An item takes forty kilobytes, and rules across items compare items far apart. So an item is reduced to
//! its facts when it is checked, and dropped. Everything that a rule across items needs to know must be here;
//! the judgement is up to the rule.

mod digest;
mod known;
mod line;
mod packed;
mod paths;
mod reference;
#[cfg(test)]
mod tests;
mod texts;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::hash::Hash;

use chrono::{Datelike, NaiveDate};

use crate::model::{Limit, ServiceItem, item_key};
use crate::vocabulary::{Audience, Vocabulary};
pub(crate) use digest::digest;
pub(crate) use known::{Known, sound_base_code};
pub(crate) use line::FactsLine;
use line::{EntryLine, MaterialLine, PlaceLine, number};
use packed::{Packed, Pool, Row, Rows, each_text, index, list, read};
pub use reference::ReferenceCatalogue;
use texts::TextLine;
pub(crate) use texts::{OwnText, TextFacts};

/// The facts of the items of a catalogue, in their order.
#[derive(Debug, Default)]
pub struct Facts {
    rows: Rows,
    pool: Pool,
    /// The limits, by their number in the pool.
    limits: HashMap<u32, Limit>,
}

/// The facts of one item.
#[derive(Debug, Clone, Copy)]
pub struct ItemFacts<'f> {
    row: &'f [u8],
    facts: &'f Facts,
}

/// A material, as it is compared with those of other items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct MaterialFacts<'f> {
    pub(crate) name: Option<&'f str>,
    /// Whether the applicant has to submit it and it is not a form; each item has forms of its own.
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

/// The address of a channel on the web that leads to no particular item, or holds nothing to tell which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EntryFacts<'f> {
    /// Index of the channel.
    pub(crate) channel: usize,
    /// The name of the channel.
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
    /// Not shared: it is a number anyway.
    EffectiveDate,
}

/// The values that each item has for itself, in the order of a row.
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
        self.add_line(&FactsLine::of(item));
    }

    /// Adds the facts of the next item, read from a line.
    pub(crate) fn add_line(&mut self, line: &FactsLine<'_>) {
        let mut row = Packed::default();
        for value in shared(line) {
            row.number(value.map(|value| self.pool.number(&value)));
        }
        for limit in [&line.statutory, &line.promised] {
            row.number(limit.as_deref().map(|limit| self.limit(limit)));
        }
        let day = line.effective_date.map(|date| date.num_days_from_ce());
        row.number(day.and_then(|day| u32::try_from(day).ok()));
        for value in own(line) {
            row.text(value.as_deref());
        }
        self.rows.add(&row);
    }

    fn limit(&mut self, limit: &Limit) -> u32 {
        let number = self.pool.number(&key_of(limit));
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

    /// Maps each wanted name to the first item that has it; `names` lists the names of an item.
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

    /// Groups the items that share a key, two or more each, in catalogue order.
    pub(crate) fn groups<K: Hash + Eq>(
        &self,
        key: impl Fn(ItemFacts<'_>) -> Option<K>,
    ) -> Vec<Vec<usize>> {
        let keyed = |index: usize| self.get(index).and_then(&key);
        // Several rules do so at a time: a vector that grows would take thrice the memory.
        let mut digests: Vec<(u64, usize)> = Vec::with_capacity(self.len());
        digests.extend(
            (self.iter().enumerate())
                .filter_map(|(index, item)| Some((digest(&key(item)?), index))),
        );
        digests.sort_unstable();
        let mut groups = Vec::new();
        for alike in digests.chunk_by(|(a, _), (b, _)| a == b) {
            let mut rest: Vec<usize> = alike.iter().map(|(_, index)| *index).collect();
            // Digests may collide, so the keys are compared as well.
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

    /// The text of an element, unless it is too short to compare.
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

    /// The levels of government that exercise it.
    pub(crate) fn levels(self) -> impl Iterator<Item = &'f str> {
        each_text(self.shared(Shared::Levels))
    }

    /// Whether it is in use.
    pub(crate) fn status(self) -> Option<&'f str> {
        self.shared(Shared::Status).map(read)
    }

    /// The addresses of its channels on the web that lead to no particular item, or hold nothing to tell which.
    pub(crate) fn entries(self) -> impl Iterator<Item = EntryFacts<'f>> {
        let list = self.own(Own::Entries).unwrap_or_default();
        Row::of(list).list(|row| EntryFacts {
            channel: index(row),
            named: row.text().map(read),
            url: row.text().map_or("", read),
        })
    }

    /// Whether people apply for it; only known for items with such addresses.
    pub(crate) fn is_applied_for(self) -> bool {
        self.own(Own::AppliedFor).is_some()
    }

    /// The names of the items that must be done first.
    pub(crate) fn prerequisites(self) -> impl Iterator<Item = &'f str> {
        each_text(self.own(Own::Prerequisites))
    }

    /// All facts, in the form in which they are written.
    pub(crate) fn line(self) -> FactsLine<'f> {
        let cow = |text: Option<&'f str>| text.map(Cow::from);
        let [town_code, town_name, village_code, village_name] = self.below_division();
        FactsLine {
            name: self.name().into(),
            handling_code: cow(self.handling_code()),
            implementation_code: cow(self.implementation_code()),
            local_implementation_code: cow(self.local_implementation_code()),
            source_id: cow(self.source_id()),
            catalogue_name: cow(self.catalogue_name()),
            base_code: cow(self.base_code()),
            local_base_code: cow(self.local_base_code()),
            item_type: cow(self.item_type()),
            body: cow(self.body()),
            body_code: cow(self.body_code()),
            division: cow(self.division()),
            town_code: cow(town_code),
            town_name: cow(town_name),
            village_code: cow(village_code),
            village_name: cow(village_name),
            legal_bases: self.legal_bases().map(Cow::from).collect(),
            materials: (self.materials())
                .map(|material| MaterialLine {
                    name: cow(material.name),
                    handed_in: material.is_handed_in,
                })
                .collect(),
            places: (self.places())
                .map(|place| PlaceLine {
                    index: number(place.index),
                    name: place.name.into(),
                    address: place.address.into(),
                })
                .collect(),
            conditions: self.text(OwnText::Conditions).map(TextLine::of),
            summary: self.text(OwnText::Summary).map(TextLine::of),
            narrative: self.text(OwnText::Narrative).map(TextLine::of),
            audience: each_text(self.shared(Shared::Audience))
                .map(Cow::from)
                .collect(),
            result: cow(self.result()),
            levels: self.levels().map(Cow::from).collect(),
            status: cow(self.status()),
            statutory: self.statutory().map(Cow::Borrowed),
            promised: self.promised().map(Cow::Borrowed),
            effective_date: self.effective_date(),
            entries: (self.entries())
                .map(|entry| EntryLine {
                    channel: number(entry.channel),
                    named: cow(entry.named),
                    url: entry.url.into(),
                })
                .collect(),
            applied_for: self.is_applied_for(),
            prerequisites: self.prerequisites().map(Cow::from).collect(),
            aliases: self.aliases().map(Cow::from).collect(),
        }
    }

    /// The names that people use for it.
    pub(crate) fn aliases(self) -> impl Iterator<Item = &'f str> {
        each_text(self.own(Own::Aliases))
    }
}

/// The values that many items share, except the limits and the date, in the order of [`Shared`].
fn shared<'l>(line: &'l FactsLine<'_>) -> [Option<Cow<'l, [u8]>>; Shared::Statutory as usize] {
    [
        text(line.catalogue_name.as_deref()),
        text(line.base_code.as_deref()),
        text(line.local_base_code.as_deref()),
        text(line.item_type.as_deref()),
        text(line.body.as_deref()),
        text(line.body_code.as_deref()),
        text(line.division.as_deref()),
        text(line.town_code.as_deref()),
        text(line.village_code.as_deref()),
        text(line.town_name.as_deref()),
        text(line.village_name.as_deref()),
        texts(&line.legal_bases),
        list(&line.materials, |row, material| {
            row.text(material.name.as_deref().map(str::as_bytes));
            row.number(material.handed_in.then_some(0));
        }),
        list(&line.places, |row, place| {
            row.number(Some(place.index));
            row.text(Some(place.name.as_bytes()));
            row.text(Some(place.address.as_bytes()));
        }),
        texts(&line.audience),
        text(line.result.as_deref()),
        texts(&line.levels),
        text(line.status.as_deref()),
    ]
}

/// The values that each item has for itself, in the order of [`Own`].
fn own<'l>(line: &'l FactsLine<'_>) -> [Option<Cow<'l, [u8]>>; Own::Aliases as usize + 1] {
    [
        text(Some(&line.name)),
        text(line.handling_code.as_deref()),
        text(line.implementation_code.as_deref()),
        text(line.local_implementation_code.as_deref()),
        text(line.source_id.as_deref()),
        texts::packed(&line.texts()),
        list(&line.entries, |row, entry| {
            row.number(Some(entry.channel));
            row.text(entry.named.as_deref().map(str::as_bytes));
            row.text(Some(entry.url.as_bytes()));
        }),
        text(line.applied_for.then_some("")),
        texts(&line.prerequisites),
        texts(&line.aliases),
    ]
}

/// A list of texts in one value.
fn texts<'a>(values: &[Cow<'_, str>]) -> Option<Cow<'a, [u8]>> {
    list(values, |row, value| row.text(Some(value.as_bytes())))
}

fn text(text: Option<&str>) -> Option<Cow<'_, [u8]>> {
    text.map(|text| Cow::from(text.as_bytes()))
}

/// A byte key, equal for equal limits: its parts in order, each text ended by a byte that UTF-8 never uses.
fn key_of(limit: &Limit) -> Vec<u8> {
    let Limit {
        amount,
        unit,
        immediate,
        excludes,
        text,
    } = limit;
    let mut key = Vec::with_capacity(64);
    key.extend([
        u8::from(amount.is_some()),
        immediate.map_or(2, u8::from),
        unit.as_ref().map_or(2, |unit| u8::from(unit.is_listed())),
        u8::from(text.is_some()),
    ]);
    if let Some(amount) = amount {
        key.extend(amount.value().to_bits().to_le_bytes());
    }
    let unit = unit.as_ref().map(Vocabulary::term);
    let texts = unit.into_iter().chain(excludes.iter().map(String::as_str));
    for text in texts.chain(text.as_deref()) {
        key.extend(text.as_bytes());
        key.push(0xFF);
    }
    key
}
