use super::helpers::list;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Body, ServiceItem};
use crate::path;

rule! {
    "PRO071", "several-leads", Warning, Item(check),
    summary: ("牵头部门不止一个", "more than one body leads"),
    message: ("写了{count}个牵头机构：{bodies}", "{count} bodies are said to lead: {bodies}"),
    help: ("只留一个牵头机构，其他的写 leads = false", "let one body lead and write leads = false for the others"),
    rows: ["B7"],
    source: "行政许可法 第二十六条：由一个部门受理并转告有关部门",
    page: "several_leads.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let own = item
        .authority
        .iter()
        .map(|body| (path!["authority", "leads"], body));
    let others = (item.co_authorities.iter().enumerate())
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
