//! The schemas against those of the last release: every change is classified, and listed in
//! `tests/schema/changes.txt`; what breaks what others built on a schema needs a new version of it.
//!
//! `tests/schema/released` has the schemas of the last release without their texts, the columns of its code lists, and
//! its version.
//! `RELEASE=1 cargo test --all-features --test schema_changes` writes them, at a release only;
//! `UPDATE=1` writes the list of changes.
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
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};
use shixiang::export;
use shixiang::schema::Rendition;

/// The effect of a change on the documents that a schema accepts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    /// A key that need not be there is new.
    Key,
    /// Some are no longer accepted.
    Narrower,
    /// More are accepted.
    Wider,
    /// Names that generated code has are gone, or mean something else.
    Otherwise,
}

/// The writers of the documents of a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Users: what was valid must stay valid.
    ByUsers,
    /// This tool: what it writes must stay as its readers expect.
    ByTool,
}

impl Written {
    fn of(schema: &str) -> Self {
        match schema {
            "report" | "rule-list" | "baseline" | "diff" => Self::ByTool,
            _ => Self::ByUsers,
        }
    }
}

/// A change at a place of a schema.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Change {
    place: String,
    effect: Effect,
}

impl Change {
    fn breaks(&self, written: Written) -> bool {
        match self.effect {
            Effect::Key => false,
            Effect::Narrower => written == Written::ByUsers,
            Effect::Wider => written == Written::ByTool,
            Effect::Otherwise => true,
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let effect = match self.effect {
            Effect::Key => "new key",
            Effect::Narrower => "accepts less",
            Effect::Wider => "accepts more",
            Effect::Otherwise => "is otherwise",
        };
        write!(f, "{}: {effect}", self.place)
    }
}

/// The changes found so far.
#[derive(Debug, Default)]
struct Changes(BTreeSet<Change>);

/// Keywords that refuse no document: texts for people, and formats, which 2020-12 takes for annotations.
const TEXTS: &[&str] = &[
    "title",
    "description",
    "examples",
    "$comment",
    "default",
    "format",
];

impl Changes {
    fn add(&mut self, place: impl Into<String>, effect: Effect) {
        let place = place.into();
        self.0.insert(Change { place, effect });
    }

    /// Every change from an old schema to a new one.
    fn compare(&mut self, old: &Value, new: &Value, at: &str) {
        let (Some(before), Some(after)) = (old.as_object(), new.as_object()) else {
            // `true` accepts everything, `false` nothing.
            match (old, new) {
                (Value::Bool(was), Value::Bool(is)) if was == is => {}
                (Value::Bool(true), _) | (_, Value::Bool(false)) => self.add(at, Effect::Narrower),
                (Value::Bool(false), _) | (_, Value::Bool(true)) => self.add(at, Effect::Wider),
                _ => panic!("{at}: not a schema"),
            }
            return;
        };
        let keys: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
        for key in keys
            .into_iter()
            .filter(|key| !TEXTS.contains(&key.as_str()))
        {
            let (was, is) = (before.get(key), after.get(key));
            if was != is {
                self.keyword(key, was, is, &format!("{at}/{key}"));
            }
        }
    }

