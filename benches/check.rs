//! Benchmarks reading and checking, as ratios to plain typed parsing of the same bytes in the same
//! run.
//!
//! `cargo bench --features parallel --bench check`
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

use std::fs;
use std::hint::black_box;
use std::path::Path;

use shixiang::source::Format;
use shixiang::{Checker, ReadOptions, ServiceItem, read_path, read_str};

const COUNT: usize = 500;
const ROUNDS: usize = 9;

fn main() {
    let texts: Vec<String> = (0..COUNT).map(common::item).collect();
    let bytes: usize = texts.iter().map(String::len).sum();
    println!("{} bytes an item", bytes / COUNT);
    let options = ReadOptions::default().threads(1);
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

    let lines = lines(COUNT);
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
    growth();
    threads(&texts);
}

/// Items as lines of NDJSON.
fn lines(count: usize) -> Vec<String> {
    let line = |number| {
        let item: ServiceItem = toml::from_str(&common::item(number)).expect("the items are sound");
        serde_json::to_string(&item).expect("items are JSON")
    };
    (0..count).map(line).collect()
}

/// Ten times the items, sound or with faults: the ratio is that of the whole times.
fn growth() {
    let check = |text: &str| {
        let options = ReadOptions::default().threads(1);
        let reading = read_str("i.ndjson", black_box(text), Format::Ndjson, &options);
        Checker::new().threads(1).check(&reading).items
    };
    let faulty = |line: &String| {
        let line = line.replace("\"amount\":5,", "\"amount\":-5,");
        line.replace("\"status\"", "\"statuss\"")
    };
    let sound = lines(10 * COUNT);
    let faulty: Vec<String> = sound.iter().map(faulty).collect();
    for (title, lines) in [("sound", sound), ("faulty", faulty)] {
        let once = lines[..COUNT].join("\n");
        let ten = lines.join("\n");
        common::compare(
            &format!("Ten times the items, {title}"),
            ROUNDS,
            COUNT,
            &mut [
                ("once", &mut || check(&once)),
                ("ten times", &mut || check(&ten)),
            ],
        );
    }
}

/// The same on two threads.
fn threads(texts: &[String]) {
    const TIMES: usize = 8;
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("threads");
    fs::create_dir_all(&directory).expect("a directory for the bench");
    for (number, text) in texts.iter().enumerate() {
        fs::write(directory.join(format!("{number:04}.toml")), text).expect("a file");
    }
    let whole = lines(TIMES * COUNT).join("\n");
    let ndjson = |threads| {
        let options = ReadOptions::default().threads(threads);
        let reading = read_str("i.ndjson", black_box(&whole), Format::Ndjson, &options);
        Checker::new().threads(threads).check(&reading).items
    };
    let files = |threads| {
        let options = ReadOptions::default().threads(threads);
        let reading = read_path(&directory, &options).expect("the files are there");
        Checker::new().threads(threads).check(&reading).items
    };
    common::compare(
        "TOML, a file each, read and check",
        ROUNDS,
        COUNT,
        &mut [
            ("one thread", &mut || files(1)),
            ("two threads", &mut || files(2)),
        ],
    );
    common::compare(
        "NDJSON, read and check",
        ROUNDS,
        COUNT * TIMES,
        &mut [
            ("one thread", &mut || ndjson(1)),
            ("two threads", &mut || ndjson(2)),
        ],
    );
}
