//! One report in every format for programs. `UPDATE=1 cargo test --all-features --test outputs` writes
//! the expected files.
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

use std::fs;
use std::path::Path;

use serde_json::Value;
use shixiang::report::{ReportFormat, ReportOptions, write};
use shixiang::source::Format;
use shixiang::{Checker, Config, Language, ReadOptions, Report, Severity, read_str};

const FORMATS: &[(ReportFormat, &str)] = &[
    (ReportFormat::Json, "report.json"),
    (ReportFormat::Ndjson, "report.ndjson"),
    (ReportFormat::Sarif, "report.sarif"),
    (ReportFormat::Junit, "report.xml"),
    (ReportFormat::Github, "github.txt"),
    (ReportFormat::Gitlab, "gitlab.json"),
    (ReportFormat::Concise, "concise.txt"),
    (ReportFormat::Markdown, "report.md"),
    (ReportFormat::Csv, "report.csv"),
];

/// A text that each format would follow if it were let: new lines, a command of GitHub, the end of CDATA,
/// a cell, a link and a mention in Markdown, a formula, a terminal's escape, a turned direction.
const HOSTILE: &str =
    "=HYPERLINK(\"x\")\r\n::error::%0A]]><b a='1'>&|[甲](//x)@某\u{1b}[31m\u{202e}\u{0}";

/// A catalogue whose names are hostile, with findings of each severity and with related places, one of
/// them suppressed and one known.
fn report() -> Report {
    let hostile = toml_text(HOSTILE);
    let item = |name: &str, key: &str, more: &str| {
        format!(
            "[[items]]\nname = {name}\nsource_id = \"{key}\"\nversion = 0\n\
             authority.name = {hostile}\n\
             [items.guide.time_limit]\nstatutory = {{ amount = 10, unit = \"工作日\" }}\n\
             promised = {{ amount = 20, unit = \"工作日\" }}\n\
             [[items.guide.materials]]\nname = \"申请书\"\nmedium = {hostile}\n{more}"
        )
    };
    let accepted = format!(
        "[[items.suppressions]]\nrule = \"LIM010\"\nreason = {hostile}\nuntil = 2027-06-30\n"
    );
    let text = item(&hostile, "a", "") + &item("\"换发证书\"", "b", &accepted);
    let check = |text: &str| {
        let name = "目录 一/a,b:c%0A'\"<&>\n].toml";
        let reading = read_str(name, text, Format::Toml, &ReadOptions::default());
        let config = Config::parse("shixiang.toml", "[severity]\nSHP001 = \"hint\"\n").unwrap();
        let checker = Checker::new().config(&config).unwrap();
        let checker = checker.today("2026-11-29".parse().unwrap());
        checker
            .select(&["LIM010", "SHP", "IDN", "EXM"])
            .unwrap()
            .check(&reading)
    };
    let before = check(&item("\"换发证书\"", "b", ""));
    let mut report = check(&text);
    let _ = report.set_aside(&before.baseline());
    assert!(!report.suppressed.is_empty() && !report.known.is_empty());
    assert!(report.findings.iter().any(|one| !one.related.is_empty()));
    assert!(
        report
            .findings
            .iter()
            .any(|one| one.message(Language::Chinese).contains("HYPERLINK"))
    );
    report
}

fn toml_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

fn rendered(report: &Report, format: ReportFormat, options: &ReportOptions) -> String {
    let mut out = Vec::new();
    write(format, report, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn options() -> ReportOptions {
    ReportOptions::new(Language::Chinese).inputs(vec!["目录 一".to_owned()])
}

#[test]
fn every_format_prints_the_committed_output() {
    let report = report();
    for (format, name) in FORMATS {
        let text = rendered(&report, *format, &options());
        let text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/outputs")
            .join(name);
        if std::env::var_os("UPDATE").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, text).unwrap();
        } else {
            assert!(
                fs::read_to_string(&path).unwrap_or_default() == text,
                "{name} is stale"
            );
        }
    }
}

