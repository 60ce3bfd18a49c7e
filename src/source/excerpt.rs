//! Excerpts of documents: a line or, if it is long, the surroundings of the marked words.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::escapes;

/// Maximum size of an excerpt in bytes: a cell can contain a whole law.
const MAX_EXCERPT_BYTES: usize = 4_000;

/// An excerpt of a document, with the relevant range marked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The text; for a long line, the surroundings of the marked range.
    pub text: String,
    /// Number of the first line, from 1.
    pub first_line: u64,
    /// The marked range, in bytes of `text`.
    pub marked: Range<usize>,
    /// Whether the line begins before the text, so that columns are not those of the text.
    pub is_cut: bool,
}

impl Excerpt {
    /// A line of a text, or the surroundings of the marked range in it.
    pub(super) fn of(
        text: &str,
        line: Range<usize>,
        marked: Range<usize>,
        first_line: u64,
    ) -> Option<Self> {
        let mut shown = line.clone();
        if line.len() > MAX_EXCERPT_BYTES {
            let boundary = |mut at: usize| {
                while !text.is_char_boundary(at) {
                    at -= 1;
                }
                at
            };
            let start = marked.start.saturating_sub(MAX_EXCERPT_BYTES / 2);
            shown.start = boundary(start.max(line.start));
            shown.end = boundary((shown.start + MAX_EXCERPT_BYTES).min(line.end));
        }
        let part = text.get(shown.clone())?.trim_end_matches('\r');
        let cut = |at: usize| at.saturating_sub(shown.start).min(part.len());
        Some(Self {
            text: part.to_owned(),
            first_line,
            marked: cut(marked.start)..cut(marked.end),
            is_cut: shown.start > line.start,
        })
    }
}

/// The part of a span that is marked; if it does not occur, the whole span is.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Marked<'q> {
    /// The first occurrence of these words.
    Words(&'q str),
    /// The entry with these words, if the text is a list.
    Entry(&'q str),
    /// The whole span.
    Whole,
}

impl<'q> From<Option<&'q str>> for Marked<'q> {
    fn from(quote: Option<&'q str>) -> Self {
        quote.map_or(Self::Whole, Self::Words)
    }
}

/// The range of the words in a span, verbatim or escaped; or else the whole span.
pub(super) fn mark(text: &str, whole: Range<usize>, marked: Marked<'_>) -> Range<usize> {
    let inside = text.get(whole.clone()).unwrap_or_default();
    let found = match marked {
        Marked::Words(words) if !words.is_empty() => escapes::find(inside, words),
        Marked::Entry(name) if !name.is_empty() => find_entry(inside, name),
        _ => None,
    };
    match found {
        Some(found) => whole.start + found.start..whole.start + found.end,
        None => whole,
    }
}

/// The range of an entry with exactly these words: 身份证 is not found in 法定代表人身份证.
fn find_entry(text: &str, name: &str) -> Option<Range<usize>> {
    let mut found = text.match_indices(name).map(|(at, _)| at..at + name.len());
    found.find(|at| {
        let before = text
            .get(..at.start)
            .and_then(|text| text.chars().next_back());
        let after = text.get(at.end..).and_then(|text| text.chars().next());
        !before.is_some_and(char::is_alphabetic) && !after.is_some_and(char::is_alphabetic)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_a_list_is_marked_where_its_name_does_not_go_on() {
        let text = "1.法定代表人身份证；2.身份证（复印件）；3.营业执照";
        let of = |name| &text[mark(text, 0..text.len(), Marked::Entry(name))];
        assert_eq!(of("营业执照"), "营业执照");
        let at = mark(text, 0..text.len(), Marked::Entry("身份证"));
        assert_eq!(&text[..at.start], "1.法定代表人身份证；2.");
        for name in ["执照", "", "户口簿"] {
            assert_eq!(of(name), text, "{name}");
        }
    }
}
