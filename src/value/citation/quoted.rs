//! Removes citations from sentences, and recognises sentences in the words of the law.

use std::borrow::Cow;

use super::parts;
use super::title::mentions;
use crate::prose::{is_numeral, opening_bracket, slice};
use crate::words;

/// The text without titles 《…》, whose length is not the writer's choice.
pub(crate) fn without_titles(text: &str) -> Cow<'_, str> {
    let titles = mentions(text);
    if titles.is_empty() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for title in titles {
        out.push_str(slice(text, at..title.start));
        at = title.end;
    }
    out.push_str(slice(text, at..text.len()));
    Cow::Owned(out)
}

/// The text without 第三条, 第二款 and the like.
pub(crate) fn without_articles(text: &str) -> Cow<'_, str> {
    if !text.contains('第') {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('第') {
        out.push_str(before);
        let tail = after.trim_start_matches(is_numeral);
        let unit = tail.strip_prefix(['条', '款', '项', '章', '节', '目']);
        if let Some(tail) = unit.filter(|_| tail.len() < after.len()) {
            rest = tail;
        } else {
            out.push('第');
            rest = after;
        }
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The sentence without titles and the dates, document numbers and articles that belong to them, as
/// in 《某法》（2019年修正）第三条.
pub(crate) fn without_citations(sentence: &str) -> Cow<'_, str> {
    let titles = mentions(sentence);
    if titles.is_empty() {
        return Cow::Borrowed(sentence);
    }
    let mut out = String::with_capacity(sentence.len());
    let mut at = 0;
    for title in titles {
        // A title in the bracket after another title was removed with that bracket.
        if title.start < at {
            continue;
        }
        out.push_str(slice(sentence, at..title.start));
        let after = slice(sentence, title.end..sentence.len());
        at = sentence.len() - after_title(after).len();
    }
    out.push_str(slice(sentence, at..sentence.len()));
    Cow::Owned(out)
}

/// The text after a title without its bracket and articles.
fn after_title(after: &str) -> &str {
    let rest = without_note(after);
    let join = |c: char| c.is_whitespace() || "、和及，,".contains(c);
    after_article(rest.trim_start_matches(join)).unwrap_or(rest)
}

/// The text after a title without the bracket about its issue.
pub(crate) fn without_note(after: &str) -> &str {
    opening_bracket(after.trim_start())
        .filter(|note| words::ISSUE_NOTE.occurs_in(note.inside))
        .map_or(after, |note| note.after)
}

/// The text after an article such as 第三条 or 第五条第二款 at its start.
fn after_article(text: &str) -> Option<&str> {
    parts::article(text).map(|length| slice(text, length..text.len()))
}

/// Whether the sentence quotes an article of a law: 《某法》第三条 申请人…, 第三条：“…”.
pub(crate) fn quotes_article(sentence: &str) -> bool {
    let lead = |c: char| !c.is_alphanumeric() && !matches!(c, '《') || c.is_ascii_digit();
    let mut rest = sentence.trim_start_matches(lead);
    for word in ["根据", "依据", "按照", "依照"] {
        rest = rest.strip_prefix(word).unwrap_or(rest);
    }
    let title = mentions(rest).into_iter().next();
    let titled = title.filter(|title| title.start == 0);
    let body = match &titled {
        Some(title) => after_title(slice(rest, title.end..rest.len())),
        None => match after_article(rest) {
            Some(tail) => tail,
            None => return false,
        },
    };
    let cited =
        titled.is_none_or(|title| slice(rest, title.end..rest.len() - body.len()).contains('条'));
    cited && body.starts_with(|c: char| c.is_whitespace() || "：:“\"".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn citations_are_removed_with_all_their_parts() {
        let text = "依照《某法》（2001年甲会议通过（2019年修正））第三条、第五条第二款申请";
        assert_eq!(without_citations(text), "依照申请");
        let amended = "《某法》（2001年公布 根据《某决定》修订）第三条申请";
        assert_eq!(without_citations(amended), "申请");
        assert_eq!(without_citations("《某表》（一份）"), "（一份）");
        assert_eq!(without_citations("《某法》（2001年"), "（2001年");
        assert!(quotes_article("1.《某法》（2019年修正）第三条 申请人应当"));
        assert!(quotes_article("第三条：“申请人应当"));
        assert!(!quotes_article("第八条的“学位”是指"));
        assert!(!quotes_article("《某法》 申请人应当"));
        assert!(!quotes_article("根据《某法》第三条规定，申请人"));
    }

    #[test]
    fn titles_do_not_count() {
        assert_eq!(
            without_titles("依照《某某法》和《某某条例》办理"),
            "依照和办理"
        );
    }
}
