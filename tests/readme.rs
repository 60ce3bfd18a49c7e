//! The README shows real output.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test fails by a panic"
)]
#![cfg(feature = "cli")]

use std::process::{Command, Output};

const README: &str = include_str!("../README.md");

/// Blocks of the README after a fence with this word.
fn blocks(word: &str) -> Vec<&'static str> {
    let fence = format!("```{word}\n");
    README
        .split(&fence)
        .skip(1)
        .filter_map(|rest| rest.split_once("\n```").map(|(block, _)| block))
        .collect()
}

fn run(arguments: &str) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .args(arguments.split_whitespace())
        .args(["--lang", "zh"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .unwrap()
}

#[test]
fn every_command_runs_as_typed() {
    let mut ran = 0;
    for line in blocks("sh").iter().flat_map(|block| block.lines()) {
        let typed = line
            .strip_prefix("shixiang ")
            .or_else(|| line.strip_prefix("cargo run --features cli -- "));
        let Some(arguments) = typed else {
            // Cargo's own commands are not run from inside a test.
            let known = [
                "# ",
                "cargo test --all-features",
                "cargo install --path . --features cli",
            ];
            assert!(known.iter().any(|known| line.starts_with(known)), "{line}");
            continue;
        };
        ran += 1;
        let code = run(arguments).status.code();
        // One of its files has a fault of syntax.
        let faulty = arguments.contains("examples/faulty");
        assert_eq!(code, Some(if faulty { 3 } else { 0 }), "{line}");
    }
    assert!(ran >= 7, "{ran}");
}

/// `UPDATE=1 cargo test --all-features --test readme` shows it as it looks now.
#[test]
fn the_finding_looks_as_shown() {
    let output = run("check examples/faulty --select LIM010");
    let printed = String::from_utf8(output.stdout).unwrap();
    let finding = printed.split("\n\n").next().unwrap().trim();
    assert!(finding.contains("LIM010"), "{printed}");
    if std::env::var_os("UPDATE").is_some() {
        let readme = README.replacen(blocks("text")[0], finding, 1);
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/README.md");
        std::fs::write(path, readme).unwrap();
    } else {
        assert_eq!(blocks("text")[0], finding);
    }
}
