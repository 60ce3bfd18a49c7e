use std::cmp::Ordering;

use super::helpers::{groups, handling_item, odd_ones, shown};
use crate::engine::{CatalogueContext, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::path;
use crate::value::limit::compare;

rule! {
    "CAT026", "statutory-limit-differs", Warning, Catalogue(check),
    summary: ("同一办理项，法定办结时限不同", "one handling item, two statutory limits"),
    message: ("“{name}”的法定办结时限这里是{limit}，{other}是{usual}", "the statutory limit of “{name}” is {limit} here and {usual} in {other}"),
    help: ("法定时限出自同一部法律，核对后改一致；本地法规另有规定的，在时限说明里写明", "one law sets one limit: make them agree, or name the local regulation in the note"),
    requirements: [D3],
    cites: ["sc-2022-5#事项统一", "business-env#35"],
    certain: Contradiction,
    page: "statutory_limit_differs.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let groups = groups(&cx.catalogue().items, handling_item);
    let odd = odd_ones(cx, &groups, |item| {
        let limits = item.time_limit()?;
        let limit = limits.statutory.as_ref()?;
        // Without a unit nothing can be compared.
        let key = match (limit.amount, &limit.unit) {
            _ if limit.is_immediate() => "0".to_owned(),
            (Some(amount), Some(unit)) => format!("{amount} {unit}"),
            _ => return None,
        };
        Some((limit, key))
    });
    for odd in odd {
        let path = path!["guide", "time_limit", "statutory"];
        let name = cx
            .catalogue()
            .items
            .get(odd.item)
            .map(|item| item.name.as_str());
        let mut found = Diagnostic::in_item(odd.item, path.clone())
            .with("name", name.unwrap_or_default())
            .with("limit", odd.value)
            .with("other", shown(cx, odd.other))
            .with("usual", odd.usual)
            .related(
                cx.in_item(odd.other, path),
                Text::new("另一处的法定办结时限", "the other limit"),
            );
        match compare(odd.value, odd.usual) {
            Some(Ordering::Equal) => continue,
            // 20 working days and 30 calendar days may be two ways to say one thing.
            None => found = found.severity(Severity::Hint),
            Some(_) => {}
        }
        cx.report(found);
    }
}
