//! Records that gave no item, unchanged, with the reasons in both languages.

use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use crate::i18n::{Language, fill};
use crate::read::{FailedRecord, Shortfall};
use crate::rules;
use crate::source::{Notice, Span};

/// A finding that explains why a record gave no item, or a source less than it announces.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// Code of the rule.
    pub rule: &'static str,
    /// JSON Pointer within the record.
    pub path: String,
    /// The message in Chinese.
    pub zh: String,
    /// The message in English.
    pub en: String,
}

impl FailedRecord {
    /// The reasons why the record gave no item.
    pub fn reasons(&self) -> impl Iterator<Item = Reason> {
        self.notices.iter().filter_map(reason)
    }
}

impl Shortfall {
    /// The message of the rule on sources that give less than they announce.
    pub fn reason(&self) -> Option<Reason> {
        reason(&self.notice(Span::Nowhere))
    }
}

/// Serializes the location, the reasons, and the record itself if it could be read.
impl Serialize for FailedRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let fields = 2 + usize::from(self.record.is_some());
        let mut out = serializer.serialize_struct("FailedRecord", fields)?;
        out.serialize_field("location", &self.location)?;
        out.serialize_field("reasons", &self.reasons().collect::<Vec<_>>())?;
        match &self.record {
            Some(record) => out.serialize_field("record", record)?,
            None => out.skip_field("record")?,
        }
        out.end()
    }
}

pub(super) fn reason(notice: &Notice) -> Option<Reason> {
    let rule = rules::find(notice.code.as_str())?;
    let message = |language| fill(rule.message.get(language), &notice.arguments, language);
    Some(Reason {
        rule: rule.code,
        path: notice.path.pointer(),
        zh: message(Language::Chinese),
        en: message(Language::English),
    })
}