    fn keyword(&mut self, key: &str, was: Option<&Value>, is: Option<&Value>, place: &str) {
        match (key, was, is) {
            // A new type that nothing refers to accepts nothing more.
            ("properties" | "$defs", ..) => self.table(was, is, place),
            ("items" | "additionalProperties", Some(was), Some(is)) => self.compare(was, is, place),
            ("required" | "allOf", ..) => self.members(was, is, place, Effect::Narrower),
            ("enum" | "anyOf", Some(_), Some(_)) => self.members(was, is, place, Effect::Wider),
            (
                "minimum" | "maximum" | "minLength" | "maxLength" | "minItems" | "maxItems",
                Some(was),
                Some(is),
            ) => {
                let rises = is.as_f64().unwrap() > was.as_f64().unwrap();
                let narrows = rises == key.starts_with("min");
                let effect = [Effect::Wider, Effect::Narrower][usize::from(narrows)];
                self.add(place, effect);
            }
            ("type" | "$ref" | "$id" | "$schema", ..) => self.add(place, Effect::Otherwise),
            // A value that is new or gone is told of the values themselves.
            (CONSTANTS, Some(was), Some(is)) => {
                for (value, name) in was.as_object().unwrap() {
                    if is.get(value).is_some_and(|new| new != name) {
                        self.add(format!("{place}/{value}"), Effect::Otherwise);
                    }
                }
            }
            (CONSTANTS, ..) => {}
            // Any other keyword only ever refuses documents.
            (_, None, Some(_)) => self.add(place, Effect::Narrower),
            (_, Some(_), None) => self.add(place, Effect::Wider),
            // It cannot be told which documents two patterns accept.
            ("pattern" | "const" | "not" | "propertyNames", ..) => {
                self.add(place, Effect::Narrower);
                self.add(place, Effect::Wider);
            }
            _ => panic!("{place}: a change that nobody has classified"),
        }
    }

    /// Schemas by name.
    fn table(&mut self, was: Option<&Value>, is: Option<&Value>, at: &str) {
        let table = |value: Option<&Value>| -> Map<String, Value> {
            value
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default()
        };
        let (was, is) = (table(was), table(is));
        for (key, old) in &was {
            let place = format!("{at}/{key}");
            match is.get(key) {
                Some(new) => self.compare(old, new, &place),
                None => self.add(place, Effect::Otherwise),
            }
        }
        for key in is.keys().filter(|key| !was.contains_key(*key)) {
            self.add(format!("{at}/{key}"), Effect::Key);
        }
    }

    /// Members of a list, of which one more has this effect.
    fn members(&mut self, was: Option<&Value>, is: Option<&Value>, at: &str, more: Effect) {
        let list = |value: Option<&Value>| -> BTreeSet<String> {
            let list = value.and_then(Value::as_array).into_iter().flatten();
            list.map(Value::to_string).collect()
        };
        let fewer = match more {
            Effect::Wider => Effect::Narrower,
            _ => Effect::Wider,
        };
        let (was, is) = (list(was), list(is));
        for member in is.difference(&was) {
            self.add(format!("{at} + {}", short(member)), more);
        }
        for member in was.difference(&is) {
            self.add(format!("{at} - {}", short(member)), fewer);
        }
    }
}

/// A member as it is listed: what a profile demands, by its rule and its element.
fn short(member: &str) -> String {
    let value: Value = serde_json::from_str(member).unwrap();
    let comment = value["$comment"].as_str();
    comment.map_or_else(|| member.to_owned(), str::to_owned)
}

/// A schema as it is compared. Types and keys of a profile's schema are those of the base.
fn compared(name: &str) -> Value {
    let mut schema = export::schema(name, Rendition::Standard).unwrap();
    if name.starts_with("service-item-") {
        let root = schema.as_object_mut().unwrap();
        root.retain(|key, _| !["$defs", "properties"].contains(&key.as_str()));
    }
    without_texts(&mut schema, true);
    let annotated = export::schema(name, Rendition::Annotated).unwrap();
    let types = schema.get_mut("$defs").and_then(Value::as_object_mut);
    for (id, own) in types.into_iter().flatten() {
        let named = &annotated["definitions"][id];
        let (values, names) = (&named["enum"], &named["x-enum-varnames"]);
        if let (Some(values), Some(names)) = (values.as_array(), names.as_array()) {
            let values = values
                .iter()
                .map(|value| value.as_str().unwrap().to_owned());
            own[CONSTANTS] = values.zip(names.iter().cloned()).collect();
        }
    }
    schema
}

/// The key of the names that generated code has for the values of a list.
const CONSTANTS: &str = "x-constants";

fn without_texts(schema: &mut Value, is_schema: bool) {
    if let Some(list) = schema.as_array_mut() {
        list.iter_mut().for_each(|one| without_texts(one, true));
    }
    let Some(object) = schema.as_object_mut() else {
        return;
    };
    if is_schema {
        // The comment of a requirement names it.
        object.retain(|key, _| key == "$comment" || !TEXTS.contains(&key.as_str()));
    }
    for (key, inner) in object.iter_mut() {
        let is_table = is_schema && ["properties", "$defs"].contains(&key.as_str());
        without_texts(inner, !is_table);
    }
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/schema")
}

/// Before the first release.
const NONE: &str = "0.0.0";

/// Writes the schemas as those of a release, if it is one.
fn release() {
    if std::env::var_os("RELEASE").is_none() {
        return;
    }
    let folder = folder().join("released");
    fs::create_dir_all(&folder).unwrap();
    for name in export::SCHEMAS {
        fs::write(
            folder.join(format!("{name}.json")),
            format!("{}\n", compared(name)),
        )
        .unwrap();
    }
    let columns = serde_json::to_string_pretty(&columns()).unwrap();
    fs::write(folder.join("columns.json"), format!("{columns}\n")).unwrap();
    fs::write(
        folder.join("version"),
        concat!(env!("CARGO_PKG_VERSION"), "\n"),
    )
    .unwrap();
}

/// The columns of each table of code lists, in their order.
fn columns() -> BTreeMap<String, Vec<String>> {
    let lists = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/code-lists");
    let files = fs::read_dir(lists)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|end| end == "csv"))
        .map(|path| {
            let text = fs::read_to_string(&path).unwrap();
            let head = text.lines().next().unwrap().split(',').map(str::to_owned);
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, head.collect())
        })
        .collect()
}

