use super::helpers::report;
use crate::compare::Topic;
use crate::engine::rules;

rules! {
    all {
        message: ("{element}的说法不一：{statements}", "channels disagree on the {element}: {statements}"),
        help: ("核实以后统一各处的说法；确实有意不同的，写明渠道、原因和批准人（deviations）", "check which statement is right and use it everywhere; if the difference is intended, declare it with channels, reason and approver (deviations)"),
        requirements: [C1],
        cites: ["d3-36cities-2020#渠道一致", "gbh-2017-115#1"],
        page: "channels_disagree.md",
    }
    "CHN010", "channels-disagree-on-limits", Error, Item(|item, cx| report(Topic::Limits, item, cx)),
        summary: ("各渠道对时限的说法不一", "channels disagree on time limits"),
        requirements: [C1, C5],
        certain: Contradiction;
    "CHN012", "channels-disagree-on-fees", Error, Item(|item, cx| report(Topic::Fees, item, cx)),
        summary: ("各渠道对收费的说法不一", "channels disagree on fees"),
        certain: Contradiction;
    "CHN014", "channels-disagree-on-materials", Error, Item(|item, cx| report(Topic::MaterialList, item, cx)),
        summary: ("各渠道对申请材料的说法不一", "channels disagree on materials"),
        requirements: [C1, C2],
        cites: ["d3-36cities-2020#渠道一致", "gbh-2017-115#1", "press-2017#窗口不认"];
    "CHN016", "channels-disagree-on-material-details", Warning, Item(|item, cx| report(Topic::MaterialDetails, item, cx)),
        summary: ("各渠道对材料要求的说法不一", "channels disagree on material requirements"),
        requirements: [C1, C2],
        cites: ["d3-36cities-2020#渠道一致", "gbh-2017-115#1", "press-2017#窗口不认"],
        certain: Contradiction;
    "CHN018", "channels-disagree-on-conditions", Warning, Item(|item, cx| report(Topic::Conditions, item, cx)),
        summary: ("各渠道对受理条件的说法不一", "channels disagree on the conditions"),
        requirements: [C1, C5];
    "CHN020", "channels-disagree-on-process", Warning, Item(|item, cx| report(Topic::Process, item, cx)),
        summary: ("各渠道对办理流程的说法不一", "channels disagree on the process"),
        requirements: [B2, C1];
    "CHN022", "channels-disagree-on-hours", Warning, Item(|item, cx| report(Topic::Hours, item, cx)),
        summary: ("各渠道对办理时间的说法不一", "channels disagree on opening hours"),
        requirements: [C1, C6],
        certain: Contradiction;
    "CHN024", "channels-disagree-on-places", Warning, Item(|item, cx| report(Topic::Places, item, cx)),
        summary: ("各渠道对办理地点的说法不一", "channels disagree on places");
    "CHN026", "channels-disagree-on-phones", Warning, Item(|item, cx| report(Topic::Phones, item, cx)),
        summary: ("各渠道对电话的说法不一", "channels disagree on phone numbers"),
        requirements: [C1, C6],
        certain: Contradiction;
    "CHN028", "channels-disagree-on-results", Warning, Item(|item, cx| report(Topic::Result, item, cx)),
        summary: ("各渠道对审批结果的说法不一", "channels disagree on the result"),
        certain: Contradiction;
    "CHN030", "channels-disagree-on-visits", Warning, Item(|item, cx| report(Topic::Visits, item, cx)),
        summary: ("各渠道对到现场次数的说法不一", "channels disagree on the number of visits"),
        requirements: [B6, C1],
        certain: Contradiction;
    "CHN032", "channels-disagree-on-conveniences", Warning, Item(|item, cx| report(Topic::Conveniences, item, cx)),
        summary: ("各渠道对便民服务的说法不一", "channels disagree on conveniences"),
        certain: Contradiction;
}
