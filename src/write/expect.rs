//! The expectations of a dialect, compared with what was read.

use std::collections::{BTreeMap, HashSet};

use crate::dialect::{Dialect, Expectation, Fate, normal};
use crate::i18n::{Language, counted};
use crate::read::{Account, Reading};

/// Maximum number of values listed.
const MAX_VALUES: usize = 5;

/// An expectation that is not met.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Unmet {
    /// The source field.
    pub field: String,
    /// The violation.
    pub fault: UnmetFault,
    /// Number of records or values that violate it.
    pub count: usize,
    /// The first few values that violate it.
    pub values: Vec<String>,
}

/// A violated expectation of a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnmetFault {
    /// Some records have no value in the field.
    Missing,
    /// Some values occur more than once.
    Repeated,
    /// Some values are not among the accepted ones.
    NotAccepted,
    /// Too few values of the field are read.
    Unread,
}

impl Unmet {
    /// Displays the expectation as text.
    pub fn text(&self, language: Language) -> String {
        let (field, count) = (&self.field, self.count);
        let values = self.values.join("、");
        if language == Language::English {
            let fault = match self.fault {
                UnmetFault::Missing => {
                    return format!("{field}: no value in {}", counted(count, "record"));
                }
                UnmetFault::Repeated => "given more than once",
                UnmetFault::NotAccepted => "not accepted",
                UnmetFault::Unread => "not read, more than the dialect allows",
            };
            return format!("{field}: {} {fault}: {values}", counted(count, "value"));
        }
        match self.fault {
            UnmetFault::Missing => format!("{field}：{count}条记录没有填"),
            UnmetFault::Repeated => format!("{field}：{count}个值重复：{values}"),
            UnmetFault::NotAccepted => {
                format!("{field}：{count}个值不在方言规定的取值里：{values}")
            }
            UnmetFault::Unread => {
                format!("{field}：{count}个值没有读懂，比方言允许的多：{values}")
            }
        }
    }
}

/// The counts for one expectation so far.
#[derive(Debug)]
struct Watched<'d> {
    expectation: &'d Expectation,
    name: String,
    /// Number of records with a value.
    records: usize,
    /// The last record with a value, by file and number.
    last: Option<(String, usize)>,
    known: HashSet<String>,
    repeated: BTreeMap<String, usize>,
    wrong: BTreeMap<String, usize>,
    unread: BTreeMap<String, usize>,
    /// Number of values that should be read.
    all: usize,
}

/// Compares the readings of chunks with a dialect's expectations.
#[derive(Debug, Default)]
pub(super) struct Watch<'d>(Vec<Watched<'d>>);

impl<'d> Watch<'d> {
    pub(super) fn new(dialect: Option<&'d Dialect>) -> Self {
        let all = dialect.into_iter().flat_map(|dialect| &dialect.file.expect);
        let watched = all.map(|expectation| Watched {
            name: normal(&expectation.field).into_owned(),
            expectation,
            records: 0,
            last: None,
            known: HashSet::new(),
            repeated: BTreeMap::new(),
            wrong: BTreeMap::new(),
            unread: BTreeMap::new(),
            all: 0,
        });
        Self(watched.collect())
    }

    /// Whether the dialect has expectations.
    pub(super) fn is_needed(&self) -> bool {
        !self.0.is_empty()
    }

    /// Adds the reading of the next chunk.
    pub(super) fn add(&mut self, reading: &Reading) {
        for watched in &mut self.0 {
            for traced in &reading.trace {
                let value = &traced.value;
                if normal(&value.field) != watched.name {
                    continue;
                }
                let raw = value.raw.trim();
                let record = (traced.location.file.clone(), traced.record);
                if value.fate != Fate::Empty && watched.last.as_ref() != Some(&record) {
                    watched.records += 1;
                    watched.last = Some(record);
                }
                let note = |list: &mut BTreeMap<String, usize>| {
                    *list.entry(raw.to_owned()).or_default() += 1;
                };
                if watched.expectation.unique && !watched.known.insert(raw.to_owned()) {
                    note(&mut watched.repeated);
                }
                if value.fate != Fate::Empty && !watched.expectation.accepts(raw) {
                    note(&mut watched.wrong);
                }
                if !matches!(value.fate, Fate::Empty | Fate::Ignored | Fate::Kept) {
                    watched.all += 1;
                    if value.fate != Fate::Typed {
                        note(&mut watched.unread);
                    }
                }
            }
        }
    }

    /// The expectations that are not met.
    pub(super) fn finish(self, account: &Account) -> Vec<Unmet> {
        let mut unmet = Vec::new();
        for watched in self.0 {
            let mut found = |fault, count, values: &BTreeMap<String, usize>| {
                if count > 0 {
                    unmet.push(Unmet {
                        field: watched.expectation.field.clone(),
                        fault,
                        count,
                        values: values.keys().take(MAX_VALUES).cloned().collect(),
                    });
                }
            };
            let sum = |values: &BTreeMap<String, usize>| values.values().sum::<usize>();
            if watched.expectation.required {
                let missing = account.items.saturating_sub(watched.records);
                found(UnmetFault::Missing, missing, &BTreeMap::new());
            }
            found(
                UnmetFault::Repeated,
                sum(&watched.repeated),
                &watched.repeated,
            );
            found(UnmetFault::NotAccepted, sum(&watched.wrong), &watched.wrong);
            let unread = sum(&watched.unread);
            #[expect(
                clippy::cast_precision_loss,
                reason = "a share needs no more than 53 bits"
            )]
            let is_enough = watched
                .expectation
                .read
                .is_none_or(|least| (watched.all - unread) as f64 >= least * watched.all as f64);
            if !is_enough {
                found(UnmetFault::Unread, unread, &watched.unread);
            }
        }
        unmet
    }
}

/// Lists the expectations of a dialect that a reading with its trace does not meet.
pub fn unmet(dialect: &Dialect, reading: &Reading) -> Vec<Unmet> {
    let mut watch = Watch::new(Some(dialect));
    watch.add(reading);
    watch.finish(&reading.account)
}
