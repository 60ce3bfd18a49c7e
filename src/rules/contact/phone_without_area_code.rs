use super::helpers::phones;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::value::phone::{area_code, fault, is_mobile, is_service};

rule! {
    "ORG030", "phone-without-area-code", Warning, Item(check),
    summary: ("固定电话没有区号", "a fixed-line number without its area code"),
    message: ("固定电话{number}没有写区号", "{number} has no area code"),
    help: ("在号码前加上区号，如0770-{number}", "put the area code before it, as in 0770-{number}"),
    requirements: [A9, C6],
    cites: ["wenzhou-script#电话"],
    page: "phone_without_area_code.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for listed in phones(item) {
        let phone = listed.phone;
        let complete = area_code(phone).is_some() || is_mobile(phone) || is_service(phone);
        if !complete && fault(phone).is_none() {
            cx.report(Diagnostic::at(listed.path()).with("number", phone.number.trim()));
        }
    }
}
