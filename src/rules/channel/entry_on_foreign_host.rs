use super::helpers::{entry_of, names_no_system};
use crate::compare::{clip, is_online};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::value::url::{host, is_below};
use crate::words;

rule! {
    "CHN116", "entry-on-foreign-host", Hint, Item(check),
    summary: ("政府部门的事项跳到非政府网站", "an entry on a non-government site"),
    message: ("{channel}的入口在{host}，不是政府网站，办理系统一栏也没有说是谁的网站", "the entry of {channel} is on {host}, which is not a government site, and the handling system does not say whose it is"),
    help: ("换成政务服务网的入口；确由别的单位办理的，写明是哪个单位的什么系统", "link to the entry on the government portal; if another body handles the item, name the body and its system"),
    requirements: [C3],
    cites: ["site-guide-2017#域名"],
    page: "entry_on_foreign_host.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let office = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref());
    let unnamed = item.handling_system.as_deref().is_none_or(names_no_system);
    if !unnamed || !office.is_some_and(|name| words::DEPARTMENT_ENDING.ends(name.trim())) {
        return;
    }
    for (at, channel) in item.channels.iter().enumerate() {
        let web = channel.kind.as_ref().is_none_or(is_online);
        let Some(host) = channel.url.as_deref().filter(|_| web).and_then(host) else {
            continue;
        };
        // Another rule reports bare IP addresses.
        let is_domain_name = host.contains(|c: char| c.is_alphabetic());
        // Hosts named after the hotline 12333 are official; another rule reports WeChat articles.
        let other = host.contains("12333") || host == "mp.weixin.qq.com";
        if is_domain_name
            && !other
            && !is_below(&host, cx.words(&words::PUBLIC_HOST))
            && !is_below(&host, cx.words(&words::NATIONAL_HOST))
        {
            cx.report(
                Diagnostic::at(path!["channels", at, "url"])
                    .with("channel", entry_of(channel.called(), at))
                    .with("host", clip(&host)),
            );
        }
    }
}
