//! Whether a material is required as original or as copy.

use super::counts::{ORIGINAL, PHOTOCOPY};

/// The form a text asks for: original or copy.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Form {
    /// 原件: the original.
    Original,
    /// 复印件: a photocopy.
    Photocopy,
    /// 原件和复印件: both.
    Both,
    /// 原件或复印件: one of the two.
    Either,
    /// The text does not state a form.
    #[default]
    Unsaid,
}

/// The form named by a text that consists of form words only.
pub(super) fn form_of(text: &str) -> Form {
    let text = text.replace([' ', '\u{3000}'], "");
    let mut rest = text.as_str();
    let (mut original, mut photocopy, mut either) = (false, false, false);
    'words: while !rest.is_empty() {
        for (words, seen) in [(ORIGINAL, &mut original), (PHOTOCOPY, &mut photocopy)] {
            if let Some(after) = words.iter().find_map(|word| rest.strip_prefix(word)) {
                *seen = true;
                rest = after;
                continue 'words;
            }
        }
        let Some(c) = rest
            .chars()
            .next()
            .filter(|c| "和及与或、/+并".contains(*c))
        else {
            return Form::Unsaid;
        };
        either |= matches!(c, '或' | '/');
        rest = rest.get(c.len_utf8()..).unwrap_or_default();
    }
    match (original, photocopy) {
        (true, true) if either => Form::Either,
        (true, true) => Form::Both,
        (true, false) => Form::Original,
        (false, true) => Form::Photocopy,
        (false, false) => Form::Unsaid,
    }
}
