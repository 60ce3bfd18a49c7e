use super::helpers::{credit_codes, report_ill_formed};
use crate::code::CodeFault;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;

rule! {
    "IDN020", "ill-formed-credit-code", Error, Item(check),
    summary: ("统一社会信用代码写得不合规则", "an ill-formed credit code"),
    message: ("统一社会信用代码“{code}”不合规则：{fault}", "credit code “{code}”: {fault}"),
    help: ("对照机构的统一社会信用代码证书更正：18位数字或大写字母，不用I、O、S、V、Z", "correct it after the body's certificate: 18 digits and capitals, never I, O, S, V or Z"),
    requirements: [D1],
    cites: ["gb32100#编码", "exchange-schema#dept_code"],
    certain: Format,
    page: "ill_formed_credit_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, code) in credit_codes(item) {
        match code.parts() {
            Ok(_) | Err(CodeFault::Temporary) => {}
            Err(fault) => report_ill_formed(cx, path, code.as_str(), &fault),
        }
    }
}
