use std::collections::HashSet;

use super::helpers::{groups, odd_ones, shown};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;
use crate::prose::text_key;

rule! {
    "CAT052", "authority-codes-differ", Warning, Catalogue(check),
    summary: ("一个机构名称，两个代码", "one body, two codes"),
    message: ("“{name}”的代码这里是{code}，{other}里是{usual}", "the code of “{name}” is {code} here and {usual} in {other}"),
    help: ("查清机构的统一社会信用代码，全部改一致；确是两个机构的，名称写全", "find out the body's code and use it everywhere; write the full names where they are two bodies"),
    requirements: [D1, D3],
    cites: ["gb32100#唯一"],
    certain: Contradiction,
    page: "authority_codes_differ.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let groups = groups(&cx.catalogue().items, |item| {
        let name = text_key(item.authority.as_ref()?.name.as_deref()?);
        let place = item.division.as_ref().map(ToString::to_string);
        (!name.is_empty()).then(|| format!("{name} {}", place.unwrap_or_default()))
    });
    let odd = odd_ones(cx, &groups, |item| {
        let code = item.authority.as_ref()?.credit_code.as_ref()?;
        // A code that cannot be is reported as such.
        code.check().is_ok().then(|| (code, code.to_string()))
    });
    let mut told: HashSet<(usize, &str)> = HashSet::new();
    for odd in odd {
        if !told.insert((odd.other, odd.value.as_str())) {
            continue;
        }
        let name = (cx.catalogue().items.get(odd.item))
            .and_then(|item| item.authority.as_ref()?.name.as_deref());
        let path = path!["authority", "credit_code"];
        let found = Diagnostic::in_item(odd.item, path.clone())
            .with("name", name.unwrap_or_default())
            .with("code", odd.value.as_str())
            .with("other", shown(cx, odd.other))
            .with("usual", odd.usual.as_str())
            .related(
                cx.in_item(odd.other, path),
                Text::new("另一个代码", "the other code"),
            );
        cx.report(found);
    }
}
