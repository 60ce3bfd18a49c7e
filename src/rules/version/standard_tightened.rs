use super::helpers::{STANDARDS, has_other_basis, named};
use crate::diff::Burden;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "VER042", "standard-tightened-in-silence", Warning, Item(check),
    summary: ("条件或标准变严了，依据没有变", "conditions or standards are stricter, on the same legal basis"),
    message: ("{element}比上一版多了要求（{new}），设定依据没有变", "{element} asks for more than the previous version ({new}), on the same legal basis"),
    help: ("没有依据的要求删去；有新依据的，写进设定依据", "remove requirements without a basis; add a new law to the legal basis"),
    requirements: [B4, D4],
    cites: ["business-env#35", "licence-law#16"],
    page: "standard_tightened.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let Some(previous) = cx.previous() else {
        return;
    };
    if has_other_basis(&previous) {
        return;
    }
    let stricter = previous
        .changes
        .iter()
        .filter(|change| change.burden == Burden::Up)
        .filter(|change| STANDARDS.contains(&change.element.as_str()));
    for change in stricter {
        if let Some(new) = &change.new {
            cx.report(
                Diagnostic::at(change.new_path.clone())
                    .with("element", named(change))
                    .with("new", new.clone()),
            );
        }
    }
}
