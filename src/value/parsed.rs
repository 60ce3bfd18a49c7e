//! What readers give.

use std::ops::Range;

use super::Guess;

/// What a reader made of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parsed<T> {
    /// The value, where the text holds one.
    pub value: Option<T>,
    /// What in the text it could not use, verbatim.
    pub unread: Vec<String>,
    /// A guess it had to make.
    pub guess: Option<Guess>,
    /// Whether the text says that there is none: 无, 不涉及, `-`, `null` or nothing at all.
    pub empty: bool,
}

impl<T> Parsed<T> {
    /// A value that the whole text says.
    pub fn of(value: T) -> Self {
        Self {
            value: Some(value),
            unread: Vec::new(),
            guess: None,
            empty: false,
        }
    }

    /// The text says that there is none.
    pub fn none() -> Self {
        Self {
            value: None,
            unread: Vec::new(),
            guess: None,
            empty: true,
        }
    }

    /// Nothing in the text could be used.
    pub fn unread(text: &str) -> Self {
        Self {
            value: None,
            unread: vec![text.trim().to_owned()],
            guess: None,
            empty: false,
        }
    }

    /// The same reading, made with a guess; the first guess stays.
    #[must_use]
    pub fn guessing(mut self, guess: impl Into<Option<Guess>>) -> Self {
        self.guess = self.guess.or(guess.into());
        self
    }

    /// The same reading, with parts of the text that could not be used.
    #[must_use]
    pub fn leaving(mut self, unread: Vec<String>) -> Self {
        self.unread.extend(unread);
        self
    }

    /// Whether all of the text was used and nothing was guessed.
    pub fn is_clean(&self) -> bool {
        self.unread.is_empty() && self.guess.is_none()
    }

    /// The reading with another value made from its value.
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Parsed<U> {
        Parsed {
            value: self.value.map(with),
            unread: self.unread,
            guess: self.guess,
            empty: self.empty,
        }
    }
}

/// A value found inside prose, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Spanned<T> {
    /// Where the words for it stand, in bytes.
    pub(crate) span: Range<usize>,
    /// The value.
    pub(crate) value: T,
}
