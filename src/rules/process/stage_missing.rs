use super::helpers::{is_immediate, list, place};
use super::stages_of_other;
use super::told_stages;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text, counted};
use crate::model::{ServiceItem, Step};
use crate::prose::phrases;
use crate::value::stage::stages;
use crate::vocabulary::{ItemType, Stage, Vocabulary};

rule! {
    "PRO012", "stage-missing", Warning, Item(check),
    summary: ("流程少了受理、审查、决定或送达", "the process has no acceptance, review, decision or delivery step"),
    message: ("{steps}里没有{missing}", "there is no {missing} in {steps}"),
    help: ("补上{missing}环节，写明谁来办、怎样送到申请人手里；已在别的环节里办的，在环节名称或办理内容里写明", "add the missing step: {missing}, saying who does it and how the result reaches the applicant; if another step covers it, say so in its name or action"),
    requirements: [B1, A11],
    cites: [
        "licence-law#32",
        "licence-law#34",
        "licence-law#37",
        "licence-law#44",
        "wenzhou-script#环节",
    ],
    page: "stage_missing.md",
}

/// The stages that by law precede the delivery of a licence.
const STATUTORY_STAGES: [Stage; 3] = [Stage::Acceptance, Stage::Review, Stage::Decision];

/// The legal clauses that require the stages.
const LICENCE_LAW: &[&str] = &[
    "licence-law#32",
    "licence-law#34",
    "licence-law#37",
    "licence-law#44",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    let licence = item.item_type == Some(ItemType::Licence);
    if licence && is_immediate(item) {
        return;
    }
    if steps.is_empty() {
        return told_stages::check(item, cx);
    }
    let (mut missing, cites): (_, &[&str]) = if licence {
        (missing_stages_of_licence(steps, cx), LICENCE_LAW)
    } else {
        (
            stages_of_other::missing(item, steps, cx),
            &["wenzhou-script#环节"],
        )
    };
    let doubtful =
        !licence && missing.is_empty() && stages_of_other::goes_undecided(item, steps, cx);
    if doubtful {
        missing.push(Stage::Decision);
    }
    if missing.is_empty() {
        return;
    }
    let terms: Vec<&str> = missing.iter().map(Vocabulary::term).collect();
    let steps_named = Argument::Both {
        zh: format!("{}个环节", steps.len()),
        en: format!("the {}", counted(steps.len(), "step")),
    };
    let found = Diagnostic::at(place().then("steps"))
        .with("steps", steps_named)
        .with("missing", list(&terms))
        .citing(cites);
    // A single step may include the decision without saying so.
    let certain = if licence {
        missing.iter().any(|stage| STATUTORY_STAGES.contains(stage))
    } else {
        steps.len() > 1 && !doubtful
    };
    cx.report(found.hint_unless(certain));
}

/// The stages that a licence lacks, if the stage of each step can be determined.
fn missing_stages_of_licence(steps: &[Step], cx: &mut Context<'_>) -> Vec<Stage> {
    let stages = cx.stages();
    // Fast path: most steps state their stage explicitly.
    let stated = |stage: &Stage| steps.iter().any(|step| step.stage.as_ref() == Some(stage));
    let mut missing = Vec::new();
    let mut clear = true;
    if !STATUTORY_STAGES.iter().all(stated) {
        let step_stages: Vec<Vec<Stage>> = steps
            .iter()
            .enumerate()
            .map(|(at, step)| all_stages(step, stages.of(at)))
            .collect();
        clear = step_stages
            .iter()
            .zip(steps)
            .all(|(step_stages, step)| is_clear(step_stages, step));
        let absent = |stage: &Stage| {
            !step_stages
                .iter()
                .any(|step_stages| step_stages.contains(stage))
        };
        missing.extend(
            STATUTORY_STAGES
                .into_iter()
                .filter(|stage| clear && absent(stage)),
        );
    }
    if !(0..steps.len()).any(|at| delivers(stages.of(at))) {
        let indexed = steps.iter().enumerate();
        if indexed
            .clone()
            .all(|(at, step)| is_clear(stages.of(at), step))
        {
            missing.push(Stage::Delivery);
        } else {
            clear = false;
        }
    }
    if !clear {
        cx.cannot_judge(Text::new(
            "有的环节看不出属于哪个阶段",
            "the stage of some step is unclear",
        ));
    }
    missing
}

fn is_clear(step_stages: &[Stage], step: &Step) -> bool {
    !step_stages.is_empty() || step.end.is_some()
}

fn delivers(step_stages: &[Stage]) -> bool {
    let ends = [Stage::Delivery, Stage::Production, Stage::Closing];
    step_stages.iter().any(|stage| ends.contains(stage))
}

/// The stages that any text of a step implies: a review is often described under another name.
fn all_stages(step: &Step, step_stages: &[Stage]) -> Vec<Stage> {
    let mut found = step_stages.to_vec();
    for text in [&step.action, &step.output].into_iter().flatten() {
        for part in phrases(text) {
            found.extend(stages(part));
        }
    }
    found
}
