//! Signs that a text is that of a law, and not written by the office.

use crate::prose::{Occurrence, is_han, is_han_numeral, is_longer, is_numeral, occurrences, slice};
use crate::words;

/// The heading of an article with which a text begins, if its law is not even named.
pub(super) fn bare_article(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let (number, behind) = text.strip_prefix('第')?.split_once('条')?;
    let is_article = !number.is_empty()
        && number.chars().all(is_han_numeral)
        && (behind.starts_with(|c: char| c.is_whitespace() || "：:".contains(c))
            || is_body(behind));
    is_article.then(|| slice(text, 0..text.len() - behind.len()))
}

/// Whether the text of an article follows its number, before which a paragraph may be named: 第十一条第二款 “….
pub(super) fn opens_text(behind: &str) -> bool {
    let part = (behind.strip_prefix('第'))
        .and_then(|rest| rest.split_once(['款', '项']))
        .filter(|(number, _)| !number.is_empty() && number.chars().all(is_numeral));
    let text = part.map_or(behind, |(_, text)| text);
    // 第十五条规定：… announces its text as well.
    let text = text.strip_prefix("规定").unwrap_or(text);
    text.starts_with(|c: char| c.is_whitespace() || "：:“\"".contains(c))
}

/// Whether the words right after the number of an article are its text and not more of a reference: 第十一条规定的,
/// 第三条、第四条.
fn is_body(behind: &str) -> bool {
    is_longer(behind, MIN_BODY_CHARS)
        && behind.starts_with(is_han)
        && ![
            "规定", "的", "第", "和", "及", "至", "或", "所", "中", "之", "要求", "款", "条件",
        ]
        .iter()
        .any(|more| behind.starts_with(more))
}

/// As long as an article is at least.
const MIN_BODY_CHARS: usize = 15;

/// A text without the chapter and section that come before the number of an article.
pub(super) fn without_chapter(text: &str) -> &str {
    let part = |text: &'_ str| -> Option<usize> {
        let (number, behind) = text
            .trim_start()
            .strip_prefix('第')?
            .split_once(['章', '节'])?;
        let counts = !number.is_empty() && number.chars().all(is_numeral);
        counts.then_some(text.len() - behind.len())
    };
    let mut rest = text;
    while let Some(end) = part(rest) {
        rest = slice(rest, end..rest.len());
    }
    rest
}

/// Number of articles quoted with their headings.
pub(super) fn articles(text: &str) -> usize {
    occurrences(text, "第")
        .filter(|found| {
            (found.after.split_once('条')).is_some_and(|(number, behind)| {
                (1..=6).contains(&number.chars().count())
                    && number.chars().all(is_han_numeral)
                    && behind.starts_with(char::is_whitespace)
            })
        })
        .count()
}

/// Words of a law about itself, or about what happens to an application.
const SCOPE: &[&str] = &["所称", "适用本", "不予受理", "以下简称"];

/// Words for those a law gives tasks to.
const OFFICES: &[&str] = &["部门", "机关", "机构", "人民政府"];

/// Whether the text gives the office a task or draws the law's scope.
pub(super) fn speaks_to_office(text: &str) -> bool {
    let task =
        |office: &&str| occurrences(text, office).any(|found| words::LAW_TASK.starts(found.after));
    SCOPE.iter().any(|words| text.contains(words)) || OFFICES.iter().any(task)
}

/// Whether the text speaks of itself as a law does.
pub(super) fn speaks_of_itself(text: &str) -> bool {
    [
        "本办法",
        "本条例",
        "本法",
        "本规定",
        "本细则",
        "前款",
        "前条",
    ]
    .iter()
    .any(|word| text.contains(word))
}

/// 第7章 in a text that names nothing that could have chapters.
pub(super) fn chapter<'t>(text: &'t str, laws: &[&str]) -> Option<&'t str> {
    occurrences(text, "第").find_map(
        |Occurrence {
             start,
             before,
             after,
         }| {
            let rest = after.trim_start_matches(is_numeral);
            let end = text.len() - rest.len() + "章".len();
            let numbered = rest.len() < after.len() && rest.starts_with('章');
            let named =
                before.contains(['》', '〉']) || laws.iter().any(|law| before.contains(law));
            (numbered && !named).then(|| slice(text, start..end))
        },
    )
}
