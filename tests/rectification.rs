//! The rectification workbook on its way: written, filled in, sent back, checked again.
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
#![cfg(feature = "cli")]

mod place;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::Path;

use place::Place;
use rust_xlsxwriter::Workbook;
use serde_json::Value;
use shixiang::report::{ReportFormat, ReportOptions, write};
use shixiang::source::Format;
use shixiang::{
    Checker, Language, Ledger, Outcomes, ReadOptions, Report, read_bytes, read_path, read_str,
};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn workbook(report: &Report, language: Language) -> Vec<u8> {
    let mut out = Vec::new();
    write(
        ReportFormat::Xlsx,
        report,
        &ReportOptions::new(language),
        &mut out,
    )
    .unwrap();
    out
}

/// Writes a word into the column of what is fixed, as a program that edits the file does: in the rows of
/// each sheet for which `mark` has one, by the number of the sheet after the overview and of the row, from 0.
fn fill(bytes: &[u8], mark: impl Fn(usize, usize) -> Option<&'static str>) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        let mut content = Vec::new();
        part.read_to_end(&mut content).unwrap();
        let sheet = name.strip_prefix("xl/worksheets/sheet");
        let sheet = sheet.and_then(|rest| rest.strip_suffix(".xml"));
        if let Some(sheet) = sheet.and_then(|number| number.parse::<usize>().ok()) {
            let mut text = String::from_utf8(content).unwrap();
            if sheet > 1 {
                let rows = text.matches("<row ").count() - 1;
                for row in 0..rows {
                    let Some(word) = mark(sheet - 2, row) else {
                        continue;
                    };
                    let cell = format!("<c r=\"P{}\" s=\"", row + 2);
                    let at = text
                        .find(&cell)
                        .unwrap_or_else(|| panic!("{name} has no {cell}"));
                    let end = at + text[at..].find("/>").unwrap();
                    let filled = format!(
                        "{} t=\"inlineStr\"><is><t>{word}</t></is></c>",
                        &text[at..end]
                    );
                    text.replace_range(at..end + 2, &filled);
                }
            }
            content = text.into_bytes();
        }
        out.start_file(name, SimpleFileOptions::default()).unwrap();
        out.write_all(&content).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn item(body: &str, name: &str, promised: u32, version: u32) -> String {
    format!(
        "[[items]]\nname = \"{name}\"\nsource_id = \"{body}{name}\"\nversion = {version}\n\
         authority.name = \"{body}\"\n\
         [items.guide.time_limit]\nstatutory = {{ amount = 10, unit = \"工作日\" }}\n\
         promised = {{ amount = {promised}, unit = \"工作日\" }}\n"
    )
}

fn check(text: &str) -> Report {
    let reading = read_str("目录.toml", text, Format::Toml, &ReadOptions::default());
    Checker::new()
        .select(&["LIM010", "IDN"])
        .unwrap()
        .check(&reading)
}

fn outcomes(outcomes: Outcomes) -> [usize; 4] {
    [
        outcomes.gone,
        outcomes.remaining,
        outcomes.accepted,
        outcomes.unchecked,
    ]
}

/// Whose findings they are, and how many of each rule.
fn by_body(report: &Report) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in report.findings.iter().chain(&report.known) {
        let body = finding
            .item
            .as_ref()
            .and_then(|item| item.authority.clone());
        *counts.entry(body.unwrap_or_default()).or_default() += 1;
    }
    counts
}

