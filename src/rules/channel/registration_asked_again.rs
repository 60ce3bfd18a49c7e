use super::helpers::channel_name;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;

rule! {
    "CHN064", "registration-asked-again", Warning, Item(check),
    summary: ("跳转到别的网站要重新注册", "redirected to a site that requires registering again"),
    message: ("{channel}跳转到{site}后要重新注册", "{channel} redirects to {site}, which requires registering again"),
    help: ("接入统一身份认证，一次登录到底；不能接入的，不要把它列为本平台的办理入口", "connect it to the unified identity service so that users log in once, or do not list it as an entry"),
    requirements: [C3],
    cites: ["press-2017#跳转", "gbh-2017-115#2"],
    certain: Presence,
    page: "registration_asked_again.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, channel) in item.channels.iter().enumerate() {
        if channel.registers_again != Some(true) {
            continue;
        }
        let site = match channel
            .hands_over_to
            .as_deref()
            .filter(|site| !is_filler(site))
        {
            Some(site) => Argument::Plain(clip(site)),
            None => Text::new("别的网站", "another site").into(),
        };
        cx.report(
            Diagnostic::at(path!["channels", at, "registers_again"])
                .with("channel", channel_name(channel, at))
                .with("site", site),
        );
    }
}
