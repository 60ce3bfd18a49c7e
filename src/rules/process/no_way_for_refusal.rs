use super::exits::{judged, refuses};
use super::helpers::{is_explicit, name, place, step_at};
use super::results::{fault, plain};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::prose::{clipped, is_longer, is_one_clause};
use crate::vocabulary::Stage;
use crate::words;

rule! {
    "PRO039", "no-way-for-refusal", Warning, Item(check),
    summary: ("不符合条件的申请没有去处", "no branch for refused applications"),
    message: ("{only}，没有一处写不符合条件怎么办", "{only}; nothing says what happens to an application that does not meet the conditions"),
    help: ("写明不予许可、不予确认等另一种结果和出具的文书：{how}", "add the refusal and the document issued for it: {how}"),
    requirements: [B1],
    cites: ["licence-law#38"],
    doubted: ("决定环节只写准予的，另一次抽读4条，都有争议", "all 4 granting decisions read elsewhere were debatable"),
    page: "no_way_for_refusal.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // If the branches are stated, they show where a refusal leads; otherwise the results do.
    if is_explicit(item.steps()) {
        check_branches(item, cx);
    } else {
        check_results(item, cx);
    }
}

fn check_branches(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(steps) = judged(item, cx).filter(|steps| !refuses(steps)) else {
        return;
    };
    let count = steps.len();
    let only = Argument::Both {
        zh: format!("{count}个环节的去向只有准予"),
        en: format!("the branches of the {count} steps only lead to a grant"),
    };
    let how = Text::new(
        "在审查或决定环节加一条去向，如 when = \"不符合条件\"，end = \"不予许可\"",
        "add a branch to the review or decision step, for example with an `end` for refusal",
    );
    cx.report(
        Diagnostic::at(place().then("steps"))
            .with("only", only)
            .with("how", how),
    );
}

fn check_results(item: &ServiceItem, cx: &mut Context<'_>) {
    let (steps, stages) = (item.steps(), cx.stages());
    let granted = steps.iter().enumerate().find_map(|(at, step)| {
        let output = step.output.as_deref().map(plain)?;
        let decides = stages.of(at).contains(&Stage::Decision);
        // Longer results are quotations from a law or procedures.
        let short = !is_longer(output, 60);
        (decides && short && words::GRANT.occurs_in(output) && !is_document(output))
            .then_some((at, step, output))
    });
    let Some((at, step, output)) = granted else {
        return;
    };
    let after_acceptance = [
        Stage::Review,
        Stage::Decision,
        Stage::Production,
        Stage::Delivery,
    ];
    let refused = steps.iter().enumerate().any(|(at, step)| {
        let texts = [&step.output, &step.criteria, &step.action];
        let mut texts = texts.into_iter().flatten();
        stages
            .of(at)
            .iter()
            .any(|stage| after_acceptance.contains(stage))
            && texts.any(|text| words::NOT_GRANTED.occurs_in(text))
    });
    // A result that is not one has its own finding.
    if refused || fault(item, cx, stages, at, output).is_some() {
        return;
    }
    let (step, output) = (name(step, at), clipped(output, 40));
    let only = Argument::Both {
        zh: format!("“{step}”的结果只写了“{output}”"),
        en: format!("the result of “{step}” is only “{output}”"),
    };
    let how = Text::new("在结果里分开写", "as a result of its own");
    let found = Diagnostic::at(step_at(at).then("output"));
    cx.report(found.with("only", only).with("how", how).hint());
}

/// Whether the result is the name of a document rather than a sentence.
fn is_document(output: &str) -> bool {
    is_one_clause(output)
        && !words::DECISION_LEAD.starts(output)
        && words::RESULT_PAPER_ENDING.ends(output.trim_end_matches(['》', '）']))
}
