//! The fuzz targets on their seeds and on some hundred changes of them, the same ones in every run.
//! `FUZZ=100000` tries as many; the input that failed is `target/tmp/fuzz-TARGET`. CONTRIBUTING.md tells how
//! libFuzzer looks for more.
#![cfg(all(feature = "tables", feature = "text"))]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod bytes;
mod containers;
mod mutation;
mod targets;

use std::fs;
use std::path::{Path, PathBuf};

use mutation::{Dice, mutated};
use targets::{TARGETS, Target};

/// Number of changes of seeds that are tried by default.
const TRIES: usize = 100;

fn files(directory: &Path) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(directory) else {
        return Vec::new();
    };
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// The seeds of a target: its own, and the samples of the dialects that go by its name.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let samples = files(&tests.join("dialects"));
    let samples = samples
        .into_iter()
        .filter(|path| path.extension().is_some_and(|end| end == name));
    let own = files(&tests.join("fuzz/seeds").join(name));
    own.into_iter()
        .chain(samples)
        .map(|path| fs::read(path).unwrap())
        .collect()
}

fn run(name: &str, target: Target) {
    let seeds = seeds(name);
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let tries =
        std::env::var_os("FUZZ").map_or(TRIES, |tries| tries.to_str().unwrap().parse().unwrap());
    let mut dice = Dice(0x9E37_79B9_7F4A_7C15);
    let changed = (0..tries).map(|_| mutated(&seeds, &mut dice));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("fuzz-{name}"));
    for input in seeds.iter().cloned().chain(changed) {
        // Memory that is not there ends the test without a word.
        fs::write(&file, &input).unwrap();
        target(&input);
    }
    fs::remove_file(file).unwrap();
}

macro_rules! targets {
    ($($name:ident),*) => {
        $(#[test]
        fn $name() {
            let name = stringify!($name);
            let (_, target) = TARGETS.iter().find(|(other, _)| *other == name).unwrap();
            run(name, *target);
        })*

        #[test]
        fn every_target_is_a_test() {
            let names: Vec<&str> = TARGETS.iter().map(|(name, _)| *name).collect();
            assert_eq!(names, [$(stringify!($name)),*]);
        }
    };
}

targets!(
    toml, json, ndjson, csv, html, xml, xlsx, ods, workbook, values, item, dialect, config, diff,
    fix
);
