use super::entry::report;
use crate::analysis::nature::Nature;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::{Channel, ServiceItem};
use crate::path;
use crate::value::url::{LinkFault, fault};

rule! {
    "CHN062", "home-page-as-entry", Hint, Item(check),
    summary: ("入口只到首页、登录页，到不了这一事项", "an entry that only leads to a home or log-in page, not to the item"),
    message: ("{channel}填的网址{fault}：{url}", "the entry of {channel} {fault}: {url}"),
    help: ("更换网址：{help}", "correct the address: {help}"),
    requirements: [C3, C4],
    own: ("到了首页还要自己找", "from a home page users have to keep searching"),
    page: "home_page_as_entry.md",
}

const BOOKING_PAGE: Text = Text::new(
    "换成打开就能预约的页面的网址；不能在网上预约的，写明预约电话，不支持预约的改填“否”",
    "link to the page where visits are booked; if that is not done online, give the phone, or say that there are no appointments",
);

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let booked = ["预约", "会见", "挂号"]
        .iter()
        .any(|word| item.name.contains(word));
    let applied = cx.nature() == Nature::Applied;
    report(item, cx, |fault| {
        let is_booking_item = fault == LinkFault::Booking && booked;
        // A system may serve a single matter, and an enquiry or publication may have its own site. Another rule
        // reports front pages that several items share.
        let own = fault == LinkFault::SystemFront || fault == LinkFault::HomePage && !applied;
        (fault.leads_nowhere() && !is_booking_item && !own).then_some(Severity::Hint)
    });
    let url = item
        .guide
        .as_ref()
        .and_then(|guide| guide.appointment.as_ref())
        .and_then(|offer| offer.url.as_deref());
    let Some(url) = url.filter(|url| fault(url) == Some(LinkFault::HomePage)) else {
        return;
    };
    // A front page that is also the entry of a channel has already been reported.
    let is_entry = |channel: &Channel| {
        channel
            .url
            .as_deref()
            .is_some_and(|entry| entry.trim() == url.trim())
    };
    if !item.channels.iter().any(is_entry) {
        cx.report(
            Diagnostic::at(path!["guide", "appointment", "url"])
                .with("channel", Text::new("预约", "booking"))
                .with("fault", LinkFault::HomePage.text())
                .with("help", BOOKING_PAGE)
                .with("url", clip(url)),
        );
    }
}
