use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::{Contact, Guide, ServiceItem};
use crate::path;
use crate::prose::{is_filler, says_something};
use crate::vocabulary::{ChannelKind, HandlingForm, QueryWay, Reach};

rules! {
    all {
        requirements: [A11],
        page: "progress.md",
    }
    "OUT020", "phone-query-without-phone", Hint, Item(phone),
        summary: ("可以电话查进度，却没有电话", "progress can be looked up by phone, but no phone is given"),
        message: ("办理进度可以电话查询，指南里没有一个电话号码", "progress can be looked up by phone, but the guide contains no phone number"),
        help: ("写明查询电话或咨询电话", "give the number to call, or an enquiry phone"),
        own: ("写着电话查询，就要有号码", "a phone query needs a number"),
        certain: Presence;
    "OUT021", "online-query-without-address", Hint, Item(address),
        summary: ("可以网上查进度，却没有网址", "progress can be looked up online, but no address is given"),
        message: ("办理进度可以网上查询，没有写到哪个网站查", "progress can be looked up online, but nothing says on which website"),
        help: ("写明查询网址，或在哪个平台的哪一栏查", "give the address, or name the platform and the page"),
        own: ("写着网上查询，就要有网址", "an online query needs an address"),
        certain: Presence;
    "OUT025", "online-case-without-online-query", Hint, Item(online),
        summary: ("网上能办，进度却不能网上查", "handled online, but progress cannot be looked up online"),
        message: ("办理形式有网上办理，办理进度却只能{ways}", "the handling forms include online, but progress can only be looked up {ways}"),
        help: ("加上网上查询和网址；网上其实查不到的，说明原因", "add the online query with its address; if there is none, give the reason"),
        cites: ["sc-2016-55#网上办理", "licence-law#33"];
}

fn phone(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let ways = guide
        .progress
        .as_ref()
        .map_or(&[][..], |progress| &progress.ways);
    let by_phone = ways.iter().position(|way| *way == QueryWay::Telephone);
    let hotline = item
        .channels
        .iter()
        .any(|channel| channel.kind == Some(ChannelKind::Hotline));
    if let Some(at) = by_phone.filter(|_| !hotline && !has_phone(guide)) {
        cx.report(Diagnostic::at(path!["guide", "progress", "ways", at]));
    }
}

/// Whether the guide contains a phone number anywhere.
fn has_phone(guide: &Guide) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 5;
    let note = guide
        .progress
        .as_ref()
        .and_then(|progress| progress.note.as_deref());
    let contact = |contact: &Contact| {
        !contact.phones.is_empty()
            || contact
                .text
                .as_deref()
                .is_some_and(|text| !is_filler(text) && digits(text))
    };
    note.is_some_and(digits)
        || guide.consultation.as_ref().is_some_and(contact)
        || guide.complaint.as_ref().is_some_and(contact)
        || guide.places.iter().any(|place| !place.phones.is_empty())
}

fn address(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(progress) = item.progress() else {
        return;
    };
    let at = progress
        .ways
        .iter()
        .position(|way| *way == QueryWay::Online);
    let is_stated =
        says_something(progress.url.as_deref()) || says_something(progress.note.as_deref());
    let site = item.channels.iter().any(|channel| {
        let reach = channel.kind.as_ref().map(ChannelKind::reach);
        reach == Some(Reach::Site) && says_something(channel.url.as_deref())
    });
    if let Some(at) = at.filter(|_| !is_stated && !site) {
        cx.report(Diagnostic::at(path!["guide", "progress", "ways", at]));
    }
}

fn online(item: &ServiceItem, cx: &mut Context<'_>) {
    let online = item.handling_forms.contains(&HandlingForm::Online);
    let Some(progress) = item.progress() else {
        return;
    };
    let is_offline = |way: &QueryWay| matches!(way, QueryWay::Telephone | QueryWay::Window);
    if !online || progress.ways.is_empty() || !progress.ways.iter().all(is_offline) {
        return;
    }
    if says_something(progress.url.as_deref()) || says_something(progress.note.as_deref()) {
        return;
    }
    let phone = progress.ways.contains(&QueryWay::Telephone);
    let window = progress.ways.contains(&QueryWay::Window);
    let ways = match (phone, window) {
        (true, true) => Text::new("打电话或到窗口查", "by phone or at the window"),
        (true, false) => Text::new("打电话查", "by phone"),
        _ => Text::new("到窗口查", "at the window"),
    };
    cx.report(Diagnostic::at(path!["guide", "progress", "ways"]).with("ways", ways));
}
