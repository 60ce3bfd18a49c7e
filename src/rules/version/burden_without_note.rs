use super::helpers::{STANDARDS, has_other_basis, is_in, named, semantic};
use crate::diff::{Burden, Change, ChangeKind, PreviousItem};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::i18n::Language::{Chinese, English};
use crate::model::ServiceItem;
use crate::path::PathStep;

rule! {
    "VER040", "burden-up-without-note", Warning, Item(check),
    summary: ("要群众多做的，没有说明", "applicants have to do more, without a note why"),
    message: ("{element}比上一版增加了负担：{change}；设定依据没有变，也没有说明", "{element} asks more of applicants than the previous version: {change}; the legal basis is the same, and there is no note"),
    help: ("改错了的，恢复原来的；确要增加的，写明依据（如时限说明、收费依据、要求提供材料的依据、必须现场办理的原因）", "restore it, or state the reason: a note on the limit, the basis of the fee or material, why a visit is required"),
    requirements: [B5, D4],
    cites: ["business-env#35"],
    certain: Arithmetic,
    page: "burden_without_note.md",
}

/// The notes that, if they are new, explain a greater burden in an element.
const NOTES: &[(&str, &[&str])] = &[
    (
        "guide.time_limit.statutory",
        &["guide.time_limit.statutory_note"],
    ),
    (
        "guide.time_limit.promised",
        &["guide.time_limit.promised_note"],
    ),
    (
        "guide.fees",
        &[
            "guide.fees.basis",
            "guide.fees.items.basis",
            "guide.fees.items.remark",
        ],
    ),
    (
        "guide.materials",
        &[
            "guide.materials.basis",
            "guide.materials.remark",
            "guide.materials.condition",
        ],
    ),
    ("guide.visits", &["guide.visits.reason"]),
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(previous) = cx.previous() else {
        return;
    };
    if has_other_basis(&previous) {
        return;
    }
    // Changed standards have a rule of their own.
    let increases = previous
        .changes
        .iter()
        .filter(|change| change.burden == Burden::Up && change.certain)
        .filter(|change| !STANDARDS.contains(&change.element.as_str()));
    for change in increases {
        if !is_explained(change, &previous) && !explains_itself(change, item) {
            cx.report(
                Diagnostic::at(change.new_path.clone())
                    .with("element", named(change))
                    .with("change", change_argument(change)),
            );
        }
    }
}

/// Whether a note on the same element is new; for an entry of a list, a note on the same entry.
fn is_explained(change: &Change, previous: &PreviousItem) -> bool {
    let notes = NOTES.iter().find(|(element, _)| is_in(change, element));
    notes.is_some_and(|(_, notes)| {
        semantic(previous).any(|note| {
            let is_written = note.kind != ChangeKind::Removed;
            let is_of_it = note.subject.is_none() || note.subject == change.subject;
            is_written && is_of_it && notes.contains(&note.element.as_str())
        })
    })
}

/// Whether the added entry states why it is required.
fn explains_itself(change: &Change, item: &ServiceItem) -> bool {
    let at = change.new_path.steps().iter().find_map(|step| match step {
        PathStep::Index(at) => Some(*at),
        PathStep::Key(_) => None,
    });
    let (ChangeKind::Added, Some(at)) = (change.kind, at) else {
        return false;
    };
    let is_stated =
        |text: &Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    match change.element.as_str() {
        "guide.materials" => item.materials().get(at).is_some_and(|own| {
            [&own.basis, &own.remark, &own.condition]
                .into_iter()
                .any(is_stated)
        }),
        "guide.fees.items" => item
            .fees()
            .and_then(|fees| fees.items.get(at))
            .is_some_and(|own| is_stated(&own.basis) || is_stated(&own.remark)),
        "guide.special_procedures" => item
            .special_procedures()
            .get(at)
            .is_some_and(|own| is_stated(&own.basis) || is_stated(&own.note)),
        "prerequisites" => item
            .prerequisites
            .get(at)
            .is_some_and(|own| is_stated(&own.basis)),
        _ => false,
    }
}

/// The change, for the message.
fn change_argument(change: &Change) -> Argument {
    let nothing = || Argument::Plain(String::new());
    let (old, new) = (
        change.old.clone().unwrap_or_else(nothing),
        change.new.clone().unwrap_or_else(nothing),
    );
    let [(old_zh, old_en), (new_zh, new_en)] =
        [&old, &new].map(|words| (words.get(Chinese), words.get(English)));
    let (zh, en) = match change.kind {
        ChangeKind::Added => (format!("多了{new_zh}"), format!("{new_en} is new")),
        ChangeKind::Removed => (format!("少了{old_zh}"), format!("{old_en} is gone")),
        _ => (
            format!("由{old_zh}改为{new_zh}"),
            format!("{new_en} instead of {old_en}"),
        ),
    };
    Argument::Both { zh, en }
}
