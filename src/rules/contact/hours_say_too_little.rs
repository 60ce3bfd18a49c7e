use super::helpers::{hours, hours_place, shown};
use crate::engine::{Context, Diagnostic, rules};
use crate::model::{OpeningHours, ServiceItem};
use crate::prose::is_digit;
use crate::value::hours::{effective, mentions_holidays, names_days, read};
use crate::value::phone;
use crate::value::url::is_link;
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
        help: ("写明工作日、周一至周五还是每天", "say whether it is open on working days, Monday to Friday or every day"),
        cites: ["wenzhou-script#时间"];
    "ORG103", "hours-without-times", Warning, Item(|item, cx| look(lack_times, item, cx)),
        summary: ("办理时间没有几点到几点", "opening hours without times"),
        message: ("办理时间“{hours}”没有写几点到几点", "the opening hours “{hours}” do not give opening and closing times"),
        help: ("写明上午、下午各几点到几点", "give the opening and closing times for morning and afternoon"),
        own: ("没有几点到几点，不知道什么时候去", "without times users do not know when to come"),
        certain: Presence;
    "ORG104", "holidays-not-mentioned", Hint, Item(|item, cx| look(leave_holidays_open, item, cx)),
        summary: ("办理时间没有说节假日办不办", "opening hours that do not mention public holidays"),
        message: ("办理时间“{hours}”没有说节假日办不办", "the opening hours “{hours}” do not say whether it is open on public holidays"),
        help: ("加上“法定节假日除外”或“法定节假日照常”，或者把星期改成工作日", "add 法定节假日除外 (closed on public holidays) or 法定节假日照常 (open), or write 工作日 (working days)"),
        own: ("不知道节假日办不办", "users cannot tell whether it is open on public holidays"),
        certain: Presence;
    "ORG106", "text-instead-of-hours", Warning, Item(no_hours),
        summary: ("办理时间栏里写的不是时间", "opening hours that contain no times"),
        message: ("办理时间写的是“{hours}”，没有写哪几天、几点到几点", "the opening hours say “{hours}”, which gives neither weekdays nor times"),
        help: ("把这些话移到该写的地方，在这里写哪几天、几点到几点", "move this text to where it belongs, and give days and times here"),
        own: ("不是时间的文字，答不出什么时候去", "text without times does not tell users when to come"),
        certain: Presence;
}

/// Reports all opening hours for which the predicate is true.
fn look(predicate: fn(&OpeningHours) -> bool, item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, hours) in hours(item) {
        if predicate(hours) {
            let found = Diagnostic::at(hours_place(at, hours));
            cx.report(found.with("hours", shown(hours)));
        }
    }
}

/// Reports texts without a time. Unless the text is a phone or a link it may still mean a time, so only a hint.
fn no_hours(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, hours) in hours(item).filter(|(_, hours)| are_no_hours(hours)) {
        let text = hours.text.as_deref().unwrap_or_default();
        let found = Diagnostic::at(hours_place(at, hours)).with("hours", shown(hours));
        cx.report(found.hint_unless(is_contact(text)));
    }
}

/// Whether a text consists of phone numbers or a web address.
fn is_contact(text: &str) -> bool {
    let phones = phone::read(text);
    let numbers = phones.value.is_some_and(|phones| !phones.is_empty()) && phones.unread.is_empty();
    numbers || is_link(text.trim())
}

/// Whether the hours state an opening time.
fn state_opening_time(hours: &OpeningHours) -> bool {
    effective(hours)
        .periods
        .iter()
        .any(|period| period.opens.is_some())
}

fn lack_days(hours: &OpeningHours) -> bool {
    let text = hours.text.as_deref().unwrap_or_default();
    // Round the clock implies every day.
    let always = text.contains("24小时") || text.contains("全天");
    state_opening_time(hours) && !names_days(hours) && !always && !words::DAY_WORD.occurs_in(text)
}

fn lack_times(hours: &OpeningHours) -> bool {
    let read = effective(hours);
    let days = read.periods.iter().any(|period| !period.days.is_empty());
    let timed = read
        .periods
        .iter()
        .any(|period| period.opens.is_some() || period.closes.is_some());
    let text = hours.text.as_deref().unwrap_or_default();
    let mut time_marks = ["24小时", "全天", ":", "：", "点", "时3", "∶"].iter();
    let is_office_hours = || {
        let words = ["上班时间", "工作时间", "办公时间"];
        let text = text.trim().trim_end_matches('。');
        words.iter().any(|word| text.ends_with(word)) && !text.contains(is_digit)
    };
    (days || is_office_hours()) && !timed && !time_marks.any(|word| text.contains(word))
}

fn leave_holidays_open(hours: &OpeningHours) -> bool {
    let text = hours.text.as_deref().unwrap_or_default();
    // 工作日 already excludes public holidays.
    let working = text.contains("工作日")
        || effective(hours)
            .periods
            .iter()
            .any(|period| period.days.contains(&DayKind::WorkingDay));
    state_opening_time(hours) && names_days(hours) && !working && !mentions_holidays(hours)
}

fn are_no_hours(hours: &OpeningHours) -> bool {
    let Some(text) = hours.text.as_deref().filter(|_| hours.periods.is_empty()) else {
        return false;
    };
    let reading = read(text);
    // Another rule reports texts that only refer elsewhere.
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
