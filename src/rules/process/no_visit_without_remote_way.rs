use super::visits::declared;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Offer, ServiceItem};
use crate::path;
use crate::vocabulary::{ChannelKind, HandlingForm};

rule! {
    "PRO064", "no-visit-without-remote-way", Warning, Item(check),
    summary: ("到现场0次，却只能到窗口办", "no visit is declared, but the item is handled only at the window"),
    message: ("到现场次数是0，可不能网办、不能邮寄，只有窗口办理", "the number of visits is 0, but the item can be handled neither online nor by courier, only at the window"),
    help: ("能网办或邮寄的，写上办法；只能到窗口的，把次数改成实际次数", "say how to apply online or by courier; if that is impossible, give the actual number of visits"),
    requirements: [B6, C4],
    cites: ["wenzhou-script#现场"],
    certain: Contradiction,
    overrides: ["PRO067"],
    page: "no_visit_without_remote_way.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let none = declared(item).is_some_and(|visits| visits.count == Some(0));
    let window_only = !item.handling_forms.is_empty()
        && (item.handling_forms.iter()).all(|form| *form == HandlingForm::Window);
    if !none || item.online != Some(false) || !window_only || goes_remotely(item) {
        return;
    }
    let online = cx.here(path!["online"]);
    cx.report(Diagnostic::at(path!["guide", "visits", "count"]).related(
        online,
        Text::new("写明不能网办", "it cannot be done online"),
    ));
}

/// Whether something else lets the applicant stay at home.
fn goes_remotely(item: &ServiceItem) -> bool {
    let guide = item.guide.as_ref();
    let offered = |offer: Option<&Offer>| {
        offer.is_some_and(|offer| offer.available == Some(true) || offer.way.is_some())
    };
    let near = |kind: &ChannelKind| matches!(kind, ChannelKind::Hall | ChannelKind::Hotline);
    offered(guide.and_then(|guide| guide.courier.as_ref()))
        || offered(guide.and_then(|guide| guide.assistance.as_ref()))
        || (item.channels.iter()).any(|channel| !channel.kind.as_ref().is_some_and(near))
}
