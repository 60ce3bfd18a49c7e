//! What a dialect can say of a field: when it is used, which part of it, which row, with which others;
//! and that each value has its fate whatever it says.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test"
)]

use std::collections::BTreeMap;

use serde_json::{Value, json};
use shixiang::dialect::{Dialect, Fate};
use shixiang::source::Format;
use shixiang::{ReadOptions, Reading, read_str};

fn parsed(fields: &str) -> Result<Dialect, shixiang::Error> {
    let text = format!(
        "name = \"d\"\nrecognise = [\"n\"]\nfields = [{{ from = \"n\", to = \"name\" }},\n{fields}]\n"
    );
    Dialect::parse("d.toml", &text)
}

fn read(dialect: Dialect, records: &Value) -> Reading {
    let options = ReadOptions::default().dialect(dialect).trace();
    read_str("a.json", &records.to_string(), Format::Json, &options)
}

/// The items without their names, and the fates of the fields in their order.
fn items(reading: &Reading) -> (Vec<Value>, Vec<(String, Fate)>) {
    assert!(reading.account.missing.is_empty(), "{:?}", reading.account);
    let items = reading.catalogue.items.iter().map(|item| {
        let mut item = serde_json::to_value(item).unwrap();
        item.as_object_mut().unwrap().remove("name");
        item
    });
    let fates = reading.trace.iter().map(|traced| &traced.value);
    let fates = fates.filter(|value| value.field != "n");
    (
        items.collect(),
        fates
            .map(|value| (value.field.clone(), value.fate))
            .collect(),
    )
}

/// One record, the item that it gives, and the fates of its fields.
#[track_caller]
fn gives(fields: &str, record: Value, item: Value, fates: &[(&str, Fate)]) {
    let mut record = record;
    record["n"] = "甲".into();
    let reading = read(parsed(fields).unwrap(), &record);
    let (items, found) = items(&reading);
    assert_eq!(items, [item], "{record} by {fields}");
    let found: BTreeMap<&str, Fate> = (found.iter())
        .map(|(field, fate)| (field.as_str(), *fate))
        .collect();
    let fates: BTreeMap<&str, Fate> = fates.iter().copied().collect();
    assert_eq!(found, fates, "{record} by {fields}");
}

use Fate::{Empty, Kept, Partial, Typed, Unknown, Unread};

