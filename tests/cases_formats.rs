//! Documents as programs and people save them: read all the same, and said to be so.

#![cfg(feature = "tables")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails says where"
)]

use encoding_rs::{BIG5, GB18030, GBK};
use shixiang::Language;
use shixiang::source::{Format, NoticeCode};
use shixiang::{FailedRecord, ReadOptions, Reading, read_bytes};

fn read(name: &str, bytes: impl Into<Vec<u8>>) -> Reading {
    let format = Format::of_name(name).unwrap();
    read_bytes(name, bytes.into(), format, &ReadOptions::default())
}

fn names(reading: &Reading) -> Vec<&str> {
    let items = reading.catalogue.items.iter();
    items.map(|item| item.name.as_str()).collect()
}

/// The notices on the form of the file.
fn forms(reading: &Reading) -> Vec<String> {
    let notices = reading.notices.iter().map(|located| &located.notice);
    let forms = notices.filter(|notice| notice.code == NoticeCode::Form);
    let said = forms.map(|notice| notice.arguments[0].1.get(Language::Chinese).to_owned());
    said.collect()
}

/// Lines and reasons of what gave no item.
fn failures(reading: &Reading) -> Vec<(Option<u64>, String)> {
    let line = |failed: &FailedRecord| failed.location.line;
    let reason = |failed: &FailedRecord| failed.reasons().next().unwrap().zh;
    let failed = reading.failed.iter();
    failed
        .map(|failed| (line(failed), reason(failed)))
        .collect()
}

const ITEM: &str =
    "{\"事项名称\":\"甲证核发\",\"实施主体\":\"某市某局\",\"承诺办结时限\":\"5个工作日\"}";
const OTHER: &str =
    "{\"事项名称\":\"乙证核发\",\"实施主体\":\"某市某局\",\"承诺办结时限\":\"3个工作日\"}";

fn pretty(record: &str) -> String {
    let record: serde_json::Value = serde_json::from_str(record).unwrap();
    serde_json::to_string_pretty(&record).unwrap()
}

#[test]
fn json_that_is_not_quite_json_is_read_and_named() {
    let both = ["甲证核发", "乙证核发"];
    let comments = "里面有注释";
    let comma = "最后一项后面多了逗号";
    let wrapper = "外面包着程序语句";
    for (text, expected) in [
        (format!("// 导出\n[{ITEM},{OTHER}]"), vec![comments]),
        (
            format!("/* 导出 */[{ITEM},\n{OTHER},]"),
            vec![comma, comments],
        ),
        (format!("callback([{ITEM},{OTHER}]);"), vec![wrapper]),
        (format!("var data = [{ITEM},{OTHER}];\n"), vec![wrapper]),
        (format!(")]}}'\n[{ITEM},{OTHER}]"), vec![wrapper]),
        (
            format!("{{\"code\":0,\"data\":[{ITEM},{OTHER},]}}"),
            vec![comma],
        ),
    ] {
        let reading = read("a.json", text.clone());
        assert_eq!(names(&reading), both, "{text}");
        let mut forms = forms(&reading);
        forms.sort();
        assert_eq!(forms, expected, "{text}");
        assert!(reading.account.is_complete(), "{text}");
    }
}

#[test]
fn spans_in_repaired_json_are_those_of_the_file() {
    let text = format!("// 导出\ncallback([\n{ITEM},\n  {OTHER},\n]);");
    let reading = read("a.json", text);
    let path = shixiang::path!["guide", "time_limit", "promised"];
    let second = reading.origins.locate(Some(1), &path).unwrap();
    assert_eq!((second.line, second.column), (Some(4), Some(41)));
}

