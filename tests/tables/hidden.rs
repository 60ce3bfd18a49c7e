//! Sheets and rows that nobody sees in the table.

#[cfg(feature = "text")]
use shixiang::Language;
use shixiang::dialect::Fate;
use shixiang::source::Format;
use shixiang::{Checker, ReadOptions, Reading, read_bytes};

use crate::workbook::{text, workbook};
use crate::{names, ods, read, told};

/// Reads a table without what is hidden in it.
fn seen(name: &str, bytes: impl Into<Vec<u8>>) -> Reading {
    let format = Format::of_name(name).unwrap();
    let options = ReadOptions::default().skip_hidden();
    read_bytes(name, bytes.into(), format, &options)
}

/// The messages on hidden parts.
fn said(reading: &Reading) -> Vec<String> {
    let told = told(reading).into_iter();
    told.filter(|(code, ..)| *code == "NRM008")
        .map(|(.., message)| message)
        .collect()
}

/// Rows of a workbook, those with a mark hidden.
fn rows(marked: &[(&str, bool)]) -> String {
    let header = text("A1", "事项名称") + &text("B1", "受理条件") + &text("C1", "实施主体");
    let rows = marked.iter().enumerate().map(|(index, (name, is_hidden))| {
        let line = index + 2;
        let hidden = if *is_hidden { r#" hidden="1""# } else { "" };
        let cells = text(&format!("A{line}"), name) + &text(&format!("C{line}"), "某局");
        format!(r#"<row r="{line}"{hidden}>{cells}</row>"#)
    });
    let rows: String = rows.collect();
    format!(
        r#"<cols><col min="1" max="1" hidden="0"/></cols><sheetData><row r="1">{header}</row>{rows}</sheetData>"#
    )
}

/// The same table in each format: 乙 and 丙 are hidden, and so is 戊.
fn tables() -> Vec<(&'static str, Vec<u8>)> {
    let all = [
        ("甲", false),
        ("乙", true),
        ("丙", true),
        ("丁", false),
        ("戊", true),
    ];
    let open: String = (all.iter())
        .map(|(name, is_hidden)| {
            let more = if *is_hidden {
                r#"table:visibility="filter""#
            } else {
                ""
            };
            ods::row(&[name, "", "某局"], more)
        })
        .collect();
    let header = ods::row(&["事项名称", "受理条件", "实施主体"], "");
    let open = format!(r#"<table:table table:name="表1">{header}{open}</table:table>"#);
    let lines: Vec<String> = (all.iter())
        .map(|(name, is_hidden)| {
            let more = if *is_hidden {
                r#" style="color:red; DISPLAY : none""#
            } else {
                ""
            };
            format!("<tr{more}><td>{name}</td><td></td><td>某局</td></tr>\n")
        })
        .collect();
    let page = lines.concat();
    let page = format!(
        "<table><tr><td>事项名称</td><td>受理条件</td><td>实施主体</td></tr>\n{page}</table>"
    );
    vec![
        ("a.xlsx", workbook(&[&rows(&all)])),
        ("a.ods", ods::workbook(&open)),
        ("a.xls", page.into_bytes()),
    ]
}

#[test]
fn hidden_rows_are_read_and_reported() {
    for (name, bytes) in tables() {
        let reading = read(name, bytes);
        assert_eq!(names(&reading), ["甲", "乙", "丙", "丁", "戊"], "{name}");
        assert_eq!(said(&reading), ["第3–4、6行是隐藏的，照样读了"], "{name}");
        assert_eq!(reading.account.hidden.read, 3, "{name}");
        assert_eq!(reading.account.hidden.skipped, 0, "{name}");
    }
}

#[test]
fn skipped_hidden_rows_are_reported_and_counted() {
    for (name, bytes) in tables() {
        let all = read(name, bytes.clone()).account.fates.total();
        let reading = seen(name, bytes);
        assert_eq!(names(&reading), ["甲", "丁"], "{name}");
        assert_eq!(said(&reading), ["第3–4、6行是隐藏的，没有读"], "{name}");
        assert_eq!(reading.account.hidden.skipped, 3, "{name}");
        let fates = &reading.account.fates;
        assert_eq!(fates.count(Fate::Ignored), 6, "{name}");
        // Their blank cells are none.
        assert_eq!(fates.total() + 3, all, "{name}");
        assert!(reading.account.is_complete(), "{name}");
    }
}

#[test]
fn hidden_sheets_are_reported_by_name() {
    let hide = |state: &str, sheets: &[&str]| {
        let bytes = workbook(sheets);
        crate::workbook::change(&bytes, "xl/workbook.xml", |part| {
            part.replace(r#"name="表2""#, &format!(r#"name="表2" state="{state}""#))
        })
    };
    let (first, second) = (rows(&[("甲", false)]), rows(&[("乙", false), ("丙", true)]));
    for state in ["hidden", "veryHidden"] {
        let bytes = hide(state, &[&first, &second]);
        let reading = read("a.xlsx", bytes.clone());
        assert_eq!(names(&reading), ["甲", "乙", "丙"]);
        assert_eq!(said(&reading), ["工作表“表2”是隐藏的，照样读了"]);
        let reading = seen("a.xlsx", bytes);
        assert_eq!(names(&reading), ["甲"]);
        assert_eq!(said(&reading), ["工作表“表2”是隐藏的，没有读"]);
        assert_eq!(reading.account.hidden.skipped, 2);
    }
    // A hidden sheet with lists to choose from is no table of items: left out, it is not asked about.
    let lists = format!("<sheetData><row>{}</row></sheetData>", text("A1", "即办件"));
    let bytes = hide("hidden", &[&first, &lists]);
    assert!(
        told(&read("a.xlsx", bytes.clone()))
            .iter()
            .any(|(code, ..)| *code == "NRM008")
    );
    assert!(told(&seen("a.xlsx", bytes)).is_empty());
}

#[test]
fn hidden_rows_are_in_the_verdict_whatever_rules_run() {
    let (_, bytes) = tables().swap_remove(0);
    let reading = read("a.xlsx", bytes);
    let report = Checker::new().select(&["LIM"]).unwrap().check(&reading);
    assert!(report.findings.is_empty());
    assert_eq!(report.hidden_rows.read, 3);
    #[cfg(feature = "text")]
    {
        use shixiang::report::text::{TextOptions, summary};
        let summary = summary(&report, &TextOptions::new(Language::Chinese));
        assert!(
            summary.contains("其中有3行在表里是隐藏的，照样读了"),
            "{summary}"
        );
    }
}
