//! A basis published as a form: 法律法规名称：…　依据文号：…　条款号：….

use super::parts::{canonical, wording};
use super::{CitationParts, citation};
use crate::model::LegalBasis;
use crate::prose::{Label, Labelled, Lexed, at_labels, is_filler, labels, trimmed, unmarked};
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
    /// Takes a line of labels such as 依据文号：; returns `false` if the line does not begin with a label.
    pub(super) fn form(&mut self, line: &str) -> bool {
        let ends = |c| matches!(c, '；' | ';' | '，' | ',' | '。' | '、' | '.' | '）');
        let labels = labels(line, ends, |rest, found: &[Label<Field>]| {
            // After the label of the wording, other labels are part of the wording.
            let closed = found.last().is_some_and(|last| last.field == Field::Text);
            label(rest).filter(|_| !closed)
        });
        let form = at_labels(line, labels);
        if form.values.is_empty() || !trimmed(unmarked(form.lead)).is_empty() {
            return false;
        }
        for Labelled { field, value } in form.values {
            if !is_filler(value) {
                self.set(field, value);
            }
        }
        true
    }

    fn set(&mut self, field: Field, value: &str) {
        let value = trimmed(value);
        let begins_basis = field == Field::Name
            || self.bases.last().is_none_or(|last| match field {
                Field::Number => last.document_number.is_some(),
                Field::Article => last.article.is_some(),
                _ => false,
            });
        if begins_basis {
            self.push(LegalBasis::default());
        }
        let Some(basis) = self.bases.last_mut() else {
            return;
        };
        match field {
            Field::Name => match citation(value) {
                Some(Lexed { value: cited, .. }) if cited.basis.name.is_some() => {
                    let rank = basis.rank.take();
                    *basis = LegalBasis {
                        rank,
                        ..cited.basis
                    };
                    self.unread.extend(cited.unread);
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

/// The label that a text starts with, including its colon.
fn label(text: &str) -> Option<Lexed<Field>> {
    let (word, field) = LABELS.iter().find(|(word, _)| text.starts_with(word))?;
    let after = text.strip_prefix(word)?.strip_prefix(['：', ':'])?;
    Some(Lexed::new(*field, text.len() - after.len()))
}
