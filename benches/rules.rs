//! The cost of the rules per item.
//!
//! * `cargo bench --bench rules`: the time of each rule, most expensive first.
//! * `.ci/instructions`: the instructions of each rule, which are repeatable. It runs
//!   `rules --items COUNT [FILE.ndjson]` under callgrind, which checks that many items (those of the
//!   file in turn, or made-up ones) with the stable rules and does nothing else.
#![allow(
    clippy::cast_precision_loss,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::print_stdout,
    reason = "a bench"
)]

#[allow(dead_code, reason = "not every bench needs all of it")]
mod common;

use std::hint::black_box;
use std::time::Instant;

use shixiang::{Checker, ServiceItem, rules};

const COUNT: usize = 50;
const ROUNDS: usize = 40;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().position(|argument| argument == "--items") {
        Some(at) => {
            let count = arguments.get(at + 1).and_then(|count| count.parse().ok());
            let file = arguments.get(at + 2).map(String::as_str);
            run_only(count.expect("--items is followed by a number"), file);
        }
        None => time_each(),
    }
}

/// Checks so many items.
fn run_only(count: usize, file: Option<&str>) {
    let items = file.map_or_else(made_up, items_of);
    let checker = Checker::new();
    let findings: usize = (items.iter().cycle().take(count))
        .map(|item| checker.check_item(black_box(item)).findings.len())
        .sum();
    println!("{count} items, {findings} findings");
}

fn made_up() -> Vec<ServiceItem> {
    (0..COUNT)
        .map(|number| toml::from_str(&common::item(number)).expect("the items are sound"))
        .collect()
}

fn items_of(file: &str) -> Vec<ServiceItem> {
    let text = std::fs::read_to_string(file).expect("the file can be read");
    (text.lines())
        .map(|line| serde_json::from_str(line).expect("each line is an item"))
        .collect()
}

fn time_each() {
    let items = made_up();
    let mut costs: Vec<(f64, &str, &str)> = Vec::new();
    for rule in rules::all() {
        let checker = Checker::new()
            .select(&[rule.code])
            .expect("the rule exists");
        let mut best = f64::INFINITY;
        for _ in 0..ROUNDS {
            let start = Instant::now();
            for item in &items {
                black_box(checker.check_item(black_box(item)));
            }
            best = best.min(start.elapsed().as_secs_f64());
        }
        costs.push((best / COUNT as f64 * 1e6, rule.code, rule.name));
    }
    // A rule without a function runs nothing here, so it measures the shared cost.
    let shared = costs
        .iter()
        .map(|(cost, ..)| *cost)
        .fold(f64::INFINITY, f64::min);
    for (cost, ..) in &mut costs {
        *cost -= shared;
    }
    costs.sort_by(|a, b| b.0.total_cmp(&a.0));
    let all: f64 = costs.iter().map(|(cost, ..)| cost).sum();
    println!("shared: {shared:.1} µs an item; all rules one by one, beside that: {all:.1} µs");
    for (cost, code, name) in costs.iter().take(60) {
        println!("{cost:>8.2} µs  {code} {name}");
    }
}
