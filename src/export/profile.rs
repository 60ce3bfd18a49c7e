//! The schema of an item under a profile: the base schema, and the elements whose absence is certainly an error.
//!
//! A schema cannot decide from words, as the rules do, whether people apply for an item or whether a material is a
//! form. So the rules reject every item that the schema rejects, and more.

use serde_json::{Map, Value, json};

use crate::model::ServiceItem;
use crate::model::elements::{Field, Group, ITEM, Node, any};
use crate::rules::element::{ROWS, Row, Sign, Unless};
use crate::schema::{self, Draft};
use crate::vocabulary::{HandlingForm, ItemType, Medium, Profile, Vocabulary};
use crate::words;

/// The schema of an item under a profile.
pub(super) fn item(name: &'static str, profile: Profile) -> Draft {
    let full = schema::full_item();
    let rows = ROWS
        .iter()
        .filter_map(|row| requirement(row, profile, &full));
    schema::item().refined(name, rows.collect())
}

/// The requirement of a row under a profile; `None` if a rule decides it from words.
fn requirement(row: &Row, profile: Profile, full: &Value) -> Option<Value> {
    let signs = row.certain(profile)?;
    let keys: Vec<&str> = row.element.split('.').collect();
    let element = json!({
        "type": "object",
        "required": ["element"],
        "properties": { "element": { "enum": prefixes(&keys) } },
    });
    let excused = object_with(
        "not_applicable",
        json!({ "type": "array", "contains": element }),
    );
    let mut when = vec![json!({ "not": excused })];
    when.extend(signs.into_iter().map(has_sign));
    Some(json!({
        "$comment": format!("{}: {}", row.rule.code, row.element),
        "if": { "allOf": when },
        "then": present(ITEM, &keys, &[], row.unless, full)?,
    }))
}

/// The paths of an element and its enclosing elements; any of them may be declared as not applicable.
fn prefixes(keys: &[&str]) -> Vec<String> {
    let counts = 1..=keys.len();
    let prefixes = counts.filter_map(|count| keys.get(..count));
    prefixes.map(|keys| keys.join(".")).collect()
}

/// The schema of an object that has the key with a value of the schema `value`.
fn object_with(key: &str, value: Value) -> Value {
    let properties = Map::from_iter([(key.to_owned(), value)]);
    json!({ "type": "object", "required": [key], "properties": properties })
}

/// The schema of the items that have a sign.
fn has_sign(sign: Sign) -> Value {
    let has_type = |types: &[ItemType]| {
        let terms: Vec<&str> = types.iter().map(Vocabulary::term).collect();
        object_with("item_type", json!({ "enum": terms }))
    };
    let one_of =
        |paths: &[&str]| -> Vec<Value> { paths.iter().map(|path| has_value_at(path)).collect() };
    match sign {
        Sign::TypeIs(types) => has_type(types),
        Sign::TypeIsNot(types) => json!({ "not": has_type(types) }),
        Sign::Typed => object_with("item_type", json!(true)),
        Sign::Has(paths) => json!({ "anyOf": one_of(paths) }),
        Sign::HasNone(paths) => json!({ "not": { "anyOf": one_of(paths) } }),
        Sign::HandledOnSite => {
            let other = json!({ "not": { "const": HandlingForm::Online.term() } });
            object_with(
                "handling_forms",
                json!({ "type": "array", "contains": other }),
            )
        }
    }
}

/// The schema of an object that has a value at the path; a list must not be empty.
fn has_value_at(path: &str) -> Value {
    let is_list = ITEM.find(path).is_some_and(|field| field.is_list);
    let value = if is_list {
        json!({ "type": "array", "minItems": 1 })
    } else {
        json!(true)
    };
    path.rsplit('.')
        .fold(value, |value, key| object_with(key, value))
}

