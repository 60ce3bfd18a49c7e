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

use serde_json::Value;
use shixiang::schema::{self, Rendition};
use shixiang::{Severity, export, rules};

fn standard(name: &str) -> Value {
    export::schema(name, Rendition::Standard).unwrap()
}

/// Compares a committed file with what it should hold, or writes it.
fn fresh(name: &str, content: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
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
    for name in export::SCHEMAS {
        for rendition in Rendition::ALL {
            let schema = export::schema(name, rendition).unwrap();
            fresh(
                &format!("schema/{}", rendition.file(name)),
                &schema::text(&schema),
            );
        }
    }
    let rules = serde_json::to_value(export::rule_list()).unwrap();
    fresh("schema/rules.v1.json", &format!("{rules:#}\n"));
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
    for name in export::SCHEMAS {
        for rendition in Rendition::ALL {
            let schema = export::schema(name, rendition).unwrap();
            assert!(jsonschema::meta::is_valid(&schema), "{name}");
            jsonschema::validator_for(&schema).unwrap();
        }
    }
    let rules = serde_json::to_value(export::rule_list()).unwrap();
    let validator = jsonschema::validator_for(&standard("rule-list")).unwrap();
    assert!(validator.is_valid(&rules));
}

/// The objects of a schema that have properties, by name; the root is "".
fn objects(schema: &Value) -> BTreeMap<String, &Value> {
    let defs = schema["$defs"].as_object().into_iter().flatten();
    let defs = defs.map(|(name, own)| (name.clone(), own));
    defs.chain([(String::new(), schema)])
        .filter(|(_, own)| own.get("properties").is_some())
        .collect()
}

/// Whoever opens a schema sees how each object looks, and what is shown is valid.
#[test]
fn every_object_has_an_example_that_is_valid() {
    for name in export::SCHEMAS {
        let schema = standard(name);
        for (object, own) in objects(&schema) {
            let examples = own["examples"].as_array();
            let examples = examples.unwrap_or_else(|| panic!("{name}: {object} has no example"));
            let mut alone = schema.clone();
            if !object.is_empty() {
                alone = serde_json::json!({ "$ref": format!("#/$defs/{object}"), "$defs": schema["$defs"] });
            }
            let validator = jsonschema::validator_for(&alone).unwrap();
            for example in examples {
                let wrong: Vec<String> = validator
                    .iter_errors(example)
                    .map(|error| format!("{}: {error}", error.instance_path()))
                    .collect();
                assert!(wrong.is_empty(), "{name}: {object}: {wrong:?}");
            }
        }
    }
}

/// Calls back with every schema inside a schema that has a description or should have one.
fn described(schema: &Value, place: &str, each: &mut dyn FnMut(&str, &Value)) {
    each(place, schema);
    for table in ["properties", "$defs", "definitions"] {
        for (key, inner) in schema[table].as_object().into_iter().flatten() {
            described(inner, &format!("{place}/{table}/{key}"), each);
        }
    }
}

/// Everything is described in both languages, in words for people who do not know the program.
#[test]
fn every_type_and_property_is_described_in_both_languages() {
    let is_han = |text: &str| text.chars().any(|letter| ('一'..='鿿').contains(&letter));
    for name in export::SCHEMAS {
        for rendition in Rendition::ALL {
            let schema = export::schema(name, rendition).unwrap();
            described(&schema, name, &mut |place, own| {
                let text = own["description"].as_str().unwrap_or_default();
                let (chinese, english) = text.split_once("\n\n").unwrap_or_default();
                assert!(is_han(chinese), "{place}: {text}");
                assert!(
                    english.chars().any(|letter| letter.is_ascii_alphabetic()),
                    "{place}: {text}"
                );
                assert!(
                    !text.contains("crate::") && !text.contains("]("),
                    "{place}: {text}"
                );
            });
        }
    }
}

/// Standard keywords only, which strict validators insist on.
#[test]
fn only_the_annotated_rendition_has_keywords_of_tools() {
    for name in export::SCHEMAS {
        for rendition in [Rendition::Standard, Rendition::Draft07] {
            let text = schema::text(&export::schema(name, rendition).unwrap());
            let found = text
                .lines()
                .find(|line| line.trim_start().starts_with("\"x-"));
            assert_eq!(found, None, "{name}");
        }
    }
}

#[test]
fn every_built_in_dialect_is_as_its_schema_says() {
    let validator = jsonschema::validator_for(&standard("dialect")).unwrap();
    for dialect in shixiang::dialect::all() {
        let text = shixiang::dialect::source(&dialect.name).unwrap();
        let file: Value = toml::from_str(text).unwrap();
        let wrong: Vec<String> = validator
            .iter_errors(&file)
            .map(|error| error.to_string())
            .collect();
        assert!(wrong.is_empty(), "{}: {wrong:?}", dialect.name);
    }
    let wrong = serde_json::json!({ "name": "a", "fields": [{ "from": "b", "to": "name", "read": "guess" }] });
    assert!(!validator.is_valid(&wrong));
}
