//! What normalization could not convert, counted by field.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use crate::Error;
use crate::dialect::Fate;
use crate::i18n::Language;
use crate::read::{Account, FailedRecord, Reading};
use crate::source::Location;

/// 归一化清单 — for each source field, the fate of its values and what was lost.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// 记录数 — records found.
    pub records: usize,
    /// 事项数 — items made from them.
    pub items: usize,
    /// 没有读到事项的记录 — documents and records that gave no item, unchanged.
    pub failed: Vec<FailedRecord>,
    /// 字段 — the fields of the source, by name.
    pub fields: Vec<FieldLoss>,
}

/// 字段 — the fate of the values of one field.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct FieldLoss {
    /// 来源字段 — its dotted name.
    pub field: String,
    /// 要素 — the elements it maps to; empty for an unknown field.
    pub to: Vec<String>,
    /// 非空值 — values that are not empty.
    pub values: usize,
    /// 读入 — read into a typed element.
    pub read: usize,
    /// 部分读入 — read except for a part.
    pub partly: usize,
    /// 无 — values that say there is none.
    pub empty: usize,
    /// 保留 — kept unchanged, as the dialect asks.
    pub kept: usize,
    /// 未读懂 — kept because they could not be interpreted.
    pub unread: usize,
    /// 矛盾 — kept because another field contradicts them.
    pub contradictions: usize,
    /// 不认识 — kept because the dialect does not know the field.
    pub unknown: usize,
    /// 示例 — a few values that were not read, with their locations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<LossSample>,
}

/// 示例 — one value that was not read.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct LossSample {
    /// 原值 — the value, or the part of it that was not read.
    pub value: String,
    /// 位置 — its location.
    pub location: Location,
}

/// Maximum number of samples per field.
const SAMPLES: usize = 5;

impl FieldLoss {
    /// The share of its values that were read, in thousandths; 1000 if it has no values.
    pub fn share(&self) -> usize {
        let judged = self.values - self.kept - self.empty;
        (self.read * 1000).checked_div(judged).unwrap_or(1000)
    }

    /// Whether any of its values did not become elements.
    fn is_left(&self) -> bool {
        self.partly + self.unread + self.contradictions + self.unknown > 0
    }
}

/// Counts the fate of all values of a reading made with [`crate::ReadOptions::trace`].
pub fn loss(reading: &Reading) -> Loss {
    let mut tally = Tally::default();
    tally.add(reading);
    tally.finish(&reading.account)
}

/// The list under construction, reading by reading.
#[derive(Debug, Default)]
pub(super) struct Tally {
    fields: BTreeMap<String, FieldLoss>,
    failed: Vec<FailedRecord>,
}

impl Tally {
    /// Adds the values of one more reading.
    pub(super) fn add(&mut self, reading: &Reading) {
        self.failed.extend_from_slice(&reading.failed);
        for traced in &reading.trace {
            let step = &traced.value;
            if !self.fields.contains_key(&step.field) {
                let field = FieldLoss {
                    field: step.field.clone(),
                    ..FieldLoss::default()
                };
                self.fields.insert(step.field.clone(), field);
            }
            let Some(field) = self.fields.get_mut(&step.field) else {
                continue;
            };
            if let Some(to) = &step.to
                && !field.to.contains(to)
            {
                field.to.push(to.clone());
            }
            field.values += 1;
            match step.fate {
                Fate::Read => field.read += 1,
                Fate::Kept => field.kept += 1,
                Fate::Empty => field.empty += 1,
                Fate::Partly => field.partly += 1,
                Fate::Unread => field.unread += 1,
                Fate::Contradiction => field.contradictions += 1,
                Fate::Unknown => field.unknown += 1,
            }
            let left = matches!(
                step.fate,
                Fate::Partly | Fate::Unread | Fate::Contradiction | Fate::Unknown
            );
            if left && field.samples.len() < SAMPLES {
                let value = if step.unread.is_empty() {
                    step.raw.clone()
                } else {
                    step.unread.join(" ")
                };
                let value: String = value.chars().take(80).collect();
                if !field.samples.iter().any(|sample| sample.value == value) {
                    field.samples.push(LossSample {
                        value,
                        location: traced.location.clone(),
                    });
                }
            }
        }
    }

