use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;
use crate::vocabulary::{HandlingForm, QueryWay};

rule! {
    "OUT025", "online-case-without-online-query", Hint, Item(check),
    summary: ("网上能办，进度却不能网上查", "handled online, but progress cannot be looked up online"),
    message: ("办理形式有网上办理，办理进度却只能{ways}", "the handling forms include online, but progress can only be looked up {ways}"),
    help: ("加上网上查询和网址；网上其实查不到的，说明原因", "add the online query with its address; if there is none, give the reason"),
    requirements: [A11],
    cites: ["sc-2016-55#网上办理", "licence-law#33"],
    page: "online_case_without_online_query.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let online = item.handling_forms.contains(&HandlingForm::Online);
    let Some(progress) = item.progress() else {
        return;
    };
    let near = |way: &QueryWay| matches!(way, QueryWay::Telephone | QueryWay::Window);
    if !online || progress.ways.is_empty() || !progress.ways.iter().all(near) {
        return;
    }
    if says_something(progress.url.as_deref()) || says_something(progress.note.as_deref()) {
        return;
    }
    let phone = progress.ways.contains(&QueryWay::Telephone);
    let window = progress.ways.contains(&QueryWay::Window);
    let ways = match (phone, window) {
        (true, true) => Text::new("打电话或到窗口查", "by phone or at the window"),
        (true, false) => Text::new("打电话查", "by phone"),
        _ => Text::new("到窗口查", "at the window"),
    };
    cx.report(Diagnostic::at(path!["guide", "progress", "ways"]).with("ways", ways));
}
