use super::helpers::{hours, hours_place, shown};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{OpeningHours, ServiceItem};
use crate::prose::slice;
use crate::value::hours::effective;
use crate::vocabulary::DayKind;
use crate::words;

rule! {
    "ORG108", "weekend-open-and-closed", Warning, Item(check),
    summary: ("办理时间既说每天办，又说周末不办", "hours that are both daily and closed at the weekend"),
    message: ("办理时间“{hours}”既说每天都办，又说周末不办", "the opening hours “{hours}” are daily and closed at the weekend"),
    help: ("核实周末办不办：不办的，改成周一至周五；办的，删去“双休日除外”", "find out whether it is open at the weekend: if not, write Monday to Friday; if it is, delete the exception"),
    requirements: [A1, C6],
    own: ("周末办不办只能有一个说法", "it is either open at the weekend or not"),
    certain: Contradiction,
    page: "weekend_open_and_closed.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, hours) in hours(item) {
        if contradicts_itself(hours) {
            let found = Diagnostic::at(hours_place(at, hours));
            cx.report(found.with("hours", shown(hours)));
        }
    }
}

fn contradicts_itself(hours: &OpeningHours) -> bool {
    let Some(text) = hours.text.as_deref() else {
        return false;
    };
    if !closed_at_weekend(text) {
        return false;
    }
    let read = effective(hours);
    // A period for some days only might be that of the weekend, so all periods must be daily.
    !read.periods.is_empty()
        && read
            .periods
            .iter()
            .all(|period| period.days == [DayKind::Daily])
}

/// Whether the same clause mentions the weekend and closes it: 双休日及法定节假日除外.
fn closed_at_weekend(text: &str) -> bool {
    words::WEEKEND.find_all(text).any(|weekend| {
        let rest = slice(text, weekend.start + weekend.word.len()..text.len());
        let end = rest.find(['，', ',', '；', ';', '。', '\n', '）', ')']);
        words::CLOSED_THEN.occurs_in(slice(rest, 0..end.unwrap_or(rest.len())))
    })
}
