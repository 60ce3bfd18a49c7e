use super::helpers::{groups, shown};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "CAT010", "duplicate-code", Error, Catalogue(check),
    summary: ("两个事项用了同一个编码", "two items share one code"),
    message: ("{kind}{code}已经用于“{other}”", "the {kind} {code} is already used by “{other}”"),
    help: ("重复录入的删去一条；确是两件事的，更正其中一个的编码", "delete the duplicate entry; if they are two items, correct the code of one"),
    requirements: [D1, D3],
    cites: ["gbt39046#4-codes"],
    certain: Structure,
    page: "duplicate_code.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    type Code = fn(&ServiceItem) -> Option<&str>;
    let kinds: [(&str, Text, Code); 3] = [
        (
            "handling_code",
            Text::new("业务办理项编码", "handling code"),
            handling,
        ),
        (
            "implementation_code",
            Text::new("实施编码", "implementation code"),
            implementation,
        ),
        (
            "local_implementation_code",
            Text::new("地方实施编码", "local implementation code"),
            local,
        ),
    ];
    for (key, kind, code) in kinds {
        for group in groups(&cx.catalogue().items, |item| code(item).map(str::to_owned)) {
            let Some((first, rest)) = group.split_first() else {
                continue;
            };
            for index in rest {
                let text = cx
                    .catalogue()
                    .items
                    .get(*index)
                    .and_then(code)
                    .unwrap_or_default();
                let found = Diagnostic::in_item(*index, path![key])
                    .with("kind", kind)
                    .with("code", text)
                    .with("other", shown(cx, *first))
                    .related(cx.in_item(*first, path![key]), kind);
                cx.report(found);
            }
        }
    }
}

fn handling(item: &ServiceItem) -> Option<&str> {
    let code = item.handling_code.as_ref()?.as_str().trim();
    (!code.is_empty()).then_some(code)
}

/// The implementation code of an item without handling items: those share theirs by nature.
fn implementation(item: &ServiceItem) -> Option<&str> {
    if handling(item).is_some() {
        return None;
    }
    let code = item.implementation_code.as_ref()?.as_str().trim();
    (!code.is_empty()).then_some(code)
}

/// The province's own code of an item that has no other.
fn local(item: &ServiceItem) -> Option<&str> {
    if handling(item).is_some() || implementation(item).is_some() {
        return None;
    }
    let code = item.local_implementation_code.as_deref()?.trim();
    (!code.is_empty()).then_some(code)
}
