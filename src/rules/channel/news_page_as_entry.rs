use super::helpers::channel_name;
use crate::compare::{clip, is_online};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::value::url::is_article;
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
    if cx.nature().is_passive() && words::ARTICLE_SUBJECT.occurs_in(&item.name) {
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
