//! A service that admits catalogues: complete items are published, the others are returned with
//! their problems.
//!
//! ```text
//! cargo run --example admit_items examples/data examples/faulty
//! ```

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use shixiang::model::Element;
use shixiang::{Checker, PublishedItem, ReadOptions, read_paths};

fn main() -> ExitCode {
    let mut inputs: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    if inputs.is_empty() {
        inputs.push(PathBuf::from("examples/data"));
    }
    match serve(&inputs, &mut io::stdout().lock()) {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            // If standard error is closed, nobody is left to tell.
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::from(2)
        }
    }
}

/// Reads and admits items and prints the outcome; returns the number of items sent back.
fn serve(
    inputs: &[PathBuf],
    out: &mut impl Write,
) -> Result<usize, Box<dyn std::error::Error + Send + Sync>> {
    let reading = read_paths(inputs, &ReadOptions::default())?;
    // Input that gave no item must not go unnoticed.
    for lost in &reading.account.failed {
        writeln!(out, "没有读到事项：{}", lost.file)?;
    }
    let checker = Checker::new();
    let mut returned = 0;
    for item in reading.catalogue.items {
        match checker.admit(item) {
            Ok(item) => writeln!(out, "收录 {}：{}", item.name(), promise(&item))?,
            Err(rejected) => {
                returned += 1;
                writeln!(out, "退回 {}：", rejected.item.name)?;
                for finding in &rejected.report.findings {
                    writeln!(out, "  {finding}")?;
                }
            }
        }
    }
    Ok(returned)
}

/// The promised limit as shown to applicants; each of the four states has its own answer.
fn promise(item: &PublishedItem) -> String {
    match item.time_limit() {
        Element::Given(limit) => match &limit.promised {
            Some(promised) => format!("承诺{promised}"),
            None => "没有承诺时限".to_owned(),
        },
        Element::NotApplicable(reason) => format!("不适用（{reason}）"),
        Element::NotCollected => "来源没有采集".to_owned(),
        Element::Missing => "没有填写".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sound_items_are_taken_in_and_faulty_ones_go_back() {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples");
        let mut out = Vec::new();
        assert_eq!(serve(&[root.join("data")], &mut out).unwrap(), 0);
        assert!(String::from_utf8(out).unwrap().contains("承诺5个工作日"));
        let mut out = Vec::new();
        assert_eq!(serve(&[root.join("faulty")], &mut out).unwrap(), 3);
        assert!(String::from_utf8(out).unwrap().contains("LIM010"));
    }
}
