//! What is generated and committed is fresh. `UPDATE=1 cargo test --test generated` writes it.
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

use std::fs;
use std::path::Path;

use shixiang::export;

/// Compares a committed file with what it should hold, or writes it.
fn fresh(name: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, content).unwrap();
        return;
    }
    let committed = fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == content,
        "{name} is stale: run `UPDATE=1 cargo test --test generated`"
    );
}

#[test]
fn schemas_are_fresh() {
    for (name, make) in export::all() {
        let content = format!("{:#}\n", make());
        let file = match name {
            "rules" => "schema/rules.v1.json".to_owned(),
            _ => format!("schema/{name}.v1.schema.json"),
        };
        fresh(&file, &content);
    }
}

#[test]
fn schemas_are_valid_schemas() {
    for (name, make) in export::all() {
        if name != "rules" {
            let schema = make();
            assert!(jsonschema::meta::is_valid(&schema), "{name}");
            jsonschema::validator_for(&schema).unwrap();
        }
    }
}

#[test]
fn every_built_in_dialect_is_as_its_schema_says() {
    let validator = jsonschema::validator_for(&export::dialect()).unwrap();
    for dialect in shixiang::dialect::all() {
        let text = shixiang::dialect::source(&dialect.name).unwrap();
        let file: serde_json::Value = toml::from_str(text).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&file)
            .map(|error| error.to_string())
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", dialect.name);
    }
    let wrong = serde_json::json!({ "name": "a", "fields": [{ "from": "b", "to": "name", "read": "guess" }] });
    assert!(!validator.is_valid(&wrong));
}
