use super::helpers::report_without_address;
use crate::compare::is_online;
use crate::engine::{Context, rule};
use crate::model::{Channel, ServiceItem};
use crate::prose::says_something;
use crate::vocabulary::ChannelKind;

rule! {
    "CHN081", "site-without-address", Warning, Item(check),
    summary: ("网站渠道没有写网址", "a site among the channels without an address"),
    message: ("{channel}没有写这一事项的网址", "{channel} has no address for this item"),
    help: ("写上直达这一事项的网址；这个网站上没有这一事项的，删去这个渠道", "give the address that leads to this item, or drop the channel"),
    requirements: [C3, C4],
    own: ("没有网址就进不去", "without an address nobody gets in"),
    certain: Presence,
    page: "site_without_address.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let linked = |channel: &&Channel| says_something(channel.url.as_deref());
    let online = |channel: &&Channel| channel.kind.as_ref().is_some_and(is_online);
    // Where no online channel has an address, that is one finding about the item.
    if !item
        .channels
        .iter()
        .filter(online)
        .any(|channel| linked(&channel))
    {
        return;
    }
    for (at, channel) in item.channels.iter().enumerate() {
        let site = matches!(
            channel.kind,
            Some(ChannelKind::Portal | ChannelKind::DepartmentSite)
        );
        if !site || linked(&channel) {
            continue;
        }
        report_without_address(channel, at, cx);
    }
}
