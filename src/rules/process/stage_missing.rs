use super::helpers::{is_immediate, list, place};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{ServiceItem, Step};
use crate::prose::phrases;
use crate::value::stage::stages;
use crate::vocabulary::{ItemType, Stage, Vocabulary};

rule! {
    "PRO012", "stage-missing", Warning, Item(check),
    summary: ("行政许可的流程缺少受理、审查或决定", "the process of a licence has no acceptance, review or decision step"),
    message: ("{count}个环节里没有{missing}", "there is no {missing} among the {count} steps"),
    help: ("补上{missing}环节；已在别的环节里办的，在环节名称或办理内容里写明", "add the missing step: {missing}; if another step covers it, say so in its name or action"),
    requirements: [B1],
    cites: ["licence-law#32", "licence-law#34", "licence-law#37"],
    page: "stage_missing.md",
}

/// The stages a licence goes through by law.
const WANTED: [Stage; 3] = [Stage::Acceptance, Stage::Review, Stage::Decision];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let own = item.steps();
    if item.item_type != Some(ItemType::Licence) || own.is_empty() || is_immediate(item) {
        return;
    }
    // Most say it in so many words, and nothing has to be read.
    let stated = |stage: &Stage| own.iter().any(|step| step.stage.as_ref() == Some(stage));
    if WANTED.iter().all(stated) {
        return;
    }
    let told: Vec<Vec<Stage>> = (own.iter().enumerate())
        .map(|(at, step)| all_stages(step, cx.stages().of(at)))
        .collect();
    if told
        .iter()
        .zip(own)
        .any(|(told, step)| told.is_empty() && step.end.is_none())
    {
        return cx.cannot_judge(Text::new(
            "有的环节看不出属于哪个阶段",
            "the stage of some step is unclear",
        ));
    }
    let missing: Vec<&str> = (WANTED.iter())
        .filter(|stage| !told.iter().any(|told| told.contains(stage)))
        .map(Vocabulary::term)
        .collect();
    if !missing.is_empty() {
        cx.report(
            Diagnostic::at(place().then("steps"))
                .with("count", own.len())
                .with("missing", list(&missing)),
        );
    }
}

/// The stages a step tells anywhere: a review is often described under another name.
fn all_stages(step: &Step, told: &[Stage]) -> Vec<Stage> {
    let mut found = told.to_vec();
    for text in [&step.action, &step.output].into_iter().flatten() {
        for part in phrases(text) {
            found.extend(stages(part));
        }
    }
    found
}
