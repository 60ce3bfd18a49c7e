use super::helpers::{base_code, groups, odd_ones, shown};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;

rule! {
    "CAT022", "item-type-differs", Warning, Catalogue(check),
    summary: ("同一基本编码，事项类型不同", "one base code, two item types"),
    message: ("基本编码{code}的事项类型这里是{kind}，{other}是{usual}", "for base code {code} the type is {kind} here and {usual} in {other}"),
    help: ("对照目录统一事项类型；编码抄错的，更正编码", "take the type from the directory, or correct the code"),
    requirements: [D3],
    cites: ["sc-2022-5#事项统一", "business-env#35", "gd-business-env#29"],
    certain: Contradiction,
    page: "item_type_differs.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let groups = groups(&cx.catalogue().items, base_code);
    let odd = odd_ones(cx, &groups, |item| {
        let kind = item.item_type.as_ref()?;
        Some((kind, kind.to_string()))
    });
    for odd in odd {
        let code = cx.catalogue().items.get(odd.item).and_then(base_code);
        let place = cx.in_item(odd.other, path!["item_type"]);
        let found = Diagnostic::in_item(odd.item, path!["item_type"])
            .with("code", code.unwrap_or_default())
            .with("kind", odd.value)
            .with("other", shown(cx, odd.other))
            .with("usual", odd.usual)
            .related(place, Text::new("另一个类型", "the other type"));
        cx.report(found);
    }
}
