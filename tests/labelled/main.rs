//! The share of faults seen by two inspectors in real items that the rules find, and the share of correct
//! findings among those that readers judged. The items lie beside the project; without them the tests say so
//! and check nothing.
//!
//! - `data`: the items, the inspectors' faults and the readers' verdicts.
//! - `second`: two further sets of items, of the corpus.
//! - `recall`: which faults are found.
//! - `precision`: which findings are right.
//! - `figures`: what comes of it, as committed in `figures.toml`.
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
#![cfg(all(feature = "tables", feature = "text"))]

mod data;
mod figures;
mod precision;
mod recall;
mod second;

use std::fs;
use std::path::Path;

use data::{Codes, Labelled};
use figures::Figures;
use second::Second;
use shixiang::report::text::{self, TextOptions};
use shixiang::{Cause, Checker, Language};

#[test]
fn every_rule_named_for_a_code_is_one() {
    let codes = Codes::read();
    let named = (codes.faults.iter()).flat_map(|entry| entry.rules.iter().chain(&entry.near));
    for rule in named.chain(codes.became.values()) {
        assert!(shixiang::rules::find(rule).is_some(), "{rule} is no rule");
    }
    for former in codes.became.keys() {
        assert!(
            shixiang::rules::find(former).is_none(),
            "{former} is a rule"
        );
    }
}

/// `cargo test --all-features --test labelled -- --nocapture` prints the figures and what changed.
#[test]
fn the_figures_are_fresh() {
    let Some(labelled) = Labelled::read() else {
        return;
    };
    let Some(second) = Second::read() else {
        return;
    };
    let codes = Codes::read();
    let marked = second.marked.iter().map(|marked| &marked.fault);
    let now = Figures::of(
        &recall::outcomes(labelled.faults.iter(), |fault| labelled.item(fault), &codes),
        &precision::shares(&labelled, &codes),
        &labelled,
    )
    .and_second(
        &recall::outcomes(marked, |fault| second.item(fault), &codes),
        &second,
    );
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/labelled/figures.toml");
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let fresh = now.write();
    print!("{fresh}");
    let changes = now.changes_since(&Figures::parse(&committed), &labelled, &second);
    println!("\nSince the committed figures:");
    for change in &changes {
        println!("  {change}");
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, fresh).unwrap();
        return;
    }
    assert!(
        committed == fresh,
        "tests/labelled/figures.toml is stale: run `UPDATE=1 cargo test --all-features --test \
         labelled`\n{}",
        changes.join("\n")
    );
}

/// Maximum number of lines that the maintainers of these 213 items have to read.
const MAX_LINES: usize = 150;

#[test]
fn two_hundred_items_make_a_list_that_can_be_read() {
    let Some(labelled) = Labelled::read() else {
        return;
    };
    for set in ["gx", "gx_csv"] {
        let report = Checker::new().check(&labelled.sources[set].reading);
        let options = TextOptions::new(Language::Chinese);
        let causes = report.causes();
        let causes: Vec<&Cause<'_>> = causes.iter().collect();
        let text = text::brief(&causes, &options) + "\n" + &text::summary(&report, &options);
        let lines = text.lines().count();
        println!("{set}: {} findings in {lines} lines", report.findings.len());
        assert!(lines <= MAX_LINES, "{set}: {lines} lines");
    }
}
