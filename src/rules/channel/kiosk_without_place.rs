use super::helpers::channel_name;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Guide, ServiceItem};
use crate::path;
use crate::prose::says_something;
use crate::vocabulary::ChannelKind;

rule! {
    "CHN086", "kiosk-without-place", Warning, Item(check),
    summary: ("自助终端没有写放在哪里", "a kiosk without a place"),
    message: ("{channel}没有写在哪里", "{channel} gives no place"),
    help: ("在 says.places 或 guide.kiosk.place 里写明自助终端的地点", "say where the kiosk stands, under says.places or guide.kiosk.place"),
    requirements: [C5],
    own: ("不写放在哪里就找不到", "a kiosk without a place is not found"),
    certain: Presence,
    page: "kiosk_without_place.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let filled = |text: &Option<String>| says_something(text.as_deref());
    let placed = |guide: &Guide| {
        let kiosk = guide.kiosk.as_ref();
        kiosk.is_some_and(|kiosk| filled(&kiosk.place) || filled(&kiosk.way) || filled(&kiosk.url))
    };
    let guide = item.guide.as_ref();
    for (at, channel) in item.channels.iter().enumerate() {
        let says = channel.says.as_ref();
        let own = says.is_some_and(|says| !says.places.is_empty() || placed(says));
        if channel.kind != Some(ChannelKind::Terminal) || own || guide.is_some_and(placed) {
            continue;
        }
        let found = Diagnostic::at(path!["channels", at]);
        let found = found.with("channel", channel_name(channel, at));
        // It may stand in the hall whose address the item gives.
        let hall = guide.is_some_and(|guide| !guide.places.is_empty());
        cx.report(found.hint_unless(!hall));
    }
}
