//! What stands beside anything that services put around records is never lost: wherever a scalar, a list and a table are
//! added, each of their values is read, kept, left out by name, or told.

#![allow(clippy::unwrap_used, reason = "a test that fails says where")]

use serde_json::{Value, json};
use shixiang::source::Format;
use shixiang::{ReadOptions, Reading, read_str};

/// Under this key stands a document that is written as a text in the one around it.
const TEXT: &str = "$text";

fn item() -> Value {
    json!({
        "事项名称": "甲事项", "实施主体": "某局", "事项类型": "行政许可", "法定办结时限": "20个工作日",
        "承诺办结时限": "5个工作日", "受理条件": "有场所的",
    })
}

/// The item with more fields.
fn with(more: &Value) -> Value {
    let mut item = item();
    let fields = item.as_object_mut().unwrap();
    fields.extend(more.as_object().unwrap().clone());
    item
}

/// Pages of an answer, as common libraries write them.
fn pages() -> Vec<(&'static str, Value)> {
    vec![
        (
            "paging",
            json!({"code": 0, "msg": "ok", "data": {"total": 1, "pageNum": 1, "rows": [item()]}}),
        ),
        (
            "page helper",
            json!({"code": 200, "data": {
                "total": 1, "list": [item()], "pageNum": 1, "pageSize": 10, "size": 1, "startRow": 1, "endRow": 1,
                "pages": 1, "prePage": 0, "nextPage": 0, "isFirstPage": true, "isLastPage": true,
                "hasPreviousPage": false, "hasNextPage": false, "navigatePages": 8, "navigatepageNums": [1],
                "navigateFirstPage": 1, "navigateLastPage": 1,
            }}),
        ),
        (
            "pages of Spring",
            json!({
                "content": [item()], "totalElements": 1, "totalPages": 1, "last": true, "first": true, "size": 20,
                "number": 0, "numberOfElements": 1, "empty": false,
                "sort": {"sorted": false, "unsorted": true, "empty": true},
                "pageable": {"pageNumber": 0, "pageSize": 20, "offset": 0, "paged": true, "unpaged": false},
            }),
        ),
    ]
}

/// A document of each kind of wrapper.
fn documents() -> Vec<(&'static str, Value)> {
    let pairs = json!([
        {"label": "事项名称", "value": "甲事项"}, {"label": "实施主体", "value": "某局"},
        {"label": "法定办结时限", "value": "20个工作日"}, {"label": "受理条件", "value": "有场所的"},
    ]);
    let long = |no: u8, name: &str, value: &str| json!({"itemNo": no, "attrName": name, "attrValue": value});
    let mut documents = pages();
    documents.extend([
        (
            "JSON:API",
            json!({
                "data": [{
                    "type": "item", "id": "1", "attributes": item(),
                    "relationships": {"申请材料": {"data": [{"type": "m", "id": "9"}]}},
                }],
                "included": [{"type": "m", "id": "9", "attributes": {"材料名称": "申请表"}}],
                "meta": {"total": 1},
            }),
        ),
        (
            "HAL",
            json!({"_embedded": {"items": [with(&json!({"_links": {"self": {"href": "/1"}}}))]}, "page": {"size": 20}}),
        ),
        (
            "GraphQL",
            json!({"data": {"items": {"totalCount": 1, "edges": [{"cursor": "c", "node": with(&json!({
                "__typename": "Item",
                "申请材料": {"totalCount": 1, "edges": [{"node": {"材料名称": "申请表"}}]},
            }))}]}}}),
        ),
        (
            "search",
            json!({
                "_shards": {"total": 1},
                "hits": {
                    "total": {"value": 1, "relation": "eq"},
                    "hits": [{"_id": "1", "_source": item(), "highlight": {"事项名称": ["甲"]}}],
                },
            }),
        ),
        (
            "described columns",
            json!({
                "fields": [
                    {"field": "c1", "title": "事项名称"}, {"field": "c2", "title": "实施主体"},
                    {"field": "c3", "title": "法定办结时限"}, {"field": "c4", "title": "受理条件"},
                ],
                "rows": [{"c1": "甲事项", "c2": "某局", "c3": "20个工作日", "c4": "有场所的"}],
            }),
        ),
        (
            "rowset",
            json!({"data": {
                "columns": ["事项名称", "实施主体", "法定办结时限", "受理条件"],
                "rows": [["甲事项", "某局", "20个工作日", "有场所的"]],
            }}),
        ),
        (
            "dictionaries",
            json!({"dict": {"lx": {"1": "行政许可"}}, "rows": [with(&json!({"lx": "1"}))]}),
        ),
        (
            "list of codes",
            json!({
                "dictList": [{"dictType": "lx", "dictCode": "1", "dictLabel": "行政许可"}],
                "rows": [with(&json!({"lx": "1"}))],
            }),
        ),
        (
            "text",
            json!({"respData": {TEXT: {"total": 1, "list": [item()]}}}),
        ),
        ("pairs", json!({"list": [{"id": 1, "fields": pairs}]})),
        (
            "groups",
            json!({"title": "甲事项", "groups": [{"groupName": "基本信息", "fields": pairs}]}),
        ),
        (
            "tabs",
            json!({"title": "甲事项", "tabs": [
                {"tabName": "基本信息", "list": pairs}, {"tabName": "申请材料", "html": "申请表"},
            ]}),
        ),
        (
            "rows of values",
            json!({"rows": [
                long(1, "事项名称", "甲事项"), long(1, "实施主体", "某局"), long(1, "法定办结时限", "20个工作日"),
                long(2, "事项名称", "乙事项"), long(2, "实施主体", "某局"), long(2, "法定办结时限", "9个工作日"),
            ]}),
        ),
        (
            "tree",
            json!({"label": "某局", "children": [{"label": "乙", "children": [item(), item()]}]}),
        ),
    ]);
    documents
}

