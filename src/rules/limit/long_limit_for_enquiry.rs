use crate::analysis::nature::core_name;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Limit, ServiceItem};
use crate::path;
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rule! {
    "LIM032", "long-limit-for-enquiry", Hint, Item(check),
    summary: ("查询、咨询、打印的事项要好几天", "several days for a mere look-up, enquiry or print-out"),
    message: ("“{name}”只是{what}，承诺办结时限却是{promised}", "“{name}” is only {what}, but the promised limit is {promised}"),
    help: ("能当场答复、当场打印的，承诺当场办结；要调档、核实的，改到5个工作日以内", "promise completion on the spot where possible; if files must be retrieved or verified, at most 5 working days"),
    requirements: [A9, B5],
    cites: ["business-env#36"],
    page: "long_limit_for_enquiry.md",
}

/// Ends of the names of such items, and what they are.
const ENDS: &[(&str, Text)] = &[
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

/// What the item is, where its name says that people only look up, ask or print.
pub(super) fn kind(item: &ServiceItem) -> Option<&'static Text> {
    let name = core_name(&item.name);
    let known = ENDS.iter().find(|(end, _)| name.ends_with(end))?;
    Some(&known.1)
}

/// Whether the promise is longer than an answer may take.
pub(super) fn is_too_long(promised: &Limit) -> Option<bool> {
    exceeds(promised, &Limit::new(5, TimeUnit::WorkingDay))
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(what) = kind(item) else { return };
    let Some(promised) = item
        .time_limit()
        .and_then(|limits| limits.promised.as_ref())
    else {
        return;
    };
    match is_too_long(promised) {
        Some(true) => {
            let found = Diagnostic::at(path!["guide", "time_limit", "promised"])
                .with("name", item.name.trim())
                .with("what", *what)
                .with("promised", promised);
            cx.report(found);
        }
        Some(false) => {}
        None => cx.cannot_judge(Text::new(
            "承诺办结时限没有单位，或单位不能换算",
            "the promised limit has no unit, or one that cannot be converted",
        )),
    }
}
