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

use generator::Injected;
use generator::kinds::{Inject, KINDS};
use shixiang::diff::{self, Burden, ItemDiff, Previous};
use shixiang::{Checker, Finding, ReadOptions, ReferenceCatalogue, Severity, read_path};

/// As few as have a fault of each kind; `cargo run --example province` checks twenty thousand.
const ITEMS: usize = 1_550;

/// The findings at the level of a warning, and of the rules that were to find something, by rule.
fn counted(findings: &[Finding], injected: &Injected) -> Injected {
    let mut found = Injected::new();
    for finding in findings {
        if finding.severity >= Severity::Warning || injected.contains_key(finding.rule.code) {
            *found.entry(finding.rule.code).or_default() += 1;
        }
    }
    found
}

#[test]
fn exactly_the_faults_planted_in_a_province_are_found() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("province");
    let injected = generator::write(&folder, ITEMS).unwrap();
    let options = ReadOptions::default();
    let previous = Previous::read(folder.join("previous"), &options);
    let reference = ReferenceCatalogue::read(folder.join("reference"), &options);
    let checker = Checker::new()
        .preview(true)
        .today(generator::TODAY)
        .previous(previous.unwrap())
        .reference(reference.unwrap());
    let check = || checker.check_paths(&[folder.join("current")], &options, &[]);
    let mut report = check().unwrap();
    assert!(report.items >= ITEMS && report.lost.is_empty());
    assert!(report.strange_views.is_empty());
    assert_eq!(report.suppressed.len(), 1);
    assert_eq!(counted(&report.findings, &injected), injected);

    // As old debt, all of it is known, and nothing of it is mended.
    let baseline = report.baseline();
    let kept = report.set_aside(&baseline);
    assert_eq!(kept.len(), baseline.len());
    assert_eq!(counted(&report.findings, &injected), Injected::new());
}

#[test]
fn exactly_the_changes_made_to_a_province_are_differences() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("changed-province");
    generator::write(&folder, ITEMS).unwrap();
    let read = |version| read_path(folder.join(version), &ReadOptions::default()).unwrap();
    let diff = diff::readings(&read("previous"), &read("current"));
    assert!(diff.is_complete());
    let kinds = |is: fn(&Inject) -> bool| KINDS.iter().filter(|kind| is(&kind.inject)).count();
    let items = |is: fn(&ItemDiff) -> bool| diff.items.iter().filter(|item| is(item)).count();
    assert_eq!(
        items(|item| item.old.is_none()),
        kinds(|kind| matches!(kind, Inject::Beside(_)))
    );
    assert_eq!(
        items(|item| item.old.is_some() && item.new.is_some()),
        kinds(|kind| matches!(kind, Inject::Previously(_)))
    );
    assert_eq!(items(|item| item.new.is_none()), 0);
    // A limit up, a material more, two conditions more.
    assert_eq!(items(|item| item.has(Burden::Up)), 2);
}
