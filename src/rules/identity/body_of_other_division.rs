use super::helpers::area;
use crate::code::DivisionCode;
use crate::division::leading;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN052", "body-of-other-division", Hint, Item(check),
    summary: ("实施主体的名称是别处的", "the authority is named after another division"),
    message: ("实施主体“{body}”冠的是{name}，事项的行政区划是{division}", "the authority “{body}” is named after {name}, but the item belongs to division {division}"),
    help: ("核对行政区划和实施主体；确由外地机构实施的，不必改", "check the division and the authority; leave it if a body of another place does handle the item"),
    requirements: [D1, D3],
    cites: ["gbt2260#代码", "division-data#2025-12"],
    certain: Table,
    page: "body_of_other_division.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(code) = item.division.as_ref().or(cx.settings.division.as_ref()) else {
        return;
    };
    let body = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref());
    let Some(body) = body.map(str::trim) else {
        return;
    };
    let Some((name, divisions)) = leading(body) else {
        return;
    };
    let Some(area) = area(code) else { return };
    // Divisions share names: it is enough if one of that name contains the item's division or lies inside it.
    let near = divisions.iter().any(|division| {
        let other = DivisionCode::new(division.code);
        self::area(&other).is_none_or(|other| other.starts_with(area) || area.starts_with(other))
    });
    if !near {
        let found = Diagnostic::at(path!["authority", "name"])
            .with("body", body)
            .with("name", name)
            .with("division", code.as_str());
        cx.report(found);
    }
}
