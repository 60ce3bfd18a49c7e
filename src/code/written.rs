//! The newtype over a code as written, and safe ways to slice it.

use super::fault::{Allowed, CodeFault};

/// Defines the newtype of one code: constructors, display and conversions.
///
/// In the schema, the pattern describes the texts that `parts` accepts; check characters are only verified by
/// `check`. The minimum and maximum length exclude a final line break, which `$` accepts in some languages.
macro_rules! written_code {
    (
        $(#[$meta:meta])*
        $name:ident, $chinese:literal, $description:literal, $pattern:expr, $least:literal..=$most:literal
    ) => {
        $(#[$meta])*
        #[derive(
            Debug,
            Clone,
            PartialEq,
            Eq,
            Hash,
            PartialOrd,
            Ord,
            Default,
            ::serde::Serialize,
            ::serde::Deserialize,
            ::schemars::JsonSchema,
        )]
        #[serde(transparent)]
        #[schemars(title = $chinese, description = $description, extend("pattern" = $pattern, "minLength" = $least, "maxLength" = $most))]
        pub struct $name(String);

        impl $name {
            #[doc = concat!("The Chinese name of the code, ", $chinese, ".")]
            pub const NAME: &'static str = $chinese;

            /// The regular expression of well-formed codes, without their check characters.
            pub const PATTERN: &'static str = $pattern;

            /// Wraps the text as a code, whatever it contains.
            pub fn new(text: impl Into<String>) -> Self {
                Self(text.into())
            }

            /// The code as written.
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Whether the code is empty or blank.
            pub fn is_empty(&self) -> bool {
                $crate::prose::is_blank(&self.0)
            }

            /// Returns the text as written.
            pub fn into_string(self) -> String {
                self.0
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self(text)
            }
        }
    };
}
pub(super) use written_code;

/// Checks the length of a code and the kind of character at each position, counting from 1.
pub(super) fn verify(
    text: &str,
    expected: &'static [usize],
    allowed: impl Fn(usize) -> Allowed,
) -> Result<(), CodeFault> {
    let length = text.chars().count();
    if !expected.contains(&length) {
        return Err(CodeFault::WrongLength {
            expected,
            found: length,
        });
    }
    for (place, found) in text.chars().enumerate() {
        let position = place + 1;
        let allowed = allowed(position);
        if !allowed.accepts(found) {
            return Err(CodeFault::WrongCharacter {
                position,
                found,
                allowed,
            });
        }
    }
    Ok(())
}

/// The characters from one position to another, both counted from 1 and inclusive.
///
/// Only for verified codes, which are ASCII; returns an empty string for positions that do not
/// exist.
pub(super) fn cut(text: &str, first: usize, last: usize) -> &str {
    text.get(first.saturating_sub(1)..last).unwrap_or_default()
}

/// Like [`cut`], but for unverified text; `None` if the text does not have this length.
pub(super) fn cut_of(text: &str, length: usize, first: usize, last: usize) -> Option<&str> {
    let whole = text.is_ascii() && text.len() == length;
    whole.then(|| cut(text, first, last))
}
