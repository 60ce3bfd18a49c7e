//! How refused and incomplete applications leave the process.

use super::helpers::is_explicit;
use crate::analysis::nature::is_decided;
use crate::engine::Context;
use crate::model::{ServiceItem, Step};
use crate::vocabulary::{EndKind, Stage};
use crate::words::{self, WordSet};

/// The steps, if their exits can be judged: an application is decided on, and the process states its branches.
pub(super) fn judged<'i>(item: &'i ServiceItem, cx: &Context<'_>) -> Option<&'i [Step]> {
    let steps = item.steps();
    (!steps.is_empty() && is_decided(item, cx.nature()) && is_explicit(steps)).then_some(steps)
}

/// Whether some step sends an incomplete application back or has it completed.
pub(super) fn completes(steps: &[Step]) -> bool {
    steps.iter().any(|step| {
        matches!(step.end, Some(EndKind::SentBack | EndKind::NotAccepted))
            || step.stage == Some(Stage::Correction)
            || mentions(step, &words::INCOMPLETE_EXIT)
    })
}

/// Whether some step refuses an application.
pub(super) fn refuses(steps: &[Step]) -> bool {
    steps.iter().any(|step| {
        matches!(step.end, Some(EndKind::Refused))
            || mentions_in_decision(step, &words::REFUSED_EXIT)
    })
}

/// Whether a step, its result or the condition of a branch contains one of the words.
fn mentions(step: &Step, words: &WordSet) -> bool {
    texts(step).any(|text| words.occurs_in(text))
}

/// Whether a step contains one of the words, outside the phrases on refused acceptance.
fn mentions_in_decision(step: &Step, words: &WordSet) -> bool {
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
