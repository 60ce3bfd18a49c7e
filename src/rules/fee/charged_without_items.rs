use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::Element;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "FEE010", "charged-without-items", Error, Item(check),
    summary: ("写着收费，没有收费项目", "a fee is charged, and no fee is listed"),
    message: ("写着收费，却没有列出收费项目", "a fee is charged, yet no fee is listed"),
    help: ("在 guide.fees.items 里列出每一项收费的名称、标准和依据；不收费的，charged 改为 false", "list each fee with name, standard and basis under guide.fees.items, or set charged to false"),
    requirements: [A1],
    cites: ["licence-law#58", "licence-law#59", "exchange-schema#is_fee"],
    certain: Presence,
    page: "charged_without_items.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(fees) = item.fees() else {
        return;
    };
    if fees.charged != Some(true) || !fees.items.is_empty() {
        return;
    }
    match cx.element::<str>(None, "guide.fees.items") {
        Element::Missing => cx.report(Diagnostic::at(path!["guide", "fees", "charged"])),
        Element::NotCollected => cx.cannot_judge(Text::new(
            "来源没有采集收费项目",
            "the source does not collect the fees one by one",
        )),
        _ => {}
    }
}
