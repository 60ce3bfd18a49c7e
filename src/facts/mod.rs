//! Facts: what rules across items know about each item, in a few hundred bytes.
//!
//! An item takes forty kilobytes, and rules across items compare items far apart. So an item is reduced to
//! its facts when it is checked, and dropped. Everything that a rule across items needs to know must be here;
//! the judgement is up to the rule.

mod columns;
mod digest;
mod known;
mod line;
mod matter;
mod packed;
mod paths;
mod pool;
mod reference;
mod rows;
mod sorted;
#[cfg(test)]
mod tests;
mod texts;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::io;

use chrono::{Datelike, NaiveDate};

use crate::model::{Limit, ServiceItem, item_key};
use crate::spill::Spilling;
use crate::vocabulary::Audience;
use columns::{Own, SHARED, Shared, key_of, own, shared};
pub(crate) use digest::digest;
pub(crate) use known::{Overlap, sound_base_code};
pub(crate) use line::FactsLine;
use line::{EntryLine, MaterialLine, PlaceLine, number};
use packed::{Packed, Row, each_text, index, read};
use pool::Pool;
pub use reference::ReferenceCatalogue;
use rows::Rows;
pub(crate) use sorted::{alike, item_at};
use texts::TextLine;
pub(crate) use texts::{OwnText, TextFacts};

/// The facts of the items of a catalogue, in order; beyond a size limit, they are kept in a file.
#[derive(Debug, Default)]
pub struct Facts {
    rows: Rows,
    /// The values that items share, by element.
    pools: [Pool; Shared::Statutory as usize],
    /// The limits, by their number in the pool.
    limits: Vec<Limit>,
    limit_pool: Pool,
}

/// The facts of one item.
#[derive(Debug, Clone)]
pub struct ItemFacts<'f> {
    row: Cow<'f, [u8]>,
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

/// The web address of a channel that leads to no particular item, or does not identify the item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct EntryFacts<'f> {
    /// Index of the channel.
    pub(crate) channel: usize,
    /// The name of the channel.
    pub(crate) named: Option<&'f str>,
    pub(crate) url: &'f str,
}

/// The number that is stored instead of a pool number if the value is in the row.
const IN_ROW: u32 = 0;

/// A value that items may share.
enum Value<T> {
    InRow(T),
    InPool(u32),
}

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

    /// Creates facts that move to a file beyond a size limit.
    pub(crate) fn spilling(spilling: Spilling) -> Self {
        Self {
            rows: Rows::new(spilling),
            ..Self::default()
        }
    }

    /// Adds the facts of the next item, read from a line.
    pub(crate) fn add_line(&mut self, line: &FactsLine<'_>) {
        let mut row = Packed::default();
        row.fixed(matter::matter(line));
        for (value, pool) in shared(line).into_iter().zip(&mut self.pools) {
            let value = value.map(|value| match pool.number(&value) {
                Some(number) => Value::InPool(number),
                None => Value::InRow(value),
            });
            add_shared(&mut row, value);
        }
        for limit in [&line.statutory, &line.promised] {
            let value = limit.as_deref().map(|limit| match self.limit(limit) {
                Some(number) => Value::InPool(number),
                // Serializing plain data into memory cannot fail.
                None => Value::InRow(serde_json::to_vec(limit).unwrap_or_default().into()),
            });
            add_shared(&mut row, value);
        }
        let day = line.effective_date.map(|date| date.num_days_from_ce());
        row.number(day.and_then(|day| u32::try_from(day).ok()));
        for value in own(line) {
            row.text(value.as_deref());
        }
        self.rows.add(&row);
    }

    fn limit(&mut self, limit: &Limit) -> Option<u32> {
        let number = self.limit_pool.number(&key_of(limit))?;
        if number as usize == self.limits.len() {
            self.limits.push(limit.clone());
        }
        Some(number)
    }

    /// Records that a file could not be written or read.
    fn fail(&self, error: io::Error) {
        self.rows.fail(error);
    }

    /// The error of a file that could not be written or read; if there is one, facts are missing.
    pub(crate) fn failure(&self) -> Option<io::Error> {
        self.rows.failure()
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
    pub(crate) fn first_by_name(
        &self,
        wanted: &HashSet<String>,
        names: impl Fn(&ItemFacts<'_>) -> Vec<String>,
    ) -> HashMap<String, usize> {
        let mut first = HashMap::new();
        if wanted.is_empty() {
            return first;
        }
        for (index, item) in self.iter().enumerate() {
            for name in names(&item) {
                if wanted.contains(&name) {
                    first.entry(name).or_insert(index);
                }
            }
        }
        first
    }
}

/// Adds a value that items may share.
fn add_shared(row: &mut Packed, value: Option<Value<Cow<'_, [u8]>>>) {
    match value {
        None => row.number(None),
        Some(Value::InPool(number)) => row.number(Some(IN_ROW + 1 + number)),
        Some(Value::InRow(value)) => {
            row.number(Some(IN_ROW));
            row.text(Some(&value));
        }
    }
}

/// Takes a value that was added by `add_shared`.
fn take_shared<'r>(row: &mut Row<'r>) -> Option<Value<&'r [u8]>> {
    Some(match row.number()?.checked_sub(IN_ROW + 1) {
        Some(number) => Value::InPool(number),
        None => Value::InRow(row.text()?),
    })
}

