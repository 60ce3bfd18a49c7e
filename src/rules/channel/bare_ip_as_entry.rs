use super::entry::report;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::value::url::LinkFault;

rule! {
    "CHN060", "bare-ip-as-entry", Warning, Item(check),
    summary: ("入口网址是IP地址", "an entry address that is a bare IP address"),
    message: ("{channel}的入口{fault}：{url}", "the entry of {channel} {fault}: {url}"),
    help: ("整改办法：{help}", "correct the address: {help}"),
    requirements: [C3, C4],
    own: (
        "IP地址看不出是谁的网站，换机就失效",
        "an IP address does not show whose site it is and breaks when the server changes",
    ),
    certain: Format,
    page: "bare_ip_as_entry.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    report(&[LinkFault::BareIp], item, cx);
}
