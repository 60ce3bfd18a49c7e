//! The pages of the first day are walked through as a reader would: in an empty directory, block by block.
//! `UPDATE=1 cargo test --all-features --test first_day` writes what the commands print now into the pages.
//!
//! A block after a fence with a file name in brackets is that file (a workbook is made of its lines); one of a
//! `diff` changes it; `sh` is run, and `sh 1` ends with that exit code; `text` right after it is what it prints,
//! where `…` stands for any lines.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]
#![cfg(all(feature = "cli", unix))]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A fenced block of a page.
#[derive(Debug)]
struct Block<'p> {
    /// The words after the fence.
    words: Vec<&'p str>,
    text: &'p str,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut rest = page;
    while let Some((_, after)) = rest.split_once("\n```") {
        let (fence, after) = after.split_once('\n').unwrap();
        let (text, after) = match after.strip_prefix("```") {
            Some(after) => ("", after),
            None => after.split_once("\n```").expect("a block that ends"),
        };
        // A name in brackets is a comment to rustdoc.
        let words = fence
            .split_whitespace()
            .map(|word| word.trim_matches(['(', ')']))
            .collect();
        blocks.push(Block { words, text });
        rest = after;
    }
    blocks
}

/// Whether the machine has a program that a page needs.
fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").output().is_ok();
    if !found {
        eprintln!("skipped: there is no {program}");
    }
    found
}

/// Walks through a page; in the end its directory is there to be looked at.
fn walk(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("src/_documentation")
        .join(name);
    let page = fs::read_to_string(&file).unwrap();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("first_day")
        .join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    let mut updated = page.clone();
    let mut printed: Option<String> = None;
    let mut ran = 0;
    for block in blocks(&page) {
        match block.words[..] {
            ["sh"] | ["sh", _] => {
                let code = block.words.get(1).map_or(0, |code| code.parse().unwrap());
                printed = run(block.text, code, &directory);
                ran += usize::from(printed.is_some());
            }
            ["text"] => {
                let Some(printed) = printed.take() else {
                    continue;
                };
                if std::env::var_os("UPDATE").is_some() {
                    let shown = updated_text(block.text, &printed);
                    updated = updated.replacen(&fenced(block.text), &fenced(&shown), 1);
                } else {
                    assert!(
                        is_shown(block.text, &printed),
                        "{name} shows\n{}\nbut it is\n{printed}",
                        block.text
                    );
                }
            }
            ["diff", path] => change(&directory.join(path), block.text),
            [_, path] => write(&directory.join(path), block.text),
            _ => {}
        }
    }
    assert!(ran > 2, "{name}: {ran}");
    if updated != page {
        fs::write(&file, updated).unwrap();
    }
    directory
}

fn fenced(text: &str) -> String {
    format!("\n```text\n{text}\n```\n")
}

/// Runs commands; what they print, or `None` if they are for another place than this.
fn run(commands: &str, code: i32, directory: &Path) -> Option<String> {
    // Cargo's and pip's own commands are not run from inside a test.
    if commands.starts_with("cargo ") || commands.starts_with("pip ") {
        return None;
    }
    let programs = Path::new(env!("CARGO_BIN_EXE_shixiang")).parent().unwrap();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let output = Command::new("sh")
        .args(["-c", commands])
        .current_dir(directory)
        .env("PATH", format!("{}:{}", programs.display(), path.display()))
        .env("LC_ALL", "zh_CN.UTF-8")
        .env("PYTHONIOENCODING", "utf-8")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{commands}\n{said}");
    Some(String::from_utf8(output.stdout).unwrap())
}

/// Whether a page shows what is printed.
fn is_shown(shown: &str, printed: &str) -> bool {
    let mut rest = printed.trim_end();
    let parts: Vec<&str> = shown.trim_end().split("…\n").collect();
    for (number, part) in parts.iter().enumerate() {
        let is_last = number + 1 == parts.len();
        let found = match number {
            0 => rest.starts_with(part).then_some(0),
            _ if is_last => rest.ends_with(part).then(|| rest.len() - part.len()),
            _ => rest.find(part),
        };
        let Some(at) = found else {
            return false;
        };
        rest = &rest[at + part.len()..];
    }
    rest.is_empty()
}

/// The output, without the lines that the page leaves out.
fn updated_text(shown: &str, printed: &str) -> String {
    let printed = printed.trim_end();
    let Some((head, tail)) = shown.split_once("…\n") else {
        return printed.to_owned();
    };
    let lines: Vec<&str> = printed.lines().collect();
    let (head, tail) = (head.lines().count(), tail.lines().count());
    let end = lines.len() - tail;
    format!(
        "{}\n…\n{}",
        lines[..head].join("\n"),
        lines[end..].join("\n")
    )
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    if path
        .extension()
        .is_some_and(|extension| extension == "xlsx")
    {
        let mut workbook = rust_xlsxwriter::Workbook::new();
        let sheet = workbook.add_worksheet();
        let mut rows = csv::ReaderBuilder::new()
            .has_headers(false)
            .from_reader(text.as_bytes());
        for (row, record) in rows.records().enumerate() {
            for (column, cell) in record.unwrap().iter().enumerate() {
                let (row, column) = (u32::try_from(row).unwrap(), u16::try_from(column).unwrap());
                sheet.write(row, column, cell).unwrap();
            }
        }
        workbook.save(path).unwrap();
    } else {
        fs::write(path, format!("{text}\n")).unwrap();
    }
}

/// Changes a file as a reader does: lines with `-` become those with `+`; the others are there to find the place.
fn change(path: &Path, changes: &str) {
    let side = |mark: char| -> String {
        let lines = changes.lines().filter(|line| line.starts_with([' ', mark]));
        lines.flat_map(|line| [&line[1..], "\n"]).collect()
    };
    let text = fs::read_to_string(path).unwrap();
    let (old, new) = (side('-'), side('+'));
    assert_eq!(text.matches(&old).count(), 1, "{}: {old}", path.display());
    fs::write(path, text.replace(&old, &new)).unwrap();
}

#[test]
fn a_clerk_corrects_an_export() {
    let directory = walk("first_day_clerk.md");
    let page = fs::read_to_string(directory.join("检查报告.html")).unwrap();
    assert!(page.contains("<html") && page.contains("甲县卫生健康局"));
    assert!(
        fs::read(directory.join("整改台账.xlsx"))
            .unwrap()
            .starts_with(b"PK")
    );
}

#[test]
fn a_rust_service_admits_items() {
    walk("first_day_rust.md");
}

#[test]
fn a_python_team_checks_before_it_publishes() {
    if has("python3") {
        walk("first_day_python.md");
    }
}

#[test]
fn output_on_a_page_is_compared_line_by_line() {
    assert!(is_shown("一\n二", "一\n二\n"));
    assert!(!is_shown("一\n二", "一\n三\n"));
    assert!(!is_shown("一", "一\n二\n"));
    assert!(is_shown("一\n…\n三", "一\n二\n二\n三\n"));
    assert!(!is_shown("一\n…\n三", "一\n二\n三\n四\n"));
    assert!(!is_shown("二\n…\n三", "一\n二\n三\n"));
    assert_eq!(updated_text("一\n…\n三", "甲\n乙\n丙\n丁\n"), "甲\n…\n丁");
}
