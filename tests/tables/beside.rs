//! Words of a workbook that stand in no cell: notes, text boxes, links, headers of pages, hidden columns.

use serde_json::Value;
use shixiang::source::Format;
use shixiang::{Checker, Language, ReadOptions, Reading, read_bytes};

use crate::workbook::{self, text};
use crate::{names, read, told};

/// A table of three items with a note at a header and at a limit, a link, a text box, and a hidden column and row,
/// as three programs write it.
const FILES: [(&str, &[u8]); 3] = [
    ("a.xlsx", include_bytes!("beside.xlsx")),
    ("a.ods", include_bytes!("beside.ods")),
    ("a.xls", include_bytes!("beside.xls")),
];

const LINK: &str = "https://zwfw.example.gov.cn/a?x=1&y=2";

fn messages(reading: &Reading, wanted: &str) -> Vec<String> {
    let told = told(reading).into_iter();
    told.filter(|(code, ..)| *code == wanted)
        .map(|(.., message)| message)
        .collect()
}

#[test]
fn notes_beside_the_cells_of_a_record_are_kept_with_it() {
    for (name, bytes) in FILES {
        let reading = read(name, bytes);
        assert_eq!(
            names(&reading),
            ["食品经营许可", "药品经营许可", "烟草专卖零售许可"],
            "{name}"
        );
        let kept = |item: usize, key: &str| reading.catalogue.items[item].extensions.get(key);
        let note = Value::from("已压缩为3个工作日");
        assert_eq!(kept(0, "“承诺办结时限”的批注"), Some(&note), "{name}");
        assert_eq!(kept(1, "“受理条件”的链接"), Some(&LINK.into()), "{name}");
        let unknown = messages(&reading, "NRM002").concat();
        assert!(
            unknown.contains("“承诺办结时限”的批注"),
            "{name}: {unknown}"
        );
        assert!(!Checker::new().check(&reading).unknown_fields.is_empty());
    }
}

#[test]
fn content_outside_all_records_is_reported() {
    for (name, bytes) in FILES {
        let reading = read(name, bytes);
        let aside = messages(&reading, "NRM007");
        assert!(
            aside
                .iter()
                .any(|said| said.starts_with("批注不是事项") && said.contains("填全称")),
            "{name}: {aside:?}"
        );
        let lost = messages(&reading, "DOC007");
        assert!(
            lost.len() == 1 && lost[0].contains("文本框") && lost[0].contains("节假日照常受理"),
            "{name}: {lost:?}"
        );
        assert!(!reading.account.is_complete(), "{name}");
        assert_eq!(reading.account.missing, [], "{name}");
    }
    let reading = read(FILES[0].0, FILES[0].1);
    let aside = messages(&reading, "NRM007");
    assert!(
        aside
            .iter()
            .any(|said| said.contains("页眉页脚") && said.contains("内部资料"))
    );
}

#[test]
fn hidden_columns_are_reported_and_can_be_left_out() {
    for (name, bytes) in FILES {
        let reading = read(name, bytes);
        let hidden = messages(&reading, "NRM008");
        assert!(
            hidden
                .iter()
                .any(|said| said.contains("E列是隐藏的，照样读了")),
            "{name}: {hidden:?}"
        );
        assert!(
            hidden.iter().any(|said| said.contains("第4行")),
            "{name}: {hidden:?}"
        );
        let options = ReadOptions::default().skip_hidden();
        let format = Format::of_name(name).unwrap();
        let seen = read_bytes(name, bytes.to_vec(), format, &options);
        assert_eq!(names(&seen), ["食品经营许可", "药品经营许可"], "{name}");
        let hidden = messages(&seen, "NRM008");
        assert!(
            hidden
                .iter()
                .any(|said| said.contains("E列是隐藏的，没有读")),
            "{name}: {hidden:?}"
        );
        let kept = |item: usize| seen.catalogue.items[item].extensions.get("备注栏");
        assert_eq!((kept(0), kept(1)), (None, None), "{name}");
        assert_eq!(seen.account.missing, [], "{name}");
    }
}

#[test]
fn a_sheet_with_only_a_text_box_is_reported() {
    let rows = format!(
        r#"<sheetData><row r="1">{}{}{}</row><row r="2">{}{}{}</row></sheetData>"#,
        text("A1", "事项名称"),
        text("B1", "受理条件"),
        text("C1", "实施主体"),
        text("A2", "甲"),
        text("B2", "年满十八周岁"),
        text("C2", "某局"),
    );
    let empty =
        "<sheetData/><headerFooter><oddFooter>&amp;L某市政务服务局印制</oddFooter></headerFooter>";
    let reading = read("a.xlsx", workbook::workbook(&[&rows, empty]));
    assert_eq!(names(&reading), ["甲"]);
    assert!(
        messages(&reading, "NRM007")
            .concat()
            .contains("某市政务服务局印制")
    );
}

#[test]
fn a_missing_element_of_a_table_is_at_its_empty_cell() {
    let table = "事项名称,实施主体,事项类型,承诺办结时限,办理形式\n甲,某局,行政许可,,窗口办理\n";
    let reading = read("a.csv", table);
    let report = Checker::new().check(&reading);
    let found = report
        .findings
        .iter()
        .find(|finding| finding.rule.code == "LIM002")
        .unwrap();
    let at = found.location.as_ref().unwrap();
    assert_eq!(
        (at.line, at.field.as_deref()),
        (Some(2), Some("承诺办结时限"))
    );
    assert!(found.message(Language::Chinese).contains("承诺"));
    // Rows of a further sheet have their own columns.
    let sheet = |rows: &[&[&str]]| {
        let rows = rows.iter().enumerate().map(|(at, cells)| {
            let cells = cells
                .iter()
                .zip('A'..)
                .map(|(cell, column)| text(&format!("{column}{}", at + 1), cell));
            format!(r#"<row r="{}">{}</row>"#, at + 1, cells.collect::<String>())
        });
        format!("<sheetData>{}</sheetData>", rows.collect::<String>())
    };
    let items = sheet(&[
        &["事项名称", "实施主体", "事项类型"],
        &["甲", "某局", "行政许可"],
    ]);
    let materials = sheet(&[
        &["事项名称", "材料名称", "材料形式", "来源渠道"],
        &["甲", "申请表", "", "申请人自备"],
    ]);
    let reading = read("a.xlsx", workbook::workbook(&[&items, &materials]));
    let report = Checker::new().check(&reading);
    let found = report
        .findings
        .iter()
        .find(|finding| finding.rule.code == "MAT003")
        .unwrap();
    let at = found.location.as_ref().unwrap();
    assert_eq!(at.sheet.as_deref(), Some("表2"), "{at:?}");
    assert_eq!(at.cell.as_deref(), Some("C2"), "{at:?}");
}
