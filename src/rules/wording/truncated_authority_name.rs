use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "TXT076", "truncated-authority-name", Hint, Item(check),
    summary: ("正文里的单位名称少了“省”“市”", "the authority's name lacks its province or city"),
    message: ("{element}里写“{short}”，实施主体的名称是“{name}”", "the authority is called “{short}” in {element}, but its name is “{name}”"),
    help: ("写实施主体的全称，或者规范的简称", "write the authority's full name, or its official short form"),
    requirements: [D1],
    own: ("单位名称不全，找不到是哪一家", "a body with an incomplete name cannot be told from others"),
    page: "truncated_authority_name.md",
}

/// Minimum length of the body's name, in characters, at which place and body cannot be other words.
const MIN_BODY_CHARS: usize = 3;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(name) = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref())
    else {
        return;
    };
    let name = name.trim();
    let Some((place, body)) = name.split_once('省').or_else(|| name.split_once('市')) else {
        return;
    };
    // 省 and 市 may belong to the body: 某县城市管理局.
    let known = (2..=3).contains(&place.chars().count()) && body.chars().count() >= MIN_BODY_CHARS;
    if !known || place.ends_with(['城', '本', '全', '县']) || body.contains(['市', '县']) {
        return;
    }
    let short = format!("{place}{body}");
    for node in cx.texts() {
        if matches!(
            node.kind,
            TextKind::Translation | TextKind::BasisName | TextKind::BasisText
        ) || node.text.len() < short.len()
            || !node.text.contains(&short)
        {
            continue;
        }
        let there = cx.here(path!["authority", "name"]);
        let label = Text::new("实施主体", "the authority");
        cx.report(
            Diagnostic::at(node.path())
                .with("element", node.label())
                .with("short", short.as_str())
                .with("name", name)
                .quoting(short.as_str())
                .related(there, label),
        );
        return;
    }
}
