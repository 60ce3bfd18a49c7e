//! Pages and text under the name of a workbook, and workbooks under the name of a text.

use crate::{HEADER, conditions, names, places, read, told};

/// A page with a table of these rows.
fn page(rows: &str) -> String {
    let names = HEADER.trim_end().replace(',', "</th><th>");
    format!(
        "<html><head><title>表</title><style>td {{}}</style></head><table><tr><th>{names}</th></tr>{rows}</table></html>"
    )
}

#[test]
fn a_page_under_the_name_of_a_workbook_is_read() {
    let rows = "<tr><td>甲<td>某局<td> 年满十八周岁<br>\n  有住所 &lt;自有&gt;<td>&nbsp;5个工作日\n<tr><td>乙</td></tr>";
    for name in ["a.xls", "a.xlsx", "a.csv", "a.txt"] {
        let reading = read(name, page(rows));
        assert_eq!(names(&reading), ["甲", "乙"], "{name}");
        assert_eq!(conditions(&reading), ["年满十八周岁\n有住所 <自有>", ""]);
        assert_eq!(reading.catalogue.items[0].name, "甲");
        assert!(reading.account.is_complete());
    }
}

#[test]
fn spanned_cells_of_a_page_are_filled() {
    let rows = "<tr><td>甲</td><td rowspan=2>某局</td><td colspan=\"1\">年满十八周岁</td></tr><tr><td>乙</td><td>年满二十周岁</td></tr><tr><td>丙</td><td>另局</td></tr>";
    let reading = read("a.xls", page(rows));
    let bodies: Vec<_> = (reading.catalogue.items.iter())
        .map(|item| item.authority.as_ref().unwrap().name.as_deref().unwrap())
        .collect();
    assert_eq!(bodies, ["某局", "某局", "另局"]);
    assert_eq!(conditions(&reading), ["年满十八周岁", "年满二十周岁", ""]);
}

#[test]
fn pages_are_read_in_their_encoding_and_report_invalid_text() {
    let rows = "<tr><td>甲证核发</td><td>某市某局</td><td>年满十八周岁并在本市居住</td></tr>";
    let text = page(rows).replace("<head>", "<head><meta charset=\"gb2312\">");
    let (bytes, ..) = encoding_rs::GB18030.encode(&text);
    let mut bytes = bytes.into_owned();
    let reading = read("a.xls", bytes.clone());
    assert_eq!(names(&reading), ["甲证核发"]);
    assert_eq!(conditions(&reading), ["年满十八周岁并在本市居住"]);
    let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
    let bytes16: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide).collect();
    assert_eq!(names(&read("a.xls", bytes16)), ["甲证核发"]);
    // A byte that begins a character, and no more.
    let at = bytes.windows(9).position(|at| at == b"</td></tr").unwrap();
    bytes.insert(at, 0x81);
    let reading = read("a.xls", bytes);
    assert_eq!(places(&reading)[0].0, "DOC005");
    assert!(!reading.account.is_complete());
}

#[test]
fn an_xml_spreadsheet_is_read() {
    let cell = |text: &str| format!("<Cell><Data ss:Type=\"String\">{text}</Data></Cell>");
    let header: String = HEADER.trim_end().split(',').map(cell).collect();
    let text = format!(
        "<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\"><Worksheet ss:Name=\"表\"><Table>\n<Row>{header}</Row>\n<Row>{}<Cell ss:Index=\"3\"><Data ss:Type=\"String\">一、年满十八周岁&#10;二、有住所</Data></Cell></Row>\n</Table></Worksheet></Workbook>",
        cell("甲")
    );
    let reading = read("a.xls", text);
    assert_eq!(names(&reading), ["甲"]);
    assert_eq!(conditions(&reading), ["一、年满十八周岁\n二、有住所"]);
    assert!(reading.catalogue.items[0].authority.is_none());
}

#[test]
fn text_under_the_name_of_a_workbook_is_a_text() {
    let row = "甲,某局,年满十八周岁,5个工作日\n";
    for separator in [",", "\t"] {
        let text = format!("{HEADER}{row}").replace(',', separator);
        for name in ["a.xls", "a.xlsx", "a.tsv", "a.tab", "a.txt"] {
            let reading = read(name, text.clone());
            assert_eq!(names(&reading), ["甲"], "{name}");
            assert!(reading.account.is_complete());
        }
    }
}

#[test]
fn a_workbook_under_the_name_of_a_text_is_a_workbook() {
    for (name, bytes) in [
        ("a.csv", &include_bytes!("office.xls")[..]),
        ("a.txt", &include_bytes!("office.ods")[..]),
    ] {
        assert!(!read(name, bytes).catalogue.items.is_empty(), "{name}");
    }
    // A file whose first bytes tell nothing is what its name says.
    let told = told(&read("a.xls", b"\0\x01\x02\0nothing".as_slice()));
    assert!(told[0].3.contains("工作簿打不开"), "{told:?}");
}

#[test]
fn a_page_cannot_ask_for_any_amount_of_memory() {
    let long = "长".repeat(20_000);
    let span = format!("<tr><td>甲</td><td rowspan=99999999 colspan=99999999>{long}</td></tr>");
    let rows = span + &"<tr><td>乙</td></tr>".repeat(2000);
    let reading = read("a.xls", page(&rows));
    assert_eq!(places(&reading)[0].0, "DOC008");
    // Tables in tables, as deep as it likes.
    let reading = read(
        "a.xls",
        "<html>".to_owned() + &"<table><tr><td>".repeat(200_000),
    );
    assert!(!reading.account.is_complete());
}

#[test]
fn each_row_has_the_line_where_it_begins() {
    let page = "<html>\n<table>\n<tr><td>事项名称<td>实施主体<td>承诺办结时限\n<tr>\n<td>甲</td><td>某局</td><td>很快</td></tr>\n\n<tr><td>乙</td><td>某局</td>\n<td>很快</td></tr>\n</table>";
    let reading = read("a.xls", page);
    assert_eq!(names(&reading), ["甲", "乙"]);
    let lines: Vec<_> = places(&reading)
        .into_iter()
        .map(|(_, line, _)| line)
        .collect();
    assert_eq!(lines, [Some(4), Some(7)]);
}