/// Whoever reads the code lists by position finds each column where it was; a new one comes last.
#[test]
fn columns_of_code_lists_stay_where_they_are() {
    let released = folder().join("released");
    let text = fs::read_to_string(released.join("columns.json")).unwrap();
    let before: BTreeMap<String, Vec<String>> = serde_json::from_str(&text).unwrap();
    let now = columns();
    assert!(!before.is_empty());
    for (list, was) in before {
        let is = now.get(&list).unwrap_or_else(|| panic!("{list} is gone"));
        assert!(is.starts_with(&was), "{list}: {is:?}, was {was:?}");
    }
}

/// Whether a schema may break what was built on the last one: if it has another name, or nothing was released.
fn may_break(version: &str, before: &Value, now: &Value) -> bool {
    version.trim() == NONE || before["$id"] != now["$id"]
}

#[test]
fn every_change_since_the_last_release_is_listed() {
    release();
    let released = folder().join("released");
    let version = fs::read_to_string(released.join("version")).unwrap();
    let mut lines = String::new();
    for name in export::SCHEMAS {
        let path = released.join(format!("{name}.json"));
        let Ok(text) = fs::read_to_string(path) else {
            lines.push_str(&format!("compatible: {name}: a new schema\n"));
            continue;
        };
        let (before, now) = (serde_json::from_str(&text).unwrap(), compared(name));
        let mut changes = Changes::default();
        changes.compare(&before, &now, "");
        for change in &changes.0 {
            let breaks = change.breaks(Written::of(name));
            assert!(
                !breaks || may_break(&version, &before, &now),
                "{name}{change}: this breaks what was built on {version}: the schema needs a new version, \
                 see src/_documentation/schema.md"
            );
            let kind = if breaks { "breaking" } else { "compatible" };
            lines.push_str(&format!("{kind}: {name}{change}\n"));
        }
    }
    for entry in fs::read_dir(&released).unwrap() {
        let file = entry.unwrap().file_name().into_string().unwrap();
        let name = file.trim_end_matches(".json");
        let is_schema = !["version", "columns"].contains(&name);
        let gone = is_schema && !export::SCHEMAS.contains(&name);
        assert!(!gone || version.trim() == NONE, "{name}: a schema is gone");
    }
    let list = folder().join("changes.txt");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&list, &lines).unwrap();
    }
    assert!(
        fs::read_to_string(list).unwrap_or_default() == lines,
        "tests/schema/changes.txt is stale: run `UPDATE=1 cargo test --all-features --test schema_changes` \
         and look at what changed:\n{lines}"
    );
}