impl<'f> ItemFacts<'f> {
    /// A digest of its matter: its base code, or else its name. It is first in the row, since every other rule asks for
    /// it.
    pub(crate) fn matter(&self) -> u64 {
        Row::of(&self.row).fixed()
    }

    /// The fields after the matter.
    fn values(&self) -> Row<'_> {
        let mut row = Row::of(&self.row);
        row.fixed();
        row
    }

    fn value(&self, field: Shared) -> Option<Value<&[u8]>> {
        let mut row = self.values();
        (0..field as usize).for_each(|_| _ = take_shared(&mut row));
        take_shared(&mut row)
    }

    fn shared(&self, field: Shared) -> Option<&[u8]> {
        match self.value(field)? {
            Value::InRow(value) => Some(value),
            Value::InPool(number) => self.facts.pools.get(field as usize)?.get(number),
        }
    }

    fn limit(&self, field: Shared) -> Option<Cow<'f, Limit>> {
        match self.value(field)? {
            Value::InRow(value) => serde_json::from_slice(value).ok().map(Cow::Owned),
            Value::InPool(number) => self.facts.limits.get(number as usize).map(Cow::Borrowed),
        }
    }

    /// The fields after the values that items share.
    fn rest(&self) -> Row<'_> {
        let mut row = self.values();
        (0..SHARED).for_each(|_| _ = take_shared(&mut row));
        row
    }

    fn own(&self, field: Own) -> Option<&[u8]> {
        let mut row = self.rest();
        row.number();
        (0..field as usize).for_each(|_| _ = row.text());
        row.text()
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.own(Own::Name).map_or("", read)
    }

    /// Its key, as of [`ServiceItem::key`].
    pub fn key(&self) -> Cow<'_, str> {
        let codes = [
            self.handling_code(),
            self.implementation_code(),
            self.source_id(),
        ];
        item_key(codes, self.name(), self.body())
    }

    /// Its handling code, as written.
    pub fn handling_code(&self) -> Option<&str> {
        self.own(Own::HandlingCode).map(read)
    }

    /// Its implementation code, as written.
    pub fn implementation_code(&self) -> Option<&str> {
        self.own(Own::ImplementationCode).map(read)
    }

    /// The province's own implementation code.
    pub fn local_implementation_code(&self) -> Option<&str> {
        self.own(Own::LocalImplementationCode).map(read)
    }

    /// Its base code, as written.
    pub fn base_code(&self) -> Option<&str> {
        self.shared(Shared::BaseCode).map(read)
    }

    /// The province's own base code.
    pub fn local_base_code(&self) -> Option<&str> {
        self.shared(Shared::LocalBaseCode).map(read)
    }

    /// Its identifier in the source.
    pub fn source_id(&self) -> Option<&str> {
        self.own(Own::SourceId).map(read)
    }

    /// The name of the catalogue item it belongs to.
    pub fn catalogue_name(&self) -> Option<&str> {
        self.shared(Shared::CatalogueName).map(read)
    }

    /// Its type.
    pub fn item_type(&self) -> Option<&str> {
        self.shared(Shared::ItemType).map(read)
    }

    /// The name of its authority.
    pub fn body(&self) -> Option<&str> {
        self.shared(Shared::Body).map(read)
    }

    /// The credit code of its authority, as written.
    pub fn body_code(&self) -> Option<&str> {
        self.shared(Shared::BodyCode).map(read)
    }

    /// The division it is offered in.
    pub fn division(&self) -> Option<&str> {
        self.shared(Shared::Division).map(read)
    }

    /// The names and codes of the town and the village it is offered in.
    pub(crate) fn below_division(&self) -> [Option<&str>; 4] {
        use Shared::{TownCode, TownName, VillageCode, VillageName};
        [TownCode, TownName, VillageCode, VillageName].map(|field| self.shared(field).map(read))
    }

    /// The names of the laws that it is based on.
    pub(crate) fn legal_bases(&self) -> impl Iterator<Item = &str> {
        each_text(self.shared(Shared::LegalBases))
    }

    /// Its statutory limit.
    pub fn statutory(&self) -> Option<Cow<'f, Limit>> {
        self.limit(Shared::Statutory)
    }

    /// Its promised limit.
    pub fn promised(&self) -> Option<Cow<'f, Limit>> {
        self.limit(Shared::Promised)
    }

    /// Its materials.
    pub(crate) fn materials(&self) -> impl Iterator<Item = MaterialFacts<'_>> {
        let list = self.shared(Shared::Materials).unwrap_or_default();
        Row::of(list).list(|row| MaterialFacts {
            name: row.text().map(read),
            is_handed_in: row.number().is_some(),
        })
    }

    /// The places of its guide that have a name and an address.
    pub(crate) fn places(&self) -> impl Iterator<Item = PlaceFacts<'_>> {
        let list = self.shared(Shared::Places).unwrap_or_default();
        Row::of(list).list(|row| PlaceFacts {
            index: index(row),
            name: row.text().map_or("", read),
            address: row.text().map_or("", read),
        })
    }

    /// The text of an element, unless it is too short to compare.
    pub(crate) fn text(&self, element: OwnText) -> Option<TextFacts<'_>> {
        texts::find(self.own(Own::Texts), element)
    }

    /// When it took effect.
    pub(crate) fn effective_date(&self) -> Option<NaiveDate> {
        let day = self.rest().number()?;
        NaiveDate::from_num_days_from_ce_opt(day.try_into().ok()?)
    }

    /// Whom it is for.
    pub(crate) fn audience(&self) -> Vec<Audience> {
        each_text(self.shared(Shared::Audience))
            .map(Audience::from)
            .collect()
    }

    /// The name of its result.
    pub(crate) fn result(&self) -> Option<&str> {
        self.shared(Shared::Result).map(read)
    }

    /// The levels of government that exercise it.
    pub(crate) fn levels(&self) -> impl Iterator<Item = &str> {
        each_text(self.shared(Shared::Levels))
    }

    /// Whether it is in use.
    pub(crate) fn status(&self) -> Option<&str> {
        self.shared(Shared::Status).map(read)
    }

    /// The web addresses of its channels that lead to no particular item, or do not identify the item.
    pub(crate) fn entries(&self) -> impl Iterator<Item = EntryFacts<'_>> {
        let list = self.own(Own::Entries).unwrap_or_default();
        Row::of(list).list(|row| EntryFacts {
            channel: index(row),
            named: row.text().map(read),
            url: row.text().map_or("", read),
        })
    }

    /// Whether people apply for it; only known for items with [`entries`](Self::entries).
    pub(crate) fn is_applied_for(&self) -> bool {
        self.own(Own::AppliedFor).is_some()
    }

    /// The names of the items that must be done first.
    pub(crate) fn prerequisites(&self) -> impl Iterator<Item = &str> {
        each_text(self.own(Own::Prerequisites))
    }

    /// All facts, in their serialized form.
    pub(crate) fn line(&self) -> FactsLine<'_> {
        fn cow(text: Option<&str>) -> Option<Cow<'_, str>> {
            text.map(Cow::from)
        }
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
            statutory: self.statutory(),
            promised: self.promised(),
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
    pub(crate) fn aliases(&self) -> impl Iterator<Item = &str> {
        each_text(self.own(Own::Aliases))
    }
}