/// What is added: each value is there once.
fn more() -> Value {
    json!({"另加甲": "值甲壹", "另加乙": ["值乙壹", "值乙贰"], "另加丙": {"内": "值丙壹"}})
}

/// Adds it to the table that is reached after so many others, and says below which keys that is; otherwise returns how
/// many are left.
fn add(value: &mut Value, after: usize) -> Result<Vec<String>, usize> {
    match value {
        Value::Object(fields) => {
            let mut after = after;
            if !fields.contains_key(TEXT) {
                let Some(left) = after.checked_sub(1) else {
                    fields.extend(more().as_object().unwrap().clone());
                    return Ok(Vec::new());
                };
                after = left;
            }
            for (key, value) in fields {
                match add(value, after) {
                    Ok(mut keys) => {
                        keys.push(key.clone());
                        return Ok(keys);
                    }
                    Err(left) => after = left,
                }
            }
            Err(after)
        }
        Value::Array(values) => {
            let mut after = after;
            for value in values {
                match add(value, after) {
                    Ok(keys) => return Ok(keys),
                    Err(left) => after = left,
                }
            }
            Err(after)
        }
        _ => Err(after),
    }
}

/// The document with its texts written as such.
fn rendered(value: &Value) -> Value {
    match value {
        Value::Object(fields) => match fields.get(TEXT) {
            Some(inner) => Value::String(rendered(inner).to_string()),
            None => fields
                .iter()
                .map(|(key, value)| (key.clone(), rendered(value)))
                .collect(),
        },
        Value::Array(values) => values.iter().map(rendered).collect(),
        other => other.clone(),
    }
}

/// A value as elements of XML.
fn xml(name: &str, value: &Value) -> String {
    match value {
        Value::Object(fields) => {
            let inner: String = fields.iter().map(|(key, value)| xml(key, value)).collect();
            format!("<{name}>{inner}</{name}>")
        }
        Value::Array(values) => values.iter().map(|value| xml(name, value)).collect(),
        Value::String(text) => format!("<{name}>{text}</{name}>"),
        other => format!("<{name}>{other}</{name}>"),
    }
}

/// The values of what was added below these keys that are nowhere.
fn lost(reading: &Reading, keys: &[String]) -> Vec<&'static str> {
    let items = serde_json::to_string(&reading.catalogue).unwrap();
    let records = reading
        .failed
        .iter()
        .filter_map(|failed| failed.record.as_ref());
    let told: String = records.map(Value::to_string).collect();
    let notices = format!("{:?}", reading.notices);
    // What is left out by name is so with all that is in it.
    let is_left_out = |key: &str| {
        let mut names = reading
            .account
            .left_out
            .iter()
            .filter_map(|path| path.rsplit('.').next());
        names.any(|name| name == key || keys.iter().any(|outer| outer == name))
            || (reading.account.left_out.iter())
                .any(|path| path.contains(key) || path.starts_with("relationships."))
    };
    let added = [
        ("另加甲", "值甲壹"),
        ("另加乙", "值乙壹"),
        ("另加乙", "值乙贰"),
        ("另加丙", "值丙壹"),
    ];
    let is_lost = |(key, value): &(&str, &str)| {
        let is_there = [&items, &told, &notices]
            .iter()
            .any(|text| text.contains(value));
        !is_there && !is_left_out(key)
    };
    added
        .into_iter()
        .filter(is_lost)
        .map(|(_, value)| value)
        .collect()
}

fn check(kind: &str, keys: &[String], text: &str, format: Format, faults: &mut Vec<String>) {
    let name = if format == Format::Json {
        "a.json"
    } else {
        "a.xml"
    };
    let reading = read_str(name, text, format, &ReadOptions::default());
    let lost = lost(&reading, keys);
    if !lost.is_empty() {
        faults.push(format!("{kind}, below {keys:?}: {lost:?} lost of {text}"));
    }
    if !reading.account.missing.is_empty() {
        faults.push(format!(
            "{kind}, below {keys:?}: the account does not balance: {text}"
        ));
    }
}

#[test]
fn nothing_beside_a_wrapper_is_lost() {
    let mut faults = Vec::new();
    for (kind, document) in documents() {
        let whole = rendered(&document).to_string();
        let reading = read_str("a.json", &whole, Format::Json, &ReadOptions::default());
        let names: Vec<&str> = reading
            .catalogue
            .items
            .iter()
            .map(|item| item.name.as_str())
            .collect();
        if names.first() != Some(&"甲事项") {
            faults.push(format!("{kind}: the items are {names:?}"));
        }
        for at in 0.. {
            let mut changed = document.clone();
            let Ok(keys) = add(&mut changed, at) else {
                break;
            };
            let changed = rendered(&changed);
            check(kind, &keys, &changed.to_string(), Format::Json, &mut faults);
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[cfg(feature = "tables")]
#[test]
fn nothing_beside_a_wrapper_in_xml_is_lost() {
    let mut faults = Vec::new();
    let document = json!({"Body": {"getItemsResponse": {"return": {"code": "0", "items": {"item": [item(), item()]}}}}});
    for at in 0.. {
        let mut changed = document.clone();
        let Ok(keys) = add(&mut changed, at) else {
            break;
        };
        let text = xml("Envelope", &changed);
        check("SOAP", &keys, &text, Format::Html, &mut faults);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
