use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Guide, ServiceItem};
use crate::path;
use crate::prose::is_filler;
use crate::vocabulary::{ChannelKind, QueryWay};

rule! {
    "OUT020", "phone-query-without-phone", Hint, Item(check),
    summary: ("可以电话查进度，却没有电话", "progress can be looked up by phone, but no phone is given"),
    message: ("办理进度可以电话查询，指南里没有一个电话号码", "progress can be looked up by phone, but the guide contains no phone number"),
    help: ("写明查询电话（guide.progress.note）或咨询电话", "give the number to call (guide.progress.note), or an enquiry phone"),
    requirements: [A11],
    own: ("写着电话查询，就要有号码", "a phone query needs a number"),
    certain: Presence,
    page: "phone_query_without_phone.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let ways = guide
        .progress
        .as_ref()
        .map_or(&[][..], |progress| &progress.ways);
    let by_phone = ways.iter().position(|way| *way == QueryWay::Telephone);
    let hotline = (item.channels.iter()).any(|channel| channel.kind == Some(ChannelKind::Hotline));
    if let Some(at) = by_phone.filter(|_| !hotline && !has_phone(guide)) {
        cx.report(Diagnostic::at(path!["guide", "progress", "ways", at]));
    }
}

/// Whether the guide gives a number anywhere.
fn has_phone(guide: &Guide) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count() >= 5;
    let note = guide
        .progress
        .as_ref()
        .and_then(|progress| progress.note.as_deref());
    let contact = |contact: &crate::model::Contact| {
        !contact.phones.is_empty()
            || contact
                .text
                .as_deref()
                .is_some_and(|text| !is_filler(text) && digits(text))
    };
    note.is_some_and(digits)
        || guide.consultation.as_ref().is_some_and(contact)
        || guide.complaint.as_ref().is_some_and(contact)
        || guide.places.iter().any(|place| !place.phones.is_empty())
}