#[test]
fn tables_written_as_lists_of_cells_are_read() {
    let rows = r#"["事项名称","实施主体","承诺办结时限"],["甲","某局","5个工作日"],["乙","某局","3个工作日"]"#;
    let split = r#"{"code":0,"data":{"columns":["事项名称","实施主体","承诺办结时限"],"data":[["甲","某局","5个工作日"],["乙","某局","3个工作日"]]}}"#;
    for text in [
        format!("[{rows}]"),
        format!("{{\"data\":[{rows}]}}"),
        split.to_owned(),
    ] {
        let reading = read("a.json", text.clone());
        assert_eq!(names(&reading), ["甲", "乙"], "{text}");
        assert!(reading.account.is_complete(), "{text}");
        let ignored = reading
            .account
            .fates
            .count(shixiang::dialect::Fate::Ignored);
        assert!(ignored >= 3, "{text}");
    }
    // A list that no dialect knows stays as it was.
    let reading = read("a.json", r#"[["标题","内容"],["甲","乙"]]"#);
    assert_eq!(
        reading.failed[0].record.as_ref().unwrap().as_str().unwrap(),
        r#"[["标题","内容"],["甲","乙"]]"#
    );
}

#[test]
fn json_of_other_languages_and_on_one_line_is_read_and_named() {
    let one = r#"{"事项名称":"甲","实施主体":"某局","承诺办结时限":"5个工作日"}"#;
    for (name, text, count) in [
        ("a.json", format!("[{}]", one.replace('"', "'")), 1),
        (
            "a.json",
            format!("[{}]", one.replace("\"某局\"", "None")),
            1,
        ),
        (
            "a.ndjson",
            format!("{one}\r{}\r", one.replace('甲', "乙")),
            2,
        ),
        ("a.ndjson", format!("{one}{}", one.replace('甲', "乙")), 2),
    ] {
        let reading = read(name, text.clone());
        assert_eq!(reading.catalogue.items.len(), count, "{text}");
        assert!(reading.account.is_complete(), "{text}");
        assert!(!forms(&reading).is_empty(), "{text}");
    }
}

#[test]
fn concatenated_and_single_documents_are_read_under_any_name() {
    let several = "一个文件里接连写了几份JSON";
    let whole = "是整份的JSON，不是每行一份";
    let both = ["甲证核发", "乙证核发"];
    for (name, text, expected) in [
        ("a.json", format!("{ITEM}\n{OTHER}\n"), vec![several]),
        ("a.json", format!("{ITEM}{OTHER}"), vec![several]),
        (
            "a.json",
            format!("{}\n{}", pretty(ITEM), pretty(OTHER)),
            vec![several],
        ),
        (
            "a.ndjson",
            format!("{}\n{}\n", pretty(ITEM), pretty(OTHER)),
            vec![several, whole],
        ),
        ("a.ndjson", format!("[{ITEM},\n{OTHER}]"), vec![whole]),
        ("a.jsonl", format!("[{ITEM},{OTHER}]\n"), vec![whole]),
        ("a.jsonl", pretty(&format!("[{ITEM},{OTHER}]")), vec![whole]),
        (
            "a.jsonl",
            pretty(&format!("{{\"data\":[{ITEM},{OTHER}]}}")),
            vec![whole],
        ),
        (
            "a.ndjson",
            format!("{ITEM},\n{OTHER},\n"),
            vec!["最后一项后面多了逗号"],
        ),
    ] {
        let reading = read(name, text.clone());
        assert_eq!(names(&reading), both, "{name} {text}");
        assert_eq!(forms(&reading), expected, "{name} {text}");
        assert!(reading.account.is_complete(), "{name} {text}");
    }
}

#[test]
fn a_broken_record_costs_only_itself() {
    let cut = "{\"事项名称\":\"丙证核发\",\n";
    for (name, text, line) in [
        ("a.json", format!("[\n{ITEM},\n{cut}{OTHER}\n]"), 4),
        ("a.json", format!("[{ITEM},{OTHER},\n{cut}"), 3),
        ("a.json", format!("[{ITEM}\n{OTHER}]"), 2),
        ("a.ndjson", format!("{ITEM}\n{cut}{OTHER}\n"), 2),
    ] {
        let reading = read(name, text.clone());
        assert_eq!(names(&reading), ["甲证核发", "乙证核发"], "{text}");
        assert_eq!(failures(&reading).len(), 1, "{text}");
        assert_eq!(failures(&reading)[0].0, Some(line), "{text}");
        assert!(!reading.account.is_complete());
    }
}

#[test]
fn json_and_toml_in_other_encodings_are_read_and_reported() {
    let text = format!("[{ITEM},\n{OTHER}]");
    let lines = format!("{ITEM}\n{OTHER}\n");
    let wide = |text: &str, mark: bool| -> Vec<u8> {
        let units = mark
            .then_some(0xfeff)
            .into_iter()
            .chain(text.encode_utf16());
        units.flat_map(u16::to_le_bytes).collect()
    };
    for (text, name) in [(&text, "a.json"), (&lines, "a.ndjson")] {
        for (bytes, encoding) in [
            (GBK.encode(text).0.into_owned(), "GB18030"),
            (wide(text, true), "UTF-16LE"),
            (wide(text, false), "UTF-16LE"),
        ] {
            let reading = read(name, bytes);
            assert_eq!(
                names(&reading),
                ["甲证核发", "乙证核发"],
                "{name} {encoding}"
            );
            assert_eq!(forms(&reading), [format!("编码是{encoding}，不是UTF-8")]);
            assert!(reading.account.is_complete());
        }
        // The encoding that is asked for is that of what is not UTF-8.
        let options = ReadOptions::default().encoding("gb18030");
        let format = Format::of_name(name).unwrap();
        for bytes in [
            text.clone().into_bytes(),
            GB18030.encode(text).0.into_owned(),
        ] {
            let reading = read_bytes(name, bytes, format, &options);
            assert_eq!(names(&reading), ["甲证核发", "乙证核发"]);
            assert!(forms(&reading).is_empty());
        }
    }
    let toml = "name = \"甲证核发\"\nsummary = \"为符合条件的单位核发甲证\"\n";
    let reading = read("a.toml", GBK.encode(toml).0.into_owned());
    assert_eq!(names(&reading), ["甲证核发"]);
}

#[test]
fn invalid_text_is_kept_unchanged() {
    let broken = |text: &str| {
        let mut bytes = text.as_bytes().to_vec();
        let at = text.find("核发").unwrap();
        bytes.insert(at, 0xff);
        bytes
    };
    let reading = read("a.json", broken(&format!("[{ITEM},{OTHER}]")));
    let kept = reading.failed[0].record.as_ref().unwrap();
    assert!(
        kept["bytes"].as_str().unwrap().contains("e8af81ffe6a0b8"),
        "{kept}"
    );
    assert!(
        kept["text"].as_str().unwrap().contains("甲证\u{fffd}核发"),
        "{kept}"
    );
    let mut lines = broken(ITEM);
    lines.extend(format!("\n{OTHER}\n").into_bytes());
    let reading = read("a.ndjson", lines);
    assert_eq!(names(&reading), ["乙证核发"]);
    let kept = reading.failed[0].record.as_ref().unwrap();
    assert!(
        kept["bytes"].as_str().unwrap().contains("e8af81ffe6a0b8"),
        "{kept}"
    );
}

#[test]
fn cells_are_parted_by_the_marks_that_people_type() {
    for mark in ["，", "；", "｜"] {
        let text = [
            "事项名称，实施主体，受理条件，承诺办结时限",
            "甲证核发，某市某局，\"年满十八周岁，有住所,\"，5个工作日",
            "乙证核发，某市某局，无犯罪记录,，3个工作日",
        ];
        let text = text.join("\n").replace('，', mark);
        let reading = read("a.csv", text.clone());
        assert_eq!(names(&reading), ["甲证核发", "乙证核发"], "{text}");
        let conditions = |at: usize| {
            let guide = reading.catalogue.items[at].guide.as_ref().unwrap();
            guide.conditions.clone().unwrap_or_default()
        };
        assert_eq!(conditions(0), format!("年满十八周岁{mark}有住所,"));
        assert_eq!(conditions(1), "无犯罪记录,");
        assert!(reading.account.is_complete(), "{text}");
    }
}

#[test]
fn tables_in_traditional_characters_have_the_same_headings_and_units() {
    let text = "事項名稱,實施主體,承諾辦結時限,是否網辦\n甲證核發,某市某局,5個工作日,是\n";
    let (big5, ..) = BIG5.encode(text);
    let options = ReadOptions::default().encoding("big5");
    let reading = read_bytes("a.csv", big5.into_owned(), Format::Csv, &options);
    let item = &reading.catalogue.items[0];
    assert_eq!(item.name, "甲證核發");
    let limit = item.guide.as_ref().unwrap().time_limit.as_ref().unwrap();
    let promised = limit.promised.as_ref().unwrap();
    assert_eq!(serde_json::json!(promised.amount), serde_json::json!(5));
    assert_eq!(promised.unit.as_ref().unwrap().to_string(), "工作日");
    let unicode = read("a.csv", text);
    assert_eq!(unicode.catalogue.items, reading.catalogue.items);
}

#[test]
fn no_fee_gives_no_fee_item() {
    for said in ["不收费", "免费", "不收费。", "免收"] {
        let text = format!("事项名称,实施主体,收费标准\n甲证核发,某市某局,{said}\n");
        let reading = read("a.csv", text);
        let guide = reading.catalogue.items[0].guide.as_ref().unwrap();
        let fees = guide.fees.as_ref().unwrap();
        assert_eq!((fees.charged, fees.items.len()), (Some(false), 0), "{said}");
        assert!(reading.account.is_complete());
        assert_eq!(reading.account.fates.total(), 3);
    }
    let both = "事项名称,实施主体,是否收费,收费标准\n甲证核发,某市某局,是,不收费\n";
    let reading = read("a.csv", both);
    let codes = reading.notices.iter().map(|located| located.notice.code);
    assert!(
        codes
            .into_iter()
            .any(|code| code == NoticeCode::Contradiction)
    );
}
