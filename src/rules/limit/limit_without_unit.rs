use super::helpers::both;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "LIM050", "limit-without-unit", Hint, Item(check),
    summary: ("时限没有写单位", "a time limit without a unit"),
    message: ("{name}是{amount}，没有写是工作日、自然日还是小时", "{name} is {amount}, without saying working days, calendar days or hours"),
    help: ("写上单位，如“工作日”", "add the unit, such as “working days” (working days)"),
    requirements: [A1, B5],
    cites: ["exchange-schema#anticipate_type", "exchange-schema#promise_type"],
    certain: Structure,
    page: "limit_without_unit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for stated in both(item) {
        let Some(limit) = stated.limit else { continue };
        let Some(amount) = limit.amount.filter(|amount| amount.value() > 0.0) else {
            continue;
        };
        if limit.unit.is_some() || limit.is_immediate() {
            continue;
        }
        let unit = stated.path.then("unit");
        let uncollected = Text::new(
            "来源没有采集时限单位",
            "the source does not collect the units of time limits",
        );
        if cx.misses(&unit.element(), uncollected) {
            let found = Diagnostic::at(stated.path).with("name", stated.name);
            cx.report(found.with("amount", &amount));
        }
    }
}
