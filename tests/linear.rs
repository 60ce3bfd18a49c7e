//! Reading and checking take time in proportion to the length: eight times the text, or the list, takes some
//! eight times as long, not sixty-four. Texts whose parts are all different and texts of one repeated mark.
//! The time is what the thread computed, so that a busy machine does not matter.
#![cfg(all(feature = "tables", target_os = "linux"))]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::time::Duration;

use rustix::time::{ClockId, clock_gettime};
use serde_json::{Value, json};
use shixiang::source::Format;
use shixiang::{Checker, ReadOptions, read_str};

type Part = fn(usize) -> String;

/// One part of a text, by its number.
const PARTS: &[(&str, Part)] = &[
    ("words", |n| format!("词{n}、")),
    ("boxes", |n| {
        format!("a{n}[环节{n}]-->a{}[环节{}]\n", n + 1, n + 1)
    }),
    ("materials", |n| format!("{}.材料{n}（原件1份）\n", n + 1)),
    ("steps", |n| {
        format!("{}.环节{n}：办理步骤\n办理结果：书{n}\n", n + 1)
    }),
    ("laws", |n| {
        format!("《某{n}条例》（国务院令第{n}号）第{n}条：甲。")
    }),
    ("phones", |n| format!("科{n}：0770-{}；", 2_000_000 + n)),
    ("places", |n| format!("甲市人民路{n}号{n}楼{n}号窗口；")),
    ("hours", |n| {
        format!("科{n}：周一至周五{}:00-{}:30\n", n % 12, n % 12 + 1)
    }),
    ("open brackets", |n| format!("（{n}")),
    ("open titles", |_| "《".to_owned()),
    ("arrows", |_| "→".to_owned()),
    ("tags", |n| if n == 0 { "<br>" } else { "<a" }.to_owned()),
];

/// The fields of a table, each with a reader of its own.
const FIELDS: &[&str] = &[
    "服务对象",
    "关键词",
    "承诺办结时限",
    "办理时间",
    "咨询方式",
    "办理地点",
    "申请材料",
    "办理流程",
    "设定依据",
    "联办机构",
    "收费标准",
    "生效日期",
];

fn text(part: Part, length: usize) -> String {
    let mut text = String::with_capacity(length + 100);
    let mut number = 0;
    while text.len() < length {
        text.push_str(&part(number));
        number += 1;
    }
    text
}

/// The time that this thread has computed.
fn computed() -> Duration {
    clock_gettime(ClockId::ThreadCPUTime).try_into().unwrap()
}

fn read(document: &str) {
    let reading = read_str("a.json", document, Format::Json, &ReadOptions::default());
    assert_eq!(reading.account.items, 1);
}

fn read_any(document: &str) {
    read_str("a.json", document, Format::Json, &ReadOptions::default());
}

fn check(document: &str) {
    let reading = read_str("a.json", document, Format::Json, &ReadOptions::default());
    let report = Checker::new().preview(true).threads(1).check(&reading);
    assert!(report.items > 0);
}

fn time(run: &dyn Fn(&str), document: &str) -> Duration {
    let start = computed();
    run(document);
    computed().saturating_sub(start)
}

fn is_linear(what: &str, short: usize, run: &dyn Fn(&str), document: &dyn Fn(usize) -> String) {
    let long = time(run, &document(8 * short));
    // A linear reader takes some eight times as long; what is this quick is quick enough.
    if long < Duration::from_millis(400) {
        return;
    }
    let short = document(short);
    let short = (0..3).map(|_| time(run, &short)).min().unwrap();
    assert!(
        long < short * 30,
        "{what}: {short:?}, eight times as much {long:?}"
    );
}

#[test]
fn every_reader_is_linear() {
    for (name, part) in PARTS {
        for field in FIELDS {
            let document = |length: usize| {
                let item = serde_json::json!({ "事项名称": "甲", "实施主体": "乙", "是否收费": "否", *field: text(*part, length) });
                serde_json::json!([item]).to_string()
            };
            is_linear(&format!("{name} in {field}"), 8_000, &read, &document);
        }
    }
}

