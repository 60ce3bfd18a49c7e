use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::Value;
use validator::Validate;

use super::*;
use crate::model::ServiceItem;
use crate::path::Path;

/// All groups reachable from a catalogue, once each.
fn groups() -> Vec<&'static Group> {
    let mut all: Vec<&Group> = vec![CATALOGUE];
    let mut at = 0;
    while let Some(group) = all.get(at).copied() {
        for inner in group.fields.iter().filter_map(|field| field.group) {
            if !all.iter().any(|known| known.id == inner.id) {
                all.push(inner);
            }
        }
        at += 1;
    }
    all
}

/// The property keys of a type in the schema.
fn properties(schema: &Value, group: &Group) -> BTreeSet<String> {
    let own = schema.pointer(&format!("/$defs/{}", group.id));
    let own = own.unwrap_or(schema).get("properties").unwrap();
    own.as_object().unwrap().keys().cloned().collect()
}

#[test]
fn the_registry_has_the_fields_of_the_schema_and_no_others() {
    let schema = crate::schema::catalogue();
    for group in groups() {
        let keys = group.fields.iter().map(|field| field.key.to_owned());
        assert_eq!(
            keys.collect::<BTreeSet<_>>(),
            properties(&schema, group)
                .into_iter()
                // Not an element: the schema of the document.
                .filter(|key| key != "$schema")
                .collect(),
            "{}",
            group.id
        );
    }
}

#[test]
fn names_and_keys_of_a_row_are_of_fields_behind_it() {
    for group in groups() {
        for key in group.keys {
            assert!(group.field(key).is_some(), "{}: {key}", group.id);
        }
        for field in group.fields {
            for (key, _) in field.inside {
                let behind = field.group.and_then(|inner| inner.field(key));
                assert!(behind.is_some(), "{}.{}: {key}", group.id, field.key);
            }
        }
    }
}

/// An element of a list is identified in a fingerprint by its key, or else only by its index.
#[test]
fn lists_of_things_with_a_name_are_known_by_it() {
    let named = ["id", "code", "name", "language", "number"];
    for group in groups().into_iter().flat_map(|group| group.fields) {
        let Some(inner) = group.group.filter(|_| group.is_list) else {
            continue;
        };
        let has_name = named.iter().any(|key| inner.field(key).is_some());
        assert!(
            inner.id == "ServiceItem" || !has_name || !inner.keys.is_empty(),
            "{} has no key",
            inner.id
        );
    }
}

/// The column of a national vocabulary is that of the fields that use it.
#[test]
fn columns_of_fields_are_those_of_their_vocabularies() {
    for group in groups() {
        for field in group
            .fields
            .iter()
            .filter(|field| !field.columns.is_empty())
        {
            if let Some(column) = field.vocabulary.and_then(|list| list.column) {
                assert_eq!(field.columns, [column], "{}.{}", group.id, field.key);
            }
        }
    }
}

#[test]
fn elements_are_named_as_they_are_called_where_they_are() {
    let name = |path: &str| ITEM.name_at(&Path::parse(path)).map(|name| name.zh);
    assert_eq!(name("authority.name"), Some("实施主体"));
    assert_eq!(name("co_authorities[0].name"), Some("机构名称"));
    assert_eq!(name("guide.materials[1].medium"), Some("材料形式"));
    assert_eq!(name("guide.colour"), None);
    assert_eq!(asked("guide.consultation.reply_promise").zh, "咨询答复时限");
    assert_eq!(asked("natural_themes").zh, "主题分类");
}

#[test]
fn an_element_is_stated_where_something_is_said() {
    let item: ServiceItem = toml::from_str(
        "name = '甲'\nsummary = ' '\n[guide]\nhours = {}\n[guide.time_limit]\npromised = {}\n\
         statutory = { amount = 5 }\n[[guide.places]]\nhours = { text = '全天' }\n",
    )
    .unwrap();
    let stated = |path| any(&item, path, &|owner, key| owner.states(key));
    for path in ["name", "guide.time_limit.statutory", "guide.hours"] {
        assert!(stated(path), "{path}");
    }
    for path in [
        "summary",
        "guide.time_limit.promised",
        "guide.places",
        "guide.fees.charged",
    ] {
        assert!(!stated(path), "{path}");
    }
}

macro_rules! examples {
    ($($name:literal),+) => {
        [$(include_str!(concat!("../../../examples/data/items/", $name, ".toml"))),+]
    };
}

const EXAMPLES: [&str; 9] = examples![
    "food-business-licence",
    "insurance-certificate",
    "library-card",
    "road-excavation",
    "senior-card",
    "visitor-registration",
    "water-permit",
    "works-permit",
    "works-planning"
];

/// With every value of a full item spoilt in turn.
#[test]
fn a_plain_item_breaks_no_constraint() {
    let mut broken = 0;
    for text in EXAMPLES {
        let whole: toml::Value = toml::from_str(text).unwrap();
        let leaves = leaves(&whole);
        assert!(ServiceItem::deserialize(whole.clone()).unwrap().is_plain());
        for at in 0..leaves {
            let mut spoilt = whole.clone();
            spoil(&mut spoilt, &mut (at + 1));
            let Ok(item) = ServiceItem::deserialize(spoilt) else {
                continue;
            };
            if item.validate().is_err() {
                broken += 1;
                assert!(!item.is_plain(), "leaf {at}");
            }
        }
    }
    assert!(broken > 100, "{broken}");
}

fn leaves(value: &toml::Value) -> usize {
    match value {
        toml::Value::Table(table) => table.iter().map(|(_, inner)| leaves(inner)).sum(),
        toml::Value::Array(list) => list.iter().map(leaves).sum(),
        _ => 1,
    }
}

/// Spoils the leaf of this number, counted down to 0.
fn spoil(value: &mut toml::Value, number: &mut usize) {
    match value {
        toml::Value::Table(table) => (table.iter_mut()).for_each(|(_, inner)| spoil(inner, number)),
        toml::Value::Array(list) => list.iter_mut().for_each(|inner| spoil(inner, number)),
        _ => {
            *number = number.saturating_sub(1);
            if *number > 0 {
                return;
            }
            *number = usize::MAX;
            match value {
                toml::Value::String(text) => *text = " ".to_owned(),
                toml::Value::Integer(number) => *number = -1,
                toml::Value::Float(number) => *number = -1.0,
                _ => {}
            }
        }
    }
}
