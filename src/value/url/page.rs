//! Kinds of pages that can be recognised by their URL.

use super::first_of;
use crate::i18n::Text;
use crate::prose::{ascii_lower, slice};
use crate::words;

/// A URL without its parameters and its fragment.
fn before_query(url: &str) -> &str {
    slice(url, 0..first_of(url, b"?#").unwrap_or(url.len()))
}

/// The kind of page at a URL, if it is one where nothing can be handled: a picture or a help page.
pub(crate) fn only_shows(url: &str) -> Option<Text> {
    if is_picture(url) {
        return Some(Text::new("一张图片", "a picture"));
    }
    let lower = ascii_lower(url.trim());
    let path = before_query(&lower);
    let path = path.split_once("://").map_or(path, |(_, rest)| rest);
    let (folders, last) = path.rsplit_once('/')?;
    let of_help = folders
        .split('/')
        .skip(1)
        .any(|folder| words::HELP_PAGE.is(folder))
        || words::HELP_PAGE.is(last.split('.').next().unwrap_or_default());
    of_help.then_some(Text::new("帮助页面", "a help page"))
}

/// Whether a text is the URL or the path of a picture, and nothing else.
pub(crate) fn is_picture(text: &str) -> bool {
    let text = text.trim();
    let path = text.split(['?', '#']).next().unwrap_or_default();
    let ending = path
        .rsplit_once('/')
        .and_then(|(_, last)| last.rsplit_once('.'));
    !text.contains(char::is_whitespace)
        && ending.is_some_and(|(_, ending)| words::PICTURE_ENDING.is(&ascii_lower(ending)))
}

/// Whether a URL leads to the notices or the news of a site.
pub(crate) fn is_of_notices(url: &str) -> bool {
    let lower = ascii_lower(url.trim());
    let path = before_query(&lower);
    let mut folders = path.split('/').skip(3);
    folders.any(|folder| words::NOTICE_PAGE.is(folder))
}

/// Whether a URL leads to an article of a content management system or to a message of `mp.weixin.qq.com`:
/// `post_123.html`, `art_12_345.html`, `t20170216_2963.html`, `…NewsReport_3059.html`.
pub(crate) fn is_article(url: &str) -> bool {
    let path = before_query(url);
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

/// Whether a URL leads to a file of a site and holds no number or parameter that could identify a matter.
///
/// A URL that ends in a folder does not count, as it may be the home page of a system that handles all matters.
pub(crate) fn names_nothing(url: &str) -> bool {
    let behind = (url.trim().split_once("://")).and_then(|(_, rest)| rest.split_once('/'));
    behind.is_some_and(|(_, path)| {
        let marks = |c: char| c.is_ascii_digit() || matches!(c, '?' | '#' | '%') || !c.is_ascii();
        (path.rsplit_once('/')).is_some_and(|(_, last)| last.contains('.')) && !path.contains(marks)
    })
}
