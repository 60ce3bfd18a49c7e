use super::helpers::channel_name;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;

rule! {
    "CHN066", "hand-over-without-single-sign-on", Warning, Item(check),
    summary: ("跳转到别的网站，没有单点登录", "redirected to another site without single sign-on"),
    message: ("{channel}跳转到{site}，{sign_on}", "{channel} redirects to {site}, {sign_on}"),
    help: ("对接单点登录，并写明已经对接", "connect single sign-on and say that it is connected"),
    requirements: [C3],
    cites: ["gbh-2017-115#2", "exchange-schema#is_single_login"],
    certain: Contradiction,
    page: "hand_over_without_single_sign_on.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, channel) in item.channels.iter().enumerate() {
        let site = channel
            .hands_over_to
            .as_deref()
            .filter(|site| !is_filler(site));
        let Some(site) = site else { continue };
        // Another rule reports the more serious fault of a second registration.
        if channel.registers_again == Some(true) || channel.single_sign_on == Some(true) {
            continue;
        }
        let found = |path| {
            Diagnostic::at(path)
                .with("channel", channel_name(channel, at))
                .with("site", clip(site))
        };
        if channel.single_sign_on.is_some() {
            let sign_on = Text::new("没有对接单点登录", "without single sign-on");
            cx.report(found(path!["channels", at, "single_sign_on"]).with("sign_on", sign_on));
        } else {
            let sign_on = Text::new(
                "没有写是否对接单点登录",
                "without saying whether single sign-on is supported",
            );
            let found = found(path!["channels", at, "hands_over_to"]).with("sign_on", sign_on);
            cx.report(found.severity(Severity::Hint));
        }
    }
}
