//! Generated files are fresh. `UPDATE=1 cargo test --test generated` writes them.
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
use std::sync::{Mutex, PoisonError};

use serde_json::Value;
use shixiang::schema::{self, Rendition};
use shixiang::{Severity, export, rules};

/// A schema, generated once for all tests.
fn generated(name: &'static str, rendition: Rendition) -> Value {
    static ALL: Mutex<BTreeMap<(&str, &str), Value>> = Mutex::new(BTreeMap::new());
    let mut all = ALL.lock().unwrap_or_else(PoisonError::into_inner);
    let generate = || export::schema(name, rendition).unwrap();
    (all.entry((name, rendition.as_str()))
        .or_insert_with(generate))
    .clone()
}

fn standard(name: &'static str) -> Value {
    generated(name, Rendition::Standard)
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
            let schema = generated(name, rendition);
            fresh(
                &format!("schema/{}", rendition.file(name)),
                &schema::text(&schema),
            );
        }
    }
    fresh("schema/openapi.v1.json", &schema::text(&export::openapi()));
    let rules = serde_json::to_value(export::rule_list()).unwrap();
    fresh("schema/rules.v1.json", &format!("{rules:#}\n"));
}

#[test]
fn code_lists_are_fresh() {
    let lists = export::code_lists();
    for (name, content) in &lists {
        fresh(&format!("schema/code-lists/{name}"), content);
    }
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/code-lists");
    for entry in fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(lists.contains_key(&name), "{name} is of no list");
    }
}

/// The tables have the columns that the package names; what is required is there, and keys are unique.
#[test]
fn code_lists_are_as_their_package_says() {
    let lists = export::code_lists();
    let package: Value = serde_json::from_str(&lists["datapackage.json"]).unwrap();
    let resources = package["resources"].as_array().unwrap();
    let tables = lists.keys().filter_map(|name| name.strip_suffix(".csv"));
    assert_eq!(resources.len(), tables.count());
    for resource in resources {
        let table = &lists[resource["path"].as_str().unwrap()];
        let mut rows = csv::Reader::from_reader(table.as_bytes());
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let names: Vec<&str> = fields
            .iter()
            .map(|field| field["name"].as_str().unwrap())
            .collect();
        assert!(
            rows.headers().unwrap().iter().eq(names.clone()),
            "{resource}"
        );
        let key = resource["schema"]["primaryKey"].as_array().unwrap();
        let mut seen = BTreeSet::new();
        for row in rows.records() {
            let row = row.unwrap();
            for (field, value) in fields.iter().zip(&row) {
                let required = field["constraints"]["required"] == true;
                assert!(!required || !value.is_empty(), "{row:?}");
            }
            let of = |name: &Value| &row[names.iter().position(|own| name == own).unwrap()];
            let own: Vec<String> = key.iter().map(|name| of(name).to_owned()).collect();
            assert!(seen.insert(own), "{}: {row:?}", resource["name"]);
        }
    }
}

/// Every reference of the OpenAPI document leads to a component.
#[test]
fn references_of_the_components_lead_somewhere() {
    fn references(value: &Value, found: &mut BTreeSet<String>) {
        match value {
            Value::Object(object) => {
                let own = object.get("$ref").and_then(Value::as_str);
                found.extend(own.map(str::to_owned));
                object.values().for_each(|inner| references(inner, found));
            }
            Value::Array(list) => list.iter().for_each(|inner| references(inner, found)),
            _ => {}
        }
    }
    let document = export::openapi();
    let mut found = BTreeSet::new();
    references(&document, &mut found);
    assert!(found.len() > 50);
    for reference in found {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
}

/// A type has one meaning, whichever schema it is in.
#[test]
fn types_of_one_name_are_the_same_in_all_schemas() {
    let mut known: BTreeMap<String, (&str, Value)> = BTreeMap::new();
    for name in export::SCHEMAS
        .iter()
        .filter(|name| !name.starts_with("service-item-"))
    {
        let mut schema = standard(name);
        let types = schema["$defs"].take();
        let title = schema["title"].as_str().unwrap().to_owned();
        let types = types.as_object().cloned().unwrap_or_default();
        for (title, own) in types.into_iter().chain([(title, schema)]) {
            // The root of a document may name its schema, and has its own example.
            let mut own = own;
            let object = own.as_object_mut().unwrap();
            object
                .retain(|key, _| !["$schema", "$id", "$defs", "examples"].contains(&key.as_str()));
            if let Some(properties) = object.get_mut("properties") {
                properties.as_object_mut().unwrap().remove("$schema");
            }
            let (first, other) = known.entry(title.clone()).or_insert((name, own.clone()));
            assert_eq!(*other, own, "{title}: {first} and {name}");
        }
    }
}

/// The shares of correct findings among those that a rule still reports, at its own severity: for a rule that
/// gives errors or warnings, its hints are left out.
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
            let schema = generated(name, rendition);
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

/// Schemas show an example of each object, which is valid.
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
            let schema = generated(name, rendition);
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
            let text = schema::text(&generated(name, rendition));
            let found = text.lines().find(|line| {
                let line = line.trim_start();
                line.starts_with("\"x-") || line.starts_with("\"format\": \"")
            });
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
