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

/// The hotline of the local government, for every department.
const HOTLINE: &str = "12345";

/// Whether complaints that are made there reach others than those complained of: not at the hotline of a
/// trade, such as 12333, which is answered by the very departments.
fn passes_on(phone: &Phone) -> bool {
    let digits: String = phone.number.chars().filter(char::is_ascii_digit).collect();
    let local = digits
        .get(digits.len().saturating_sub(HOTLINE.len())..)
        .unwrap_or_default();
    let of_trade = local.starts_with("12") && !phone.number.contains(HOTLINE);
    is_service(phone) && !of_trade
}

/// Whether they are one hotline, whatever is pressed there: 12333转9 and 12333转9转3.
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
        let twin = |phone: &Phone| {
            consultation
                .phones
                .iter()
                .position(|other| same_line(phone, other) || is_same_hotline(phone, other))
        };
        // One line of its own is enough, or a hotline that passes complaints on; another key at the
        // same hotline is not.
        let enough = |phone: &Phone| passes_on(phone) || twin(phone).is_none();
        if complaint.phones.is_empty() || complaint.phones.iter().any(enough) {
            continue;
        }
        let Some((phone, other)) = complaint
            .phones
            .first()
            .and_then(|phone| Some((phone, twin(phone)?)))
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
        // A hotline may have somebody else at another key.
        cx.report(found.hint_unless(!is_service(phone)));
    }
}
