use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{ServiceItem, Step};
use crate::path;
use crate::prose::{is_han, slice, text_key};
use crate::vocabulary::EndKind;
use crate::words;

rule! {
    "OUT016", "result-unlike-steps", Hint, Item(check),
    summary: ("审批结果与末环节出具的不是一样东西", "the result is not what the last step issues"),
    message: ("审批结果写的是“{result}”，办结的环节出具的是“{issued}”", "the result is “{result}”, but the step that completes the case issues “{issued}”"),
    help: ("核对办完得到的是什么，两处改成一致", "find out what is received, and make the two agree"),
    requirements: [A6, B1],
    own: (
        "两处写得不一样，不知道办完该拿到什么",
        "applicants do not know which of the two they should receive",
    ),
    certain: Contradiction,
    page: "result_unlike_steps.md",
}

/// Length of a common substring of two names of the same document, in characters: 备案证明 and 备案通知书.
const SAME_CHARS: usize = 3;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(name) = item.result().and_then(|result| result.name.as_deref()) else {
        return;
    };
    let is_paper = |text: &str| words::DOCUMENT_ENDING.ends(text.trim_end_matches('。'));
    // Generic results and verdicts are reported by other rules.
    let told = words::GENERIC_RESULT.is(name.trim()) || words::VERDICT_OF_STEP.is(name.trim());
    if told || !is_paper(name) {
        return;
    }
    let issued = |step: &Step| Some(step.output.as_deref()?.trim().to_owned());
    let last = item.steps().iter().enumerate().find_map(|(at, step)| {
        let ends = step.end == Some(EndKind::Completed);
        // 许可决定 is the decision on the licence, which is the result.
        let decides = |output: &str| output.contains("决定");
        let output = issued(step).filter(|output| ends && is_paper(output) && !decides(output))?;
        Some((at, output))
    });
    let Some((at, issued)) = last else { return };
    // A document that any step mentions may be the result.
    let texts = || {
        let of_step = item.steps().iter();
        of_step.flat_map(|step| {
            [&step.output, &step.action, &step.criteria]
                .into_iter()
                .flatten()
        })
    };
    // Fast path: Chinese characters are in the key as they are written.
    let mut runs = runs(name);
    runs.retain(|run| run.chars().all(is_han));
    // The end of a name is its kind of document, which most steps mention.
    if runs
        .iter()
        .rev()
        .any(|run| texts().any(|text| text.contains(run)))
    {
        return;
    }
    let key = text_key(name);
    if texts().any(|text| are_alike(&text_key(text), &key)) {
        return;
    }
    let place = cx.here(path!["guide", "process", "steps", at, "output"]);
    cx.report(
        Diagnostic::at(path!["guide", "result", "name"])
            .with("result", name.trim())
            .with("issued", issued)
            .related(
                place,
                Text::new("办结的环节出具的", "what the last step issues"),
            ),
    );
}

/// The substrings of [`SAME_CHARS`] characters.
fn runs(text: &str) -> Vec<&str> {
    let starts = text.char_indices().map(|(at, _)| at);
    let ends = starts.clone().chain([text.len()]).skip(SAME_CHARS);
    starts
        .zip(ends)
        .map(|(start, end)| slice(text, start..end))
        .collect()
}

/// Whether two keys have a common substring of [`SAME_CHARS`] characters, or `one` contains `other`.
fn are_alike(one: &str, other: &str) -> bool {
    runs(other).into_iter().any(|run| one.contains(run)) || one.contains(other)
}
