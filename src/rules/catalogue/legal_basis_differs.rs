use super::helpers::{base_code, groups, odd_ones, shown};
use crate::engine::{CatalogueContext, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::LegalBasis;
use crate::path;
use crate::prose::text_key;

rule! {
    "CAT024", "legal-basis-differs", Hint, Catalogue(check),
    summary: ("同一基本编码，设定依据不同", "one base code, different legal bases"),
    message: ("基本编码{code}的设定依据这里是{bases}，{other}是{usual}{apart}", "for base code {code} the bases are {bases} here and {usual} in {other}{apart}"),
    help: ("对照目录核对设定依据；本地另有法规依据的，不必改", "check the bases against the directory; a local regulation on top may stay"),
    requirements: [D3],
    cites: ["sc-2022-5#事项统一", "business-env#35", "gd-business-env#29"],
    certain: Contradiction,
    page: "legal_basis_differs.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let groups = groups(&cx.catalogue().items, base_code);
    let odd = odd_ones(cx, &groups, |item| {
        let titles = titles(&item.legal_basis);
        (!titles.is_empty()).then(|| (&item.legal_basis, titles.join(" ")))
    });
    for odd in odd {
        let code = cx.catalogue().items.get(odd.item).and_then(base_code);
        let (own, usual) = (titles(odd.value), titles(odd.usual));
        let shared = own.iter().any(|title| usual.contains(title));
        let apart = if shared {
            Text::new("", "")
        } else {
            Text::new("，没有一条相同", "; not one is the same")
        };
        let place = cx.in_item(odd.other, path!["legal_basis"]);
        let found = Diagnostic::in_item(odd.item, path!["legal_basis"])
            .with("code", code.unwrap_or_default())
            .with("bases", listed(odd.value))
            .with("other", shown(cx, odd.other))
            .with("usual", listed(odd.usual))
            .with("apart", apart)
            .related(place, Text::new("另一处的设定依据", "the other bases"));
        cx.report(if shared {
            found
        } else {
            found.severity(Severity::Warning)
        });
    }
}

/// The titles, each once, in one order.
fn titles(bases: &[LegalBasis]) -> Vec<String> {
    let mut titles: Vec<String> = bases
        .iter()
        .filter_map(|basis| Some(text_key(basis.name.as_deref()?)))
        .filter(|title| !title.is_empty())
        .collect();
    titles.sort();
    titles.dedup();
    titles
}

fn listed(bases: &[LegalBasis]) -> String {
    let names = bases.iter().filter_map(|basis| basis.name.as_deref());
    let mut names: Vec<String> = names
        .map(|name| format!("《{}》", name.trim().trim_matches(['《', '》'])))
        .collect();
    names.dedup();
    names.join("")
}
