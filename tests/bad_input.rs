//! Input that is broken, hostile or not there: a clear finding or error, the rest still checked.
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
use std::path::{Path, PathBuf};

use shixiang::source::Format;
use shixiang::{Checker, Error, ReadOptions, Report, Verdict, read_bytes, read_path};

const SOUND: &str = "name = \"食品经营许可\"\n";

/// An empty directory for one test.
fn directory(name: &str) -> PathBuf {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    path
}

fn report(reading: &shixiang::Reading) -> Report {
    Checker::new().select(&["DOC"]).unwrap().check(reading)
}

fn bytes(bytes: impl Into<Vec<u8>>, format: Format) -> Report {
    report(&read_bytes(
        "input",
        bytes.into(),
        format,
        &ReadOptions::default(),
    ))
}

fn codes(report: &Report) -> Vec<&str> {
    report
        .findings
        .iter()
        .map(|finding| finding.rule.code)
        .collect()
}

#[test]
fn an_empty_file_is_incomplete() {
    for format in [Format::Toml, Format::Json, Format::Ndjson] {
        let report = bytes("", format);
        assert_eq!(report.verdict(None), Verdict::Incomplete, "{format:?}");
        assert!(!report.findings.is_empty(), "{format:?}");
    }
}

#[test]
fn a_catalogue_without_items_is_incomplete() {
    for text in ["items = []", "[[platforms]]\nid = \"a\"\n[[items]]\n"] {
        let report = bytes(text, Format::Toml);
        assert_eq!(
            report.items == 0,
            report.verdict(None) == Verdict::Incomplete,
            "{text}"
        );
    }
    assert_eq!(bytes("[]", Format::Json).verdict(None), Verdict::Incomplete);
    assert_eq!(
        bytes("null", Format::Json).verdict(None),
        Verdict::Incomplete
    );
}

#[test]
fn two_hundred_megabytes_of_zeros_are_refused_without_reading_them() {
    let directory = directory("zeros");
    for name in ["zeros.toml", "zeros.json", "zeros.ndjson"] {
        let path = directory.join(name);
        // A hole: it takes no room on the disk.
        fs::File::create(&path).unwrap().set_len(200 << 20).unwrap();
        let report = report(&read_path(&path, &ReadOptions::default()).unwrap());
        assert_eq!(codes(&report), ["DOC006"], "{name}");
        assert_eq!(report.verdict(None), Verdict::Incomplete, "{name}");
    }
}

#[test]
fn deep_nesting_is_an_error_and_no_crash() {
    for (text, format) in [
        (format!("a = {}", "[".repeat(100_000)), Format::Toml),
        (format!("a = {}", "{a = ".repeat(100_000)), Format::Toml),
        (
            format!("[{}]\nname = \"甲\"", vec!["a"; 100_000].join(".")),
            Format::Toml,
        ),
        (
            format!("{}.x = 1", vec!["a"; 100_000].join(".")),
            Format::Toml,
        ),
        ("[".repeat(100_000), Format::Json),
        ("{\"a\":".repeat(100_000), Format::Json),
        ("[".repeat(100_000), Format::Ndjson),
    ] {
        let report = bytes(text, format);
        assert!(!report.findings.is_empty(), "{format:?}");
        assert!(report.findings.len() <= 100, "{format:?}");
    }
}

#[test]
fn bytes_that_are_not_utf8_are_named_with_their_line() {
    let mut invalid = SOUND.as_bytes().to_vec();
    invalid.extend_from_slice(b"summary = \"\xff\"\n");
    let report = bytes(invalid, Format::Toml);
    assert_eq!(codes(&report), ["DOC005"]);
    assert!(
        report.findings[0]
            .message(shixiang::Language::Chinese)
            .contains("第2行")
    );
    assert_eq!(report.verdict(None), Verdict::Incomplete);
}

#[test]
#[cfg(feature = "tables")]
fn toml_in_gb18030_is_read_and_reported() {
    // name = "许可" in GB18030.
    let text = b"name = \"\xd0\xed\xbf\xc9\"\n".to_vec();
    let reading = read_bytes("input", text, Format::Toml, &ReadOptions::default());
    assert_eq!(reading.catalogue.items[0].name, "许可");
    let notices: Vec<&str> = (reading.notices.iter())
        .map(|located| located.notice.code.as_str())
        .collect();
    assert_eq!(notices, ["NRM009"]);
}

#[test]
fn one_bad_line_costs_no_other() {
    let mut lines = b"{\"name\": \"\xe7\x94\xb2\"}\n".to_vec();
    lines.extend_from_slice(b"{\"name\": \"\xff\"}\n");
    lines.extend_from_slice(b"{\"name\": \n");
    lines.extend_from_slice(b"{\"name\": \"\xe4\xb9\x99\", \"version\": \"x\"}\n");
    lines.extend_from_slice(b"[1]\n\n");
    lines.extend_from_slice(b"{\"name\": \"\xe4\xb8\x99\"}");
    let reading = read_bytes("input", lines, Format::Ndjson, &ReadOptions::default());
    assert_eq!(reading.account.records, 6);
    assert_eq!(reading.account.items, 3);
    assert_eq!(reading.account.failed.len(), 3);
    let report = report(&reading);
    assert_eq!(report.records, 6);
    let lines: Vec<_> = (report.findings.iter())
        .map(|finding| {
            (
                finding.rule.code,
                finding.location.as_ref().and_then(|at| at.line),
            )
        })
        .collect();
    for expected in [("DOC005", 2), ("DOC001", 3), ("DOC003", 4), ("DOC003", 5)] {
        assert!(lines.contains(&(expected.0, Some(expected.1))), "{lines:?}");
    }
}

