use crate::analysis::nature::is_of_office;
use crate::compare::is_online;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Channel, Element, Guide, ServiceItem};
use crate::path;
use crate::vocabulary::ChannelKind;

rule! {
    "CHN052", "missing-offline-channel", Hint, Item(check),
    summary: ("只有网上渠道，没有线下办理的地方", "only online channels, and no way to apply offline"),
    message: ("列出的渠道都在网上，没有写线下怎样办", "all listed channels are online, and nothing says how to apply offline"),
    help: ("写上大厅、自助终端或邮寄等线下渠道；确实只在网上办的，办理形式只写网上办理", "add a service hall, a self-service kiosk or mail; if the item is handled online only, name online handling only"),
    requirements: [C1, D6],
    cites: ["sc-2020-45#线下"],
    page: "missing_offline_channel.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let by_office = is_of_office(item.item_type.as_ref());
    // If handling forms are stated, a window is one of them and need not be listed as a channel.
    if by_office || item.channels.is_empty() || !item.handling_forms.is_empty() {
        return;
    }
    let is_remote = |channel: &Channel| matches!(&channel.kind, Some(kind) if is_online(kind) || *kind == ChannelKind::Hotline);
    let has_place = |guide: &Guide| !guide.places.is_empty();
    let somewhere = item.in_service_hall == Some(true)
        || item.guide.as_ref().is_some_and(has_place)
        || item
            .channels
            .iter()
            .any(|channel| channel.says.as_deref().is_some_and(has_place));
    if !item.channels.iter().all(is_remote) || somewhere {
        return;
    }
    for element in ["handling_forms", "guide.places"] {
        if matches!(cx.element::<str>(None, element), Element::NotCollected) {
            return cx.cannot_judge(Text::new(
                "来源没有采集办理形式或办理地点",
                "the source does not collect forms of handling or places",
            ));
        }
    }
    cx.report(Diagnostic::at(path!["channels"]));
}