#[test]
fn a_returned_table_is_read_like_a_workbook() {
    let text = [
        item("甲局", "一", 20, 1),
        item("甲局", "=二", 20, 1),
        item("乙局", "三", 20, 1),
    ];
    let rule = |text: &str| {
        let reading = read_str("目录.toml", text, Format::Toml, &ReadOptions::default());
        Checker::new().select(&["LIM010"]).unwrap().check(&reading)
    };
    let old = rule(&text.concat());
    for language in [Language::Chinese, Language::English] {
        let mut table = Vec::new();
        write(
            ReportFormat::Csv,
            &old,
            &ReportOptions::new(language),
            &mut table,
        )
        .unwrap();
        let table = String::from_utf8(table).unwrap();
        // Deadline, fixed and remark are empty; the first two are marked, and one of them is fixed.
        let rows = table
            .lines()
            .enumerate()
            .map(|(number, line)| match number {
                0 => line.to_owned(),
                1 | 2 => format!("{},,√,", line.strip_suffix(",,,").unwrap()),
                _ => format!("{},,,", line.strip_suffix(",,,").unwrap()),
            });
        let filled: Vec<String> = rows.collect();
        let ledger = Ledger::read("交回.csv", filled.join("\r\n").into_bytes()).unwrap();
        assert_eq!(ledger.len(), 3);
        let mut new = rule(
            &[
                item("甲局", "一", 5, 2),
                item("甲局", "=二", 20, 1),
                item("乙局", "三", 5, 2),
            ]
            .concat(),
        );
        new.follow_up(&ledger);
        let told = new.rectification.as_ref().unwrap();
        let bodies: Vec<_> = (told.bodies.iter())
            .map(|body| (outcomes(body.marked), outcomes(body.unmarked)))
            .collect();
        assert_eq!(bodies, [([0; 4], [1, 0, 0, 0]), ([1, 1, 0, 0], [0; 4])]);
    }
    let error = Ledger::read("别的.csv", b"a,b\r\n1,2\r\n".to_vec()).unwrap_err();
    assert!(error.message(Language::Chinese).contains("指纹"), "{error}");
}

#[test]
fn a_returned_workbook_is_checked_body_by_body() {
    let before = [
        item("甲局", "一", 20, 1),
        item("甲局", "二", 20, 1),
        item("甲局", "三", 20, 1),
        item("乙局", "四", 20, 1),
        "[[items]]\nname = \"五\"\nsource_id = \"五\"\n[items.guide.time_limit]\n\
         statutory = { amount = 10, unit = \"工作日\" }\npromised = { amount = 20, unit = \"工作日\" }\n"
            .to_owned(),
    ];
    let rule = |text: &str| {
        let reading = read_str("目录.toml", text, Format::Toml, &ReadOptions::default());
        Checker::new().select(&["LIM010"]).unwrap().check(&reading)
    };
    let old = rule(&before.concat());
    assert_eq!(old.findings.len(), 5);
    for language in [Language::Chinese, Language::English] {
        let bytes = workbook(&old, language);
        assert_eq!(
            bytes,
            workbook(&old, language),
            "the same findings give the same bytes"
        );
        let empty = Ledger::read("台账.xlsx", bytes.clone()).unwrap();
        assert_eq!(empty.len(), 5);

        // The sheets: those without a body, 乙局, 甲局. Of 甲局, 一 and 二 are marked, 三 is said in words.
        let filled = fill(&bytes, |sheet, row| match (sheet, row) {
            (2, 0) => Some("是"),
            (2, 1) => Some("√"),
            (2, 2) => Some("正在办理"),
            (1, 0) => Some("否"),
            _ => None,
        });
        let ledger = Ledger::read("台账.xlsx", filled).unwrap();
        // 一 is fixed, 二 is not, 四 is though nobody said so, 六 is new, 五 is gone with its item.
        let after = [
            item("甲局", "一", 5, 1),
            item("甲局", "二", 20, 1),
            item("甲局", "三", 20, 1),
            item("乙局", "四", 5, 1),
            item("乙局", "六", 20, 1),
            item("丙局", "七", 20, 1),
        ];
        let mut new = rule(&after.concat());
        new.follow_up(&ledger);
        let result = new.rectification.clone().unwrap();
        let names: Vec<_> = result
            .bodies
            .iter()
            .map(|body| body.authority.as_deref())
            .collect();
        assert_eq!(names, [None, Some("乙局"), Some("甲局")]);
        let figures = |at: usize| {
            let body = &result.bodies[at];
            (
                outcomes(body.marked),
                outcomes(body.unmarked),
                body.new,
                body.unclear,
            )
        };
        assert_eq!(figures(0), ([0; 4], [1, 0, 0, 0], 0, 0));
        assert_eq!(figures(1), ([0; 4], [1, 0, 0, 0], 1, 0));
        assert_eq!(figures(2), ([1, 1, 0, 0], [0, 1, 0, 0], 0, 1));
        assert_eq!((result.elsewhere, result.without_fingerprint), (1, 0));
        let total = result.total();
        assert_eq!(total.marked.total() + total.unmarked.total(), ledger.len());
    }
}

