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

use std::path::{Path, PathBuf};

use shixiang::report::json::json_report;
use shixiang::{Checker, Language, ReadOptions, Reading, Severity, read_path};

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

fn read(path: &Path) -> Reading {
    read_path(path, &ReadOptions::default()).unwrap()
}

fn report(reading: &Reading, threads: usize) -> String {
    let report = Checker::new().threads(threads).check(reading);
    let json = json_report(&report, &[], Some(Severity::Error), Language::Chinese);
    serde_json::to_string(&json).unwrap()
}

#[test]
fn every_record_is_accounted_for() {
    for (name, records) in CATALOGUES {
        let Some(path) = corpus(name) else { continue };
        let reading = read(&path);
        assert_eq!(reading.account.records, *records, "{name}");
        assert_eq!(reading.account.items, *records, "{name}");
        assert!(reading.account.is_complete(), "{name}");
    }
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    for (name, _) in CATALOGUES {
        let Some(path) = corpus(name) else { continue };
        let first = report(&read(&path), 1);
        assert!(first == report(&read(&path), 2), "{name}");
    }
}

#[test]
fn every_finding_in_an_item_has_a_place() {
    for (name, _) in CATALOGUES {
        let Some(path) = corpus(name) else { continue };
        let reading = read(&path);
        for finding in &Checker::new().check(&reading).findings {
            let at = finding.location.as_ref();
            let placed = at.is_some_and(|at| at.line.is_some() || at.cell.is_some());
            assert!(
                placed,
                "{name}: {} {}",
                finding.rule.code, finding.place.path
            );
        }
    }
}
