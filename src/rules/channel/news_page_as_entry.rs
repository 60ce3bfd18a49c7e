use super::helpers::channel_name;
use crate::analysis::nature::Nature;
use crate::compare::{clip, is_online};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::words;

rule! {
    "CHN126", "news-page-as-entry", Hint, Item(check),
    summary: ("入口是一篇文章", "an entry that is an article"),
    message: ("{channel}的入口是一篇文章，不是办理页面：{url}", "the entry of {channel} is an article, not a page where the item is handled: {url}"),
    help: ("换成办理或查询的页面；只是发一篇通知的，不列为事项", "link to the page where the item is handled or looked up; do not list a mere notice as an item"),
    requirements: [C3, C4],
    own: ("文章不能办事", "nothing can be handled in an article"),
    page: "news_page_as_entry.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if Nature::of(item).is_passive() && words::ARTICLE_SUBJECT.occurs_in(&item.name) {
        return;
    }
    for (at, channel) in item.channels.iter().enumerate() {
        if !channel.kind.as_ref().is_none_or(is_online) {
            continue;
        }
        let Some(url) = channel.url.as_deref().filter(|url| is_article(url)) else {
            continue;
        };
        cx.report(
            Diagnostic::at(path!["channels", at, "url"])
                .with("channel", channel_name(channel, at))
                .with("url", clip(url)),
        );
    }
}

/// Whether the last part of the path is that of an article of a content system:
/// `post_123.html`, `art_12_345.html`, `t20170216_2963.html`, `…NewsReport_3059.html`, a message.
fn is_article(url: &str) -> bool {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let Some((before, last)) = path.rsplit_once('/') else {
        return false;
    };
    let name = last.split('.').next().unwrap_or_default();
    let numbered =
        |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit() || b == b'_');
    let dated = |rest: &str| rest.len() > 9 && rest.starts_with("20") && numbered(rest);
    ["post_", "art_", "content_", "article_", "news_"]
        .iter()
        .any(|start| name.strip_prefix(start).is_some_and(numbered))
        || name.strip_prefix('t').is_some_and(dated)
        || (name.rsplit_once('_')).is_some_and(|(words, number)| {
            numbered(number) && (words.ends_with("NewsReport") || words.ends_with("newsDetail"))
        })
        || before.ends_with("mp.weixin.qq.com") && last.starts_with('s')
        || before.contains("mp.weixin.qq.com/s")
}
