use super::helpers::base;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Guide, ServiceItem};

rule! {
    "IDN044", "guide-on-directory-node", Warning, Item(check),
    summary: ("目录节点上挂了办事指南", "a directory node with a guide"),
    message: ("{code}以“00Y”结尾，是下设子项的目录节点，却有办事指南", "{code} ends in 00Y, which marks a directory node with sub-items, but it has a guide"),
    help: ("把指南移到具体的子项上，用子项的编码发布", "move the guide to the sub-item it belongs to, under that item's code"),
    requirements: [D1, A4],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is taken from public implementations; the text of the standard was not checked",
    ),
    certain: Structure,
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
    let Some((path, code)) = base(item, cx) else {
        return;
    };
    if code.parts().is_ok_and(|parts| parts.is_directory_node) {
        cx.report(Diagnostic::at(path).with("code", code.as_str()));
    }
}
