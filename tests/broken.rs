//! Documents with one broken constraint each: every engine that reads the schemas, and our own
//! reader, refuse them at the same place.
//!
//! The cases are generated from the schema and from sound documents, and committed in
//! `tests/schema/broken.ndjson`, so that engines of other languages can be tried on them
//! (`.ci/engines`). `UPDATE=1 cargo test --all-features --test broken` writes them.
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
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use shixiang::dialect::Dialect;
use shixiang::schema::Rendition;
use shixiang::source::Format;
use shixiang::vocabulary::Profile;
use shixiang::{Checker, Config, ReadOptions, Severity, export, read_path, read_str, rules};

/// One way to break a sound document.
#[derive(Debug, Clone, Serialize, Deserialize, PartialEq)]
#[serde(deny_unknown_fields)]
struct Case {
    /// The name of the schema.
    schema: String,
    /// The name of the sound item; absent for the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<String>,
    /// The keyword that is broken.
    keyword: String,
    /// The place that is changed.
    at: String,
    /// The value written there; absent if it is removed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    value: Option<Value>,
    /// The deepest place at which an engine reports an error.
    pointer: String,
}

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

/// The sound catalogue as JSON, with its items.
fn sound() -> Value {
    let reading = read_path(folder("examples/data"), &ReadOptions::default()).unwrap();
    let mut catalogue = reading.catalogue;
    catalogue.include = Vec::new();
    serde_json::to_value(catalogue).unwrap()
}

fn parent(pointer: &str) -> (&str, &str) {
    pointer.rsplit_once('/').unwrap()
}

/// The documents besides catalogues and items; the example of the schema is the sound one.
const OTHERS: [&str; 2] = ["config", "dialect"];

fn example(schema: &str) -> Value {
    let schema = export::schema(schema, Rendition::Standard).unwrap();
    schema["examples"][0].clone()
}

impl Case {
    fn broken(&self, sound: &Value) -> Value {
        let mut items = sound["items"].as_array().unwrap().iter();
        let mut document = match &self.item {
            Some(name) => items.find(|item| item["name"] == *name).unwrap().clone(),
            None if OTHERS.contains(&self.schema.as_str()) => example(&self.schema),
            None => sound.clone(),
        };
        let (owner, key) = parent(&self.at);
        let owner = document.pointer_mut(owner).unwrap();
        match (owner, &self.value) {
            (Value::Object(object), Some(value)) => {
                object.insert(key.to_owned(), value.clone());
            }
            (Value::Object(object), None) => {
                object.remove(key).unwrap();
            }
            (Value::Array(list), Some(value)) => {
                list[key.parse::<usize>().unwrap()] = value.clone();
            }
            (other, _) => panic!("{}: {other}", self.at),
        }
        document
    }
}

/// Breaks each constraint of a schema once, if a sound document has the value.
struct Generator<'s> {
    name: &'static str,
    root: &'s Value,
    item: Option<&'s str>,
    seen: &'s mut BTreeSet<String>,
    cases: &'s mut Vec<Case>,
}

