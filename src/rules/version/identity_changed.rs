use super::helpers::{code, was_retired};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Body, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::prose::similarity;

rule! {
    "VER020", "identity-changed", Warning, Item(check),
    summary: ("同一编码换成了另一件事", "one code now stands for another item"),
    message: ("编码{code}的{element}原来是“{old}”，现在是“{new}”", "the {element} of code {code} was “{old}” and is “{new}” now"),
    help: ("是另一件事的，编新码，原来的编码取消；是同一件事改错了的，恢复原来的", "give another item a code of its own and cancel the old one; restore what was changed by mistake"),
    requirements: [D1, D4],
    cites: ["gbt39046#4-codes"],
    certain: Contradiction,
    page: "identity_changed.md",
}

/// Minimum similarity of two names of the same matter.
const MIN_SIMILARITY: f64 = 0.5;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(previous) = cx.previous() else {
        return;
    };
    // A retired code that is used again has a rule of its own.
    let Some((_, code)) = code(item).filter(|_| !was_retired(&previous)) else {
        return;
    };
    let old = &previous.item;
    let mut report = |path: Path, element: Text, words: [Argument; 2], certain: bool| {
        let [was, is] = words;
        cx.report(
            Diagnostic::at(path)
                .with("code", code)
                .with("element", element)
                .with("old", was)
                .with("new", is)
                .hint_unless(certain),
        );
    };
    if let (Some(was), Some(is)) = (&old.item_type, &item.item_type)
        && was != is
    {
        let element = Text::new("事项类型", "item type");
        report(path!["item_type"], element, [was.into(), is.into()], true);
    }
    if let (Some(was), Some(is)) = (&old.authority, &item.authority)
        && let Some(certain) = other_body_certainty(was, is)
    {
        let element = Text::new("实施主体", "authority");
        let body_name = |body: &Body| body.name.clone().unwrap_or_default().into();
        report(
            path!["authority"],
            element,
            [body_name(was), body_name(is)],
            certain,
        );
    }
    // A reworded name still names the same matter.
    if similarity(&old.name, &item.name) < MIN_SIMILARITY {
        let element = Text::new("名称", "name");
        let words = [old.name.as_str().into(), item.name.as_str().into()];
        report(path!["name"], element, words, false);
    }
}

/// Whether it is certain that the authority is another body; `None` if it is the same. A body with another name
/// but the same code is the same.
fn other_body_certainty(old: &Body, new: &Body) -> Option<bool> {
    if let (Some(was), Some(is)) = (&old.credit_code, &new.credit_code) {
        return (was != is).then_some(true);
    }
    let (was, is) = (old.name.as_ref()?, new.name.as_ref()?);
    (similarity(was, is) < MIN_SIMILARITY).then_some(false)
}
