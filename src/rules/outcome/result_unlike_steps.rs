use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{ServiceItem, Step};
use crate::path;
use crate::prose::text_key;
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
    // A document that any step mentions may be the result.
    let mut texts = item.steps().iter().flat_map(|step| {
        [&step.output, &step.action, &step.criteria]
            .into_iter()
            .flatten()
    });
    if texts.any(|text| are_alike(text, name)) {
        return;
    }
    let last = item.steps().iter().enumerate().find_map(|(at, step)| {
        let ends = step.end == Some(EndKind::Completed);
        // 许可决定 is the decision on the licence, which is the result.
        let decides = |output: &str| output.contains("决定");
        let output = issued(step).filter(|output| ends && is_paper(output) && !decides(output))?;
        Some((at, output))
    });
    let Some((at, issued)) = last else { return };
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

/// Whether two texts have a common substring of [`SAME_CHARS`] characters, or `one` contains `other`.
fn are_alike(one: &str, other: &str) -> bool {
    let (one, other) = (text_key(one), text_key(other));
    let chars: Vec<char> = other.chars().collect();
    chars
        .windows(SAME_CHARS)
        .any(|run| one.contains(&run.iter().collect::<String>()))
        || one.contains(&other)
}
