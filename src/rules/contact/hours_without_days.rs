use super::helpers::{hours, hours_place, shown};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::hours::{effective, names_days};
use crate::words;

rule! {
    "ORG102", "hours-without-days", Warning, Item(check),
    summary: ("办理时间没有说哪几天", "opening hours without days"),
    message: ("办理时间“{hours}”没有说是哪几天", "the opening hours “{hours}” do not say on which days"),
    help: ("写明工作日、周一至周五还是每天", "say whether working days, Monday to Friday or every day"),
    requirements: [A1, C6],
    cites: ["wenzhou-script#时间"],
    page: "hours_without_days.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, hours) in hours(item) {
        let read = effective(hours);
        let timed = read.periods.iter().any(|period| period.opens.is_some());
        let text = hours.text.as_deref().unwrap_or_default();
        if timed && !names_days(hours) && !words::DAY_WORD.occurs_in(text) {
            let found = Diagnostic::at(hours_place(&path, hours));
            cx.report(found.with("hours", shown(hours)));
        }
    }
}
