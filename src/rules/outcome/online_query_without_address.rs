use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;
use crate::vocabulary::{ChannelKind, QueryWay};

rule! {
    "OUT021", "online-query-without-address", Hint, Item(check),
    summary: ("可以网上查进度，却没有网址", "progress can be looked up online, but no address is given"),
    message: ("办理进度可以网上查询，没有写到哪个网站查", "progress can be looked up online, but nothing says on which website"),
    help: ("写明查询网址（guide.progress.url）或在哪个平台的哪一栏查", "give the address (guide.progress.url), or name the platform and the page"),
    requirements: [A11],
    own: ("写着网上查询，就要有网址", "an online query needs an address"),
    certain: Presence,
    page: "online_query_without_address.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(progress) = item.progress() else {
        return;
    };
    let at = progress
        .ways
        .iter()
        .position(|way| *way == QueryWay::Online);
    let told = says_something(progress.url.as_deref()) || says_something(progress.note.as_deref());
    let site = item.channels.iter().any(|channel| {
        let kind = matches!(
            channel.kind,
            Some(ChannelKind::Portal | ChannelKind::DepartmentSite)
        );
        kind && says_something(channel.url.as_deref())
    });
    if let Some(at) = at.filter(|_| !told && !site) {
        cx.report(Diagnostic::at(path!["guide", "progress", "ways", at]));
    }
}