    /// Finishes the list after the last reading.
    pub(super) fn finish(self, account: &Account) -> Loss {
        Loss {
            records: account.records,
            items: account.items,
            failed: self.failed,
            fields: self.fields.into_values().collect(),
        }
    }
}

impl Loss {
    /// Whether every record gave an item and every value was read or kept on purpose.
    pub fn is_none(&self) -> bool {
        self.failed.is_empty() && !self.fields.iter().any(FieldLoss::is_left)
    }

    /// The content of the list's file: JSON if its name ends in `.json`, otherwise text.
    pub(super) fn written(&self, path: &Path, language: Language) -> Result<String, Error> {
        if path.extension().is_none_or(|ending| ending != "json") {
            return Ok(self.text(language));
        }
        let text = serde_json::to_string_pretty(self).map_err(|source| Error::Write {
            path: path.to_path_buf(),
            source: source.into(),
        })?;
        Ok(text + "\n")
    }

    /// Renders the list as text.
    pub fn text(&self, language: Language) -> String {
        let chinese = language == Language::Chinese;
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = if chinese {
            writeln!(out, "记录{}条，事项{}项", self.records, self.items)
        } else {
            writeln!(out, "{} records, {} items", self.records, self.items)
        };
        for failed in &self.failed {
            let word = if chinese {
                "没有读到事项"
            } else {
                "gave no item"
            };
            let reasons = failed.reasons().map(|reason| match language {
                Language::Chinese => reason.zh,
                Language::English => reason.en,
            });
            let reasons: Vec<String> = reasons.collect();
            let at = place(&failed.location);
            let _ = writeln!(out, "  {word}: {at}  {}", reasons.join("; "));
        }
        for field in self.fields.iter().filter(|field| field.is_left()) {
            let counts = if chinese {
                format!(
                    "{}：{}个值，读入{}，部分读入{}，未读懂{}，矛盾{}，不认识{}",
                    field.field,
                    field.values,
                    field.read,
                    field.partly,
                    field.unread,
                    field.contradictions,
                    field.unknown
                )
            } else {
                format!(
                    "{}: {} values, {} read, {} partly read, {} not interpreted, {} contradicting, {} unknown",
                    field.field,
                    field.values,
                    field.read,
                    field.partly,
                    field.unread,
                    field.contradictions,
                    field.unknown
                )
            };
            let _ = writeln!(out, "{counts}");
            for sample in &field.samples {
                let value = sample.value.replace('\n', "⏎");
                let _ = writeln!(out, "    {}  {value}", place(&sample.location));
            }
        }
        if self.is_none() {
            let _ = writeln!(
                out,
                "{}",
                if chinese {
                    "没有遗漏"
                } else {
                    "nothing was lost"
                }
            );
        }
        out
    }

    /// Renders the share of values read by field as a Markdown table; it contains no values of the
    /// source.
    pub fn table(&self) -> String {
        let mut out = String::from(
            "| 来源字段 | 要素 | 有内容的值 | 写明没有 | 读入 | 部分 | 未读懂 | 矛盾 | 保留 | 读入比例 |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        );
        for field in &self.fields {
            let to: Vec<String> = field.to.iter().map(|to| format!("`{to}`")).collect();
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {}.{}% |",
                field.field,
                to.join(" "),
                field.values,
                field.empty,
                field.read,
                field.partly,
                field.unread,
                field.contradictions,
                field.kept + field.unknown,
                field.share() / 10,
                field.share() % 10,
            );
        }
        out
    }
}

/// A short description of a location.
fn place(location: &Location) -> String {
    let mut out = location.file.clone();
    for part in [&location.sheet, &location.cell].into_iter().flatten() {
        out.push(':');
        out.push_str(part);
    }
    if let (Some(line), None) = (location.line, &location.cell) {
        let _ = write!(out, ":{line}");
    }
    out
}
