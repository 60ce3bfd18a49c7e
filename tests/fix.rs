//! `fix` as a user meets it: what is changed, what is only shown, what is left alone.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]
#![cfg(feature = "cli")]

mod place;

use std::fs;
use std::path::Path;

use place::Place;
use serde_json::Value;

impl Place {
    /// Runs `fix`; returns the exit code and the output.
    fn fix(&self, args: &[&str]) -> (i32, String) {
        let output = self.run(&[&["fix"], args].concat());
        let code = output.status.code().unwrap();
        (code, String::from_utf8(output.stdout).unwrap())
    }
}

/// An item with comments and a layout of its own.
const UNTIDY: &str = r#"# 一份手写的事项
name      = '食品经营许可（（新办））'   # 单引号
item_type = "《行政许可》"
version   = "3"
keywords  = "食品、餐饮"   # 列表，要人看

[guide]
conditions = """
有场所，，有\u0007设备。
"""

[guide.time_limit]  # 时限
promised = "5个工作日"
[[guide.materials]]
name = "申请表"
orignals = 1
"#;

/// The same with the safe fixes made.
const TIDY: &str = r#"# 一份手写的事项
name      = '食品经营许可（新办）'   # 单引号
item_type = "行政许可"
version   = 3
keywords  = "食品、餐饮"   # 列表，要人看

[guide]
conditions = """
有场所，，有设备。
"""

[guide.time_limit]  # 时限
promised = { amount = 5, unit = "工作日" }
[[guide.materials]]
name = "申请表"
orignals = 1
"#;

#[test]
fn safe_fixes_are_made_and_doubtful_ones_shown() {
    let place = Place::new("fix", "made");
    place.write("a.toml", UNTIDY);
    let (code, said) = place.fix(&["a.toml"]);
    assert_eq!((code, place.read("a.toml").as_str()), (0, TIDY));
    for words in [
        "a.toml（已改）\n",
        "  4:13  DOC003  \"3\" → 3\n",
        "a.toml（拿不准，没有改，请人核对）\n",
        "DOC002  orignals → originals\n",
        "TXT016",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    let end = "改了1个文件5处；拿不准3处，没有改\n";
    assert!(said.ends_with(end), "{said}");
    let (code, again) = place.fix(&["a.toml"]);
    assert_eq!((code, place.read("a.toml").as_str()), (0, TIDY));
    assert!(again.contains("改了0个文件0处"), "{again}");
    assert!(!again.contains("已改"), "{again}");
    let (_, quiet) = place.fix(&["-q", "a.toml"]);
    assert_eq!(quiet, "改了0个文件0处；拿不准3处，没有改\n");
    let (_, english) = place.fix(&["--lang", "en", "a.toml"]);
    let end = "changed 0 places in 0 files; 3 doubtful, not changed\n";
    assert!(english.ends_with(end), "{english}");
}

#[test]
fn a_diff_is_for_programs_and_writes_nothing() {
    let place = Place::new("fix", "diff");
    place.write("items/a.toml", UNTIDY);
    let output = place.run(&["fix", "--diff", "."]);
    assert_eq!(output.status.code(), Some(1), "something would change");
    assert_eq!(place.read("items/a.toml"), UNTIDY);
    let diff = String::from_utf8(output.stdout).unwrap();
    let mut lines = diff.lines();
    assert_eq!(lines.next(), Some("--- a/items/a.toml"));
    assert_eq!(lines.next(), Some("+++ b/items/a.toml"));
    // The text as a program makes it that applies the diff.
    let text: Vec<&str> = (lines.filter(|line| !line.starts_with("@@")))
        .filter_map(|line| line.strip_prefix([' ', '+']))
        .collect();
    assert_eq!(text.join("\n") + "\n", TIDY);
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("items/a.toml（要改）"), "{said}");
    place.write("items/a.toml", TIDY);
    let (code, diff) = place.fix(&["--diff", "."]);
    assert_eq!((code, diff.as_str()), (0, ""));
}

