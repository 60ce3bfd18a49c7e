use super::helpers::entry_of;
use crate::analysis::nature::Nature;
use crate::compare::{clip, is_online};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::value::url::{is_article, is_of_notices, only_shows};
use crate::words;

rule! {
    "CHN126", "news-page-as-entry", Hint, Item(check),
    summary: ("入口是一篇文章、一张图片", "an entry that is an article or a picture"),
    message: ("{channel}填的网址是{what}，不是办理页面：{url}", "the entry of {channel} is {what}, not a page where the item is handled: {url}"),
    help: ("换成办理或查询的页面；只是发一篇通知的，不列为事项", "link to the page where the item is handled or looked up; do not list a mere notice as an item"),
    requirements: [C3, C4],
    own: ("文章、图片不能办事", "nothing can be handled in an article or a picture"),
    page: "news_page_as_entry.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let read = cx.nature() != Nature::Applied && words::ARTICLE_SUBJECT.occurs_in(&item.name);
    // What is made known is read among the notices.
    let made_known = ["公告", "公示", "通知", "动态"]
        .iter()
        .any(|word| item.name.contains(word));
    for (at, channel) in item.channels.iter().enumerate() {
        if !channel.kind.as_ref().is_none_or(is_online) {
            continue;
        }
        let Some(url) = channel.url.as_deref() else {
            continue;
        };
        let article = || (!read && is_article(url)).then_some(Text::new("一篇文章", "an article"));
        let notices = || {
            let what = Text::new("通知、新闻的栏目", "a list of notices or news");
            (!made_known && is_of_notices(url)).then_some(what)
        };
        let Some(what) = only_shows(url).or_else(article).or_else(notices) else {
            continue;
        };
        cx.report(
            Diagnostic::at(path!["channels", at, "url"])
                .with("channel", entry_of(channel.called(), at))
                .with("what", what)
                .with("url", clip(url)),
        );
    }
}
