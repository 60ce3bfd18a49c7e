use super::helpers::{hours, hours_place, shown};
use crate::engine::{Context, Diagnostic, rules};
use crate::model::{OpeningHours, ServiceItem};
use crate::value::hours::{effective, mentions_holidays, names_days, read};
use crate::vocabulary::DayKind;
use crate::words;

rules! {
    all {
        requirements: [A1, C6],
        page: "hours_say_too_little.md",
    }
    "ORG102", "hours-without-days", Warning, Item(|item, cx| look(lack_days, item, cx)),
        summary: ("办理时间没有说哪几天", "opening hours without days"),
        message: ("办理时间“{hours}”没有说是哪几天", "the opening hours “{hours}” do not say on which days"),
        help: ("写明工作日、周一至周五还是每天", "say whether working days, Monday to Friday or every day"),
        cites: ["wenzhou-script#时间"];
    "ORG103", "hours-without-times", Hint, Item(|item, cx| look(lack_times, item, cx)),
        summary: ("办理时间没有几点到几点", "opening hours without times"),
        message: ("办理时间“{hours}”没有写几点到几点", "the opening hours “{hours}” do not say from when to when"),
        help: ("写明上午、下午各几点到几点", "say from when to when, morning and afternoon"),
        own: ("没有几点到几点，不知道什么时候去", "without times nobody knows when to come"),
        certain: Presence;
    "ORG104", "holidays-not-mentioned", Hint, Item(|item, cx| look(leave_holidays_open, item, cx)),
        summary: ("办理时间没有说节假日办不办", "opening hours silent on holidays"),
        message: ("办理时间“{hours}”没有说节假日办不办", "the opening hours “{hours}” do not say what holds on public holidays"),
        help: ("加上“法定节假日除外”或“法定节假日照常”，或者把星期改成工作日", "add 法定节假日除外 or 法定节假日照常, or write 工作日 for the weekdays"),
        own: ("不知道节假日办不办", "nobody knows whether it is open on holidays");
    "ORG106", "text-is-no-hours", Warning, Item(|item, cx| look(are_no_hours, item, cx)),
        summary: ("办理时间栏里写的不是时间", "no hours where opening hours are due"),
        message: ("办理时间写的是“{hours}”，里面没有时间", "the opening hours say “{hours}”, which is no time"),
        help: ("把这些话移到该写的地方，在这里写哪几天、几点到几点", "move these words to where they belong, and write days and times here"),
        own: ("不是时间的文字，答不出什么时候去", "text that is no hours does not say when to come");
}

/// Reports all opening hours that are so.
fn look(are_so: fn(&OpeningHours) -> bool, item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, hours) in hours(item) {
        if are_so(hours) {
            let found = Diagnostic::at(hours_place(&path, hours));
            cx.report(found.with("hours", shown(hours)));
        }
    }
}

/// Whether they say when it opens.
fn open(hours: &OpeningHours) -> bool {
    (effective(hours).periods.iter()).any(|period| period.opens.is_some())
}

fn lack_days(hours: &OpeningHours) -> bool {
    let text = hours.text.as_deref().unwrap_or_default();
    open(hours) && !names_days(hours) && !words::DAY_WORD.occurs_in(text)
}

fn lack_times(hours: &OpeningHours) -> bool {
    let read = effective(hours);
    let days = read.periods.iter().any(|period| !period.days.is_empty());
    let timed =
        (read.periods.iter()).any(|period| period.opens.is_some() || period.closes.is_some());
    let text = hours.text.as_deref().unwrap_or_default();
    let mut said = ["24小时", "全天", ":", "：", "点", "时3", "∶"].iter();
    days && !timed && !said.any(|word| text.contains(word))
}

fn leave_holidays_open(hours: &OpeningHours) -> bool {
    let text = hours.text.as_deref().unwrap_or_default();
    // A working day is no holiday: that says it.
    let working = text.contains("工作日")
        || (effective(hours).periods.iter())
            .any(|period| period.days.contains(&DayKind::WorkingDay));
    open(hours) && names_days(hours) && !working && !mentions_holidays(hours)
}

fn are_no_hours(hours: &OpeningHours) -> bool {
    let Some(text) = hours.text.as_deref().filter(|_| hours.periods.is_empty()) else {
        return false;
    };
    let reading = read(text);
    // A pointer to somewhere else is another fault.
    let mut pointer = [
        "详见",
        "见附件",
        "以公告",
        "上班时间",
        "办公时间",
        "工作时间",
        "预约",
        "随时",
    ]
    .iter();
    hours.holidays.is_none()
        && !reading.empty
        && reading.value.is_none()
        && !pointer.any(|word| text.contains(word))
}
