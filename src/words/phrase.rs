//! The meanings of the words of `phrases.toml`.

/// Vague phrases with one piece of advice.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// The elements they are vague in.
    pub(super) elements: &'static [&'static str],
    /// Whether they are vague only as the whole text.
    pub(crate) whole: bool,
    /// Words that make the sentence acceptable.
    pub(crate) harmless: &'static [&'static str],
    /// Whether they are only worth a hint.
    pub(crate) hint: bool,
    /// What to write instead, in Chinese.
    pub(crate) zh: &'static str,
    /// And in English.
    pub(crate) en: &'static str,
}

impl Phrase {
    /// Whether it is vague in this element.
    pub(crate) fn is_in(&self, element: &str) -> bool {
        self.elements.contains(&element)
    }
}

/// A slip of the pen, and what was meant.
#[derive(Debug)]
pub(crate) struct Typo {
    /// The wrong word.
    pub(crate) wrong: &'static str,
    /// The word that was meant.
    pub(crate) right: &'static str,
}

/// The meaning of a word of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Meaning {
    /// It is vague.
    Phrase(&'static Phrase),
    /// It is a slip of the pen.
    Typo(&'static Typo),
}
