use super::helpers::{is_immediate, place};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::vocabulary::{ItemType, Stage};

rule! {
    "PRO013", "delivery-stage-missing", Hint, Item(check),
    summary: ("行政许可的流程没有送达环节", "the process of a licence has no delivery step"),
    message: ("流程到“{last}”为止，没有写证照或文书怎样送到申请人手里", "the process stops at “{last}” without saying how the result reaches the applicant"),
    help: ("补上送达（颁证、领取、邮寄）环节，写明多久、怎样送达", "add a delivery step, saying how and within what time the result is delivered"),
    requirements: [B1, A11],
    cites: ["licence-law#44"],
    page: "delivery_stage_missing.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let own = item.steps();
    let Some(last) = own.last() else { return };
    if item.item_type != Some(ItemType::Licence) || is_immediate(item) {
        return;
    }
    let told: Vec<&[Stage]> = (0..own.len()).map(|at| cx.stages().of(at)).collect();
    let delivers =
        |stage: &Stage| matches!(stage, Stage::Delivery | Stage::Production | Stage::Closing);
    if told.iter().copied().flatten().any(delivers) {
        return;
    }
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
    let last = super::helpers::name(last, own.len() - 1);
    cx.report(Diagnostic::at(place().then("steps")).with("last", last));
}
