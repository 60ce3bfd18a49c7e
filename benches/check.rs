//! Benchmarks reading and checking, as ratios to plain typed parsing of the same bytes in the same
//! run.
//!
//! `cargo bench --bench check`
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a bench stops at the first surprise"
)]

#[allow(dead_code, reason = "not every bench needs all of it")]
mod common;

use std::hint::black_box;

use shixiang::source::Format;
use shixiang::{Checker, ReadOptions, ServiceItem, read_str};

const COUNT: usize = 500;
const ROUNDS: usize = 9;

fn main() {
    let texts: Vec<String> = (0..COUNT).map(common::item).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} bytes an item", bytes / COUNT);
    let options = ReadOptions::default();
    let checker = Checker::new().threads(1);
    let items: Vec<ServiceItem> = texts
        .iter()
        .map(|text| toml::from_str(text).expect("the items are sound"))
        .collect();
    let findings: usize = items
        .iter()
        .map(|item| checker.check_item(item).findings.len())
        .sum();
    println!("{findings} findings in all");

    common::compare(
        "TOML, one item a document",
        ROUNDS,
        COUNT,
        &mut [
            ("toml::from_str::<ServiceItem>", &mut || {
                texts
                    .iter()
                    .filter(|text| toml::from_str::<ServiceItem>(black_box(text)).is_ok())
                    .count()
            }),
            ("read", &mut || {
                texts
                    .iter()
                    .map(|text| {
                        read_str("i.toml", black_box(text), Format::Toml, &options)
                            .account
                            .items
                    })
                    .sum()
            }),
            ("all rules, on items read before", &mut || {
                items
                    .iter()
                    .map(|item| checker.check_item(black_box(item)).items)
                    .sum()
            }),
            ("read and check", &mut || {
                texts
                    .iter()
                    .map(|text| {
                        checker
                            .check(&read_str("i.toml", black_box(text), Format::Toml, &options))
                            .items
                    })
                    .sum()
            }),
        ],
    );

    let lines: Vec<String> = items
        .iter()
        .map(|item| serde_json::to_string(item).expect("items are JSON"))
        .collect();
    let whole = lines.join("\n");
    common::compare(
        "NDJSON",
        ROUNDS,
        COUNT,
        &mut [
            ("serde_json::from_str::<ServiceItem>", &mut || {
                lines
                    .iter()
                    .filter(|line| serde_json::from_str::<ServiceItem>(black_box(line)).is_ok())
                    .count()
            }),
            ("read", &mut || {
                read_str("i.ndjson", black_box(&whole), Format::Ndjson, &options)
                    .account
                    .items
            }),
            ("read and check", &mut || {
                checker
                    .check(&read_str(
                        "i.ndjson",
                        black_box(&whole),
                        Format::Ndjson,
                        &options,
                    ))
                    .items
            }),
        ],
    );
}
