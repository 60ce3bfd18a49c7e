//! Counts over all items, sound ones included, for the inspection report.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use chrono::NaiveDate;

use crate::code::DivisionCode;
use crate::engine::{Finding, Severity};
use crate::model::{Catalogue, Limit, Platform, Process, ServiceItem};
use crate::vocabulary::{ItemType, TimeUnit};

/// The items of a catalogue in figures, by the office that offers them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Census {
    /// Tallies by name of the authority, then by code of the division; an empty key means not stated.
    offices: BTreeMap<String, BTreeMap<String, Tally>>,
    /// The items whose process is shown, by the gravity of their findings and their index.
    charted: BTreeMap<(Reverse<Gravity>, usize), Charted>,
    /// Number of items with steps that were left out because of the limit.
    pub(crate) left_out: usize,
    /// The catalogue's own fields.
    pub(crate) about: About,
}

/// Numbers of errors, warnings and hints.
type Gravity = (usize, usize, usize);

/// An item whose process is shown.
#[derive(Debug, Clone)]
pub(crate) struct Charted {
    /// Its index in the catalogue.
    pub(crate) item: usize,
    pub(crate) name: String,
    pub(crate) body: Option<String>,
    pub(crate) process: Process,
}

/// The catalogue's own fields, lists by their length.
#[derive(Debug, Clone, Default)]
pub(crate) struct About {
    pub(crate) name: Option<String>,
    pub(crate) as_of: Option<NaiveDate>,
    pub(crate) categories: usize,
    pub(crate) scenarios: usize,
    pub(crate) platforms: Vec<Platform>,
    /// The elements that the source does not collect.
    pub(crate) not_collected: Vec<String>,
}

impl About {
    pub(super) fn of(catalogue: &Catalogue, not_collected: &[String]) -> Self {
        Self {
            name: catalogue.name.clone(),
            as_of: catalogue.as_of,
            categories: catalogue.categories.len(),
            scenarios: catalogue.scenarios.len(),
            platforms: catalogue.platforms.clone(),
            not_collected: not_collected.to_vec(),
        }
    }
}

/// Counts over some items.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tally {
    /// Number of items.
    pub(crate) items: usize,
    /// Number of items by their stated number of visits.
    pub(crate) visits: BTreeMap<u32, usize>,
    /// Number of items by their number of materials.
    pub(crate) materials: BTreeMap<usize, usize>,
    /// Number of items by their promised limit.
    pub(crate) promises: BTreeMap<Promise, usize>,
    /// Number of items with a channel that states values of its own.
    pub(crate) comparable: usize,
    /// Number of licences that state whether they are handled online.
    pub(crate) licences: usize,
    /// Number of licences that state that they are handled online.
    pub(crate) licences_online: usize,
}

/// A promised limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Promise {
    /// On the spot.
    Immediate,
    /// Working days, rounded up.
    WorkingDays(u32),
    /// In another unit, or in words.
    Other,
    /// No promised limit.
    Missing,
}

impl Promise {
    fn of(limit: Option<&Limit>) -> Self {
        let Some(limit) = limit else {
            return Self::Missing;
        };
        if limit.is_immediate() {
            return Self::Immediate;
        }
        let days = limit.amount.map(|amount| amount.value().ceil());
        match (days, &limit.unit) {
            (Some(days), Some(TimeUnit::WorkingDay)) if days < f64::from(u32::MAX) =>
            {
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "an amount is not negative"
                )]
                Self::WorkingDays(days as u32)
            }
            _ => Self::Other,
        }
    }
}

impl Tally {
    fn add(&mut self, item: &ServiceItem) {
        self.items += 1;
        if let Some(count) = item.visits().and_then(|visits| visits.count) {
            *self.visits.entry(count).or_insert(0) += 1;
        }
        *self.materials.entry(item.materials().len()).or_insert(0) += 1;
        let promised = item.time_limit().and_then(|limit| limit.promised.as_ref());
        *self.promises.entry(Promise::of(promised)).or_insert(0) += 1;
        let says_itself = item.channels.iter().any(|channel| channel.says.is_some());
        self.comparable += usize::from(says_itself);
        if item.item_type == Some(ItemType::Licence)
            && let Some(online) = item.online
        {
            self.licences += 1;
            self.licences_online += usize::from(online);
        }
    }

