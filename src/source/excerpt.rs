//! Excerpts of documents: a line, or what is around the words in a long one.

use std::ops::Range;

use super::escapes;

/// Maximum size of an excerpt in bytes: a cell can contain a whole law.
const MAX_EXCERPT_BYTES: usize = 4_000;

/// An excerpt of a document, with the relevant range marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The text; of a long line what is around the marked range.
    pub text: String,
    /// Number of its first line, from 1.
    pub first_line: u64,
    /// The marked range, in bytes of `text`.
    pub marked: Range<usize>,
    /// Whether the line begins before the text, so that columns are not those of the text.
    pub is_cut: bool,
}

impl Excerpt {
    /// A line of a text, or what is around the marked range in it.
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

/// The words of a span, as they are or written with backslashes; or else all of it.
pub(super) fn mark(text: &str, whole: Range<usize>, quote: Option<&str>) -> Range<usize> {
    let found = quote
        .filter(|quote| !quote.is_empty())
        .and_then(|quote| escapes::find(text.get(whole.clone())?, quote));
    match found {
        Some(found) => whole.start + found.start..whole.start + found.end,
        None => whole,
    }
}
