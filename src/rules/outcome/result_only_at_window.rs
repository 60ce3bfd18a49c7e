use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::ResultDelivery;

rule! {
    "OUT012", "result-only-at-window", Hint, Item(check),
    summary: ("到现场0次，结果却只能到窗口领", "no visit is declared, but the result must be collected at the window"),
    message: ("到现场次数是0，结果送达方式只有窗口领取", "the number of visits is 0, but the result can only be collected at the window"),
    help: ("增加邮寄、网上下载等送达方式，或把领取算进到现场次数", "offer mail or download, or count collecting the result as a visit"),
    requirements: [B6, A11],
    cites: ["d3-36cities-2020#跑动"],
    certain: Contradiction,
    page: "result_only_at_window.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let needs_no_visit = guide
        .visits
        .as_ref()
        .is_some_and(|visits| visits.count == Some(0));
    let delivery = guide
        .result
        .as_ref()
        .map_or(&[][..], |result| &result.delivery);
    let courier = guide
        .courier
        .as_ref()
        .is_some_and(|courier| courier.available == Some(true));
    let is_window_only =
        !delivery.is_empty() && delivery.iter().all(|way| *way == ResultDelivery::Window);
    if needs_no_visit && is_window_only && !courier {
        let count = cx.here(path!["guide", "visits", "count"]);
        cx.report(
            Diagnostic::at(path!["guide", "result", "delivery"])
                .related(count, Text::new("到现场次数", "the number of visits")),
        );
    }
}