/// The schema of an object that has the element, or a substitute for it.
///
/// Each entry of a list on the path must have it; the presence of the list is a separate requirement.
fn present(
    group: &'static Group,
    keys: &[&str],
    above: &[&'static Field],
    unless: Option<Unless>,
    full: &Value,
) -> Option<Value> {
    let (key, rest) = keys.split_first()?;
    let field = group.field(key)?;
    let Some(inner) = field.group.filter(|_| !rest.is_empty()) else {
        return Some(has_key_or_equivalent(group, key, above, full));
    };
    let path: Vec<&Field> = above.iter().copied().chain([field]).collect();
    let within = present(inner, rest, &path, unless, full)?;
    let (value, is_required) = if field.is_list {
        let one = with_exceptions(within, &path, unless);
        (json!({ "type": "array", "items": one }), false)
    } else {
        (within, !passes_list(inner, rest))
    };
    let mut object = object_with(key, value);
    if let Some(object) = object.as_object_mut().filter(|_| !is_required) {
        object.remove("required");
    }
    Some(object)
}

/// The schema of a list entry that fits `within`, or is excepted by `unless`, or is a line that states that there
/// are no materials.
fn with_exceptions(within: Value, path: &[&Field], unless: Option<Unless>) -> Value {
    let exempt = object_with("exempt", json!({ "const": true }));
    let electronic = object_with("medium", json!({ "const": Medium::Electronic.term() }));
    let mut exceptions = match unless {
        Some(Unless::Exempt) => vec![exempt],
        Some(Unless::ExemptOrElectronic) => vec![exempt, electronic],
        Some(Unless::ChannelBut(kinds)) => {
            let terms: Vec<&str> = kinds.iter().map(Vocabulary::term).collect();
            vec![json!({ "not": object_with("kind", json!({ "enum": terms })) })]
        }
        Some(Unless::Item(..) | Unless::Material(_)) | None => vec![],
    };
    if path
        .iter()
        .map(|field| field.key)
        .eq(["guide", "materials"])
    {
        let words: Vec<&str> = words::NO_MATERIALS.iter().collect();
        let pattern = format!("^\\s*({})[》）)”\"。；]*\\s*$", words.join("|"));
        exceptions.push(object_with(
            "name",
            json!({ "type": "string", "pattern": pattern }),
        ));
    }
    if exceptions.is_empty() {
        return within;
    }
    json!({ "if": { "not": { "anyOf": exceptions } }, "then": within })
}

/// Whether the path to the last key passes through a list.
fn passes_list(group: &'static Group, keys: &[&str]) -> bool {
    let [key, rest @ ..] = keys else {
        return false;
    };
    let Some(field) = group.field(key).filter(|_| !rest.is_empty()) else {
        return false;
    };
    field.is_list || field.group.is_some_and(|inner| passes_list(inner, rest))
}

/// The schema of an object that has the key, or another key that states the same.
fn has_key_or_equivalent(
    group: &'static Group,
    key: &str,
    above: &[&'static Field],
    full: &Value,
) -> Value {
    let others = group.fields.iter().map(|field| field.key);
    let others = others.filter(|other| *other != key && is_equivalent(other, key, above, full));
    let mut choices: Vec<Value> = std::iter::once(key)
        .chain(others)
        .map(|key| object_with(key, json!(true)))
        .collect();
    match choices.len() {
        1 => choices.remove(0),
        _ => json!({ "anyOf": choices }),
    }
}

/// Whether the model finds a value for `key` in an object that has only the key `other`, with the value of a full
/// item.
fn is_equivalent(other: &str, key: &str, above: &[&'static Field], full: &Value) -> bool {
    let first = |value: &'_ Value| value.as_array().and_then(|list| list.first()).cloned();
    let owner = above.iter().try_fold(full.clone(), |owner, field| {
        let value = owner.get(field.key)?;
        Some(first(value).unwrap_or_else(|| value.clone()))
    });
    let Some(value) = owner.as_ref().and_then(|owner| owner.get(other)) else {
        return false;
    };
    let alone = above
        .iter()
        .rev()
        .fold(json!({ other: value }), |inner, field| {
            let inner = if field.is_list { json!([inner]) } else { inner };
            json!({ field.key: inner })
        });
    let Ok(item) = serde_json::from_value::<ServiceItem>(alone) else {
        return false;
    };
    let keys = above.iter().map(|field| field.key).chain([key]);
    let path = keys.collect::<Vec<_>>().join(".");
    any(&item, &path, &|owner: &dyn Node, key: &str| {
        owner.states(key)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names under which the model has each element that a profile requires.
    #[test]
    fn a_full_item_has_every_required_element() {
        let full = schema::full_item();
        for (path, others) in [
            ("name", [].as_slice()),
            ("implementation_code", &["handling_code"]),
            ("guide.hours", &["places"]),
            ("guide.fees.charged", &["items"]),
            ("guide.fees.items.standard", &["amount"]),
            ("guide.materials.originals", &["photocopies", "pieces"]),
        ] {
            let keys: Vec<&str> = path.split('.').collect();
            let (key, owners) = keys.split_last().unwrap();
            let mut group = ITEM;
            let mut above = Vec::new();
            for owner in owners {
                let field = group.field(owner).unwrap();
                above.push(field);
                group = field.group.unwrap();
            }
            let fields = group.fields.iter().map(|field| field.key);
            let found: Vec<&str> = fields
                .filter(|other| other != key && is_equivalent(other, key, &above, &full))
                .collect();
            assert_eq!(found, others, "{path}");
        }
    }
}
