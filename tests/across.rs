//! Parts that are checked apart and put together give the report of one check of all of them.
#![cfg(feature = "cli")]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

#[path = "../examples/province/generator.rs"]
mod generator;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use shixiang::diff::Previous;
use shixiang::report::{self, ReportFormat, ReportOptions};
use shixiang::{
    Checker, Finding, Inputs, Language, PartFile, ReadOptions, ReferenceCatalogue, Report, View,
    read_catalogue, read_path,
};

/// An empty directory for one test.
fn directory(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("across")
        .join(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    directory
}

/// All that a report says to programs, excerpts included.
fn json(report: &Report, inputs: Vec<String>) -> String {
    let options = ReportOptions::new(Language::Chinese)
        .inputs(inputs)
        .excerpts(true);
    let mut json = Vec::new();
    report::write(ReportFormat::Json, report, &options, &mut json).unwrap();
    String::from_utf8(json).unwrap()
}

/// A checker of all rules.
fn checker(threads: usize) -> Checker {
    Checker::new()
        .preview(true)
        .today(generator::TODAY)
        .threads(threads)
}

/// Checks each group of files as a part and puts the parts together; the threads differ from step to step.
fn in_parts(
    groups: &[Vec<PathBuf>],
    checker: &dyn Fn(usize) -> Checker,
    catalogue: Option<&Path>,
    views: &[View],
    directory: &Path,
) -> Report {
    let options = ReadOptions::default();
    let mut parts = Vec::new();
    for (number, group) in groups.iter().enumerate() {
        let mut checker = checker(number % 4 + 1);
        if let Some(path) = catalogue {
            checker = checker.within(&read_catalogue(path, &options).unwrap());
        }
        let path = directory.join(format!("{number}.part"));
        let part = PartFile::create(&path).unwrap();
        let inputs = Inputs::Paths(group);
        let report = checker.check_inputs(&inputs, &options, views, Some(&part));
        report.unwrap();
        parts.push(path);
    }
    checker(3)
        .across(&parts, catalogue, &options, views)
        .unwrap()
}

/// The files in as many groups, of one length as far as that goes.
fn groups(files: &[PathBuf], count: usize) -> Vec<Vec<PathBuf>> {
    let chunks = files.chunks(files.len().div_ceil(count));
    chunks.map(<[PathBuf]>::to_vec).collect()
}

/// The items of a catalogue, file by file.
fn files(directory: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).unwrap();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| {
        let is_catalogue = path.file_name().unwrap() == "catalogue.toml";
        !is_catalogue && path.extension().is_some_and(|ending| ending == "toml")
    });
    files.sort();
    files
}

#[test]
fn the_examples_in_parts_are_the_examples() {
    let view = |name: &str, path: &str| View {
        name: name.to_owned(),
        reading: read_path(path, &ReadOptions::default()).unwrap(),
    };
    let views = [
        view("政务服务网", "examples/views/portal.csv"),
        view("移动端", "examples/views/app.ndjson"),
    ];
    for (catalogue, items, views) in [
        ("examples/data", "examples/data/items", &[][..]),
        ("examples/faulty", "examples/faulty", &[]),
        (
            "examples/views/catalogue",
            "examples/views/catalogue/items",
            &views,
        ),
    ] {
        let options = ReadOptions::default();
        let one = checker(1).check_paths(&[catalogue.into()], &options, views);
        let one = one.unwrap();
        let header = Path::new(catalogue).join("catalogue.toml");
        let all = files(items);
        for count in [1, 3, 7] {
            let directory = directory(&format!("{}-{count}", catalogue.replace('/', "-")));
            let across = in_parts(
                &groups(&all, count),
                &checker,
                Some(&header),
                views,
                &directory,
            );
            let read: Vec<String> = all.iter().map(|path| path.display().to_string()).collect();
            assert_eq!(across.inputs, read);
            assert!(
                json(&across, Vec::new()) == json(&one, Vec::new()),
                "{catalogue} in {count}"
            );
        }
    }
}

#[test]
fn a_province_in_parts_is_the_province() {
    let folder = directory("province");
    generator::write(&folder, 1_550).unwrap();
    let options = ReadOptions::default();
    let previous = Previous::read(folder.join("previous"), &options).unwrap();
    let reference = ReferenceCatalogue::read(folder.join("reference"), &options);
    let base = checker(1).previous(previous).reference(reference.unwrap());
    let checker = |threads| base.clone().threads(threads);
    let text = fs::read_to_string(folder.join("current/items.ndjson")).unwrap();
    let mut lines: Vec<&str> = text.lines().take(400).collect();
    let last = lines.len() - 1;
    // Something that is no item.
    lines[last] = "{ \"name\": ";
    let header = folder.join("header.toml");
    let own = fs::read_to_string(folder.join("current/catalogue.toml")).unwrap();
    fs::write(&header, own.replace("include = [\"items.ndjson\"]", "")).unwrap();
    let mut paths = Vec::new();
    for (number, lines) in lines.chunks(lines.len().div_ceil(7)).enumerate() {
        let path = folder.join(format!("{number}.ndjson"));
        fs::write(&path, lines.join("\n")).unwrap();
        paths.push(path);
    }
    let all = [vec![header.clone()], paths.clone()].concat();
    let one = checker(2).check_paths(&all, &options, &[]).unwrap();
    let across_items = |finding: &&Finding| finding.rule.theme() == "CAT";
    assert!(one.findings.iter().filter(across_items).count() > 3);
    // The line, and the header, which has no item of its own.
    assert_eq!((one.lost.len(), paths.len()), (2, 7));
    let one = json(&one, Vec::new());
    for count in [1, 3, 7] {
        let across = in_parts(
            &groups(&paths, count),
            &checker,
            Some(&header),
            &[],
            &folder,
        );
        assert!(json(&across, Vec::new()) == one, "in {count}");
    }
}

