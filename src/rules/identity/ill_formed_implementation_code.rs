use super::helpers::report_ill_formed;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN012", "ill-formed-implementation-code", Error, Item(check),
    summary: ("实施编码写得不合规则", "an ill-formed implementation code"),
    message: ("实施编码“{code}”不合规则：{fault}", "implementation code “{code}”: {fault}"),
    help: ("实施编码由18位实施主体编码、1位行使层级、12位基本编码组成，共31位，逐段核对更正", "correct it part by part: 18 characters of the body, 1 of the level, 12 of the base code"),
    requirements: [D1],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Format,
    page: "ill_formed_implementation_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(code) = item
        .implementation_code
        .as_ref()
        .filter(|code| !code.is_empty())
    else {
        return;
    };
    if let Err(fault) = code.parts() {
        report_ill_formed(cx, path!["implementation_code"], code.as_str(), &fault);
    }
}
