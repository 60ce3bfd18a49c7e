//! The examples: the sound ones have no finding, the faulty ones just those listed beside them.
//!
//! `UPDATE=1 cargo test --test examples` writes the list of the faulty catalogue anew.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use shixiang::source::Format;
use shixiang::vocabulary::Profile;
use shixiang::{
    Checker, Finding, Language, ReadOptions, Reading, Report, Severity, View, read_path, read_str,
};

fn example(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("examples")
        .join(name)
}

fn read(name: &str) -> Reading {
    read_path(example(name), &ReadOptions::default()).unwrap()
}

/// A checker with a date, so that rules that need one speak too.
fn checker() -> Checker {
    Checker::new()
        .preview(true)
        .today("2026-11-15".parse().unwrap())
}

/// The place of a finding: file and line.
fn place(finding: &Finding) -> (String, u64) {
    match &finding.location {
        Some(at) => {
            let name = Path::new(&at.file).file_name().unwrap();
            (
                name.to_string_lossy().into_owned(),
                at.line.unwrap_or_default(),
            )
        }
        None => ("-".to_owned(), 0),
    }
}

/// One line a finding, by file and line.
fn lines(report: &Report) -> String {
    let mut lines: Vec<_> = (report.findings.iter())
        .map(|finding| {
            let (file, line) = place(finding);
            let (rule, path) = (finding.rule.code, &finding.subject.path);
            let severity = finding.severity.text().get(Language::Chinese);
            let message = finding.message(Language::Chinese);
            let text = format!("{file}:{line} {severity} {rule} {path} {message}\n");
            (file, line, text)
        })
        .collect();
    lines.sort();
    lines.into_iter().map(|(_, _, text)| text).collect()
}

#[test]
fn a_blank_item_in_english_has_the_same_keys() {
    let keys = |language| -> Vec<String> {
        let blank = shixiang::export::blank_item(language);
        let lines = blank.lines().filter(|line| !line.starts_with("# "));
        lines.map(str::to_owned).collect()
    };
    let bare = |keys: Vec<String>| -> Vec<String> {
        keys.into_iter().filter(|line| line != "#").collect()
    };
    assert_eq!(bare(keys(Language::English)), bare(keys(Language::Chinese)));
    let english = shixiang::export::blank_item(Language::English);
    assert!(english.contains("\n# division\n#division = "), "{english}");
}

#[test]
fn sound_items_have_no_finding_under_any_profile() {
    let reading = read("data");
    assert!(reading.account.is_complete());
    assert!(reading.catalogue.items.len() >= 8);
    for profile in Profile::ALL {
        let report = checker().profile(profile).check(&reading);
        assert!(report.is_clean(), "{profile}:\n{}", lines(&report));
        assert!(report.suppressed.is_empty());
        // A guide that is whole leaves nothing that a rule could not judge.
        assert!(report.not_judged.is_empty(), "{:?}", report.not_judged);
    }
}

#[test]
fn sound_items_are_admitted() {
    for item in read("data").catalogue.items {
        let name = item.name.clone();
        let admitted = checker().profile(Profile::Audit).admit(item);
        assert!(admitted.is_ok(), "{name}");
    }
}

#[test]
fn sound_items_satisfy_the_schema() {
    let schema = shixiang::schema::service_item();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for item in read("data").catalogue.items {
        let value = serde_json::to_value(&item).unwrap();
        let errors: Vec<String> = validator
            .iter_errors(&value)
            .map(|error| format!("{}: {error}", error.instance_path()))
            .collect();
        assert!(errors.is_empty(), "{}: {errors:?}", item.name);
    }
}

#[test]
fn views_that_agree_have_no_finding() {
    let reading = read("views/catalogue");
    let views = [("政务服务网", "portal.csv"), ("移动端", "app.ndjson")].map(|(name, file)| View {
        name: name.to_owned(),
        reading: read(&format!("views/{file}")),
    });
    for view in &views {
        assert!(view.reading.account.is_complete());
        assert_eq!(
            reading.catalogue.items.len(),
            view.reading.catalogue.items.len()
        );
    }
    for profile in Profile::ALL {
        let report = (checker().profile(profile)).check_with_views(&reading, &views);
        assert!(report.is_clean(), "{profile}:\n{}", lines(&report));
    }
}

