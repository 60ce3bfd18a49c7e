//! A generated province: what is found is what was put in, and nothing else.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

#[path = "../examples/province/generator.rs"]
mod generator;

use std::path::Path;

use shixiang::diff::Previous;
use shixiang::{Checker, ReadOptions, ReferenceCatalogue, Severity};

/// As few as have a fault of each kind; `cargo run --example province` checks twenty thousand.
const ITEMS: usize = 1_000;

#[test]
fn exactly_the_faults_planted_in_a_province_are_found() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("province");
    let injected = generator::write(&folder, ITEMS).unwrap();
    let options = ReadOptions::default();
    let previous = Previous::read(folder.join("previous"), &options);
    let reference = ReferenceCatalogue::read(folder.join("reference"), &options);
    let checker = Checker::new()
        .preview(true)
        .previous(previous.unwrap())
        .reference(reference.unwrap());
    let report = checker.check_paths(&[folder.join("current")], &options, &[]);
    let report = report.unwrap();
    assert!(report.items >= ITEMS && report.lost.is_empty());
    assert!(report.strange_views.is_empty());
    let counted = report.findings.iter().filter(|finding| {
        finding.severity >= Severity::Warning || injected.contains_key(finding.rule.code)
    });
    let mut found = generator::Injected::new();
    for finding in counted {
        *found.entry(finding.rule.code).or_default() += 1;
    }
    assert_eq!(found, injected);
}
