//! Adds an example to each type of a schema, from documents that are known to be valid.

use serde_json::{Map, Value, json};

use super::visit::definition;
use crate::model::{Catalogue, ServiceItem};

const CATALOGUE_FILE: &str = include_str!("../../examples/data/catalogue.toml");

/// Items that together have a value of every type.
const ITEM_FILES: &[&str] = &[
    include_str!("../../examples/data/items/food-business-licence.toml"),
    include_str!("../../examples/data/items/road-excavation.toml"),
    include_str!("../../examples/data/items/visitor-registration.toml"),
    RARE,
];

/// An item with elements that valid items seldom have.
const RARE: &str = r#"
name = "食品生产许可"
prerequisites = [{ item = "营业执照核发", basis = "食品生产许可管理办法第十条" }]

[[deviations]]
channels = ["portal"]
element = "materials"
reason = "网上申请时营业执照由系统调取"
approved_by = "云江新区行政审批局"
until = 2027-06-30

[[suppressions]]
rule = "MAT009"
element = "guide.materials"
reason = "申请书在网上填写，没有空白表格"
approved_by = "云江新区行政审批局"
until = 2027-06-30

[[guide.special_procedures]]
name = "现场核查"
kind = "现场核查"
limit = { amount = 5, unit = "工作日" }
basis = "食品生产许可管理办法第二十一条"
note = "核查时间提前一天通知申请人"

[guide.process.flowchart]
image = "https://zwfw.example.gov.cn/yunjiang/flow/food-production.png"
nodes = [{ id = "accept", label = "受理" }, { id = "review", label = "审查" }]
edges = [{ from = "accept", to = "review", label = "材料齐全" }]
"#;

/// The example items.
pub(super) fn items() -> Vec<Value> {
    let items = ITEM_FILES.iter();
    let items = items.filter_map(|file| toml::from_str::<ServiceItem>(file).ok());
    items.map(|item| json!(item)).collect()
}

/// The example catalogue with the example items.
pub(super) fn catalogues() -> Vec<Value> {
    let catalogue = toml::from_str::<Catalogue>(CATALOGUE_FILE).ok();
    let mut catalogues: Vec<Value> = catalogue.iter().map(|catalogue| json!(catalogue)).collect();
    for catalogue in catalogues.iter_mut().filter_map(Value::as_object_mut) {
        catalogue.insert("items".to_owned(), Value::Array(items()));
    }
    catalogues
}

/// Adds the fullest example among the documents to each type, without deeply nested values.
pub(super) fn add(schema: &mut Value, documents: &[Value]) {
    let mut found = Vec::new();
    for document in documents {
        collect(document, schema, schema, "", &mut found);
    }
    for (name, example) in found {
        let own = if name.is_empty() {
            Some(&*schema)
        } else {
            schema.get("$defs").and_then(|defs| defs.get(&name))
        };
        let Some(own) = own else { continue };
        let examples = json!([shortened(&example, own, schema, 1)]);
        let own = if name.is_empty() {
            schema.as_object_mut()
        } else {
            let defs = schema.get_mut("$defs").and_then(|defs| defs.get_mut(&name));
            defs.and_then(Value::as_object_mut)
        };
        if let Some(own) = own {
            own.insert("examples".to_owned(), examples);
        }
    }
}

/// Records the value, and every object inside it, under the name of its type, if the value has the most fields so
/// far.
fn collect(
    value: &Value,
    node: &Value,
    root: &Value,
    name: &str,
    found: &mut Vec<(String, Value)>,
) {
    let (name, node) = definition(node, root).unwrap_or((name, node));
    match value {
        Value::Array(list) => {
            for one in list {
                if let Some(items) = node.get("items") {
                    collect(one, items, root, "-", found);
                }
            }
        }
        Value::Object(object) => {
            match found.iter_mut().find(|(known, _)| known == name) {
                Some((_, best)) if best.as_object().map_or(0, Map::len) >= object.len() => {}
                Some((_, best)) => *best = value.clone(),
                None => found.push((name.to_owned(), value.clone())),
            }
            for (key, value) in object {
                if let Some(inner) = property(node, key) {
                    collect(value, inner, root, "-", found);
                }
            }
        }
        _ => {}
    }
}

/// The schema of the value under a key of an object.
fn property<'s>(node: &'s Value, key: &str) -> Option<&'s Value> {
    let own = node.get("properties").and_then(|all| all.get(key));
    own.or_else(|| node.get("additionalProperties"))
}

/// Shortens the value to one element of each list and at most `levels` levels of objects.
fn shortened(value: &Value, node: &Value, root: &Value, levels: usize) -> Value {
    let node = definition(node, root).map_or(node, |(_, node)| node);
    match value {
        Value::Array(list) => {
            let items = node.get("items").unwrap_or(&Value::Null);
            list.iter()
                .take(1)
                .map(|one| shortened(one, items, root, levels))
                .collect()
        }
        Value::Object(object) => {
            let required = node.get("required").and_then(Value::as_array);
            let kept = object.iter().filter_map(|(key, value)| {
                let needed = required.is_some_and(|keys| keys.iter().any(|own| own == key));
                if levels == 0 && !needed && holds_objects(value) {
                    return None;
                }
                let inner = property(node, key).unwrap_or(&Value::Null);
                let levels = levels.saturating_sub(1);
                Some((key.clone(), shortened(value, inner, root, levels)))
            });
            Value::Object(kept.collect())
        }
        plain => plain.clone(),
    }
}

fn holds_objects(value: &Value) -> bool {
    match value {
        Value::Array(list) => list.iter().any(holds_objects),
        value => value.is_object(),
    }
}
