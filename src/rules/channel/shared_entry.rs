use std::collections::{BTreeMap, BTreeSet};

use super::helpers::named;
use crate::compare::clip;
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::facts::EntryFacts;
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

/// An address with and without a slash at the end is the same.
fn key(url: &str) -> &str {
    url.trim_end_matches('/')
}

fn check(cx: &mut CatalogueContext<'_>) {
    let facts = cx.facts();
    let mut names: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for item in facts.iter() {
        for entry in item.entries() {
            (names.entry(key(entry.url)).or_default()).insert(text_key(item.name()));
        }
    }
    for (number, item) in facts.iter().enumerate() {
        for EntryFacts {
            channel,
            named: called,
            url,
        } in item.entries()
        {
            let shared = names.get(key(url)).map_or(0, BTreeSet::len);
            let Some(fault) = fault(url).filter(|_| shared >= MIN_ITEMS) else {
                continue;
            };
            // People who only look around may well begin at the front page.
            let certain = item.is_applied_for()
                && (fault != LinkFault::HomePage || shared >= MIN_ITEMS_OF_HOME_PAGE);
            cx.report(
                Diagnostic::in_item(number, path!["channels", channel, "url"])
                    .with("channel", named(called, channel))
                    .with("fault", fault.text())
                    .with("items", shared)
                    .with("url", clip(url))
                    .hint_unless(certain),
            );
        }
    }
}
