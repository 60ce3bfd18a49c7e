//! Real catalogues, if they lie beside the project: every record accounted for, the same bytes
//! twice. Without them the tests say so and check nothing.
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
#![cfg(feature = "tables")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;

use shixiang::model::Channel;
use shixiang::report::json::json_report;
use shixiang::vocabulary::ChannelKind;
use shixiang::{Checker, Language, ReadOptions, Reading, Report, ServiceItem, Severity, read_path};

/// Folder or file beside the project, and how many records it holds.
const CATALOGUES: &[(&str, usize)] = &[
    ("corpus/guangxi-fangchenggang/items.csv", 568),
    ("corpus/guangxi-fangchenggang/items.gb18030.csv", 568),
    ("corpus/guangxi-fangchenggang/items.xlsx", 568),
    ("corpus/guangxi-fangchenggang/portal-json", 568),
    ("corpus/guangdong/items.jsonl", 2024),
    ("corpus/guangdong/items.csv", 2024),
    ("labelled/gx_portal_json", 213),
    ("labelled/gd_guangzhou.jsonl", 238),
];

fn beside(name: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared")
        .join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not beside the project");
        return None;
    }
    Some(path)
}

/// A catalogue, as it was read, and what was found in it.
struct Checked {
    name: &'static str,
    records: usize,
    reading: Reading,
    report: Report,
}

/// The catalogues there are, read and checked once for all tests.
fn checked() -> &'static [Checked] {
    static CHECKED: OnceLock<Vec<Checked>> = OnceLock::new();
    CHECKED.get_or_init(|| {
        let check = |(name, records): &(&'static str, usize)| {
            let path = beside(name)?;
            let reading = read_path(path, &ReadOptions::default()).unwrap();
            let report = Checker::new().preview(true).check(&reading);
            Some(Checked {
                name,
                records: *records,
                reading,
                report,
            })
        };
        thread::scope(|scope| {
            let threads: Vec<_> = (CATALOGUES.iter())
                .map(|catalogue| scope.spawn(move || check(catalogue)))
                .collect();
            (threads.into_iter())
                .filter_map(|thread| thread.join().unwrap())
                .collect()
        })
    })
}

fn json(report: &Report) -> String {
    let json = json_report(report, &[], Some(Severity::Error), Language::Chinese);
    serde_json::to_string(&json).unwrap()
}

#[test]
fn every_record_is_accounted_for() {
    for Checked {
        name,
        records,
        reading,
        ..
    } in checked()
    {
        assert_eq!(reading.account.records, *records, "{name}");
        assert_eq!(reading.account.items, *records, "{name}");
        assert!(reading.account.is_complete(), "{name}");
    }
}

#[test]
fn two_runs_and_any_number_of_threads_give_the_same_bytes() {
    for Checked { name, report, .. } in checked() {
        let Some(path) = beside(name) else { continue };
        let again = read_path(path, &ReadOptions::default()).unwrap();
        let again = Checker::new().preview(true).threads(1).check(&again);
        assert!(json(report) == json(&again), "{name}");
    }
}

#[test]
fn every_finding_in_an_item_has_a_place() {
    for Checked { name, report, .. } in checked() {
        for finding in &report.findings {
            let at = finding.location.as_ref();
            let placed = at.is_some_and(|at| at.line.is_some() || at.cell.is_some());
            assert!(
                placed,
                "{name}: {} {}",
                finding.rule.code, finding.subject.path
            );
        }
    }
}

/// Catalogues of which one body tells the same matter otherwise than another, and their names in
/// `tests/precision`.
const BODIES: &[(&str, &str)] = &[
    ("corpus/guangdong/items.jsonl", "guangdong"),
    ("labelled/gd_guangzhou.jsonl", "guangdong"),
    (
        "corpus/guangxi-fangchenggang/portal-json",
        "guangxi-fangchenggang",
    ),
];

