use crate::division::find;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN051", "abolished-division", Warning, Item(check),
    summary: ("行政区划代码已经停用", "a division code that is no longer in use"),
    message: ("行政区划代码{code}（{name}）已经停用：{until}的区划还有，现在的没有", "division code {code} ({name}) is no longer in use: it is in the list of {until}, but not in the current one"),
    help: ("换成现行的区划代码", "use the current division code"),
    requirements: [D1, D4],
    cites: ["gbt2260#代码", "division-data#2025-12"],
    certain: Table,
    page: "abolished_division.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(code) = item.division.as_ref().filter(|code| code.parts().is_ok()) else {
        return;
    };
    let Some(six) = code.as_str().get(..6) else {
        return;
    };
    let Some(division) = find(six).filter(|division| !division.is_current()) else {
        return;
    };
    if cx.settings.divisions.name(six).is_none() {
        let found = Diagnostic::at(path!["division"])
            .with("code", code.as_str())
            .with("name", division.name)
            .with("until", division.until.unwrap_or_default());
        cx.report(found);
    }
}
