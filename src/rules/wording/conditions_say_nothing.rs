use std::borrow::Cow;

use super::condition_name::{defines, is_nearly_name, names_audience, repeats};
use super::condition_pointer::{points_at_conditions, points_at_document, points_at_notice};
use super::condition_shape::Shape;
use crate::analysis::nature::is_of_office;
use crate::analysis::said::{Duty, duties, hollow};
use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{is_longer, without_brackets};
use crate::value::citation;

rule! {
    "TXT020", "conditions-say-nothing", Warning, Item(check),
    summary: ("受理条件没有说要满足什么", "the conditions do not say what must be met"),
    message: ("受理条件只写了“{text}”，{what}", "the conditions only say “{text}”: {what}"),
    help: ("写明什么人、满足哪些条件可以办：{how}", "say who may apply and which conditions they must meet: {how}"),
    requirements: [A1, B3, B4],
    cites: ["licence-law#32"],
    own: (
        "条件不说要满足什么，看不出自己符不符合",
        "conditions that say nothing do not tell applicants whether they qualify",
    ),
    overrides: ["TXT012", "TXT021", "TXT031"],
    page: "conditions_say_nothing.md",
}

/// Maximum length of empty conditions, in characters; longer ones also state something.
const MAX_TEXT_CHARS: usize = 400;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        if node.kind != TextKind::Condition {
            continue;
        }
        let Some(shape) = shape(node, item, cx) else {
            continue;
        };
        let (what, how) = shape.problem_and_advice();
        let found = Diagnostic::at(node.path())
            .with("text", node.text.trim())
            .with("what", what)
            .with("how", how)
            .hint_unless(is_certain(shape, cx));
        // Only the law on licensing asks for complete papers in every application.
        cx.report(match shape {
            Shape::General => found,
            _ => found.citing(&[]),
        });
    }
}

/// Whether applicants certainly miss a condition. Those who only look something up need not meet any, when and
/// where to apply may be all there is, and what only the office does may have no applicant.
fn is_certain(shape: Shape, cx: &Context<'_>) -> bool {
    match shape {
        Shape::Cites => true,
        Shape::WhereToTurn | Shape::OfOffice => false,
        _ => !cx.nature().is_passive(),
    }
}

fn shape(node: &TextNode<'_>, item: &ServiceItem, cx: &Context<'_>) -> Option<Shape> {
    let text = node.text.trim();
    if is_longer(text, MAX_TEXT_CHARS) {
        return None;
    }
    let names = [Some(&item.name), item.catalogue_name.as_ref()];
    // A bracket after the name may contain the conditions.
    let names = names.into_iter().flatten();
    let names: Vec<Cow<'_, str>> = names.map(|name| without_brackets(name)).collect();
    let hollow = hollow(text, &names);
    if hollow.is_some() && !citation::mentions(text).is_empty() {
        return Some(Shape::Cites);
    }
    // A colon that announces nothing is reported by another rule.
    if text.ends_with(['：', ':']) {
        return None;
    }
    if let Some(hollow) = hollow {
        return Some(if hollow.is_name || repeats(text, &names) {
            Shape::Name
        } else if points_at_notice(text) {
            Shape::Notice
        } else {
            Shape::General
        });
    }
    if points_at_document(text) {
        return Some(Shape::Cites);
    }
    if points_at_notice(text) {
        return Some(Shape::Notice);
    }
    if is_nearly_name(text, &names) {
        return Some(Shape::Name);
    }
    if defines(text, &names) {
        return Some(Shape::Defines);
    }
    // 所有用电客户 says that there is no other condition.
    if names_audience(text, &names) && !text.contains("所有") {
        return Some(Shape::Audience);
    }
    if points_at_conditions(text) {
        return Some(Shape::General);
    }
    if cx.nature().is_passive() || is_of_office(item.item_type.as_ref()) {
        return None;
    }
    let mut acts = Vec::new();
    for duty in duties(text, node.hits) {
        if duty == Duty::Subject {
            return None;
        }
        acts.push(duty);
    }
    let has = |duty: Duty| acts.contains(&duty);
    if acts.is_empty() {
        return None;
    }
    Some(if has(Duty::Office) {
        Shape::OfOffice
    } else if has(Duty::Turn) {
        Shape::WhereToTurn
    } else {
        Shape::General
    })
}
