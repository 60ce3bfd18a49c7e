//! Findings and facts that go to files come back as they were: every report is the same at any bound and on any number of
//! threads.
#![cfg(feature = "cli")]
#![allow(
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

#[path = "../examples/province/generator.rs"]
mod generator;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use shixiang::diff::Previous;
use shixiang::report::text::{self, TextOptions};
use shixiang::report::{self, ReportFormat, ReportOptions};
use shixiang::{
    Baseline, Cause, Checker, Config, Error, Inputs, Language, PartFile, ReadOptions,
    ReferenceCatalogue, Report, Severity, View, read_path,
};

const FORMATS: [ReportFormat; 9] = [
    ReportFormat::Json,
    ReportFormat::Ndjson,
    ReportFormat::Sarif,
    ReportFormat::Junit,
    ReportFormat::Github,
    ReportFormat::Gitlab,
    ReportFormat::Concise,
    ReportFormat::Markdown,
    ReportFormat::Csv,
];

/// An empty directory for one test.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("spilled")
        .join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// An empty file that nobody else has.
fn file() -> io::Result<File> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let path = directory.join(format!("findings-{}-{number}", std::process::id()));
    File::options()
        .read(true)
        .write(true)
        .create_new(true)
        .open(&path)
        .inspect(|_| drop(fs::remove_file(&path)))
}

fn checker(threads: usize) -> Checker {
    Checker::new()
        .preview(true)
        .today(generator::TODAY)
        .threads(threads)
}

/// Everything printed of a report: in every format, as text by cause and place by place, and in figures.
fn said(report: &Report) -> Vec<String> {
    let options = ReportOptions::new(Language::Chinese).excerpts(true);
    let mut said: Vec<String> = (FORMATS.iter())
        .map(|format| {
            let mut out = Vec::new();
            report::write(*format, report, &options, &mut out).unwrap();
            String::from_utf8(out).unwrap()
        })
        .collect();
    let options = TextOptions::new(Language::Chinese);
    let causes = report.causes();
    let all: Vec<&Cause<'_>> = causes.iter().collect();
    said.push(text::brief(&all, &options));
    let of_causes = causes.iter().take(20);
    said.extend(of_causes.map(|cause| text::cause(cause, &options)));
    let places = report.all().take(50);
    said.extend(places.map(|finding| text::finding(&finding, &options)));
    said.push(text::summary(report, &options));
    said.push(serde_json::to_string(report).unwrap());
    said.push(report.to_string());
    said.push(report.baseline().to_string());
    said.push(format!("{:?}", report.verdict(Some(Severity::Hint))));
    said.push(report.is_clean().to_string());
    said
}

/// Checks at several bounds and on several numbers of threads; all of them say the same. Gives the report with all
/// findings in memory.
fn at_any_bound(check: &dyn Fn(Checker) -> Report) -> Report {
    let held = check(checker(1));
    let expected = said(&held);
    assert!(!held.is_spilled());
    for (bound, threads) in [(0, 1), (0, 4), (20_000, 3), (usize::MAX, 2)] {
        let checker = checker(threads).spill(bound, file).spill_facts(bound, file);
        let report = check(checker);
        if bound == 0 {
            assert!(report.is_spilled() != held.is_clean() && report.findings.is_empty());
        } else if bound == usize::MAX {
            assert!(!report.is_spilled());
        }
        for (one, other) in said(&report).iter().zip(&expected) {
            assert!(one == other, "{bound} on {threads}: {one}\n\n{other}");
        }
        let mut again = report.clone();
        again.hold().unwrap();
        assert_eq!(again.findings.len(), held.findings.len());
        assert_eq!(report.all().count(), held.findings.len());
    }
    held
}

/// A generated province, with all that it is compared with: what the rules across items know goes to files.
#[test]
fn a_province_compared_with_two_catalogues() {
    let folder = directory("province");
    generator::write(&folder, 1_550).unwrap();
    let options = ReadOptions::default();
    let current = [folder.join("current")];
    let check = |bound: usize, threads: usize| {
        let previous = folder.join("previous");
        let previous = Previous::read_spilling(previous, &options, bound, file).unwrap();
        let reference = folder.join("reference");
        let reference = ReferenceCatalogue::read_spilling(reference, &options, bound, file);
        let checker = checker(threads).previous(previous);
        let checker = checker.reference(reference.unwrap());
        let checker = checker.spill_facts(bound, file);
        let report = checker.check_paths(&current, &options, &[]).unwrap();
        let of = |theme: &str| report.findings.iter().any(|one| one.rule.theme() == theme);
        assert!(of("CAT") && of("VER") && of("PRO"));
        let mut out = Vec::new();
        let options = ReportOptions::new(Language::Chinese);
        report::write(ReportFormat::Json, &report, &options, &mut out).unwrap();
        out
    };
    let held = check(usize::MAX, 1);
    for (bound, threads) in [(0, 2), (50_000, 1), (1 << 20, 2)] {
        assert!(check(bound, threads) == held, "{bound} on {threads}");
    }
}

#[test]
fn the_examples_and_their_views() {
    let options = ReadOptions::default();
    let views = [("政务服务网", "portal.csv"), ("移动端", "app.ndjson")].map(|(name, file)| View {
        name: name.to_owned(),
        reading: read_path(format!("examples/views/{file}"), &options).unwrap(),
    });
    for (path, views) in [
        ("examples/faulty", &[][..]),
        ("examples/views/catalogue", &views),
    ] {
        let check = |checker: Checker| checker.check_paths(&[path.into()], &options, views);
        at_any_bound(&|checker| check(checker).unwrap());
    }
}

