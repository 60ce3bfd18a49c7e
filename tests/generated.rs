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

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use shixiang::{Severity, export, rules};

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
        "{name} is stale: run `UPDATE=1 cargo test --all-features --test generated`"
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

/// What readers found right of the findings that a rule still reports, at its own severity: of a rule
/// that gives errors or warnings, its hints are left out.
#[test]
fn the_measured_shares_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/precision");
    let mut lines: Vec<String> = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let code = path.file_stem().unwrap().to_string_lossy().into_owned();
        let rule = rules::find(&code).unwrap();
        let (mut right, mut read) = (0, 0);
        let mut catalogues = BTreeSet::new();
        let mut rows = csv::Reader::from_path(&path).unwrap();
        for row in rows.deserialize::<BTreeMap<String, String>>() {
            let row = row.unwrap();
            let counts = match row["reported"].as_str() {
                "" => false,
                "hint" => rule.severity == Severity::Hint,
                _ => true,
            };
            if counts {
                read += 1;
                right += usize::from(row["verdict"] == "true");
                catalogues.insert(row["catalogue"].clone());
            }
        }
        if read > 0 {
            lines.push(format!("{code},{right},{read},{}\n", catalogues.len()));
        }
    }
    lines.sort();
    lines.insert(0, "code,right,read,catalogues\n".to_owned());
    fresh("src/rules/measured.csv", &lines.concat());
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
