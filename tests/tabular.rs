//! Items as tables: a directory of CSV files and a workbook, written and read back; the workbook to fill in.
#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, reason = "a test")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use proptest::prelude::*;
use serde_json::{Value, json};
use shixiang::source::Format;
use shixiang::write::{Form, arrange, text};
use shixiang::{
    Catalogue, Checker, Conversion, Converted, ReadOptions, Reading, ServiceItem, read_bytes,
    read_path, read_str,
};

fn place(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("tabular");
    fs::create_dir_all(&directory).unwrap();
    directory.join(name)
}

fn shixiang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .env("LANG", "zh_CN.UTF-8")
        .args(args)
        .output()
        .unwrap()
}

fn convert(from: &Path, to: &Path, form: Form) -> Converted {
    let conversion = Conversion::to_path(to, form).force(true);
    let paths = [from.to_path_buf()];
    (conversion.convert(&paths, &ReadOptions::default())).unwrap()
}

fn json_of(mut catalogue: Catalogue) -> Value {
    arrange(&mut catalogue);
    serde_json::from_str(&text(&catalogue, Form::Json).unwrap()).unwrap()
}

fn read(path: &Path) -> Reading {
    read_path(path, &ReadOptions::default()).unwrap()
}

/// The messages of a reading on its source.
fn told(reading: &Reading) -> Vec<String> {
    let all = reading.notices.iter();
    all.map(|located| {
        let at = reading.locate(located).map(|location| location.to_string());
        format!(
            "{} {} {}",
            located.notice.code.as_str(),
            at.unwrap_or_default(),
            format_args!("{:?}", located.notice)
        )
    })
    .collect()
}

/// One CSV with the rows of one table.
fn csv(text: &str) -> Reading {
    read_str("a.csv", text, Format::Csv, &ReadOptions::default())
}

/// Files of one directory.
fn package(name: &str, files: &[(&str, &str)]) -> PathBuf {
    let directory = place(name);
    let _ = fs::remove_dir_all(&directory);
    fs::create_dir_all(&directory).unwrap();
    for (name, text) in files {
        fs::write(directory.join(name), text).unwrap();
    }
    directory
}

#[test]
fn the_examples_are_the_same_as_tables_and_as_toml() {
    for source in [
        "examples/data",
        "examples/faulty",
        "examples/views/catalogue",
    ] {
        let toml = read(Path::new(source));
        let wanted = json_of(toml.catalogue);
        for (form, name) in [(Form::Csv, "examples"), (Form::Xlsx, "examples.xlsx")] {
            let to = place(name);
            let converted = convert(Path::new(source), &to, form);
            assert!(converted.unheld.is_empty());
            let again = read(&to);
            // Whatever there is to tell of the examples was reported when they were read; of the tables nothing.
            assert_eq!(told(&again), [""; 0], "{source} as {form:?}");
            assert!(again.account.is_complete(), "{source} as {form:?}");
            let found = json_of(again.catalogue);
            let items = |all: &Value| all["items"].as_array().unwrap().clone();
            for (found, wanted) in items(&found).iter().zip(items(&wanted)) {
                assert_eq!(*found, wanted, "{source} as {form:?}");
            }
            assert_eq!(found, wanted, "{source} as {form:?}");
        }
    }
}

#[test]
fn tables_written_from_tables_are_the_same() {
    for (form, first, second) in [
        (Form::Csv, "once", "twice"),
        (Form::Xlsx, "once.xlsx", "twice.xlsx"),
    ] {
        let (first, second) = (place(first), place(second));
        convert(Path::new("examples/data"), &first, form);
        convert(&first, &second, form);
        let bytes = |path: &Path| match form {
            Form::Csv => {
                let mut all: Vec<(String, Vec<u8>)> = (fs::read_dir(path).unwrap())
                    .map(|entry| entry.unwrap().path())
                    .map(|path| {
                        let name = path.file_name().unwrap().to_string_lossy().into_owned();
                        (name, fs::read(&path).unwrap())
                    })
                    .collect();
                all.sort();
                all
            }
            _ => vec![(String::new(), fs::read(path).unwrap())],
        };
        assert!(bytes(&first) == bytes(&second), "{form:?}");
    }
}