#[test]
fn the_faulty_catalogue_has_the_findings_listed_beside_it() {
    let report = checker().check(&read("faulty"));
    let found = lines(&report);
    let path = example("faulty/findings.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &found).unwrap();
    }
    let listed = fs::read_to_string(&path).unwrap_or_default();
    let (found, listed): (BTreeSet<&str>, BTreeSet<&str>) =
        (found.lines().collect(), listed.lines().collect());
    let new: Vec<_> = found.difference(&listed).collect();
    let gone: Vec<_> = listed.difference(&found).collect();
    assert!(
        new.is_empty() && gone.is_empty(),
        "findings.txt is stale: run `UPDATE=1 cargo test --all-features --test examples`\nnew: {new:#?}\ngone: {gone:#?}"
    );
}

const FAULTY: [&str; 4] = [
    "catalogue.toml",
    "restaurant.toml",
    "road.toml",
    "welfare.toml",
];

/// The planted faults of a file: the lines between one mark `#!` and the next, and what is planted.
fn planted(name: &str) -> Vec<(std::ops::Range<u64>, String)> {
    let text = fs::read_to_string(example("faulty").join(name)).unwrap();
    let marks: Vec<(u64, &str)> = (1..)
        .zip(text.lines())
        .filter_map(|(line, text)| Some((line, text.strip_prefix("#! ")?)))
        .collect();
    let ends = marks.iter().skip(1).map(|(line, _)| *line);
    marks
        .iter()
        .zip(ends.chain([u64::MAX]))
        .map(|((line, what), end)| (*line..end, (*what).to_owned()))
        .collect()
}

#[test]
fn the_faulty_catalogue_has_faults_of_many_kinds() {
    let report = checker().check(&read("faulty"));
    assert!(report.by_rule().len() >= 20);
    let planted: usize = FAULTY.iter().map(|name| planted(name).len()).sum();
    assert!(planted >= 20, "{planted}");
}

#[test]
fn every_planted_fault_is_found() {
    let report = checker().check(&read("faulty"));
    let places: Vec<(String, u64)> = report.findings.iter().map(place).collect();
    let mut silent = Vec::new();
    for name in FAULTY {
        for (lines, what) in planted(name) {
            let here = |(file, line): &(String, u64)| file == name && lines.contains(line);
            if !places.iter().any(here) {
                silent.push(format!("{name}:{} {what}", lines.start));
            }
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn the_item_to_fill_in_lacks_elements_and_is_not_wrong() {
    let blank = shixiang::export::blank_item(Language::Chinese);
    let reading = read_str("new.toml", &blank, Format::Toml, &ReadOptions::default());
    assert!(reading.account.is_complete());
    for profile in Profile::ALL {
        let report = checker().profile(profile).check(&reading);
        assert!(!report.findings.is_empty());
        for finding in &report.findings {
            let name = finding.rule.name;
            assert!(
                name.starts_with("missing-") || name.starts_with("empty-"),
                "{}",
                finding.message(Language::Chinese)
            );
        }
    }
}

#[test]
fn every_line_of_the_item_to_fill_in_is_known_when_filled_in() {
    // A line to fill in starts with a bare `#`, an explanation with `# `.
    let filled: String = shixiang::export::blank_item(Language::Chinese)
        .lines()
        .map(|line| match line.strip_prefix('#') {
            Some(key) if !key.starts_with(' ') => format!("{key}\n"),
            _ => format!("{line}\n"),
        })
        .collect();
    let reading = read_str("new.toml", &filled, Format::Toml, &ReadOptions::default());
    let report = Checker::new().select(&["DOC"]).unwrap().check(&reading);
    assert!(report.is_clean(), "{}", lines(&report));
}

#[test]
fn the_blank_item_has_everything_that_a_profile_requires() {
    let blank = shixiang::export::blank_item(Language::Chinese);
    for wanted in shixiang::rules::element::wanted() {
        let key = wanted.element.rsplit('.').next().unwrap();
        let line = |line: &str| {
            let line = line.trim_start_matches('#');
            line.strip_prefix(key)
                .is_some_and(|rest| rest.starts_with(" = "))
                || line.trim_matches(['[', ']']) == wanted.element
        };
        assert!(
            blank.lines().any(line),
            "{}: `.fill(…)` in its row",
            wanted.element
        );
    }
}

#[test]
fn one_thread_and_four_find_the_same() {
    let reading = read("faulty");
    let json = |threads| {
        let report = checker().threads(threads).check(&reading);
        let limit = Some(Severity::Error);
        let json = shixiang::report::json::json_report(&report, &[], limit, Language::Chinese);
        serde_json::to_string(&json).unwrap()
    };
    assert_eq!(json(1), json(4));
}