/// In no format does a text of the data leave its place: lines, commands, cells and elements are those of
/// the findings, and what a terminal or a spreadsheet would follow is not there.
#[test]
fn hostile_texts_are_inert_in_each_format() {
    let report = report();
    let shown = report.findings.len();
    for language in [Language::Chinese, Language::English] {
        let options = ReportOptions::new(language);
        let of = |format| rendered(&report, format, &options);
        for format in [
            ReportFormat::Concise,
            ReportFormat::Github,
            ReportFormat::Ndjson,
        ] {
            assert_eq!(of(format).lines().count(), shown + 1, "{format:?}");
        }
        for (format, _) in FORMATS {
            let text = of(*format);
            let control = text
                .chars()
                .find(|c| c.is_control() && !"\r\n".contains(*c));
            assert_eq!(control, None, "{format:?}");
        }
        for line in of(ReportFormat::Github).lines() {
            let (head, said) = line[2..].split_once("::").unwrap();
            let command = head.split(' ').next().unwrap();
            assert!(["error", "warning", "notice"].contains(&command), "{line}");
            let properties = head[command.len()..]
                .split(',')
                .map(|one| one.split_once('='));
            assert!(properties.clone().all(|one| one.is_some()), "{line}");
            assert!(
                !said.contains("%0A]]"),
                "a line break of the data must not be decoded: {line}"
            );
        }
        let markdown = of(ReportFormat::Markdown);
        let rows = markdown
            .lines()
            .filter(|line| line.starts_with("| "))
            .skip(1);
        for row in rows {
            let cells = row.replace("\\|", "").matches('|').count();
            assert_eq!(cells, 7, "{row}");
            assert!(!row.contains('@') && !row.contains("]("), "{row}");
        }
        let text = of(ReportFormat::Csv);
        let mut rows = csv::ReaderBuilder::new()
            .flexible(false)
            .from_reader(text.as_bytes());
        let rows: Vec<csv::StringRecord> = rows.records().map(Result::unwrap).collect();
        let all = shown + report.suppressed.len() + report.known.len();
        assert_eq!(rows.len(), all);
        for cell in rows.iter().flatten() {
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        let xml = of(ReportFormat::Junit);
        assert_eq!(xml.matches("<testcase ").count(), all + 1);
        assert!(!xml.contains("]]>") && !xml.contains("<b"), "{xml}");
    }
}

#[test]
fn junit_is_well_formed_and_counts_its_cases() {
    let xml = rendered(&report(), ReportFormat::Junit, &options());
    let mut reader = quick_xml::Reader::from_str(&xml);
    let mut open: Vec<String> = Vec::new();
    let (mut cases, mut failures, mut skipped, mut stated) = (0, 0, 0, [0; 3]);
    loop {
        use quick_xml::events::Event;
        let event = reader.read_event().unwrap();
        let (Event::Start(ref tag) | Event::Empty(ref tag)) = event else {
            match event {
                Event::End(tag) => {
                    let name = tag.name().as_ref().to_owned();
                    assert_eq!(open.pop(), Some(name));
                }
                Event::Eof => break,
                _ => {}
            }
            continue;
        };
        let name = tag.name().as_ref().to_owned();
        for attribute in tag.attributes() {
            let attribute = attribute.unwrap();
            let value = attribute.value.to_string();
            let key = attribute.key.as_ref();
            let places = ["tests", "failures", "skipped"];
            if let Some(at) = places.iter().position(|place| *place == key) {
                stated[at] += value.parse::<usize>().unwrap();
            }
        }
        match name.as_str() {
            "testcase" => cases += 1,
            "failure" => failures += 1,
            "skipped" => skipped += 1,
            _ => {}
        }
        if matches!(event, Event::Start(_)) {
            open.push(name);
        }
    }
    assert_eq!(open, Vec::<String>::new());
    assert_eq!(stated, [cases, failures, skipped]);
    assert!(cases > failures && failures > 1 && skipped > 1);
}

fn sarif_validator() -> jsonschema::Validator {
    let schema =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/outputs/sarif-2.1.0.schema.json");
    let schema = fs::read_to_string(schema).unwrap();
    // One of its patterns has a bracket too many, and is no pattern at all.
    let faulty = "-[a-zA-Z]{2}]?$";
    assert!(schema.contains(faulty));
    let schema: Value = serde_json::from_str(&schema.replace(faulty, "-[a-zA-Z]{2}$")).unwrap();
    jsonschema::validator_for(&schema).unwrap()
}

/// A report as SARIF, validated by its schema.
fn sarif(report: &Report, options: &ReportOptions) -> Value {
    let sarif: Value =
        serde_json::from_str(&rendered(report, ReportFormat::Sarif, options)).unwrap();
    let validator = sarif_validator();
    let errors = validator.iter_errors(&sarif);
    let errors: Vec<String> = errors
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    sarif
}

/// A text with what a SARIF replacement says, its columns counted in characters.
fn replaced(text: &str, replacement: &Value) -> String {
    let region = &replacement["deletedRegion"];
    let number = |key: &str| usize::try_from(region[key].as_u64().unwrap()).unwrap();
    let offset = |line: usize, column: usize| {
        let before = text
            .split_inclusive('\n')
            .take(line - 1)
            .map(str::len)
            .sum::<usize>();
        let characters = text[before..].chars().take(column - 1);
        before + characters.map(char::len_utf8).sum::<usize>()
    };
    let start = offset(number("startLine"), number("startColumn"));
    let end = offset(number("endLine"), number("endColumn"));
    let inserted = replacement["insertedContent"]["text"].as_str().unwrap();
    format!("{}{inserted}{}", &text[..start], &text[end..])
}

#[test]
fn sarif_fixes_have_the_deleted_and_the_inserted_text() {
    let text = "name = \"𠮷证核发\"\nitem_typ = \"行政许可\"\n\
                guide.time_limit = { text = \"𠮷\", promised = \"5个工作日\" } # 注\n";
    let reading = read_str(
        "目录 一/a.toml",
        text,
        Format::Toml,
        &ReadOptions::default(),
    );
    let report = Checker::new()
        .select(&["DOC", "SHP"])
        .unwrap()
        .check(&reading);
    for (language, sure) in [
        (Language::Chinese, "只改写法"),
        (Language::English, "only form"),
    ] {
        let sarif = sarif(&report, &ReportOptions::new(language));
        let results = sarif["runs"][0]["results"].as_array().unwrap();
        let fixes = results
            .iter()
            .filter_map(|result| result["fixes"].as_array())
            .flatten();
        let mut fixed: Vec<(bool, String)> = Vec::new();
        for fix in fixes {
            let change = &fix["artifactChanges"][0];
            assert_eq!(
                change["artifactLocation"]["uri"],
                "%E7%9B%AE%E5%BD%95%20%E4%B8%80/a.toml"
            );
            let is_sure = fix["description"]["text"]
                .as_str()
                .unwrap()
                .starts_with(sure);
            fixed.push((is_sure, replaced(text, &change["replacements"][0])));
        }
        fixed.sort();
        assert_eq!(
            fixed,
            [
                (false, text.replace("item_typ ", "item_type ")),
                (
                    true,
                    text.replace("\"5个工作日\"", "{ amount = 5, unit = \"工作日\" }")
                ),
            ]
        );
    }
}

#[test]
fn sarif_marks_suppressed_and_known_findings() {
    let report = report();
    for language in [Language::Chinese, Language::English] {
        let sarif = sarif(&report, &ReportOptions::new(language));
        let run = &sarif["runs"][0];
        let results = run["results"].as_array().unwrap();
        let with =
            |key: &str, value: &str| results.iter().filter(|result| result[key] == value).count();
        assert_eq!(with("baselineState", "new"), report.findings.len());
        let accepted: Vec<&Value> = results
            .iter()
            .filter_map(|result| result.get("suppressions"))
            .collect();
        assert_eq!(accepted.len(), report.suppressed.len() + report.known.len());
        assert_eq!(accepted[0][0]["kind"], "inSource");
        for result in results {
            let rule = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
            let region = &result["locations"][0]["physicalLocation"]["region"];
            assert!(region["endLine"].as_u64() >= region["startLine"].as_u64());
        }
        assert!(
            results
                .iter()
                .any(|result| result.get("relatedLocations").is_some())
        );
    }
    // A plain run without a baseline states nothing about one.
    let mut plain = report;
    plain.against_baseline = None;
    let text = rendered(&plain, ReportFormat::Sarif, &options());
    assert!(!text.contains("baselineState"));
}

#[test]
fn gitlab_gives_each_finding_its_own_fingerprint() {
    let text = rendered(&report(), ReportFormat::Gitlab, &options());
    let issues: Vec<Value> = serde_json::from_str(&text).unwrap();
    let mut prints: Vec<&str> = issues
        .iter()
        .map(|issue| issue["fingerprint"].as_str().unwrap())
        .collect();
    prints.sort_unstable();
    prints.dedup();
    assert_eq!(prints.len(), issues.len());
    for issue in &issues {
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
        assert!(["info", "minor", "major"].contains(&issue["severity"].as_str().unwrap()));
    }
}

/// A run that read nothing looks like success in no format.
#[test]
fn an_incomplete_run_is_never_green() {
    let reading = read_str("a.toml", "", Format::Toml, &ReadOptions::default());
    let report = Checker::new().ignore(&["DOC"]).unwrap().check(&reading);
    assert!(report.findings.is_empty());
    for (format, word) in [
        (ReportFormat::Json, "incomplete"),
        (ReportFormat::Ndjson, "incomplete"),
        (ReportFormat::Sarif, "不完整"),
        (ReportFormat::Junit, "<error "),
        (ReportFormat::Github, "::error "),
        (ReportFormat::Gitlab, "blocker"),
        (ReportFormat::Concise, "不完整"),
        (ReportFormat::Markdown, "不完整"),
    ] {
        let text = rendered(&report, format, &options());
        assert!(text.contains(word), "{format:?}: {text}");
    }
}

#[test]
fn findings_below_the_least_severity_are_hidden_and_counted() {
    let report = report();
    let least = options().least(Severity::Error);
    let errors = report.count(Severity::Error);
    assert!(errors < report.findings.len());
    let text = rendered(&report, ReportFormat::Concise, &least);
    assert_eq!(text.lines().count(), errors + 1);
    assert!(
        text.contains(&format!("提示{}", report.count(Severity::Hint))),
        "{text}"
    );
}
