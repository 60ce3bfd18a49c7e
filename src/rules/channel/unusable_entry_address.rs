use super::entry::report;
use crate::analysis::nature::Nature;
use crate::engine::{Context, Severity, rule};
use crate::model::ServiceItem;
use crate::value::url::LinkFault;

rule! {
    "CHN056", "unusable-entry-address", Error, Item(check),
    summary: ("渠道的入口网址打不开或靠不住", "an entry address that cannot be opened or relied on"),
    message: ("{channel}填的网址{fault}：{url}", "the entry of {channel} {fault}: {url}"),
    help: ("更正网址：{help}", "correct the address: {help}"),
    requirements: [C3, C4],
    own: (
        "打不开、随时会失效的网址办不了事",
        "an address that does not open, or may stop working any day, is of no use",
    ),
    certain: Format,
    page: "unusable_entry_address.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // A look-up risks nothing, and its system is mostly run by another office.
    let is_look_up = cx.nature() == Nature::Enquiry;
    report(item, cx, |fault| match fault {
        LinkFault::NotHttp
        | LinkFault::Broken
        | LinkFault::InternalHost
        | LinkFault::Executable => Some(Severity::Error),
        LinkFault::BareIp if is_look_up => Some(Severity::Hint),
        // A browser completes it.
        LinkFault::NoScheme => Some(Severity::Hint),
        // These addresses still work for now.
        LinkFault::SessionToken | LinkFault::BareIp => Some(Severity::Warning),
        LinkFault::LogIn | LinkFault::Booking | LinkFault::SystemFront | LinkFault::HomePage => {
            None
        }
    });
}
