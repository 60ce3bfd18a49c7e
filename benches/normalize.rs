//! Benchmarks normalization of tables and JSON, as ratios to reading the same bytes without it.
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
use std::io::Cursor;

use calamine::Reader as _;
use shixiang::source::Format;
use shixiang::write::Form;
use shixiang::{Conversion, ReadOptions, ServiceItem, read_bytes};

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

/// The rows as a workbook with one sheet.
fn workbook() -> Vec<u8> {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    for (column, head) in (0..).zip(HEAD) {
        sheet.write(0, column, head).expect("a cell");
    }
    for (line, number) in (1..).zip(0..COUNT) {
        for (column, cell) in (0..).zip(row(number)) {
            sheet.write(line, column, cell).expect("a cell");
        }
    }
    book.save_to_buffer().expect("a workbook in memory")
}

/// The number of rows in a workbook's sheets, all of whose cells are read for it.
fn cells(bytes: &[u8]) -> usize {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).expect("a workbook");
    let names = book.sheet_names();
    let ranges = names.iter().map(|name| book.worksheet_range(name));
    ranges.flatten().map(|range| range.rows().count()).sum()
}

/// The number of items read from a document.
fn items(name: &str, bytes: &[u8]) -> usize {
    let format = Format::of_name(name).expect("a known ending");
    let bytes = black_box(bytes).to_vec();
    let reading = read_bytes(name, bytes, format, &ReadOptions::default());
    assert_eq!(reading.account.items, COUNT, "{name}");
    reading.account.items
}

/// The number of items written as NDJSON.
fn written(name: &str, bytes: &[u8]) -> usize {
    let format = Format::of_name(name).expect("a known ending");
    let mut out = Vec::new();
    let converted = Conversion::to_stream(&mut out, Form::Ndjson)
        .convert_bytes(
            name,
            black_box(bytes).to_vec(),
            format,
            &ReadOptions::default(),
        )
        .expect("nothing to fail in memory");
    black_box(out);
    converted.account.items
}

fn against(title: &str, name: &str, bytes: &[u8], plain: (&str, &mut dyn FnMut() -> usize)) {
    let (label, read) = plain;
    common::compare(
        title,
        ROUNDS,
        COUNT,
        &mut [
            (label, &mut || read()),
            ("read as elements", &mut || items(name, bytes)),
            ("read as elements, written as NDJSON", &mut || {
                written(name, bytes)
            }),
        ],
    );
}

fn main() {
    let mut csv = HEAD.join(",");
    let mut lines = String::new();
    let mut objects = Vec::new();
    for number in 0..COUNT {
        let row = row(number);
        csv.push('\n');
        csv.push_str(&row.join(","));
        let fields = HEAD
            .iter()
            .zip(row)
            .map(|(head, value)| ((*head).to_owned(), value.into()));
        let object = serde_json::Value::Object(fields.collect());
        lines.push_str(&format!("{object}\n"));
        objects.push(object);
    }
    let json = serde_json::to_string(&objects).expect("values are JSON");
    let workbook = workbook();
    against(
        "CSV",
        "a.csv",
        csv.as_bytes(),
        ("csv::Reader, every cell", &mut || {
            let mut reader = csv::Reader::from_reader(black_box(csv.as_bytes()));
            reader.records().flatten().count()
        }),
    );
    against(
        "XLSX",
        "a.xlsx",
        &workbook,
        ("calamine, every cell", &mut || cells(black_box(&workbook))),
    );
    against(
        "JSON",
        "a.json",
        json.as_bytes(),
        ("serde_json::Value", &mut || {
            serde_json::from_str::<Vec<serde_json::Value>>(black_box(&json))
                .map_or(0, |list| list.len())
        }),
    );
    let value = |line| serde_json::from_str::<serde_json::Value>(line).ok();
    against(
        "NDJSON",
        "a.ndjson",
        lines.as_bytes(),
        ("serde_json::Value, line by line", &mut || {
            black_box(&lines).lines().filter_map(value).count()
        }),
    );
    // Items with our own keys: tree, decoder and locations, without a dialect.
    let mut out = Vec::new();
    Conversion::to_stream(&mut out, Form::Ndjson)
        .convert_bytes(
            "a.csv",
            csv.clone().into_bytes(),
            Format::Csv,
            &ReadOptions::default(),
        )
        .expect("nothing to fail in memory");
    let own = String::from_utf8(out).expect("JSON is UTF-8");
    let item = |line| serde_json::from_str::<ServiceItem>(line).ok();
    against(
        "NDJSON of our own keys",
        "a.ndjson",
        own.as_bytes(),
        ("serde_json, typed", &mut || {
            black_box(&own).lines().filter_map(item).count()
        }),
    );
}
