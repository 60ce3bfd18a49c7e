use super::helpers::{hours, hours_place, shown};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::hours::{effective, mentions_holidays, names_days};
use crate::vocabulary::DayKind;

rule! {
    "ORG104", "holidays-not-mentioned", Hint, Item(check),
    summary: ("办理时间没有说节假日办不办", "opening hours silent on holidays"),
    message: ("办理时间“{hours}”没有说节假日办不办", "the opening hours “{hours}” do not say what holds on public holidays"),
    help: ("加上“法定节假日除外”或“法定节假日照常”，或者把星期改成工作日", "add 法定节假日除外 or 法定节假日照常, or write 工作日 for the weekdays"),
    requirements: [A1, C6],
    own: ("不知道节假日办不办", "nobody knows whether it is open on holidays"),
    page: "holidays_not_mentioned.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, hours) in hours(item) {
        let read = effective(hours);
        let text = hours.text.as_deref().unwrap_or_default();
        let timed = read.periods.iter().any(|period| period.opens.is_some());
        // A working day is no holiday: that says it.
        let working = text.contains("工作日")
            || read
                .periods
                .iter()
                .any(|period| period.days.contains(&DayKind::WorkingDay));
        let named = names_days(hours);
        if timed && named && !working && !mentions_holidays(hours) {
            let found = Diagnostic::at(hours_place(&path, hours));
            cx.report(found.with("hours", shown(hours)));
        }
    }
}
