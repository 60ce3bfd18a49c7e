//! The meanings of the words of `phrases.toml`.

/// Vague phrases that share the same advice.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// The elements in which they are vague.
    pub(super) elements: &'static [&'static str],
    /// Whether they are vague only if they are the whole text.
    pub(crate) whole: bool,
    /// Words that make the sentence acceptable.
    pub(crate) harmless: &'static [&'static str],
    /// Whether the finding is a hint only.
    pub(crate) hint: bool,
    /// The advice in Chinese.
    pub(crate) zh: &'static str,
    /// The advice in English.
    pub(crate) en: &'static str,
}

impl Phrase {
    /// Whether the phrases are vague in this element.
    pub(crate) fn is_in(&self, element: &str) -> bool {
        self.elements.contains(&element)
    }
}

/// A slip of the pen, and the intended word.
#[derive(Debug)]
pub(crate) struct Typo {
    /// The wrong word.
    pub(crate) wrong: &'static str,
    /// The intended word.
    pub(crate) right: &'static str,
}

/// The meaning of a word of the table.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Meaning {
    /// The word is a vague phrase.
    Phrase(&'static Phrase),
    /// The word is a slip of the pen.
    Typo(&'static Typo),
}
