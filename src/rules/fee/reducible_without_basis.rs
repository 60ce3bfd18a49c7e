use super::helpers::{fees, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;

rule! {
    "FEE015", "reducible-without-basis", Warning, Item(check),
    summary: ("允许减免，没有写减免依据", "a fee can be reduced, and nothing says by what rule"),
    message: ("“{name}”允许减免，没有写依据，申请人不知道谁能减、减多少", "“{name}” can be reduced or waived; nothing says by what rule, for whom and by how much"),
    help: ("在 reduction_basis 里写明文件名称、文号和减免的对象、幅度", "name the document under reduction_basis, with who may have the reduction and how much it is"),
    requirements: [A1],
    own: ("不写依据，不知道谁能减免", "without a basis nobody knows who pays less"),
    certain: Presence,
    page: "reducible_without_basis.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some((all, items)) = fees(item) else {
        return;
    };
    if all.charged == Some(false) {
        return;
    }
    for (index, fee) in items {
        let explained = says_something(fee.reduction_basis.as_deref())
            || (fee.remark.as_deref())
                .is_some_and(|remark| remark.contains("减") || remark.contains("免"));
        if fee.reducible == Some(true) && !explained {
            cx.report(
                Diagnostic::at(path!["guide", "fees", "items", index, "reducible"])
                    .with("name", name(fee, index)),
            );
        }
    }
}
