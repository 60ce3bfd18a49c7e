use super::helpers::{list, place};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{ServiceItem, Step};
use crate::vocabulary::{ItemType, Stage, Vocabulary};
use crate::words;

rule! {
    "PRO105", "stages-left-out", Hint, Item(check),
    summary: ("流程少了审查决定或送达", "the process lacks the decision or the delivery"),
    message: ("流程只有{count}个环节，没有{missing}", "the process has only {count} step(s) and no {missing}"),
    help: ("补上缺的环节；并在别的环节里办的，写明在哪里决定、结果怎样拿到", "add the missing step; if another step covers it, say where the decision is made and how the result is received"),
    requirements: [B1],
    cites: ["wenzhou-script#环节"],
    page: "stages_left_out.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // What a licence goes through by law is for rules of its own.
    let own = item.steps();
    if own.is_empty() || item.item_type == Some(ItemType::Licence) {
        return;
    }
    if words::STAGELESS_MATTER.occurs_in(&item.name) {
        return;
    }
    let stages = cx.stages();
    let told: Vec<&[Stage]> = (0..own.len()).map(|at| stages.of(at)).collect();
    let has = |wanted: &[Stage]| {
        told.iter()
            .any(|told| told.iter().any(|one| wanted.contains(one)))
    };
    // A process of an enquiry or in words of its own cannot be measured so.
    if told.iter().any(|told| told.is_empty()) || !has(&[Stage::Acceptance, Stage::Receipt]) {
        return;
    }
    let mut missing = Vec::new();
    if !has(&[Stage::Review, Stage::Decision]) {
        missing.push(Stage::Decision.term());
    }
    let delivered = has(&[Stage::Delivery, Stage::Production, Stage::Closing]);
    if !delivered && !own.iter().any(hands_over) {
        missing.push(Stage::Delivery.term());
    }
    if !missing.is_empty() {
        cx.report(
            Diagnostic::at(place().then("steps"))
                .with("count", own.len())
                .with("missing", list(&missing)),
        );
    }
}

fn hands_over(step: &Step) -> bool {
    [&step.output, &step.action, &step.criteria]
        .into_iter()
        .flatten()
        .any(|text| words::HANDED_OVER.occurs_in(text))
}
