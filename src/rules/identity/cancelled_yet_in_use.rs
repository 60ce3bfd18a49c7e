use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::ItemStatus;

rule! {
    "IDN064", "cancelled-yet-in-use", Error, Item(check),
    summary: ("取消日期已过，状态仍是在用", "cancelled, yet still in use"),
    message: ("计划取消日期{cancelled}已过，事项状态仍是{status}", "the cancellation date {cancelled} has passed, but the status is still {status}"),
    help: ("事项已取消的，把状态改为取消并下架指南；延期的，更正取消日期", "set the status to 取消 (cancelled) and take the guide down; if the item is not cancelled, correct the date"),
    requirements: [D4],
    own: ("已取消的事项不再在用", "a cancelled item is no longer in use"),
    certain: Arithmetic,
    page: "cancelled_yet_in_use.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(ItemStatus::InUse), Some(cancelled)) = (&item.status, item.cancelled_date) else {
        return;
    };
    let Some(today) = cx.settings.today else {
        return cx.cannot_judge(Text::new("不知道今天的日期", "today's date is not known"));
    };
    if cancelled < today {
        let place = cx.here(path!["status"]);
        let found = Diagnostic::at(path!["cancelled_date"])
            .with("cancelled", &cancelled)
            .with("status", &ItemStatus::InUse)
            .related(place, Text::new("事项状态", "the status"));
        cx.report(found);
    }
}
