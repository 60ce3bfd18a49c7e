use super::helpers::{problem, respelled};
use crate::analysis::bodies;
use crate::code::{CreditCode, OrganizationCode};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;

rule! {
    "IDN026", "wrong-organization-code", Error, Item(check),
    summary: ("组织机构代码有误", "a wrong organization code"),
    message: ("组织机构代码“{code}”有误：{fault}", "wrong organization code “{code}”: {fault}"),
    help: ("组织机构代码就是统一社会信用代码的第9至17位，照此更正", "correct it to characters 9 to 17 of the unified social credit code"),
    requirements: [D1],
    cites: ["gb11714#校验", "exchange-schema#org_code"],
    certain: Arithmetic,
    page: "wrong_organization_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let own = cx.codes().implementation.as_ref();
    let own = own.and_then(|(_, code)| code.credit_code());
    for (index, (path, body)) in bodies(item).into_iter().enumerate() {
        let Some(code) = body
            .organization_code
            .as_ref()
            .filter(|code| !code.is_empty())
        else {
            continue;
        };
        // The authority's credit code may be stated only as a part of the implementation code.
        let credit = match &body.credit_code {
            Some(credit) if !credit.is_empty() => Some(credit),
            _ => own
                .as_ref()
                .filter(|_| index == 0 && item.authority.is_some()),
        };
        let inside = credit.and_then(CreditCode::organization_code);
        let fault = match (&inside, code.check()) {
            // The credit code contains the same organization code: its own rule reports faults of it.
            (Some(inside), _) if inside.as_str() == code.as_str().replace('-', "") => continue,
            (_, Err(fault)) => problem(&fault),
            (Some(inside), Ok(_)) if credit.is_some_and(|credit| credit.parts().is_ok()) => {
                Argument::Both {
                    zh: format!("与统一社会信用代码里的“{inside}”不一致"),
                    en: format!("the unified social credit code contains “{inside}”"),
                }
            }
            _ => continue,
        };
        let found = Diagnostic::at(path.then("organization_code")).with("code", code.as_str());
        let is_sound = |code: &str| OrganizationCode::new(code).check().is_ok();
        let fix = match code.check() {
            Err(_) => respelled(code.as_str(), is_sound),
            Ok(_) => None,
        };
        cx.report(found.with("fault", fault).fix(fix));
    }
}
