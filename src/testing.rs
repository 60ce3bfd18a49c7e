//! What tests need: tables that are made of data files ahead of the start, as Rust, and files to spill to.
//!
//! A program that starts must not read a hundred kilobytes of TOML. The data stay where they are edited; the
//! table made of them is committed, and a test keeps it fresh.

use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::spill::Spilling;

/// The text of a file of the crate.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Compares a committed table with what it should be, or writes it.
pub(crate) fn fresh(path: &str, table: &str) {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join(path), table).unwrap();
        return;
    }
    assert!(
        read(path) == table,
        "{path} is stale: run `UPDATE=1 cargo test --all-features --lib table`"
    );
}

/// A slice of texts in Rust.
pub(crate) fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words = words.into_iter().map(|word| format!("{word:?}"));
    format!("&[{}]", words.collect::<Vec<_>>().join(", "))
}

/// Rows in Rust, several in a line if they are short.
pub(crate) fn rows(rows: impl IntoIterator<Item = String>) -> String {
    const FULL: usize = 300;
    let mut out = String::new();
    let mut length = 0;
    for row in rows {
        if length > FULL {
            out.push('\n');
            length = 0;
        } else if length > 0 {
            out.push(' ');
        }
        length += row.chars().count();
        out.push_str(&row);
        out.push(',');
    }
    out.push('\n');
    out
}

/// Spilling to files that nobody else has.
pub(crate) fn spilling(past: usize) -> Spilling {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    Spilling::new(past, || {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("shixiang-test-{}-{number}", std::process::id());
        let path = std::env::temp_dir().join(name);
        let mut options = File::options();
        let file = options.read(true).write(true).create_new(true).open(&path);
        fs::remove_file(path)?;
        file
    })
}
