use super::helpers::channel_name;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Channel, Guide, ServiceItem};
use crate::path;
use crate::vocabulary::ChannelKind;

rule! {
    "CHN084", "hall-without-place-or-hours", Warning, Item(check),
    summary: ("大厅没有写地址或办理时间", "a hall without place or hours"),
    message: ("{channel}没有写自己的{lacking}", "{channel} gives no {lacking} of its own"),
    help: ("写上这个大厅的地址和办理时间", "give address and hours of this hall"),
    requirements: [A1, A6],
    cites: ["site-census-2015#要素"],
    certain: Presence,
    page: "hall_without_place_or_hours.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let halls: Vec<(usize, &Channel)> = (item.channels.iter().enumerate())
        .filter(|(_, channel)| channel.kind == Some(ChannelKind::Hall))
        .collect();
    let guide = item.guide.as_ref();
    let shared_place = guide.is_some_and(|guide| guide.places.len() >= halls.len());
    let shared_hours = guide.is_some_and(hours);
    // A single hall inherits; that the item has nothing to inherit is found at the item.
    if halls.len() < 2 {
        return;
    }
    for (at, channel) in halls {
        let says = channel.says.as_ref();
        let place = shared_place || says.is_some_and(|says| !says.places.is_empty());
        let open = shared_hours || says.is_some_and(hours);
        let lacking = match (place, open) {
            (true, true) => continue,
            (false, true) => Text::new("地址", "address"),
            (true, false) => Text::new("办理时间", "hours"),
            (false, false) => Text::new("地址和办理时间", "address or hours"),
        };
        cx.report(
            Diagnostic::at(path!["channels", at])
                .with("channel", channel_name(channel, at))
                .with("lacking", lacking),
        );
    }
}

fn hours(guide: &Guide) -> bool {
    guide.hours.is_some() || guide.places.iter().any(|place| place.hours.is_some())
}