/// Findings on a channel that repeats another body's text on the matter: no catalogue here has the texts of
/// its channels, so two real texts on one matter stand for it.
fn told_twice() -> Vec<(&'static str, Report)> {
    let mut by_name: BTreeMap<&str, Vec<(&str, &ServiceItem)>> = BTreeMap::new();
    for Checked { name, reading, .. } in checked() {
        let Some((_, catalogue)) = BODIES.iter().find(|(known, _)| known == name) else {
            continue;
        };
        for item in &reading.catalogue.items {
            by_name
                .entry(&item.name)
                .or_default()
                .push((catalogue, item));
        }
    }
    let body = |item: &ServiceItem| item.authority.as_ref().and_then(|body| body.name.clone());
    let checker = Checker::new().preview(true);
    let checker = checker
        .select(&["CHN014", "CHN018", "CHN020", "CHN024"])
        .unwrap();
    let mut told = Vec::new();
    for items in by_name.values() {
        for pair in items.windows(2) {
            let [(catalogue, first), (_, second)] = pair else {
                continue;
            };
            if body(first) == body(second) || first.guide == second.guide {
                continue;
            }
            let mut channel = Channel::default();
            channel.kind = Some(ChannelKind::Portal);
            channel.says = second.guide.clone().map(Box::new);
            let mut item = (*first).clone();
            item.channels = vec![channel];
            told.push((*catalogue, checker.check_item(&item)));
        }
    }
    told
}

/// Judged findings (`tests/precision/CODE.csv`) carry their present severity and catalogue; a finding that
/// was fixed away has neither. The shares are counted from there.
#[test]
fn judged_findings_carry_their_present_severity_and_catalogue() {
    let mut reported: BTreeMap<&str, (&str, &str)> = BTreeMap::new();
    let told_twice = told_twice();
    let of_catalogues = checked().iter().map(|Checked { name, report, .. }| {
        let names: Vec<&str> = name.split('/').collect();
        let catalogue = match names[..] {
            ["corpus", catalogue, ..] => catalogue,
            _ => name.rsplit('/').next().unwrap(),
        };
        (catalogue, report)
    });
    let of_pairs = told_twice
        .iter()
        .map(|(catalogue, report)| (*catalogue, report));
    for (catalogue, report) in of_catalogues.chain(of_pairs) {
        for finding in &report.findings {
            let severity = match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Hint => "hint",
            };
            let first = reported.entry(&finding.fingerprint);
            first.or_insert((severity, catalogue));
        }
    }
    if reported.is_empty() {
        return;
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/precision");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(shixiang::rules::find(&code).is_some(), "{code} is no rule");
        let mut rows = csv::Reader::from_path(&path).unwrap();
        let mut fresh = csv::Writer::from_writer(Vec::new());
        let head = ["fingerprint", "verdict", "reported", "catalogue", "note"];
        fresh.write_record(head).unwrap();
        for row in rows.deserialize::<BTreeMap<String, String>>() {
            let row = row.unwrap();
            let (fingerprint, verdict) = (&row["fingerprint"], &row["verdict"]);
            assert!(
                ["true", "false", "unsure"].contains(&verdict.as_str()),
                "{code}: {row:?}"
            );
            assert!(fingerprint.starts_with(&code), "{code}: {row:?}");
            let now = reported.get(fingerprint.as_str()).copied();
            let (severity, catalogue) = now.unwrap_or_default();
            let cells = [fingerprint, verdict, severity, catalogue, &row["note"]];
            fresh.write_record(cells).unwrap();
        }
        let fresh = String::from_utf8(fresh.into_inner().unwrap()).unwrap();
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&path, fresh).unwrap();
        } else {
            let committed = fs::read_to_string(&path).unwrap();
            assert!(
                committed == fresh,
                "{code} is stale: run `UPDATE=1 cargo test --all-features --test corpus`, then \
                 `--test generated`"
            );
        }
    }
}