#[test]
fn the_fates_of_a_long_list_are_told_in_proportion() {
    let trace = |document: &str| {
        let options = ReadOptions::default().trace();
        let reading = read_str("a.json", document, Format::Json, &options);
        assert_eq!(shixiang::write::loss(&reading).items, 1);
    };
    let document = |length: usize| {
        let materials = (0..length / 8).map(|n| json!({ "材料名称": format!("材料{n}"), "键": n }));
        let materials: Vec<Value> = materials.collect();
        json!([{ "事项名称": "甲", "实施主体": "乙", "是否收费": "否", "材料": materials }])
            .to_string()
    };
    is_linear("traced materials", 16_000, &trace, &document);
}

#[test]
fn texts_of_many_lines_are_read_in_proportion() {
    let text = |text: &str| {
        read_str("a.txt", text, Format::Csv, &ReadOptions::default());
    };
    for line in ["有场所的；\n", "# 甲\n乙\n", "一、甲\n\n", "受理条件：甲\n"] {
        let document = |length: usize| {
            let head = "一、事项名称\n甲\n二、实施主体\n乙局\n三、受理条件\n";
            head.to_owned() + &line.repeat(length / line.len())
        };
        is_linear(line, 16_000, &text, &document);
    }
    // A guide in one text, with the same label again and again, or with tags inside its labels.
    for line in ["受理条件：甲\n", "<p>受理<b>条件</b>：甲</p>", "甲：乙；"] {
        let document = |length: usize| {
            let said = "事项名称：甲\n实施主体：乙局\n办结时限：3天\n";
            json!([{ "id": 1, "content": said.to_owned() + &line.repeat(length / line.len()) }])
                .to_string()
        };
        is_linear(line, 16_000, &read_any, &document);
    }
}

#[test]
fn a_record_of_many_fields_is_read_in_proportion() {
    let document = |length: usize| {
        let mut item =
            String::from("[{\"事项名称\":\"甲\",\"实施主体\":\"乙\",\"是否收费\":\"否\"");
        for number in 0..length / 8 {
            write!(item, ",\"键{number}\":\"值\"").unwrap();
        }
        item + "}]"
    };
    is_linear("unknown fields", 8_000, &read, &document);
}

#[test]
fn a_table_with_a_row_for_each_element_is_read_in_proportion() {
    let table = |text: &str| {
        let reading = read_str("a.csv", text, Format::Csv, &ReadOptions::default());
        assert_eq!(reading.account.items, 1);
    };
    for row in ["受理条件,有场所\n", "无名,值\n"] {
        let document = |length: usize| {
            let head = "要素名称,要素值\n事项名称,甲\n实施主体,乙局\n法定办结时限,20个工作日\n是否收费,否\n";
            head.to_owned() + &row.repeat(length / row.len())
        };
        is_linear(row, 16_000, &table, &document);
    }
}

#[test]
fn wrappers_are_taken_off_in_proportion() {
    let fields = |count: usize| -> serde_json::Map<String, Value> {
        (0..count)
            .map(|n| (format!("键{n}"), "值".into()))
            .collect()
    };
    let known = json!({ "事项名称": "甲", "实施主体": "乙", "是否收费": "否" });
    let attributes = |length: usize| {
        let mut of = fields(length / 8);
        of.extend(known.as_object().unwrap().clone());
        json!({ "data": [{ "type": "a", "id": "1", "attributes": of }] }).to_string()
    };
    is_linear("attributes", 8_000, &read, &attributes);

    // As many references as their resource has fields.
    let references = |length: usize| {
        let count = length / 16;
        let items: Vec<Value> = (0..count)
            .map(|n| {
                let to = json!({ "部门": { "data": { "type": "b", "id": "1" } } });
                json!({ "type": "a", "id": n, "attributes": known, "relationships": to })
            })
            .collect();
        let shared = json!({ "type": "b", "id": "1", "attributes": fields(count) });
        json!({ "data": items, "included": [shared] }).to_string()
    };
    is_linear("references", 4_000, &read_any, &references);
}

#[test]
fn cells_that_span_rows_are_filled_in_proportion() {
    let document = |length: usize| {
        let row = "<tr><td rowspan=60000>甲<td>乙</tr>";
        format!("<table>{}</table>", row.repeat(length / row.len()))
    };
    let read = |document: &str| {
        read_str("a.html", document, Format::Html, &ReadOptions::default());
    };
    is_linear("spans", 32_000, &read, &document);
}

type Entry = fn(usize) -> Value;