#[test]
fn a_line_beyond_the_limit_costs_itself() {
    let long = "x".repeat((64 << 20) + 1);
    let text = format!("{{\"name\":\"甲\"}}\n{{\"name\":\"{long}\"}}\n{{\"name\":\"乙\"}}\n");
    let reading = read_bytes(
        "a.ndjson",
        text.into_bytes(),
        Format::Ndjson,
        &ReadOptions::default(),
    );
    let names: Vec<&str> = reading
        .catalogue
        .items
        .iter()
        .map(|item| item.name.as_str())
        .collect();
    assert_eq!(names, ["甲", "乙"]);
    assert_eq!(reading.account.failed.len(), 1);
    assert_eq!(reading.account.failed[0].line, Some(2));
}

#[test]
fn a_hundred_faults_of_one_file_are_listed() {
    let text = format!("name = \"甲\"\n{}", "= 1\n".repeat(150));
    let reading = read_bytes(
        "a.toml",
        text.into_bytes(),
        Format::Toml,
        &ReadOptions::default(),
    );
    let faults = reading
        .notices
        .iter()
        .filter(|one| one.notice.code.as_str() == "DOC001");
    assert_eq!(faults.count(), 100);
}

#[test]
fn a_long_line_is_quoted_around_the_words() {
    let long = "符合条件。".repeat(2_000);
    let text = format!(r#"{{"name":"甲","summary":"{long}","online":"是","remark":"{long}"}}"#);
    let report = bytes(text, Format::Json);
    let finding = (report.findings.iter())
        .find(|finding| finding.rule.code == "DOC003")
        .unwrap();
    let excerpt = finding.excerpt.as_ref().unwrap();
    assert!(excerpt.is_cut && (3_900..=4_000).contains(&excerpt.text.len()));
    assert_eq!(&excerpt.text[excerpt.marked.clone()], "\"是\"");
}

#[test]
fn a_file_cut_in_the_middle_keeps_the_records_before() {
    let whole =
        format!("{SOUND}version = 1\n[guide.fees]\ncharged = false\nitems = [{{ name = \"工本费\"");
    let reading = read_bytes(
        "input",
        whole.into_bytes(),
        Format::Toml,
        &ReadOptions::default(),
    );
    assert_eq!(reading.catalogue.items[0].version, Some(1));
    assert!(codes(&report(&reading)).contains(&"DOC001"));
    let report = bytes("[{\"name\": \"甲\"}, {\"name\":", Format::Json);
    assert_eq!(codes(&report), ["DOC001"]);
    assert_eq!(report.verdict(None), Verdict::Incomplete);
}

#[test]
fn all_faults_of_a_toml_file_come_in_one_run() {
    let text =
        "name = 食品经营许可\nversion = \"一\"\nonline = 是\nkeywords = [\"甲\", 2]\nlevles = []\n";
    let report = bytes(text, Format::Toml);
    let lines: Vec<_> = (report.findings.iter())
        .map(|finding| finding.location.as_ref().and_then(|at| at.line))
        .collect();
    for line in 1..=5 {
        assert!(lines.contains(&Some(line)), "line {line}: {lines:?}");
    }
}

#[test]
fn an_entirely_invalid_item_hides_no_other() {
    let text = "[[items]]\nname = \"甲\"\n[[items]]\nname = 1\nguide = 2\nchannels = \"x\"\n[[items]]\nname = \"乙\"\n";
    let reading = read_bytes("input", text.into(), Format::Toml, &ReadOptions::default());
    let names: Vec<_> = reading
        .catalogue
        .items
        .iter()
        .map(|item| item.name.as_str())
        .collect();
    // Nothing of it is in the model, so it is no item: it is kept as it was.
    assert_eq!(names, ["甲", "乙"]);
    assert_eq!(reading.account.failed.len(), 1);
    assert_eq!(codes(&report(&reading)), ["DOC003"; 3]);
}

#[test]
fn missing_files_and_unknown_formats_are_errors() {
    let options = ReadOptions::default();
    assert!(matches!(
        read_path("no/such/file.toml", &options),
        Err(Error::NotFound { .. })
    ));
    let path = directory("format").join("notes.xyz");
    fs::write(&path, "x").unwrap();
    assert!(matches!(
        read_path(&path, &options),
        Err(Error::UnknownFormat { .. })
    ));
}

#[cfg(unix)]
#[test]
fn a_cyclic_directory_is_read_once() {
    let directory = directory("loop");
    fs::write(directory.join("a.toml"), SOUND).unwrap();
    std::os::unix::fs::symlink(&directory, directory.join("again")).unwrap();
    let reading = read_path(&directory, &ReadOptions::default()).unwrap();
    assert_eq!(reading.account.items, 1);
}

#[cfg(unix)]
#[test]
fn an_unreadable_file_is_named_and_the_rest_is_checked() {
    let directory = directory("unreadable");
    fs::write(directory.join("a.toml"), SOUND).unwrap();
    // A link to nowhere cannot be read by anybody, whatever rights the tests run with.
    std::os::unix::fs::symlink("nowhere", directory.join("b.toml")).unwrap();
    let reading = read_path(&directory, &ReadOptions::default()).unwrap();
    let report = report(&reading);
    assert_eq!(reading.account.items, 1);
    assert_eq!(codes(&report), ["DOC008"]);
    assert_eq!(report.verdict(None), Verdict::Incomplete);
}

#[test]
fn a_pattern_that_matches_no_file_is_named() {
    let directory = directory("include");
    fs::write(
        directory.join("catalogue.toml"),
        "include = [\"items/*.toml\"]\n",
    )
    .unwrap();
    let report = report(&read_path(&directory, &ReadOptions::default()).unwrap());
    assert_eq!(codes(&report), ["DOC007"]);
    assert_eq!(report.verdict(None), Verdict::Incomplete);
}
