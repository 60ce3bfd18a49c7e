use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{FeeItem, ServiceItem};
use crate::path;
use crate::words;

rule! {
    "FEE018", "charged-yet-free", Warning, Item(check),
    summary: ("写着收费，收费标准却是免费", "a fee is charged, but its standard says it is free"),
    message: ("写着收费，“{name}”的收费标准却是“{standard}”", "a fee is charged, but the standard of “{name}” is “{standard}”"),
    help: ("不收费的，是否收费改为“否”，删去收费项目；收费的，写明金额", "if nothing is charged, set charged to false and delete the fees; otherwise state the amount"),
    requirements: [A1],
    own: ("收不收费只能有一个说法", "a fee is either charged or not"),
    certain: Contradiction,
    page: "charged_yet_free.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((all, mut items)) = fees(item) else {
        return;
    };
    if all.charged != Some(true) {
        return;
    }
    let Some((index, first)) = items.next() else {
        return;
    };
    // If only some of several fees are free, there is no contradiction.
    let (Some(standard), true) = (
        says_free(first),
        items.all(|(_, fee)| says_free(fee).is_some()),
    ) else {
        return;
    };
    let place = cx.here(path!["guide", "fees", "items", 0, "standard"]);
    cx.report(
        Diagnostic::at(path!["guide", "fees", "charged"])
            .with("name", name(first, index))
            .with("standard", standard)
            .related(place, Text::new("收费标准", "the fee standard")),
    );
}

/// The standard of a fee if it says that the fee is free and no amount is given.
fn says_free(fee: &FeeItem) -> Option<&str> {
    let standard = fee.standard.as_deref()?.trim().trim_end_matches('。');
    let priced = fee.amount.is_some_and(|amount| amount.value() > 0.0);
    (!priced && words::FREE_OF_CHARGE.is(standard)).then_some(standard)
}
