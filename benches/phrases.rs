//! A phrase list ten times as long must not be ten times as slow: one automaton searches for all
//! phrases in one pass.
//!
//! `cargo bench --bench phrases`
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench"
)]

#[allow(dead_code, reason = "not every bench needs all of it")]
mod common;

use aho_corasick::{AhoCorasick, MatchKind};

const COUNT: usize = 200;
const ROUNDS: usize = 15;

/// The phrases of the wording rules.
fn phrases() -> Vec<String> {
    let table: toml::Table = toml::from_str(include_str!("../src/rules/wording/phrases.toml"))
        .expect("the table is TOML");
    let rows = table["phrase"].as_array().expect("a list of phrases");
    let words = rows
        .iter()
        .flat_map(|row| row["words"].as_array().expect("words"));
    words
        .map(|word| word.as_str().expect("a word").to_owned())
        .collect()
}

/// Built the same way as in the rules.
fn automaton(phrases: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .build(phrases)
        .expect("the phrases fit")
}

fn main() {
    let texts: Vec<String> = (0..COUNT).map(common::item).collect();
    let own = phrases();
    // Synthetic phrases of the same kind: each real one with nine endings that do not occur in
    // texts.
    let tenfold: Vec<String> = (own.iter())
        .flat_map(|word| {
            (0..10).map(move |at| {
                if at == 0 {
                    word.clone()
                } else {
                    format!("{word}之{at}款")
                }
            })
        })
        .collect();
    println!("{} and {} phrases", own.len(), tenfold.len());
    let (short, long) = (automaton(&own), automaton(&tenfold));
    common::compare(
        "looking for vague phrases in whole items",
        ROUNDS,
        COUNT,
        &mut [
            ("the phrases there are", &mut || {
                texts
                    .iter()
                    .map(|text| 1 + short.find_iter(text).count())
                    .sum()
            }),
            ("ten times as many", &mut || {
                texts
                    .iter()
                    .map(|text| 1 + long.find_iter(text).count())
                    .sum()
            }),
        ],
    );
}
