//! What gave no item, as it was.

use serde::Serialize;
use serde_json::Value;

use crate::i18n::{Language, fill};
use crate::read::Reading;
use crate::rules;
use crate::source::{Location, Notice};

/// 未能转换的记录 — a document or record that gave no item, as it was.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct LostRecord {
    /// 位置 — where it stands.
    pub location: Location,
    /// 原因 — why it gave no item.
    pub reasons: Vec<Reason>,
    /// 原文 — its text, or the cells of its row by their columns; none where it was not read at all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub record: Option<Value>,
}

/// 原因 — a finding that says why there is no item.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct Reason {
    /// 规则 — code of the rule.
    pub rule: &'static str,
    /// 要素 — where in the record, as a JSON Pointer.
    pub path: String,
    /// In Chinese.
    pub zh: String,
    /// In English.
    pub en: String,
}

/// The documents and records of a reading that gave no item.
pub(super) fn records(reading: &Reading) -> impl Iterator<Item = LostRecord> {
    reading.unconverted.iter().map(|lost| LostRecord {
        location: lost.location.clone(),
        reasons: lost.notices.iter().filter_map(reason).collect(),
        record: lost.record.clone(),
    })
}

fn reason(notice: &Notice) -> Option<Reason> {
    let rule = rules::find(notice.code.as_str())?;
    let message = |language| fill(rule.message.get(language), &notice.arguments, language);
    Some(Reason {
        rule: rule.code,
        path: notice.path.pointer(),
        zh: message(Language::Chinese),
        en: message(Language::English),
    })
}
