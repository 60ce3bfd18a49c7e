use super::helpers::report;
use crate::compare::Topic;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;

rule! {
    "CHN010", "channels-disagree-on-limits", Error, Item(check),
    summary: ("各渠道对时限的说法不一", "channels say different things about time limits"),
    message: ("{element}的说法不一：{statements}", "not all say the same of the {element}: {statements}"),
    help: ("核实以后统一各处的说法；确实有意不同的，在 deviations 里写明渠道、原因和批准人", "find out which is true and say it everywhere; where the difference is intended, declare it under deviations with channels, reason and approver"),
    requirements: [C1, C5],
    cites: ["d3-36cities-2020#渠道一致", "gbh-2017-115#1"],
    certain: Contradiction,
    page: "channels_disagree_on_limits.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    report(Topic::Limits, item, cx);
}
