//! The house rules that a test can hold: sizes of files, order of modules, what only the binary does.
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

use std::fs;
use std::path::{Path, PathBuf};

/// The modules of the library; each may use only those before it.
const ORDER: &[&str] = &[
    "error",
    "i18n",
    "path",
    "words",
    "reference",
    "prose",
    "vocabulary",
    "code",
    "division",
    "grounds",
    "model",
    "value",
    "schema",
    "compare",
    "source",
    "dialect",
    "read",
    "guess",
    "analysis",
    "engine",
    "rules",
    "write",
    "check",
    "report",
    "export",
];

fn sources(below: &str) -> Vec<PathBuf> {
    fn walk(directory: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join(below),
        &mut files,
    );
    files.sort();
    files
}

/// The module of the library a file belongs to.
fn module(path: &Path) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let first = path
        .strip_prefix(root)
        .unwrap()
        .components()
        .next()
        .unwrap();
    first
        .as_os_str()
        .to_string_lossy()
        .trim_end_matches(".rs")
        .to_owned()
}

#[test]
fn files_can_be_read_in_one_sitting() {
    for path in sources("src") {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text.lines().count();
        let is_rule = text.contains("\nrule! {");
        let most = if is_rule { 150 } else { 600 };
        assert!(
            lines <= most,
            "{}: {lines} lines, at most {most}",
            path.display()
        );
    }
}

#[test]
fn modules_use_only_those_before_them() {
    for path in sources("src") {
        let own = module(&path);
        let Some(place) = ORDER.iter().position(|name| *name == own) else {
            assert!(
                ["lib", "bin", "_documentation"].contains(&own.as_str()),
                "{own} has no place"
            );
            continue;
        };
        // Tests may use everything: they look at the parts from outside.
        let is_test = path.components().any(|part| {
            matches!(
                part.as_os_str().to_str(),
                Some("tests.rs" | "testing.rs" | "tests")
            )
        });
        if is_test {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text
            .split("#[cfg(test)]\nmod tests")
            .next()
            .unwrap_or_default();
        for line in code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for part in line.split("crate::").skip(1) {
                let used: String = part
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .collect();
                if let Some(at) = ORDER.iter().position(|name| *name == used) {
                    assert!(
                        at <= place || line.contains("$crate::rules::testing"),
                        "{}: {own} must not use {used}: {line}",
                        path.display()
                    );
                }
            }
        }
    }
}

#[test]
fn only_the_binary_prints_and_asks_the_world() {
    let forbidden = [
        "println!",
        "print!",
        "eprintln!",
        "std::env::",
        "SystemTime",
        "Local::now",
        "Utc::now",
        "clap::",
    ];
    for path in sources("src") {
        if module(&path) == "bin" || path.ends_with("rules/testing.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for line in code
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"))
        {
            for word in forbidden {
                assert!(!line.contains(word), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn the_model_knows_no_format_and_no_rule() {
    for path in sources("src/model") {
        let text = fs::read_to_string(&path).unwrap();
        for word in [
            "crate::source",
            "crate::engine",
            "crate::rules",
            "std::fs",
            "std::io",
        ] {
            assert!(!text.contains(word), "{}: {word}", path.display());
        }
    }
}

#[test]
fn every_rule_file_has_its_page_beside_it() {
    for path in sources("src/rules") {
        let text = fs::read_to_string(&path).unwrap();
        if text.contains("\nrule! {") {
            assert!(path.with_extension("md").is_file(), "{}", path.display());
        }
    }
}
