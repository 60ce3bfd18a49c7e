use super::entry::report;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::value::url::LinkFault;

rule! {
    "CHN058", "session-token-in-entry-address", Warning, Item(check),
    summary: ("入口网址带有登录会话", "an entry address that contains a login session"),
    message: ("{channel}的入口{fault}：{url}", "the entry of {channel} {fault}: {url}"),
    help: ("整改办法：{help}", "correct the address: {help}"),
    requirements: [C3, C4],
    own: ("会话一过期，网址就打不开", "the address stops working when the session expires"),
    certain: Format,
    page: "session_token_in_entry_address.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    report(&[LinkFault::SessionToken], item, cx);
}
