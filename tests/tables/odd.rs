//! Tables in forms that people make by hand, or programs at one remove.

use shixiang::dialect::Fate;
use shixiang::{Checker, Reading};

use super::workbook::{change, text, text as text_cell, workbook};
use super::{conditions, names, read, told};

fn reasons(reading: &Reading) -> String {
    let failed = reading
        .failed
        .iter()
        .flat_map(shixiang::FailedRecord::reasons);
    failed
        .map(|reason| reason.zh)
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn the_number_of_a_column_is_not_part_of_its_name() {
    let text = "1.事项名称,（二）实施主体,３．承诺办结时限,④受理条件\n甲,某局,5个工作日,无\n";
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲"]);
    assert!(
        reading.unknown_fields.is_empty(),
        "{:?}",
        reading.unknown_fields
    );
    assert_eq!(conditions(&reading), ["无"]);
}

#[test]
fn a_header_of_two_rows_is_read_without_recorded_merges() {
    let text = "基本信息,,办结时限,\n事项名称,实施主体,法定,承诺\n甲,某局,20个工作日,5个工作日\n";
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲"]);
    let item = serde_json::to_value(&reading.catalogue.items[0]).unwrap();
    let limit = &item["guide"]["time_limit"];
    assert_eq!(limit["statutory"]["amount"], 20);
    assert_eq!(limit["promised"]["amount"], 5);
    // A row below the header is no part of it, though the header has a column without a name.
    let text = "事项名称,,实施主体,承诺办结时限\n甲,注,某局,5个工作日\n";
    assert_eq!(names(&read("a.csv", text)), ["甲"]);
}

#[test]
fn repeated_headers_and_drawn_lines_are_not_items() {
    let text = "事项名称,实施主体,承诺办结时限\n甲,某局,5个工作日\n事项名称,,承诺办结时限\n乙,某局,3个工作日\n";
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲", "乙"]);
    assert_eq!(told(&reading)[0].0, "NRM007");
    // Other names are those of another table.
    let text = "事项名称,实施主体,承诺办结时限\n甲,某局,5个工作日\n事项名称,实施主体,法定办结时限\n乙,某局,30个工作日\n";
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲", "乙"]);
    let limits = reading.catalogue.items[1].guide.as_ref().unwrap();
    assert!(limits.time_limit.as_ref().unwrap().promised.is_none());
    let text = "| 事项名称 | 实施主体 | 承诺办结时限 |\n|---|---|---|\n| 甲 | 某局 | 5个工作日 |\n";
    let reading = read("a.txt", text);
    assert_eq!(names(&reading), ["甲"]);
}

#[test]
fn a_transposed_table_is_read_if_it_plainly_is_one() {
    let text = "序号,事项名称,甲,乙\n1,实施主体,某局,另局\n2,承诺办结时限,5个工作日,很快\n3,内部编号,A-1,A-2\n4,办理形式,,窗口办理\n";
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲", "乙"]);
    let items = &reading.catalogue.items;
    assert_eq!(items[0].extensions["内部编号"], "A-1");
    assert_eq!(
        items[1].authority.as_ref().unwrap().name.as_deref(),
        Some("另局")
    );
    assert_eq!(reading.account.missing, []);
    // Places are those of the file.
    let unread = told(&reading)
        .into_iter()
        .find(|(code, ..)| *code == "NRM001");
    let (_, line, field, message) = unread.unwrap();
    assert_eq!((line, field.as_deref()), (Some(3), Some("承诺办结时限")));
    assert!(message.contains("很快"), "{message}");
    let rows = |cells: &[[&str; 3]]| {
        let rows = cells.iter().enumerate().map(|(at, cells)| {
            let line = at + 1;
            let cells = cells.iter().zip(["A", "B", "C"]);
            let cells = cells.map(|(cell, column)| text_cell(&format!("{column}{line}"), cell));
            format!(r#"<row r="{line}">{}</row>"#, cells.collect::<String>())
        });
        format!("<sheetData>{}</sheetData>", rows.collect::<String>())
    };
    let book = workbook(&[&rows(&[
        ["事项名称", "甲", "乙"],
        ["实施主体", "某局", "某局"],
        ["事项类型", "行政许可", "行政许可"],
        ["承诺办结时限", "5个工作日", ""],
    ])]);
    let reading = read("a.xlsx", book);
    let report = Checker::new().check(&reading);
    let missing = report
        .findings
        .iter()
        .find(|found| found.rule.code == "LIM002");
    let at = missing.unwrap().location.clone().unwrap();
    assert_eq!(at.cell.as_deref(), Some("C4"), "{at:?}");
    assert_eq!(at.field.as_deref(), Some("承诺办结时限"));
}

#[test]
fn a_form_with_several_names_per_line_is_recognised() {
    let text = "办事指南\n事项名称,甲,实施主体,某局\n法定办结时限,20个工作日,承诺办结时限,5个工作日\n受理条件,无\n";
    let reading = read("a.csv", text);
    assert_eq!(names(&reading), ["甲"]);
    let limits = reading.catalogue.items[0].guide.as_ref().unwrap();
    let promised = limits.time_limit.as_ref().unwrap().promised.as_ref();
    assert_eq!(promised.unwrap().to_string(), "5个工作日");
    let reading = read("a.csv", "甲,乙\n一,二\n三,四\n五,六\n");
    assert!(reasons(&reading).contains("guess"), "{}", reasons(&reading));
}

#[test]
fn pages_and_xml_spreadsheets_are_read_by_their_own_names() {
    let page = "<html><table><tr><th>事项名称<th>实施主体<th>承诺办结时限<tr><td>甲<td>某局<td>5个工作日</table></html>";
    assert_eq!(names(&read("a.html", page)), ["甲"]);
    assert_eq!(
        names(&read(
            "a.htm",
            "事项名称,实施主体,承诺办结时限\n甲,某局,5个工作日\n"
        )),
        ["甲"]
    );
    let reading = read(
        "a.xml",
        "<?xml version=\"1.0\"?><items><item><事项名称>甲</事项名称></item></items>",
    );
    assert!(reading.catalogue.items.is_empty());
    assert!(reasons(&reading).contains("方言"), "{}", reasons(&reading));
}

#[test]
fn json_inside_a_cell_is_not_prose() {
    let text = "事项名称,实施主体,申请材料,受理条件,办理地点\n甲,某局,\"[{\"\"材料名称\"\":\"\"身份证\"\"}]\",\"[\"\"一\"\",\"\"二\"\"]\",[]\n";
    let reading = read("a.csv", text);
    let item = &reading.catalogue.items[0];
    let guide = item.guide.as_ref().unwrap();
    let names = guide
        .materials
        .iter()
        .map(|material| material.name.as_deref());
    assert_eq!(names.collect::<Vec<_>>(), [Some("身份证")]);
    assert!(!item.extensions.contains_key("申请材料"));
    assert_eq!(conditions(&reading), ["一\n二"]);
    assert!(!item.extensions.contains_key("办理地点"));
    assert!(told(&reading).is_empty());
}

#[test]
fn an_amount_that_could_be_two_is_none() {
    let text = "事项名称,实施主体,收费标准\n甲,某局,\"12,50元\"\n乙,某局,\"1,200元\"\n";
    let reading = read("a.csv", text);
    let amounts = reading.catalogue.items.iter().map(|item| {
        let fees = item.guide.as_ref().unwrap().fees.as_ref().unwrap();
        fees.items[0].amount.map(shixiang::model::Amount::value)
    });
    assert_eq!(amounts.collect::<Vec<_>>(), [None, Some(1200.0)]);
}

#[test]
fn the_names_of_sheets_stay_with_their_items() {
    let sheet = |name: &str| {
        let header = text("A1", "事项名称") + &text("B1", "受理条件") + &text("C1", "承诺办结时限");
        let row = text("A2", name) + &text("B2", "年满十八周岁") + &text("C2", "5个工作日");
        format!("<sheetData><row>{header}</row><row>{row}</row></sheetData>")
    };
    let bytes = workbook(&[&sheet("甲"), &sheet("乙")]);
    let group = |bytes: Vec<u8>| -> Vec<Option<String>> {
        let reading = read("a.xlsx", bytes);
        let items = reading.catalogue.items.iter();
        let groups = items.map(|item| item.extensions.get("所在分组").cloned());
        groups
            .map(|group| group.map(|name| name.as_str().unwrap().to_owned()))
            .collect()
    };
    // As programs name them.
    assert_eq!(group(bytes.clone()), [None, None]);
    let named = change(&bytes, "xl/workbook.xml", |part| {
        part.replace("name=\"表1\"", "name=\"民政局\"")
            .replace("name=\"表2\"", "name=\"水利局\"")
    });
    let said = |name: &str| Some(name.to_owned());
    assert_eq!(group(named), [said("民政局"), said("水利局")]);
}

#[test]
fn rows_under_an_unknown_header_are_kept() {
    let reading = read("a.csv", "QLMC,SXMC\n排污许可,排污许可核发\n");
    let kept: Vec<String> = (reading.failed.iter())
        .map(|failed| failed.record.as_ref().unwrap().to_string())
        .collect();
    assert_eq!(kept, [r#"[["QLMC","SXMC"],["排污许可","排污许可核发"]]"#]);
    let fates = &reading.account.fates;
    assert_eq!((fates.total(), fates.count(Fate::Refused)), (4, 4));
    let tables = "<table><tr><td>QLMC</td><td>A</td></tr><tr><td>甲</td><td>1</td></tr></table>\
                  <table><tr><td>SXMC</td><td>B</td></tr><tr><td>乙</td><td>2</td></tr></table>";
    let reading = read("a.html", tables);
    let kept: Vec<String> = (reading.failed.iter())
        .map(|failed| failed.record.as_ref().unwrap().to_string())
        .collect();
    assert_eq!(
        kept,
        [
            r#"[["QLMC","A"],["甲","1"]]"#,
            r#"[["SXMC","B"],["乙","2"]]"#
        ]
    );
}
