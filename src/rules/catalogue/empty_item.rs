use crate::dialect::is_of_group;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Guide, ServiceItem};
use crate::path;
use crate::prose::is_blank;
use crate::vocabulary::ItemStatus;

rule! {
    "CAT040", "empty-item", Error, Item(check),
    summary: ("事项只有名称，没有内容", "an item with nothing but a name"),
    message: ("“{name}”只有名称和编码，没有任何办事内容", "“{name}” has only a name and codes; there is nothing an applicant could use"),
    help: ("填写办事指南；还没有准备好的，先不发布", "write the guide, or do not publish the item yet"),
    requirements: [A4],
    cites: ["site-check-2017q2#空栏目"],
    certain: Presence,
    page: "empty_item.md",
}

/// Whether the item has content in its extensions, which the reader could not assign to an element.
fn has_unassigned_content(item: &ServiceItem) -> bool {
    let mut kept = item.extensions.iter();
    kept.any(|(key, value)| !is_of_group(key) && !value.is_null())
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let is_empty_guide =
        |guide: Option<&Guide>| guide.is_none_or(|guide| *guide == Guide::default());
    let node = item
        .base_code
        .as_ref()
        .is_some_and(|code| code.parts().is_ok_and(|parts| parts.is_directory_node));
    let nothing = is_empty_guide(item.guide.as_ref())
        && item
            .channels
            .iter()
            .all(|channel| is_empty_guide(channel.says.as_deref()) && channel.url.is_none())
        && item.legal_basis.is_empty()
        && item.summary.is_none()
        && !has_unassigned_content(item);
    let cancelled = item.status == Some(ItemStatus::Cancelled);
    if nothing && !node && !cancelled && !is_blank(&item.name) {
        cx.report(Diagnostic::at(path!["name"]).with("name", item.name.as_str()));
    }
}
