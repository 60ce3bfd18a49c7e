use super::helpers::report_ill_formed;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN016", "ill-formed-division-code", Error, Item(check),
    summary: ("行政区划代码写得不合规则", "an ill-formed division code"),
    message: ("行政区划代码“{code}”不合规则：{fault}", "division code “{code}”: {fault}"),
    help: ("填写6位区划代码；乡镇街道9位或12位，村居社区12位，全部为数字", "write 6 digits; 9 or 12 for a township, 12 for a village"),
    requirements: [D1, D3],
    cites: ["gbt2260#代码"],
    certain: Format,
    page: "ill_formed_division_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let codes = [
        ("division", &item.division),
        ("town_code", &item.town_code),
        ("village_code", &item.village_code),
    ];
    for (key, code) in codes {
        let Some(code) = code.as_ref().filter(|code| !code.is_empty()) else {
            continue;
        };
        if let Err(fault) = code.parts() {
            report_ill_formed(cx, path![key], code.as_str(), &fault);
        }
    }
}