#[test]
fn tables_written_by_hand_are_items() {
    let directory = package(
        "by-hand",
        &[
            (
                "a.csv",
                "shixiang_item,name,item_type,levels,online,version,effective_date,keywords,extensions\n\
                 甲,食品经营许可（新办）,行政许可,\"县级、镇(乡、街道)级\",是,3,2027-01-01,办证；开饭馆,\"{\"\"本地\"\":[1,true]}\"\n\
                 乙,食品经营许可（新办）,,,,,,,\n",
            ),
            (
                "b.csv",
                "guide.time_limit.promised.amount,shixiang_item,guide.time_limit.promised.unit,guide.consultation.phones\n\
                 5,甲,工作日,0770-2881234｜｜工作日\n",
            ),
            (
                "c.csv",
                "shixiang_item,guide.materials.name,guide.materials.originals\n\
                 乙,身份证,0\n甲,申请书,1\n甲,营业执照,\n",
            ),
            (
                "d.csv",
                "shixiang_item,guide.process.steps.id,guide.process.steps.next\n\
                 甲,accept,\"review｜材料齐全\nback|材料不齐全\"\n",
            ),
            (
                "datapackage.json",
                "{\"name\": \"whatever\", \"resources\": [{\"path\": \"事项.csv\"}]}",
            ),
        ],
    );
    let reading = read(&directory);
    assert_eq!(told(&reading), [""; 0]);
    assert!(reading.account.is_complete());
    let found: Vec<Value> = (reading.catalogue.items.iter())
        .map(|item| json!(item))
        .collect();
    let first = json!({
        "name": "食品经营许可（新办）",
        "item_type": "行政许可",
        "levels": ["县级", "镇(乡、街道)级"],
        "online": true,
        "version": 3,
        "effective_date": "2027-01-01",
        "keywords": ["办证", "开饭馆"],
        "extensions": { "本地": [1, true] },
        "guide": {
            "time_limit": { "promised": { "amount": 5, "unit": "工作日" } },
            "consultation": { "phones": [{ "number": "0770-2881234", "note": "工作日" }] },
            "materials": [{ "name": "申请书", "originals": 1 }, { "name": "营业执照" }],
            "process": { "steps": [{
                "id": "accept",
                "next": [{ "to": "review", "when": "材料齐全" }, { "to": "back", "when": "材料不齐全" }],
            }] },
        },
    });
    let second = json!({
        "name": "食品经营许可（新办）",
        "guide": { "materials": [{ "name": "身份证", "originals": 0 }] },
    });
    assert_eq!(found, [first, second]);
}

#[test]
fn a_finding_points_at_its_cell() {
    let directory = package(
        "findings",
        &[
            (
                "items.csv",
                "shixiang_item,name,version\n,甲许可,第三版\n,乙许可,1\n",
            ),
            (
                "guide.csv",
                "shixiang_item,guide.time_limit.statutory.amount,guide.time_limit.statutory.unit,guide.time_limit.promised.amount,guide.time_limit.promised.unit\n\
                 乙许可,10,工作日,20,工作日\n",
            ),
        ],
    );
    let reading = read(&directory);
    let wrong = told(&reading);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].contains("items.csv:2"), "{wrong:?}");
    let report = Checker::new().check(&reading);
    let late = report
        .findings
        .iter()
        .find(|finding| finding.rule.code == "LIM010")
        .unwrap();
    let at = late.location.as_ref().unwrap();
    assert!(at.file.ends_with("guide.csv"), "{at:?}");
    assert_eq!(
        (at.line, at.field.as_deref()),
        (Some(2), Some("guide.time_limit.promised.amount"))
    );
    // The same in a workbook has the sheet and the cell, whatever columns are shown.
    let book = place("findings.xlsx");
    convert(&directory, &book, Form::Xlsx);
    let report = Checker::new().check(&read(&book));
    let late = report
        .findings
        .iter()
        .find(|finding| finding.rule.code == "LIM010")
        .unwrap();
    let at = late.location.as_ref().unwrap();
    assert_eq!(at.sheet.as_deref(), Some("办事指南"));
    assert_eq!(at.field.as_deref(), Some("承诺办结时限 · 数量"));
    // The keys and the names of the columns are no records.
    assert_eq!(at.record, Some(1));
    assert!(at.cell.as_deref().unwrap().ends_with('3'), "{at:?}");
}

