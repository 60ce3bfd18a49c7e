//! Reading and the exported schema agree: the same documents accepted, the same places refused.
//!
//! Each case has one fault (or none). The schema sees the document as JSON; reading sees it as
//! TOML and judges with the rules of themes DOC and SHP and those of the form of codes.
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

use std::collections::BTreeSet;

use serde_json::Value;
use shixiang::source::Format;
use shixiang::{Checker, ReadOptions, Severity, read_str, schema};

/// A sound item around which each fault is planted.
const SOUND: &str = r#"name = "食品经营许可"
item_type = "行政许可"
version = 1
audience = ["自然人", "企业法人"]
effective_date = 2026-01-01
[authority]
name = "云江市市场监督管理局"
[guide.time_limit]
promised = { amount = 5, unit = "工作日" }
[guide.fees]
charged = false
[[guide.materials]]
name = "食品经营许可申请书"
originals = 1
medium = "纸质或电子"
"#;

/// The text to replace, its replacement, and the JSON Pointer at which both must report an error (`None`:
/// accepted).
const CASES: &[(&str, &str, Option<&str>)] = &[
    ("", "", None),
    ("version = 1", "version = 12345", None),
    ("amount = 5", "amount = 0.5", None),
    (
        "effective_date = 2026-01-01",
        "effective_date = \"2026-01-01\"",
        None,
    ),
    ("version = 1", "summary = \"\"", None),
    (
        "version = 1",
        "[extensions]\nanything = [1, \"甲\", { b = true }]",
        None,
    ),
    ("name = \"食品经营许可\"\n", "", Some("/name")),
    ("name = \"食品经营许可\"", "name = 1", Some("/name")),
    ("name = \"食品经营许可\"", "name = [\"甲\"]", Some("/name")),
    ("version = 1", "version = \"1\"", Some("/version")),
    ("version = 1", "version = 1.5", Some("/version")),
    ("version = 1", "version = true", Some("/version")),
    ("version = 1", "verison = 1", Some("/verison")),
    ("version = 1", "online = \"是\"", Some("/online")),
    ("version = 1", "online = 1", Some("/online")),
    ("version = 1", "levels = \"省级\"", Some("/levels")),
    ("version = 1", "levels = [\"省部级\"]", Some("/levels/0")),
    (
        "version = 1",
        "base_code = 130000001000",
        Some("/base_code"),
    ),
    ("version = 1", "keywords = [\"甲\", 2]", Some("/keywords/1")),
    (
        "version = 1",
        "legal_basis = \"行政许可法\"",
        Some("/legal_basis"),
    ),
    (
        "version = 1",
        "prerequisites = [{ basis = \"甲法\" }]",
        Some("/prerequisites/0/item"),
    ),
    (
        "version = 1",
        "not_applicable = [{ element = \"guide.fees\" }]",
        Some("/not_applicable/0/reason"),
    ),
    (
        "version = 1",
        "translations = [{ name = \"Licence\" }]",
        Some("/translations/0/language"),
    ),
    (
        "version = 1",
        "power_source = \"法定\"",
        Some("/power_source"),
    ),
    ("version = 1", "extensions = 3", Some("/extensions")),
    (
        "item_type = \"行政许可\"",
        "item_type = \"行政审批\"",
        Some("/item_type"),
    ),
    (
        "item_type = \"行政许可\"",
        "item_type = 1",
        Some("/item_type"),
    ),
    ("\"企业法人\"]", "\"公司\"]", Some("/audience/1")),
    ("\"企业法人\"]", "3]", Some("/audience/1")),
    (
        "effective_date = 2026-01-01",
        "effective_date = \"2026年1月1日\"",
        Some("/effective_date"),
    ),
    (
        "effective_date = 2026-01-01",
        "effective_date = \"2026-1-1\"",
        Some("/effective_date"),
    ),
    (
        "effective_date = 2026-01-01",
        "effective_date = \"2026-02-30\"",
        Some("/effective_date"),
    ),
    (
        "effective_date = 2026-01-01",
        "effective_date = 20260101",
        Some("/effective_date"),
    ),
    (
        "[authority]\nname = \"云江市市场监督管理局\"",
        "authority = \"云江市市场监督管理局\"",
        Some("/authority"),
    ),
    (
        "name = \"云江市市场监督管理局\"",
        "nmae = \"云江市市场监督管理局\"",
        Some("/authority/nmae"),
    ),
    (
        "amount = 5",
        "amount = -5",
        Some("/guide/time_limit/promised/amount"),
    ),
    (
        "amount = 5",
        "amount = \"5\"",
        Some("/guide/time_limit/promised/amount"),
    ),
    (
        "unit = \"工作日\"",
        "unit = \"个工作日\"",
        Some("/guide/time_limit/promised/unit"),
    ),
    (
        "promised = { amount = 5, unit = \"工作日\" }",
        "promised = 5",
        Some("/guide/time_limit/promised"),
    ),
    (
        "charged = false",
        "charged = \"不收费\"",
        Some("/guide/fees/charged"),
    ),
    (
        "charged = false",
        "charge = false",
        Some("/guide/fees/charge"),
    ),
    (
        "originals = 1",
        "originals = -1",
        Some("/guide/materials/0/originals"),
    ),
    (
        "originals = 1",
        "originals = \"1份\"",
        Some("/guide/materials/0/originals"),
    ),
    (
        "originals = 1",
        "originals = 1.5",
        Some("/guide/materials/0/originals"),
    ),
    (
        "medium = \"纸质或电子\"",
        "medium = \"纸质/电子化\"",
        Some("/guide/materials/0/medium"),
    ),
    (
        "[[guide.materials]]",
        "[guide.materials]",
        Some("/guide/materials"),
    ),
    ("[guide.fees]", "[[guide.fees]]", Some("/guide/fees")),
    ("name = \"食品经营许可\"", "name = \" \"", Some("/name")),
    ("version = 1", "version = 0", Some("/version")),
    ("version = 1", "base_code = \"\"", Some("/base_code")),
    ("version = 1", "base_code = \"123\"", Some("/base_code")),
    (
        "version = 1",
        "base_code = \"00010001101Y\"",
        Some("/base_code"),
    ),
    ("version = 1", "base_code = \"00010001100Y\"", None),
    ("version = 1", "division = \"4501\"", Some("/division")),
    ("version = 1", "division = \"450100001\"", None),
    (
        "originals = 1",
        "originals = 4294967296",
        Some("/guide/materials/0/originals"),
    ),
    ("originals = 1", "originals = 4294967295", None),
];

