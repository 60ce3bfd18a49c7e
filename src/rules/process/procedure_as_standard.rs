use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{clauses, clipped, first_chars, sentences, slice};
use crate::words;

rule! {
    "PRO055", "procedure-as-standard", Warning, Item(check),
    summary: ("审查标准写的是办理程序", "review criteria that describe the procedure"),
    message: ("“{step}”的审查标准里写的是机关怎样办、几日内办：“{words}”，不是审什么", "the review criteria of “{step}” say how and by when the office acts, not what is examined: “{words}”"),
    help: ("审查标准只写审什么、怎样算合格；办理程序写进办理内容，时限写进环节时限", "keep the review criteria to what is examined and what is acceptable; move the procedure to action and the days to limit"),
    requirements: [B1, B4],
    own: ("办理程序不是审查标准", "a procedure is not a review criterion"),
    page: "procedure_as_standard.md",
}

/// Number of characters quoted.
const QUOTED_CHARS: usize = 40;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, step) in item.steps().iter().enumerate() {
        let Some(text) = step.criteria.as_deref() else {
            continue;
        };
        if !text.contains("应当") {
            continue;
        }
        let sentence = sentences(text).find(|sentence| is_procedure(sentence));
        if let Some(sentence) = sentence {
            let instruction = sentence.find("应当").unwrap_or_default();
            let instruction = slice(sentence, instruction..sentence.len());
            cx.report(
                Diagnostic::at(step_at(at).then("criteria"))
                    .with("step", name(step, at))
                    .with("words", clipped(instruction, QUOTED_CHARS))
                    .quoting(first_chars(instruction, QUOTED_CHARS)),
            );
        }
    }
}

/// Whether the sentence instructs the office: actions, deadlines or cases.
fn is_procedure(sentence: &str) -> bool {
    if ["分别作出处理", "分别做出处理", "分别作出以下处理"]
        .iter()
        .any(|words| sentence.contains(words))
    {
        return true;
    }
    let Some((before, after)) = sentence.split_once("应当") else {
        return false;
    };
    // The applicant approaches an office (向) too, within deadlines of their own.
    let clauses: Vec<&str> = clauses(before).collect();
    let office = clauses
        .iter()
        .rev()
        .take(2)
        .any(|clause| words::HANDLER_ENDING.occurs_in(clause) && !clause.contains('向'));
    let starts = after.trim_start();
    let within = ["日内", "工作日内", "天内"]
        .iter()
        .find_map(|end| after.split_once(end));
    office
        && (starts.starts_with('自') || starts.starts_with('在') || starts.starts_with('于'))
        && within.is_some_and(|(days, action)| {
            !days.contains('向')
                && !first_chars(action, 8).contains('向')
                && words::HANDLER_DOING.occurs_in(action)
        })
}