#[test]
fn a_blank_value_is_at_its_empty_cell() {
    let directory = package(
        "blank_value",
        &[
            ("items.csv", "shixiang_item,name\n,甲许可\n"),
            (
                "not_applicable.csv",
                "shixiang_item,not_applicable.element,not_applicable.reason\n甲许可,guide.fees,\n",
            ),
        ],
    );
    let book = place("blank_value.xlsx");
    convert(&directory, &book, Form::Xlsx);
    let report = Checker::new().check(&read(&book));
    let found = report
        .findings
        .iter()
        .find(|found| found.rule.code == "SHP003");
    let at = found.unwrap().location.clone().unwrap();
    assert_eq!(at.field.as_deref(), Some("原因"), "{at:?}");
}

#[test]
fn a_missing_element_is_at_its_empty_cell() {
    let directory = package(
        "missing",
        &[
            (
                "items.csv",
                "shixiang_item,name,item_type\n,甲许可,行政许可\n,乙许可,行政许可\n",
            ),
            (
                "guide.csv",
                "shixiang_item,guide.conditions,guide.time_limit.promised.amount\n甲许可,年满十八周岁,\n乙许可,无,5\n",
            ),
            (
                "guide.materials.csv",
                "shixiang_item,guide.materials.name,guide.materials.medium\n甲许可,申请表,\n乙许可,申请表,纸质\n",
            ),
        ],
    );
    let book = place("missing.xlsx");
    convert(&directory, &book, Form::Xlsx);
    let report = Checker::new().check(&read(&book));
    let at = |code: &str| {
        let found = report.findings.iter().find(|found| found.rule.code == code);
        let at = found.unwrap().location.clone().unwrap();
        let column = at
            .cell
            .as_deref()
            .unwrap()
            .trim_end_matches(char::is_numeric);
        // Two rows of names stand above the data, and the items in the order of their names.
        assert_eq!(at.cell.as_deref(), Some(format!("{column}4").as_str()));
        (at.sheet.unwrap(), at.field.unwrap())
    };
    let named = |sheet: &str, field: &str| (sheet.to_owned(), field.to_owned());
    assert_eq!(at("LIM002"), named("办事指南", "承诺办结时限 · 数量"));
    assert_eq!(at("MAT003"), named("申请材料", "材料形式"));
    // Both reports say so.
    let path = book.to_str().unwrap();
    let text = shixiang(&["check", path, "--select", "LIM002"]);
    let text = String::from_utf8(text.stdout).unwrap();
    let cell = text
        .lines()
        .find(|line| line.contains("“承诺办结时限 · 数量”"));
    assert!(
        cell.is_some_and(|line| line.contains("工作表“办事指南”")),
        "{text}"
    );
    let json = shixiang(&["check", path, "--format", "json"]);
    let json: Value = serde_json::from_slice(&json.stdout).unwrap();
    let findings = json["findings"].as_array().unwrap();
    let found = findings
        .iter()
        .find(|found| found["rule"] == "LIM002")
        .unwrap();
    assert_eq!(found["location"]["sheet"], "办事指南");
    assert!(found["location"]["cell"].as_str().unwrap().ends_with('4'));
}

