//! `export` as a user meets it: what is written, what is reported, and the exit codes.
#![allow(
    clippy::indexing_slicing,
    clippy::print_stderr,
    clippy::unwrap_used,
    reason = "a test fails by a panic"
)]
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use shixiang::interop::{Export, Standard, Syntax};
use shixiang::model::elements::{Group, ITEM as ELEMENTS};
use shixiang::source::Format;
use shixiang::{ReadOptions, ServiceItem, read_path};

fn export(args: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_shixiang"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .env("LANG", "zh_CN.UTF-8")
        .arg("export")
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that refuses its arguments closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    child.wait_with_output().unwrap()
}

fn scratch(name: &str) -> PathBuf {
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("export");
    fs::create_dir_all(&directory).unwrap();
    let path = directory.join(name);
    let _ = fs::remove_file(&path);
    path
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The things of a document by their IRI.
fn graph(output: &Output) -> Vec<Value> {
    let document: Value = serde_json::from_slice(&output.stdout).unwrap();
    document["@graph"].as_array().unwrap().clone()
}

fn thing<'g>(graph: &'g [Value], id: &str) -> &'g Value {
    let mut things = graph.iter();
    things.find(|thing| thing["@id"] == id).unwrap()
}

const ITEM: &str = r#"
name = "食品经营许可 <新办>"
implementation_code = "甲/乙 1"
handling_system = "一体化平台"

[authority]
name = "云江新区市场监督管理局"

[guide.time_limit]
promised = { amount = 5, unit = "工作日" }

[[guide.materials]]
name = "申请书"
blank_form = "表格/申请书.docx"

[[guide.materials]]
name = "申请书"
"#;

#[test]
fn a_service_is_exported_and_elements_without_a_place_are_listed() {
    let base = ["--base", "https://data.example.gov.cn/id"];
    let output = export(&[&["-", "--to", "cpsv-ap"], &base[..]].concat(), ITEM);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let graph = graph(&output);
    let service = "https://data.example.gov.cn/id/service/%E7%94%B2%2F%E4%B9%99%201";
    let of = thing(&graph, service);
    assert_eq!(of["dct:title"]["@value"], "食品经营许可 <新办>");
    assert_eq!(of["dct:title"]["@language"], "zh");
    assert_eq!(of["dct:identifier"], "甲/乙 1");
    assert_eq!(of["cv:processingTime"]["@value"], "P7D");
    let description = of["dct:description"]["@value"].as_str().unwrap();
    assert_eq!(description, "承诺办结时限：5个工作日");
    // Two of one name are two; a file name is no address.
    let first = format!("{service}/evidence/%E7%94%B3%E8%AF%B7%E4%B9%A6");
    let told = &thing(&graph, &first)["dct:description"]["@value"];
    assert_eq!(told, "空白表格：表格/申请书.docx");
    thing(&graph, &format!("{first}~2"));
    let said = text(&output.stderr);
    assert!(said.contains("写出8，没有对应1"), "{said}");
    assert!(
        said.contains("承办系统（handling_system）：1个值"),
        "{said}"
    );
}

#[test]
fn missing_required_properties_are_listed() {
    let output = export(&["-", "--to", "cpsv-ap", "--lang", "en"], "name = \"甲\"");
    assert_eq!(output.status.code(), Some(0));
    let service = &graph(&output)[0];
    assert_eq!(service["dct:description"]["@value"], "甲");
    let said = text(&output.stderr);
    for words in [
        "1 cpsv:PublicService lack dct:description: the name is written instead",
        "1 cpsv:PublicService lack cv:hasCompetentAuthority, which the vocabulary requires",
    ] {
        assert!(said.contains(words), "{said}");
    }
}

