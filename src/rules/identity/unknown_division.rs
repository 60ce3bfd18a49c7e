use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;

rule! {
    "IDN050", "unknown-division", Warning, Item(check),
    summary: ("没有这个行政区划", "a division that does not exist"),
    message: ("行政区划代码{code}从来没有过", "division code {code} has never existed"),
    help: ("对照国家统计或民政部门公布的代码更正；确有这个区划（新设的、已撤销的、功能区）的，在 shixiang.toml 里写 [[divisions]]，填 code 和 name", "correct it according to the published list; if the division does exist (new, abolished or a functional zone), add [[divisions]] with code and name to shixiang.toml"),
    requirements: [D1, D3],
    cites: ["gbt2260#代码", "division-data#2025-12"],
    certain: Table,
    page: "unknown_division.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let stated = [
        ("division", &item.division),
        ("town_code", &item.town_code),
        ("village_code", &item.village_code),
    ];
    let mut codes: Vec<(Path, String)> = stated
        .into_iter()
        .filter_map(|(key, code)| Some((path![key], code.as_ref()?)))
        .filter(|(_, code)| code.parts().is_ok())
        .map(|(path, code)| (path, code.to_string()))
        .collect();
    for (path, code) in &cx.codes().credit {
        if let Ok(parts) = code.check() {
            codes.push((path.clone(), parts.division.to_owned()));
        }
    }
    for (path, code) in codes {
        if !cx.settings.divisions.knows(&code) {
            cx.report(Diagnostic::at(path).with("code", code));
        }
    }
}
