use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;
use crate::value::money;

rule! {
    "FEE017", "amount-without-unit", Hint, Item(check),
    summary: ("收费没有写计费单位", "a fee does not say what the amount is for"),
    message: ("“{name}”收{amount}元，没有写是每证、每人次还是每平方米", "“{name}” is {amount} yuan; per certificate, person or square metre is not said"),
    help: ("写明计费单位，例如“元/证”“元/人次”", "say what the amount is for, such as yuan per certificate or per person"),
    requirements: [A1],
    cites: ["gbh-2017-115#5-facts", "exchange-schema#fee_stand"],
    page: "amount_without_unit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((all, items)) = fees(item) else {
        return;
    };
    if all.charged == Some(false) {
        return;
    }
    for (index, fee) in items {
        let Some(amount) = fee.amount.filter(|amount| amount.value() > 0.0) else {
            continue;
        };
        let standard = fee.standard.as_deref().unwrap_or_default();
        let said = says_something(fee.unit.as_deref())
            || standard.contains(['/', '／', '每', '次', '按'])
            || money::find_all(standard)
                .iter()
                .any(|price| price.value.unit.is_some());
        if !said {
            cx.report(
                Diagnostic::at(path!["guide", "fees", "items", index, "amount"])
                    .with("name", name(fee, index))
                    .with("amount", &amount),
            );
        }
    }
}
