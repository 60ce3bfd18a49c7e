use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN062", "cancelled-before-effective", Error, Item(check),
    summary: ("取消日期早于生效日期", "cancelled before it takes effect"),
    message: ("计划取消日期{cancelled}早于计划生效日期{effective}", "the cancellation date {cancelled} is earlier than the effective date {effective}"),
    help: ("核对两个日期，更正写反或写错的一个", "check both dates and correct the wrong one"),
    requirements: [D4],
    own: ("一件事不能先取消后生效", "an item cannot be cancelled before it takes effect"),
    certain: Arithmetic,
    page: "cancelled_before_effective.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(effective), Some(cancelled)) = (item.effective_date, item.cancelled_date) else {
        return;
    };
    if cancelled < effective {
        let place = cx.here(path!["effective_date"]);
        let found = Diagnostic::at(path!["cancelled_date"])
            .with("cancelled", &cancelled)
            .with("effective", &effective)
            .related(place, Text::new("计划生效日期", "the effective date"));
        cx.report(found);
    }
}
