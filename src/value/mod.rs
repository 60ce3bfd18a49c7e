//! Readers of single values: what a person wrote in one field, as a value of the model.
//!
//! Each reader is a total function `read(text)`: it takes any text, never fails, needs time in
//! proportion to the length of the text, and says what it could not use. Each has a `write(value)`
//! that gives the one spelling this crate writes; `read` takes it back to the same value.
//!
//! ```
//! use shixiang::value::{hours, limit, phone};
//!
//! assert!(limit::read("20(工作日)").value.is_some());
//! assert!(phone::read("（0662）3680000").value.is_some());
//! assert!(hours::read("工作日：上午9∶00—12∶00").value.is_some());
//! ```

pub mod address;
pub(crate) mod chars;
pub mod citation;
pub mod contact;
pub mod date;
pub mod flow;
pub mod fold;
pub mod hours;
pub mod limit;
pub mod list;
pub mod material;
pub mod money;
pub mod numeral;
pub mod phone;
pub mod same;
pub mod steps;
pub(crate) mod url;
pub mod yes_no;

/// What a reader made of one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading<T> {
    /// The value, where the text holds one.
    pub value: Option<T>,
    /// What in the text it could not use, verbatim.
    pub unread: Vec<String>,
    /// A guess it had to make, as a stable English word in kebab-case.
    pub guess: Option<&'static str>,
    /// Whether the text says that there is none: 无, 不涉及, `-`, `null` or nothing at all.
    pub empty: bool,
}

impl<T> Reading<T> {
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
    pub fn guessing(mut self, guess: Option<&'static str>) -> Self {
        self.guess = self.guess.or(guess);
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
    pub fn map<U>(self, with: impl FnOnce(T) -> U) -> Reading<U> {
        Reading {
            value: self.value.map(with),
            unread: self.unread,
            guess: self.guess,
            empty: self.empty,
        }
    }
}

/// A text by characters, folded one to one, that knows where each stands in the original.
struct Scan<'a> {
    text: &'a str,
    chars: Vec<char>,
    bytes: Vec<usize>,
}

impl<'a> Scan<'a> {
    /// The text with each character folded.
    fn new(text: &'a str) -> Self {
        let mut chars = Vec::with_capacity(text.len() / 2);
        let mut bytes = Vec::with_capacity(text.len() / 2);
        for (byte, char) in text.char_indices() {
            chars.push(fold::code_char(char));
            bytes.push(byte);
        }
        Self { text, chars, bytes }
    }

    /// How many characters there are.
    fn len(&self) -> usize {
        self.chars.len()
    }

    /// The folded character at this place.
    fn get(&self, at: usize) -> Option<char> {
        self.chars.get(at).copied()
    }

    /// The folded character before this place.
    fn before(&self, at: usize) -> Option<char> {
        at.checked_sub(1).and_then(|at| self.get(at))
    }

    /// Where the character stands in the original, in bytes.
    fn byte(&self, at: usize) -> usize {
        self.bytes.get(at).copied().unwrap_or(self.text.len())
    }

    /// The original text between two places.
    fn original(&self, from: usize, to: usize) -> &'a str {
        self.text
            .get(self.byte(from)..self.byte(to))
            .unwrap_or_default()
    }

    /// The folded text between two places.
    fn folded(&self, from: usize, to: usize) -> String {
        self.chars
            .get(from..to)
            .unwrap_or_default()
            .iter()
            .collect()
    }

    /// Whether this word stands here; the word must be written folded.
    fn has(&self, at: usize, word: &str) -> bool {
        let mut next = at;
        word.chars().all(|char| {
            let here = self.get(next) == Some(char);
            next += 1;
            here
        })
    }

    /// The first of the words that stands here, and where it ends.
    fn any<'w>(
        &self,
        at: usize,
        words: impl IntoIterator<Item = &'w str>,
    ) -> Option<(&'w str, usize)> {
        (words.into_iter())
            .find(|word| self.has(at, word))
            .map(|word| (word, at + word.chars().count()))
    }

    /// The first place from here on where the character is another kind.
    fn skip(&self, from: usize, is: impl Fn(char) -> bool) -> usize {
        let mut at = from;
        while self.get(at).is_some_and(&is) {
            at += 1;
        }
        at
    }

    /// The first place from here on that is no space.
    fn skip_spaces(&self, from: usize) -> usize {
        self.skip(from, |char| char == ' ')
    }
}

/// Whether a Chinese character.
fn is_han(char: char) -> bool {
    matches!(char, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The parts of a leftover text that say something, without the marks around them.
fn remains(text: &str) -> Option<String> {
    let text = text.trim_matches(|char: char| {
        char.is_whitespace() || (!char.is_alphanumeric() && !"%℃￥¥$#@".contains(char))
    });
    (!text.is_empty()).then(|| text.to_owned())
}
