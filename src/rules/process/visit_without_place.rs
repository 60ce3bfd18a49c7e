use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Channel, Element, ServiceItem};
use crate::path;
use crate::vocabulary::{ChannelKind, HandlingForm, Reach};

rule! {
    "PRO065", "visit-without-place", Warning, Item(check),
    summary: ("要到现场，却没有写到哪里", "a visit is required, but no place is given"),
    message: ("要到现场{count}次，办理形式却只有网上办理，也没有办理地点", "it takes {count} visit(s), but the item is handled online only and no place is given"),
    help: ("写上现场的地址、窗口，办理形式加上窗口办理；不用去的，到现场次数改为0", "give the address and window, and add the window to the handling forms; if no visit is required, set the number of visits to 0"),
    requirements: [B6, C4],
    cites: [
        "exchange-schema#limit_scene_num",
        "exchange-schema#handle_type",
        "exchange-schema#transact_addr",
    ],
    certain: Presence,
    page: "visit_without_place.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let count = guide.visits.as_ref().and_then(|visits| visits.count);
    let Some(count) = count.filter(|count| *count > 0) else {
        return;
    };
    let online = |form: &HandlingForm| *form == HandlingForm::Online;
    // Otherwise a place is required, and the rule on the element reports its absence.
    if item.handling_forms.is_empty() || !item.handling_forms.iter().all(online) {
        return;
    }
    let placed = |channel: &Channel| {
        let reach = channel.kind.as_ref().map(ChannelKind::reach);
        reach == Some(Reach::Place)
            || channel
                .says
                .as_deref()
                .is_some_and(|says| !says.places.is_empty())
    };
    if !guide.places.is_empty() || item.channels.iter().any(placed) {
        return;
    }
    let places = cx.element::<str>(None, "guide.places");
    if matches!(places, Element::NotCollected) {
        return cx.cannot_judge(Text::new(
            "来源没有采集办理地点",
            "the source does not collect places",
        ));
    }
    let found = Diagnostic::at(path!["guide", "visits", "count"]);
    cx.report(found.with("count", count));
}
