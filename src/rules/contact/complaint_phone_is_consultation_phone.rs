use super::helpers::guides;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Phone, ServiceItem};
use crate::value::phone::{is_service, same_line};

rule! {
    "ORG060", "complaint-phone-is-consultation-phone", Warning, Item(check),
    summary: ("投诉电话就是咨询电话", "the complaint phone is the enquiry phone"),
    message: ("投诉电话{number}与咨询电话是同一个", "the complaint phone {number} is also the enquiry phone"),
    help: ("投诉电话写不经办这件事的部门的，如监察、政务服务管理部门，或12345", "give the phone of a body that does not handle the item, such as the supervisory office, or 12345"),
    requirements: [A9],
    cites: ["wenzhou-script#电话"],
    page: "complaint_phone_is_consultation_phone.md",
}

/// The hotline of local governments, which serves all departments.
const HOTLINE: &str = "12345";

/// Whether the phone is a hotline that forwards complaints to a body other than the one complained of. The hotline
/// of a single department, such as 12333, does not: the department itself answers it.
fn forwards_complaints(phone: &Phone) -> bool {
    let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
    let local = digits
        .get(digits.len().saturating_sub(HOTLINE.len())..)
        .unwrap_or_default();
    let is_department_hotline = local.starts_with("12") && !phone.number.contains(HOTLINE);
    is_service(phone) && !is_department_hotline
}

/// Whether both phones are the same hotline, ignoring the menu keys: 12333转9 and 12333转9转3.
fn is_same_hotline(phone: &Phone, other: &Phone) -> bool {
    let without_keys = |phone: &Phone| Phone {
        extension: None,
        ..phone.clone()
    };
    is_service(phone) && same_line(&without_keys(phone), &without_keys(other))
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, guide) in guides(item) {
        let (Some(consultation), Some(complaint)) = (&guide.consultation, &guide.complaint) else {
            continue;
        };
        let same_consultation_phone = |phone: &Phone| {
            consultation
                .phones
                .iter()
                .position(|other| same_line(phone, other) || is_same_hotline(phone, other))
        };
        // One separate line is enough, or a hotline that forwards complaints; another menu key of the same
        // hotline is not.
        let is_independent =
            |phone: &Phone| forwards_complaints(phone) || same_consultation_phone(phone).is_none();
        if complaint.phones.is_empty() || complaint.phones.iter().any(is_independent) {
            continue;
        }
        let Some((phone, other)) = complaint
            .phones
            .first()
            .and_then(|phone| Some((phone, same_consultation_phone(phone)?)))
        else {
            continue;
        };
        let place = at
            .then("consultation")
            .then("phones")
            .then(other)
            .then("number");
        let number = at.then("complaint").then("phones").then(0).then("number");
        let related = cx.here(place);
        let found = Diagnostic::at(number).with("number", phone.number.as_str());
        let found = found.related(related, Text::new("咨询电话", "the enquiry phone"));
        // Different menu keys of a hotline may reach different people, so only a hint.
        cx.report(found.hint_unless(!is_service(phone)));
    }
}
