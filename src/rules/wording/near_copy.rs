//! Criteria of steps: the steps to which they belong, and pairs that are mostly copies of each other.

use crate::analysis::{TextKind, TextNode};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path::PathStep;
use crate::prose::text_key;
use crate::value::citation::without_citations;

pub(super) const NEARLY: Text = Text::new("大部分文字相同", "mostly the same text");

/// The key of the review criteria of a step.
pub(super) const CRITERIA: &str = "criteria";

/// Minimum length of the compared texts, in characters; shorter ones may have the same beginning and end.
const MIN_TEXT_CHARS: usize = 60;

/// Pairs of criteria that are copies of each other, though not in every character.
pub(super) fn pairs<'p, 'a>(texts: &[&'p TextNode<'a>]) -> Vec<[&'p TextNode<'a>; 2]> {
    let of_step = |text: &&&TextNode<'_>| {
        text.kind == TextKind::Step && text.key == CRITERIA && text.stats.chars >= MIN_TEXT_CHARS
    };
    let mut texts: Vec<&TextNode<'_>> = texts.iter().filter(of_step).copied().collect();
    if texts.len() < 2 {
        return Vec::new();
    }
    texts.sort_by_key(|text| text.path().to_string());
    // Two steps may follow the same document, so citations are not compared.
    let key = |text: &&TextNode<'_>| text_key(&without_citations(text.text));
    let keys: Vec<String> = texts.iter().map(key).collect();
    let mut found = Vec::new();
    for (at, (text, key)) in texts.iter().zip(&keys).enumerate() {
        let before = texts.iter().zip(&keys).take(at);
        let copied = before.into_iter().find(|(_, other)| are_alike(key, other));
        found.extend(copied.map(|(other, _)| [*other, *text]));
    }
    found
}

/// Whether the common beginning and end of two unequal texts make up two thirds of the later one; the rest may
/// be original.
fn are_alike(later: &str, earlier: &str) -> bool {
    let count = later.chars().count();
    let head = common_prefix_len(later.chars(), earlier.chars());
    let tail = common_prefix_len(later.chars().rev(), earlier.chars().rev());
    later != earlier && count >= MIN_TEXT_CHARS && head.saturating_add(tail) * 3 >= count * 2
}

fn common_prefix_len(one: impl Iterator<Item = char>, other: impl Iterator<Item = char>) -> usize {
    one.zip(other).take_while(|(a, b)| a == b).count()
}

/// The step to whose criteria a text belongs.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedStep {
    pub(super) at: usize,
    pub(super) label: Argument,
}

pub(super) fn named_step(item: &ServiceItem, node: &TextNode<'_>) -> Option<NamedStep> {
    if node.key != CRITERIA {
        return None;
    }
    let path = node.path();
    let at = path.steps().iter().rev().find_map(|step| match step {
        PathStep::Index(at) => Some(*at),
        PathStep::Key(_) => None,
    })?;
    let name = item.steps().get(at)?.name.as_deref()?.trim();
    Some(NamedStep {
        at,
        label: Argument::Both {
            zh: format!("“{name}”的审查标准"),
            en: format!("the review criteria of “{name}”"),
        },
    })
}

/// The advice on the content of the element that a text belongs to.
pub(super) fn own_content(node: &TextNode<'_>) -> Text {
    match (node.kind, node.key) {
        (TextKind::Condition, _) => {
            Text::new("写申请人要满足什么", "say what applicants must meet")
        }
        (_, CRITERIA) => Text::new(
            "写这一环节审什么、怎样算合格",
            "say what this step examines and what is acceptable",
        ),
        (_, "output") => Text::new("写这一环节出具什么", "say what this step issues"),
        (_, "filling_notes") => Text::new(
            "写这份材料怎样填、要注意什么",
            "say how to fill in this material and what to observe",
        ),
        (_, "acceptance_standard") => Text::new(
            "写这份材料怎样算合格",
            "say when this material is acceptable",
        ),
        _ => Text::new("写这一栏自己的内容", "write what this element is for"),
    }
}
