//! Normalizing tables and JSON, as ratios to reading the same bytes without it.
//!
//! `cargo bench --all-features --bench normalize`
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::print_stdout,
    clippy::string_slice,
    clippy::unwrap_used,
    reason = "a bench stops at the first surprise"
)]

#[allow(dead_code, reason = "not every bench needs all of it")]
mod common;

use std::hint::black_box;

use shixiang::source::Format;
use shixiang::{ReadOptions, read_bytes};

const COUNT: usize = 5_000;
const ROUNDS: usize = 5;

fn row(number: usize) -> [String; 9] {
    [
        format!("事项{number}（新办）"),
        format!("11450000007565{number:017}"),
        "甲市市场监督管理局".to_owned(),
        "行政许可".to_owned(),
        "20个工作日".to_owned(),
        format!("{}个工作日", number % 20 + 1),
        "工作日：上午9:00-12:00，下午13:30-16:30".to_owned(),
        "咨询电话：0770-2881234".to_owned(),
        "甲市人民大道88号政务服务中心二楼3号窗口".to_owned(),
    ]
}

const HEAD: [&str; 9] = [
    "事项名称",
    "实施编码",
    "实施主体",
    "事项类型",
    "法定办结时限",
    "承诺办结时限",
    "办理时间",
    "咨询方式",
    "办理地点",
];

fn main() {
    let mut csv = HEAD.join(",");
    let mut json = Vec::new();
    for number in 0..COUNT {
        let row = row(number);
        csv.push('\n');
        csv.push_str(&row.join(","));
        let fields = HEAD
            .iter()
            .zip(row)
            .map(|(head, value)| ((*head).to_owned(), value.into()));
        json.push(serde_json::Value::Object(fields.collect()));
    }
    let json = serde_json::to_string(&json).expect("values are JSON");
    let options = ReadOptions::default();
    common::compare(
        "CSV",
        ROUNDS,
        COUNT,
        &mut [
            ("csv::Reader, every cell", &mut || {
                let mut reader = csv::Reader::from_reader(black_box(csv.as_bytes()));
                reader.records().flatten().count()
            }),
            ("read as elements", &mut || {
                read_bytes(
                    "a.csv",
                    black_box(csv.as_bytes()).to_vec(),
                    Format::Csv,
                    &options,
                )
                .account
                .items
            }),
        ],
    );
    common::compare(
        "JSON",
        ROUNDS,
        COUNT,
        &mut [
            ("serde_json::Value", &mut || {
                serde_json::from_str::<Vec<serde_json::Value>>(black_box(&json))
                    .map_or(0, |list| list.len())
            }),
            ("read as elements", &mut || {
                read_bytes(
                    "a.json",
                    black_box(json.as_bytes()).to_vec(),
                    Format::Json,
                    &options,
                )
                .account
                .items
            }),
        ],
    );
}
