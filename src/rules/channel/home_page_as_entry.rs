use super::entry::report;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::rules::links::LinkFault;

rule! {
    "CHN062", "home-page-as-entry", Hint, Item(check),
    summary: ("入口只到网站首页", "an entry that is only a front page"),
    message: ("{channel}的入口{fault}：{url}", "the entry of {channel} {fault}: {url}"),
    help: ("整改办法：{help}", "to mend it: {help}"),
    rows: ["C3", "C4"],
    source: "2017年全国检查：网上办理跳转失灵；国务院办公厅 政府网站发展指引",
    page: "home_page_as_entry.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    report(&[LinkFault::HomePage], item, cx);
}