#[test]
fn rows_without_an_item_and_foreign_columns_are_reported() {
    let directory = package(
        "astray",
        &[
            (
                "items.csv",
                "shixiang_item,name,备注\n,甲,看看\n,乙,\n,乙,\n",
            ),
            (
                "m.csv",
                "shixiang_item,guide.materials.name\n丙,一\n,二\n乙,三\n甲,四\n",
            ),
            (
                "g.csv",
                "shixiang_item,guide.conditions\n甲,年满18岁\n甲,有营业执照\n",
            ),
        ],
    );
    let reading = read(&directory);
    let wrong = told(&reading);
    let at = |place: &str| wrong.iter().filter(|told| told.contains(place)).count();
    for place in ["m.csv:2", "m.csv:3", "m.csv:4", "g.csv:3", "items.csv:2"] {
        assert_eq!(at(place), 1, "{place}: {wrong:?}");
    }
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    assert!(!reading.account.is_complete());
    assert_eq!(reading.account.failed.len(), 4);
    let first = json!(reading.catalogue.items[0]);
    assert_eq!(first["extensions"]["备注"], "看看");
    assert_eq!(first["guide"]["materials"], json!([{ "name": "四" }]));
    assert_eq!(first["guide"]["conditions"], "年满18岁");
    // Of a single item all rows are, even if they do not name it.
    let single = package(
        "single",
        &[
            ("items.csv", "shixiang_item,name\n,甲\n"),
            ("m.csv", "shixiang_item,guide.materials.name\n,一\n"),
        ],
    );
    assert_eq!(read(&single).catalogue.items[0].materials().len(), 1);
}

/// FNV-1a, as published; of its 64 bits the upper half.
fn digest(text: &str) -> String {
    let mut hash: u64 = 14_695_981_039_346_656_037;
    for byte in text.bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(1_099_511_628_211);
    }
    format!("{:08x}", hash >> 32)
}

#[test]
fn an_example_row_counts_once_it_is_overwritten() {
    let own = digest("name\u{1f}甲许可\u{1e}version\u{1f}1");
    let head = "shixiang_row,shixiang_item,name,version";
    let names = |text: String| -> Vec<String> {
        let items = csv(&text).catalogue.items;
        items.into_iter().map(|item| item.name).collect()
    };
    let row = |cells: &str| names(format!("{head}\n示例 {own},,{cells}\n,,乙许可,2\n"));
    assert_eq!(row("甲许可,1"), ["乙许可"]);
    assert_eq!(row("丙许可,1"), ["丙许可", "乙许可"]);
    assert_eq!(row("甲许可,"), ["甲许可", "乙许可"]);
    // Sorted to the end, or with the columns in another order, it is the same row.
    let moved =
        format!("version,name,shixiang_row,shixiang_item\n2,乙许可,,\n1,甲许可,示例 {own},\n");
    assert_eq!(names(moved), ["乙许可"]);
    // The word alone does not make an example of what somebody filled in.
    assert_eq!(names(format!("{head}\n示例,,甲许可,1\n")), ["甲许可"]);
    // Text in the row of instructions is not lost silently.
    let notes = csv(&format!("{head}\n填写说明 {own},,丙许可,1\n,,乙许可,2\n"));
    assert_eq!(notes.catalogue.items.len(), 1);
    assert_eq!(notes.account.failed.len(), 1);
    assert!(!notes.account.is_complete());
}

