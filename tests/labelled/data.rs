//! The items beside the project, and the findings in them today.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use shixiang::path::PathStep;
use shixiang::{Checker, Finding, Language, ReadOptions, Reading, Report, read_path};

/// A fault that both inspectors name.
#[derive(Debug, Deserialize)]
pub(crate) struct Fault {
    pub(crate) set: String,
    pub(crate) id: String,
    pub(crate) code: String,
    pub(crate) field: String,
    pub(crate) evidence: Vec<String>,
    /// The materials and steps it is in.
    pub(crate) which: Vec<String>,
}

impl Fault {
    /// Whether any words that the inspectors quote have these in them.
    fn evidence_says(&self, words: &str) -> bool {
        words.is_empty() || self.evidence.iter().any(|quoted| quoted.contains(words))
    }
}

/// The notes on a fault beside its label.
#[derive(Debug, Deserialize)]
pub(crate) struct Note {
    /// Whether it can be disputed.
    pub(crate) debatable: bool,
    /// The means to find it, if it was missed at first.
    pub(crate) kind: String,
}

/// A finding that a reader judged.
#[derive(Debug, Deserialize)]
pub(crate) struct Verdict {
    pub(crate) set: String,
    pub(crate) rule: String,
    pub(crate) item: String,
    pub(crate) path: String,
    #[serde(rename = "verdict")]
    pub(crate) judged: String,
    pub(crate) message: String,
}

/// The rules for each inspector's code: `codes.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Codes {
    /// Codes of rules that others took in.
    pub(crate) became: BTreeMap<String, String>,
    #[serde(rename = "fault")]
    pub(crate) faults: Vec<Entry>,
}

/// The rules for one code, in one field.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Entry {
    pub(crate) code: String,
    #[serde(default)]
    pub(crate) field: String,
    #[serde(default)]
    pub(crate) evidence: String,
    /// Words in what they quote.
    #[serde(default)]
    pub(crate) says: String,
    /// The element it is in.
    #[serde(default)]
    pub(crate) at: String,
    #[serde(rename = "where")]
    pub(crate) place: Place,
    pub(crate) rules: BTreeSet<String>,
    #[serde(default)]
    pub(crate) near: BTreeSet<String>,
}

/// The place in the item at which a finding must be.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Place {
    Item,
    Named,
    Words,
}

impl Codes {
    pub(crate) fn read() -> Self {
        toml::from_str(include_str!("codes.toml")).unwrap()
    }

    /// The code a rule has now.
    pub(crate) fn now<'a>(&'a self, code: &'a str) -> &'a str {
        self.became.get(code).map_or(code, String::as_str)
    }

    /// The entry for this fault.
    pub(crate) fn entry(&self, fault: &Fault) -> &Entry {
        let fits = |entry: &&Entry| {
            entry.code == fault.code
                && fault.field.contains(&entry.field)
                && (entry.evidence.is_empty() || fault.evidence.contains(&entry.evidence))
                && fault.evidence_says(&entry.says)
        };
        let entry = self.faults.iter().find(fits);
        entry.unwrap_or_else(|| panic!("codes.toml has nothing for {fault:?}"))
    }
}

/// A source, as it was read, and what is found in it.
pub(crate) struct Source {
    pub(crate) reading: Reading,
    pub(crate) report: Report,
}

impl Source {
    pub(crate) fn read(name: &str) -> Option<Self> {
        let reading = read_path(beside(name)?, &ReadOptions::default()).unwrap();
        let report = Checker::new().preview(true).check(&reading);
        Some(Self { reading, report })
    }

    /// The findings in one item.
    pub(crate) fn findings(&self, item: usize) -> impl Iterator<Item = &Finding> {
        (self.report.findings.iter())
            .filter(move |finding| finding.subject.view.is_none())
            .filter(move |finding| finding.subject.item == Some(item))
    }

    /// The name of the material or step a finding is in.
    pub(crate) fn part(&self, finding: &Finding) -> Option<&str> {
        let guide = (self.reading.catalogue.items)
            .get(finding.subject.item?)?
            .guide
            .as_ref()?;
        let steps = finding.subject.path.steps();
        let list = |key: &str| {
            let at = steps
                .iter()
                .position(|step| *step == PathStep::from(key.to_owned()))?;
            match steps.get(at + 1)? {
                PathStep::Index(index) => Some(*index),
                PathStep::Key(_) => None,
            }
        };
        if let Some(index) = list("materials") {
            return guide.materials.get(index)?.name.as_deref();
        }
        let process = guide.process.as_ref()?;
        process.steps.get(list("steps")?)?.name.as_deref()
    }
}

/// Everything that was labelled, with what is found in it.
pub(crate) struct Labelled {
    /// By the name of the set.
    pub(crate) sources: BTreeMap<&'static str, Source>,
    pub(crate) faults: Vec<Fault>,
    pub(crate) notes: Vec<Note>,
    pub(crate) verdicts: Vec<Verdict>,
    /// The indexes, among the items, of the records of Guangdong that were read whole.
    places: BTreeMap<String, usize>,
}

impl Labelled {
    pub(crate) fn read() -> Option<Self> {
        let sources = [
            ("gx", "labelled/gx_portal_json"),
            ("gx_csv", "labelled/gx_holdout.csv"),
            ("gd", "labelled/gd_guangzhou.jsonl"),
        ];
        let mut read = BTreeMap::new();
        for (set, name) in sources {
            read.insert(set, Source::read(name)?);
        }
        let labelled = Self {
            sources: read,
            faults: lines("gold.jsonl")?,
            notes: lines("recall.jsonl")?,
            verdicts: lines("verdicts.jsonl")?,
            places: places()?,
        };
        assert_eq!(labelled.faults.len(), labelled.notes.len());
        Some(labelled)
    }

    /// The source a fault is in, and the number of its item.
    pub(crate) fn item(&self, fault: &Fault) -> (&Source, usize) {
        let source = &self.sources[fault.set.as_str()];
        let items = &source.reading.catalogue.items;
        let number = match fault.set.as_str() {
            "gd" => self.places.get(&fault.id).copied(),
            _ => items.iter().position(|item| item.key() == fault.id),
        };
        (
            source,
            number.unwrap_or_else(|| panic!("no item {}", fault.id)),
        )
    }
}

/// A file beside the project.
pub(crate) fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not beside the project");
        return None;
    }
    Some(path)
}

/// The records of a file with one in each line.
fn lines<T: DeserializeOwned>(name: &str) -> Option<Vec<T>> {
    let text = fs::read_to_string(beside(&format!("labelled/{name}"))?).unwrap();
    let records = text.lines().map(|line| serde_json::from_str(line).unwrap());
    Some(records.collect())
}

/// The labels name a record of Guangdong by its code and its line among those that were read whole.
fn places() -> Option<BTreeMap<String, usize>> {
    let all: Vec<Value> = lines("gd_guangzhou.jsonl")?;
    let whole: Vec<Value> = lines("label_gd.jsonl")?;
    let place = |(line, record): (usize, &Value)| {
        let id = format!("{}#{}", record["TASK_CODE"].as_str().unwrap(), line + 1);
        let same = |other: &Value| other["_id"] == record["_id"];
        (id, all.iter().position(same).unwrap())
    };
    Some(whole.iter().enumerate().map(place).collect())
}

/// A finding's words.
pub(crate) fn message(finding: &Finding) -> String {
    finding.message(Language::Chinese)
}
