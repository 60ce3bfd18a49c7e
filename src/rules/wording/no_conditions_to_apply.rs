use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;
use crate::vocabulary::ItemType;
use crate::words;

rule! {
    "TXT136", "no-conditions-to-apply", Hint, Item(check),
    summary: ("受理条件只写“无”", "the conditions only say “none”"),
    message: ("受理条件只写“{text}”，{why}", "the conditions only say “{text}”: {why}"),
    help: ("写明什么人、满足哪些条件可以办；确实谁都可以办的，写“无条件限制”", "say who may apply and which conditions they must meet; if anyone may, say so explicitly"),
    requirements: [A1],
    own: ("一个“无”字，分不出是没有条件还是没有填", "a bare “none” may mean that there are no conditions or that nothing was filled in"),
    page: "no_conditions_to_apply.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let Some(text) = guide.conditions.as_deref().map(str::trim) else {
        return;
    };
    // 无条件限制 is an answer; 无 may be a field no one filled in.
    if text.is_empty() || text.len() > 12 || !is_filler(text.trim_end_matches('。')) {
        return;
    }
    // A report that is published is read, not handed in.
    let published = ["年度报告", "调查报告", "工作报告"]
        .iter()
        .any(|end| item.name.ends_with(end));
    let name = item.name.trim_end_matches(['）', ')']);
    let why = if !guide.materials.is_empty() {
        Text::new("却要交申请材料", "materials must be submitted")
    } else if !matches!(item.item_type, None | Some(ItemType::PublicService)) {
        Text::new(
            "却是要审批、认定或评选的事项",
            "the item needs approval, recognition or selection",
        )
    } else if !published && !cx.nature().is_passive() && words::HANDED_IN_ENDING.ends(name) {
        Text::new(
            "名称说的却是要申请、参加的事",
            "its name is about applying or taking part",
        )
    } else {
        Text::new(
            "看不出是谁都可以办，还是没有填",
            "it is not clear whether anyone may apply or nothing was filled in",
        )
    };
    cx.report(
        Diagnostic::at(path!["guide", "conditions"])
            .with("text", text)
            .with("why", why),
    );
}