/// The tool, in a directory.
fn run(directory: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .current_dir(directory)
        .args(args)
        .args(["--lang", "zh"])
        .output()
        .unwrap()
}

const ITEM: &str = "{\"name\":\"补办证书\",\"version\":0}\n";

/// Two parts, `1` of `a.ndjson` and `2` of `b.ndjson`.
fn two_parts(name: &str) -> PathBuf {
    let directory = directory(name);
    for (part, source, text) in [
        ("1", "a.ndjson", ITEM.repeat(3)),
        ("2", "b.ndjson", ITEM.repeat(2)),
    ] {
        fs::write(directory.join(source), text).unwrap();
        let args = [
            "check",
            source,
            "--facts",
            part,
            "--quiet",
            "--today",
            "2026-11-15",
        ];
        assert_eq!(run(&directory, &args).status.code(), Some(1));
    }
    directory
}

#[test]
fn the_command_reports_the_same_in_every_format() {
    let directory = two_parts("formats");
    for format in [
        "json", "ndjson", "sarif", "junit", "csv", "markdown", "github", "gitlab", "concise",
        "text",
    ] {
        let today = ["--today", "2026-11-15", "--format", format];
        let one = run(
            &directory,
            &[&["check", "a.ndjson", "b.ndjson"][..], &today].concat(),
        );
        let across = run(
            &directory,
            &[&["across", "1", "2"][..], &["--format", format]].concat(),
        );
        assert_eq!(one.status.code(), Some(1));
        assert_eq!(across.status.code(), Some(1));
        // Parts that were checked quietly have no excerpts, which only text shows here.
        if format != "text" {
            assert!(across.stdout == one.stdout, "{format}");
        }
    }
}

#[test]
fn parts_that_do_not_belong_together_are_refused() {
    let directory = two_parts("told");
    let part = fs::read_to_string(directory.join("2")).unwrap();
    let write = |name: &str, text: &str| fs::write(directory.join(name), text).unwrap();
    let lines: Vec<&str> = part.lines().collect();
    write("cut", &(lines[..2].join("\n") + "\n"));
    write("cut-within", part.strip_suffix("}\n").unwrap());
    write("fewer", &(lines[0].to_owned() + "\n" + lines[3] + "\n"));
    write(
        "older",
        &part.replacen("\"version\":\"", "\"version\":\"0.0.", 1),
    );
    write("empty", "");
    write("odd", &part.replace("\"findings\":[", "\"findings\":[1,"));
    for (args, said) in [
        (&["1", "cut"][..], "断了"),
        (&["1", "cut-within"], "断了"),
        (&["1", "fewer"], "断了"),
        (&["1", "older"], "另一个版本"),
        (&["1", "empty"], "不是 check --facts 写出的"),
        (&["1", "a.ndjson"], "不是 check --facts 写出的"),
        (&["1", "odd"], "不是本版本写的样子"),
        (&["1", "2", "1"], "给了两次"),
        (&["1", "2", "--profile", "audit"], "检查要求"),
        (&["1", "2", "--ignore", "IDN"], "规则"),
        (&["1", "2", "--today", "2026-11-16"], "今天的日期"),
        (&["1", "none"], "none"),
    ] {
        let done = run(&directory, &[&["across"][..], args].concat());
        let error = String::from_utf8(done.stderr).unwrap();
        assert_eq!(done.status.code(), Some(2), "{args:?}: {error}");
        assert!(error.contains(said), "{args:?}: {error}");
        assert!(done.stdout.is_empty());
    }
}

#[test]
fn a_part_with_a_catalogue_of_its_own_is_refused() {
    let directory = two_parts("own-catalogue");
    let source = "name = \"目录\"\n[[items]]\nname = \"甲\"\n";
    fs::write(directory.join("c.toml"), source).unwrap();
    run(
        &directory,
        &["check", "c.toml", "--facts", "3", "--today", "2026-11-15"],
    );
    let done = run(&directory, &["across", "1", "3"]);
    assert_eq!(done.status.code(), Some(2));
    assert!(
        String::from_utf8(done.stderr)
            .unwrap()
            .contains("--catalogue")
    );
}

