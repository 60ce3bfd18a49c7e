use super::helpers::both;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::flow;
use crate::value::limit::read;

rule! {
    "LIM060", "unread-limit", Warning, Item(check),
    summary: ("时限里没有天数", "a limit without a number"),
    message: ("{name}写的是“{text}”，看不出是多长时间", "{name} is “{text}”, which does not say how long it takes"),
    help: ("写明多少个工作日；法律没有规定时限的，写明没有和原因", "give the number of working days; if the law sets no limit, say so and why"),
    requirements: [A1, B3],
    cites: ["exchange-schema#anticipate_day", "exchange-schema#promise_day"],
    certain: Presence,
    page: "unread_limit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for stated in both(item) {
        let Some(limit) = stated.limit else { continue };
        if limit.amount.is_some() || limit.is_immediate() {
            continue;
        }
        let Some(text) = limit.text.as_deref() else {
            continue;
        };
        let reading = read(text);
        if reading.value.is_some() || reading.empty {
            continue;
        }
        let found = Diagnostic::at(stated.path.then("text")).with("name", stated.name);
        let found = found.with("text", text.trim());
        // A process in the field for the limit was put into the wrong one.
        cx.report(found.hint_unless(flow::is_chart(text)));
    }
}
