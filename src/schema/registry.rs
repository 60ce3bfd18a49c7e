//! Adds the facts of the registry of elements to a schema.

use serde_json::{Map, Value, json};

use crate::model::elements::{Field, Group};

/// Sets the title of the root and of each definition to the name of its type, so that generated classes have
/// these names; the Chinese title of a type or field is moved to `x-title-zh`.
pub(super) fn entitle(schema: &mut Value, root: &str) {
    super::visit::each(schema, &mut |object| {
        if let Some(title) = object.remove("title") {
            object.insert("x-title-zh".to_owned(), title);
        }
    });
    if let Some(defs) = schema.get_mut("$defs").and_then(Value::as_object_mut) {
        for (name, own) in defs {
            if let Some(own) = own.as_object_mut() {
                own.insert("title".to_owned(), Value::from(name.as_str()));
            }
        }
    }
    if let Some(own) = schema.as_object_mut() {
        own.insert("title".to_owned(), Value::from(root));
    }
}

/// Adds the names, the advice and the columns of the registry to each type and field of the model.
pub(super) fn name(schema: &mut Value, root: &'static Group) {
    for group in groups(root) {
        let own = if group.id == root.id {
            schema.as_object_mut()
        } else {
            (schema.pointer_mut(&format!("/$defs/{}", group.id))).and_then(Value::as_object_mut)
        };
        let Some(own) = own else { continue };
        own.insert("x-title-zh".to_owned(), Value::from(group.name.zh));
        own.insert("x-title-en".to_owned(), Value::from(group.name.en));
        // Tombi sorts keys in the order of the schema; Taplo inserts `initKeys` when a user begins an object.
        own.insert("x-tombi-table-keys-order".to_owned(), json!("schema"));
        let initial = initial_keys(group, own);
        if !initial.is_empty() {
            own.insert("x-taplo".to_owned(), json!({ "initKeys": initial }));
        }
        if let Some(Value::Object(properties)) = own.get_mut("properties") {
            for field in group.fields {
                if let Some(Value::Object(property)) = properties.get_mut(field.key) {
                    describe(property, field);
                }
            }
        }
    }
}

/// The keys that are inserted first: the required keys, and those of a blank item.
fn initial_keys(group: &Group, own: &Map<String, Value>) -> Vec<&'static str> {
    let required = own.get("required").and_then(Value::as_array);
    let is_required = |key: &str| required.is_some_and(|all| all.iter().any(|own| own == key));
    let is_filled = |field: &Field| field.fill.is_some() && !field.is_table();
    let fields = group.fields.iter();
    (fields.filter(|field| is_required(field.key) || is_filled(field)))
        .map(|field| field.key)
        .collect()
}

fn describe(property: &mut Map<String, Value>, field: &Field) {
    property.insert("x-title-zh".to_owned(), Value::from(field.name.zh));
    property.insert("x-title-en".to_owned(), Value::from(field.name.en));
    if let Some(advice) = field.fill.filter(|advice| !advice.is_empty()) {
        property.insert("x-advice".to_owned(), Value::from(advice));
    }
    if field.is_list && field.group.is_none() {
        property.insert("uniqueItems".to_owned(), Value::Bool(true));
    }
    if !field.columns.is_empty() {
        property.insert("x-columns".to_owned(), json!(field.columns));
    }
}

/// The type `root` and all types inside it, each once.
pub(super) fn groups(root: &'static Group) -> Vec<&'static Group> {
    let mut found: Vec<&'static Group> = Vec::new();
    let mut open = vec![root];
    while let Some(group) = open.pop() {
        if found.iter().any(|known| known.id == group.id) {
            continue;
        }
        found.push(group);
        open.extend(group.fields.iter().filter_map(|field| field.group));
    }
    found
}
