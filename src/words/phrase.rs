//! What the words of `phrases.toml` stand for.

/// Vague phrases with one piece of advice.
#[derive(Debug)]
pub(crate) struct Phrase {
    /// The elements they are vague in.
    pub(super) elements: &'static [&'static str],
    /// Whether they are vague only as the whole text.
    pub(crate) whole: bool,
    /// Words that excuse the sentence.
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
    /// What is written.
    pub(crate) wrong: &'static str,
    /// What was meant.
    pub(crate) right: &'static str,
}

/// What a word of the table stands for.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Meaning {
    /// It is vague.
    Phrase(&'static Phrase),
    /// It is a slip of the pen.
    Typo(&'static Typo),
}
