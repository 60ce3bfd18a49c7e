//! One comparator for item against channel, channel against channel, view against view and
//! translation against original.
#![allow(
    clippy::unwrap_used,
    clippy::format_push_string,
    reason = "a helper of a test may panic as the test may"
)]

use shixiang::source::Format;
use shixiang::{Checker, Config, Language, ReadOptions, Report, View, read_str};

fn check(text: &str, codes: &[&str]) -> Report {
    let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
    Checker::new()
        .select(codes)
        .unwrap()
        .ignore(MISSING)
        .unwrap()
        .check(&reading)
}

/// Rules of the theme for elements that are missing altogether.
const MISSING: &[&str] = &["CHN001", "CHN002", "CHN003", "CHN004", "CHN005"];

fn lines(report: &Report) -> Vec<(&'static str, Option<u64>)> {
    (report.findings.iter())
        .map(|found| {
            (
                found.rule.code,
                found.location.as_ref().and_then(|at| at.line),
            )
        })
        .collect()
}

const LIMIT: &str = "time_limit = { promised = { amount = 5, unit = \"工作日\" } }";

fn limit(days: u32) -> String {
    LIMIT.replace('5', &days.to_string())
}

/// An item with a guide and channels that say these things; `None` is silence.
fn item(guide: Option<u32>, channels: &[(&str, Option<u32>)]) -> String {
    let mut text = "name = \"食品经营许可\"\n".to_owned();
    if let Some(days) = guide {
        text.push_str(&format!("[guide]\n{}\n", limit(days)));
    }
    for (kind, days) in channels {
        text.push_str(&format!(
            "[[channels]]\nid = \"{kind}\"\nkind = \"{kind}\"\n"
        ));
        if let Some(days) = days {
            text.push_str(&format!("[channels.says]\n{}\n", limit(*days)));
        }
    }
    text
}

#[test]
fn a_channel_is_compared_with_the_item() {
    let text = item(Some(5), &[("移动端应用", Some(7)), ("办事大厅", None)]);
    assert_eq!(
        lines(&check(&text, &["CHN"])),
        [("CHN080", Some(4)), ("CHN010", Some(8))]
    );
}

#[test]
fn two_channels_are_compared_where_the_item_is_silent() {
    let text = item(None, &[("移动端应用", Some(7)), ("办事大厅", Some(5))]);
    let report = check(&text, &["CHN010"]);
    assert_eq!(lines(&report), [("CHN010", Some(11))]);
    let related = report.findings[0].related[0].location.as_ref().unwrap();
    assert_eq!(related.line, Some(6));
}

#[test]
fn one_cause_gives_one_finding_however_many_channels_it_meets() {
    let channels = [
        ("移动端应用", Some(7)),
        ("办事大厅", Some(7)),
        ("政务服务网", Some(7)),
    ];
    let report = check(&item(Some(5), &channels), &["CHN010"]);
    assert_eq!(lines(&report), [("CHN010", Some(3))]);
    assert_eq!(report.findings[0].related.len(), 3);
    // One channel stands against the item and the others: it is the one to mend.
    let channels = [
        ("移动端应用", Some(5)),
        ("办事大厅", Some(7)),
        ("政务服务网", Some(5)),
    ];
    let report = check(&item(Some(5), &channels), &["CHN010"]);
    assert_eq!(report.findings.len(), 1);
}

#[test]
fn limits_that_cannot_be_compared_are_counted() {
    let text = item(Some(20), &[("办事大厅", Some(4))]).replacen(
        "amount = 4, unit = \"工作日\"",
        "amount = 4, unit = \"周\"",
        1,
    );
    let report = check(&text, &["CHN010"]);
    assert!(report.findings.is_empty());
    assert_eq!(report.not_judged.len(), 1);
}

#[test]
fn a_translation_is_compared_with_the_original() {
    let mut text = item(Some(5), &[]);
    text.push_str("[[translations]]\nlanguage = \"en\"\nname = \"Licence\"\n[translations.says]\n");
    assert!(lines(&check(&format!("{text}{LIMIT}\n"), &["LNG"])).is_empty());
    let other = format!("{text}{}\n", limit(6));
    assert_eq!(lines(&check(&other, &["LNG"])), [("LNG030", Some(8))]);
}

#[test]
fn a_view_is_compared_with_the_item() {
    let read = |days| {
        let name = if days == 5 { "a.toml" } else { "b.toml" };
        read_str(
            name,
            &item(Some(days), &[]),
            Format::Toml,
            &ReadOptions::default(),
        )
    };
    let view = View {
        name: "移动端".to_owned(),
        reading: read(7),
    };
    let report = Checker::new()
        .select(&["CHN010"])
        .unwrap()
        .check_with_views(&read(5), &[view]);
    assert_eq!(lines(&report), [("CHN010", Some(3))]);
    let message = report.findings[0].message(Language::English);
    assert!(message.contains("promised limit"), "{message}");
}

#[test]
fn relations_are_set_in_the_configuration() {
    let text = item(Some(5), &[("办事大厅", Some(7))]);
    let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
    let config = "select = [\"CHN010\"]\n[[relations]]\nelements = [\"time_limit\"]\n\
        channels = [\"办事大厅\"]\nrelation = \"may-differ\"\n";
    let config = Config::parse("shixiang.toml", config).unwrap();
    let report = Checker::new().config(&config).unwrap().check(&reading);
    assert!(report.findings.is_empty());
}

#[test]
fn an_expired_deviation_is_the_finding_and_not_the_difference() {
    let mut text = item(Some(5), &[("办事大厅", Some(7))]);
    text.push_str(
        "[[deviations]]\nchannels = [\"办事大厅\"]\nelement = \"guide.time_limit.promised\"\n\
         reason = \"需人工流转\"\napproved_by = \"市行政审批局\"\nuntil = 2026-06-30\n",
    );
    let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
    let today = "2026-11-01".parse().unwrap();
    let checker = Checker::new()
        .preview(true)
        .select(&["CHN"])
        .unwrap()
        .ignore(MISSING)
        .unwrap();
    assert!(lines(&checker.check(&reading)).is_empty());
    let report = checker.today(today).check(&reading);
    assert_eq!(lines(&report), [("CHN042", Some(14))]);
}
