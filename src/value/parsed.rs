//! The result of a reader.

use std::ops::Range;

use super::Guess;

/// The result of reading one text: the value, the unread parts and the guess.
///
/// Check [`unread`](Self::unread) and [`guess`](Self::guess) before trusting the value, or
/// [`is_clean`](Self::is_clean) for both. A text that says "none" has no value and is
/// [`empty`](Self::empty), which differs from a text that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    /// The value, if the text has one.
    pub value: Option<T>,
    /// The parts of the text that could not be used, verbatim.
    pub unread: Vec<String>,
    /// The assumption the reader had to make, if any.
    pub guess: Option<Guess>,
    /// Whether the text states that there is none: 无, 不涉及, `-`, `null` or blank.
    pub empty: bool,
}

impl<T> Parsed<T> {
    /// Creates the result of a text that was used completely.
    pub fn of(value: T) -> Self {
        Self {
            value: Some(value),
            unread: Vec::new(),
            guess: None,
            empty: false,
        }
    }

    /// Creates the result of a text that states that there is none.
    pub fn none() -> Self {
        Self {
            value: None,
            unread: Vec::new(),
            guess: None,
            empty: true,
        }
    }

    /// Creates the result of a text of which nothing could be used.
    pub fn unread(text: &str) -> Self {
        Self {
            value: None,
            unread: vec![text.trim().to_owned()],
            guess: None,
            empty: false,
        }
    }

    /// Adds a guess; the first guess is kept.
    #[must_use]
    pub fn guessing(mut self, guess: impl Into<Option<Guess>>) -> Self {
        self.guess = self.guess.or(guess.into());
        self
    }

    /// Adds parts of the text that could not be used.
    #[must_use]
    pub fn leaving(mut self, unread: Vec<String>) -> Self {
        self.unread.extend(unread);
        self
    }

    /// Whether the whole text was used without guessing.
    pub fn is_clean(&self) -> bool {
        self.unread.is_empty() && self.guess.is_none()
    }

    /// Maps the value.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed {
            value: self.value.map(with),
            unread: self.unread,
            guess: self.guess,
            empty: self.empty,
        }
    }
}

impl<T> Parsed<Vec<T>> {
    /// The entries that were found, and the parts that could not be used.
    pub(crate) fn list(entries: Vec<T>, unread: Vec<String>) -> Self {
        Self {
            value: (!entries.is_empty()).then_some(entries),
            unread,
            guess: None,
            empty: false,
        }
    }
}

/// A value found in prose, with its position.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spanned<T> {
    /// The byte range in the prose.
    pub(crate) span: Range<usize>,
    /// The value.
    pub(crate) value: T,
}
