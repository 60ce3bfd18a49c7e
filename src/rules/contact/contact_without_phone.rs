use super::helpers::contacts;
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::{Element, ServiceItem};
use crate::prose::says_something;
use crate::value::phone::read;
use crate::vocabulary::ContactWay;
use crate::words;

rule! {
    "ORG070", "contact-without-phone", Hint, Item(check),
    summary: ("咨询或投诉方式里没有电话", "an enquiry or complaint contact without a phone"),
    message: ("{kind}方式没有电话号码{words}", "the {kind} contact has no phone number{words}"),
    help: ("补上{kind}电话，连区号写全", "add the {kind} phone, with its area code"),
    requirements: [A1, A9],
    cites: ["gbh-2017-115#5-facts", "exchange-schema#link_way"],
    certain: Presence,
    page: "contact_without_phone.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, contact, kind) in contacts(item) {
        let texts = [
            &contact.text,
            &contact.address,
            &contact.url,
            &contact.email,
        ];
        let is_empty_contact =
            contact.ways.is_empty() && !texts.iter().any(|text| says_something(text.as_deref()));
        let text = contact.text.as_deref().unwrap_or_default();
        let in_text = read(text).value.is_some_and(|phones| !phones.is_empty());
        if !contact.phones.is_empty() || in_text || is_empty_contact {
            continue;
        }
        let promised = contact.ways.contains(&ContactWay::Telephone)
            || ["电话", "热线", "拨打"]
                .iter()
                .any(|word| text.contains(word));
        if let Element::Missing = cx.element::<str>(None, &at.then("phones").element()) {
            let words = if promised {
                Text::new(
                    "，却写着可以打电话",
                    ", although it says that people may call",
                )
            } else {
                Text::new("", "")
            };
            let found = Diagnostic::at(at.path())
                .with("kind", kind)
                .with("words", words);
            // 电话可从某网站查询 is not a broken promise.
            cx.report(
                if promised && !text.contains("网站") && !words::POINTER.occurs_in(text) {
                    found.severity(Severity::Warning)
                } else {
                    found
                },
            );
        }
    }
}
