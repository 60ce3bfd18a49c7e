//! Thirteen further sets of items of the corpus, a to m, each labelled by two readers who had not seen
//! the rules. Rules have been learned from all but f and m since; nobody has read what is missed there.
//!
//! `second.jsonl` holds a fault for each code that both readers name for an item; if a code names materials
//! or steps, those that both name. Nothing of the items is in it: words stand as the place in the record,
//! `[pointer, from, to]` in characters, and names of materials as pointers.
//!
//! Two kinds of faults are debatable, as in the first set: `one-day`, one working day for what is
//! done at once, the habit of a portal; `service-line`, a national or municipal line for both
//! consultation and complaints.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use crate::data::{Fault, Source, beside};

/// A line of `second.jsonl`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Mark {
    set: String,
    source: String,
    id: String,
    code: String,
    field: String,
    words: Vec<(String, usize, usize)>,
    which: Vec<String>,
    debatable: Option<String>,
}

/// A fault of one of the sets.
pub(crate) struct Marked {
    pub(crate) set: String,
    pub(crate) debatable: bool,
    pub(crate) fault: Fault,
}

/// The corpus, as it is found today, and what was labelled in it.
pub(crate) struct Second {
    sources: BTreeMap<String, Source>,
    /// In the order of the lines.
    pub(crate) marked: Vec<Marked>,
}

impl Second {
    pub(crate) fn read() -> Option<Self> {
        let records = BTreeMap::from([("gd", guangdong()?), ("gx", guangxi()?)]);
        let mut sources = BTreeMap::new();
        for (set, name) in [("gd", GUANGDONG), ("gx", GUANGXI)] {
            sources.insert(set.to_owned(), Source::read(name)?);
        }
        let marks = include_str!("second.jsonl").lines();
        let marked = marks.map(|line| {
            let mark: Mark = serde_json::from_str(line).unwrap();
            let record = records[mark.source.as_str()].get(&mark.id);
            let record = record.unwrap_or_else(|| panic!("no record {}", mark.id));
            let text = |pointer: &str| record.pointer(pointer).and_then(Value::as_str).unwrap();
            let words = mark.words.iter().map(|(pointer, from, to)| {
                let characters = text(pointer).chars();
                characters.skip(*from).take(to - from).collect()
            });
            Marked {
                set: mark.set,
                debatable: mark.debatable.is_some(),
                fault: Fault {
                    set: mark.source,
                    evidence: words.collect(),
                    which: (mark.which.iter())
                        .map(|pointer| text(pointer).to_owned())
                        .collect(),
                    id: mark.id,
                    code: mark.code,
                    field: mark.field,
                },
            }
        });
        let marked = marked.collect();
        Some(Self { sources, marked })
    }

    /// The source a fault is in, and the number of its item.
    pub(crate) fn item(&self, fault: &Fault) -> (&Source, usize) {
        let source = &self.sources[&fault.set];
        let number = match fault.id.split_once('#') {
            Some((_, line)) => line.parse::<usize>().ok().map(|line| line - 1),
            None => (source.reading.catalogue.items.iter()).position(|item| item.key() == fault.id),
        };
        let number = number.unwrap_or_else(|| panic!("no item {}", fault.id));
        (source, number)
    }
}

const GUANGDONG: &str = "corpus/guangdong/items.jsonl";
const GUANGXI: &str = "corpus/guangxi-fangchenggang/portal-json";

/// The records of Guangdong, by code and line.
fn guangdong() -> Option<BTreeMap<String, Value>> {
    let text = fs::read_to_string(beside(GUANGDONG)?).unwrap();
    let record = |(line, text)| {
        let record: Value = serde_json::from_str(text).unwrap();
        let id = format!("{}#{}", record["TASK_CODE"].as_str().unwrap(), line + 1);
        (id, record)
    };
    Some(text.lines().enumerate().map(record).collect())
}

/// The records of Guangxi, by their identifiers on the portal.
fn guangxi() -> Option<BTreeMap<String, Value>> {
    let mut records = BTreeMap::new();
    for file in fs::read_dir(beside(GUANGXI)?).unwrap() {
        let text = fs::read_to_string(file.unwrap().path()).unwrap();
        let mut page: Value = serde_json::from_str(&text).unwrap();
        for record in page["items"].as_array_mut().unwrap().drain(..) {
            let id = record["service"]["source_item_id"].as_str().unwrap();
            records.insert(id.to_owned(), record);
        }
    }
    Some(records)
}
