use std::collections::BTreeMap;

use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_blank;

rule! {
    "CHN050", "duplicate-channel-id", Error, Item(check),
    summary: ("两个渠道用了同一个标识", "two channels share one id"),
    message: ("渠道标识“{id}”已经用过", "the channel id “{id}” is already in use"),
    help: ("给每个渠道不同的标识", "give each channel its own id"),
    requirements: [C1],
    own: ("一个标识只指一个渠道", "an id refers to exactly one channel"),
    certain: Structure,
    page: "duplicate_channel_id.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, channel) in item.channels.iter().enumerate() {
        let Some(id) = channel.id.as_deref().filter(|id| !is_blank(id)) else {
            continue;
        };
        if let Some(first) = seen.get(id) {
            let first = cx.here(path!["channels", *first, "id"]);
            let found = Diagnostic::at(path!["channels", at, "id"]).with("id", id);
            cx.report(found.related(first, Text::new("第一次使用", "used here first")));
        } else {
            seen.insert(id, at);
        }
    }
}
