//! Tables as offices write and export them: nothing of them is lost, and what is not read is reported.
#![cfg(feature = "tables")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

mod beside;
mod flat;
mod hidden;
mod odd;
mod ods;
mod old;
mod page;
mod rows;
mod text;
mod workbook;

use shixiang::source::Format;
use shixiang::{Checker, Language, ReadOptions, Reading, read_bytes};

/// The names of the columns of most tables here.
const HEADER: &str = "事项名称,实施主体,受理条件,承诺办结时限\n";

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Reading {
    let format = Format::of_name(name).unwrap();
    read_bytes(name, bytes.into(), format, &ReadOptions::default())
}

fn names(reading: &Reading) -> Vec<&str> {
    let items = reading.catalogue.items.iter();
    items.map(|item| item.name.as_str()).collect()
}

/// The notices of a reading: code, line, name of the column, and message.
fn told(reading: &Reading) -> Vec<(&'static str, Option<u64>, Option<String>, String)> {
    let report = Checker::new()
        .select(&["DOC", "NRM"])
        .unwrap()
        .check(reading);
    let findings = report.findings.iter().map(|finding| {
        let at = finding.location.clone().unwrap_or_default();
        let message = finding.message(Language::Chinese);
        (finding.rule.code, at.line, at.field, message)
    });
    findings.collect()
}

/// Code, line and column of what was found while reading.
fn places(reading: &Reading) -> Vec<(&'static str, Option<u64>, Option<String>)> {
    let told = told(reading).into_iter();
    told.map(|(code, line, field, _)| (code, line, field))
        .collect()
}

fn conditions(reading: &Reading) -> Vec<&str> {
    let items = reading.catalogue.items.iter();
    items
        .map(|item| {
            item.guide
                .as_ref()
                .and_then(|guide| guide.conditions.as_deref())
        })
        .map(Option::unwrap_or_default)
        .collect()
}
