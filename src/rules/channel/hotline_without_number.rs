use super::helpers::channel_name;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Guide, ServiceItem};
use crate::path;
use crate::vocabulary::ChannelKind;

rule! {
    "CHN082", "hotline-without-number", Warning, Item(check),
    summary: ("热线没有写号码", "a hotline without a number"),
    message: ("{channel}没有写电话号码", "{channel} has no phone number"),
    help: ("在 says.consultation.phones 里写上号码", "give the number under says.consultation.phones"),
    requirements: [C6],
    cites: ["gbh-2017-115#5-facts"],
    certain: Presence,
    page: "hotline_without_number.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, channel) in item.channels.iter().enumerate() {
        if channel.kind != Some(ChannelKind::Hotline) {
            continue;
        }
        let called = [&channel.name, &channel.id, &channel.url];
        let in_name = (called.into_iter().flatten())
            .any(|text| text.chars().filter(char::is_ascii_digit).count() >= 5);
        // What the channel leaves out it inherits from the item.
        let numbered = |guide: &Guide| {
            let lines = [&guide.consultation, &guide.complaint];
            lines
                .into_iter()
                .flatten()
                .any(|contact| !contact.phones.is_empty())
        };
        let own = channel.says.as_ref().is_some_and(numbered);
        let inherited = item.guide.as_ref().is_some_and(numbered);
        if !in_name && !own && !inherited {
            let found = Diagnostic::at(path!["channels", at]);
            cx.report(found.with("channel", channel_name(channel, at)));
        }
    }
}
