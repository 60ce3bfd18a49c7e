use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::Element;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;

rule! {
    "FEE011", "fee-without-basis", Warning, Item(check),
    summary: ("收费项目没有依据", "a fee without a basis"),
    message: ("“{name}”没有写收费依据", "“{name}” names no basis"),
    help: ("写明收费依据的文件名称和文号", "name the document that allows the fee, with its number"),
    requirements: [A1],
    cites: ["licence-law#58", "licence-law#59", "exchange-schema#is_fee"],
    certain: Presence,
    page: "fee_without_basis.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((all, items)) = fees(item) else {
        return;
    };
    if all.charged == Some(false) || says_something(all.basis.as_deref()) {
        return;
    }
    for (index, fee) in items {
        if says_something(fee.basis.as_deref()) {
            continue;
        }
        match cx.element::<str>(None, "guide.fees.items.basis") {
            Element::Missing => cx.report(
                Diagnostic::at(path!["guide", "fees", "items", index, "basis"])
                    .with("name", name(fee, index)),
            ),
            Element::NotCollected => {
                return cx.cannot_judge(Text::new(
                    "来源没有采集收费依据",
                    "the source does not collect the basis of fees",
                ));
            }
            _ => return,
        }
    }
}
