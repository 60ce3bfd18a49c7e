use super::helpers::{hours, hours_place, shown};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::hours::effective;

rule! {
    "ORG103", "hours-without-times", Hint, Item(check),
    summary: ("办理时间没有几点到几点", "opening hours without times"),
    message: ("办理时间“{hours}”没有写几点到几点", "the opening hours “{hours}” do not say from when to when"),
    help: ("写明上午、下午各几点到几点", "say from when to when, morning and afternoon"),
    requirements: [A1, C6],
    own: ("没有几点到几点，不知道什么时候去", "without times nobody knows when to come"),
    certain: Presence,
    page: "hours_without_times.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, hours) in hours(item) {
        let read = effective(hours);
        let days = read.periods.iter().any(|period| !period.days.is_empty());
        let timed = read
            .periods
            .iter()
            .any(|period| period.opens.is_some() || period.closes.is_some());
        let text = hours.text.as_deref().unwrap_or_default();
        let said = ["24小时", "全天", ":", "：", "点", "时3", "∶"]
            .iter()
            .any(|word| text.contains(word));
        if days && !timed && !said {
            let found = Diagnostic::at(hours_place(&path, hours));
            cx.report(found.with("hours", shown(hours)));
        }
    }
}
