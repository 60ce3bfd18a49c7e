//! The language of dialects: when a field is used, which part of it, which row, with which others; and that
//! each value has a fate in any case.
#![cfg(feature = "tables")]
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
use shixiang::{Language, ReadOptions, Reading, read_str};

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
fn a_condition_without_a_field_tests_the_value_itself() {
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
    // The rest of a route can be kept on purpose.
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
    // A row that nothing chooses is kept, and what is not known in one that is chosen is reported.
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
fn the_unit_of_a_limit_comes_from_the_chosen_row() {
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
    // The unit in the value itself goes first.
    gives(
        fields,
        json!({"d":"3个自然日"}),
        limit(3, "自然日"),
        &[("d", Typed)],
    );
}

#[test]
fn parts_of_one_value_go_to_several_elements_and_the_rest_is_reported() {
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
    // A field that takes the whole is used in addition to one that takes a part.
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
    // The whole is kept along with the part that was not understood.
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
fn a_word_that_two_fields_name_is_there_once() {
    let fields = r#"{ from = "short", to = "aliases[]", read = "list" },
{ from = "daily", to = "aliases[]", read = "list" }"#;
    gives(
        fields,
        json!({"short": "办照", "daily": "开店,办照"}),
        json!({"aliases": ["办照", "开店"]}),
        &[("short", Typed), ("daily", Typed)],
    );
    // One field that has it twice is as it is, for a rule to find.
    gives(
        fields,
        json!({"daily": "办照,办照"}),
        json!({"aliases": ["办照", "办照"]}),
        &[("daily", Typed)],
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
fn a_word_is_neither_a_code_nor_a_list_of_words() {
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
fn an_element_that_is_not_collected_must_exist() {
    let text = "name = \"x\"\nnot_collected = [\"guide.fee\"]\nfields = [{ from = \"a\", to = \"name\" }]\n";
    let refused = Dialect::parse("x.toml", text).unwrap_err();
    let said = refused.message(Language::Chinese);
    assert!(
        said.contains("没有叫guide.fee的要素，是不是guide.fees"),
        "{said}"
    );
}

#[test]
fn contradictory_fields_of_a_dialect_are_refused() {
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
        let error = parsed(fields).unwrap_err().message(Language::Chinese);
        assert!(error.contains(said), "{fields}: {error}");
    }
}

fn whole(text: &str, file: &str, content: &str, format: Format) -> Reading {
    let options = ReadOptions::default()
        .dialect(Dialect::parse("d.toml", text).unwrap())
        .trace();
    read_str(file, content, format, &options)
}

#[test]
fn an_element_is_read_as_its_kind_if_no_operation_is_named() {
    let usual = |to: &str| {
        let dialect = parsed(&format!("{{ from = \"v\", to = \"{to}\" }}")).unwrap();
        let read = dialect.file.fields[1].read.unwrap();
        serde_json::to_value(read).unwrap()
    };
    for (to, read) in [
        ("summary", "text"),
        ("guide.quantity_limit", "statement"),
        ("base_code", "code"),
        ("authority.credit_code", "code"),
        ("online", "yes-no"),
        ("guide.visits.count", "integer"),
        ("keywords", "list"),
        ("effective_date", "date"),
        ("guide.hours", "hours"),
        ("guide.consultation", "contact"),
        ("guide.consultation.phones", "phones"),
        ("guide.places", "places"),
        ("guide.time_limit.statutory", "limit"),
        ("guide.materials", "materials"),
        ("guide.process", "process"),
        ("guide.process.steps", "steps"),
        ("legal_basis", "citations"),
        ("guide.fees.items", "fees"),
        ("audience", "words"),
        ("item_type", "word"),
        ("prerequisites", "names"),
        ("channels[portal].url", "url"),
    ] {
        assert_eq!(usual(to), read, "{to}");
    }
    let rows = r#"{ from = "m", to = "guide.materials", rows = [{ from = "t", to = "name" }, { from = "o", to = "originals" }, { from = "k", to = "necessity" }] }"#;
    gives(
        rows,
        json!({"m":[{"t":"表","o":"2份","k":"必要"}]}),
        json!({"guide":{"materials":[{"name":"表","necessity":"必要","originals":2}]}}),
        &[("m.t", Typed), ("m.o", Typed), ("m.k", Typed)],
    );
}

#[test]
fn an_operation_that_does_not_fit_is_refused_with_its_line_and_those_that_do() {
    for (fields, said) in [
        (
            "\n\n{ from = \"a\", to = \"guide.time_limit.promised\", read = \"phones\" }",
            ["第6行", "a → guide.time_limit.promised", "收的是：limit"],
        ),
        (
            "{ from = \"m\", to = \"guide.materials\", rows = [\n{ from = \"t\", to = \"originals\", read = \"date\" }] }",
            ["第5行", "t → originals", "integer"],
        ),
        (
            "{ from = \"a\", to = \"authority\" }",
            ["第4行", "下一级", "authority.name"],
        ),
        (
            "{ from = \"a\", to = \"online\", constant = \"也许\" }",
            ["第4行", "固定值", "online"],
        ),
        (
            "{ from = \"a\", to = \"guide.nothing\" }",
            ["第4行", "没有这个要素", "guide.nothing"],
        ),
    ] {
        let error = parsed(fields).unwrap_err();
        let chinese = error.message(Language::Chinese);
        for said in said {
            assert!(chinese.contains(said), "{fields}: {said}: {chinese}");
        }
        // Each language has its own words, and no other.
        let english = error.message(Language::English);
        let is_named = |c: char| "也许".contains(c);
        let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c) && !is_named(c);
        assert!(
            english.contains("line ") && !english.contains(is_han),
            "{english}"
        );
    }
}

#[test]
fn a_dialect_adds_to_another() {
    let text = r#"
name = "d"
extends = "elements"
ignore = ["备注"]
fields = [{ from = "办件类型", to = "case_type", map = "t" }, { from = "本地编号", to = "source_id" }]
[maps.t]
"一" = "即办件"
"#;
    let content = "事项名称,实施主体,办件类型,本地编号,备注\n甲证核发,某局,一,007,略\n";
    let reading = whole(text, "a.csv", content, Format::Csv);
    let (items, fates) = items(&reading);
    assert_eq!(
        items,
        [json!({"authority":{"name":"某局"},"case_type":"即办件","source_id":"007"})]
    );
    assert_eq!(fates.last().unwrap(), &("备注".to_owned(), Fate::Ignored));
    let itself = Dialect::parse("d.toml", "name = \"d\"\nextends = \"nosuch\"\n");
    assert!(itself.unwrap_err().to_string().contains("nosuch"));
}

const GROUPED: &str = r#"
name = "d"
recognise = ["事项编号", "事项名称"]
group = { by = "事项编号", as = "材料" }
fill_down = ["部门"]
fields = [
  { from = "事项编号", to = "source_id" },
  { from = "事项名称", to = "name" },
  { from = "部门", to = "authority.name" },
  { from = "材料", to = "guide.materials", rows = [{ from = "材料名称", to = "name" }, { from = "份数", to = "pieces" }] },
]
"#;

/// The items that rows give, by source id.
#[track_caller]
fn grouped(reading: &Reading) -> Vec<Value> {
    assert!(reading.account.missing.is_empty(), "{:?}", reading.account);
    let items = reading.catalogue.items.iter();
    items
        .map(|item| serde_json::to_value(item).unwrap())
        .collect()
}

#[test]
fn rows_that_belong_together_are_one_item() {
    let two = json!([
        {"name":"甲事项","source_id":"A1","authority":{"name":"某局"},"guide":{"materials":[{"name":"申请表","pieces":1},{"name":"身份证","pieces":2}]}},
        {"name":"乙事项","source_id":"B1","authority":{"name":"某局"},"guide":{"materials":[{"name":"申请书","pieces":1}]}},
    ]);
    for content in [
        // Repeated cells, merged cells, and rows that are apart.
        "部门,事项编号,事项名称,材料名称,份数\n某局,A1,甲事项,申请表,1\n某局,A1,甲事项,身份证,2\n某局,B1,乙事项,申请书,1\n",
        "部门,事项编号,事项名称,材料名称,份数\n某局,A1,甲事项,申请表,1\n,,,身份证,2\n,B1,乙事项,申请书,1\n",
        "部门,事项编号,事项名称,材料名称,份数\n某局,A1,甲事项,申请表,1\n某局,B1,乙事项,申请书,1\n,A1,,身份证,2\n",
    ] {
        let reading = whole(GROUPED, "a.csv", content, Format::Csv);
        assert_eq!(Value::from(grouped(&reading)), two, "{content}");
        let filled: Vec<_> = (reading.trace.iter())
            .filter(|traced| traced.value.fate != Typed)
            .collect();
        assert!(filled.is_empty(), "{content}: {filled:?}");
    }
    let rows = json!([
        {"事项编号":"A1","事项名称":"甲事项","部门":"某局","材料名称":"申请表","份数":1},
        {"事项编号":"A1","材料名称":"身份证","份数":2},
        {"事项编号":"B1","事项名称":"乙事项","材料名称":"申请书","份数":1},
    ]);
    let reading = whole(GROUPED, "a.json", &rows.to_string(), Format::Json);
    assert_eq!(Value::from(grouped(&reading)), two);
    // Lines are read one by one: nothing is joined, which is reported.
    let lines = "{\"事项编号\":\"A1\",\"事项名称\":\"甲事项\",\"材料名称\":\"申请表\"}\n";
    let reading = whole(GROUPED, "a.ndjson", lines, Format::Ndjson);
    assert!(!reading.account.is_complete());
}

#[test]
fn a_row_that_contradicts_its_record_is_kept() {
    let content =
        "部门,事项编号,事项名称,材料名称,份数\n某局,A1,甲事项,申请表,1\n某厅,A1,甲事项,身份证,2\n";
    let reading = whole(GROUPED, "a.csv", content, Format::Csv);
    let items = grouped(&reading);
    assert_eq!(items[0]["extensions"], json!({"材料.2.部门":"某厅"}));
    assert_eq!(reading.account.fates.count(Fate::Contradiction), 1);
    assert_eq!(reading.account.fates.total(), 10);
}

#[test]
fn blank_cells_may_repeat_the_cell_above() {
    let text = "name = \"d\"\nrecognise = [\"事项名称\"]\nfill_down = [\"部门\"]\nfields = [{ from = \"事项名称\", to = \"name\" }, { from = \"部门\", to = \"authority.name\" }]\n";
    let content = "部门,事项名称\n某局,甲\n,乙\n某厅,丙\n,丁\n";
    let reading = whole(text, "a.csv", content, Format::Csv);
    let bodies: Vec<_> = (reading.catalogue.items.iter())
        .map(|item| {
            item.authority
                .as_ref()
                .and_then(|body| body.name.as_deref())
                .unwrap_or_default()
        })
        .collect();
    assert_eq!(bodies, ["某局", "某局", "某厅", "某厅"]);
}

#[test]
fn expectations_of_a_dialect_are_checked_on_the_source() {
    use shixiang::unmet;
    let text = r#"
name = "d"
recognise = ["n"]
fields = [{ from = "n", to = "name" }, { from = "c", to = "source_id" }, { from = "t", to = "guide.time_limit.promised" }]
[[expect]]
field = "c"
required = true
unique = true
matches = '[A-Z]\d'
[[expect]]
field = "t"
read = 0.9
"#;
    let dialect = Dialect::parse("d.toml", text).unwrap();
    let said = |content: &str| -> Vec<String> {
        let options = ReadOptions::default().dialect(dialect.clone()).trace();
        let reading = read_str("a.csv", content, Format::Csv, &options);
        let unmet = unmet(&dialect, &reading);
        unmet
            .iter()
            .map(|one| one.text(Language::Chinese))
            .collect()
    };
    assert!(said("n,c,t\n甲,A1,5个工作日\n乙,A2,当场办结\n").is_empty());
    assert_eq!(
        said("n,c,t\n甲,A1,5个工作日\n乙,A1,看情况办\n丙,,7个工作日\n丁,b9,3个工作日\n"),
        [
            "c：1条记录没有填",
            "c：1个值重复：A1",
            "c：1个值不在方言规定的取值里：b9",
            "t：1个值没有读懂，比方言允许的多：看情况办",
        ]
    );
}

#[test]
fn a_sample_shows_the_gaps_of_a_dialect() {
    use shixiang::survey;
    let text = r#"
name = "d"
recognise = ["n"]
ignore = ["nosuch"]
fields = [
  { from = "n", to = "name" },
  { from = "day", to = "guide.time_limit.statutory", unit = "dayTyp" },
  { from = ["condtion", "conditon"], to = "guide.conditions" },
  { from = "t", to = "item_type", when = { field = "flagg", filled = false } },
  { from = "m", to = "guide.materials", rows = [{ from = "title", to = "name" }, { from = "kind", to = "necessity" }] },
]
"#;
    let dialect = Dialect::parse("d.toml", text).unwrap();
    let records = json!([
        {"n":"甲","day":20,"dayType":"1","t":"Z9","m":[{"title":"表"}]},
        {"n":"乙","day":20,"t":"Z9"},
        {"n":"丙","day":5,"t":"行政许可"},
    ]);
    let reading = read(dialect.clone(), &records);
    let survey = survey(&dialect, &reading);
    let absent: Vec<String> = survey.absent.iter().map(|names| names.join(" ")).collect();
    assert_eq!(
        absent,
        ["condtion conditon", "dayTyp", "flagg", "m.kind", "nosuch"]
    );
    assert_eq!(survey.codes["t"], BTreeMap::from([("Z9".to_owned(), 2)]));
    assert_eq!(
        survey.values["day"],
        BTreeMap::from([("20".to_owned(), 2), ("5".to_owned(), 1)])
    );
    assert_eq!(survey.records.len(), 3);
    let said = survey.text(Language::Chinese);
    for words in [
        "没有",
        "Z9（2次）",
        "20（2次）、5（1次）",
        "第2条",
        "day  5  → 读入",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
}
