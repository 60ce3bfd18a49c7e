use super::helpers::names_channel;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{ChannelKind, Vocabulary};

rule! {
    "CHN046", "unknown-channel-in-deviation", Warning, Item(check),
    summary: ("差异说明写的渠道不存在", "a declared difference names an unknown channel"),
    message: ("差异说明写的渠道“{channel}”不在这个事项的渠道里", "the declared difference names a channel “{channel}” that the item does not have"),
    help: ("改成 channels 里有的标识", "use an id that stands under channels"),
    requirements: [C1],
    own: ("差异说明要指到有的渠道", "a deviation refers to a channel that exists"),
    certain: Structure,
    page: "unknown_channel_in_deviation.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, deviation) in item.deviations.iter().enumerate() {
        for (index, word) in deviation.channels.iter().enumerate() {
            // A kind of channel may be the name of a view that is not loaded now.
            if names_channel(word, item, cx) || ChannelKind::recognise(word).is_some() {
                continue;
            }
            let found = Diagnostic::at(path!["deviations", at, "channels", index])
                .with("channel", word)
                .related(
                    cx.here(path!["channels"]),
                    Text::new("渠道", "the channels"),
                );
            cx.report(found);
        }
    }
}