#[test]
fn a_blank_workbook_is_incomplete() {
    let path = place("blank.xlsx");
    let _ = fs::remove_file(&path);
    let path = path.to_str().unwrap();
    let made = shixiang(&["new", "--xlsx", "-o", path]);
    assert!(made.status.success(), "{made:?}");
    let reading = read(Path::new(path));
    assert_eq!(reading.catalogue, Catalogue::default());
    let wrong = told(&reading);
    assert_eq!(wrong.len(), 1, "{wrong:?}");
    assert!(wrong[0].contains("里面没有事项"), "{wrong:?}");
    assert_eq!(shixiang(&["check", path]).status.code(), Some(3));
    // Ours to replace, but only if asked.
    assert_eq!(
        shixiang(&["new", "--xlsx", "-o", path]).status.code(),
        Some(2)
    );
    assert!(
        shixiang(&["new", "--xlsx", "--force", "-o", path])
            .status
            .success()
    );
    // In English as well, and on standard output.
    let english = shixiang(&["--lang", "en", "new", "--xlsx"]);
    let reading = read_bytes(
        "a.xlsx",
        english.stdout,
        Format::Workbook,
        &ReadOptions::default(),
    );
    assert_eq!(reading.catalogue, Catalogue::default());
    assert_eq!(told(&reading).len(), 1);
}

#[test]
fn a_text_too_long_for_a_cell_is_listed_as_lost() {
    let source = place("long.json");
    let long = "很长".repeat(20_000);
    let item = json!({ "name": "甲", "summary": "短", "guide": { "conditions": long } });
    fs::write(&source, item.to_string()).unwrap();
    let (book, loss) = (place("long.xlsx"), place("long-loss.json"));
    let [source, book, list] = [&source, &book, &loss].map(|path| path.to_str().unwrap());
    let args = [
        "normalize",
        source,
        "--to",
        "xlsx",
        "--force",
        "--loss",
        list,
        "-o",
        book,
    ];
    let said = shixiang(&args);
    let told = String::from_utf8(said.stderr).unwrap();
    assert!(told.contains("guide.conditions"), "{told}");
    let loss: Value = serde_json::from_str(&fs::read_to_string(&loss).unwrap()).unwrap();
    assert_eq!(
        loss["unheld"],
        json!([{ "item": "甲", "element": "guide.conditions" }])
    );
    // CSV has no such bound.
    let directory = place("long");
    convert(Path::new(source), &directory, Form::Csv);
    assert_eq!(
        read(&directory).catalogue.items[0].conditions(),
        Some(long.as_str())
    );
}

#[test]
fn only_our_own_tables_are_replaced() {
    let directory = place("replaced");
    let _ = fs::remove_dir_all(&directory);
    convert(Path::new("examples/data"), &directory, Form::Csv);
    convert(Path::new("examples/data"), &directory, Form::Csv);
    fs::write(directory.join("我的.csv"), "甲\n").unwrap();
    let path = directory.to_str().unwrap();
    let to = [
        "normalize",
        "examples/data",
        "--to",
        "csv",
        "--force",
        "-o",
        path,
    ];
    assert_eq!(shixiang(&to).status.code(), Some(2));
    assert!(directory.join("我的.csv").exists());
    let book = place("foreign.xlsx");
    let mut foreign = rust_xlsxwriter::Workbook::new();
    foreign.add_worksheet().write(0, 0, "我的").unwrap();
    foreign.save(&book).unwrap();
    let path = book.to_str().unwrap();
    let to = [
        "normalize",
        "examples/data",
        "--to",
        "xlsx",
        "--force",
        "-o",
        path,
    ];
    assert_eq!(shixiang(&to).status.code(), Some(2));
    // A directory cannot be written to standard output, a workbook can.
    let to = |form| shixiang(&["normalize", "examples/data", "--to", form, "-o", "-"]);
    assert_eq!(to("csv").status.code(), Some(2));
    let reading = read_bytes(
        "a",
        to("xlsx").stdout,
        Format::Workbook,
        &ReadOptions::default(),
    );
    assert_eq!(reading.catalogue.items.len(), 9);
}

