//! Inputs that are checked window by window and dropped give the report of the same inputs held as a
//! whole: every finding, in its order, with its place.
#![cfg(feature = "tables")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use serde_json::json;
use shixiang::source::Format;
use shixiang::{
    Checker, ReadOptions, Report, View, find_dialect, read_bytes, read_paths, read_str,
};

/// Writes files below a directory of their own; returns it.
fn directory(name: &str, files: &[(String, String)]) -> PathBuf {
    let root = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&root);
    for (name, text) in files {
        let path = root.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    root
}

/// Items that differ, repeat each other far apart and are wrong in many ways.
fn item(number: usize) -> serde_json::Value {
    let code = if number == 600 { 3 } else { number };
    let mut item = json!({
        "name": format!("补办证书{}", number % 60),
        "base_code": "000131013000",
        "implementation_code": format!("11450000007565123X{code:013}"),
        "item_type": if number.is_multiple_of(7) { "行政确认" } else { "行政许可" },
        "authority": { "name": format!("甲市第{}局", number % 9) },
        "guide": {
            "conditions": "申请人应当具有与其经营活动相适应的场所。",
            "time_limit": {
                "statutory": { "amount": 10 + number % 2, "unit": "工作日" },
                "promised": { "amount": number % 17 + 1, "unit": "工作日" },
            },
            "materials": [
                { "name": "申请书" },
                { "name": if number.is_multiple_of(40) { "甲证" } else { "乙证" } },
            ],
        },
        "channels": [{ "kind": "政务服务网", "url": "https://zwfw.example.gov.cn/" }],
    });
    match number % 100 {
        20 => item["suppressions"] = accepted("CHN146", "新网站", "2027-01-01"),
        21 => item["suppressions"] = accepted("CAT010", "无", "2020-01-01"),
        30 => item["guide"]["time_limit"]["promised"]["amount"] = json!("甲"),
        31 => item["guide"]["materials"] = json!([]),
        32 => item["catalogue_name"] = json!(" "),
        33 => item["unheard_of"] = json!({ "a": [1, 2] }),
        34 => item["prerequisites"] = json!([{ "item": "补办证书35" }, { "item": "甲乙丙" }]),
        35 => item["prerequisites"] = json!([{ "item": "补办证书34" }]),
        _ => {}
    }
    item
}

fn accepted(rule: &str, reason: &str, until: &str) -> serde_json::Value {
    json!([{ "rule": rule, "reason": reason, "until": until }])
}

fn lines(count: usize) -> String {
    let mut lines: Vec<String> = (0..count).map(|number| item(number).to_string()).collect();
    "{ \"name\": ".clone_into(&mut lines[650]);
    "[]".clone_into(&mut lines[651]);
    lines.join("\n")
}

