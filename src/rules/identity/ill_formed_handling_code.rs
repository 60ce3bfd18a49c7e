use super::helpers::report_ill_formed;
use crate::engine::{Context, rule};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "IDN014", "ill-formed-handling-code", Error, Item(check),
    summary: ("业务办理项编码写得不合规则", "an ill-formed handling code"),
    message: ("业务办理项编码“{code}”不合规则：{fault}", "handling code “{code}”: {fault}"),
    help: ("业务办理项编码是31位实施编码加两位顺序号（01至99），核对更正", "correct it: the implementation code of 31 characters and a number from 01 to 99"),
    requirements: [D1],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Format,
    page: "ill_formed_handling_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(code) = item.handling_code.as_ref().filter(|code| !code.is_empty()) else {
        return;
    };
    let Err(fault) = code.parts() else { return };
    // A fault of the first 31 characters that the implementation code has too is reported there.
    let shared = (item.implementation_code.as_ref()).is_some_and(|implementation| {
        !implementation.is_empty()
            && implementation.parts().is_err()
            && code.as_str().starts_with(implementation.as_str())
    });
    if !shared {
        report_ill_formed(cx, path!["handling_code"], code.as_str(), &fault);
    }
}
