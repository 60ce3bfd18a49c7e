use super::helpers::{channel_name, names_no_system};
use crate::compare::{clip, is_online};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::value::url::host;

rule! {
    "CHN116", "entry-on-foreign-host", Hint, Item(check),
    summary: ("政府部门的事项跳到非政府网站", "an office's entry on a site that is not a government's"),
    message: ("{channel}的入口在{host}，不是政府网站，办理系统一栏也没有说是谁的网站", "the entry of {channel} is at {host}, which is no government site, and the handling system does not say whose it is"),
    help: ("换成政务服务网的入口；确由别的单位办理的，写明是哪个单位的什么系统", "link to the government portal, or name the body and system that handles it"),
    rows: ["C3"],
    source: "国务院办公厅 政府网站发展指引：政府网站使用 gov.cn 域名",
    page: "entry_on_foreign_host.md",
}

/// What names of government departments end in.
const OFFICES: &[&str] = &[
    "厅",
    "局",
    "政府",
    "办公室",
    "改革委员会",
    "健康委员会",
    "管理委员会",
    "事务委员会",
];

/// Ends of hosts that governments, public institutions and schools have.
const PUBLIC: &[&str] = &[
    "gov.cn", "政务", "公益", "mil.cn", "edu.cn", "org.cn", "ac.cn", "org",
];

/// Sites that ministries have handed a nationwide service to.
const NATIONAL: &[&str] = &[
    "12333.cn",
    "12306.cn",
    "agri.cn",
    "chsi.com.cn",
    "cpta.com.cn",
    "neea.cn",
    "cltt.org",
    "gsxt.cn",
    "ccopyright.com.cn",
    "95598.cn",
    "unionpay.com",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let office = (item.authority.as_ref()).and_then(|body| body.name.as_deref());
    let unnamed = (item.handling_system.as_deref()).is_none_or(names_no_system);
    if !unnamed || !office.is_some_and(|name| OFFICES.iter().any(|end| name.trim().ends_with(end)))
    {
        return;
    }
    for (at, channel) in item.channels.iter().enumerate() {
        let web = channel.kind.as_ref().is_none_or(is_online);
        let Some(host) = channel.url.as_deref().filter(|_| web).and_then(host) else {
            continue;
        };
        let under = |end: &&str| {
            (host.strip_suffix(*end)).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        };
        // A bare number is another finding.
        let named = host.contains(|c: char| c.is_alphabetic());
        // The hotline's number in a name, and an article, which is another finding.
        let other = host.contains("12333") || host == "mp.weixin.qq.com";
        if named && !other && !PUBLIC.iter().chain(NATIONAL).any(under) {
            cx.report(
                Diagnostic::at(path!["channels", at, "url"])
                    .with("channel", channel_name(channel, at))
                    .with("host", clip(&host)),
            );
        }
    }
}
