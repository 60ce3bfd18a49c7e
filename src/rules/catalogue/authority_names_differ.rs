use std::collections::HashSet;

use super::helpers::{groups, odd_ones, shown};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;
use crate::prose::text_key;

rule! {
    "CAT050", "authority-names-differ", Warning, Catalogue(check),
    summary: ("一个机构代码，两个名称", "one body code, two names"),
    message: ("代码{code}的机构这里叫“{name}”，{other}里叫“{usual}”", "the body of code {code} is “{name}” here and “{usual}” in {other}"),
    help: ("统一用机构的全称；内设科室写到 office 里", "use the body's full name everywhere, and put offices inside it under office"),
    requirements: [D1, D3],
    cites: ["gb32100#唯一"],
    certain: Contradiction,
    page: "authority_names_differ.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let groups = groups(&cx.catalogue().items, |item| {
        let code = item.authority.as_ref()?.credit_code.as_ref()?;
        code.check().is_ok().then(|| code.to_string())
    });
    let odd = odd_ones(cx, &groups, |item| {
        let name = item.authority.as_ref()?.name.as_ref()?;
        let key = text_key(name);
        (!key.is_empty()).then_some((name, key))
    });
    // Many items of a body repeat its name: one finding a name.
    let mut told: HashSet<(usize, &str)> = HashSet::new();
    for odd in odd {
        if !told.insert((odd.other, odd.value)) {
            continue;
        }
        let code = (cx.catalogue().items.get(odd.item))
            .and_then(|item| item.authority.as_ref()?.credit_code.as_ref());
        let path = path!["authority", "name"];
        let found = Diagnostic::in_item(odd.item, path.clone())
            .with("code", code.map(ToString::to_string).unwrap_or_default())
            .with("name", odd.value)
            .with("other", shown(cx, odd.other))
            .with("usual", odd.usual)
            .related(
                cx.in_item(odd.other, path),
                Text::new("另一个名称", "the other name"),
            );
        cx.report(found);
    }
}
