use super::helpers::area;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN054", "division-outside-catalogue", Warning, Item(check),
    summary: ("事项的行政区划不在目录的范围内", "the item belongs to a division outside the catalogue's"),
    message: ("事项的行政区划是{division}，目录是{catalogue}的", "the item belongs to division {division}, but the catalogue is that of {catalogue}"),
    help: ("更正事项的行政区划；确实不是本地事项的，移出目录", "correct the item's division; if it is not a local item, remove it from the catalogue"),
    requirements: [D1, D3],
    cites: ["gbt2260#代码", "division-data#2025-12"],
    certain: Structure,
    page: "division_outside_catalogue.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(own), Some(whole)) = (&item.division, &cx.settings.division) else {
        return;
    };
    let (Some(narrow), Some(wide)) = (area(own), area(whole)) else {
        return;
    };
    // A city's catalogue may have items of its province, and a province's catalogue items of its cities.
    if narrow.starts_with(wide) || wide.starts_with(narrow) {
        return;
    }
    let found = Diagnostic::at(path!["division"])
        .with("division", own.as_str())
        .with("catalogue", whole.as_str());
    cx.report(found);
}
