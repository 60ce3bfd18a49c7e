use std::collections::{BTreeMap, BTreeSet};

use super::helpers::channel_name;
use crate::analysis::nature::Nature;
use crate::compare::{clip, is_online};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::text_key;
use crate::value::url::{LinkFault, fault};

rule! {
    "CHN146", "shared-entry", Warning, Catalogue(check),
    summary: ("许多事项的入口是同一个首页、登录页", "many items have one home or log-in page as their entry"),
    message: ("{channel}的入口{fault}，{items}个事项都用它：{url}", "the entry of {channel} {fault}, which {items} items share: {url}"),
    help: ("更换网址：换成直达这一事项的网址", "correct the address: link directly to this item"),
    requirements: [C3, C4],
    own: (
        "几件事同一个首页，进去还要自己找",
        "where several items share a front page, users have to keep searching",
    ),
    overrides: ["CHN062"],
    page: "shared_entry.md",
}

/// A site of its own may serve one or two matters.
const MIN_ITEMS: usize = 3;

/// The home page of a small one may do for a few more that belong together.
const MIN_ITEMS_OF_HOME_PAGE: usize = 5;

/// The addresses of the channels on the web that lead to no particular matter.
fn general(item: &ServiceItem) -> impl Iterator<Item = (usize, &str)> {
    let online = (item.channels.iter().enumerate())
        .filter(|(_, channel)| channel.kind.as_ref().is_none_or(is_online));
    // What one asks or looks up in a system begins at its first page: 智能客服 for a consultation.
    let passive = Nature::of(item).is_passive();
    let general = move |found| match found {
        LinkFault::SystemFront => !passive,
        found => LinkFault::leads_nowhere(found),
    };
    online
        .filter_map(|(at, channel)| Some((at, channel.url.as_deref()?.trim())))
        .filter(move |(_, url)| fault(url).is_some_and(general))
}

/// An address with and without a slash at the end is the same.
fn key(url: &str) -> &str {
    url.trim_end_matches('/')
}

fn check(cx: &mut CatalogueContext<'_>) {
    let items = &cx.catalogue().items;
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for item in items {
        for (_, url) in general(item) {
            names
                .entry(key(url))
                .or_default()
                .insert(text_key(&item.name));
        }
    }
    for (number, item) in items.iter().enumerate() {
        for (at, url) in general(item) {
            let shared = names.get(key(url)).map_or(0, BTreeSet::len);
            let (Some(channel), Some(fault)) = (item.channels.get(at), fault(url)) else {
                continue;
            };
            if shared >= MIN_ITEMS {
                // Whoever only looks around may well begin at the front page.
                let certain = Nature::of(item) == Nature::Applied
                    && (fault != LinkFault::HomePage || shared >= MIN_ITEMS_OF_HOME_PAGE);
                cx.report(
                    Diagnostic::in_item(number, path!["channels", at, "url"])
                        .with("channel", channel_name(channel, at))
                        .with("fault", fault.text())
                        .with("items", shared)
                        .with("url", clip(url))
                        .hint_unless(certain),
                );
            }
        }
    }
}