#[test]
fn no_text_of_csv_begins_like_a_formula() {
    let item: ServiceItem = serde_json::from_value(json!({
        "name": "=HYPERLINK(\"http://a\")",
        "summary": "+1",
        "guide": { "materials": [{ "name": "@SUM(A1)", "remark": "-1" }] },
    }))
    .unwrap();
    let mut catalogue = Catalogue::default();
    catalogue.items.push(item.clone());
    let directory = place("formulas");
    shixiang::write::write(&catalogue, Form::Csv, &directory, true).unwrap();
    for name in ["items.csv", "guide.materials.csv"] {
        let text = fs::read_to_string(directory.join(name)).unwrap();
        let mut rows = ::csv::Reader::from_reader(text.as_bytes());
        for row in rows.records().flatten() {
            for (column, cell) in row.iter().enumerate().skip(1) {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{column}: {cell}");
            }
        }
    }
    assert_eq!(read(&directory).catalogue.items, [item]);
}

/// Texts that formats have trouble with.
fn texts() -> impl Strategy<Value = String> {
    prop_oneof![
        "[甲乙 \n｜|；、,;:=+@\"'_x0041{}\\[\\]-]{0,8}",
        Just("json:{}".to_owned()),
        Just("json:".to_owned()),
        Just("_x0041_".to_owned()),
        Just("\u{1}\r\n\u{b}\u{85}\u{fffe}".to_owned()),
        Just(" 甲 ".to_owned()),
        Just("是".to_owned()),
        Just("2027-01-01".to_owned()),
        Just("示例 00000000".to_owned()),
        "\\PC{0,6}",
    ]
}

fn items() -> impl Strategy<Value = Value> {
    let list = || prop::collection::vec(texts(), 0..4);
    let phones = prop::collection::vec((texts(), prop::option::of(texts())), 0..3);
    let materials = prop::collection::vec((prop::option::of(texts()), any::<Option<u32>>()), 0..3);
    let amount = prop_oneof![
        (-1e15..1e15).prop_map(|amount: f64| json!(amount)),
        any::<i32>().prop_map(|amount| json!(amount)),
        Just(json!(1e300)),
        Just(json!(0.1)),
    ];
    let own = (
        texts(),
        prop::option::of(texts()),
        list(),
        any::<Option<bool>>(),
        any::<Option<i64>>(),
    );
    (own, list(), phones, materials, amount, texts()).prop_map(
        |((name, summary, keywords, online, version), levels, phones, materials, amount, note)| {
            let phones: Vec<Value> = (phones.into_iter())
                .map(|(number, note)| json!({ "number": number, "note": note }))
                .collect();
            let materials: Vec<Value> = (materials.into_iter())
                .map(|(name, originals)| json!({ "name": name, "originals": originals }))
                .collect();
            json!({
                "name": name,
                "summary": summary,
                "keywords": keywords,
                "levels": levels,
                "online": online,
                "version": version,
                "guide": {
                    "time_limit": { "promised": { "amount": amount, "text": note } },
                    "consultation": { "phones": phones },
                    "materials": materials,
                },
                "channels": [{ "id": name, "says": { "conditions": note, "materials": materials } }],
                "extensions": { "a": [note, { "b": version, "c": 0.1 }] },
            })
        },
    )
}

/// The value without composites of which nothing is stated: tables do not tell them from absent ones.
fn stated(value: Value) -> Value {
    match value {
        Value::Object(own) => (own.into_iter())
            .map(|(key, value)| (key, stated(value)))
            .filter(|(_, value)| *value != json!({}))
            .collect(),
        Value::Array(all) => all.into_iter().map(stated).collect(),
        other => other,
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_item_is_the_same_as_tables(items in prop::collection::vec(items(), 1..4)) {
        let mut catalogue = Catalogue::default();
        for item in items {
            catalogue.items.push(serde_json::from_value(item).unwrap());
        }
        let wanted = stated(json_of(catalogue.clone()));
        for (form, name) in [(Form::Csv, "any"), (Form::Xlsx, "any.xlsx")] {
            let to = place(name);
            shixiang::write::write(&catalogue, form, &to, true).unwrap();
            let again = read(&to);
            prop_assert_eq!(told(&again), Vec::<String>::new());
            prop_assert_eq!(stated(json_of(again.catalogue)), wanted.clone());
        }
    }
}
