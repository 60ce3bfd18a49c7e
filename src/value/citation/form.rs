//! A basis published as a form: 法律法规名称：…　依据文号：…　条款号：….

use super::parts::{canonical, wording};
use super::{CitationParts, citation};
use crate::model::LegalBasis;
use crate::prose::{is_filler, slice, trimmed, unmarked};
use crate::vocabulary::{LegalRank, Vocabulary};

/// Labels of a basis that is published as a form, and the field each announces.
const LABELS: &[(&str, Field)] = &[
    ("法律法规名称", Field::Name),
    ("法律法规依据", Field::Name),
    ("依据名称", Field::Name),
    ("法律名称", Field::Name),
    ("依据文号", Field::Number),
    ("发文文号", Field::Number),
    ("发文字号", Field::Number),
    ("文号", Field::Number),
    ("条款号", Field::Article),
    ("依据条款", Field::Article),
    ("条款内容", Field::Text),
    ("依据内容", Field::Text),
    ("具体内容", Field::Text),
    ("效力级别", Field::Rank),
    ("法律效力", Field::Rank),
    ("颁布机关", Field::Rest),
    ("发布机关", Field::Rest),
    ("制定机关", Field::Rest),
    ("实施日期", Field::Rest),
    ("施行日期", Field::Rest),
];

/// A field of a basis.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    Number,
    Article,
    Text,
    Rank,
    Rest,
}

impl CitationParts {
    /// Takes a line of a form with labels such as 依据文号：.
    pub(super) fn form(&mut self, line: &str) -> bool {
        let mut labels: Vec<(usize, usize, Field)> = Vec::new();
        let mut boundary = true;
        for (at, c) in line.char_indices() {
            // A wording may hold any of the words.
            let closed = labels
                .last()
                .is_some_and(|(.., field)| *field == Field::Text);
            if boundary
                && !closed
                && let Some((field, length)) = label(slice(line, at..line.len()))
            {
                labels.push((at, at + length, field));
            }
            boundary = c.is_whitespace()
                || matches!(c, '；' | ';' | '，' | ',' | '。' | '、' | '.' | '）');
        }
        let Some((first, ..)) = labels.first() else {
            return false;
        };
        if !trimmed(unmarked(slice(line, 0..*first))).is_empty() {
            return false;
        }
        let ends = labels
            .iter()
            .skip(1)
            .map(|(start, ..)| *start)
            .chain([line.len()]);
        for ((_, start, field), end) in labels.iter().zip(ends) {
            let value = slice(line, *start..end);
            if !is_filler(value) {
                self.set(*field, value);
            }
        }
        true
    }

    fn set(&mut self, field: Field, value: &str) {
        let value = trimmed(value);
        let fresh = field == Field::Name
            || self.bases.last().is_none_or(|last| match field {
                Field::Number => last.document_number.is_some(),
                Field::Article => last.article.is_some(),
                _ => false,
            });
        if fresh {
            self.push(LegalBasis::default());
        }
        let Some(basis) = self.bases.last_mut() else {
            return;
        };
        match field {
            Field::Name => match citation(value) {
                Some((read, unread, _)) if read.name.is_some() => {
                    let rank = basis.rank.take();
                    *basis = LegalBasis { rank, ..read };
                    self.unread.extend(unread);
                }
                _ => basis.name = Some(value.to_owned()),
            },
            Field::Number => basis.document_number = Some(canonical(value)),
            Field::Article => basis.article = Some(value.to_owned()),
            Field::Text => basis.text = wording(value),
            Field::Rank => {
                let rank = LegalRank::recognise(value);
                basis.rank = Some(rank.unwrap_or_else(|| LegalRank::parse(value)));
            }
            Field::Rest => self.unread.push(value.to_owned()),
        }
    }
}

/// The label that a text starts with, and where its value starts.
fn label(text: &str) -> Option<(Field, usize)> {
    let (word, field) = LABELS.iter().find(|(word, _)| text.starts_with(word))?;
    let close = text
        .get(word.len()..)?
        .chars()
        .next()
        .filter(|c| matches!(c, '：' | ':'))?;
    Some((*field, word.len() + close.len_utf8()))
}
