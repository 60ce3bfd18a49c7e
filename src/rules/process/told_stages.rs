//! The stages that a process told in one text leaves out.

use super::helpers::{list, place};
use crate::analysis::nature::Nature;
use crate::engine::{Context, Diagnostic};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::is_filler;
use crate::vocabulary::{ItemType, Stage, Vocabulary};
use crate::words;

/// Reports a process told in one text that ends with the submission.
pub(super) fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let missing = left_out(item, cx);
    if missing.is_empty() {
        return;
    }
    let terms: Vec<&str> = missing.iter().map(Vocabulary::term).collect();
    cx.report(
        Diagnostic::at(place())
            .with("steps", Text::new("办理流程", "the process"))
            .with("missing", list(&terms))
            .citing(&["wenzhou-script#环节"])
            .hint_unless(missing.len() == STAGES),
    );
}

/// Number of stages after the submission.
const STAGES: usize = 3;

/// The stages after the submission that a process told in one text leaves out: all of them, or most of a licence's.
fn left_out(item: &ServiceItem, cx: &Context<'_>) -> Vec<Stage> {
    let Some(process) = item.process() else {
        return Vec::new();
    };
    let told = [&process.narrative, &process.online_narrative];
    let mut told: String = told.into_iter().flatten().cloned().collect();
    // A flowchart may show what the text leaves out, and a line or two may only lead to one.
    if is_filler(&told) || process.flowchart.is_some() || cx.nature() != Nature::Applied {
        return Vec::new();
    }
    if !item.name.is_empty() {
        told = told.replace(&item.name, "");
    }
    let told = words::NAMED_AFTER_STAGE.removed_from(&told);
    let mut missing = Vec::new();
    for (stage, words) in [
        (Stage::Review, &words::TELLS_OF_REVIEW),
        (Stage::Decision, &words::TELLS_OF_DECISION),
        (Stage::Delivery, &words::TELLS_OF_DELIVERY),
    ] {
        if !words.occurs_in(&told) {
            missing.push(stage);
        }
    }
    let licence = matches!(
        item.item_type,
        Some(ItemType::Licence | ItemType::Confirmation)
    );
    let most = if licence { STAGES - 1 } else { STAGES };
    if missing.len() < most {
        return Vec::new();
    }
    missing
}
