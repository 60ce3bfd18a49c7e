//! Real catalogues normalized, if they lie beside the project. Without them the tests say so.
//!
//! `UPDATE=1 cargo test --all-features --test corpus_normalize` writes the page with the shares.
#![cfg(feature = "tables")]
#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test")]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use shixiang::dialect::Fate;
use shixiang::source::Format;
use shixiang::write::{Form, arrange, text};
use shixiang::{Loss, ReadOptions, Reading, loss, read_path, read_str};

/// The sources of the corpus, and their names on the page.
const SOURCES: &[(&str, &str)] = &[
    (
        "guangxi-fangchenggang/portal-json",
        "广西一个设区市，门户采集的 JSON，568 项",
    ),
    (
        "guangxi-fangchenggang/items.csv",
        "同一批事项的表格（CSV、GB18030、XLSX 相同），568 项",
    ),
    ("guangdong/items.jsonl", "广东省级事项，NDJSON，2,024 项"),
    ("guangdong/items.csv", "同一批事项的表格，2,024 项"),
];

fn corpus(name: &str) -> Option<PathBuf> {
    let shared = std::env::var_os("SHIXIANG_CORPUS").map_or_else(
        || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus"),
        PathBuf::from,
    );
    let path = shared.join(name);
    if !path.exists() {
        eprintln!("skipped: {name} is not beside the project");
        return None;
    }
    Some(path)
}

fn read(path: &Path) -> Reading {
    read_path(path, &ReadOptions::default().trace()).unwrap()
}

fn json(reading: &mut Reading) -> String {
    arrange(&mut reading.catalogue);
    text(&reading.catalogue, Form::Json).unwrap()
}

#[test]
fn three_formats_of_one_table_give_the_same_bytes() {
    let mut first: Option<String> = None;
    for name in ["items.csv", "items.gb18030.csv", "items.xlsx"] {
        let Some(path) = corpus(&format!("guangxi-fangchenggang/{name}")) else {
            return;
        };
        let text = json(&mut read(&path));
        assert!(*first.get_or_insert_with(|| text.clone()) == text, "{name}");
    }
}

/// Each real catalogue through every form: what comes back is the same, and writing it again gives
/// the same bytes. One test for each, so that they run side by side.
fn comes_back(name: &str) {
    let Some(path) = corpus(name) else { return };
    let mut reading = read(&path);
    let nulls = arrange(&mut reading.catalogue);
    assert_eq!(nulls, 0, "{name}: TOML could not say all of it");
    let expected = text(&reading.catalogue, Form::Json).unwrap();
    for (form, format) in [
        (Form::Toml, Format::Toml),
        (Form::Json, Format::Json),
        (Form::Ndjson, Format::Ndjson),
    ] {
        let once = text(&reading.catalogue, form).unwrap();
        let mut again = read_str("a", &once, format, &ReadOptions::default());
        assert!(again.account.is_complete(), "{name} {form:?}");
        assert!(again.notices.is_empty(), "{name} {form:?}");
        arrange(&mut again.catalogue);
        if form == Form::Ndjson {
            // Lines have no place for facts about the whole catalogue.
            assert!(again.catalogue.items == reading.catalogue.items, "{name}");
        } else {
            assert!(json(&mut again) == expected, "{name} {form:?}");
        }
        assert!(
            text(&again.catalogue, form).unwrap() == once,
            "{name} {form:?}"
        );
    }
}

#[test]
fn the_portal_of_guangxi_survives_a_round_trip() {
    comes_back("guangxi-fangchenggang/portal-json");
}

#[test]
fn the_table_of_guangxi_survives_a_round_trip() {
    comes_back("guangxi-fangchenggang/items.csv");
}

#[test]
fn the_lines_of_guangdong_survive_a_round_trip() {
    comes_back("guangdong/items.jsonl");
}

#[test]
fn the_table_of_guangdong_survives_a_round_trip() {
    comes_back("guangdong/items.csv");
}

#[test]
fn every_value_is_read_or_kept() {
    for (name, _) in SOURCES {
        let Some(path) = corpus(name) else { continue };
        let list = loss(&read(&path));
        for field in &list.fields {
            assert_eq!(field.unknown, 0, "{name}: {}", field.field);
            // Limits, phones, hours, copies and money: 99 of 100 and more.
            assert!(
                field.share() >= 990,
                "{name}: {} {}",
                field.field,
                field.share()
            );
        }
    }
}

/// Elements in which two views of the same items differ, in how many items, and why; extensions are not
/// counted.
const EXPLAINED: &[(&str, usize, &str)] = &[
    ("extensions", 0, "表格没有门户自用的字段"),
    (
        "guide.materials.acceptance_standard",
        530,
        "表格的材料一格没有这一项",
    ),
    (
        "guide.materials.blank_form",
        432,
        "表格的材料一格没有这一项",
    ),
    ("guide.materials.exempt", 534, "表格的材料一格没有这一项"),
    (
        "guide.materials.filling_notes",
        493,
        "表格的材料一格没有这一项",
    ),
    ("guide.materials.form", 534, "表格的材料一格没有这一项"),
    (
        "guide.materials.name",
        4,
        "表格把连续的空格并成一个、去掉末尾的英文句点，“各1份”从名称里读成份数",
    ),
    ("guide.materials.pieces", 1, "“各1份”从名称里读成份数"),
    ("guide.materials.remark", 179, "表格的材料一格没有这一项"),
    (
        "guide.materials.sample_form",
        439,
        "表格的材料一格没有这一项",
    ),
    ("guide.materials.seal_note", 478, "表格的材料一格没有这一项"),
    (
        "guide.materials.seal_required",
        534,
        "表格的材料一格没有这一项",
    ),
    ("guide.materials.shared", 534, "表格的材料一格没有这一项"),
    ("guide.materials.size", 495, "表格的材料一格没有这一项"),
    ("guide.materials.source", 534, "表格的材料一格没有这一项"),
];