#[test]
fn a_condition_asks_another_field() {
    let by = |condition: &str| format!("{{ from = \"u\", to = \"summary\", {condition} }}");
    let is = by(r#"when = { field = "k", is = ["1", "2"] }"#);
    gives(
        &is,
        json!({"u":"文","k":"2"}),
        json!({"summary":"文"}),
        &[("u", Typed), ("k", Typed)],
    );
    gives(
        &is,
        json!({"u":"文","k":"3"}),
        json!({"extensions":{"u":"文","k":"3"}}),
        &[("u", Kept), ("k", Kept)],
    );
    // One value need not be a list. What a value is not is not said by where the field went.
    let not = by(r#"unless = { field = "k", is = "1" }"#);
    gives(
        &not,
        json!({"u":"文","k":"3"}),
        json!({"summary":"文","extensions":{"k":"3"}}),
        &[("u", Typed), ("k", Kept)],
    );
    gives(
        &not,
        json!({"u":"文","k":"1"}),
        json!({"extensions":{"u":"文","k":"1"}}),
        &[("u", Kept), ("k", Kept)],
    );
    gives(
        &not,
        json!({"u":"文"}),
        json!({"summary":"文"}),
        &[("u", Typed)],
    );
    let filled = by(r#"when = { field = "k", filled = true }"#);
    gives(
        &filled,
        json!({"u":"文","k":"3"}),
        json!({"summary":"文","extensions":{"k":"3"}}),
        &[("u", Typed), ("k", Kept)],
    );
    gives(
        &filled,
        json!({"u":"文","k":""}),
        json!({"extensions":{"u":"文"}}),
        &[("u", Kept)],
    );
    let blank = by(r#"when = { field = "k", filled = false }"#);
    gives(
        &blank,
        json!({"u":"文"}),
        json!({"summary":"文"}),
        &[("u", Typed)],
    );
    gives(
        &blank,
        json!({"u":"文","k":["","3"]}),
        json!({"extensions":{"u":"文","k":["","3"]}}),
        &[("u", Kept), ("k", Kept)],
    );
    let matches = by(r#"when = { field = "k", matches = '45\d{4}' }"#);
    gives(
        &matches,
        json!({"u":"文","k":"450700"}),
        json!({"summary":"文","extensions":{"k":"450700"}}),
        &[("u", Typed), ("k", Kept)],
    );
    gives(
        &matches,
        json!({"u":"文","k":"4507001"}),
        json!({"extensions":{"u":"文","k":"4507001"}}),
        &[("u", Kept), ("k", Kept)],
    );
}

#[test]
fn a_condition_without_a_field_asks_the_value_itself() {
    let routes = r#"
        { from = "c", to = "authority.credit_code", read = "code", when = { matches = '[0-9A-Z]{18}' } },
        { from = "c", to = "authority.organization_code", read = "code", when = { matches = '[0-9A-Z]{8}-?[0-9A-Z]' } },
    "#;
    gives(
        routes,
        json!({"c":"11511301008778183N"}),
        json!({"authority":{"credit_code":"11511301008778183N"}}),
        &[("c", Typed)],
    );
    gives(
        routes,
        json!({"c":"76726532-X"}),
        json!({"authority":{"organization_code":"76726532-X"}}),
        &[("c", Typed)],
    );
    gives(
        routes,
        json!({"c":"见附件"}),
        json!({"extensions":{"c":"见附件"}}),
        &[("c", Unread)],
    );
    gives(routes, json!({"c":""}), json!({}), &[]);
    // What is left over of a route can be kept on purpose.
    let kept = format!(
        "{routes} {{ from = \"c\", to = \"extensions.c\", read = \"keep\", unless = {{ matches = '[0-9A-Z-]{{9,18}}' }} }}"
    );
    gives(
        &kept,
        json!({"c":"见附件"}),
        json!({"extensions":{"c":"见附件"}}),
        &[("c", Kept)],
    );
}

#[test]
fn a_condition_in_a_list_chooses_the_row_or_asks_for_any() {
    let chosen = r#"{ from = "m", to = "guide.materials", rows = [
        { from = "t", to = "name" },
        { from = "f.path", to = "blank_form", when = { field = "f.code", is = "2" } },
        { from = "f.path", to = "sample_form", when = { field = "f.code", is = "3" } },
    ] }"#;
    gives(
        chosen,
        json!({"m":[{"t":"表","f":[{"code":"3","path":"样.pdf"},{"code":"2","path":"空.docx"}]}]}),
        json!({"guide":{"materials":[{"name":"表","blank_form":"空.docx","sample_form":"样.pdf"}]}}),
        &[("m.t", Typed), ("m.f.code", Typed), ("m.f.path", Typed)],
    );
    // A row that nothing chooses is kept, and what is not known in one that is chosen is told.
    let record = json!({"f":[{"code":"9","path":"一"},{"code":"2","path":"二","size":7},{"code":"8","path":"三"}]});
    let one = r#"{ from = "f.path", to = "summary", when = { field = "f.code", is = "2" } }"#;
    let reading = read(parsed(one).unwrap(), &{
        let mut record = record;
        record["n"] = "甲".into();
        record
    });
    let (items, fates) = items(&reading);
    assert_eq!(
        items,
        [
            json!({"summary":"二","extensions":{"f.1":{"code":"9","path":"一"},"f.2.size":7,"f.3":{"code":"8","path":"三"}}})
        ]
    );
    let fate = |value: &str| {
        let traced = reading
            .trace
            .iter()
            .find(|traced| traced.value.raw == value);
        traced.unwrap().value.fate
    };
    assert_eq!(
        ["一", "二", "三", "2", "9", "7"].map(fate),
        [Kept, Typed, Kept, Typed, Kept, Unknown],
        "{fates:?}"
    );
    // Outside of the list, one such row is enough.
    let any =
        r#"{ from = "u", to = "online", constant = true, when = { field = "f.code", is = "2" } }"#;
    gives(
        any,
        json!({"u":"有","f":[{"code":"1"},{"code":"2"}]}),
        json!({"online":true,"extensions":{"u":"有","f.1":{"code":"1"}}}),
        &[("u", Kept), ("f.code", Typed)],
    );
}

#[test]
fn the_unit_of_a_limit_stands_in_the_chosen_row() {
    let fields = r#"{ from = "l.day", to = "guide.time_limit.promised", read = "limit", unit = "type", when = { field = "l.kind", is = "承诺" } }"#;
    gives(
        fields,
        json!({"l":[{"kind":"法定","day":20,"type":"1"},{"kind":"承诺","day":5,"type":"2"}]}),
        json!({"guide":{"time_limit":{"promised":{"amount":5,"unit":"自然日"}}},"extensions":{"l.1":{"kind":"法定","day":20,"type":"1"}}}),
        &[("l.day", Typed), ("l.kind", Typed), ("l.type", Typed)],
    );
}

#[test]
fn a_unit_may_be_fixed() {
    let fields =
        r#"{ from = "d", to = "guide.time_limit.promised", read = "limit", unit = "工作日" }"#;
    let limit = |amount, unit: &str| json!({"guide":{"time_limit":{"promised":{"amount":amount,"unit":unit}}}});
    gives(
        fields,
        json!({"d":20}),
        limit(20, "工作日"),
        &[("d", Typed)],
    );
    // What the value says itself goes first.
    gives(
        fields,
        json!({"d":"3个自然日"}),
        limit(3, "自然日"),
        &[("d", Typed)],
    );
}

#[test]
fn parts_of_one_value_go_to_several_elements_and_the_rest_is_told() {
    let fields = r#"
        { from = "t", to = "guide.time_limit.statutory", read = "limit", capture = '法定[^，；]*?(\d+个?\S?[工作自然]*日)' },
        { from = "t", to = "guide.time_limit.promised", read = "limit", capture = '承诺[^，；]*?(\d+个?[工作自然]*日|当场办结)' },
    "#;
    let limits =
        json!({"statutory":{"amount":15,"unit":"自然日"},"promised":{"amount":7,"unit":"工作日"}});
    gives(
        fields,
        json!({"t":"法定15日，承诺7个工作日"}),
        json!({"guide":{"time_limit":limits}}),
        &[("t", Typed)],
    );
    gives(
        fields,
        json!({"t":"法定15日，承诺7个工作日（不含公示）"}),
        json!({"guide":{"time_limit":limits},"extensions":{"t":"法定15日，承诺7个工作日（不含公示）"}}),
        &[("t", Partial)],
    );
    gives(
        fields,
        json!({"t":"以通知为准"}),
        json!({"extensions":{"t":"以通知为准"}}),
        &[("t", Unread)],
    );
    // Where a field takes all of it, a part goes besides.
    let both = format!("{fields} {{ from = \"t\", to = \"guide.time_limit.promised_note\" }}");
    gives(
        &both,
        json!({"t":"承诺7个工作日（不含公示）"}),
        json!({"guide":{"time_limit":{"promised":{"amount":7,"unit":"工作日"},"promised_note":"承诺7个工作日（不含公示）"}}}),
        &[("t", Typed)],
    );
}

#[test]
fn several_fields_make_one_text() {
    let fields = r#"{ line = "权利：{p}\n义务：{d}", to = "guide.rights_and_duties" }"#;
    gives(
        fields,
        json!({"p":"知情。","d":"如实。"}),
        json!({"guide":{"rights_and_duties":"权利：知情。\n义务：如实。"}}),
        &[("p", Typed), ("d", Typed)],
    );
    gives(
        fields,
        json!({"p":"","d":"如实。"}),
        json!({"guide":{"rights_and_duties":"义务：如实。"}}),
        &[("d", Typed)],
    );
    gives(fields, json!({"p":"","d":null}), json!({}), &[]);
    // What is not understood of the whole is kept with it.
    let date = r#"{ line = "{y}年{m}月{d}日", to = "effective_date", read = "date" }"#;
    gives(
        date,
        json!({"y":2027,"m":6,"d":30}),
        json!({"effective_date":"2027-06-30"}),
        &[("y", Typed), ("m", Typed), ("d", Typed)],
    );
    gives(
        date,
        json!({"y":2027,"m":6,"d":"底"}),
        json!({"extensions":{"y+m+d":"2027年6月底日"}}),
        &[("y", Unread), ("m", Unread), ("d", Unread)],
    );
}

#[test]
fn a_map_has_a_term_for_all_others_or_its_codes_are_unread() {
    let with = |others: &str| {
        let text = format!(
            "name = \"d\"\nrecognise = [\"n\"]\nfields = [{{ from = \"n\", to = \"name\" }}, {{ from = \"t\", to = \"item_type\", read = \"word\", map = \"t\" }}]\n[maps.t]\nA = \"行政许可\"\nB = \"\"\n{others}"
        );
        let records = json!([{"n":"1","t":"A"},{"n":"2","t":"B"},{"n":"3","t":"Z9"},{"n":"4","t":"行政处罚"},{"n":"5","t":"无"}]);
        let reading = read(Dialect::parse("d", &text).unwrap(), &records);
        items(&reading)
            .0
            .iter()
            .map(|item| item["item_type"].clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(
        with(""),
        [
            json!("行政许可"),
            json!(null),
            json!(null),
            json!("行政处罚"),
            json!(null)
        ]
    );
    assert_eq!(
        with("\"*\" = \"公共服务\""),
        [
            json!("行政许可"),
            json!(null),
            json!("公共服务"),
            json!("行政处罚"),
            json!(null)
        ]
    );
}

#[test]
fn a_word_is_no_code_and_no_list_of_words() {
    let fields = r#"{ from = "v", to = "item_type", read = "word" }"#;
    gives(
        fields,
        json!({"v":"行政审批"}),
        json!({"item_type":"行政审批"}),
        &[("v", Typed)],
    );
    for unread in ["Z9", "PERMIT", "行政许可^行政处罚"] {
        gives(
            fields,
            json!({"v":unread}),
            json!({"extensions":{"v":unread}}),
            &[("v", Unread)],
        );
    }
    gives(fields, json!({"v":"无"}), json!({}), &[("v", Empty)]);
}

#[test]
fn what_cannot_be_meant_is_refused() {
    for (fields, said) in [
        (r#"{ to = "summary" }"#, "line"),
        (
            r#"{ from = "a", to = "summary", when = { field = "b" } }"#,
            "filled",
        ),
        (
            r#"{ line = "{a}", to = "summary", when = { is = "b" } }"#,
            "field",
        ),
        (
            r#"{ from = "a", to = "summary", capture = "(" }"#,
            "正则表达式",
        ),
        (
            r#"{ from = "a", to = "guide.materials", line = "{b}", capture = "c" }"#,
            "capture",
        ),
    ] {
        let error = parsed(fields).unwrap_err().to_string();
        assert!(error.contains(said), "{fields}: {error}");
    }
}
