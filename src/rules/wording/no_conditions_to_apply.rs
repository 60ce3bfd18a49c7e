//! Conditions that are a bare “none”.

use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;
use crate::vocabulary::ItemType;
use crate::words;

rules! {
    all {
        requirements: [A1],
        page: "no_conditions_to_apply.md",
    }
    "TXT136", "no-conditions-to-apply", Warning, Item(applied),
        summary: ("受理条件只写“无”", "the conditions only say “none”"),
        message: ("受理条件只写“{text}”，{why}", "the conditions only say “{text}”: {why}"),
        help: ("写明什么人、满足哪些条件可以办；确实谁都可以办的，写“无条件限制”", "say who may apply and which conditions they must meet; if anyone may, say so explicitly"),
        own: ("一个“无”字，分不出是没有条件还是没有填", "a bare “none” may mean that there are no conditions or that nothing was filled in");
    "TXT138", "no-conditions-to-look-up", Hint, Item(looked_up),
        summary: ("查询、展示类事项的受理条件只写“无”", "the conditions of something to look up only say “none”"),
        message: ("受理条件只写“{text}”，看不出是不设条件，还是漏填", "the conditions only say “{text}”, which leaves open whether anyone may look or nothing was filled in"),
        help: ("面向所有人的，写“无条件限制”；限于什么人的，写明什么人", "if anyone may look, say so explicitly; if not, say who may"),
        own: ("一个“无”字，分不出是谁都可以看还是没有填", "a bare “none” may mean that anyone may look or that nothing was filled in"),
        certain: Required;
}

fn applied(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(text) = bare_none(item) else { return };
    let why = why_not(item, cx);
    if why.is_none() && cx.nature().is_passive() {
        return;
    }
    let open = Text::new(
        "看不出是谁都可以办，还是没有填",
        "it is not clear whether anyone may apply or nothing was filled in",
    );
    cx.report(
        Diagnostic::at(path!["guide", "conditions"])
            .with("text", text)
            .with("why", why.unwrap_or(open))
            .hint_unless(why.is_some()),
    );
}

fn looked_up(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(text) = bare_none(item) else { return };
    if cx.nature().is_passive() && why_not(item, cx).is_none() {
        cx.report(Diagnostic::at(path!["guide", "conditions"]).with("text", text));
    }
}

/// The conditions, if they only consist of a filler such as 无, which may be a field that nobody filled in;
/// 无条件限制 is an answer.
fn bare_none(item: &ServiceItem) -> Option<&str> {
    let text = item.guide.as_ref()?.conditions.as_deref()?.trim();
    let short = !text.is_empty() && text.len() <= 12;
    (short && is_filler(text.trim_end_matches('。'))).then_some(text)
}

/// Whether by its name the item is about looking up public information, whatever papers are asked for.
fn looked_up_by_name(item: &ServiceItem) -> bool {
    ["查询", "查阅", "查看", "公开信息"]
        .iter()
        .any(|word| item.name.contains(word))
}

/// The sign that there must be conditions.
fn why_not(item: &ServiceItem, cx: &Context<'_>) -> Option<Text> {
    // A published report is read, not handed in.
    let published = ["年度报告", "调查报告", "工作报告"]
        .iter()
        .any(|end| item.name.ends_with(end));
    let name = item.name.trim_end_matches(['）', ')']);
    if looked_up_by_name(item) {
        None
    } else if !item.materials().is_empty() {
        Some(Text::new("却要交申请材料", "materials must be submitted"))
    } else if !matches!(item.item_type, None | Some(ItemType::PublicService)) {
        Some(Text::new(
            "却是要审批、认定或评选的事项",
            "the item needs approval, recognition or selection",
        ))
    } else if !published && !cx.nature().is_passive() && words::HANDED_IN_ENDING.ends(name) {
        Some(Text::new(
            "名称说的却是要申请人来办的事",
            "its name is about applying or taking part",
        ))
    } else {
        None
    }
}