/// An exemption does not count as fixed, and findings of a run that looked for less are not new.
#[test]
fn suppressed_and_unlisted_findings_are_counted_apart() {
    let text = item("甲局", "一", 20, 0);
    let old = check(&text);
    assert!(old.findings.len() > 1, "an error and a warning");
    let errors = ReportOptions::new(Language::Chinese).least(shixiang::Severity::Error);
    let mut bytes = Vec::new();
    write(ReportFormat::Xlsx, &old, &errors, &mut bytes).unwrap();
    let ledger = Ledger::read("a.xlsx", fill(&bytes, |_, _| Some("是"))).unwrap();
    assert_eq!(ledger.len(), old.count(shixiang::Severity::Error));
    assert!(ledger.len() < old.findings.len());
    let accepted = format!(
        "{text}[[items.suppressions]]\nrule = \"LIM010\"\nreason = \"年底更新\"\nuntil = 2027-06-30\n"
    );
    let mut new = check(&accepted);
    new.follow_up(&ledger);
    let total = new.rectification.unwrap().total();
    assert_eq!(total.marked.accepted, 1);
    assert_eq!((total.marked.gone, total.new), (0, 0));
}

/// Bodies send their sheets back as files of their own, some rows in both, with a title above.
#[test]
fn sheets_returned_as_files_of_their_own_are_combined() {
    let report = check(&(item("甲局", "一", 20, 1) + &item("乙局", "二", 20, 1)));
    let place = Place::new("rectification", "files");
    fs::write(
        place.path().join("目录.xlsx"),
        workbook(&report, Language::Chinese),
    )
    .unwrap();
    let finding = report
        .findings
        .iter()
        .find(|one| one.rule.code == "LIM010")
        .unwrap();
    let known = finding.item.as_ref().unwrap();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write_string(0, 0, "请于月底前交回").unwrap();
    let cells = [
        ("指纹", finding.fingerprint.as_str()),
        ("已整改", "是"),
        ("实施主体", known.authority.as_deref().unwrap()),
        ("事项", known.name.as_str()),
        ("标识", known.key.as_str()),
    ];
    for (at, (head, cell)) in (0..).zip(cells) {
        sheet.write_string(1, at, head).unwrap();
        sheet.write_string(2, at, cell).unwrap();
    }
    // A row that somebody added by hand, and a sheet of something else.
    sheet.write_string(3, 3, "另一件").unwrap();
    let other = book.add_worksheet();
    other
        .set_name("联系人")
        .unwrap()
        .write_string(0, 0, "张三")
        .unwrap();
    let sent = book.save_to_buffer().unwrap();
    // The conditions were left out, so it is taken for a plain run: that of the whole workbook.
    let mut ledger = Ledger::read("sent.xlsx", sent).unwrap();
    assert_eq!(ledger.len(), 1);
    ledger.extend(
        Ledger::read(
            "all.xlsx",
            fs::read(place.path().join("目录.xlsx")).unwrap(),
        )
        .unwrap(),
    );
    assert_eq!(ledger.len(), report.findings.len());
    let mut again = report.clone();
    again.follow_up(&ledger);
    let result = again.rectification.unwrap();
    assert_eq!(result.total().marked.remaining, 1);
    assert_eq!(result.total().new, 0);
    assert_eq!(
        (result.without_fingerprint, result.unread_sheets),
        (1, vec!["联系人".to_owned()])
    );
}