#[test]
fn bytes_beside_values_stay_unless_invalid() {
    let place = Place::new("fix", "bytes");
    let windows = UNTIDY.replace('\n', "\r\n");
    place.write("a.toml", &format!("\u{feff}{windows}"));
    place.fix(&["a.toml"]);
    let fixed = place.read("a.toml");
    let wanted = format!("\u{feff}{}", TIDY.replace('\n', "\r\n"));
    assert_eq!(fixed, wanted);
    // Control characters that are no part of a string are a fault of the text itself.
    let item = "name = \"甲证\u{1}核发\"\nversion = \"3\"\u{2}\n";
    place.write("b.toml", item);
    let (_, said) = place.fix(&["b.toml"]);
    let wanted = "name = \"甲证核发\"\nversion = 3\n";
    assert_eq!(place.read("b.toml"), wanted);
    assert!(said.contains("去掉看不见的控制字符2个"), "{said}");
}

/// Two items with a fault each, a line each.
const LINES: &str = concat!(
    r#"{"name":"甲证核发","guide":{"time_limit":{"promised":"5个工作日"}}}"#,
    "\n",
    r#"{"name":"乙证核发","version":"3"}"#,
    "\n",
);

/// The same with the fixes made.
const FIXED_LINES: &str = concat!(
    r#"{"name":"甲证核发","guide":{"time_limit":{"promised":{"amount":5,"unit":"工作日"}}}}"#,
    "\n",
    r#"{"name":"乙证核发","version":3}"#,
    "\n",
);

#[test]
fn lines_keep_their_ends() {
    let place = Place::new("fix", "lines");
    let windows = |text: &str| text.replace('\n', "\r\n");
    let no_end = |text: &str| text.trim_end().to_owned();
    let mark = |text: &str| format!("\u{feff}{text}");
    let blank = |text: &str| text.replace('\n', "\n\n \n");
    let forms: [&dyn Fn(&str) -> String; 5] = [&str::to_owned, &windows, &no_end, &mark, &blank];
    for form in forms {
        place.write("a.ndjson", &form(LINES));
        let (code, said) = place.fix(&["a.ndjson"]);
        assert_eq!(code, 0, "{said}");
        assert_eq!(place.read("a.ndjson"), form(FIXED_LINES));
    }
}

#[test]
fn a_second_run_changes_nothing_however_deep_brackets_stand() {
    let place = Place::new("fix", "deep");
    let (opening, closing) = ("(".repeat(110), "）".repeat(109));
    let text = format!(
        "name = \"甲证核发\"\n[guide]\nconditions = \"{opening}有设施{closing}；有人员\"\n"
    );
    place.write("a.toml", &text);
    place.fix(&["a.toml"]);
    let once = place.read("a.toml");
    assert_ne!(once, text);
    place.fix(&["a.toml"]);
    assert_eq!(place.read("a.toml"), once);
}

#[test]
fn a_file_given_twice_is_fixed_once() {
    let place = Place::new("fix", "twice");
    for names in [["a.ndjson", "a.ndjson"], ["a.ndjson", "./a.ndjson"]] {
        place.write("a.ndjson", LINES);
        let (code, said) = place.fix(&names);
        assert_eq!((code, place.read("a.ndjson").as_str()), (0, FIXED_LINES));
        assert!(said.ends_with("改了1个文件2处\n"), "{said}");
    }
}

