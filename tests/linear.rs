//! What is read is read in proportion to its length: eight times the text takes some eight times as
//! long, not sixty-four. Texts whose parts are all different and texts of one repeated mark.
#![cfg(feature = "tables")]
#![allow(clippy::unwrap_used, reason = "a test")]

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use shixiang::source::Format;
use shixiang::{ReadOptions, read_str};

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

fn time(document: &str) -> Duration {
    let start = Instant::now();
    let reading = read_str("a.json", document, Format::Json, &ReadOptions::default());
    assert_eq!(reading.account.items, 1);
    start.elapsed()
}

fn is_linear(what: &str, document: &dyn Fn(usize) -> String) {
    const SHORT: usize = 8_000;
    const LONG: usize = 8 * SHORT;
    let long = time(&document(LONG));
    // A linear reader takes some eight times as long; what is this quick is quick enough.
    if long < Duration::from_millis(400) {
        return;
    }
    let short = (0..3).map(|_| time(&document(SHORT))).min().unwrap();
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
            is_linear(&format!("{name} in {field}"), &document);
        }
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
    is_linear("unknown fields", &document);
}