impl Generator<'_> {
    fn case(&mut self, of: &str, keyword: &str, at: &str, value: Option<Value>, pointer: &str) {
        if self.seen.insert(format!("{of} {keyword}")) {
            self.cases.push(Case {
                schema: self.name.to_owned(),
                item: self.item.map(str::to_owned),
                keyword: keyword.to_owned(),
                at: at.to_owned(),
                value,
                pointer: pointer.to_owned(),
            });
        }
    }

    /// `of` names the constraint's owner: a definition, or a property of one.
    fn walk(&mut self, node: &Value, value: &Value, of: &str, at: &str) {
        let (node, of) = match node["$ref"].as_str() {
            Some(reference) => (
                self.root
                    .pointer(reference.trim_start_matches('#'))
                    .unwrap(),
                reference.trim_start_matches("#/$defs/").to_owned(),
            ),
            None => (node, of.to_owned()),
        };
        self.scalar(node, &of, at);
        match value {
            Value::Object(object) => self.object(node, object, &of, at),
            Value::Array(list) => {
                if let (Some(_), Some(one)) = (node.get("uniqueItems"), list.first()) {
                    let twice = Some(json!([one, one]));
                    self.case(&of, "uniqueItems", at, twice, at);
                }
                for (index, one) in list.iter().enumerate() {
                    self.walk(
                        &node["items"],
                        one,
                        &format!("{of}[]"),
                        &format!("{at}/{index}"),
                    );
                }
            }
            _ => {}
        }
    }

    fn scalar(&mut self, node: &Value, of: &str, at: &str) {
        if at.is_empty() {
            return;
        }
        let kind = node["type"].as_str().unwrap_or_default();
        let other = match kind {
            "string" => json!(1),
            "boolean" => json!("是"),
            "integer" | "number" => json!("1"),
            "array" => json!({}),
            _ => json!([]),
        };
        // Every kind of value is mistaken once in each type; a value of several kinds is not.
        if !kind.is_empty() {
            let owner = of.split_once('.').map_or(of, |(owner, _)| owner);
            self.case(&format!("{owner} {kind}"), "type", at, Some(other), at);
        }
        if node.get("enum").is_some() {
            self.case(of, "enum", at, Some(json!("没有这样的词")), at);
        }
        if let Some(pattern) = node["pattern"].as_str() {
            self.case(of, "pattern", at, Some(json!(" ")), at);
            self.case(
                &format!("{of} blank"),
                "pattern",
                at,
                Some(json!("\u{3000}\u{a0}")),
                at,
            );
            if !pattern.starts_with("[^") {
                self.case(
                    &format!("{of} longer"),
                    "pattern",
                    at,
                    Some(json!("1234567")),
                    at,
                );
            }
        }
        if node["minItems"].as_u64().is_some() {
            self.case(of, "minItems", at, Some(json!([])), at);
        }
        if let Some(minimum) = node["minimum"].as_i64() {
            self.case(of, "minimum", at, Some(json!(minimum - 1)), at);
        }
        if let Some(maximum) = node["maximum"].as_u64() {
            self.case(of, "maximum", at, Some(json!(maximum + 1)), at);
        }
        if kind == "integer" {
            self.case(&format!("{of} whole"), "type", at, Some(json!(1.5)), at);
        }
    }

    fn object(&mut self, node: &Value, object: &Map<String, Value>, of: &str, at: &str) {
        for key in node["required"].as_array().into_iter().flatten() {
            let place = format!("{at}/{}", key.as_str().unwrap());
            self.case(&format!("{of} {key}"), "required", &place, None, at);
        }
        if node["anyOf"].is_array() {
            // What of the alternatives is there goes.
            let any = node["anyOf"].as_array().unwrap().iter();
            let keys: Vec<&str> = any.filter_map(|one| one["required"][0].as_str()).collect();
            let rest = object
                .iter()
                .filter(|(key, _)| !keys.contains(&key.as_str()));
            let rest: Map<String, Value> = rest
                .map(|(key, value)| (key.clone(), value.clone()))
                .collect();
            if !keys.is_empty() {
                self.case(of, "anyOf", at, Some(Value::Object(rest)), at);
            }
        }
        if node["additionalProperties"] == false {
            let place = format!("{at}/nobody_knows_it");
            let known = json!("甲");
            self.case(of, "additionalProperties", &place, Some(known), at);
        }
        for (key, value) in object {
            if let Some(inner) = node["properties"].get(key) {
                self.walk(inner, value, &format!("{of}.{key}"), &format!("{at}/{key}"));
            }
        }
    }
}

fn generate(sound: &Value) -> Vec<Case> {
    let mut cases = Vec::new();
    let mut seen = BTreeSet::new();
    let schema = export::schema("service-item", Rendition::Standard).unwrap();
    for item in sound["items"].as_array().unwrap() {
        let mut generator = Generator {
            name: "service-item",
            root: &schema,
            item: item["name"].as_str(),
            seen: &mut seen,
            cases: &mut cases,
        };
        generator.walk(&schema, item, "ServiceItem", "");
    }
    let schema = export::schema("catalogue", Rendition::Standard).unwrap();
    let mut generator = Generator {
        name: "catalogue",
        root: &schema,
        item: None,
        seen: &mut seen,
        cases: &mut cases,
    };
    // Items are broken one by one.
    let mut header = sound.clone();
    header.as_object_mut().unwrap().remove("items");
    generator.walk(&schema, &header, "Catalogue", "");
    for name in OTHERS {
        let schema = export::schema(name, Rendition::Standard).unwrap();
        let mut generator = Generator {
            name,
            root: &schema,
            item: None,
            seen: &mut seen,
            cases: &mut cases,
        };
        let title = schema["title"].as_str().unwrap();
        generator.walk(&schema, &example(name), title, "");
    }
    for profile in Profile::ALL {
        demanded(profile, sound, &mut cases);
    }
    cases
}

/// Takes away each element that the schema of a profile demands, once.
fn demanded(profile: Profile, sound: &Value, cases: &mut Vec<Case>) {
    let name = format!("service-item-{profile}");
    let schema = export::schema(&name, Rendition::Standard).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    for wanted in rules::element::wanted() {
        let keys: Vec<&str> = wanted.element.split('.').collect();
        let mut items = sound["items"].as_array().unwrap().iter();
        cases.extend(items.find_map(|item| {
            let at = first(item, &keys)?;
            let case = Case {
                schema: name.clone(),
                item: item["name"].as_str().map(str::to_owned),
                keyword: "required".to_owned(),
                pointer: parent(&at).0.to_owned(),
                at,
                value: None,
            };
            (!validator.is_valid(&case.broken(sound))).then_some(case)
        }));
    }
}

