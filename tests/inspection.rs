//! The inspection page as a user gets it: its figures are those that the JSON report gives when they are
//! counted again, by another way.
#![cfg(feature = "cli")]
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

fn shixiang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(args)
        .args(["--today", "2026-11-29", "--lang", "zh"])
        .output()
        .unwrap()
}

fn target(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inspection");
    fs::create_dir_all(&directory).unwrap();
    directory.join(name)
}

/// The page on an input, and the JSON report on the same.
fn page_and_json(name: &str, input: &str) -> (String, Value) {
    let path = target(name);
    let output = shixiang(&["report", input, "-o", path.to_str().unwrap()]);
    let code = output.status.code();
    assert!(matches!(code, Some(0 | 3)), "{input}: {code:?}");
    let page = fs::read_to_string(path).unwrap();
    let json = shixiang(&["check", input, "--format", "json"]);
    (page, serde_json::from_slice(&json.stdout).unwrap())
}

/// The cells of the table row that has this head, without marks.
fn row(page: &str, head: &str) -> Vec<String> {
    let start = page.find(&format!("<th scope=\"row\">{head}</th>"));
    let start = start.unwrap_or_else(|| panic!("no row {head}"));
    let (row, _) = page[start..].split_once("</tr>").unwrap();
    let cells = row.split("<t").skip(1);
    cells.map(|cell| plain(&format!("<t{cell}"))).collect()
}

