//! Workbooks that ask for too much, or that hold what cannot be read.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::{conditions, names, read, told};

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook with these sheets, each given by the XML of its rows.
pub(crate) fn workbook(sheets: &[&str]) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut part = |name: &str, text: &str| {
        (archive.start_file(name, SimpleFileOptions::default())).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    };
    let (mut list, mut relations) = (String::new(), String::new());
    for (index, sheet) in sheets.iter().enumerate() {
        let number = index + 1;
        list += &format!(r#"<sheet name="表{number}" sheetId="{number}" r:id="r{number}"/>"#);
        relations += &format!(
            r#"<Relationship Id="r{number}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{number}.xml"/>"#
        );
        part(
            &format!("xl/worksheets/sheet{number}.xml"),
            &format!(r#"<worksheet xmlns="{MAIN}">{sheet}</worksheet>"#),
        );
    }
    part(
        "_rels/.rels",
        &format!(
            r#"<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>"#
        ),
    );
    part(
        "xl/workbook.xml",
        &format!(
            r#"<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>{list}</sheets></workbook>"#
        ),
    );
    part(
        "xl/_rels/workbook.xml.rels",
        &format!(r#"<Relationships xmlns="{PACKAGE}">{relations}</Relationships>"#),
    );
    archive.finish().unwrap().into_inner()
}

/// A workbook with one of its parts changed.
pub(crate) fn change(bytes: &[u8], part: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut changed = ZipWriter::new(Cursor::new(Vec::new()));
    for number in 0..archive.len() {
        let mut file = archive.by_index(number).unwrap();
        let name = file.name().unwrap().into_owned();
        let text = std::io::read_to_string(&mut file).unwrap();
        let text = if name == part { change(&text) } else { text };
        (changed.start_file(name, SimpleFileOptions::default())).unwrap();
        changed.write_all(text.as_bytes()).unwrap();
    }
    changed.finish().unwrap().into_inner()
}

/// A cell with a text.
pub(crate) fn text(at: &str, text: &str) -> String {
    format!(r#"<c r="{at}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// The cells of a sheet with two items; `more` stands in the second column of the second.
fn items(more: &str) -> String {
    let header = text("A1", "事项名称") + &text("B1", "受理条件") + &text("C1", "实施主体");
    let first = text("A2", "甲") + &text("B2", "年满十八周岁");
    format!(
        "<sheetData><row>{header}</row><row>{first}</row><row>{}{more}</row></sheetData>",
        text("A3", "乙")
    )
}

#[test]
fn a_formula_without_a_value_and_an_error_are_reported_at_their_cells() {
    for (cell, reason) in [
        (
            r#"<c r="B3"><f>C3</f></c>"#,
            "这一格是公式，文件里没有存它的结果",
        ),
        (
            r#"<c r="B3" t="e"><v>#REF!</v></c>"#,
            "这一格是错误值，没有内容",
        ),
    ] {
        let reading = read("a.xlsx", workbook(&[&items(cell)]));
        assert_eq!(names(&reading), ["甲", "乙"]);
        let told = told(&reading);
        assert_eq!(told.len(), 1, "{told:?}");
        let (code, line, _, message) = &told[0];
        assert_eq!((*code, *line), ("DOC008", Some(3)));
        assert!(message.contains(reason), "{message}");
        assert!(!reading.account.is_complete());
    }
    // One that gives an empty text is an empty cell.
    let empty = r#"<c r="B3" t="str"><f>IF(C3="","",C3)</f><v></v></c>"#;
    let reading = read("a.xlsx", workbook(&[&items(empty)]));
    assert_eq!(told(&reading), []);
    assert!(reading.account.is_complete());
}

#[test]
fn an_unreadable_sheet_is_reported_and_the_others_are_read() {
    let broken = r"<sheetData><row><c r=";
    let reading = read("a.xlsx", workbook(&[&items(""), broken]));
    assert_eq!(names(&reading), ["甲", "乙"]);
    let told = told(&reading);
    assert_eq!(told.len(), 1, "{told:?}");
    assert!(told[0].3.contains("工作表的内容损坏"), "{told:?}");
    assert!(!reading.account.is_complete());
}

#[test]
fn a_table_with_an_unknown_header_does_not_count_as_read() {
    let row = |number: usize, cells: [&str; 2]| {
        let cells = text(&format!("A{number}"), cells[0]) + &text(&format!("B{number}"), cells[1]);
        format!("<row>{cells}</row>")
    };
    let other = row(1, ["业务", "条目"]) + &row(2, ["丙", "一"]) + &row(3, ["丁", "二"]);
    let other = format!("<sheetData>{other}</sheetData>");
    let reading = read("a.xlsx", workbook(&[&items(""), &other]));
    assert_eq!(names(&reading), ["甲", "乙"]);
    assert!(!reading.account.is_complete());
    let kept = reading.failed[0].record.as_ref().unwrap();
    assert_eq!(kept[2], serde_json::json!(["丁", "二"]));
    assert!(
        told(&reading)[0]
            .3
            .contains("不认识工作表“表2”的表头，它的3行没有读")
    );
    // Its rows may fill one cell only.
    let other = format!(
        "<sheetData>{}<row>{}</row><row>{}</row></sheetData>",
        row(1, ["业务", "条目"]),
        text("A2", "丙"),
        text("A3", "丁")
    );
    let reading = read("a.xlsx", workbook(&[&items(""), &other]));
    assert!(!reading.account.is_complete());
    let kept = reading.failed[0].record.as_ref().unwrap();
    assert_eq!(kept[2][0], "丁");
    // A page of words is no table.
    let words = format!(
        "<sheetData><row>{}</row><row>{}</row></sheetData>",
        text("A1", "填表说明"),
        text("A2", "本表由各单位填写")
    );
    let reading = read("a.xlsx", workbook(&[&items(""), &words]));
    assert!(reading.account.is_complete());
    let words = told(&reading);
    assert_eq!(words.len(), 2);
    assert_eq!(words[1].0, "NRM007");
    assert!(words[1].3.contains("本表由各单位填写"), "{words:?}");
}

#[test]
fn sheets_are_limited_before_memory_is_allocated() {
    let far = |cell: &str| format!("<sheetData><row>{}</row></sheetData>", text(cell, "甲"));
    let long = "长".repeat(50_000);
    let merged = format!(
        r#"<sheetData><row>{}</row><row>{}</row></sheetData><mergeCells><mergeCell ref="A1:A120000"/></mergeCells>"#,
        text("A1", &long),
        text("A120000", "甲"),
    );
    // Empty rows and columns cost nothing.
    let reading = read("a.xlsx", workbook(&[&items(""), &far("XFD1048576")]));
    assert_eq!(names(&reading), ["甲", "乙"]);
    assert!(reading.account.is_complete());
    // One cell in each row, and one far to the right.
    let mut wide = String::from("<sheetData>");
    for row in 1..=1000 {
        wide += &format!("<row>{}</row>", text(&format!("A{row}"), "甲"));
    }
    wide += &format!("<row>{}</row></sheetData>", text("XFD1001", "甲"));
    for sheet in [
        wide,
        far("A1048577"),
        far("A4294967295"),
        far("ZZZZZZ1"),
        merged,
    ] {
        let reading = read("a.xlsx", workbook(&[&items(""), &sheet]));
        let told = told(&reading);
        assert!(!told.is_empty());
        assert!(told.iter().all(|(code, ..)| *code == "DOC008"), "{told:?}");
        assert!(!reading.account.is_complete());
    }
}

#[test]
fn references_beyond_all_numbers_are_an_error_of_the_workbook() {
    for at in ["A99999999999999999999", "ZZZZZZZZZZZZ1"] {
        let dimension = format!(r#"<dimension ref="C9:{at}"/>{}"#, items(""));
        let backwards = format!(r#"<dimension ref="C9:A1"/>{}"#, items(""));
        let cell = format!("<sheetData><row>{}</row></sheetData>", text(at, "甲"));
        for sheet in [dimension, backwards, cell] {
            let reading = read("a.xlsx", workbook(&[&sheet]));
            let whole = names(&reading) == ["甲", "乙"];
            assert!(whole || !reading.account.is_complete(), "{sheet}");
        }
    }
}

#[test]
fn the_value_of_a_merged_area_fills_its_cells_and_hides_none() {
    let sheet = format!(
        "{}{}",
        items(&text("B3", "年满二十周岁")),
        r#"<mergeCells><mergeCell ref="B2:B3"/></mergeCells>"#
    );
    let reading = read("a.xlsx", workbook(&[&sheet]));
    assert_eq!(conditions(&reading), ["年满十八周岁", "年满二十周岁"]);
    let sheet = sheet.replace("年满二十周岁", "");
    let reading = read("a.xlsx", workbook(&[&sheet]));
    assert_eq!(conditions(&reading), ["年满十八周岁", "年满十八周岁"]);
}