#[test]
fn hostile_texts_stay_texts_and_are_found_again() {
    let hostile = "\"=HYPERLINK(\\\"x\\\")\\r\\n\\t _x0041_ ]]><b a='1'>&\\u0001\\u202E\\u0000[甲]/\\\\*?:'\"";
    let long = "长".repeat(40_000);
    let text = format!(
        "[[items]]\nname = {hostile}\nauthority.name = {hostile}\nversion = 0\n\
         [[items]]\nname = \"\"\nversion = 0\n\
         [[items]]\nname = \"{long}\"\nsource_id = \"c\"\nauthority.name = \"{long}\"\nversion = 0\n\
         [[items]]\nname = \"丁\"\nsource_id = \"{long}\"\nversion = 0\n"
    );
    let report = check(&text);
    let bytes = workbook(&report, Language::Chinese);
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for number in 0..archive.len() {
        let mut part = archive.by_index(number).unwrap();
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        assert!(!text.contains("<f>"), "part {number} has a formula");
    }
    let ledger = Ledger::read("a.xlsx", bytes).unwrap();
    let mut again = report.clone();
    again.follow_up(&ledger);
    let result = again.rectification.unwrap();
    let total = result.total();
    // One whose fingerprint fits in no cell cannot be followed, and is reported.
    assert!(result.without_fingerprint > 0);
    assert_eq!(
        outcomes(total.unmarked),
        [0, ledger.len(), 0, 0],
        "{result:#?}"
    );
    assert_eq!(
        ledger.len() + result.without_fingerprint,
        report.findings.len()
    );
    assert_eq!(total.new + result.elsewhere, result.without_fingerprint);
}

#[test]
fn the_smallest_of_very_many_bodies_share_a_sheet() {
    let mut text = item("大局", "甲", 20, 1) + &item("大局", "乙", 20, 1);
    for number in 0..300 {
        text.push_str(&item(&format!("第{number}局"), "丙", 20, 1));
    }
    let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
    let mut report = Checker::new().select(&["LIM010"]).unwrap().check(&reading);
    let bytes = workbook(&report, Language::Chinese);
    let archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    let sheets = archive
        .file_names()
        .filter(|name| name.as_ref().unwrap().starts_with("xl/worksheets/sheet"))
        .count();
    assert_eq!(sheets, 3, "the overview, 大局, the others");
    report.follow_up(&Ledger::read("a.xlsx", bytes).unwrap());
    let result = report.rectification.unwrap();
    assert_eq!(
        (result.bodies.len(), result.total().unmarked.remaining),
        (301, 302)
    );
}

#[test]
fn a_file_that_is_not_a_ledger_is_refused_by_name() {
    let place = Place::new("rectification", "refused");
    place.write("a.toml", &item("甲局", "一", 20, 1));
    place.write("kein.xlsx", "no workbook");
    let mut book = Workbook::new();
    book.add_worksheet().write_string(0, 0, "指纹").unwrap();
    book.save(place.path().join("other.xlsx")).unwrap();
    for (file, word) in [
        ("kein.xlsx", "不是整改台账"),
        ("other.xlsx", "不是整改台账"),
        ("no.xlsx", "没有这个位置"),
    ] {
        let output = place.run(&["check", "a.toml", "--rectified", file]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains(word) && said.contains(file), "{said}");
    }
    // Into a pipe it is written as well.
    let piped = place.run(&["check", "a.toml", "--format", "xlsx"]);
    assert!(piped.stdout.starts_with(b"PK"));
}

