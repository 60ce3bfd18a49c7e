use super::helpers::{hours, shown};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::hours::read;

rule! {
    "ORG106", "text-is-no-hours", Warning, Item(check),
    summary: ("办理时间栏里写的不是时间", "no hours where opening hours are due"),
    message: ("办理时间写的是“{hours}”，里面没有时间", "the opening hours say “{hours}”, which is no time"),
    help: ("把这些话移到该写的地方，在这里写哪几天、几点到几点", "move these words to where they belong, and write days and times here"),
    requirements: [A1, C6],
    own: ("不是时间的文字，答不出什么时候去", "text that is no hours does not say when to come"),
    page: "text_is_no_hours.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, hours) in hours(item) {
        let Some(text) = hours.text.as_deref().filter(|_| hours.periods.is_empty()) else {
            continue;
        };
        let reading = read(text);
        // A pointer to somewhere else is another fault.
        let pointer = [
            "详见",
            "见附件",
            "以公告",
            "上班时间",
            "办公时间",
            "工作时间",
            "预约",
            "随时",
        ]
        .iter()
        .any(|word| text.contains(word));
        if hours.holidays.is_none() && !reading.empty && reading.value.is_none() && !pointer {
            cx.report(Diagnostic::at(path.then("text")).with("hours", shown(hours)));
        }
    }
}
