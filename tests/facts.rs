//! `check --facts`: what is written of each item, the same however the input is split.
#![allow(
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test fails by a panic"
)]
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use shixiang::{Checker, Facts, ReadOptions};

fn facts_of(inputs: &[&str], name: &str) -> String {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("facts");
    fs::create_dir_all(&directory).unwrap();
    let to = directory.join(name);
    let status = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .arg("check")
        .args(inputs)
        .args(["--fail-on", "never", "--quiet", "--facts"])
        .arg(&to)
        .status()
        .unwrap();
    assert!(matches!(status.code(), Some(0 | 3)), "{status}");
    fs::read_to_string(to).unwrap()
}

#[test]
fn the_facts_of_parts_are_those_of_the_whole() {
    let items = "examples/views/catalogue/items";
    let whole = facts_of(&[items], "whole.ndjson");
    assert_eq!(whole.lines().count(), 3);
    let parts = [
        "food-business-licence",
        "insurance-certificate",
        "library-card",
    ];
    let parts = parts.map(|name| facts_of(&[&format!("{items}/{name}.toml")], name));
    assert_eq!(parts.concat(), whole);
    let first: Value = serde_json::from_str(whole.lines().next().unwrap()).unwrap();
    assert_eq!(first.get("name").unwrap(), "食品经营许可（新办）");
    assert!(first.pointer("/promised/amount").is_some(), "{first}");
}

#[test]
fn facts_of_real_catalogues_come_back_as_they_were() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for source in [
        "examples/faulty",
        "../shared/corpus/guangdong/items.jsonl",
        "../shared/corpus/guangxi-fangchenggang/portal-json",
    ] {
        let path: PathBuf = root.join(source);
        if !path.exists() {
            eprintln!("{source} is absent: skipped");
            continue;
        }
        let checker = Checker::new().select(&["CAT010"]).unwrap().keep_facts(true);
        let report = checker
            .check_paths(&[path], &ReadOptions::default(), &[])
            .unwrap();
        let (facts, mut text) = (report.facts.unwrap(), Vec::new());
        facts.write(&mut text).unwrap();
        let mut read = Facts::default();
        read.read(text.as_slice()).unwrap();
        let mut again = Vec::new();
        read.write(&mut again).unwrap();
        assert!(text == again && read.len() == facts.len(), "{source}");
        assert!(!facts.is_empty());
    }
}