/// A line for each item, every one with a fault, some that follow from others, and some that are accepted.
fn lines(folder: &Path) -> PathBuf {
    generator::write(folder, 1_550).unwrap();
    let text = fs::read_to_string(folder.join("current/items.ndjson")).unwrap();
    let accepted = r#","suppressions":[{"rule":"SHP001","reason":"上级系统里就是这样","until":"2099-01-01"}]}"#;
    let lines = text.lines().take(100).enumerate().map(|(number, line)| {
        let line = line.replacen('{', r#"{"vrsion":1,"version":0,"#, 1);
        match number % 50 {
            7 => line.strip_suffix('}').unwrap().to_owned() + accepted,
            8 => "{ \"name\": ".to_owned(),
            _ => line,
        }
    });
    let path = folder.join("faulty.ndjson");
    let lines: Vec<String> = lines.collect();
    fs::write(&path, lines.join("\n")).unwrap();
    path
}

#[test]
fn lines_with_all_that_is_decided_later() {
    let folder = directory("lines");
    let path = [lines(&folder)];
    let config = "[[suppressions]]\nrule = \"DOC002\"\nitem = \"x\"\nreason = \"没有这一项\"\nuntil = \"2099-01-01\"\n\
        [[suppressions]]\nrule = \"DOC002\"\nreason = \"以后再补\"\nuntil = \"2099-01-01\"\n";
    let config = Config::parse("shixiang.toml", config).unwrap();
    let options = ReadOptions::default();
    let check = |checker: Checker| {
        let checker = checker.config(&config).unwrap();
        checker.check_paths(&path, &options, &[]).unwrap()
    };
    let held = at_any_bound(&check);
    // Of each kind some: of items, across them, beside them, accepted and folded.
    let has = |theme: &str| held.findings.iter().any(|one| one.rule.theme() == theme);
    assert!(has("DOC") && has("CAT") && has("EXM"));
    let figures = (held.suppressed.len(), held.folded, held.lost.len());
    assert!(
        figures.0 > 80 && figures.1 > 0 && figures.2 > 0,
        "{figures:?}"
    );
    // Findings that a baseline knows, too.
    let all = |mut report: Report, baseline: &Baseline| {
        let shrunk = report.set_aside(baseline);
        assert!(report.findings.is_empty() && report.known.len() > 10);
        (shrunk.to_string(), said(&report))
    };
    let baseline = held.baseline();
    let spilled = check(checker(2).spill(0, file));
    assert!(all(held, &baseline) == all(spilled, &baseline));
}

#[test]
fn joined_parts_are_the_same_at_any_bound() {
    let folder = directory("parts");
    let path = [lines(&folder)];
    let options = ReadOptions::default();
    let part = folder.join("1.part");
    let write = |checker: Checker| {
        let file = PartFile::create(&part).unwrap();
        let inputs = Inputs::Paths(&path);
        checker
            .check_inputs(&inputs, &options, &[], Some(&file))
            .unwrap();
        fs::read(&part).unwrap()
    };
    let held = write(checker(2));
    assert!(write(checker(3).spill(0, file)) == held);
    let parts = [part.clone()];
    at_any_bound(&|checker| checker.across(&parts, None, &options, &[]).unwrap());
}

#[test]
fn a_spill_file_that_cannot_be_created_or_read_is_an_error() {
    let folder = directory("told");
    let path = [lines(&folder)];
    let options = ReadOptions::default();
    let full = checker(1).spill(0, || Err(io::ErrorKind::StorageFull.into()));
    let done = full.check_paths(&path, &options, &[]);
    assert!(matches!(done, Err(Error::Spill { .. })));
    let full = checker(1).spill_facts(0, || Err(io::ErrorKind::StorageFull.into()));
    let done = full.check_paths(&path, &options, &[]);
    assert!(matches!(done, Err(Error::Spill { .. })));
    // The end of it is cut off behind our back.
    let made = Arc::new(folder.join("cut"));
    let own = made.clone();
    let cut = checker(1).spill(0, move || {
        let mut options = File::options();
        options.read(true).write(true).create(true).open(&*own)
    });
    let report = cut.check_paths(&path, &options, &[]).unwrap();
    let kept = fs::metadata(&*made).unwrap().len() / 2;
    let file = File::options().write(true).open(&*made).unwrap();
    file.set_len(kept).unwrap();
    let options = ReportOptions::new(Language::Chinese);
    for format in FORMATS {
        let written = report::write(format, &report, &options, &mut Vec::new());
        assert!(written.is_err(), "{format:?}");
    }
    assert!(report.clone().hold().is_err());
    assert!(report.verdict(Some(Severity::Error)) != shixiang::Verdict::Passed);
}

#[test]
fn the_command_reports_the_same_with_little_memory() {
    let folder = directory("command");
    lines(&folder);
    for format in ["json", "text"] {
        let run = |args: &[&str]| {
            let out = Command::new(env!("CARGO_BIN_EXE_shixiang"))
                .current_dir(&folder)
                .args([
                    "check",
                    "faulty.ndjson",
                    "--today",
                    "2026-11-15",
                    "--format",
                    format,
                ])
                .args(args)
                .output()
                .unwrap();
            assert_eq!(out.status.code(), Some(3), "{out:?}");
            out.stdout
        };
        let few = ["--hold-findings", "0", "--hold-facts", "0"];
        assert!(run(&[]) == run(&few), "{format}");
    }
}