#[test]
fn facts_come_with_the_line_of_their_item() {
    let directory = two_parts("facts");
    let text = fs::read_to_string(directory.join("1")).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 5);
    assert!(lines[1..4].iter().all(|line| line["name"] == "补办证书"));
    assert!(lines[0].get("name").is_none() && lines[4].get("name").is_none());
    // Several parts may stand in one file, as a cluster or `cat` leaves them.
    let both = text + &fs::read_to_string(directory.join("2")).unwrap();
    fs::create_dir(directory.join("parts")).unwrap();
    fs::write(directory.join("parts/part-00000"), both).unwrap();
    fs::write(directory.join("parts/_SUCCESS"), "").unwrap();
    let one = run(&directory, &["across", "1", "2", "--format", "json"]);
    let other = run(&directory, &["across", "parts", "--format", "json"]);
    assert!(!one.stdout.is_empty() && one.stdout == other.stdout);
}

/// The tool as a filter.
fn pipe(directory: &Path, input: &str, args: &[&str]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .current_dir(directory)
        .args(args)
        .args(["--lang", "zh"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(input.as_bytes()).unwrap();
    drop(stdin);
    child.wait_with_output().unwrap()
}

#[test]
fn lines_through_a_filter_are_those_of_their_file() {
    let directory = directory("filter");
    let mut lines: Vec<String> = (0..20)
        .map(|number| format!("{{\"name\":\"补办证书{}\",\"version\":0}}\n", number % 6))
        .collect();
    lines[4] = "{ \"name\": \n".to_owned();
    lines[13] = "\n".to_owned();
    fs::write(directory.join("all.ndjson"), lines.concat()).unwrap();
    let more = ["--today", "2026-11-15", "--format", "json", "--excerpts"];
    let one = run(&directory, &[&["check", "all.ndjson"][..], &more].concat());
    // From the third on all lines are in one part, and the last two are empty.
    let mut parts = Vec::new();
    for (number, range) in [0..5, 5..6, 6..20, 20..20, 20..20].into_iter().enumerate() {
        let first = (range.start + 1).to_string();
        let args = ["check", "-", "--name", "all.ndjson", "--first-line", &first];
        let args = [&args[..], &more, &["--facts", "-", "--fail-on", "never"]].concat();
        let done = pipe(&directory, &lines[range].concat(), &args);
        assert_eq!(done.status.code(), Some(0));
        let name = number.to_string();
        fs::write(directory.join(&name), done.stdout).unwrap();
        parts.push(name);
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    let across = run(&directory, &[&["across"][..], &parts, &more].concat());
    assert_eq!(
        (across.status.code(), one.status.code()),
        (Some(3), Some(3))
    );
    let (across, one) = (
        String::from_utf8(across.stdout),
        String::from_utf8(one.stdout),
    );
    assert_eq!(across.unwrap(), one.unwrap());
}

#[test]
fn a_filter_continues_if_asked_to_and_prints_the_verdict() {
    let directory = directory("verdict");
    let filter = [
        "check",
        "-",
        "--stdin-format",
        "ndjson",
        "--format",
        "ndjson",
    ];
    let verdict = |input: &str, more: &[&str]| {
        let done = pipe(&directory, input, &[&filter[..], more].concat());
        let text = String::from_utf8(done.stdout).unwrap();
        let last: Value = serde_json::from_str(text.lines().last().unwrap()).unwrap();
        let verdict = last["summary"]["verdict"].as_str().unwrap().to_owned();
        (done.status.code(), verdict)
    };
    let incomplete = |code| (Some(code), "incomplete".to_owned());
    for input in ["", "{ \"name\": \n"] {
        assert_eq!(verdict(input, &[]), incomplete(3));
        assert_eq!(verdict(input, &["--fail-on", "never"]), incomplete(0));
    }
    let done = pipe(&directory, ITEM, &["check", "a.ndjson", "--name", "b"]);
    assert_eq!(done.status.code(), Some(2));
    let done = pipe(&directory, ITEM, &["check", "-", "--first-line", "0"]);
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn standard_input_is_read_like_a_file() {
    let directory = directory("piped");
    let csv = "事项名称,实施主体,承诺办结时限\n补办证书,甲局,3个工作日\n补办证书,甲局,30个工作日\n";
    for (format, text) in [
        ("csv", csv.to_owned()),
        ("ndjson", ITEM.repeat(3)),
        ("toml", "name = \"甲\"\nversion = 0\n".to_owned()),
        ("json", format!("[{0},{0}]", ITEM.trim())),
    ] {
        let name = format!("a.{format}");
        fs::write(directory.join(&name), &text).unwrap();
        let more = ["--format", "json"];
        let file = run(&directory, &[&["check", &name][..], &more].concat());
        let args = ["check", "-", "--stdin-format", format, "--name", &name];
        let piped = pipe(&directory, &text, &[&args[..], &more].concat());
        let (file, piped) = (
            String::from_utf8(file.stdout),
            String::from_utf8(piped.stdout),
        );
        assert_eq!(piped.unwrap(), file.unwrap(), "{format}");
    }
}
