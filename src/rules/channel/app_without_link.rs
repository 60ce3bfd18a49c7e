use super::helpers::report_without_address;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::prose::says_something;
use crate::vocabulary::ChannelKind;

rule! {
    "CHN080", "app-without-link", Hint, Item(check),
    summary: ("移动端没有写网址", "an app without a link"),
    message: ("{channel}没有写网址或下载地址", "{channel} has no link"),
    help: ("写上下载地址、二维码网址或小程序链接", "give the link to download or open it"),
    requirements: [C5],
    own: ("没有网址就进不去", "without an address nobody gets in"),
    certain: Presence,
    page: "app_without_link.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, channel) in item.channels.iter().enumerate() {
        let app = matches!(
            channel.kind,
            Some(ChannelKind::MobileApp | ChannelKind::WeChat | ChannelKind::Alipay)
        );
        let linked = says_something(channel.url.as_deref());
        // The platform it belongs to has its address in the catalogue.
        if !app || linked || channel.platform.is_some() {
            continue;
        }
        report_without_address(channel, at, cx);
    }
}
