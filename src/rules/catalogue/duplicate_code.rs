use super::helpers::shown;
use crate::engine::{CatalogueContext, Diagnostic, ItemFacts, rule};
use crate::i18n::Text;
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
    type Code = for<'i> fn(&'i ItemFacts<'_>) -> Option<&'i str>;
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
    let facts = cx.facts();
    for (key, kind, code) in kinds {
        for group in facts.groups(|item| code(item).map(str::to_owned)) {
            let Some((first, rest)) = group.split_first() else {
                continue;
            };
            for index in rest {
                let item = facts.get(*index);
                let text = item.as_ref().and_then(code).unwrap_or_default();
                let found = Diagnostic::in_item(*index, path![key])
                    .with("kind", kind)
                    .with("code", text)
                    .with("other", shown(facts, *first))
                    .related(cx.in_item(*first, path![key]), kind);
                cx.report(found);
            }
        }
    }
}

fn handling<'i>(item: &'i ItemFacts<'_>) -> Option<&'i str> {
    nonblank(item.handling_code())
}

/// The implementation code of an item without a handling code: handling items of one item share it by design.
fn implementation<'i>(item: &'i ItemFacts<'_>) -> Option<&'i str> {
    nonblank(item.implementation_code()).filter(|_| handling(item).is_none())
}

/// The provincial implementation code of an item that has no national code.
fn local<'i>(item: &'i ItemFacts<'_>) -> Option<&'i str> {
    let other = handling(item).or(implementation(item));
    nonblank(item.local_implementation_code()).filter(|_| other.is_none())
}

fn nonblank(code: Option<&str>) -> Option<&str> {
    code.map(str::trim).filter(|code| !code.is_empty())
}
