//! Constraints on single leaf values, for the attributes of `validator`.
//!
//! The constraint names belong to the model; the rules of the theme SHP map them to rule codes.

use std::borrow::Cow;

use validator::ValidationError;

use super::Amount;
use crate::prose::is_blank;
use crate::vocabulary::Vocabulary;

/// A word that is not in its vocabulary. Parameters `list` and `word`, or `words` with their
/// indexes.
pub(crate) const UNLISTED: &str = "unlisted";
/// A negative amount. Parameter `value`.
pub(crate) const NEGATIVE: &str = "negative";
/// A name that is empty or blank.
pub(crate) const BLANK: &str = "blank";

/// The regular expression of a text that is not blank. It lists the white space, because `\S` differs between
/// languages: a full-width space counts as content in Java and Go.
pub(crate) const SAYS_SOMETHING: &str = "[^\t\n\u{b}\u{c}\r \u{85}\u{a0}\u{1680}\u{2000}-\u{200a}\
    \u{2028}\u{2029}\u{202f}\u{205f}\u{3000}]";

/// `validator` passes an optional field as a reference to the reference inside.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form `validator` calls"
)]
pub(super) fn listed<T: Vocabulary>(value: &&T) -> Result<(), ValidationError> {
    if value.is_listed() {
        return Ok(());
    }
    let mut error = unlisted::<T>();
    error.add_param(Cow::Borrowed("word"), &value.term());
    Err(error)
}

/// Checks that all words are in their vocabulary.
pub(super) fn all_listed<T: Vocabulary>(values: &[T]) -> Result<(), ValidationError> {
    // A field can have only one error, so it carries all wrong words with their indexes.
    let words: Vec<(usize, &str)> = (values.iter().enumerate())
        .filter(|(_, value)| !value.is_listed())
        .map(|(index, value)| (index, value.term()))
        .collect();
    if words.is_empty() {
        return Ok(());
    }
    let mut error = unlisted::<T>();
    error.add_param(Cow::Borrowed("words"), &words);
    Err(error)
}

fn unlisted<T: Vocabulary>() -> ValidationError {
    let mut error = ValidationError::new(UNLISTED);
    error.add_param(Cow::Borrowed("list"), &T::LIST.id);
    error
}

/// Checks that an amount is not negative.
#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form `validator` calls"
)]
pub(super) fn not_negative(value: &Amount) -> Result<(), ValidationError> {
    if value.value() < 0.0 {
        let mut error = ValidationError::new(NEGATIVE);
        error.add_param(Cow::Borrowed("value"), &value.value());
        return Err(error);
    }
    Ok(())
}

/// Checks that a text is not blank.
pub(super) fn not_blank(value: &str) -> Result<(), ValidationError> {
    if is_blank(value) {
        return Err(ValidationError::new(BLANK));
    }
    Ok(())
}

/// Checks that a code is not blank; the rules check whether it is well-formed.
pub(super) fn not_blank_code(code: &impl AsRef<str>) -> Result<(), ValidationError> {
    not_blank(code.as_ref())
}
