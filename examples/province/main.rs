//! A generated province: writes it, checks it, and compares what is found with what was put in.
//!
//! ```text
//! cargo run --release --example province --features parallel -- FOLDER [ITEMS]
//! ```
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "what is generated is known to be there"
)]

mod generator;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use shixiang::diff::Previous;
use shixiang::{Checker, ReadOptions, ReferenceCatalogue, Severity};

/// Enough for a province: fifty bodies with four hundred matters each.
const ITEMS: usize = 20_000;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let Some(folder) = arguments.next() else {
        writeln!(io::stderr(), "province FOLDER [ITEMS]")?;
        return Ok(ExitCode::from(2));
    };
    let items = arguments.next().map_or(Ok(ITEMS), |items| items.parse())?;
    let folder = Path::new(&folder);
    let injected = generator::write(folder, items)?;

    let options = ReadOptions::default();
    let checker = Checker::new()
        .preview(true)
        .today(generator::TODAY)
        .previous(Previous::read(folder.join("previous"), &options)?)
        .reference(ReferenceCatalogue::read(
            folder.join("reference"),
            &options,
        )?);
    let report = checker.check_paths(&[folder.join("current")], &options, &[])?;

    let mut out = io::stdout().lock();
    let mut is_right = true;
    writeln!(out, "{} items", report.items)?;
    for (code, found) in report.by_rule() {
        let expected = injected.get(code).copied().unwrap_or_default();
        let of_rule = report
            .findings
            .iter()
            .filter(|finding| finding.rule.code == code);
        let least = Severity::Warning;
        let counts = expected > 0 || of_rule.clone().any(|finding| finding.severity >= least);
        if counts {
            writeln!(out, "{code}: {found} found, {expected} put in")?;
            is_right &= found == expected;
        }
    }
    for code in injected
        .keys()
        .filter(|code| !report.by_rule().contains_key(*code))
    {
        writeln!(out, "{code}: nothing found")?;
        is_right = false;
    }
    Ok(ExitCode::from(u8::from(!is_right)))
}
