//! Unpaired brackets, title marks and quotation marks.

use crate::analysis::{TextKind, TextNode};
use crate::engine::Context;
use crate::model::ServiceItem;
use crate::prose::{first_chars, is_han, is_longer, is_numeral, last_chars, slice};

/// Number of characters quoted around the mark.
const QUOTED_CHARS: usize = 8;

/// The texts with an unpaired mark, with the position of the mark and the mark.
pub(super) fn alone_in<'i>(
    item: &'i ServiceItem,
    cx: &Context<'i>,
) -> Vec<(&'i TextNode<'i>, usize, char)> {
    let checked = cx.texts().iter().filter(|node| {
        // An alias that repeats the name repeats its fault, which is reported at the name.
        let repeats_name = node.kind == TextKind::Keyword && node.text.trim() == item.name.trim();
        node.kind != TextKind::Translation && node.stats.brackets && !repeats_name
    });
    checked
        .filter_map(|node| first_unpaired(node.text).map(|(at, mark)| (node, at, mark)))
        .collect()
}

/// The text around a mark.
pub(super) fn around(text: &str, at: usize) -> &str {
    let before = last_chars(slice(text, 0..at), QUOTED_CHARS);
    first_chars(slice(text, at - before.len()..text.len()), 2 * QUOTED_CHARS)
}

/// Whether the mark itself is the fault, because it is doubled or opens nothing, rather than a missing half.
pub(super) fn is_stray(text: &str, at: usize, mark: char) -> bool {
    let before = slice(text, 0..at);
    let rest = slice(text, at + mark.len_utf8()..text.len());
    match closing(mark) {
        Some(close) => {
            let is_doubled = |c: char| closing(c) == Some(close);
            rest.trim().is_empty() || rest.starts_with(is_doubled) || before.ends_with(is_doubled)
        }
        None => before.ends_with(|c| full_width(c) == full_width(mark)),
    }
}

/// The text without the mark.
pub(super) fn without(text: &str, at: usize, mark: char) -> String {
    let rest = slice(text, at + mark.len_utf8()..text.len());
    [slice(text, 0..at), rest].concat()
}

/// A closing bracket in full width.
const fn full_width(c: char) -> char {
    match c {
        ')' => '）',
        ']' => '］',
        _ => c,
    }
}

/// The closing partner of an opening mark, in full width.
pub(super) const fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' | '(' => '）',
        '《' => '》',
        '“' => '”',
        '【' => '】',
        '「' => '」',
        '〔' => '〕',
        '〈' => '〉',
        '『' => '』',
        '〖' => '〗',
        '〘' => '〙',
        '｛' => '｝',
        '[' | '［' => '］',
        _ => return None,
    })
}

/// Whether the mark, in full width, closes another.
const fn is_closing(close: char) -> bool {
    matches!(
        close,
        '）' | '］' | '》' | '”' | '】' | '」' | '〕' | '〉' | '』' | '〗' | '〙' | '｝'
    )
}

/// The first unpaired mark. `（` and `)` pair: mixed widths do not change the meaning.
fn first_unpaired(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    for (at, c) in text.char_indices().filter(|(_, c)| !is_han(*c)) {
        if let Some(close) = closing(c) {
            // A title within a title may have the same marks.
            open.push((at, c, close));
            continue;
        }
        let close = full_width(c);
        if !is_closing(close) {
            continue;
        }
        if open.last().is_some_and(|(.., wanted)| *wanted == close) {
            open.pop();
        } else if close == '）' && is_numbering(slice(text, 0..at)) {
            // 1） and a) number a list.
        } else if close == '”' && !is_only_quote(text) {
            // Two closing marks are often used instead of a pair.
            return None;
        } else {
            return Some((at, c));
        }
    }
    // A quotation of several paragraphs has an opening mark for each of them, but closes once.
    open.first()
        .filter(|(.., wanted)| *wanted != '”' || is_only_quote(text))
        .map(|(at, mark, _)| (*at, *mark))
}

/// Whether the text has only one quotation mark, opening or closing.
fn is_only_quote(text: &str) -> bool {
    text.matches(['“', '”']).nth(1).is_none()
}

/// Whether a short number or letter that is not part of a word precedes the bracket.
fn is_numbering(before: &str) -> bool {
    let number = |c: char| c.is_ascii_alphabetic() || is_numeral(c) || matches!(c, '①'..='⑨');
    let rest = before.trim_end_matches(number);
    let number = slice(before, rest.len()..before.len());
    !number.is_empty() && !is_longer(number, 3) && !rest.ends_with(char::is_alphanumeric)
}