#[test]
fn two_views_of_the_same_items_differ_only_as_explained() {
    let (Some(portal), Some(table)) = (
        corpus("guangxi-fangchenggang/portal-json"),
        corpus("guangxi-fangchenggang/items.csv"),
    ) else {
        return;
    };
    let by_id = |path: &Path| -> BTreeMap<String, Value> {
        (read(path).catalogue.items.iter())
            .map(|item| (item.key(), serde_json::to_value(item).unwrap()))
            .collect()
    };
    let (portal, table) = (by_id(&portal), by_id(&table));
    assert!(portal.keys().eq(table.keys()));
    let mut different: BTreeMap<String, BTreeSet<&String>> = BTreeMap::new();
    for (key, item) in &portal {
        let mut paths = BTreeSet::new();
        compare(item, &table[key], "", &mut paths);
        for path in paths {
            different.entry(path).or_default().insert(key);
        }
    }
    let counted: BTreeMap<&str, usize> = (different.iter())
        .map(|(path, items)| (path.as_str(), items.len()))
        .filter(|(path, _)| !path.starts_with("extensions"))
        .collect();
    let explained: BTreeMap<&str, usize> = EXPLAINED
        .iter()
        .filter(|(_, count, _)| *count > 0)
        .map(|(path, count, _)| (*path, *count))
        .collect();
    assert_eq!(counted, explained);
}

/// The paths where two values differ. Lists of as many entries are compared entry by entry; `#`
/// marks a list that has more entries in one than in the other.
fn compare(a: &Value, b: &Value, path: &str, different: &mut BTreeSet<String>) {
    match (a, b) {
        (Value::Object(one), Value::Object(other)) => {
            let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
            for key in keys {
                let inner = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                let none = Value::Null;
                let (a, b) = (
                    one.get(key).unwrap_or(&none),
                    other.get(key).unwrap_or(&none),
                );
                compare(a, b, &inner, different);
            }
        }
        (Value::Array(one), Value::Array(other)) if one.len() == other.len() => {
            for (a, b) in one.iter().zip(other) {
                compare(a, b, path, different);
            }
        }
        (Value::Array(_), Value::Array(_)) => {
            different.insert(format!("{path}#"));
        }
        _ if a != b => {
            different.insert(path.to_owned());
        }
        _ => {}
    }
}

/// The fates of all values, in a sentence.
fn fates(list: &Loss) -> String {
    let fates = &list.fates;
    let words = [
        ("读入", Fate::Typed),
        ("部分读入", Fate::Partial),
        ("保留", Fate::Kept),
        ("不认识", Fate::Unknown),
        ("空白或写明没有", Fate::Empty),
        ("不取", Fate::Ignored),
        ("未读懂", Fate::Unread),
        ("矛盾", Fate::Contradiction),
        ("不收", Fate::Refused),
    ];
    let counts = words.map(|(word, fate)| format!("{word} {}", fates.count(fate)));
    let sum: usize = words.iter().map(|(_, fate)| fates.count(*fate)).sum();
    assert_eq!(sum, fates.total());
    format!("值 {} 个：{}。", fates.total(), counts.join("，"))
}

#[test]
fn the_page_with_the_shares_is_fresh() {
    let mut page = String::from(
        "# 归一化的读入比例\n\n*What share of real values is read into typed elements, field by field.*\n\n\
         由测试生成：`UPDATE=1 cargo test --all-features --test corpus_normalize`。只有计数，没有记录内容。\
         “写明没有”是写着“无”之类的值，不计入比例；只有数字的时限算读入，单位记为没有写明。\n",
    );
    for (name, title) in SOURCES {
        let Some(path) = corpus(name) else { return };
        let list = loss(&read(&path));
        write!(
            page,
            "\n## {title}\n\n记录 {} 条，事项 {} 项，没有读到事项的 {} 条。{}\n\n{}",
            list.records,
            list.items,
            list.failed.len(),
            fates(&list),
            list.table()
        )
        .unwrap();
    }
    page.push_str("\n## 同一批事项的两种写法\n\n门户 JSON 与表格归一化后只在这些地方不同：\n\n| 要素 | 事项数 | 原因 |\n|---|---:|---|\n");
    for (element, count, why) in EXPLAINED {
        let count = if *count == 0 {
            String::from("—")
        } else {
            count.to_string()
        };
        writeln!(page, "| {element} | {count} | {why} |").unwrap();
    }
    let committed =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("src/_documentation/normalization.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&committed, page).unwrap();
        return;
    }
    assert!(
        fs::read_to_string(&committed).unwrap_or_default() == page,
        "normalization.md is stale: run `UPDATE=1 cargo test --all-features --test corpus_normalize`"
    );
}
