//! Benchmarks reading and checking, as ratios to plain typed parsing of the same bytes in the same
//! run; ten times the items to once; two threads to one; and how long one item takes from start to end.
//!
//! `cargo bench --all-features --bench check`
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

use std::ffi::OsStr;
use std::fs;
use std::hint::black_box;
use std::path::Path;
use std::process::Command;

use shixiang::source::Format;
use shixiang::{Checker, ReadOptions, ServiceItem, read_str};

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
    assert_eq!(findings, 0, "the items are sound");

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
                let check = |text: &String| check("i.toml", text, Format::Toml, 1);
                texts.iter().map(check).sum()
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
                check("i.ndjson", &whole, Format::Ndjson, 1)
            }),
        ],
    );
    growth();
    threads(&texts);
    start(&texts);
}

/// One item from the start of the command to its end, beside a start that checks nothing.
fn start(texts: &[String]) {
    let Some(command) = option_env!("CARGO_BIN_EXE_shixiang") else {
        println!("\nThe start of the command is measured with the feature `cli`.");
        return;
    };
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("one.toml");
    fs::write(&file, &texts[0]).expect("a file");
    let run = |arguments: &[&OsStr]| {
        let out = Command::new(command).args(arguments).output();
        out.expect("the command runs").stdout.len()
    };
    common::compare(
        "Start of the command",
        10 * ROUNDS,
        1,
        &mut [
            ("--version", &mut || run(&["--version".as_ref()])),
            ("check of one item", &mut || {
                run(&["check".as_ref(), file.as_ref()])
            }),
        ],
    );
}

/// Reads and checks a document; gives the number of its items.
fn check(name: &str, text: &str, format: Format, threads: usize) -> usize {
    let options = ReadOptions::default().threads(threads);
    let checker = Checker::new().threads(threads);
    let report = checker.check_bytes(name, black_box(text).as_bytes(), format, &options, &[]);
    report.expect("a document in memory is read").items
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
    let check = |text: &str| check("i.ndjson", text, Format::Ndjson, 1);
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
    let directories = [Path::new(env!("CARGO_TARGET_TMPDIR")).join("threads")];
    let [directory] = &directories;
    fs::create_dir_all(directory).expect("a directory for the bench");
    for (number, text) in texts.iter().enumerate() {
        fs::write(directory.join(format!("{number:04}.toml")), text).expect("a file");
    }
    let whole = lines(TIMES * COUNT).join("\n");
    let ndjson = |threads| check("i.ndjson", &whole, Format::Ndjson, threads);
    let files = |threads| {
        let options = ReadOptions::default().threads(threads);
        let checker = Checker::new().threads(threads);
        let report = checker.check_paths(&directories, &options, &[]);
        report.expect("the files are there").items
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
    #[cfg(feature = "tables")]
    csv_threads();
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

/// A short row an item.
#[cfg(feature = "tables")]
fn csv_threads() {
    const ROWS: usize = 20_000;
    let mut table = "事项名称,实施编码,实施主体,事项类型,法定办结时限,承诺办结时限\n".to_owned();
    for number in 0..ROWS {
        table.push_str(&format!(
            "事项{number}（新办）,11450000007565{number:017},甲市市场监督管理局,行政许可,20个工作日,5个工作日\n"
        ));
    }
    let csv = |threads| check("a.csv", &table, Format::Csv, threads);
    common::compare(
        "CSV, read and check",
        ROUNDS,
        ROWS,
        &mut [
            ("one thread", &mut || csv(1)),
            ("two threads", &mut || csv(2)),
        ],
    );
}
