use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::value::money;

rule! {
    "FEE013", "standard-without-amount", Warning, Item(check),
    summary: ("收费标准没有金额", "a fee standard without an amount"),
    message: ("“{name}”的收费标准“{standard}”看不出收多少", "the standard of “{name}”, “{standard}”, does not tell how much is charged"),
    help: ("写明金额和计费单位，例如“25元/人次”；按比例收的写明比例和基数；分档的列出各档", "give the amount and what it is for; for a rate the rate and its base; for steps each step"),
    requirements: [A1, B3],
    cites: ["gbh-2017-115#5-facts", "exchange-schema#fee_stand"],
    page: "standard_without_amount.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((all, items)) = fees(item) else {
        return;
    };
    if all.charged == Some(false) {
        return;
    }
    for (index, fee) in items {
        let Some(standard) = fee.standard.as_deref().map(str::trim) else {
            continue;
        };
        if standard.is_empty() || fee.amount.is_some() || tells_amount(standard) {
            continue;
        }
        cx.report(
            Diagnostic::at(path!["guide", "fees", "items", index, "standard"])
                .with("name", name(fee, index))
                .with("standard", standard),
        );
    }
}

/// Whether any number can be an amount or a rate: only wording without one is certain.
fn tells_amount(standard: &str) -> bool {
    let reading = money::read(standard);
    let rate = ["%", "％", "‰", "百分之", "千分之", "万分之"]
        .iter()
        .any(|mark| standard.contains(mark));
    // The digits of a document number are no amount.
    let plain = without_citations(standard);
    reading.value.is_some()
        || rate
        || plain
            .chars()
            .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// The text without 《titles》 and 〔years〕 with their numbers.
fn without_citations(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut depth = 0usize;
    let mut number = false;
    for c in text.chars() {
        match c {
            '《' | '〔' => depth += 1,
            '》' => depth = depth.saturating_sub(1),
            '〕' => {
                depth = depth.saturating_sub(1);
                number = true;
            }
            _ if depth > 0 => {}
            _ if number && c.is_ascii_digit() => {}
            _ => {
                number = false;
                out.push(c);
            }
        }
    }
    out
}
