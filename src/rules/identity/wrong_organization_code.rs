use super::helpers::{bodies, problem};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;
use crate::text::Argument;

rule! {
    "IDN026", "wrong-organization-code", Error, Item(check),
    summary: ("组织机构代码有误", "a wrong organization code"),
    message: ("组织机构代码“{code}”有误：{fault}", "organization code “{code}”: {fault}"),
    help: ("组织机构代码就是统一社会信用代码的第9至17位，照此更正", "it is characters 9 to 17 of the credit code; correct it so"),
    rows: ["D1"],
    source: "GB 11714-1997；国家交换表 org_code",
    page: "wrong_organization_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, body) in bodies(item) {
        let Some(code) = body
            .organization_code
            .as_ref()
            .filter(|code| !code.is_empty())
        else {
            continue;
        };
        let credit = body.credit_code.as_ref();
        let inside = credit.and_then(|credit| Some(credit.parts().ok()?.organization));
        let plain = code.as_str().replace('-', "");
        let fault = match (inside, code.check()) {
            // What the credit code says too is that rule's matter.
            (Some(inside), _) if inside == plain => continue,
            (_, Err(fault)) => problem(&fault),
            (Some(inside), Ok(_)) => Argument::Both {
                zh: format!("与统一社会信用代码里的“{inside}”不一致"),
                en: format!("the credit code has “{inside}”"),
            },
            (None, Ok(_)) => continue,
        };
        let found = Found::at(path.then("organization_code")).with("code", code.as_str());
        cx.report(found.with("fault", fault));
    }
}