#[test]
fn items_with_one_key_are_separate_services_with_one_body() {
    let line = r#"{"name": "甲", "authority": {"name": "乙局"}}"#;
    let args = ["-", "--stdin-format", "ndjson", "--to", "cpsv-ap"];
    let graph = graph(&export(&args, &format!("{line}\n{line}\n")));
    let ids: Vec<&str> = graph
        .iter()
        .map(|thing| thing["@id"].as_str().unwrap())
        .collect();
    assert_eq!(
        ids.iter().collect::<BTreeSet<_>>().len(),
        ids.len(),
        "{ids:?}"
    );
    let services = ids
        .iter()
        .filter(|id| id.starts_with("urn:shixiang:service/"));
    let services: Vec<_> = services.collect();
    assert_eq!(services.len(), 2);
    assert_eq!(*services[1], format!("{}~2", services[0]));
    let bodies = ids
        .iter()
        .filter(|id| id.starts_with("urn:shixiang:organisation/"));
    assert_eq!(bodies.count(), 1);
}

#[test]
fn schema_org_has_a_line_for_each_service() {
    let output = export(&["examples/data", "--to", "schema-org"], "");
    assert_eq!(output.status.code(), Some(0));
    let graph = graph(&output);
    assert_eq!(text(&output.stdout).lines().count(), graph.len() + 2);
    for service in &graph {
        assert_eq!(service["@type"], "GovernmentService");
        assert_eq!(service["provider"]["@type"], "GovernmentOrganization");
        assert!(service["availableChannel"].is_array(), "{service}");
    }
    let hours = graph.iter().find_map(|service| {
        let places = service["availableChannel"].as_array()?.iter();
        let mut hours = places.map(|place| &place["serviceLocation"]["openingHoursSpecification"]);
        hours.find(|hours| !hours.is_null())
    });
    let hours = hours.unwrap().to_string();
    assert!(hours.contains("https://schema.org/Tuesday"), "{hours}");
    assert!(hours.contains(r#""opens":"#), "{hours}");
}

#[test]
fn turtle_and_json_ld_are_whole_even_without_items() {
    let turtle = export(
        &["examples/data", "--to", "cpsv-ap", "--format", "turtle"],
        "",
    );
    let turtle = text(&turtle.stdout);
    assert!(turtle.contains(" a cpsv:PublicService"), "{turtle}");
    assert!(turtle.ends_with(" .\n"), "{turtle}");
    let args = ["-", "--stdin-format", "ndjson", "--to", "schema-org"];
    let empty = export(&args, "");
    assert_eq!(empty.status.code(), Some(3));
    assert_eq!(graph(&empty).len(), 0);
}

#[test]
fn only_output_of_an_export_is_replaced() {
    let path = scratch("services.jsonld");
    let to = path.to_str().unwrap();
    let write = |force: &[&str]| {
        let args = [&["-", "--to", "cpsv-ap", "-o", to], force].concat();
        export(&args, ITEM).status.code()
    };
    assert_eq!(write(&[]), Some(0));
    let first = fs::read(&path).unwrap();
    assert_eq!(write(&[]), Some(2));
    assert_eq!(write(&["--force"]), Some(0));
    assert_eq!(fs::read(&path).unwrap(), first);
    fs::write(
        &path,
        r#"{"@context": {"ex": "http://example.com/"}, "@graph": []}"#,
    )
    .unwrap();
    assert_eq!(write(&["--force"]), Some(2));
}

#[test]
fn the_list_has_unread_and_unwritten_values() {
    let (json, plain) = (scratch("loss.json"), scratch("loss.txt"));
    for path in [&json, &plain] {
        let list = path.to_str().unwrap();
        let args = ["-", "--to", "cpsv-ap", "--loss", list];
        let code = export(
            &args,
            &format!("未知 = 1\n{ITEM}").replace("未知", "\"未知\""),
        )
        .status
        .code();
        assert_eq!(code, Some(0));
    }
    let list: Value = serde_json::from_slice(&fs::read(&json).unwrap()).unwrap();
    assert_eq!(list["reading"]["items"], 1);
    let lost: Vec<&str> = (list["export"]["uncarried"].as_array().unwrap().iter())
        .map(|one| one["element"].as_str().unwrap())
        .collect();
    assert_eq!(lost, ["extensions", "handling_system"]);
    let list = fs::read_to_string(&plain).unwrap();
    assert!(
        list.contains("承办系统（handling_system）：1个值\n    一体化平台"),
        "{list}"
    );
}

#[test]
fn a_base_that_is_not_an_iri_is_refused() {
    for base in ["事项", "data.example.gov.cn", "https://a b/"] {
        let output = export(&["-", "--to", "cpsv-ap", "--base", base], ITEM);
        assert_eq!(output.status.code(), Some(2), "{base}");
    }
}

/// The texts, numbers and words of an item with the paths of their elements, without those lost.
fn carried(
    group: &Group,
    value: &Value,
    path: &str,
    lost: &[String],
    all: &mut Vec<(String, Value)>,
) {
    if lost.iter().any(|element| element == path) {
        return;
    }
    match value {
        Value::Array(values) => values
            .iter()
            .for_each(|value| carried(group, value, path, lost, all)),
        Value::Object(fields) => {
            for (key, value) in fields {
                let inner = group
                    .field(key)
                    .and_then(|field| field.group)
                    .unwrap_or(group);
                let path = if path.is_empty() {
                    key.clone()
                } else {
                    format!("{path}.{key}")
                };
                carried(inner, value, &path, lost, all);
            }
        }
        Value::String(text) if text.trim().is_empty() => {}
        Value::Null => {}
        leaf => all.push((path.to_owned(), leaf.clone())),
    }
}

/// All texts of a node and the nodes in it.
fn texts(value: &Value, all: &mut String) {
    match value {
        Value::Array(values) => values.iter().for_each(|value| texts(value, all)),
        Value::Object(fields) => fields.values().for_each(|value| texts(value, all)),
        Value::String(text) => {
            all.push_str(text);
            all.push('\n');
        }
        _ => {}
    }
}

/// Checks by content that each value of the item that no list names is in its graph.
fn check(standard: Standard, item: &ServiceItem) -> usize {
    let mut document = Vec::new();
    let exported = Export::to_stream(&mut document, standard, Syntax::JsonLd)
        .export_bytes(
            "-",
            serde_json::to_vec(item).unwrap(),
            Format::Json,
            &ReadOptions::default(),
        )
        .unwrap();
    let lost: Vec<String> = exported
        .uncarried
        .into_iter()
        .map(|one| one.element)
        .collect();
    let mut written = String::new();
    let document: Value = serde_json::from_slice(&document).unwrap();
    texts(&document["@graph"], &mut written);
    // Lines of a text in a list are joined.
    let flat: String = written.replace('；', "\n").split_whitespace().collect();
    let mut values = Vec::new();
    carried(
        ELEMENTS,
        &serde_json::to_value(item).unwrap(),
        "",
        &lost,
        &mut values,
    );
    for (path, value) in &values {
        let is_there = match value {
            // Whether a place, a channel or a fee is there at all is said in many ways.
            Value::Bool(_) => {
                written.contains('是') || written.contains('否') || written.contains("当场")
            }
            Value::String(text) => {
                let text: String = text.replace('；', "\n").split_whitespace().collect();
                flat.contains(&text)
            }
            number => written.contains(&number.to_string()),
        };
        assert!(
            is_there,
            "{standard:?}: {path} = {value} is neither written nor listed: {written}"
        );
    }
    values.len()
}

/// Maximum number of items of a source that are looked at.
const MOST_ITEMS: usize = 200;

#[test]
fn values_that_no_list_names_are_written() {
    let root = env!("CARGO_MANIFEST_DIR");
    let mut sources = vec![
        "examples/data",
        "examples/faulty",
        "examples/views/catalogue",
    ];
    // Real catalogues, if they lie beside the project.
    sources.push("../shared/corpus/guangxi-fangchenggang/items.csv");
    sources.extend([
        "../shared/corpus/guangdong/items.jsonl",
        "../shared/corpus/guangxi-fangchenggang/portal-json",
        "../shared/labelled/gd_guangzhou.jsonl",
        "../shared/labelled/gx_portal_json",
    ]);
    for source in sources {
        let path = Path::new(root).join(source);
        if !path.exists() {
            eprintln!("{source} is absent: skipped");
            continue;
        }
        let reading = read_path(&path, &ReadOptions::default()).unwrap();
        let items = &reading.catalogue.items;
        for standard in Standard::ALL {
            // Of a large catalogue, items from all of it.
            let some = items.iter().step_by(items.len() / MOST_ITEMS + 1);
            let values: usize = some.map(|item| check(standard, item)).sum();
            assert!(values > 100, "{source}: {values}");
        }
    }
}
