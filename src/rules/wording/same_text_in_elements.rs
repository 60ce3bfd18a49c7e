use std::cell::OnceCell;

use super::near_copy::{self, CRITERIA, NamedStep, named_step};
use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{is_blank, text_key};
use crate::value::citation::without_citations;
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

/// Maximum length of a text, in characters, that may legitimately be the same in two elements.
const MAX_SHORT_CHARS: usize = 40;

/// Maximum length of criteria, in characters, that may legitimately be the same in two steps, as they only
/// require complete papers.
const MAX_SHORT_CRITERIA_CHARS: usize = 12;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // A channel may repeat the guide, and laws and translations are not compared.
    let looked_at = |node: &&TextNode<'_>| {
        let long = node.stats.chars > MAX_SHORT_CHARS
            || node.kind == TextKind::Step
                && node.stats.chars > MAX_SHORT_CRITERIA_CHARS
                && node.key == CRITERIA;
        long && node.is_own
            && (node.kind.is_prose() || node.kind == TextKind::Optional)
            && node.kind != TextKind::BasisText
    };
    let mut long: Vec<&TextNode<'_>> = cx.texts().iter().filter(looked_at).collect();
    // Only texts with the same sum of characters can be the same.
    long.sort_by_key(|node| node.stats.sum);
    let mut all: Vec<Vec<&TextNode<'_>>> = Vec::new();
    for alike in long.chunk_by(|a, b| a.stats.sum == b.stats.sum) {
        if alike.len() > 1 {
            all.extend(copies(alike));
        }
    }
    for places in all {
        report(item, &places, SAME_TEXT, cx);
        // If one of the elements is not a step, the steps also copy from each other.
        let steps: Vec<_> = places
            .iter()
            .copied()
            .filter(|node| node.key == CRITERIA && node.kind == TextKind::Step)
            .collect();
        if steps.len() > 1 && steps.len() < places.len() {
            report(item, &steps, SAME_TEXT, cx);
        }
    }
    for pair in near_copy::pairs(&long) {
        report(item, &pair, near_copy::NEARLY, cx);
    }
}

const SAME_TEXT: Text = Text::new("文字相同", "the same text");

/// The texts grouped by content, each group in the order of the item.
fn copies<'p, 'a>(alike: &[&'p TextNode<'a>]) -> Vec<Vec<&'p TextNode<'a>>> {
    let mut known: Vec<(&str, OnceCell<String>, Vec<&TextNode<'_>>)> = Vec::new();
    for &node in alike {
        let key = OnceCell::new();
        // Fast path: a copy almost always has the same punctuation, so that no key is needed.
        let same = |text: &str, own: &OnceCell<String>| {
            text == node.text
                || own.get_or_init(|| text_key(text)) == key.get_or_init(|| text_key(node.text))
        };
        match known.iter_mut().find(|(text, own, _)| same(text, own)) {
            Some((.., places)) => places.push(node),
            None => known.push((node.text, key, vec![node])),
        }
    }
    known.into_iter().map(|(.., places)| places).collect()
}

/// Reports one finding for one text, at its first occurrence in another element than the first, or in the
/// criteria of another step.
fn report(item: &ServiceItem, places: &[&TextNode<'_>], alike: Text, cx: &mut Context<'_>) {
    let Some(first) = places.first() else {
        return;
    };
    let step = |node: &TextNode<'_>| named_step(item, node);
    let own_step = step(first);
    let differing = places
        .iter()
        .find(|node| node.kind != first.kind)
        .or_else(|| {
            let also =
                |node: &&&TextNode<'_>| step(node).is_some_and(|at| Some(&at) != own_step.as_ref());
            own_step.as_ref().and_then(|_| places.iter().find(also))
        });
    let Some(mut other) = differing else { return };
    let mut first = first;
    // The process belongs to the process and not to the note on the limit.
    if first.kind == TextKind::LimitNote {
        (first, other) = (other, first);
    }
    let path = other.path();
    // The conditions may well be the criteria of the only review.
    if places.len() == 2
        && (first.kind, other.kind) == (TextKind::Condition, TextKind::Step)
        && other.key == CRITERIA
    {
        return;
    }
    // The criteria for taking in an application are no criteria for a decision.
    let (other_step, stages) = (step(other), cx.stages());
    let decides = |at: &NamedStep| stages.only_decides(at.at);
    // What is asked of the applicant is not what is asked of a paper.
    let of_paper = (first.kind, other.kind) == (TextKind::Condition, TextKind::MaterialNote);
    // A standard that both steps cite by its title may well serve both.
    let certain = of_paper
        || other_step.as_ref().is_some_and(decides)
            && !is_blank(&without_citations(other.text))
            && (words::TAKEN_IN.occurs_in(other.text)
                || own_step.as_ref().is_some_and(|at| !decides(at)));
    let label = |at: Option<NamedStep>, node: &TextNode<'_>| at.map_or(node.label(), |at| at.label);
    let mut found = Diagnostic::at(path.clone())
        .with("alike", alike)
        .with("how", near_copy::own_content(other))
        .with("element", label(other_step, other))
        .with("other", label(own_step, first));
    for place in places.iter().map(|node| node.path()) {
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