    /// Adds the counts over other items.
    pub(crate) fn extend(&mut self, other: &Self) {
        fn add<K: Ord + Copy>(own: &mut BTreeMap<K, usize>, other: &BTreeMap<K, usize>) {
            for (key, count) in other {
                *own.entry(*key).or_insert(0) += count;
            }
        }
        self.items += other.items;
        add(&mut self.visits, &other.visits);
        add(&mut self.materials, &other.materials);
        add(&mut self.promises, &other.promises);
        self.comparable += other.comparable;
        self.licences += other.licences;
        self.licences_online += other.licences_online;
    }

    /// Number of items that state a number of visits.
    pub(crate) fn stating_visits(&self) -> usize {
        self.visits.values().sum()
    }

    /// Total number of stated visits.
    pub(crate) fn all_visits(&self) -> u64 {
        let visits_of_items =
            |(visits, items): (&u32, &usize)| u64::from(*visits) * (*items as u64);
        self.visits.iter().map(visits_of_items).sum()
    }
}

impl Census {
    /// Adds an item; `division` is that of its catalogue.
    pub(super) fn add(&mut self, item: &ServiceItem, division: Option<&DivisionCode>) {
        let body = item
            .authority
            .as_ref()
            .and_then(|body| body.name.as_deref());
        let division = item.division.as_ref().or(division);
        let of_body = entry_or_default(&mut self.offices, body.unwrap_or_default());
        entry_or_default(of_body, division.map_or("", DivisionCode::as_str)).add(item);
    }

    /// Keeps the processes of some items for the flowcharts; the first item has index `first`. If there are more
    /// than `max_items`, those of the items with the gravest findings are kept.
    pub(super) fn chart(
        &mut self,
        items: &[ServiceItem],
        first: usize,
        findings: &[Finding],
        max_items: usize,
    ) {
        let mut gravity: HashMap<usize, Gravity> = HashMap::new();
        for finding in findings {
            if let (None, Some(item)) = (finding.subject.view, finding.subject.item) {
                let own = gravity.entry(item).or_default();
                match finding.severity {
                    Severity::Error => own.0 += 1,
                    Severity::Warning => own.1 += 1,
                    Severity::Hint => own.2 += 1,
                }
            }
        }
        for (index, item) in (first..).zip(items) {
            let Some(process) = item.process().filter(|process| !process.steps.is_empty()) else {
                continue;
            };
            let own = gravity.get(&index).copied().unwrap_or_default();
            let key = (Reverse(own), index);
            if self.charted.len() >= max_items {
                self.left_out += 1;
                if self
                    .charted
                    .last_key_value()
                    .is_none_or(|(last, _)| *last < key)
                {
                    continue;
                }
                self.charted.pop_last();
            }
            let charted = Charted {
                item: index,
                name: item.name.clone(),
                body: item.authority.as_ref().and_then(|body| body.name.clone()),
                process: process.clone(),
            };
            self.charted.insert(key, charted);
        }
    }

    /// The items whose process is shown, those with the gravest findings first.
    pub(crate) fn charted(&self) -> impl Iterator<Item = &Charted> {
        self.charted.values()
    }

    /// The offices: authority, division and items.
    pub(crate) fn offices(&self) -> impl Iterator<Item = (&str, &str, &Tally)> {
        self.offices.iter().flat_map(|(body, of_body)| {
            of_body
                .iter()
                .map(move |(division, tally)| (body.as_str(), division.as_str(), tally))
        })
    }
}

/// The value of a key, inserted if the key is new.
fn entry_or_default<'m, V: Default>(map: &'m mut BTreeMap<String, V>, key: &str) -> &'m mut V {
    map.entry(key.to_owned()).or_default()
}