#[test]
fn unwritable_fixes_are_listed_with_the_reason() {
    let place = Place::new("fix", "unwritten");
    let utf16: Vec<u8> = "\u{feff}"
        .encode_utf16()
        .chain(LINES.encode_utf16())
        .flat_map(u16::to_le_bytes)
        .collect();
    let path = place.path().join("a.ndjson");
    fs::write(&path, &utf16).unwrap();
    let (code, said) = place.fix(&["a.ndjson"]);
    assert_eq!((code, fs::read(&path).unwrap()), (0, utf16));
    assert!(said.contains("a.ndjson（编码不是 UTF-8，不改"), "{said}");
    assert!(said.contains("DOC003  \"3\" → 3"), "{said}");
    assert!(
        said.ends_with("改了0个文件0处；不能改的文件里2处\n"),
        "{said}"
    );
    // A comma is missing: the reader sees what is meant, but what is written back would be a guess.
    let broken = r#"[{"name":"甲证核发","version":"3"} {"name":"乙证核发","version":"4"}]"#;
    place.write("b.json", broken);
    let (_, said) = place.fix(&["b.json"]);
    assert_eq!(place.read("b.json"), broken);
    assert!(said.contains("b.json（写法有错，没有改"), "{said}");
    assert!(
        said.ends_with("改了0个文件0处；写法有错2处，没有改\n"),
        "{said}"
    );
}

#[test]
fn a_diff_of_a_text_with_a_mark_applies() {
    let place = Place::new("fix", "mark");
    place.write("a.toml", "\u{feff}version = \"3\"\nname = \"甲证核发\"\n");
    let (code, diff) = place.fix(&["--diff", "a.toml"]);
    assert_eq!(code, 1);
    assert!(
        diff.contains("\n-\u{feff}version = \"3\"\n+\u{feff}version = 3\n"),
        "{diff}"
    );
}

#[test]
fn the_schema_beside_an_item_is_named() {
    let place = Place::new("fix", "schema");
    let item = "name = \"甲证核发\"\n";
    let other = "#:schema ./other.json\nname = \"乙证核发\"\n";
    let catalogue = "name = \"目录\"\ninclude = [\"items/**/*.toml\"]\n";
    place
        .write("schema/service-item.v1.schema.json", "{}")
        .write("catalogue.toml", catalogue)
        .write("items/a.toml", item)
        .write("items/b/c.toml", item)
        .write("items/d.toml", other);
    let (code, said) = place.fix(&["."]);
    assert_eq!(code, 0, "{said}");
    let line = |up: &str| format!("#:schema {up}schema/service-item.v1.schema.json\n{item}");
    assert_eq!(place.read("items/a.toml"), line("../"));
    assert_eq!(place.read("items/b/c.toml"), line("../../"));
    assert_eq!(place.read("items/d.toml"), other);
    assert_eq!(place.read("catalogue.toml"), catalogue);
    assert!(said.contains("第一行写上 #:schema"), "{said}");
    let (_, again) = place.fix(&["."]);
    assert!(again.contains("改了0个文件"), "{again}");
}

/// Written files name the schema of their kind, which lies where the line says, and are read back unchanged.
#[test]
fn written_files_name_their_schema() {
    let place = Place::new("fix", "written");
    let item = "name = \"甲证核发\"\nsource_id = \"a\"\neffective_date = 2026-01-01\n";
    place.write("a.toml", item);
    let written = place.run(&["normalize", "a.toml", "--output", "out"]);
    assert_eq!(written.status.code(), Some(0));
    let new = place.run(&["new", "--output", "out/items/new.toml"]);
    assert_eq!(new.status.code(), Some(0));
    for (file, schema) in [
        ("out/catalogue.toml", "./schema/catalogue.v1.schema.json"),
        ("out/items/a.toml", "../schema/service-item.v1.schema.json"),
        (
            "out/items/new.toml",
            "../schema/service-item.v1.schema.json",
        ),
    ] {
        let text = place.read(file);
        let named = text
            .lines()
            .next()
            .unwrap()
            .strip_prefix("#:schema ")
            .unwrap();
        assert_eq!(named, schema, "{file}");
        let directory = place.path().join(file).parent().unwrap().to_owned();
        assert!(directory.join(named).is_file(), "{file}");
    }
    assert_eq!(
        place.read("out/items/a.toml").split_once('\n').unwrap().1,
        item
    );
    // A second conversion takes the place of the first, schemas and all.
    fs::remove_file(place.path().join("out/items/new.toml")).unwrap();
    let again = place.run(&["normalize", "a.toml", "--output", "out", "--force"]);
    assert_eq!(again.status.code(), Some(0));
    // Without a schema nearby, none is named.
    let new = place.run(&["new", "--output", "new.toml"]);
    assert_eq!(new.status.code(), Some(0));
    assert!(!place.read("new.toml").contains("#:schema"));
}

