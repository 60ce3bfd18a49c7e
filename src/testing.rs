//! Test helpers: tables that are generated as Rust source from data files, and files to spill to.
//!
//! A program must not parse a hundred kilobytes of TOML at startup. So the data are edited as TOML, the table
//! generated from them is committed, and a test ensures that it is up to date.

use std::fs::{self, File};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::spill::Spilling;

/// Reads a file of the crate; the path is relative to its root.
pub(crate) fn read(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}

/// Asserts that a committed table equals the generated one, or writes it if `UPDATE` is set.
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

/// Rust source of a slice of texts.
pub(crate) fn quoted<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let words = words.into_iter().map(|word| format!("{word:?}"));
    format!("&[{}]", words.collect::<Vec<_>>().join(", "))
}

/// Rust source of the rows of a table, with several short rows in a line.
pub(crate) fn rows(rows: impl IntoIterator<Item = String>) -> String {
    const MAX_LINE_CHARS: usize = 300;
    let mut out = String::new();
    let mut length = 0;
    for row in rows {
        if length > MAX_LINE_CHARS {
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

/// Spilling to temporary files that are already unlinked.
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
