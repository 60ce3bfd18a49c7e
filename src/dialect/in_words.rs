//! Replaces codes by the words of a second field: `caseType` by `caseTypeName`, `isFee` by `isFee_dictText`.
//!
//! The words are used because a code belongs to the list of its system, which is not known.

use super::foreign_names::text_endings;
use super::index::FieldIndex;
use super::operation::Operation;
use super::target::Said;
use crate::prose::is_han;
use crate::source::{Entry, Node, NodeKind};

/// Maximum length of the code of a word, in bytes.
const MAX_CODE_LENGTH: usize = 4;

/// Endings of the name of a field of codes.
const CODE_ENDINGS: &[&str] = &[
    "code", "_code", "dm", "_dm", "value", "_value", "编码", "代码", "编号",
];

/// The record with words instead of codes; `None` if it has no codes beside words.
pub(super) fn in_words<'a>(
    index: &FieldIndex,
    record: &Node<'a>,
    said: &mut Said,
) -> Option<Node<'a>> {
    let NodeKind::Table(entries) = &record.kind else {
        return None;
    };
    let mut changed: Option<Vec<Entry<'a>>> = None;
    let codes: Vec<&Entry<'a>> = entries
        .iter()
        .filter(|entry| is_code(&entry.value))
        .collect();
    if codes.is_empty() {
        return None;
    }
    for word in entries.iter().filter(|entry| is_word(&entry.value)) {
        let found = codes.iter().find_map(|code| {
            let stem = stem(&code.key, &word.key)?;
            Some((*code, key(index, code, word, stem)?))
        });
        let Some((code, key)) = found else {
            continue;
        };
        let entries = changed.get_or_insert_with(|| entries.clone());
        said.add(&code.value, word.value.span);
        entries.retain(|entry| entry.value.span != code.value.span);
        let kept = entries
            .iter_mut()
            .find(|entry| entry.value.span == word.value.span);
        if let Some(kept) = kept {
            kept.key = key.into();
        }
    }
    changed.map(|entries| Node {
        span: record.span,
        kind: NodeKind::Table(entries),
    })
}

/// The common stem of two names, if the second is that of the field with the words for the codes in the first.
fn stem<'k>(code: &'k str, word: &str) -> Option<&'k str> {
    let is_of = |stem: &str| {
        let rest = word
            .get(..stem.len())
            .filter(|start| start.eq_ignore_ascii_case(stem));
        let rest = rest.and_then(|_| word.get(stem.len()..));
        rest.is_some_and(|rest| {
            rest.is_empty() || text_endings().any(|ending| ending == rest.to_lowercase())
        })
    };
    if code.len() != word.len() && is_of(code) {
        return Some(code);
    }
    let lower = code.to_lowercase();
    let ending = CODE_ENDINGS
        .iter()
        .rev()
        .find(|ending| lower.ends_with(**ending))?;
    let stem = code
        .get(..code.len() - ending.len())
        .filter(|stem| !stem.is_empty())?;
    is_of(stem).then_some(stem)
}

/// The name under which the dialect knows the words: that of their own field, of the code, or the common stem.
fn key(index: &FieldIndex, code: &Entry<'_>, word: &Entry<'_>, stem: &str) -> Option<String> {
    let targets = |name: &str| -> Vec<String> {
        index
            .fields_of(name)
            .map(|field| field.to.to_string())
            .collect()
    };
    let of_code = targets(&code.key);
    if index.known(&word.key).is_some() {
        let of_word = targets(&word.key);
        let is_same = of_code.iter().any(|to| of_word.contains(to));
        // If no mapping takes the code, the field of the words must be a choice to have codes.
        let has_words = is_same || of_code.is_empty() && is_choice(index, &word.key);
        return has_words.then(|| word.key.to_string());
    }
    let names = [code.key.as_ref(), stem];
    let known = names.into_iter().find(|name| is_choice(index, name));
    known.map(str::to_owned)
}

/// Whether a field is a choice: words of a list, yes or no, or the unit of a limit.
fn is_choice(index: &FieldIndex, name: &str) -> bool {
    let Some(known) = index.known(name) else {
        return false;
    };
    let choice = [
        Operation::Word,
        Operation::Words,
        Operation::YesNo,
        Operation::NoYes,
    ];
    known.uses.is_empty() && index.is_unit(known)
        || index
            .fields_of(name)
            .any(|field| choice.contains(&field.operation()))
}

/// Whether a value may be the code of a word.
fn is_code(value: &Node<'_>) -> bool {
    value.is_scalar()
        && value.plain_text().is_some_and(|text| {
            let text = text.trim();
            !text.is_empty() && text.len() <= MAX_CODE_LENGTH && text.is_ascii()
        })
}

fn is_word(value: &Node<'_>) -> bool {
    value.text().is_some_and(|text| text.chars().any(is_han))
}