#[test]
fn tables_and_other_systems_are_listed_and_left_alone() {
    let place = Place::new("fix", "refused");
    let csv = "事项名称,事项类型,基本编码\n甲证核发,行政许可,44O101007000\n";
    place.write("a.csv", csv);
    let (code, said) = place.fix(&["a.csv"]);
    assert_eq!((code, place.read("a.csv").as_str()), (0, csv));
    assert!(said.contains("a.csv（这是表格，不改"), "{said}");
    assert!(
        said.contains("IDN010  44O101007000 → 440101007000"),
        "{said}"
    );
    assert!(said.contains("不能改的文件里1处"), "{said}");
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/dialects");
    let mut others = 0;
    for entry in fs::read_dir(sample).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let name = path.file_name().unwrap().to_str().unwrap();
        let text = fs::read_to_string(&path).unwrap();
        place.write(name, &text);
        place.fix(&[name]);
        assert_eq!(place.read(name), text);
        others += 1;
    }
    assert!(others > 0);
}

#[test]
fn suppressed_and_unselected_findings_are_not_fixed() {
    let place = Place::new("fix", "accepted");
    let item = "name = \"甲证核发\"\nversion = \"3\"\nitem_type = \"（行政许可）\"\n";
    place.write("a.toml", item);
    let accepted = "[[suppressions]]\nrule = \"SHP001\"\nreason = \"核实过\"\nuntil = 2099-01-01\n";
    place.write("shixiang.toml", accepted);
    place.fix(&["--ignore", "DOC003", "a.toml"]);
    assert_eq!(place.read("a.toml"), item);
    place.fix(&["a.toml"]);
    assert_eq!(place.read("a.toml"), item.replace("\"3\"", "3"));
    let (code, _) = place.fix(&["no-such.toml"]);
    assert_eq!(code, 2);
    let (code, said) = place.write("empty.toml", "").fix(&["empty.toml"]);
    assert_eq!(code, 3, "{said}");
}

#[cfg(unix)]
#[test]
fn permissions_and_links_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};
    let place = Place::new("fix", "unix");
    place.write("real.toml", UNTIDY);
    let real = place.path().join("real.toml");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o640)).unwrap();
    let link = place.path().join("link.toml");
    symlink("real.toml", &link).unwrap();
    place.fix(&["link.toml"]);
    assert_eq!(place.read("real.toml"), TIDY);
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    let mode = fs::metadata(&real).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);
    assert_eq!(fs::read_dir(place.path()).unwrap().count(), 2);

    fs::write(&real, UNTIDY).unwrap();
    fs::set_permissions(&real, fs::Permissions::from_mode(0o444)).unwrap();
    let (code, said) = place.fix(&["real.toml"]);
    assert_eq!(code, 2, "{said}");
    assert_eq!(place.read("real.toml"), UNTIDY);
}

#[test]
fn the_report_shows_the_fix() {
    let place = Place::new("fix", "json");
    place.write("a.toml", UNTIDY);
    let output = place.run(&["check", "--format", "json", "a.toml"]);
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let fix = |rule: &str, pointer: &str| {
        let mut findings = report["findings"].as_array().unwrap().iter();
        let found = findings.find(|found| found["rule"] == rule && found["path"] == pointer);
        found.unwrap()["fix"].clone()
    };
    let limit = fix("DOC003", "/guide/time_limit/promised");
    assert_eq!(limit["applicability"], "safe");
    assert_eq!(limit["value"]["amount"], 5);
    let key = fix("DOC002", "/guide/materials/0/orignals");
    assert_eq!(key["applicability"], "doubtful");
    assert_eq!(key["key"], "originals");
}
