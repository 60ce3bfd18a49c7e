use super::helpers::phones;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::phone::is_mobile;

rule! {
    "ORG050", "mobile-as-office-phone", Warning, Item(check),
    summary: ("对外电话是手机号", "a mobile number as the office's phone"),
    message: ("对外公布的电话{number}是手机号", "the published phone {number} is a mobile number"),
    help: ("换成办公室的固定电话或服务热线", "give the office's fixed line or a hotline"),
    requirements: [C6],
    cites: ["gov-info#15"],
    certain: Format,
    page: "mobile_as_office_phone.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for listed in phones(item) {
        let phone = listed.phone;
        if is_mobile(phone) {
            cx.report(Diagnostic::at(listed.path()).with("number", phone.number.trim()));
        }
    }
}
