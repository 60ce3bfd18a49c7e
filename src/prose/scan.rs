//! Scanning a text by folded characters, with positions in the original.

use std::ops::Range;

use super::fold::fold_char;

/// A value read at a position of a text, with the position after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Lexed<T> {
    /// The value.
    pub(crate) value: T,
    /// The position after the value, in the reader's unit: characters of a [`Scan`], or bytes of a `&str`.
    pub(crate) end: usize,
}

impl<T> Lexed<T> {
    /// A value that ends at this position.
    pub(crate) const fn new(value: T, end: usize) -> Self {
        Self { value, end }
    }

    /// Maps the value and keeps the position.
    pub(crate) fn map<U>(self, with: impl FnOnce(T) -> U) -> Lexed<U> {
        Lexed::new(with(self.value), self.end)
    }
}

/// A text as folded characters, mapped one to one to positions in the original.
///
/// For numbers, units and fixed words, for which width and look-alike marks must not matter.
/// Readers of structure (lists, labels, brackets) work on the `&str` itself and split it with
/// [`slice`].
pub(crate) struct Scan<'a> {
    text: &'a str,
    chars: Vec<char>,
    bytes: Vec<usize>,
}

impl<'a> Scan<'a> {
    /// Folds every character of the text.
    pub(crate) fn new(text: &'a str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2);
        let mut bytes = Vec::with_capacity(text.len() / 2);
        for (byte, c) in text.char_indices() {
            chars.push(fold_char(c));
            bytes.push(byte);
        }
        Self { text, chars, bytes }
    }

    /// The original text.
    pub(crate) const fn text(&self) -> &'a str {
        self.text
    }

    /// The number of characters.
    pub(crate) fn len(&self) -> usize {
        self.chars.len()
    }

    /// The folded character at this position.
    pub(crate) fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The folded character before this position.
    pub(crate) fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    /// The byte offset of the character in the original; the length of the text after the last one.
    pub(crate) fn byte(&self, at: usize) -> usize {
        debug_assert!(at <= self.len(), "{at} is after the end of {:?}", self.text);
        self.bytes.get(at).copied().unwrap_or(self.text.len())
    }

    /// The original text between two positions.
    pub(crate) fn original(&self, from: usize, to: usize) -> &'a str {
        slice(self.text, self.byte(from)..self.byte(to))
    }

    /// The folded text between two positions.
    pub(crate) fn folded(&self, from: usize, to: usize) -> String {
        let chars = self.chars.get(from..to);
        debug_assert!(chars.is_some(), "{from}..{to} of {:?}", self.text);
        chars.unwrap_or_default().iter().collect()
    }

    /// Whether this word is at this position; the word must be in folded form.
    pub(crate) fn has(&self, at: usize, word: &str) -> bool {
        debug_assert!(
            word.chars().all(|c| fold_char(c) == c),
            "{word} is not folded"
        );
        word.chars()
            .enumerate()
            .all(|(offset, c)| self.get(at + offset) == Some(c))
    }

    /// The first of the words found at this position, with its end.
    pub(crate) fn any<'w>(
        &self,
        at: usize,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Option<Lexed<&'w str>> {
        let word = words.into_iter().find(|word| self.has(at, word))?;
        Some(Lexed::new(word, at + word.chars().count()))
    }

    /// The position after the first of the words found at this position.
    pub(crate) fn after<'w>(
        &self,
        at: usize,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Option<usize> {
        self.any(at, words).map(|word| word.end)
    }

    /// The first position at or after `from` whose character does not match `is`.
    pub(crate) fn skip(&self, from: usize, is: impl Fn(char) -> bool) -> usize {
        let mut at = from;
        while self.get(at).is_some_and(&is) {
            at += 1;
        }
        at
    }

    /// The first position at or after `from` that is not a space.
    pub(crate) fn skip_spaces(&self, from: usize) -> usize {
        self.skip(from, |c| c == ' ')
    }
}

/// The part of a text between two byte offsets found in it.
///
/// Invalid bounds are a bug of the caller: debug builds panic, release builds continue with an
/// empty string.
pub(crate) fn slice(text: &str, range: Range<usize>) -> &str {
    let part = text.get(range.clone());
    debug_assert!(part.is_some(), "{range:?} of {text:?}");
    part.unwrap_or_default()
}

/// An occurrence of a word in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Occurrence<'t> {
    /// Byte offset of the occurrence.
    pub(crate) start: usize,
    /// The text before the occurrence.
    pub(crate) before: &'t str,
    /// The text after the occurrence.
    pub(crate) after: &'t str,
}

/// All occurrences of a word in a text.
pub(crate) fn occurrences<'t>(text: &'t str, word: &str) -> impl Iterator<Item = Occurrence<'t>> {
    // To look is cheaper than to prepare a search, and most words are in few texts.
    let found = text.contains(word).then(|| text.match_indices(word));
    (found.into_iter().flatten()).map(move |(start, word)| Occurrence {
        start,
        before: slice(text, 0..start),
        after: slice(text, start + word.len()..text.len()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_those_of_the_original() {
        let scan = Scan::new("上午９：00");
        assert_eq!(
            (scan.len(), scan.get(2), scan.before(0)),
            (6, Some('9'), None)
        );
        assert_eq!(scan.original(2, 4), "９：");
        assert_eq!(scan.folded(2, 6), "9:00");
        assert_eq!(scan.any(0, ["下午", "上午"]), Some(Lexed::new("上午", 2)));
        assert_eq!(scan.skip(2, |c| c.is_ascii_digit()), 3);
        assert_eq!(Scan::new("　 a").skip_spaces(0), 2);
    }

    #[test]
    fn words_are_found_with_their_surroundings() {
        let found: Vec<Occurrence<'_>> = occurrences("甲的乙的", "的").collect();
        let [first, last] = found[..] else {
            panic!("{found:?}");
        };
        assert_eq!((first.start, first.before, first.after), (3, "甲", "乙的"));
        assert_eq!((last.before, last.after), ("甲的乙", ""));
    }

    #[test]
    #[should_panic(expected = "0..2 of")]
    fn bounds_inside_a_character_are_a_fault() {
        slice("甲乙", 0..2);
    }
}
