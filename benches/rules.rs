//! Benchmarks the cost of each rule per item, most expensive first.
//!
//! `cargo bench --bench rules`
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
    let items: Vec<ServiceItem> = (0..COUNT)
        .map(|number| toml::from_str(&common::item(number)).expect("the items are sound"))
        .collect();
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
