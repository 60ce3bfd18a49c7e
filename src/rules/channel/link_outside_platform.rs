use super::helpers::channel_name;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, Subject, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::value::url::{fault, host};

rule! {
    "CHN092", "link-outside-platform", Warning, Item(check),
    summary: ("渠道的网址不在它所属的平台上", "a channel whose address is not on its platform"),
    message: ("{channel}的网址在{host}，所属平台“{platform}”在{site}", "the address of {channel} is on {host}, but its platform “{platform}” is on {site}"),
    help: ("换成平台上这一事项的网址；要转到别的网站办的，写明转到哪里", "give the item's address on the platform; if another site takes over, say which"),
    requirements: [C3, E5],
    cites: ["press-2017#跳转", "gbh-2017-115#2"],
    certain: Structure,
    page: "link_outside_platform.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let platforms = &cx.settings.platforms;
    for (at, channel) in item.channels.iter().enumerate() {
        let (Some(word), Some(url)) = (&channel.platform, &channel.url) else {
            continue;
        };
        let known = platforms
            .iter()
            .enumerate()
            .find(|(_, platform)| platform.id == *word || platform.name.as_deref() == Some(word));
        let Some((index, platform)) = known else {
            continue;
        };
        let site = platform.url.as_deref().and_then(host);
        let (Some(host), Some(site)) = (host(url), site) else {
            continue;
        };
        // Another rule reports unusable addresses.
        let faulty = fault(url).is_some_and(|fault| !fault.leads_nowhere());
        if faulty || channel.hands_over_to.is_some() || is_same_site(&host, &site) {
            continue;
        }
        let place = Subject {
            path: path!["platforms", index, "url"],
            ..Subject::default()
        };
        let found = Diagnostic::at(path!["channels", at, "url"])
            .with("channel", channel_name(channel, at))
            .with("host", clip(&host))
            .with("platform", platform.name.as_deref().unwrap_or(&platform.id))
            .with("site", clip(&site))
            .related(place, Text::new("平台的网址", "the platform's address"));
        cx.report(found);
    }
}

/// Whether two hosts belong to one site, such as fcg.zwfw.example.gov.cn and zwfw.example.gov.cn.
fn is_same_site(a: &str, b: &str) -> bool {
    let without_www = |host: &str| host.trim_start_matches("www.").to_owned();
    let (a, b) = (without_www(a), without_www(b));
    let is_within = |inner: &str, outer: &str| {
        inner
            .strip_suffix(outer)
            .is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
    };
    is_within(&a, &b) || is_within(&b, &a)
}
