use super::outdated::{self, Old};
use crate::analysis::Kind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "TXT116", "outdated-name", Hint, Item(check),
    summary: ("机构或证照用的是旧名称", "an office or certificate under a former name"),
    message: ("{element}里的“{old}”{why}", "“{old}” in {element}: {why}"),
    help: ("换成现在的名称“{new}”，并核对要求本身是否还有效", "write “{new}” and check whether the demand itself still holds"),
    rows: ["D4"],
    source: "2018年国务院机构改革方案及地方机构改革；国办发〔2016〕53号 五证合一",
    page: "outdated_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // A tax office still registers those who have no business licence.
    let taxes = (item.authority.as_ref())
        .and_then(|body| body.name.as_deref())
        .is_some_and(|name| name.contains("税务"));
    for piece in cx.texts() {
        // Laws keep the names of their time, and so do their quotations.
        if matches!(
            piece.kind,
            Kind::Translation | Kind::BasisName | Kind::BasisText
        ) {
            continue;
        }
        if let Some(Old { former, new, why }) = outdated::first(piece.text) {
            if taxes && *former == "税务登记证" {
                continue;
            }
            cx.report(
                Diagnostic::at(piece.path())
                    .with("element", piece.kind.label())
                    .with("old", *former)
                    .with("new", *new)
                    .with("why", **why)
                    .quoting(*former),
            );
        }
    }
}