#[test]
fn the_command_writes_it_and_takes_it_back() {
    let place = Place::new("rectification", "command");
    place.write("a.toml", &item("甲局", "一", 20, 1));
    let written = place.run(&["check", "a.toml", "--select", "LIM010", "-o", "台账.xlsx"]);
    assert_eq!(written.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&written.stdout).contains("结论"));
    let bytes = fs::read(place.path().join("台账.xlsx")).unwrap();
    fs::write(
        place.path().join("台账.xlsx"),
        fill(&bytes, |_, _| Some("是")),
    )
    .unwrap();
    let check = |more: &[&str]| {
        let args = [
            &[
                "check",
                "a.toml",
                "--select",
                "LIM010",
                "--rectified",
                "台账.xlsx",
            ],
            more,
        ]
        .concat();
        let output = place.run(&args);
        String::from_utf8(output.stdout).unwrap()
    };
    let said = check(&["-q"]);
    assert!(
        said.contains("整改台账：标记已整改的1处（仍在1）；没有标记的0处；新增0处"),
        "{said}"
    );
    place.write("a.toml", &item("甲局", "一", 5, 1));
    let said = check(&["-q", "--lang", "en"]);
    assert!(
        said.contains("  甲局: marked as fixed: 1 (1 gone); not marked 0; 0 new"),
        "{said}"
    );
    let json: Value = serde_json::from_str(&check(&["--format", "json"])).unwrap();
    let body = &json["summary"]["rectification"]["bodies"][0];
    assert_eq!(
        (&body["authority"], &body["marked"]["gone"]),
        (&"甲局".into(), &1.into())
    );
}

/// A real catalogue: half is marked as fixed, half of what is marked is taken out of the source.
#[test]
fn the_numbers_of_a_real_catalogue_agree() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus/guangxi-fangchenggang/items.csv");
    if !path.exists() {
        eprintln!("skipped: the catalogue is not beside the project");
        return;
    }
    let report = Checker::new().check(&read_path(&path, &ReadOptions::default()).unwrap());
    let counts = by_body(&report);
    assert!(counts.len() > 5 && report.findings.len() > 1000);
    let bytes = fill(&workbook(&report, Language::Chinese), |_, row| {
        (row % 2 == 0).then_some("是")
    });
    let ledger = Ledger::read("台账.xlsx", bytes).unwrap();
    assert_eq!(ledger.len(), report.findings.len());

    // Every second record is gone from the source.
    let text = fs::read(&path).unwrap();
    let mut reader = csv::Reader::from_reader(text.as_slice());
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(reader.headers().unwrap()).unwrap();
    for record in reader.records().map(Result::unwrap).step_by(2) {
        writer.write_record(&record).unwrap();
    }
    let half = writer.into_inner().unwrap();
    let reading = read_bytes("items.csv", half, Format::Csv, &ReadOptions::default());
    let mut half = Checker::new().check(&reading);
    half.follow_up(&ledger);
    let result = half.rectification.clone().unwrap();
    let mut marked = 0;
    for body in &result.bodies {
        let name = body.authority.clone().unwrap_or_default();
        let all = body.marked.total() + body.unmarked.total();
        assert_eq!(all, counts[&name], "{name}");
        assert_eq!(body.marked.total(), all.div_ceil(2), "{name}");
        marked += body.marked.total();
    }
    assert_eq!(result.bodies.len(), counts.len());
    // Counted apart from it: an item that is not read is not fixed; what is found again is not gone.
    let there: BTreeSet<&str> = half
        .findings
        .iter()
        .map(|one| one.fingerprint.as_str())
        .collect();
    let again = report
        .findings
        .iter()
        .filter(|one| there.contains(one.fingerprint.as_str()))
        .count();
    let total = result.total();
    let [_, remaining, _, unchecked] = outcomes(total.marked);
    let [_, unmarked_remaining, _, unmarked_unchecked] = outcomes(total.unmarked);
    assert_eq!(total.marked.total(), marked);
    assert!(remaining + unmarked_remaining >= again);
    assert!(unchecked + unmarked_unchecked > 100);

    // The same source again: all that was marked is there still.
    let mut same = report.clone();
    same.follow_up(&ledger);
    let total = same.rectification.unwrap().total();
    assert_eq!(outcomes(total.marked), [0, marked, 0, 0]);
    assert_eq!(
        outcomes(total.unmarked),
        [0, report.findings.len() - marked, 0, 0]
    );
    assert_eq!(total.new, 0);
}
