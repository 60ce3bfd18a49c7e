use std::cell::OnceCell;

use super::near_copy::{self, CRITERIA, NamedStep, named_step};
use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::text_key;
use crate::words;

rule! {
    "TXT042", "same-text-in-elements", Hint, Item(check),
    summary: ("几个要素写的是同一段话", "several elements have the same text"),
    message: ("{element}与{other}{alike}", "{element} and {other} have {alike}"),
    help: ("{element}另写：{how}；不该写在{other}里的，从那里删去", "rewrite {element}: {how}; delete from {other} what does not belong there"),
    requirements: [B4],
    own: (
        "一段话复制到几处，总有一处不是它该有的内容",
        "when one text is copied to several elements, at least one lacks its own content",
    ),
    page: "same_text_in_elements.md",
}

/// A shorter text may well be the same by right.
const MAX_SHORT_CHARS: usize = 40;

/// Two steps examine the same in fewer characters if it is only that the papers are complete.
const MAX_SHORT_CRITERIA_CHARS: usize = 12;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // A channel may repeat the guide; a law and a translation are another matter.
    let looked_at = |piece: &&TextNode<'_>| {
        let long = piece.stats.chars > MAX_SHORT_CHARS
            || piece.kind == TextKind::Step
                && piece.stats.chars > MAX_SHORT_CRITERIA_CHARS
                && piece.key == CRITERIA;
        long && piece.is_own
            && (piece.kind.is_prose() || piece.kind == TextKind::Optional)
            && piece.kind != TextKind::BasisText
    };
    let mut long: Vec<&TextNode<'_>> = cx.texts().iter().filter(looked_at).collect();
    // Only texts of the same characters can be the same.
    long.sort_by_key(|piece| piece.stats.sum);
    let mut all: Vec<Vec<&TextNode<'_>>> = Vec::new();
    for alike in long.chunk_by(|a, b| a.stats.sum == b.stats.sum) {
        if alike.len() > 1 {
            all.extend(copies(alike));
        }
    }
    for places in all {
        report(item, &places, SAME, cx);
        // Beside another element, the steps copy from each other as well.
        let steps: Vec<_> = (places.iter().copied())
            .filter(|piece| piece.key == CRITERIA && piece.kind == TextKind::Step)
            .collect();
        if steps.len() > 1 && steps.len() < places.len() {
            report(item, &steps, SAME, cx);
        }
    }
    for pair in near_copy::pairs(&long) {
        report(item, &pair, near_copy::NEARLY, cx);
    }
}

const SAME: Text = Text::new("文字相同", "the same text");

/// The texts by what they say, each group in the order of the item.
fn copies<'p, 'a>(alike: &[&'p TextNode<'a>]) -> Vec<Vec<&'p TextNode<'a>>> {
    let mut known: Vec<(&str, OnceCell<String>, Vec<&TextNode<'_>>)> = Vec::new();
    for &piece in alike {
        let key = OnceCell::new();
        // A copy is nearly always the same in every mark, and needs no key.
        let same = |text: &str, own: &OnceCell<String>| {
            text == piece.text
                || own.get_or_init(|| text_key(text)) == key.get_or_init(|| text_key(piece.text))
        };
        match known.iter_mut().find(|(text, own, _)| same(text, own)) {
            Some((.., places)) => places.push(piece),
            None => known.push((piece.text, key, vec![piece])),
        }
    }
    known.into_iter().map(|(.., places)| places).collect()
}

/// One finding for one text, at the first place that is another element than the first, or the
/// criteria of another step.
fn report(item: &ServiceItem, places: &[&TextNode<'_>], alike: Text, cx: &mut Context<'_>) {
    let Some(first) = places.first() else {
        return;
    };
    let step = |piece: &TextNode<'_>| named_step(item, piece);
    let own_step = step(first);
    let unlike = (places.iter())
        .find(|piece| piece.kind != first.kind)
        .or_else(|| {
            let also = |piece: &&&TextNode<'_>| {
                step(piece).is_some_and(|at| Some(&at) != own_step.as_ref())
            };
            own_step.as_ref().and_then(|_| places.iter().find(also))
        });
    let Some(other) = unlike else { return };
    let path = other.path();
    // The standard of one review may well be the conditions.
    if places.len() == 2
        && (first.kind, other.kind) == (TextKind::Condition, TextKind::Step)
        && other.key == CRITERIA
    {
        return;
    }
    // A decision is not taken by how the application is taken in.
    let (other_step, stages) = (step(other), cx.stages());
    let decides = |at: &NamedStep| stages.only_decides(at.at);
    let certain = other_step.as_ref().is_some_and(decides)
        && (words::TAKEN_IN.occurs_in(other.text)
            || own_step.as_ref().is_some_and(|at| !decides(at)));
    let label =
        |at: Option<NamedStep>, piece: &TextNode<'_>| at.map_or(piece.label(), |at| at.label);
    let mut found = Diagnostic::at(path.clone())
        .with("alike", alike)
        .with("how", near_copy::own_content(other))
        .with("element", label(other_step, other))
        .with("other", label(own_step, first));
    for place in places.iter().map(|piece| piece.path()) {
        if place != path {
            let label = Text::new("同样的文字", "the same text");
            found = found.related(cx.here(place), label);
        }
    }
    cx.report(if certain {
        found.severity(Severity::Warning)
    } else {
        found
    });
}