/// The place of an element, the first of those in lists.
fn first(value: &Value, keys: &[&str]) -> Option<String> {
    let Some((key, rest)) = keys.split_first() else {
        return Some(String::new());
    };
    let inner = value.get(key)?;
    let place = match inner.get(0).filter(|_| !rest.is_empty()) {
        Some(one) => format!("/0{}", first(one, rest)?),
        None => first(inner, rest)?,
    };
    Some(format!("/{key}{place}"))
}

/// The deepest places of the errors.
fn deepest<'p>(places: impl Iterator<Item = String> + 'p) -> BTreeSet<String> {
    let places: Vec<String> = places.collect();
    let depth = |place: &String| place.matches('/').count();
    let most = places.iter().map(depth).max();
    (places
        .into_iter()
        .filter(|place| Some(depth(place)) == most))
    .collect()
}

#[test]
fn broken_documents_are_generated_from_the_schema() {
    let sound = sound();
    let cases = generate(&sound);
    let lines = cases
        .iter()
        .map(|case| serde_json::to_string(case).unwrap() + "\n");
    let text: String = lines.collect();
    let path = folder("tests/schema/broken.ndjson");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &text).unwrap();
    }
    assert!(cases.len() >= 200, "{}", cases.len());
    let committed = fs::read_to_string(path).unwrap_or_default();
    assert!(
        committed == text,
        "tests/schema/broken.ndjson is stale: run `UPDATE=1 cargo test --all-features --test broken`"
    );
}

#[test]
fn each_rendition_refuses_them_at_the_same_place() {
    let sound = sound();
    for rendition in Rendition::ALL {
        let validators: BTreeMap<&str, _> = (export::SCHEMAS.iter())
            .map(|name| {
                let schema = export::schema(name, rendition).unwrap();
                (*name, jsonschema::validator_for(&schema).unwrap())
            })
            .collect();
        assert!(validators["catalogue"].is_valid(&sound));
        for case in generate(&sound) {
            let validator = &validators[case.schema.as_str()];
            let document = case.broken(&sound);
            let places = validator.iter_errors(&document);
            let places = deepest(places.map(|error| error.instance_path().to_string()));
            assert_eq!(places, BTreeSet::from([case.pointer.clone()]), "{case:?}");
        }
    }
}

/// Rules that check of a code or a version what the schema has as a pattern or a bound.
const FORM: &[&str] = &[
    "DOC", "SHP", "IDN010", "IDN012", "IDN014", "IDN016", "IDN020", "IDN026", "IDN060",
];

#[test]
fn configurations_and_dialects_are_refused_as_well() {
    let sound = sound();
    let mut accepted = Vec::new();
    for case in generate(&sound) {
        let text = |document: &Value| toml::to_string(document).unwrap();
        let parsed = |text: &str| match case.schema.as_str() {
            "config" => {
                let config = Config::parse("shixiang.toml", text);
                Some(config.and_then(|config| Checker::new().config(&config).map(drop)))
            }
            "dialect" => Some(Dialect::parse("dialect.toml", text).map(drop)),
            _ => None,
        };
        let Some(answer) = parsed(&text(&case.broken(&sound))) else {
            continue;
        };
        if answer.is_ok() {
            accepted.push(case.clone());
        }
        let answer = parsed(&text(&example(&case.schema))).unwrap();
        assert!(answer.is_ok(), "{answer:?}");
    }
    assert!(accepted.is_empty(), "{accepted:#?}");
}

#[test]
fn our_reader_refuses_them_at_the_same_place() {
    let sound = sound();
    let checker = Checker::new().select(FORM).unwrap();
    let cases = generate(&sound).into_iter();
    // The requirements of profiles are compared with their rules in `tests/profile_schemas.rs`.
    for case in cases.filter(|case| ["service-item", "catalogue"].contains(&case.schema.as_str())) {
        let text = case.broken(&sound).to_string();
        let reading = read_str("case.json", &text, Format::Json, &ReadOptions::default());
        let report = checker.check(&reading);
        let errors = (report.findings.iter()).filter(|found| found.severity == Severity::Error);
        let places: BTreeSet<String> = errors.map(|found| found.subject.path.pointer()).collect();
        // The finding is at the second of two equal words, the error of an engine at their list.
        let twice = format!("{}/1", case.at);
        let ours = match case.keyword.as_str() {
            "uniqueItems" => twice,
            _ => case.at.clone(),
        };
        assert_eq!(places, BTreeSet::from([ours]), "{case:?}");
    }
}
