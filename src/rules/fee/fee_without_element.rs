use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::{FeeItem, ServiceItem};
use crate::path;
use crate::prose::says_something;
use crate::value::money;
use crate::words;

rules! {
    all {
        requirements: [A1],
        page: "fee_without_element.md",
    }
    "FEE010", "charged-without-items", Error, Item(items),
        summary: ("写着收费，没有收费项目", "a fee is charged, but no fee item is listed"),
        message: ("写着收费，却没有列出收费项目", "a fee is charged, but no fee item is listed"),
        help: ("列出每一项收费的名称、标准和依据；不收费的，是否收费改为“否”", "list each fee with name, standard and basis under guide.fees.items; if nothing is charged, set charged to false"),
        cites: ["licence-law#58", "licence-law#59", "exchange-schema#is_fee"],
        certain: Presence;
    "FEE011", "fee-without-basis", Warning, Item(basis),
        summary: ("收费项目没有依据", "a fee without a basis"),
        message: ("“{name}”没有写收费依据", "“{name}” has no fee basis"),
        help: ("写明收费依据的文件名称和文号", "name the document the fee is based on, with its number"),
        cites: ["licence-law#58", "licence-law#59", "exchange-schema#is_fee"],
        certain: Presence;
    "FEE013", "standard-without-amount", Warning, Item(amount),
        summary: ("收费标准没有金额", "a fee standard without an amount"),
        message: ("“{name}”的收费标准“{standard}”看不出收多少", "the fee standard of “{name}”, “{standard}”, does not say how much is charged"),
        help: ("写明金额和计费单位，例如“25元/人次”；按比例收的写明比例和基数；分档的列出各档", "give the amount and its unit, such as 25 yuan per person; for a rate, give the rate and its base; for a scale, list each band"),
        requirements: [A1, B3],
        cites: ["gbh-2017-115#5-facts", "exchange-schema#fee_stand"],
        certain: Presence;
    "FEE015", "reducible-without-basis", Warning, Item(reduction),
        summary: ("允许减免，没有写减免依据", "a reducible fee without the basis of the reduction"),
        message: ("“{name}”允许减免，没有写依据，申请人不知道谁能减、减多少", "“{name}” can be reduced or waived, but the basis is not stated, so applicants cannot tell who qualifies and by how much"),
        help: ("写明文件名称、文号和减免的对象、幅度", "name the document, with who qualifies and by how much"),
        own: ("不写依据，不知道谁能减免", "without the basis applicants cannot tell who pays less"),
        certain: Presence;
    "FEE017", "amount-without-unit", Hint, Item(unit),
        summary: ("收费没有写计费单位", "a fee without a charging unit"),
        message: ("“{name}”收{amount}元，没有写是每证、每人次还是每平方米", "“{name}” is {amount} yuan, without saying whether per certificate, per person or per square metre"),
        help: ("写明计费单位，例如“元/证”“元/人次”", "give the charging unit, such as “yuan per certificate” or “yuan per person”"),
        cites: ["gbh-2017-115#5-facts", "exchange-schema#fee_stand"];
}

/// The fee items of the office, unless the item states that no fee is charged.
fn charged(item: &ServiceItem) -> impl Iterator<Item = (usize, &FeeItem)> {
    let fees = fees(item).filter(|(all, _)| all.charged != Some(false));
    (fees.into_iter().flat_map(|(_, items)| items)).filter(|(_, fee)| !is_paid_to_courier(fee))
}

/// Whether a fee is what a courier charges: 邮寄费, 按快递部门收费标准收取.
fn is_paid_to_courier(fee: &FeeItem) -> bool {
    let text = fee.name.as_deref().or(fee.standard.as_deref());
    text.is_some_and(|text| words::COURIER_FEE.occurs_in(text) && !text.contains("工本"))
}

/// A diagnostic at a key of a fee item.
fn diagnostic_at(fee: &FeeItem, index: usize, key: &'static str) -> Diagnostic {
    Diagnostic::at(path!["guide", "fees", "items", index, key]).with("name", name(fee, index))
}

fn items(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(fees) = item.fees() else {
        return;
    };
    if fees.charged != Some(true) || !fees.items.is_empty() {
        return;
    }
    let uncollected = Text::new(
        "来源没有采集收费项目",
        "the source does not collect fee items",
    );
    if cx.misses("guide.fees.items", uncollected) {
        cx.report(Diagnostic::at(path!["guide", "fees", "charged"]));
    }
}

fn basis(item: &ServiceItem, cx: &mut Context<'_>) {
    let whole = item.fees().and_then(|fees| fees.basis.as_deref());
    if says_something(whole) {
        return;
    }
    for (index, fee) in charged(item).filter(|(_, fee)| !says_something(fee.basis.as_deref())) {
        let uncollected = Text::new(
            "来源没有采集收费依据",
            "the source does not collect the basis of fees",
        );
        if !cx.misses("guide.fees.items.basis", uncollected) {
            return;
        }
        cx.report(diagnostic_at(fee, index, "basis"));
    }
}

fn amount(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, fee) in charged(item) {
        let standard = fee.standard.as_deref().map(str::trim).unwrap_or_default();
        if !standard.is_empty() && fee.amount.is_none() && !may_state_amount(standard) {
            cx.report(diagnostic_at(fee, index, "standard").with("standard", standard));
        }
    }
}

/// Whether the standard may state an amount or a rate. Any number counts, so that only wording without numbers is
/// reported.
fn may_state_amount(standard: &str) -> bool {
    let reading = money::read(standard);
    let rate = ["%", "％", "‰", "百分之", "千分之", "万分之"]
        .iter()
        .any(|mark| standard.contains(mark));
    // The digits of a document number are not an amount.
    let plain = without_citations(standard);
    reading.value.is_some()
        || rate
        || plain
            .chars()
            .any(|c| c.is_ascii_digit() || ('０'..='９').contains(&c))
}

/// The text without 《titles》, and without 〔years〕 and the document numbers after them.
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

fn reduction(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, fee) in charged(item) {
        let explained = says_something(fee.reduction_basis.as_deref())
            || fee
                .remark
                .as_deref()
                .is_some_and(|remark| remark.contains("减") || remark.contains("免"));
        if fee.reducible == Some(true) && !explained {
            cx.report(diagnostic_at(fee, index, "reducible"));
        }
    }
}

fn unit(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, fee) in charged(item) {
        let Some(amount) = fee.amount.filter(|amount| amount.value() > 0.0) else {
            continue;
        };
        let standard = fee.standard.as_deref().unwrap_or_default();
        let has_unit = says_something(fee.unit.as_deref())
            || standard.contains(['/', '／', '每', '次', '按'])
            || money::find_all(standard)
                .iter()
                .any(|price| price.value.unit.is_some());
        if !has_unit {
            cx.report(diagnostic_at(fee, index, "amount").with("amount", &amount));
        }
    }
}
