use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{is_letter, is_longer, text_key, without_buttons};
use crate::value::citation::{without_articles, without_citations};
use crate::words;

rule! {
    "PRO026", "standard-only-cites", Warning, Item(check),
    summary: ("审查标准只写了法规条款", "review criteria that only cite a law"),
    message: ("“{step}”的审查标准只写了“{text}”，没有写审什么", "the review criteria of “{step}” only cite “{text}” and do not say what is examined"),
    help: ("把该条规定要审的逐条写出来，条款写到设定依据", "write out what that provision asks to be examined, and move the citation to the legal basis"),
    requirements: [B1, B3],
    cites: ["business-env#35", "sc-2015-6#审查"],
    page: "standard_only_cites.md",
}

/// Maximum length of a mere citation, in characters; longer standards also state something.
const MAX_TEXT_CHARS: usize = 120;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, step) in item.steps().iter().enumerate() {
        let Some(text) = step.criteria.as_deref().map(without_buttons) else {
            continue;
        };
        if !text.contains('《') || is_longer(text, MAX_TEXT_CHARS) {
            continue;
        }
        let plain = without_citations(text);
        let key = text_key(&without_articles(&plain));
        if words::FILLER_CITATION.leaves(&key, is_letter) {
            continue;
        }
        cx.report(
            Diagnostic::at(step_at(at).then("criteria"))
                .with("step", name(step, at))
                .with("text", text.trim())
                .quoting(text.trim()),
        );
    }
}
