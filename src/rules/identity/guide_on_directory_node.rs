use super::helpers::base;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Guide, ServiceItem};

rule! {
    "IDN044", "guide-on-directory-node", Warning, Item(check),
    summary: ("目录节点上挂了办事指南", "a directory node carries a guide"),
    message: ("{code}以“00Y”结尾，是下设子项的目录节点，却有办事指南", "{code} ends in 00Y, a directory node with sub-items, yet it carries a guide"),
    help: ("把指南移到具体的子项上，用子项的编码发布", "move the guide to the sub-item it is for, under that item's code"),
    rows: ["D1", "A4"],
    source: "GB/T 39554.1-2020 编码规则",
    page: "guide_on_directory_node.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item
        .guide
        .as_ref()
        .is_none_or(|guide| *guide == Guide::default())
    {
        return;
    }
    let Some((path, code)) = base(item) else {
        return;
    };
    if code.parts().is_ok_and(|parts| parts.is_directory_node) {
        cx.report(Diagnostic::at(path).with("code", code.as_str()));
    }
}
