use crate::analysis::nature::core_name;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::{Limit, ServiceItem, TimeLimit};
use crate::path;
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rule! {
    "LIM032", "long-limit-for-enquiry", Hint, Item(check),
    summary: ("查询、咨询、展示的事项要好几天", "several days for a mere look-up, enquiry or display"),
    message: ("“{name}”是{what}，{why}，{limit}却写着{days}", "“{name}” is {what}, {why}; yet {limit} is {days}"),
    help: ("核实这个天数：{how}", "check these days: {how}"),
    requirements: [A9, B5],
    cites: ["business-env#35", "business-env#36"],
    page: "long_limit_for_enquiry.md",
}

/// Endings of the names of enquiries, with the kind of enquiry.
const NAME_ENDINGS: &[(&str, Text)] = &[
    ("查询", LOOK_UP),
    ("查询服务", LOOK_UP),
    ("查阅", LOOK_UP),
    ("咨询", ASK),
    ("咨询服务", ASK),
    ("打印", PRINT),
    ("补打", PRINT),
];

const LOOK_UP: Text = Text::new("查询", "a look-up");
const ASK: Text = Text::new("咨询", "an enquiry");
const PRINT: Text = Text::new("打印", "a print-out");

/// Maximum promised limit of an enquiry, in working days.
const MAX_PROMISED_DAYS: u32 = 5;

/// Maximum statutory limit of a written answer, in working days.
const MAX_STATUTORY_DAYS: u32 = 19;

/// Maximum statutory limit that is only a hint, in working days; longer ones are a warning. Many items state 20, the
/// limit that laws set for authorities.
const MAX_DAYS_FOR_HINT: u32 = 30;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(limits) = item.time_limit() else {
        return;
    };
    // Report only one of the limits: whoever fixes it will see the other.
    if !check_promised(item, limits, cx) {
        check_statutory(item, limits, cx);
    }
}

/// Checks the promised limit if the item's name is that of an enquiry; returns whether it is too long.
fn check_promised(item: &ServiceItem, limits: &TimeLimit, cx: &mut Context<'_>) -> bool {
    let name = core_name(&item.name);
    let Some((_, what)) = NAME_ENDINGS.iter().find(|(end, _)| name.ends_with(end)) else {
        return false;
    };
    let Some(promised) = &limits.promised else {
        return false;
    };
    let days = Limit::new(MAX_PROMISED_DAYS, TimeUnit::WorkingDay);
    let Some(too_long) = exceeds(promised, &days) else {
        cx.cannot_judge(Text::new(
            "承诺办结时限没有单位，或单位不能换算",
            "the promised limit has no unit, or one that cannot be converted",
        ));
        return false;
    };
    if too_long {
        let how = Text::new(
            "能当场答复、当场打印的，承诺当场办结；要调档、核实的，改到5个工作日以内",
            "promise completion on the spot where possible; if files must be retrieved or verified, at most 5 working days",
        );
        cx.report(
            Diagnostic::at(path!["guide", "time_limit", "promised"])
                .with("name", item.name.trim())
                .with("what", *what)
                .with(
                    "why",
                    Text::new("一般当场就能答复", "which can mostly be answered at once"),
                )
                .with("limit", Text::new("承诺办结时限", "the promised limit"))
                .with("days", promised)
                .with("how", how),
        );
    }
    too_long
}

/// Checks the statutory limit if people only look something up or ask.
fn check_statutory(item: &ServiceItem, limits: &TimeLimit, cx: &mut Context<'_>) {
    let Some(statutory) = &limits.statutory else {
        return;
    };
    let exceeds_days =
        |days: u32| exceeds(statutory, &Limit::new(days, TimeUnit::WorkingDay)) == Some(true);
    if !cx.nature().is_passive() || !exceeds_days(MAX_STATUTORY_DAYS) {
        return;
    }
    let severity = if exceeds_days(MAX_DAYS_FOR_HINT) {
        Severity::Warning
    } else {
        Severity::Hint
    };
    let how = Text::new(
        "没有法律规定时限的，不填天数；有规定的，在说明里写明依据",
        "leave the limit empty if no law sets one; if one does, name it in the note",
    );
    cx.report(
        Diagnostic::at(path!["guide", "time_limit", "statutory"])
            .with("name", item.name.trim())
            .with(
                "what",
                Text::new(
                    "查询、咨询、展示一类的服务",
                    "a service that answers or displays something",
                ),
            )
            .with(
                "why",
                Text::new("法律一般不规定时限", "for which laws rarely set a limit"),
            )
            .with("limit", Text::new("法定办结时限", "the statutory limit"))
            .with("days", statutory)
            .with("how", how)
            .severity(severity),
    );
}
