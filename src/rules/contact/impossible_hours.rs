use super::helpers::hours;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::{Period, ServiceItem};
use crate::value::hours::{HoursFaultKind, effective, faults};

rule! {
    "ORG100", "impossible-hours", Error, Item(check),
    summary: ("办理时间不可能", "impossible opening hours"),
    message: ("办理时间{time}有误：{fault}", "the opening hours {time} are wrong: {fault}"),
    help: ("更正写错的钟点，按24小时制写，如09:00-12:00、14:30-17:30", "correct the time, on the 24-hour clock, such as 09:00-12:00, 14:30-17:30"),
    requirements: [A1, C6],
    certain: Arithmetic,
    own: ("这样的时间谁也去不了", "such hours cannot exist"),
    page: "impossible_hours.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, hours) in hours(item) {
        let read = effective(hours);
        let mut last_reported = None;
        for fault in faults(hours) {
            // A fault of both ends of a period is reported once.
            if last_reported == Some((fault.period, fault.kind)) {
                continue;
            }
            last_reported = Some((fault.period, fault.kind));
            let Some(period) = read.periods.get(fault.period) else {
                continue;
            };
            let other = fault.other.and_then(|other| read.periods.get(other));
            let place = if hours.periods.is_empty() {
                at.then("text")
            } else {
                at.then("periods").then(fault.period).then(fault.field)
            };
            // A day has its own hours, and the hours of the whole week apply to it as well.
            let exception = fault.kind == HoursFaultKind::Overlap
                && other.is_some_and(|other| other.days != period.days);
            let fault_text = match fault.kind {
                HoursFaultKind::Overlap if exception => {
                    Text::new("同一天写了两种时间", "two sets of hours for one day")
                }
                HoursFaultKind::InvalidTime => {
                    Text::new("没有这个钟点", "there is no such time of day")
                }
                HoursFaultKind::ClosesBeforeOpens => {
                    Text::new("结束早于开始", "it closes before it opens")
                }
                HoursFaultKind::ZeroLength => Text::new(
                    "开始和结束是同一时刻",
                    "opening and closing time are the same",
                ),
                HoursFaultKind::Overlap => Text::new("两段时间重叠", "two periods overlap"),
            };
            let mut time = display_times(period);
            if let Some(other) = other {
                time = format!("{}、{time}", display_times(other));
            }
            let found = Diagnostic::at(place)
                .with("time", time)
                .with("fault", fault_text);
            // An overlap in hours read from a text may be due to the reading.
            let doubtful =
                exception || hours.periods.is_empty() && fault.kind == HoursFaultKind::Overlap;
            cx.report(if doubtful {
                found.severity(Severity::Warning)
            } else {
                found
            });
        }
    }
}

fn display_times(period: &Period) -> String {
    let part = |time: &Option<String>| time.clone().unwrap_or_default();
    format!("{}-{}", part(&period.opens), part(&period.closes))
}