/// A text without its marks.
fn plain(html: &str) -> String {
    let mut text = String::new();
    for part in html.split('<') {
        text.push(' ');
        text.push_str(part.split_once('>').map_or("", |(_, text)| text));
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A key that distinguishes an item from all others of the inputs: two of the faulty ones have one key.
fn item(finding: &Value) -> Option<String> {
    let item = &finding["item"];
    Some(format!("{} {}", item["key"].as_str()?, item["name"]))
}

/// The items in which each rule found something, as the JSON report has them.
fn items(json: &Value) -> BTreeMap<String, BTreeSet<String>> {
    let mut items: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for finding in json["findings"].as_array().unwrap() {
        let Some(item) = item(finding) else {
            continue;
        };
        let rule = finding["rule"].as_str().unwrap().to_owned();
        items.entry(rule).or_default().insert(item);
    }
    items
}

fn inputs() -> Vec<String> {
    let mut inputs = vec![
        "examples/faulty".to_owned(),
        "examples/views/portal.csv".to_owned(),
    ];
    let real = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/guangdong/items.csv");
    if real.exists() {
        inputs.push(real.to_str().unwrap().to_owned());
    } else {
        eprintln!("no real catalogue here: only the made-up ones are counted");
    }
    inputs
}

#[test]
fn the_figures_are_those_of_the_json_report() {
    for (number, input) in inputs().iter().enumerate() {
        let (page, json) = page_and_json(&format!("{number}.html"), input);
        let items = items(&json);
        let all = json["summary"]["items"].as_u64().unwrap();
        let of = |codes: &[&str]| -> BTreeSet<String> {
            let sets = codes.iter().filter_map(|code| items.get(*code));
            sets.flatten().cloned().collect()
        };
        let both = |a: &str, b: &str| &of(&[a]) & &of(&[b]);
        let facts = &of(&["FEE001", "FEE002", "FEE010", "ORG004"]) | &both("LIM001", "LIM002");
        for (head, wanted) in [
            ("没有写明办理时限、收费标准或者联系方式", facts),
            ("流程不清楚", of(&["PRO001", "PRO010"])),
            (
                "没有说清材料要原件还是复印件、纸质还是电子",
                of(&["MAT003", "MAT004"]),
            ),
            ("不提供表格下载", of(&["MAT009"])),
            ("要求兜底材料、用语含糊", of(&["TXT031", "MAT065"])),
            ("没有示例样表", of(&["MAT010"])),
            ("空事项", of(&["CAT040"])),
        ] {
            let cells = row(&page, head);
            let sum = format!("{} ÷ {all}", wanted.len());
            let is_known = !cells[1].starts_with('—');
            assert!(
                !is_known || cells[1].ends_with(&sum),
                "{input} {head}: {cells:?}, not {sum}"
            );
            assert!(is_known || wanted.is_empty(), "{input} {head}: {cells:?}");
        }
        for (name, severity) in [("错误", "error"), ("警告", "warning"), ("提示", "hint")] {
            let count = &json["summary"]["findings"][severity];
            let card = format!("<span>{name}</span><strong class=\"{severity}\">{count}</strong>");
            assert!(page.contains(&card), "{input}: {card}");
        }
        let findings = json["findings"].as_array().unwrap().len();
        let list = page.split("id=\"findings\"").nth(1).unwrap();
        assert_eq!(list.matches("<li data-body=").count(), findings, "{input}");
    }
}

#[test]
fn the_index_is_the_share_of_items_without_an_error_or_a_warning() {
    for (number, input) in inputs().iter().take(2).enumerate() {
        let (page, json) = page_and_json(&format!("index-{number}.html"), input);
        let all = json["summary"]["items"].as_u64().unwrap();
        let processes = json["findings"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|finding| {
                let rule = finding["rule"].as_str().unwrap();
                let missing = finding["name"].as_str().unwrap().starts_with("missing-");
                let counts = finding["severity"] != "hint" && finding["status"] == "stable";
                counts && !missing && (rule.starts_with("PRO") || rule.starts_with("OUT"))
            });
        let losing: BTreeSet<String> = processes.filter_map(item).collect();
        let cells = row(&page, "流程清楚");
        let sum = format!("100 × (1 − {} ÷ {all})", losing.len());
        assert!(cells.contains(&sum), "{input}: {cells:?}, not {sum}");
    }
}

#[test]
fn the_trend_shows_every_run_and_leaves_the_history_as_it_is() {
    let history = target("history.ndjson");
    let _ = fs::remove_file(&history);
    let path = history.to_str().unwrap();
    let input = "examples/views/catalogue";
    let run = |args: &[&str]| {
        let all = [args, &["--history", path]].concat();
        Command::new(env!("CARGO_BIN_EXE_shixiang"))
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .args(all)
            .output()
            .unwrap()
    };
    for day in ["2026-09-01", "2026-10-01"] {
        let done = run(&["check", input, "--today", day, "-q"]);
        assert_eq!(done.status.code(), Some(0));
    }
    let before = fs::read_to_string(&history).unwrap();
    let done = run(&[
        "report",
        input,
        "--today",
        "2026-11-01",
        "--lang",
        "en",
        "-o",
        "-",
    ]);
    assert_eq!(done.status.code(), Some(0));
    let page = String::from_utf8(done.stdout).unwrap();
    for day in ["2026-09-01", "2026-10-01", "2026-11-01 (this run)"] {
        assert!(
            page.contains(&format!("<th scope=\"row\">{day}</th>")),
            "{day}"
        );
    }
    assert_eq!(page.matches("<polyline").count(), 3);
    assert_eq!(fs::read_to_string(&history).unwrap(), before);
}

#[test]
fn known_findings_are_counted_on_the_page_and_not_listed() {
    let baseline = target("baseline.ndjson");
    let path = baseline.to_str().unwrap();
    let input = "examples/faulty";
    shixiang(&["check", input, "-q", "--baseline", path, "--write-baseline"]);
    let page = |args: &[&str]| {
        let done = shixiang(&[&["report", input, "-o", "-"], args].concat());
        String::from_utf8(done.stdout).unwrap()
    };
    let (all, rest) = (page(&[]), page(&["--baseline", path]));
    let listed = |page: &str| page.matches("BAS030").count();
    assert!(listed(&all) > listed(&rest), "{}", listed(&all));
    assert!(rest.contains("旧账") && !all.contains("旧账"));
    let missing = shixiang(&["report", input, "-o", "-", "--baseline", "no such file"]);
    assert_eq!(missing.status.code(), Some(2));
}

#[test]
fn unreadable_input_and_unwritable_output_are_errors() {
    let missing = shixiang(&["report", "no such directory", "-o", "-"]);
    assert_eq!(missing.status.code(), Some(2));
    assert!(missing.stdout.is_empty());
    let nowhere = shixiang(&["report", "examples/data", "-o", "/dev/null/page.html"]);
    assert_eq!(nowhere.status.code(), Some(2));
    let told = String::from_utf8(nowhere.stderr).unwrap();
    assert!(
        told.starts_with("错误：写不了/dev/null/page.html"),
        "{told}"
    );
}
