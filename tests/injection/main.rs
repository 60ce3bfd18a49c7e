//! Fault injection: the clean examples are made faulty by machine, one fault at a time. Each fault
//! has to be found by the rule meant, at the place meant, and by no other rule.
//!
//! - `removals`: every required element is taken out of every clean example that has it.
//! - `faults_*`: a table of the faults that inspections publish, a line each. A new rule gets a
//!   line there; `every_rule_has_an_injection` says so when it has none.
//! - `sweeps`: one kind of fault in every place where it can be.
//! - `fixes`: values spelled in another way, which a fix restores; and the fixes of the faults above.
//! - `harness`: how a fault is put in and what is looked at.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by a panic"
)]

#[path = "../../examples/province/body.rs"]
mod body;
mod faults_catalogue;
mod faults_causes;
mod faults_channels;
mod faults_contents;
mod faults_identity;
mod faults_papers;
mod faults_platforms;
mod faults_process;
mod faults_versions;
mod fixes;
mod harness;
mod removals;
mod sweeps;

use std::collections::BTreeSet;

use harness::{Fault, Outcome, samples};
use shixiang::Severity;
use shixiang::vocabulary::Profile;

/// The least number of different faults that have to be put in.
const LEAST: usize = 150;

/// Rules that no injection into an example can reach, and why.
const ELSEWHERE: &[(&str, &str)] = &[
    (
        "DOC006",
        "a document of 64 MiB is too slow here; see tests/bad_input.rs",
    ),
    (
        "DOC008",
        "a file that cannot be opened; see tests/bad_input.rs",
    ),
    (
        "DOC009",
        "it is around the items; see tests/cases_records.rs",
    ),
    (
        "EXM",
        "found when suppressions are applied; see tests/debt.rs",
    ),
    (
        "NRM",
        "found while a dialect is carried over; see tests/normalize.rs",
    ),
];

/// The table of published faults.
fn faults() -> Vec<Fault> {
    [
        faults_contents::faults(),
        faults_identity::faults(),
        faults_process::faults(),
        faults_papers::faults(),
        faults_channels::faults(),
        faults_catalogue::faults(),
        faults_platforms::faults(),
        faults_versions::faults(),
        faults_causes::faults(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Fails with every complaint, not only the first.
fn none(complaints: &[String]) {
    assert!(
        complaints.is_empty(),
        "{} of the injections are not found as they should be:\n{}",
        complaints.len(),
        complaints.join("\n")
    );
}

#[test]
fn clean_examples_stay_clean() {
    let alone = samples().items.iter();
    let alone = alone.map(|(name, item)| (name.as_str(), samples().around(item)));
    for (name, document) in alone.chain([("catalogue", samples().whole.clone())]) {
        for outcome in Outcome::under(&document, &Profile::ALL) {
            assert!(outcome.findings.is_empty(), "{name}: {outcome}");
        }
    }
}

/// The examples that take faults, besides those of the project, are clean, too.
#[test]
fn the_examples_that_take_faults_are_clean() {
    let mut complaints = Vec::new();
    for sound in faults_process::sound_examples()
        .into_iter()
        .chain(faults_catalogue::sound_examples())
    {
        let outcome = sound.run();
        if !outcome.findings.is_empty() {
            complaints.push(format!("{sound}: {outcome}"));
        }
    }
    none(&complaints);
}

#[test]
fn every_removed_required_element_is_reported() {
    none(&removals::complaints());
}

#[test]
fn an_empty_element_is_as_missing_as_none() {
    none(&removals::complaints_when_emptied());
}

#[test]
fn every_published_fault_is_found_where_it_is_planted() {
    let complaints: Vec<String> = faults().iter().filter_map(Fault::complaint).collect();
    none(&complaints);
}

#[test]
fn a_fault_in_every_place_of_its_kind_is_found_in_each() {
    none(&sweeps::complaints());
}

#[test]
fn a_respelled_value_is_restored_and_nothing_else_is_changed() {
    none(&fixes::complaints_of_respelled());
}

#[test]
fn a_fix_of_a_published_fault_fixes_it_and_nothing_else() {
    let complaints = faults()
        .into_iter()
        .flat_map(|fault| fixes::complaints_of(&fault));
    none(&complaints.collect::<Vec<_>>());
}

#[test]
fn there_are_many_different_injections() {
    let faults = faults();
    let different: BTreeSet<String> = faults.iter().map(Fault::key).collect();
    assert_eq!(different.len(), faults.len(), "a fault is listed twice");
    assert!(different.len() >= LEAST, "{}", different.len());
    let removed = removals::elements().len();
    assert!(removed >= LEAST, "{removed}");
}

#[test]
fn every_rule_has_an_injection() {
    let mut injected: BTreeSet<&str> = faults().iter().map(|fault| fault.rule).collect();
    injected.extend(removals::codes());
    let elsewhere = |code: &str| ELSEWHERE.iter().any(|(known, _)| code.starts_with(known));
    let bare: Vec<_> = shixiang::rules::all()
        .iter()
        .filter(|rule| !injected.contains(rule.code) && !elsewhere(rule.code))
        .map(|rule| (rule.code, rule.name))
        .collect();
    assert!(
        bare.is_empty(),
        "rules without an injection: add a line to `faults_*.rs`, or say in `ELSEWHERE` why not: {bare:#?}"
    );
    for (code, _) in ELSEWHERE {
        assert!(!injected.contains(code), "{code} is injected by now");
    }
}

/// The injected faults are of every gravity.
#[test]
fn faults_of_every_gravity_are_injected() {
    let injected: BTreeSet<&str> = faults().iter().map(|fault| fault.rule).collect();
    for severity in [Severity::Error, Severity::Warning, Severity::Hint] {
        let some = shixiang::rules::all()
            .iter()
            .any(|rule| rule.severity == severity && injected.contains(rule.code));
        assert!(some, "{severity}");
    }
}
