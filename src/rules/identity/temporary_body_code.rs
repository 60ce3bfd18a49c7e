use super::helpers::credit_codes;
use crate::code::CodeFault;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "IDN024", "temporary-body-code", Warning, Item(check),
    summary: ("实施主体用的是临时代码", "an authority with a temporary code"),
    message: ("“{code}”是以“TE”开头的临时代码，不是统一社会信用代码", "“{code}” is a temporary code beginning with “TE”, not a unified social credit code"),
    help: ("为该机构申领统一社会信用代码后更换；暂时没有代码的，写明由哪个有代码的机构实施", "apply for a unified social credit code and replace it; until then, name the body with a code that acts for it"),
    requirements: [D1],
    cites: ["gb32100#编码", "exchange-schema#dept_code"],
    certain: Format,
    page: "temporary_body_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, code) in credit_codes(item) {
        if code.parts() == Err(CodeFault::Temporary) {
            cx.report(Diagnostic::at(path).with("code", code.as_str()));
        }
    }
}
