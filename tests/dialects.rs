//! Each built-in dialect on a made-up export in its source's shape: nothing is lost, and what comes
//! out is as it was read by a person once. `UPDATE=1 cargo test --all-features --test dialects`
//! writes the golden files.
#![cfg(feature = "tables")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "a test"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shixiang::dialect::{Dialect, Fate, all};
use shixiang::source::Format;
use shixiang::write::{Form, arrange, text};
use shixiang::{ReadOptions, Reading, read_path, read_str};

/// The samples: the file, its dialect, and the fields whose values no element can take, with the
/// values that are kept in `extensions` and listed.
const SAMPLES: &[(&str, &str, &[&str])] = &[
    ("chongqing.json", "chongqing", &[]),
    ("chongqing-old.json", "chongqing", &[]),
    ("elements.csv", "elements", &[]),
    ("exchange.csv", "exchange", &[]),
    ("fujian.json", "fujian", &[]),
    ("guangdong.json", "guangdong", &[]),
    ("guangdong-api.ndjson", "guangdong-api", &[]),
    ("guangdong-api-v2.json", "guangdong-api-v2", &[]),
    ("guangxi-portal.json", "guangxi-portal", &[]),
    ("henan.csv", "henan", &[]),
    // A number of a list that nobody has published.
    ("liaoning.json", "liaoning", &["qlKind"]),
    ("matter-table.csv", "matter-table", &[]),
    ("shandong.json", "shandong", &[]),
    ("shanghai.json", "shanghai", &["bjtype"]),
    ("zhejiang.json", "zhejiang", &[]),
];

fn place(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/dialects")
        .join(name)
}

fn sample(name: &str) -> Reading {
    read_path(place(name), &ReadOptions::default().trace()).unwrap()
}

fn built_in(name: &str) -> &'static Dialect {
    (all().iter().find(|dialect| dialect.name == name))
        .unwrap_or_else(|| panic!("no dialect {name} in `BUILT_IN`"))
}

#[test]
fn every_built_in_dialect_has_a_sample() {
    let known: BTreeSet<&str> = all().iter().map(|dialect| dialect.name.as_str()).collect();
    let sampled: BTreeSet<&str> = SAMPLES.iter().map(|(_, dialect, _)| *dialect).collect();
    assert_eq!(known, sampled, "`BUILT_IN` and `SAMPLES` differ");
}

#[test]
fn a_sample_is_recognised_and_reads_as_with_its_dialect_named() {
    for (file, dialect, _) in SAMPLES {
        let mut found = sample(file);
        let options = ReadOptions::default().dialect(built_in(dialect).clone());
        let mut named = read_path(place(file), &options).unwrap();
        assert!(
            found.account.is_complete(),
            "{file}: {:?}",
            found.account.failed
        );
        arrange(&mut found.catalogue);
        arrange(&mut named.catalogue);
        assert_eq!(found.catalogue.items, named.catalogue.items, "{file}");
    }
}

#[test]
fn every_value_lands_in_an_element_or_is_listed_as_kept() {
    for (file, _, unread) in SAMPLES {
        let reading = sample(file);
        let mut traced: BTreeSet<&str> = BTreeSet::new();
        let mut wrong: BTreeMap<&str, Fate> = BTreeMap::new();
        for step in reading.trace.iter().map(|step| &step.value) {
            traced.insert(&step.field);
            let fine = matches!(
                step.fate,
                Fate::Typed | Fate::Kept | Fate::Empty | Fate::Ignored
            );
            if !fine && !unread.contains(&step.field.as_str()) {
                wrong.insert(&step.field, step.fate);
            }
        }
        assert!(wrong.is_empty(), "{file}: {wrong:?}");
        // A kept value is in the item, under its field's name.
        let last = |path: &str| path.rsplit('.').next().unwrap().to_owned();
        let listed: BTreeSet<String> = (reading.catalogue.items.iter())
            .flat_map(|item| item.extensions.keys())
            .map(|key| last(key))
            .collect();
        for step in reading.trace.iter().map(|step| &step.value) {
            let unread = unread.contains(&step.field.as_str()) && step.fate == Fate::Unread;
            if step.fate == Fate::Kept || unread {
                let mut uses = step.uses.iter();
                let is_there = listed.contains(&last(&step.field))
                    || step.field.split('.').any(|key| listed.contains(key))
                    || uses.any(|one| listed.contains(&last(&one.to)));
                assert!(is_there, "{file}: {} is not in {listed:?}", step.field);
            }
        }
        // And every value of the sample was met.
        for field in leaves(file) {
            let whole = format!(".{field}.");
            let met = traced
                .iter()
                .any(|known| whole.contains(&format!(".{known}.")));
            assert!(met, "{file}: {field} was not met; {traced:?}");
        }
    }
}

/// The dotted paths of all filled fields of the records of a sample.
fn leaves(file: &str) -> BTreeSet<String> {
    let content = fs::read_to_string(place(file)).unwrap();
    let mut out = BTreeSet::new();
    if file.ends_with(".csv") {
        let heads = content.lines().next().unwrap();
        return heads.split(',').map(str::to_owned).collect();
    }
    let documents: Vec<Value> = if file.ends_with(".ndjson") {
        content
            .lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    } else {
        vec![serde_json::from_str(&content).unwrap()]
    };
    for document in &documents {
        walk(document, "", &mut out);
    }
    // Fields around the records belong to the envelope.
    let envelope = ["code", "total", "data.total", "faqList.total"];
    out.retain(|path| !envelope.contains(&path.as_str()));
    out
}

fn walk(value: &Value, path: &str, out: &mut BTreeSet<String>) {
    match value {
        Value::Object(table) => {
            for (key, value) in table {
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                walk(value, &path, out);
            }
        }
        Value::Array(values) => values.iter().for_each(|value| walk(value, path, out)),
        Value::Null => {}
        Value::String(text) if text.trim().is_empty() => {}
        _ => {
            out.insert(path.to_owned());
        }
    }
}

#[test]
fn samples_are_read_as_their_golden_files() {
    for (file, dialect, _) in SAMPLES {
        let mut reading = sample(file);
        arrange(&mut reading.catalogue);
        // The dialect, not the sample, says which elements the source has no field for.
        reading.catalogue.not_collected.clear();
        let found = text(&reading.catalogue, Form::Toml).unwrap();
        let stem = file.split('.').next().unwrap();
        let golden = place(&format!("golden/{stem}.toml"));
        // Before a dialect is built in, another one may read its sample: nothing to be kept.
        built_in(dialect);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(golden.parent().unwrap()).unwrap();
            fs::write(&golden, found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&golden).unwrap_or_default();
        assert_eq!(
            found,
            expected,
            "{file}: read {} and write it with UPDATE=1",
            golden.display()
        );
        let again = read_str("a.toml", &expected, Format::Toml, &ReadOptions::default());
        assert!(again.notices.is_empty(), "{file}: {:?}", again.notices);
        assert_eq!(again.catalogue.items, reading.catalogue.items, "{file}");
    }
}