/// Rules that check of a code or a version what the schema has as a pattern or a bound.
const FORM: &[&str] = &[
    "DOC", "SHP", "IDN010", "IDN012", "IDN014", "IDN016", "IDN020", "IDN026", "IDN060",
];

fn as_json(text: &str) -> Value {
    fn plain(value: toml::Value) -> Value {
        match value {
            toml::Value::Datetime(date) => Value::from(date.to_string()),
            toml::Value::Array(list) => list.into_iter().map(plain).collect(),
            toml::Value::Table(table) => table
                .into_iter()
                .map(|(key, value)| (key, plain(value)))
                .collect(),
            toml::Value::String(text) => Value::from(text),
            toml::Value::Integer(number) => Value::from(number),
            toml::Value::Float(number) => Value::from(number),
            toml::Value::Boolean(value) => Value::from(value),
        }
    }
    plain(toml::Value::Table(text.parse().unwrap()))
}

/// The places at which the schema reports errors; an unknown or missing key is named as in our paths.
fn by_schema(validator: &jsonschema::Validator, document: &Value) -> BTreeSet<String> {
    let mut places = BTreeSet::new();
    for error in validator.iter_errors(document) {
        let place = error.instance_path().to_string();
        match error.kind() {
            jsonschema::error::ValidationErrorKind::AdditionalProperties { unexpected } => {
                places.extend(unexpected.iter().map(|key| format!("{place}/{key}")));
            }
            jsonschema::error::ValidationErrorKind::Required { property } => {
                let key = property.as_str().unwrap_or_default();
                places.insert(format!("{place}/{key}"));
            }
            _ => {
                places.insert(place);
            }
        }
    }
    places
}

fn by_reading(checker: &Checker, text: &str) -> BTreeSet<String> {
    let reading = read_str("case.toml", text, Format::Toml, &ReadOptions::default());
    (checker.check(&reading).findings.iter())
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.subject.path.pointer())
        .collect()
}

#[test]
fn reading_and_schema_agree_on_one_fault_at_a_time() {
    assert!(CASES.iter().filter(|(_, _, place)| place.is_some()).count() >= 40);
    let validator = jsonschema::options()
        .should_validate_formats(true)
        .build(&schema::service_item())
        .unwrap();
    let checker = Checker::new().select(FORM).unwrap();
    for (what, by, place) in CASES {
        assert!(SOUND.contains(what), "{what}");
        let text = SOUND.replacen(what, by, 1);
        let expected: BTreeSet<String> = place.iter().map(|place| (*place).to_owned()).collect();
        assert_eq!(
            by_schema(&validator, &as_json(&text)),
            expected,
            "schema, {by}"
        );
        assert_eq!(by_reading(&checker, &text), expected, "reading, {by}");
    }
}

/// `null` is refused by both, wherever it stands.
#[test]
fn reading_and_schema_refuse_null() {
    let validator = jsonschema::validator_for(&schema::service_item()).unwrap();
    let checker = Checker::new().select(FORM).unwrap();
    for (text, place) in [
        (r#"{"name": null}"#, "/name"),
        (r#"{"name": "甲", "summary": null}"#, "/summary"),
        (r#"{"name": "甲", "keywords": null}"#, "/keywords"),
        (r#"{"name": "甲", "keywords": [null]}"#, "/keywords/0"),
        (r#"{"name": "甲", "guide": {"fees": null}}"#, "/guide/fees"),
        (
            r#"{"name": "甲", "effective_date": null}"#,
            "/effective_date",
        ),
    ] {
        let document: Value = serde_json::from_str(text).unwrap();
        assert!(by_schema(&validator, &document).contains(place), "{text}");
        let reading = read_str("case.json", text, Format::Json, &ReadOptions::default());
        let report = checker.check(&reading);
        let mut places = report
            .findings
            .iter()
            .map(|found| found.subject.path.pointer());
        assert!(places.any(|found| found == place), "{text}");
    }
    let kept = r#"{"name": "甲", "extensions": {"field": null}}"#;
    let reading = read_str("case.json", kept, Format::Json, &ReadOptions::default());
    assert!(checker.check(&reading).is_clean());
    assert!(validator.is_valid(&serde_json::from_str(kept).unwrap()));
}
