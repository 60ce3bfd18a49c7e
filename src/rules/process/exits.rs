//! How a process lets refused and incomplete applications out.

use super::helpers::is_explicit;
use crate::analysis::nature::is_decided;
use crate::engine::Context;
use crate::model::{ServiceItem, Step};
use crate::vocabulary::{EndKind, Stage};
use crate::words::{self, WordSet};

/// The steps, if the item is one whose ways out can be judged: somebody decides on an
/// application, and the process writes its ways.
pub(super) fn judged<'i>(item: &'i ServiceItem, cx: &Context<'_>) -> Option<&'i [Step]> {
    let own = item.steps();
    (!own.is_empty() && is_decided(item, cx.nature()) && is_explicit(own)).then_some(own)
}

/// Whether some step sends an incomplete application back or has it completed.
pub(super) fn completes(steps: &[Step]) -> bool {
    steps.iter().any(|step| {
        matches!(step.end, Some(EndKind::SentBack | EndKind::NotAccepted))
            || step.stage == Some(Stage::Correction)
            || tells(step, &words::INCOMPLETE_EXIT)
    })
}

/// Whether some step refuses an application.
pub(super) fn refuses(steps: &[Step]) -> bool {
    steps.iter().any(|step| {
        matches!(step.end, Some(EndKind::Refused)) || tells_of_decision(step, &words::REFUSED_EXIT)
    })
}

/// Whether a step, its result or the condition of a way from it has one of the words.
fn tells(step: &Step, words: &WordSet) -> bool {
    texts(step).any(|text| words.occurs_in(text))
}

/// The same, if the words are not about acceptance.
fn tells_of_decision(step: &Step, words: &WordSet) -> bool {
    texts(step).any(|text| {
        words.occurs_in(text) && {
            let rest = text.replace("不予受理", "").replace("不符合受理", "");
            words.occurs_in(&rest)
        }
    })
}

fn texts(step: &Step) -> impl Iterator<Item = &String> {
    let own = [&step.name, &step.action, &step.output];
    let ways = step.next.iter().filter_map(|next| next.when.as_ref());
    own.into_iter().flatten().chain(ways)
}
