//! One rule, unchanged, points at the right place whatever the items were read from.
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
#![cfg(feature = "tables")]

use shixiang::source::{Format, Location};
use shixiang::{Checker, Language, ReadOptions, Reading, View, read_str};

fn read(name: &str, text: &str, format: Format) -> Reading {
    let reading = read_str(name, text, format, &ReadOptions::default());
    assert!(
        reading.account.is_complete(),
        "{name}: {:?}",
        reading.notices
    );
    reading
}

/// The locations of the promised limit that exceeds the statutory one, and of the latter.
fn found(name: &str, text: &str, format: Format) -> (Location, Location) {
    let reading = read(name, text, format);
    let report = Checker::new().select(&["LIM010"]).unwrap().check(&reading);
    assert_eq!(report.findings.len(), 1, "{name}");
    let finding = &report.findings[0];
    let related = finding.related[0].location.clone();
    (finding.location.clone().unwrap(), related.unwrap())
}

#[test]
fn toml() {
    let text = "name = \"甲\"\n[guide.time_limit]\nstatutory = { amount = 5, unit = \"工作日\" }\n\
                promised = { amount = 9, unit = \"工作日\" }\n";
    let (at, other) = found("a.toml", text, Format::Toml);
    assert_eq!((at.line, at.column), (Some(4), Some(1)));
    assert_eq!((other.line, other.column), (Some(3), Some(1)));
}

#[test]
fn ndjson() {
    let text = "{\"name\": \"甲\"}\n{\"name\": \"乙\", \"guide\": {\"time_limit\": \
                {\"statutory\": {\"amount\": 5, \"unit\": \"工作日\"}, \
                \"promised\": {\"amount\": 9, \"unit\": \"工作日\"}}}}\n";
    let (at, other) = found("a.ndjson", text, Format::Ndjson);
    let column = |needle: &str| {
        let line = text.lines().nth(1).unwrap();
        let before = &line[..line.find(needle).unwrap()];
        Some(before.chars().count() as u64 + 1)
    };
    assert_eq!((at.line, at.column), (Some(2), column("\"promised\"")));
    assert_eq!(
        (other.line, other.column),
        (Some(2), column("\"statutory\""))
    );
}

#[test]
fn csv() {
    let text = "事项名称,实施主体,法定办结时限,承诺办结时限\n甲,某局,10个工作日,5个工作日\n\
                乙,某局,5个工作日,9个工作日\n";
    let (at, other) = found("a.csv", text, Format::Csv);
    assert_eq!((at.line, at.record), (Some(3), Some(2)));
    assert_eq!(at.field.as_deref(), Some("承诺办结时限"));
    assert_eq!(other.field.as_deref(), Some("法定办结时限"));
}

#[test]
fn portal_json() {
    let text = r#"{
  "source_platform": "gxzwfw",
  "items": [
    {
      "service": {
        "service_name": "甲",
        "department": "某局",
        "promise_days": 9,
        "legal_days": 5,
        "source_platform": "gxzwfw",
        "source_item_id": "a-1",
        "raw_payload": { "list_item": { "obj": { "itemName": "甲" } } }
      },
      "materials": [],
      "processes": []
    }
  ]
}"#;
    let (at, other) = found("a.json", text, Format::Json);
    assert_eq!(at.line, Some(8));
    assert_eq!(other.line, Some(9));
}

#[test]
fn a_conflict_between_two_views_shows_both_places() {
    let item = |days: u32| {
        format!(
            "{{\"name\": \"甲\", \"source_id\": \"a-1\", \"guide\": {{\"time_limit\": {{\"promised\": \
             {{\"amount\": {days}, \"unit\": \"工作日\"}}}}}}}}\n"
        )
    };
    let reading = read("portal.ndjson", &item(5), Format::Ndjson);
    let views = [
        View {
            name: "移动端".into(),
            reading: read("app.ndjson", &item(7), Format::Ndjson),
        },
        View {
            name: "自助终端".into(),
            reading: read("kiosk.ndjson", &item(5), Format::Ndjson),
        },
    ];
    let report = Checker::new()
        .preview(true)
        .select(&["CHN"])
        .unwrap()
        .check_with_views(&reading, &views);
    let differing: Vec<_> = report
        .findings
        .iter()
        .filter(|finding| !finding.related.is_empty())
        .collect();
    let files = |finding: &shixiang::Finding| {
        let own = finding.location.as_ref().map(|at| at.file.clone());
        let other = finding.related[0]
            .location
            .as_ref()
            .map(|at| at.file.clone());
        [own, other].map(Option::unwrap_or_default)
    };
    assert!(!differing.is_empty());
    for finding in differing {
        let mut files = files(finding);
        files.sort();
        assert!(files.contains(&"app.ndjson".to_owned()), "{files:?}");
        let message = finding.message(Language::Chinese);
        assert!(
            message.contains("5个工作日") && message.contains("7个工作日"),
            "{message}"
        );
    }
}

/// The report of the one finding, and the excerpt's marked words.
fn shown(text: &str, rule: &str) -> (String, String, Location) {
    let reading = read("a.json", text, Format::Json);
    let report = Checker::new()
        .preview(true)
        .select(&[rule])
        .unwrap()
        .check(&reading);
    let finding = &report.findings[0];
    let excerpt = finding.excerpt.as_ref().unwrap();
    let options = shixiang::report::text::TextOptions::new(Language::Chinese);
    (
        shixiang::report::text::finding(finding, &options),
        excerpt.text[excerpt.marked.clone()].to_owned(),
        finding.location.clone().unwrap(),
    )
}

#[test]
fn a_line_of_any_length_has_its_column_and_its_words() {
    let long = "符合条件。".repeat(2_000);
    let text = format!(
        r#"{{"name":"甲","guide":{{"conditions":"{long}","time_limit":{{"statutory":{{"amount":5,"unit":"工作日"}},"promised":{{"amount":9,"unit":"工作日"}}}}}}}}"#
    );
    let (report, marked, at) = shown(&text, "LIM010");
    let start = text.find("\"promised\"").unwrap();
    let column = text[..start].chars().count() as u64 + 1;
    assert_eq!((at.line, at.column), (Some(1), Some(column)));
    assert_eq!(marked, "\"promised\"");
    assert!(report.contains(&format!("a.json:1:{column}\n")), "{report}");
    assert!(report.contains(r#""promised":{"amount":9"#), "{report}");
}
