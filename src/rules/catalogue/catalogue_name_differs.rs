use super::helpers::{base_code, groups, odd_ones, shown};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;
use crate::prose::text_key;

rule! {
    "CAT020", "catalogue-name-differs", Warning, Catalogue(check),
    summary: ("同一基本编码，主项名称不同", "one base code, two names of the main item"),
    message: ("基本编码{code}的主项名称这里是“{name}”，{other}是“{usual}”", "for base code {code} the main item is “{name}” here and “{usual}” in {other}"),
    help: ("对照目录统一主项名称；编码抄错的，更正编码", "take the name from the directory, or correct the code"),
    requirements: [D3],
    cites: ["sc-2022-5#事项统一", "business-env#35", "gd-business-env#29"],
    certain: Contradiction,
    page: "catalogue_name_differs.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let groups = groups(&cx.catalogue().items, base_code);
    let odd = odd_ones(cx, &groups, |item| {
        let name = item.catalogue_name.as_ref()?;
        let key = text_key(name);
        (!key.is_empty()).then_some((name, key))
    });
    for odd in odd {
        let code = cx.catalogue().items.get(odd.item).and_then(base_code);
        let place = cx.in_item(odd.other, path!["catalogue_name"]);
        let found = Diagnostic::in_item(odd.item, path!["catalogue_name"])
            .with("code", code.unwrap_or_default())
            .with("name", odd.value)
            .with("other", shown(cx, odd.other))
            .with("usual", odd.usual)
            .related(place, Text::new("另一个名称", "the other name"));
        cx.report(found);
    }
}