/// One entry of a list of the guide, by its number: all alike, and all different.
const LISTS: &[(&str, &str, Entry)] = &[
    (
        "materials",
        "equal materials",
        |_| json!({ "name": "身份证" }),
    ),
    (
        "materials",
        "materials",
        |n| json!({ "name": format!("证明{n}") }),
    ),
    (
        "materials",
        "materials for cases",
        |n| json!({ "name": "身份证", "condition": format!("情形{n}") }),
    ),
    (
        "places",
        "places",
        |n| json!({ "name": format!("大厅{n}"), "address": format!("甲市乙路{n}号") }),
    ),
    (
        "questions",
        "questions",
        |n| json!({ "question": format!("怎么办{n}？"), "answer": format!("去办{n}") }),
    ),
];

/// One entry of a list below the guide.
const BELOW: &[(&str, &str, Entry)] = &[
    (
        "consultation/phones",
        "phones",
        |n| json!({ "number": format!("0771-{}", 2_000_000 + n) }),
    ),
    (
        "consultation/phones",
        "equal phones",
        |_| json!({ "number": "0771-2000000" }),
    ),
    (
        "process/steps",
        "steps",
        |n| json!({ "id": format!("s{n}"), "stage": "受理", "action": format!("核对{n}") }),
    ),
    (
        "process/steps",
        "steps that go on to another",
        |n| json!({ "id": format!("s{n}"), "next": [{ "to": format!("s{}", n * 7 % 400) }] }),
    ),
    (
        "process/steps",
        "equal steps",
        |_| json!({ "name": "受理" }),
    ),
];

#[test]
fn an_item_is_checked_in_proportion_to_its_lists() {
    for (place, name, entry) in LISTS.iter().chain(BELOW) {
        let document = |length: usize| {
            let list: Vec<Value> = (0..length).map(entry).collect();
            let guide = match place.split_once('/') {
                Some((above, key)) => json!({ above: { key: list } }),
                None => json!({ *place: list }),
            };
            json!({ "name": "甲", "guide": guide }).to_string()
        };
        is_linear(name, 400, &check, &document);
    }
}

/// Parts of a long text, each of which some rule looks at.
const TEXTS: &[(&str, Part)] = &[
    ("points", |n| format!("{n}.符合条件\n")),
    ("points on a line", |n| format!("（{n}）符合条件")),
    ("sentences", |n| format!("申请人应当具备第{n}项条件。")),
    ("one sentence", |_| "符合相关条件的".to_owned()),
    ("titles", |n| format!("《某{n}法》第{n}条；")),
    ("open titles", |_| "《".to_owned()),
    ("brackets", |_| "（一）".to_owned()),
    ("open brackets", |_| "（".to_owned()),
    ("hours", |_| "周一至周五9:00-12:00；".to_owned()),
    ("numerals", |_| "1千".to_owned()),
];

#[test]
fn an_item_is_checked_in_proportion_to_its_texts() {
    for (name, part) in TEXTS {
        for field in ["name", "summary", "conditions", "hours"] {
            let document = |length: usize| {
                let text = text(*part, length);
                match field {
                    "conditions" => json!({ "name": "甲", "guide": { "conditions": text } }),
                    "hours" => json!({ "name": "甲", "guide": { "hours": { "text": text } } }),
                    _ => {
                        let mut item = json!({ "name": "甲" });
                        item[field] = text.into();
                        item
                    }
                }
                .to_string()
            };
            is_linear(&format!("{name} in {field}"), 2_000, &check, &document);
        }
    }
}

#[test]
fn a_catalogue_is_checked_in_proportion_to_its_items() {
    let items: &[(&str, Entry)] = &[
        ("items", |n| json!({ "name": format!("事项{n}") })),
        ("items of one name", |_| json!({ "name": "事项" })),
        (
            "items of one code",
            |n| json!({ "name": format!("事项{n}"), "implementation_code": "11450000007565194H2000115015005" }),
        ),
        ("items whose findings have a cause in common", |n| {
            let limits = json!({
                "promised": { "amount": -20, "unit": "工作日" },
                "statutory": { "amount": 10, "unit": "工作日" },
            });
            json!({ "name": format!("事项{n}"), "guide": { "time_limit": limits } })
        }),
    ];
    for (name, entry) in items {
        let document = |length: usize| {
            let items: Vec<Value> = (0..length).map(entry).collect();
            json!({ "items": items }).to_string()
        };
        is_linear(name, 100, &check, &document);
    }
}
