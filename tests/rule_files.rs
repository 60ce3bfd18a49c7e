//! Checks of the text of rule files, which also cover branches that no example runs.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a test stops at the first surprise"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// The files of the rules that no test is in, with what stands in them.
fn files() -> Vec<(PathBuf, String)> {
    fn walk(directory: &Path, files: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(directory).unwrap().map(Result::unwrap) {
            let path = entry.path();
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs")
                && !name.starts_with("test")
            {
                let text = fs::read_to_string(&path).unwrap();
                files.push((path, text));
            }
        }
    }
    let mut files = Vec::new();
    walk(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules"),
        &mut files,
    );
    files.sort();
    files
}

/// How often each argument is given: `.with("name", …)`.
fn given(code: &str) -> BTreeMap<&str, usize> {
    let mut given = BTreeMap::new();
    for call in code.split(".with(").skip(1) {
        if let Some((name, _)) =
            (call.trim_start().strip_prefix('"')).and_then(|name| name.split_once('"'))
        {
            *given.entry(name).or_insert(0) += 1;
        }
    }
    given
}

/// The `{places}` of a rule's texts.
fn places(head: &str) -> BTreeSet<&str> {
    let inside = head
        .split('{')
        .skip(1)
        .filter_map(|rest| rest.split_once('}'));
    let is_name = |name: &&str| {
        name.bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
    };
    inside.map(|(name, _)| name).filter(is_name).collect()
}

#[test]
fn arguments_and_places_agree_in_every_rule_file() {
    let files = files();
    let elsewhere: BTreeSet<&str> = (files.iter())
        .filter(|(_, text)| !text.contains("\nrule! {") && !text.contains("\nrules! {"))
        .flat_map(|(_, text)| given(text).into_keys())
        .collect();
    // The reader's notices and those of the check get their arguments there; the pages of those rules run
    // them.
    let read = ["document.rs", "normalization.rs", "suppression.rs"];
    for (path, text) in &files {
        let one = text.split_once("\nrule! {");
        let Some((_, rule)) = one.or_else(|| text.split_once("\nrules! {")) else {
            continue;
        };
        let (head, code) = rule.split_once("\n}\n").expect("a head ends");
        let (given, places) = (given(code), places(head));
        if given.is_empty() {
            let strange = places.iter().find(|place| !elsewhere.contains(*place));
            assert!(
                strange.is_none() || read.iter().any(|name| path.ends_with(name)),
                "{}: nothing fills {strange:?}",
                path.display()
            );
            continue;
        }
        let names: BTreeSet<&str> = given.keys().copied().collect();
        assert_eq!(
            names,
            places,
            "{}: arguments, and places in its texts",
            path.display()
        );
        // Of several rules, each gives its own.
        if one.is_none() {
            continue;
        }
        let made =
            code.matches("Diagnostic::at(").count() + code.matches("Diagnostic::in_item(").count();
        let few = given.iter().find(|(_, times)| **times < made);
        assert_eq!(few, None, "{}: {made} diagnostics are made", path.display());
    }
}

/// The model as a schema: which parts of it each key leads to.
struct Model {
    schema: Value,
}

impl Model {
    fn read() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/catalogue.v1.schema.json");
        let text = fs::read_to_string(path).unwrap();
        Self {
            schema: serde_json::from_str(&text).unwrap(),
        }
    }

    /// The node itself, with references and lists resolved.
    fn resolved<'a>(&'a self, node: &'a Value) -> &'a Value {
        if let Some(reference) = node["$ref"].as_str() {
            return self.resolved(
                self.schema
                    .pointer(reference.trim_start_matches('#'))
                    .unwrap(),
            );
        }
        match &node["items"] {
            Value::Object(_) => self.resolved(&node["items"]),
            _ => node,
        }
    }

    /// Everything that has keys.
    fn tables(&self) -> Vec<&Value> {
        let tables = self.schema["$defs"].as_object().unwrap().values();
        std::iter::once(&self.schema).chain(tables).collect()
    }

    /// The nodes under a key of these parts.
    fn step<'a>(&'a self, from: &[&'a Value], key: &str) -> Vec<&'a Value> {
        let next = from.iter().filter_map(|part| part["properties"].get(key));
        next.map(|node| self.resolved(node)).collect()
    }

    /// The nodes under an index, or under any key.
    fn any<'a>(&'a self, from: &[&'a Value]) -> Vec<&'a Value> {
        let keys = from
            .iter()
            .filter_map(|part| part["properties"].as_object());
        let inside = keys.flat_map(|keys| keys.values().map(|node| self.resolved(node)));
        from.iter().copied().chain(inside).collect()
    }
}

#[test]
fn every_path_of_a_rule_is_in_the_model() {
    let model = Model::read();
    let mut checked = 0;
    for (path, text) in files() {
        // `path!["guide", "materials", index, "name"]`: what is no literal is an index or any key.
        let literal =
            |step: &str| Some(step.trim().strip_prefix('"')?.strip_suffix('"')?.to_owned());
        let written = text
            .split("path![")
            .skip(1)
            .filter_map(|rest| rest.split_once(']'));
        let written = written.map(|(steps, _)| {
            steps
                .trim()
                .trim_end_matches(',')
                .split(',')
                .map(literal)
                .collect()
        });
        let element = |rest: &str, end: char| {
            let element = rest.split_once(end)?.0.rsplit('"').nth(1)?;
            // One that is put together says nothing here.
            let element = Some(element).filter(|element| !element.contains('{'))?;
            Some(element.split('.').map(|key| Some(key.to_owned())).collect())
        };
        let states = text.split("cx.element").skip(1);
        let missed = text.split("cx.misses(").skip(1);
        let asked = (states.filter_map(|rest| element(rest, ')')))
            .chain(missed.filter_map(|rest| element(rest, ',')));
        let paths: Vec<Vec<Option<String>>> = written.chain(asked).collect();
        for steps in paths {
            // A path may be put after another: it may begin anywhere.
            let mut at = model.tables();
            for step in &steps {
                at = match step {
                    Some(key) => model.step(&at, key),
                    None => model.any(&at),
                };
                assert!(
                    !at.is_empty(),
                    "{}: {steps:?} leads nowhere",
                    path.display()
                );
                checked += 1;
            }
        }
    }
    assert!(checked > 500, "only {checked} steps were found");
}
