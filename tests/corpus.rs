//! Real catalogues, where they lie beside the project: every record accounted for, the same bytes
//! twice. Without them the tests say so and check nothing.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]
#![cfg(feature = "tables")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use shixiang::report::json::json_report;
use shixiang::{Checker, Language, ReadOptions, Reading, Report, Severity, read_path};

/// Folder or file below the corpus, and how many records it holds.
const CATALOGUES: &[(&str, usize)] = &[
    ("guangxi-fangchenggang/items.csv", 568),
    ("guangxi-fangchenggang/items.gb18030.csv", 568),
    ("guangxi-fangchenggang/items.xlsx", 568),
    ("guangxi-fangchenggang/portal-json", 568),
    ("guangdong/items.jsonl", 2024),
    ("guangdong/items.csv", 2024),
];

fn corpus(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus")
        .join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not beside the project");
        return None;
    }
    Some(path)
}

/// A catalogue, as it was read, and what was found in it.
struct Checked {
    name: &'static str,
    records: usize,
    reading: Reading,
    report: Report,
}

/// The catalogues there are, read and checked once for all tests.
fn checked() -> &'static [Checked] {
    static CHECKED: OnceLock<Vec<Checked>> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let there = CATALOGUES.iter().filter_map(|(name, records)| {
            let path = corpus(name)?;
            let reading = read_path(path, &ReadOptions::default()).unwrap();
            let report = Checker::new().check(&reading);
            Some(Checked {
                name,
                records: *records,
                reading,
                report,
            })
        });
        there.collect()
    })
}

fn json(report: &Report) -> String {
    let json = json_report(report, &[], Some(Severity::Error), Language::Chinese);
    serde_json::to_string(&json).unwrap()
}

#[test]
fn every_record_is_accounted_for() {
    for Checked {
        name,
        records,
        reading,
        ..
    } in checked()
    {
        assert_eq!(reading.account.records, *records, "{name}");
        assert_eq!(reading.account.items, *records, "{name}");
        assert!(reading.account.is_complete(), "{name}");
    }
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    for Checked { name, report, .. } in checked() {
        let Some(path) = corpus(name) else { continue };
        let again = read_path(path, &ReadOptions::default()).unwrap();
        let again = Checker::new().threads(1).check(&again);
        assert!(json(report) == json(&again), "{name}");
    }
}

#[test]
fn every_finding_in_an_item_has_a_place() {
    for Checked { name, report, .. } in checked() {
        for finding in &report.findings {
            let at = finding.location.as_ref();
            let placed = at.is_some_and(|at| at.line.is_some() || at.cell.is_some());
            assert!(
                placed,
                "{name}: {} {}",
                finding.rule.code, finding.subject.path
            );
        }
    }
}

/// Findings that readers judged (`tests/precision/CODE.csv`): of those a rule still reports as
/// warning or error, 98 of 100 are right. Rules that report much and were never read are named.
#[test]
fn what_is_reported_was_found_right_by_readers() {
    let mut reported: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for Checked { report, .. } in checked() {
        let grave = report
            .findings
            .iter()
            .filter(|finding| finding.severity > Severity::Hint);
        for finding in grave {
            reported
                .entry(finding.rule.code)
                .or_default()
                .insert(&finding.fingerprint);
        }
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/precision");
    let mut files: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    files.sort();
    for path in files {
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(shixiang::rules::find(&code).is_some(), "{code} is no rule");
        let still = reported.remove(code.as_str());
        let (mut right, mut read) = (0, 0);
        let mut rows = csv::Reader::from_path(&path).unwrap();
        for row in rows.records().map(Result::unwrap) {
            assert!(
                ["true", "false", "unsure"].contains(&&row[1]),
                "{code}: {row:?}"
            );
            assert!(row[0].starts_with(&code), "{code}: {row:?}");
            if still.as_ref().is_some_and(|still| still.contains(&row[0])) {
                read += 1;
                right += usize::from(&row[1] == "true");
            }
        }
        assert!(
            // Of fewer than ten, one says nothing of the rule.
            read < 10 || right * 100 >= read * 98,
            "{code}: {right} of {read} are right"
        );
        let much = still.as_ref().is_some_and(|still| still.len() >= 10);
        if much && read < 10 {
            eprintln!("{code}: {read} of its warnings and errors were read");
        }
    }
    for (code, unread) in reported.iter().filter(|(_, unread)| unread.len() >= 10) {
        eprintln!(
            "{code}: none of its {} warnings and errors was read",
            unread.len()
        );
    }
}
