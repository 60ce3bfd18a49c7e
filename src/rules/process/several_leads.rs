use super::helpers::list;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Body, ServiceItem};
use crate::path;

rule! {
    "PRO071", "several-leads", Warning, Item(check),
    summary: ("牵头部门不止一个", "more than one body leads"),
    message: ("写了{count}个牵头机构：{bodies}", "{count} bodies are marked as lead: {bodies}"),
    help: ("只留一个牵头机构，其他的不标牵头（leads = false）", "keep one lead body and unmark the others (leads = false)"),
    requirements: [B7],
    cites: ["licence-law#26"],
    own: (
        "几个都牵头，等于没有牵头；法律没有要求必须指定",
        "several lead bodies are as good as none; the law does not require naming one",
    ),
    certain: Structure,
    page: "several_leads.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let own = item
        .authority
        .iter()
        .map(|body| (path!["authority", "leads"], body));
    let others = item
        .co_authorities
        .iter()
        .enumerate()
        .map(|(at, body)| (path!["co_authorities", at, "leads"], body));
    let leads: Vec<_> = own
        .chain(others)
        .filter(|(_, body)| body.leads == Some(true))
        .collect();
    let name = |body: &Body| body.name.clone().unwrap_or_else(|| "?".to_owned());
    let names: Vec<String> = leads.iter().map(|(_, body)| name(body)).collect();
    if let [_, (second, _), ..] = leads.as_slice() {
        let found = Diagnostic::at(second.clone());
        cx.report(
            found
                .with("count", leads.len())
                .with("bodies", list(&names)),
        );
    }
}
