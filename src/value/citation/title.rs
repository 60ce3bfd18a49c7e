//! The title at the start of a citation, and what may precede it: number, issuer, and the act of issuing.

use std::ops::Range;

use super::parts::{NEAR_CHARS, article, canonical, document_number};
use crate::model::LegalBasis;
use crate::prose::{first_chars, is_han, is_longer, opening_bracket, slice};
use crate::words;

/// Maximum length of the text searched for a title, in characters.
pub(super) const MAX_TITLE_CHARS: usize = 80;

/// Maximum length of a title including its marks, in characters, so that reading stays linear.
const MAX_MARKED_CHARS: usize = 300;

/// A citation, and the parts of it that could not be used.
#[derive(Default)]
pub(super) struct Cited {
    pub(super) basis: LegalBasis,
    pub(super) unread: Vec<String>,
}

/// Takes the title that a text starts with, and returns its length.
pub(super) fn title(text: &str, cited: &mut Cited) -> Option<usize> {
    let head = first_chars(text, MAX_MARKED_CHARS);
    if head.starts_with('《') {
        return marked_title(head, cited);
    }
    if let Some(number) = document_number(first_chars(text, MAX_TITLE_CHARS))
        && number.start == 0
    {
        // 国发〔2017〕46号《某意见》, or 国发〔2017〕46号 alone.
        cited.basis.document_number = Some(canonical(slice(text, number.clone())));
        let rest = slice(head, number.end..head.len());
        let behind = rest.strip_prefix('文').unwrap_or(rest);
        let behind = behind.trim_start_matches([' ', '\u{3000}', '：', ':']);
        let titled = behind
            .starts_with('《')
            .then(|| marked_title(behind, cited));
        let before = head.len() - behind.len();
        return Some(titled.flatten().map_or(number.end, |end| before + end));
    }
    introduced_title(head, cited).or_else(|| unmarked_title(text, cited))
}

/// Takes a title in marks, with the kind of document after it: 《某办法》, 《某办法》的通知.
fn marked_title(text: &str, cited: &mut Cited) -> Option<usize> {
    let range = mentions(text).into_iter().next()?;
    let inside = slice(text, '《'.len_utf8()..range.end - '》'.len_utf8()).trim();
    if range.start > 0 || inside.is_empty() {
        return None;
    }
    cited.basis.name = Some(inside.to_owned());
    Some(range.end + kind_after_title(slice(text, range.end..text.len())))
}

/// The length of the words after 》 that name the kind of document, such as 的通知; 0 if other words follow them.
fn kind_after_title(behind: &str) -> usize {
    let Some(word) = words::DOCUMENT_ON_DOCUMENT.start_of(behind) else {
        return 0;
    };
    let after = slice(behind, word.len()..behind.len());
    let numbered =
        || document_number(first_chars(after, NEAR_CHARS)).is_some_and(|number| number.start == 0);
    let is_continued = after.starts_with(is_han) && !after.starts_with('第') && !numbered();
    if is_continued { 0 } else { word.len() }
}

/// Takes a title with words before its marks: 甲部关于印发《某办法》的通知, 国务院《某条例》.
fn introduced_title(text: &str, cited: &mut Cited) -> Option<usize> {
    let open = first_chars(text, MAX_TITLE_CHARS).find('《')?;
    let (before, titled) = text.split_at(open);
    let introduction = before.trim();
    if !introduction
        .chars()
        .all(|c| is_han(c) || matches!(c, ' ' | '\u{3000}' | '、'))
    {
        return None;
    }
    if introduction.ends_with("关于") || words::DONE_TO_DOCUMENT.ends(introduction) {
        let end = mentions(titled).first()?.end;
        let notice = kind_after_title(slice(titled, end..titled.len()));
        let whole = open + end + notice;
        cited.basis.name = Some(slice(text, 0..whole).trim().to_owned());
        return (notice > 0).then_some(whole);
    }
    if !words::BODY_ENDING.ends(introduction) || !followed(titled) {
        return None;
    }
    let end = marked_title(titled, cited)?;
    cited.unread.push(introduction.to_owned());
    Some(open + end)
}

/// Takes a title without 《》, which ends before a mark, an article or the end of the line.
fn unmarked_title(text: &str, cited: &mut Cited) -> Option<usize> {
    let head = first_chars(text, MAX_TITLE_CHARS);
    let stop = head
        .char_indices()
        .find(|(at, c)| {
            matches!(
                c,
                '（' | '(' | '：' | ':' | '，' | ',' | '。' | '；' | ';' | '、' | '\n' | '“'
            ) || *c == '第' && article(slice(head, *at..head.len())).is_some()
        })
        .map_or(head.len(), |(at, _)| at);
    let name = slice(head, 0..stop).trim();
    let whole = stop < head.len() || head.len() == text.len();
    let long = is_longer(name, 3) && name.chars().all(|c| is_han(c) || "〈〉".contains(c));
    if !(whole && long && words::BARE_TITLE_ENDING.ends(name)) {
        return None;
    }
    cited.basis.name = Some(name.to_owned());
    Some(stop)
}

/// The byte ranges of the titles 《…》 in a text, including their marks; of nested titles, only the outer.
pub(crate) fn mentions(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    if !text.contains('《') {
        return found;
    }
    let mut open = None;
    let mut depth = 0usize;
    for (at, c) in text.char_indices() {
        match c {
            '《' => {
                if depth == 0 {
                    open = Some(at);
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                if depth == 0
                    && let Some(start) = open.take()
                {
                    found.push(start..at + c.len_utf8());
                }
            }
            // An unclosed title ends with its line.
            '\n' => {
                depth = 0;
                open = None;
            }
            _ => {}
        }
    }
    found
}

/// Whether the title at the start of a text is followed by a number or an article.
pub(super) fn followed(text: &str) -> bool {
    let Some(end) = mentions(text).first().map(|title| title.end) else {
        return false;
    };
    let rest = slice(text, end..text.len()).trim_start();
    article(rest).is_some()
        || opening_bracket(rest).is_some_and(|found| document_number(found.inside).is_some())
}