#[test]
fn only_a_new_name_or_no_release_lets_a_schema_break() {
    let (old, new) = (json!({ "$id": "urn:a.v1" }), json!({ "$id": "urn:a.v2" }));
    assert!(!may_break("0.1.0\n", &old, &old));
    assert!(may_break("0.1.0\n", &old, &new));
    assert!(may_break("0.0.0\n", &old, &old));
}

#[test]
fn changes_are_classified() {
    let old = json!({
        "$id": "urn:a.v1",
        "type": "object",
        "required": ["name"],
        "properties": {
            "name": { "type": "string", "pattern": "\\S", "description": "a" },
            "count": { "type": "integer", "minimum": 0, "maximum": 9 },
            "kind": { "$ref": "#/$defs/Kind" },
            "any": true,
        },
        "additionalProperties": false,
        "$defs": { "Kind": {
            "type": "string",
            "enum": ["甲", "乙"],
            "x-constants": { "甲": "FIRST", "乙": "SECOND" },
        } },
        "allOf": [{ "$comment": "LIM001: a", "required": ["a"] }],
    });
    let narrower = [Effect::Narrower].as_slice();
    let wider = [Effect::Wider].as_slice();
    let otherwise = [Effect::Otherwise].as_slice();
    let name = &old["properties"]["name"];
    for (place, value, effects) in [
        ("/properties/name/description", json!("b"), [].as_slice()),
        ("/properties/name/minLength", json!(1), narrower),
        ("/properties/count/minimum", json!(1), narrower),
        ("/properties/count/maximum", json!(10), wider),
        ("/properties/count/maximum", json!(8), narrower),
        ("/properties/count/type", json!("string"), otherwise),
        (
            "/properties/name/pattern",
            json!("."),
            &[Effect::Narrower, Effect::Wider],
        ),
        ("/properties/any", json!({ "type": "string" }), narrower),
        ("/properties", json!({ "name": name }), otherwise),
        (
            "/properties/more",
            json!({ "type": "string" }),
            &[Effect::Key],
        ),
        ("/required", json!(["name", "count"]), narrower),
        ("/required", json!([]), wider),
        ("/additionalProperties", json!(true), wider),
        ("/$defs/Kind/enum", json!(["甲"]), narrower),
        ("/$defs/Kind/enum", json!(["甲", "乙", "丙"]), wider),
        (
            "/$defs",
            json!({ "Sort": old["$defs"]["Kind"] }),
            &[Effect::Key, Effect::Otherwise],
        ),
        ("/$defs/Kind/x-constants/甲", json!("ONE"), otherwise),
        ("/$defs/Kind/x-constants/丙", json!("THIRD"), &[]),
        ("/$id", json!("urn:a.v2"), otherwise),
        ("/allOf", json!([]), wider),
        (
            "/allOf/1",
            json!({ "$comment": "LIM002: b", "required": ["b"] }),
            narrower,
        ),
    ] {
        let mut new = old.clone();
        let (owner, key) = place.rsplit_once('/').unwrap();
        match new.pointer_mut(owner).unwrap() {
            Value::Object(object) => _ = object.insert(key.to_owned(), value),
            Value::Array(list) => list.push(value),
            _ => panic!("{place}"),
        }
        let mut changes = Changes::default();
        changes.compare(&old, &new, "");
        let found: BTreeSet<Effect> = changes.0.iter().map(|change| change.effect).collect();
        assert!(found.iter().eq(effects), "{place}: {changes:?}");
    }
}

/// A refusal breaks those who write documents; a novelty in ours breaks those who read them.
#[test]
fn changes_break_according_to_who_writes_the_documents() {
    for (effect, by_users, by_tool) in [
        (Effect::Key, false, false),
        (Effect::Narrower, true, false),
        (Effect::Wider, false, true),
        (Effect::Otherwise, true, true),
    ] {
        let change = Change {
            place: String::new(),
            effect,
        };
        assert_eq!(change.breaks(Written::ByUsers), by_users, "{effect:?}");
        assert_eq!(change.breaks(Written::ByTool), by_tool, "{effect:?}");
    }
}
