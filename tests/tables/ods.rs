//! OpenDocument tables, in which one cell or row may stand for a million.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{conditions, names, read, told};

/// A workbook with the tables of this XML.
pub(crate) fn workbook(tables: &str) -> Vec<u8> {
    const NAMESPACE: &str = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        r#"<office:document-content xmlns:office="{NAMESPACE}:office:1.0" xmlns:table="{NAMESPACE}:table:1.0" xmlns:text="{NAMESPACE}:text:1.0"><office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"#
    );
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in [
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("META-INF/manifest.xml", "<manifest/>"),
        ("content.xml", content.as_str()),
    ] {
        (archive.start_file(name, SimpleFileOptions::default())).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A cell with a text; `more` are its attributes.
pub(crate) fn cell(text: &str, more: &str) -> String {
    let cell = r#"<table:table-cell office:value-type="string""#;
    format!("{cell} {more}><text:p>{text}</text:p></table:table-cell>")
}

/// A row of cells; `more` are its attributes.
pub(crate) fn row(cells: &[&str], more: &str) -> String {
    let cells: String = cells.iter().map(|text| cell(text, "")).collect();
    format!("<table:table-row {more}>{cells}</table:table-row>")
}

/// A table with two items; `more` stands in front of the second.
fn table(more: &str) -> String {
    let header = row(&["事项名称", "受理条件", "实施主体"], "");
    let first = row(&["甲", "年满十八周岁", "某局"], "");
    let second = row(&["乙", "", "某局"], "");
    format!(r#"<table:table table:name="表1">{header}{first}{more}{second}</table:table>"#)
}

#[test]
fn repeated_rows_are_read_as_often() {
    let more = row(&["丙", "", "某局"], r#"table:number-rows-repeated="3""#);
    let reading = read("a.ods", workbook(&table(&more)));
    assert_eq!(names(&reading), ["甲", "丙", "丙", "丙", "乙"]);
    // The rest of the sheet, as every program writes it, asks for nothing.
    let empty = r#"<table:table-row table:number-rows-repeated="1048570"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>"#;
    let bytes = workbook(&table("").replace("</table:table>", &format!("{empty}</table:table>")));
    assert_eq!(names(&read("a.ods", bytes)), ["甲", "乙"]);
}

#[test]
fn repeated_cells_are_limited_before_memory_is_allocated() {
    let cells = |times: usize| {
        let far = cell("丙", r#"table:number-columns-repeated="16384""#);
        format!("<table:table-row>{far}</table:table-row>").repeat(times)
    };
    let long = "长".repeat(10_000);
    for (what, more) in [
        ("a row repeated", row(&["丙"], r#"table:number-rows-repeated="1048570""#)),
        ("cells repeated in many rows", cells(100)),
        (
            "an empty area",
            row(&[], r#"table:number-rows-repeated="1000000""#)
                + &row(&[], "")
                    .replace(
                        "></table:table-row>",
                        &format!(r#"><table:table-cell table:number-columns-repeated="100"/>{}</table:table-row>"#, cell("丙", "")),
                    ),
        ),
        ("a long text repeated", row(&[&long], r#"table:number-rows-repeated="50000""#)),
        ("blanks", row(&[r#"<text:s text:c="4000000000"/>"#], "")),
        ("blanks without number", row(&[&r#"<text:s text:c="30000000"/>"#.repeat(3)], "")),
    ] {
        let reading = read("a.ods", workbook(&table(&more)));
        assert!(names(&reading).is_empty(), "{what}");
        assert!(!reading.account.is_complete(), "{what}");
        let told = told(&reading);
        assert!(told.iter().any(|(code, .., message)| *code == "DOC008" && message.contains("太多")), "{what}: {told:?}");
    }
}

#[test]
fn merged_cells_are_filled() {
    let header = row(&["事项名称", "受理条件", "实施主体"], "");
    let first = format!(
        "<table:table-row>{}{}{}</table:table-row>",
        cell("甲", ""),
        cell(
            "年满十八周岁",
            r#"table:number-rows-spanned="2" table:number-columns-spanned="1""#
        ),
        cell("某局", "")
    );
    let second = format!(
        "<table:table-row>{}<table:covered-table-cell/>{}</table:table-row>",
        cell("乙", ""),
        cell("某局", "")
    );
    let table = format!(r#"<table:table table:name="表1">{header}{first}{second}</table:table>"#);
    let reading = read("a.ods", workbook(&table));
    assert_eq!(conditions(&reading), ["年满十八周岁", "年满十八周岁"]);
}
