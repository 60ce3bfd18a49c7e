//! What the README shows is what happens.
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
        let expected = i32::from(arguments.contains("examples/faulty"));
        assert_eq!(code, Some(expected), "{line}");
    }
    assert!(ran >= 7, "{ran}");
}

#[test]
fn the_finding_looks_as_shown() {
    let shown = blocks("text");
    let output = run("check examples/faulty");
    let printed = String::from_utf8(output.stdout).unwrap();
    assert!(printed.contains(shown[0]), "{printed}");
}
