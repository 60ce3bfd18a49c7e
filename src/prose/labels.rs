//! Texts made of labels and values, such as 依据文号：… or 办理人员：….

use super::{Lexed, slice};

/// A label in a text, with byte offsets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label<F> {
    /// The field that the label announces.
    pub(crate) field: F,
    /// Start of the label.
    pub(crate) start: usize,
    /// Start of the value.
    pub(crate) value: usize,
}

/// A value with the field its label announces.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Labelled<'t, F> {
    /// The field.
    pub(crate) field: F,
    /// The text up to the next label.
    pub(crate) value: &'t str,
}

/// A text split at its labels.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct AtLabels<'t, F> {
    /// The text before the first label.
    pub(crate) lead: &'t str,
    /// The values.
    pub(crate) values: Vec<Labelled<'t, F>>,
}

/// The labels of a text at positions where a word may begin: at the start, after white space, and
/// after a mark in `ends`.
///
/// `label` reads the label that a text starts with; it also gets the labels found so far.
pub(crate) fn labels<F>(
    text: &str,
    ends: fn(char) -> bool,
    label: impl Fn(&str, &[Label<F>]) -> Option<Lexed<F>>,
) -> Vec<Label<F>> {
    let mut found: Vec<Label<F>> = Vec::new();
    let mut begins = true;
    for (start, c) in text.char_indices() {
        if begins && let Some(read) = label(slice(text, start..text.len()), &found) {
            found.push(Label {
                field: read.value,
                start,
                value: start + read.end,
            });
        }
        begins = c.is_whitespace() || ends(c);
    }
    found
}

/// Splits the text at these labels, which must be in order.
pub(crate) fn at_labels<F>(text: &str, labels: Vec<Label<F>>) -> AtLabels<'_, F> {
    let mut end = text.len();
    let mut values: Vec<Labelled<'_, F>> = Vec::with_capacity(labels.len());
    for label in labels.into_iter().rev() {
        values.push(Labelled {
            field: label.field,
            value: slice(text, label.value..end),
        });
        end = label.start;
    }
    values.reverse();
    AtLabels {
        lead: slice(text, 0..end),
        values,
    }
}

/// The word for a code, or the words for a list of codes; `None` if a code has no word.
pub(crate) fn words_for_codes(
    text: &str,
    word_of: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    word_of(text.trim()).or_else(|| {
        let codes = text.split([',', '，', '、', ';', '；', '|', '^', ' ']);
        let words: Option<Vec<String>> = codes.map(|code| word_of(code.trim())).collect();
        words.map(|words| words.join("、"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_between_labels() {
        let read = |text: &str, _: &[Label<char>]| {
            let field = text.chars().next()?;
            let colon = text.strip_prefix(field)?.starts_with('：');
            colon.then(|| Lexed::new(field, field.len_utf8() + '：'.len_utf8()))
        };
        let text = "一、甲：子，乙：丑丙：寅";
        let found = labels(text, |c| matches!(c, '、' | '，'), read);
        let cut = at_labels(text, found);
        assert_eq!(cut.lead, "一、");
        let values: Vec<(char, &str)> = cut
            .values
            .iter()
            .map(|value| (value.field, value.value))
            .collect();
        assert_eq!(values, [('甲', "子，"), ('乙', "丑丙：寅")]);
        assert_eq!(at_labels::<char>("甲", Vec::new()).lead, "甲");
    }
}
