//! Where records are found, whose they are, and that unread input never passes.

#![cfg(feature = "cli")]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that fails says where"
)]

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use shixiang::dialect::Dialect;
use shixiang::model::ServiceItem;
use shixiang::source::Format;
use shixiang::{FailedRecord, ReadOptions, Reading, read_path, read_str};

fn json(text: &str) -> Reading {
    read_str("a.json", text, Format::Json, &ReadOptions::default())
}

fn names(reading: &Reading) -> Vec<&str> {
    let items = reading.catalogue.items.iter();
    items.map(|item| item.name.as_str()).collect()
}

fn body(item: &ServiceItem) -> Option<&str> {
    item.authority.as_ref()?.name.as_deref()
}

/// Every record that gave none, and why.
fn reasons(reading: &Reading) -> String {
    let failed = reading.failed.iter().flat_map(FailedRecord::reasons);
    let reasons: Vec<String> = failed.map(|reason| reason.zh).collect();
    reasons.join("\n")
}

/// Files by their names.
type Files<'f> = &'f [(&'f str, &'f str)];

fn directory(name: &str, files: Files<'_>) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path).unwrap();
    for (name, text) in files {
        let file = path.join(name);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    path
}

fn shixiang(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .args(args)
        .output()
        .unwrap()
}

#[test]
fn a_document_that_is_not_ours_is_not_taken_for_ours() {
    for text in [
        r#"[{"title":"补办证书","date":"2025-01-13","content":"所需材料：1.身份证"}]"#,
        r#"{"title":"补办证书","date":"2025-01-13"}"#,
        r#"{"code":200,"data":[{"title":"补办证书"}]}"#,
        r#"{"code":200,"data":{"list":[{"name":"甲"},{"name":"乙"}]}}"#,
        r#"{"事项":{"标题":"甲"},"办理":{"时间":"全天"}}"#,
        r#""{\"title\":\"补办证书\"}""#,
        r#"[{"id":1,"name":"甲","description":"乙","url":"http://example.gov.cn"}]"#,
        "[1,2]",
        r#""甲""#,
    ] {
        let reading = json(text);
        assert!(!reading.account.is_complete(), "{text}");
        assert!(names(&reading).is_empty(), "{text}: {:?}", names(&reading));
        assert!(!reading.failed.is_empty(), "{text}");
        let kept = reading.failed.iter().any(|failed| failed.record.is_some());
        assert!(kept, "{text}");
    }
    let toml = "[[item]]\nname = \"甲\"\n[[item]]\nname = \"乙\"\n";
    let reading = read_str("a.toml", toml, Format::Toml, &ReadOptions::default());
    assert!(!reading.account.is_complete() && names(&reading).is_empty());
    assert!(
        reasons(&reading).contains("dialect guess"),
        "{}",
        reasons(&reading)
    );
}

#[test]
fn a_document_that_is_ours_is_read_as_such() {
    for text in [
        r#"{"name":"甲","tips":"请带原件"}"#,
        r#"{"$schema":"../schema/service-item.v1.schema.json","name":"甲","a":1,"b":2,"c":3}"#,
        r#"[{"name":"甲"}]"#,
        r#"{"name":"目录","items":[{"name":"甲"}]}"#,
        r#"{"items":[{"name":"甲","a":1}]}"#,
        r#"{"code":0,"data":{"rows":[{"name":"甲","item_type":"行政许可","guide":{}}]}}"#,
    ] {
        let reading = json(text);
        assert_eq!(names(&reading), ["甲"], "{text}: {}", reasons(&reading));
        assert!(
            reading.account.is_complete(),
            "{text}: {}",
            reasons(&reading)
        );
    }
    let said =
        "#:schema ../schema/service-item.v1.schema.json\nname = \"甲\"\na = 1\nb = 2\nc = 3\n";
    let reading = read_str("a.toml", said, Format::Toml, &ReadOptions::default());
    assert_eq!(names(&reading), ["甲"]);
}

#[test]
fn each_line_is_decided_by_itself() {
    let text = concat!(
        "{\"name\":\"甲\",\"item_type\":\"行政许可\"}\n",
        "{\"事项名称\":\"乙\",\"实施主体\":\"某局\",\"承诺办结时限\":\"5个工作日\"}\n",
        "{\"title\":\"丙\"}\n",
        "null\n",
        "[{\"name\":\"丁\"}]\n",
        "{\"name\":\"戊\"}\n",
    );
    let reading = read_str("a.ndjson", text, Format::Ndjson, &ReadOptions::default());
    assert_eq!(names(&reading), ["甲", "乙", "戊"]);
    let lines: Vec<_> = (reading.account.failed.iter()).map(|at| at.line).collect();
    assert_eq!(lines, [Some(3), Some(4), Some(5)]);
    assert_eq!(reading.account.records, 6);
    assert_eq!(body(&reading.catalogue.items[1]), Some("某局"));
}

#[test]
fn all_branches_are_read_with_their_surroundings() {
    let record = |name: &str| {
        format!(r#"{{"事项名称":"{name}","实施主体":"某局","承诺办结时限":"5个工作日"}}"#)
    };
    let (a, b, c) = (record("甲"), record("乙"), record("丙"));
    let escaped = a.replace('"', "\\\"");
    for (text, expected) in [
        (
            format!(r#"{{"个人":[{a}],"法人":[{b}]}}"#),
            vec!["甲", "乙"],
        ),
        (
            format!(r#"{{"个人":{{"户籍":[{a}],"社保":[{b}]}},"法人":[{c}]}}"#),
            vec!["甲", "乙", "丙"],
        ),
        (
            format!(
                r#"[{{"办理处室":"某局","事项":[{a},{b}]}},{{"办理处室":"另局","事项":[{c}]}}]"#
            ),
            vec!["甲", "乙", "丙"],
        ),
        (
            format!(r#"{{"pages":[{{"pageNo":1,"rows":[{a}]}},{{"pageNo":2,"rows":[{b}]}}]}}"#),
            vec!["甲", "乙"],
        ),
        (
            format!(
                r#"[{{"code":0,"data":{{"list":[{a}]}}}},{{"code":0,"data":{{"list":[{b}]}}}}]"#
            ),
            vec!["甲", "乙"],
        ),
        (format!(r#"{{"code":0,"data":"[{escaped}]"}}"#), vec!["甲"]),
        (
            format!(r#"{{"a":{{"b":{{"c":{{"d":{{"e":[{a}]}}}}}}}}}}"#),
            vec!["甲"],
        ),
    ] {
        let reading = json(&text);
        assert_eq!(names(&reading), expected, "{text}");
        assert!(
            reading.account.is_complete(),
            "{text}: {}",
            reasons(&reading)
        );
    }
    let groups = json(&format!(
        r#"[{{"办理处室":"某局","事项":[{a}]}},{{"办理处室":"另局","事项":[{c}]}}]"#
    ));
    let bodies: Vec<_> = (groups.catalogue.items.iter())
        .map(|item| item.extensions["办理处室"].as_str().unwrap())
        .collect();
    assert_eq!(bodies, ["某局", "另局"]);
    let branches = json(&format!(r#"{{"个人":[{a}],"法人":[{b}]}}"#));
    assert_eq!(branches.catalogue.items[1].extensions["所在分组"], "法人");
}

#[test]
fn branches_that_were_not_visited_are_listed() {
    let record = r#"{"事项名称":"甲","实施主体":"某局","承诺办结时限":"5个工作日"}"#;
    for (text, path) in [
        (
            format!(r#"{{"rows":[{record}],"facets":[{{"x":1}}]}}"#),
            "facets",
        ),
        (
            format!(r#"[{{"dept":"某局","list":[{record}]}},{{"dept":"另局","list":[]}}]"#),
            "",
        ),
        (format!(r#"[{record},"乙"]"#), ""),
    ] {
        let reading = json(&text);
        assert_eq!(names(&reading), ["甲"], "{text}");
        assert!(!reading.account.is_complete(), "{text}");
        assert!(reasons(&reading).contains(path), "{}", reasons(&reading));
    }
    let own = json(
        r#"{"name":"目录","division":"450600","items":[{"name":"甲"}],"item":[{"name":"乙"}]}"#,
    );
    assert_eq!(names(&own), ["甲"]);
    assert!(reasons(&own).contains("item"), "{}", reasons(&own));
}

#[test]
fn a_dialect_with_unmet_expectations_is_an_error() {
    let dialect = |records: &str| {
        let text = format!(
            "name = \"d\"\nrecognise = [\"task\"]\n{records}\nfields = [{{ from = \"task\", to = \"name\" }}, {{ from = \"dept\", to = \"authority.name\" }}]\n"
        );
        ReadOptions::default().dialect(Dialect::parse("d.toml", &text).unwrap())
    };
    let groups = r#"[{"dept":"某局","items":[{"main":"主项","sub":[{"task":"甲"},{"task":"乙"}]}]},{"dept":"某委","items":[{"main":"主项二","sub":[{"task":"丙"}]}]}]"#;
    for (records, text, expected) in [
        ("", groups, &["甲", "乙", "丙"][..]),
        ("records = \"items.sub\"", groups, &["甲", "乙", "丙"]),
        (
            "records = \"data.list\"",
            r#"{"data":{"rows":[{"task":"甲"}]}}"#,
            &[],
        ),
        (
            "records = \"data.rows\"",
            r#"{"data":{"rows":[{"task":"甲"}]}}"#,
            &["甲"],
        ),
        (
            "records = \"data.rows\"",
            r#"{"data":{"rows":[{"other":"甲"}]}}"#,
            &[],
        ),
        ("", r#"{"data":{"rows":[{"other":"甲"}]}}"#, &[]),
    ] {
        let reading = read_str("a.json", text, Format::Json, &dialect(records));
        assert_eq!(names(&reading), expected, "{records} {text}");
        assert_eq!(
            reading.account.is_complete(),
            !expected.is_empty(),
            "{records} {text}"
        );
    }
    let reading = read_str(
        "a.json",
        groups,
        Format::Json,
        &dialect("records = \"items.sub\""),
    );
    let item = &reading.catalogue.items[2];
    assert_eq!(body(item), Some("某委"));
    assert_eq!(item.extensions["main"], "主项二");
}

#[test]
fn a_syntax_error_is_incomplete_whatever_rules_run() {
    for text in [
        "[[items]]\nname = \"甲\"\n[[items]\nname = \"乙\"\n[[items]]\nname = \"丙\"\n",
        "name = \"甲\"\nname = \"乙\"\n",
        "name = \"甲\"\n[guide.fees]\ncharged = false\nitems = [{ name = \"工本费\"\n",
    ] {
        let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
        assert!(!reading.account.is_complete(), "{text}");
        let kept = reading
            .failed
            .iter()
            .any(|failed| failed.record == Some(text.into()));
        assert!(kept, "{:?}", reading.failed);
    }
    let place = directory("half", &[("half.toml", "name = \"甲\"\nname = \"乙\"\n")]);
    let place = place.to_str().unwrap();
    for more in [&["--select", "LIM"][..], &["--fail-on", "never"]] {
        let args = [&["check", place][..], more].concat();
        assert_eq!(shixiang(&args).status.code(), Some(3), "{more:?}");
    }
}

#[test]
fn zero_is_not_green() {
    let item = "name = \"甲\"\n";
    let cases: &[(&str, Files<'_>, &str)] = &[
        ("zero-empty", &[], "zero-empty"),
        ("zero-text", &[("a.docx", "x")], "a.docx"),
        (
            "zero-some",
            &[("a.toml", item), ("b.ttl", "x"), ("c.html", "x")],
            "b.ttl",
        ),
        (
            "zero-include",
            &[("catalogue.toml", "include = [\"items/*.toml\"]\n")],
            "catalogue.toml",
        ),
        (
            "zero-catalogue",
            &[("catalogue.toml", "name = \"目录\"\n")],
            "catalogue.toml",
        ),
        (
            "zero-list",
            &[("list.toml", "include = [\"*.toml\"]\n")],
            "list.toml",
        ),
        (
            "zero-json",
            &[(
                "catalogue.json",
                "{\"name\":\"目录\",\"include\":[\"*.toml\"]}",
            )],
            "catalogue.json",
        ),
        ("zero-rows", &[("a.json", "[]")], "a.json"),
    ];
    for (name, files, named) in cases {
        let place = directory(name, files);
        let place = place.to_str().unwrap();
        let out = format!("{place}.out");
        let _ = fs::remove_file(&out);
        for args in [
            &["check", place, "--select", "LIM"][..],
            &["normalize", place, "-o", &out, "--to", "ndjson", "--force"],
        ] {
            let output = shixiang(args);
            assert_eq!(output.status.code(), Some(3), "{args:?}: {output:?}");
            let said = [output.stdout, output.stderr].concat();
            let said = String::from_utf8(said).unwrap();
            assert!(said.contains(named), "{args:?}: {said}");
        }
    }
    // A file that only describes the others is no input.
    let about = directory(
        "zero-about",
        &[("a.toml", item), ("README.md", "x"), ("LICENSE", "x")],
    );
    let reading = read_path(about, &ReadOptions::default()).unwrap();
    assert!(reading.account.is_complete(), "{}", reasons(&reading));
}

#[test]
fn a_directory_of_ours_stays_ours_under_a_dialect() {
    let place = directory(
        "ours",
        &[
            ("catalogue.toml", "include = [\"items/*.toml\"]\n"),
            (
                "items/a.toml",
                "#:schema ../schema/service-item.v1.schema.json\nname = \"甲\"\n",
            ),
            ("items/b.toml", "name = \"乙\"\n"),
        ],
    );
    let dialect = shixiang::find_dialect("guangdong").unwrap();
    let reading = read_path(place, &ReadOptions::default().dialect(dialect)).unwrap();
    assert_eq!(names(&reading), ["甲"]);
    assert_eq!(reading.account.failed.len(), 1, "{}", reasons(&reading));
}

/// Its examples are items, and its properties have their keys.
#[test]
fn the_header_of_a_catalogue_is_no_item() {
    for (name, text, format) in [
        (
            "index.toml",
            "name = \"某市事项目录\"\nas_of = 2026-11-01\nprofile = \"portal\"\n",
            Format::Toml,
        ),
        (
            "index.json",
            r#"{"name":"某市事项目录","division":"450600","profile":"portal"}"#,
            Format::Json,
        ),
    ] {
        let reading = read_str(name, text, format, &ReadOptions::default());
        assert!(names(&reading).is_empty(), "{name}: {:?}", names(&reading));
        assert_eq!(reading.catalogue.name.as_deref(), Some("某市事项目录"));
        assert!(!reading.account.is_complete(), "{name}");
    }
}

#[test]
fn a_json_schema_is_not_read_as_data() {
    for file in [
        "service-item.v1.schema.json",
        "draft-07/service-item.v1.schema.json",
        "annotated/catalogue.v1.schema.json",
    ] {
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("schema")
            .join(file);
        let text = fs::read_to_string(path).unwrap();
        let reading = json(&text);
        assert!(names(&reading).is_empty(), "{:?}", names(&reading));
        assert!(reasons(&reading).contains("是 JSON Schema，不是事项"));
        assert!(!reading.account.is_complete());
    }
}

#[test]
fn records_written_by_columns_are_not_taken_for_one() {
    for text in [
        r#"{"事项名称":["甲","乙"],"实施主体":["某局","另局"],"承诺办结时限":["5个工作日","30个工作日"]}"#,
        r#"{"data":{"事项名称":["甲","乙"],"实施主体":["某局","另局"],"承诺办结时限":["5个工作日",null]}}"#,
    ] {
        let reading = json(text);
        assert!(reading.catalogue.items.is_empty(), "{text}");
        assert!(!reading.account.is_complete(), "{text}");
    }
    // A list in one field, or a single record as a column.
    for text in [
        r#"{"事项名称":"甲","实施主体":"某局","受理条件":["年满十八周岁","有住所"]}"#,
        r#"{"事项名称":["甲"],"实施主体":["某局"],"受理条件":["年满十八周岁"]}"#,
    ] {
        assert_eq!(names(&json(text)), ["甲"], "{text}");
    }
}

/// The parts of their surroundings that the records keep in their extensions.
fn kept(reading: &Reading) -> Vec<String> {
    let items = reading.catalogue.items.iter();
    items
        .map(|item| serde_json::to_string(&item.extensions).unwrap())
        .collect()
}

#[test]
fn words_of_an_answer_are_left_out_by_name_and_those_of_a_group_are_kept() {
    let list = r#""list":[{"事项名称":"排污许可","法定办结时限":"20个工作日","承诺办结时限":"5个工作日"}]"#;
    let code = r#""code":"11430100006123458Y""#;
    // The name of a group makes all of it the group's own, and so does what the group says besides.
    for (text, expected) in [
        (
            format!(
                r#"{{"长沙市生态环境局":{{{code},"version":"2024版","status":"已停用",{list}}}}}"#
            ),
            &["长沙市生态环境局", "11430100006123458Y", "2024版", "已停用"][..],
        ),
        (
            format!(r#"{{"dept":{{"name":"长沙市生态环境局","code":"045",{list}}}}}"#),
            &["长沙市生态环境局", "045"],
        ),
        (format!("{{{code},{list}}}"), &["11430100006123458Y"]),
        (
            format!(r#"{{"code":0,"msg":"好","data":{{"dept":"甲局","status":"停用",{list}}}}}"#),
            &["甲局", "停用"],
        ),
    ] {
        let reading = json(&text);
        assert_eq!(names(&reading), ["排污许可"], "{text}");
        let kept = kept(&reading);
        for words in expected {
            let is_body = body(&reading.catalogue.items[0]) == Some(words);
            assert!(
                is_body || kept[0].contains(words),
                "{text}: {words} in {kept:?}"
            );
        }
    }
    let text = format!(
        r#"{{"code":0,"msg":"查询成功","data":{{"pageSize":10,"status":"1",{list}}},"timestamp":1700000000000}}"#
    );
    let reading = read_str(
        "a.json",
        &text,
        Format::Json,
        &ReadOptions::default().trace(),
    );
    assert!(
        reading.unknown_fields.is_empty(),
        "{:?}",
        reading.unknown_fields
    );
    let left_out: Vec<&str> = reading
        .account
        .left_out
        .iter()
        .map(String::as_str)
        .collect();
    let all = ["code", "data.pageSize", "data.status", "msg", "timestamp"];
    assert_eq!(left_out, all);
    let traced = |field: &&str| reading.trace.iter().any(|one| one.value.field == **field);
    assert!(all.iter().all(traced), "{:?}", reading.trace);
}

#[test]
fn a_page_of_many_is_incomplete() {
    let answer = |said: &str, names: &[&str]| {
        let record = |name: &&str| {
            format!(r#"{{"事项名称":"{name}","承诺办结时限":"5日","实施主体":"甲局"}}"#)
        };
        let records: Vec<String> = names.iter().map(record).collect();
        format!(
            r#"{{"code":200,"data":{{{said},"list":[{}]}}}}"#,
            records.join(",")
        )
    };
    let total = r#""total":4,"pages":2"#;
    let (first, second) = (answer(total, &["甲", "乙"]), answer(total, &["丙", "丁"]));
    let grown = answer(r#""total":"40""#, &["丙", "丁"]);
    for (files, short) in [
        (&[("1.json", first.as_str())][..], Some((4, 2))),
        (&[("1.json", &first), ("2.json", &second)], None),
        (&[("1.ndjson", &format!("{first}\n{second}\n"))], None),
        (
            &[("1.json", &first), ("2.json", &second), ("3.json", &grown)],
            Some((40, 2)),
        ),
        (
            &[("1.json", &answer(r#""totalPages":3"#, &["甲"]))],
            Some((3, 1)),
        ),
        (&[("1.json", &answer(r#""total":1"#, &["甲", "乙"]))], None),
    ] {
        let path = directory("records-pages", files);
        let reading = read_path(&path, &ReadOptions::default()).unwrap();
        let found = reading.account.shortfalls.first();
        assert_eq!(
            found.map(|list| (list.said, list.given)),
            short,
            "{files:?}"
        );
        assert_eq!(reading.account.is_complete(), short.is_none());
        let output = shixiang(&["check", path.to_str().unwrap()]);
        let told = String::from_utf8(output.stdout).unwrap();
        assert_eq!(told.contains("DOC009"), short.is_some(), "{told}");
        assert_eq!(output.status.code() == Some(3), short.is_some(), "{told}");
    }
}

#[test]
fn fields_that_many_have_do_not_make_a_source_that_of_a_province() {
    let text = r#"[{"name":"查封设施","qllx":"03","fwdx":"企业法人","bljg":"贵阳市生态环境局","fdqx":"20","cnqx":"10"}]"#;
    let reading = json(text);
    // It is read by its headings, and not with the codes of one province.
    assert_eq!(names(&reading), ["查封设施"]);
    assert_eq!(Vec::from_iter(&reading.account.dialects), ["elements"]);
    assert_eq!(
        reading.catalogue.items[0].item_type,
        Some(shixiang::vocabulary::ItemType::Compulsion)
    );
    let text = text.replace("\"qllx\"", "\"impleCode\":\"113301\",\"qllx\"");
    let reading = json(&text);
    assert_eq!(names(&reading), ["查封设施"]);
    assert!(reading.account.dialects.contains("zhejiang"));
}
