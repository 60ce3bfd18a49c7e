use std::collections::HashMap;

use super::helpers::entry_of;
use crate::analysis::nature::core_name;
use crate::compare::clip;
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::facts::{EntryFacts, alike, digest};
use crate::i18n::Text;
use crate::path;
use crate::prose::text_key;
use crate::value::url::{LinkFault, fault, host, is_below};
use crate::words;

rule! {
    "CHN146", "shared-entry", Hint, Catalogue(check),
    summary: ("许多事项的入口是同一个首页、登录页或者同一页", "many items have one page as their entry"),
    message: ("{channel}填的网址{fault}，{items}个事项填的都是它：{url}", "the entry of {channel} {fault}, which {items} items share: {url}"),
    help: ("更换网址：换成直达这一事项的网址", "correct the address: link directly to this item"),
    requirements: [C3, C4],
    own: (
        "几件事同一个首页，进去还要自己找",
        "where several items share a front page, users have to keep searching",
    ),
    overrides: ["CHN062"],
    page: "shared_entry.md",
}

/// Minimum number of items that share a faulty entry; a site may well serve one or two matters only.
const MIN_ITEMS: usize = 3;

/// Minimum number of items that share any other entry; a page may well list the few cases of one matter.
const MIN_ITEMS_OF_ANY_PAGE: usize = 8;

/// The fault of a shared entry whose address itself has no fault.
const ANY_PAGE: Text = Text::new("没有带上是哪一件事", "does not say which item it is for");

/// The digest of an address without the slash at its end.
fn key(url: &str) -> u64 {
    digest(&url.trim_end_matches('/'))
}

fn check(cx: &mut CatalogueContext<'_>) {
    let facts = cx.facts();
    let records = facts.sorted(|_, item| {
        let entries = item.entries().map(|entry| {
            // The cases of one matter may share a page made for it, so without a fault they count as one.
            let name = match fault(entry.url) {
                Some(_) => item.name(),
                None => core_name(item.name()),
            };
            [key(entry.url), digest(&text_key(name))]
        });
        entries.collect::<Vec<_>>()
    });
    let names: HashMap<u64, usize> = alike(records)
        .filter(|group| group.len() >= MIN_ITEMS)
        .filter_map(|group| Some((*group.first()?.first()?, group.len())))
        .collect();
    for (number, item) in facts.iter().enumerate() {
        for EntryFacts {
            channel,
            named: called,
            url,
        } in item.entries()
        {
            let shared = names.get(&key(url)).copied().unwrap_or_default();
            let fault = fault(url);
            let min_items = fault.map_or(MIN_ITEMS_OF_ANY_PAGE, |_| MIN_ITEMS);
            // Only the ministry could give an item its own page in a national system.
            let is_national =
                || host(url).is_some_and(|host| is_below(&host, cx.words(&words::NATIONAL_HOST)));
            if shared < min_items || is_national() {
                continue;
            }
            cx.report(
                Diagnostic::in_item(number, path!["channels", channel, "url"])
                    .with("channel", entry_of(called, channel))
                    .with("fault", fault.map_or(ANY_PAGE, LinkFault::text))
                    .with("items", shared)
                    .with("url", clip(url)),
            );
        }
    }
}
