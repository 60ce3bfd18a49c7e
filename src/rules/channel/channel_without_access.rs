use super::helpers::channel_name;
use crate::compare::is_online;
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::{Channel, Guide, ServiceItem};
use crate::path;
use crate::prose::says_something;
use crate::vocabulary::{ChannelKind, Reach};

rules! {
    all {
        certain: Presence,
        page: "channel_without_access.md",
    }
    "CHN080", "app-without-link", Hint, Item(app),
        summary: ("移动端没有写网址", "an app without a link"),
        message: ("{channel}没有写网址或下载地址", "{channel} has no link"),
        help: ("写上下载地址、二维码网址或小程序链接", "add a download address, a QR code address or a mini-program link"),
        requirements: [C5],
        own: ("没有网址就进不去", "without an address users cannot reach it");
    "CHN081", "site-without-address", Warning, Item(site),
        summary: ("网站渠道没有写网址", "a website channel without an address"),
        message: ("{channel}没有写这一事项的网址", "{channel} has no address for this item"),
        help: ("写上直达这一事项的网址；这个网站上没有这一事项的，删去这个渠道", "give the address that leads to this item; if the site does not have the item, delete the channel"),
        requirements: [C3, C4],
        own: ("没有网址就进不去", "without an address users cannot reach it");
    "CHN082", "hotline-without-number", Warning, Item(hotline),
        summary: ("热线没有写号码", "a hotline without a number"),
        message: ("{channel}没有写电话号码", "{channel} has no phone number"),
        help: ("写上热线号码（says.consultation.phones）", "add the number of the hotline (says.consultation.phones)"),
        requirements: [C6],
        cites: ["gbh-2017-115#5-facts"];
    "CHN084", "hall-without-place-or-hours", Warning, Item(hall),
        summary: ("大厅没有写地址或办理时间", "a service hall without address or opening hours"),
        message: ("{channel}没有写自己的{lacking}", "{channel} does not give its own {lacking}"),
        help: ("写上这个大厅的地址和办理时间", "give the address and opening hours of this hall"),
        requirements: [A1, A6],
        cites: ["site-census-2015#要素"];
    "CHN086", "kiosk-without-place", Warning, Item(kiosk),
        summary: ("自助终端没有写放在哪里", "a self-service kiosk without a location"),
        message: ("{channel}没有写在哪里", "{channel} does not say where it is"),
        help: ("写明自助终端放在哪里", "give the location of the kiosk (says.places or guide.kiosk.place)"),
        requirements: [C5],
        own: ("不写放在哪里就找不到", "without a location the kiosk cannot be found");
}

/// The channels whose kind is `wanted`, with their indexes.
fn channels(
    item: &ServiceItem,
    wanted: impl Fn(&ChannelKind) -> bool,
) -> impl Iterator<Item = (usize, &Channel)> {
    item.channels
        .iter()
        .enumerate()
        .filter(move |(_, channel)| channel.kind.as_ref().is_some_and(&wanted))
}

fn diagnostic_at_channel(channel: &Channel, at: usize) -> Diagnostic {
    Diagnostic::at(path!["channels", at]).with("channel", channel_name(channel, at))
}

/// Reports a channel that has no address, if the source collects addresses.
fn report_without_address(channel: &Channel, at: usize, cx: &mut Context<'_>) {
    let uncollected = Text::new(
        "来源没有采集渠道的网址",
        "the source does not collect the addresses of channels",
    );
    if cx.misses("channels.url", uncollected) {
        cx.report(diagnostic_at_channel(channel, at));
    }
}

fn app(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, channel) in channels(item, |kind| {
        matches!(kind.reach(), Reach::App | Reach::MiniProgram)
    }) {
        // A channel with a platform inherits the address that the catalogue states for the platform.
        if !says_something(channel.url.as_deref()) && channel.platform.is_none() {
            report_without_address(channel, at, cx);
        }
    }
}

fn site(item: &ServiceItem, cx: &mut Context<'_>) {
    let online = |channel: &&Channel| channel.kind.as_ref().is_some_and(is_online);
    let mut online = item.channels.iter().filter(online);
    // Another rule reports items of which no online channel has an address.
    if !online.any(|channel| says_something(channel.url.as_deref())) {
        return;
    }
    for (at, channel) in channels(item, |kind| kind.reach() == Reach::Site) {
        if !says_something(channel.url.as_deref()) {
            report_without_address(channel, at, cx);
        }
    }
}

fn hotline(item: &ServiceItem, cx: &mut Context<'_>) {
    // A channel inherits from the item the phones that it leaves out.
    let has_phone = |guide: &Guide| {
        let lines = [&guide.consultation, &guide.complaint];
        lines
            .into_iter()
            .flatten()
            .any(|contact| !contact.phones.is_empty())
    };
    let inherited = item.guide.as_ref().is_some_and(has_phone);
    for (at, channel) in channels(item, |kind| kind.reach() == Reach::Phone) {
        let called = [&channel.name, &channel.id, &channel.url];
        let in_name = called
            .into_iter()
            .flatten()
            .any(|text| text.chars().filter(char::is_ascii_digit).count() >= 5);
        let own = channel.says.as_deref().is_some_and(has_phone);
        if !in_name && !own && !inherited {
            cx.report(diagnostic_at_channel(channel, at));
        }
    }
}

fn hall(item: &ServiceItem, cx: &mut Context<'_>) {
    let halls: Vec<(usize, &Channel)> = channels(item, |kind| *kind == ChannelKind::Hall).collect();
    let has_hours = |guide: &Guide| {
        guide.hours.is_some() || guide.places.iter().any(|place| place.hours.is_some())
    };
    let guide = item.guide.as_ref();
    let shared_place = guide.is_some_and(|guide| guide.places.len() >= halls.len());
    let shared_hours = guide.is_some_and(has_hours);
    // A single hall inherits from the item; ORG006 and ORG007 report what the item itself lacks.
    if halls.len() < 2 {
        return;
    }
    for (at, channel) in halls {
        let says = channel.says.as_deref();
        let place = shared_place || says.is_some_and(|says| !says.places.is_empty());
        let open = shared_hours || says.is_some_and(has_hours);
        let what = match (place, open) {
            (true, true) => continue,
            (false, true) => Text::new("地址", "address"),
            (true, false) => Text::new("办理时间", "hours"),
            (false, false) => Text::new("地址和办理时间", "address or hours"),
        };
        cx.report(diagnostic_at_channel(channel, at).with("lacking", what));
    }
}

fn kiosk(item: &ServiceItem, cx: &mut Context<'_>) {
    let has_kiosk_place = |guide: &Guide| {
        let kiosk = guide.kiosk.as_ref();
        kiosk.is_some_and(|kiosk| {
            says_something(kiosk.place.as_deref())
                || says_something(kiosk.way.as_deref())
                || says_something(kiosk.url.as_deref())
        })
    };
    let guide = item.guide.as_ref();
    for (at, channel) in channels(item, |kind| *kind == ChannelKind::Terminal) {
        let says = channel.says.as_deref();
        let own = says.is_some_and(|says| !says.places.is_empty() || has_kiosk_place(says));
        if !own && !guide.is_some_and(has_kiosk_place) {
            // The terminal may be in the hall whose address the item gives.
            let hall = guide.is_some_and(|guide| !guide.places.is_empty());
            cx.report(diagnostic_at_channel(channel, at).hint_unless(!hall));
        }
    }
}