/// The codes that were found, after both ways were seen to say the same.
fn compared(streamed: &Report, held: &Report) -> BTreeSet<&'static str> {
    let data = |report: &Report| serde_json::to_value(report).unwrap();
    let (a, b) = (data(streamed), data(held));
    assert_eq!(a["summary"], b["summary"]);
    assert_eq!(streamed.findings.len(), held.findings.len());
    for (number, (one, other)) in streamed.findings.iter().zip(&held.findings).enumerate() {
        assert_eq!(a["findings"][number], b["findings"][number]);
        assert_eq!(one.excerpt, other.excerpt);
        let excerpts = |finding: &shixiang::Finding| {
            let related = finding.related.iter();
            related.map(|one| one.excerpt.clone()).collect::<Vec<_>>()
        };
        assert_eq!(excerpts(one), excerpts(other));
    }
    let prints = |report: &Report| {
        let accepted = report.suppressed.iter();
        accepted
            .map(|one| one.finding.fingerprint.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(prints(streamed), prints(held));
    held.findings
        .iter()
        .map(|finding| finding.rule.code)
        .collect()
}

#[test]
fn lines_are_checked_like_items_in_memory() {
    let text = lines(700);
    let root = directory("windows-lines", &[("a.ndjson".to_owned(), text.clone())]);
    let paths = [root.join("a.ndjson")];
    let other = read_str(
        "b.ndjson",
        &(100..130)
            .map(|number| item(number + 1).to_string() + "\n")
            .collect::<String>(),
        Format::Ndjson,
        &ReadOptions::default(),
    );
    let view = View {
        name: "移动端".to_owned(),
        reading: other,
    };
    for (threads, views) in [(1, &[][..]), (4, &[view][..])] {
        let options = ReadOptions::default().threads(threads);
        let checker = Checker::new()
            .preview(true)
            .threads(threads)
            .today("2026-11-29".parse().unwrap());
        let held = read_paths(&paths, &options).unwrap();
        let held = checker.check_with_views(&held, views);
        let streamed = checker.check_paths(&paths, &options, views).unwrap();
        let codes = compared(&streamed, &held);
        // One of each kind: of an item, of the reader, across items, folded, of suppressions.
        for code in [
            "LIM010", "DOC002", "CAT010", "CAT028", "CHN146", "PRO112", "EXM010",
        ] {
            assert!(codes.contains(code), "{code} is not among {codes:?}");
        }
        assert!(held.folded > 0 && !held.suppressed.is_empty() && held.lost.len() == 2);
        assert!(views.is_empty() || codes.contains("CHN036"));

        let bytes = text.as_bytes();
        let held = read_bytes("-", bytes.to_vec(), Format::Ndjson, &options);
        let held = checker.check_with_views(&held, views);
        let streamed = checker.check_bytes("-", bytes, Format::Ndjson, &options, views);
        compared(&streamed.unwrap(), &held);
    }
}

/// For the places of findings across items, inputs are read again, but only the items concerned.
#[test]
fn items_that_are_passed_over_do_not_move_the_others() {
    let filler = "申请人应当具有与其经营活动相适应的场所，并保持整洁。".repeat(12);
    let sound = |number: usize| {
        let name = ["甲", "乙", "丙", "丁"][number % 4];
        json!({
            "name": format!("补办{name}证书第{number}种"),
            "implementation_code": format!("11450000007565123X{:013}", number % 500),
            "summary": filler,
        })
    };
    // Each way of reading has a chunk with and without a record that gives no item or two.
    let mut lines = String::new();
    let mut foreign = String::new();
    let mut table = "事项名称,实施编码,实施主体,受理条件,承诺办结时限\n".to_owned();
    for number in 0..700 {
        let item = sound(number);
        let more = item.to_string();
        match number {
            10 => lines += &format!("\n  \n{{\"items\":[{more},{more}]}}\n"),
            11 => lines += "{\"no\": \n",
            12 => lines += &(more.replacen('{', "{\"unheard\": 1, ", 1) + "\n"),
            _ => lines += &(more + "\n"),
        }
        let (name, code) = (&item["name"], &item["implementation_code"]);
        let unread = if number == 20 { "\n{}\n" } else { "\n" };
        foreign +=
            &(json!({"事项名称": name, "实施编码": code, "事项简述": filler}).to_string() + unread);
        let unread = if number == 30 { "\n,,,,\n" } else { "\n" };
        let (name, code) = (name.as_str().unwrap(), code.as_str().unwrap());
        table += &format!("{name},{code},甲市局,{filler},3个工作日{unread}");
    }
    let mut files = vec![
        ("a.ndjson".to_owned(), lines),
        ("b.ndjson".to_owned(), foreign),
        ("c.csv".to_owned(), table),
    ];
    for number in 0..200 {
        let item = sound(number * 2);
        let text = match number {
            50 => format!("[{item},{}]", sound(401)),
            51 => "name".to_owned(),
            _ => item.to_string(),
        };
        files.push((format!("d/{number:03}.json"), text));
        let code = &item["implementation_code"];
        let text = format!("name = '丁{number}'\nimplementation_code = {code}\n");
        files.push((format!("d/{number:03}.toml"), text));
    }
    let root = directory("windows-again", &files);
    for input in ["a.ndjson", "b.ndjson", "c.csv", "d", ""] {
        let paths = [root.join(input)];
        let mut options = ReadOptions::default();
        if input == "b.ndjson" {
            options = options.dialect(find_dialect("elements").unwrap());
        }
        let checker = Checker::new().select(&["CAT010"]).unwrap();
        let held = checker.check(&read_paths(&paths, &options).unwrap());
        let streamed = checker.check_paths(&paths, &options, &[]).unwrap();
        compared(&streamed, &held);
        assert!(
            held.findings.len() > 100,
            "{input}: {}",
            held.findings.len()
        );
        let found = held.findings.iter();
        let places: BTreeSet<_> = found.map(|finding| finding.location.clone()).collect();
        assert!(!places.contains(&None) && places.len() > 100, "{input}");
    }
}

/// The fields of a catalogue hold for all its items, also for those that are read before it.
#[test]
fn the_settings_of_a_last_catalogue_apply_to_the_first_item() {
    let mut files: Vec<(String, String)> = (0..300)
        .map(|number| {
            let mut item = item(number);
            item["channels"][0]["platform"] = json!(if number == 7 { "丙网" } else { "甲网" });
            (format!("a/{number:03}.json"), item.to_string())
        })
        .collect();
    let catalogue = r#"
        profile = "audit"
        division = "450600"
        include = ["*.json"]
        not_collected = ["guide.materials.form"]
        platforms = [{ id = "甲网", url = "https://example.org/" }]
        [[categories]]
        name = "证书"
        items = ["补办证书3", "没有这一项"]
        [[scenarios]]
        name = "开店"
        items = [{ item = "补办证书3" }, { item = "补办证书59", after = ["补办证书3"] }]
        promised = { amount = 1, unit = "工作日" }
    "#;
    files.push(("b/catalogue.toml".to_owned(), catalogue.to_owned()));
    files.push(("b/last.json".to_owned(), item(301).to_string()));
    let root = directory("windows-catalogue", &files);
    let paths = [root.join("a"), root.join("b")];
    let options = ReadOptions::default();
    let checker = Checker::new();
    let held = checker.check(&read_paths(&paths, &options).unwrap());
    let streamed = checker.check_paths(&paths, &options, &[]).unwrap();
    let codes = compared(&streamed, &held);
    for code in ["CHN090", "CHN092", "CAT032", "SCN030"] {
        assert!(codes.contains(code), "{code} is not among {codes:?}");
    }
}

/// The elements that a table does not collect are known once all of it is read.
#[test]
fn a_column_that_is_filled_late_counts_from_the_first_row() {
    let filler = "申请人应当具有与其经营活动相适应的场所，并保持整洁。".repeat(30);
    let mut text = "事项名称,实施编码,实施主体,受理条件,承诺办结时限,奇怪的列\n".to_owned();
    for number in 0..800 {
        let late = if number == 790 { "有内容" } else { "" };
        text += &format!(
            "补办证书{number},11450000007565123X{number:013},甲市局,{filler},{}个工作日,{late}\n",
            number % 30
        );
    }
    let root = directory("windows-table", &[("a.csv".to_owned(), text)]);
    let paths = [root.join("a.csv")];
    let options = ReadOptions::default();
    let checker = Checker::new()
        .select(&["LIM", "CAT", "NRM", "MAT", "FEE"])
        .unwrap();
    let held = checker.check(&read_paths(&paths, &options).unwrap());
    let streamed = checker.check_paths(&paths, &options, &[]).unwrap();
    compared(&streamed, &held);
    assert_eq!(held.unknown_fields, ["奇怪的列"]);
    assert!(!held.not_known.is_empty() && held.findings.iter().any(|one| one.location.is_some()));
}
