//! Values that normalization could not convert, counted by field.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::failed::reason;
use super::form::Unheld;
use crate::Error;
use crate::dialect::Fate;
use crate::i18n::{Language, counted, say};
use crate::read::{Account, FailedRecord, Fates, Reading, is_of_source};
use crate::source::{Location, NoticeCode};

/// The losses of a conversion: failed records, repairs, and the fates of values by source field.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct Loss {
    /// Number of records.
    pub records: usize,
    /// Number of items made from them.
    pub items: usize,
    /// Documents and records that gave no item, unchanged.
    pub failed: Vec<FailedRecord>,
    /// Guesses and repairs.
    pub notes: Vec<LossNote>,
    /// Number of values with each fate.
    pub fates: Fates,
    /// The fields of the source, by name.
    pub fields: Vec<FieldLoss>,
    /// Values that the form of the output cannot hold.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unheld: Vec<Unheld>,
}

/// The fate of the values of one field.
#[derive(Debug, Clone, Default, Serialize)]
#[non_exhaustive]
pub struct FieldLoss {
    /// The dotted name of the field.
    pub field: String,
    /// The elements it maps to; empty for an unknown field.
    pub to: Vec<String>,
    /// Number of values that are not empty.
    pub values: usize,
    /// Read into a typed element.
    pub typed: usize,
    /// Read except for a part.
    pub partial: usize,
    /// Values that say there is none.
    pub empty: usize,
    /// Left out by name, or words of a page's interface.
    pub ignored: usize,
    /// Kept unchanged, as the dialect asks.
    pub kept: usize,
    /// Kept because they could not be interpreted.
    pub unread: usize,
    /// Kept because another field contradicts them.
    pub contradictions: usize,
    /// Kept because the dialect does not know the field.
    pub unknown: usize,
    /// Kept because the model would not take them.
    pub refused: usize,
    /// A few values that were not read, with their locations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub samples: Vec<LossSample>,
}

/// A guess or repair, and how often it was made.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct LossNote {
    /// The code of the rule.
    pub rule: &'static str,
    /// The message in Chinese.
    pub zh: String,
    /// The message in English.
    pub en: String,
    /// Number of occurrences.
    pub count: usize,
    /// The first few locations.
    pub locations: Vec<Location>,
}

/// A value that was not read.
#[derive(Debug, Clone, Serialize)]
#[non_exhaustive]
pub struct LossSample {
    /// The value, or the part of it that was not read.
    pub value: String,
    /// The location of the value.
    pub location: Location,
}

/// Maximum number of samples per field.
const MAX_SAMPLES: usize = 5;

impl FieldLoss {
    /// The share of its values that were read, in thousandths; 1000 if it has no values.
    pub fn share(&self) -> usize {
        let judged = self.values - self.kept - self.empty - self.ignored;
        (self.typed * 1000).checked_div(judged).unwrap_or(1000)
    }

    /// Whether any of its values did not become elements.
    fn is_left(&self) -> bool {
        self.partial + self.unread + self.contradictions + self.unknown + self.refused > 0
    }

    /// Renders the counts of the field with the samples of what was not read.
    fn text(&self, language: Language) -> String {
        let Self {
            field,
            values,
            typed,
            partial,
            unread,
            contradictions,
            unknown,
            refused,
            ..
        } = self;
        let mut out = say!(
            language,
            "{field}：{values}个值，读入{typed}，部分读入{partial}，未读懂{unread}，矛盾{contradictions}，不认识{unknown}，不收{refused}\n",
            "{field}: {values} values, {typed} read, {partial} partly, {unread} not read, {contradictions} contradicting, {unknown} unknown, {refused} refused\n"
        );
        for sample in &self.samples {
            let value = sample.value.replace('\n', "⏎");
            out += &format!("    {}  {value}\n", display_place(&sample.location));
        }
        out
    }
}

impl LossNote {
    /// Renders the message with the number of times and the first places.
    fn text(&self, language: Language) -> String {
        let Self {
            rule,
            zh,
            en,
            count,
            ..
        } = self;
        let mut out = say!(
            language,
            "{rule} {count}次  {zh}\n",
            "{rule} {count} times  {en}\n"
        );
        for location in &self.locations {
            out += &format!("    {}\n", display_place(location));
        }
        out
    }
}

/// Counts the fate of all values of a reading made with [`crate::ReadOptions::trace`].
pub fn loss(reading: &Reading) -> Loss {
    let mut tally = Tally::default();
    tally.add(reading);
    tally.note(reading, true);
    tally.finish(&reading.account)
}

/// Builder of a [`Loss`] from several readings.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    fields: BTreeMap<String, FieldLoss>,
    failed: Vec<FailedRecord>,
    /// Notes by rule and message.
    notes: BTreeMap<(&'static str, String), LossNote>,
}

impl Tally {
    /// Adds the findings about guesses and repairs: those about a whole source if `of_sources` is set, or else those
    /// about single records.
    pub(crate) fn note(&mut self, reading: &Reading, of_sources: bool) {
        for located in &reading.notices {
            let code = located.notice.code;
            // Values that could not be interpreted are counted by their field.
            let is_counted = matches!(code, NoticeCode::UnreadValue | NoticeCode::UnknownField)
                || code == NoticeCode::Contradiction;
            if is_counted || !code.as_str().starts_with("NRM") || is_of_source(code) != of_sources {
                continue;
            }
            let Some(reason) = reason(&located.notice) else {
                continue;
            };
            let note = self
                .notes
                .entry((reason.rule, reason.zh.clone()))
                .or_insert(LossNote {
                    rule: reason.rule,
                    zh: reason.zh,
                    en: reason.en,
                    count: 0,
                    locations: Vec::new(),
                });
            note.count += 1;
            // If a source is converted in chunks, the chunk of the first occurrence may have been dropped by now.
            if !of_sources && note.locations.len() < MAX_SAMPLES {
                note.locations.extend(reading.locate(located));
            }
        }
    }

    /// Adds the values of a reading.
    pub(crate) fn add(&mut self, reading: &Reading) {
        self.failed.extend_from_slice(&reading.failed);
        self.note(reading, false);
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
            for one in &step.uses {
                if !field.to.contains(&one.to) {
                    field.to.push(one.to.clone());
                }
            }
            field.values += 1;
            match step.fate {
                Fate::Typed => field.typed += 1,
                Fate::Ignored => field.ignored += 1,
                Fate::Refused => field.refused += 1,
                Fate::Kept => field.kept += 1,
                Fate::Empty => field.empty += 1,
                Fate::Partial => field.partial += 1,
                Fate::Unread => field.unread += 1,
                Fate::Contradiction => field.contradictions += 1,
                Fate::Unknown => field.unknown += 1,
            }
            let left = matches!(
                step.fate,
                Fate::Partial | Fate::Unread | Fate::Contradiction | Fate::Unknown | Fate::Refused
            );
            if left && field.samples.len() < MAX_SAMPLES {
                let unread = step.uses.iter().flat_map(|one| &one.unread);
                let unread: Vec<&str> = unread.map(String::as_str).collect();
                let value = if unread.is_empty() {
                    step.raw.clone()
                } else {
                    unread.join(" ")
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
    pub(crate) fn finish(self, account: &Account) -> Loss {
        Loss {
            records: account.records,
            items: account.items,
            failed: self.failed,
            notes: self.notes.into_values().collect(),
            fates: account.fates,
            fields: self.fields.into_values().collect(),
            unheld: Vec::new(),
        }
    }
}

impl Loss {
    /// Whether every record gave an item and every value was read or kept on purpose, and written.
    pub fn is_none(&self) -> bool {
        self.failed.is_empty()
            && self.unheld.is_empty()
            && !self.fields.iter().any(FieldLoss::is_left)
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
        let mut out = match language {
            Language::Chinese => format!("记录{}条，事项{}项\n", self.records, self.items),
            Language::English => format!(
                "{}, {}\n",
                counted(self.records, "record"),
                counted(self.items, "item")
            ),
        };
        for failed in &self.failed {
            let reasons = failed.reasons().map(|reason| match language {
                Language::Chinese => reason.zh,
                Language::English => reason.en,
            });
            let reasons = reasons.collect::<Vec<_>>().join("; ");
            let at = display_place(&failed.location);
            out += &say!(
                language,
                "  没有读到事项: {at}  {reasons}\n",
                "  no item read: {at}  {reasons}\n"
            );
        }
        for field in self.fields.iter().filter(|field| field.is_left()) {
            out += &field.text(language);
        }
        for note in &self.notes {
            out += &note.text(language);
        }
        for Unheld { item, element, .. } in &self.unheld {
            out += &say!(
                language,
                "表格的一格放不下: {item}  {element}\n",
                "too long for a cell: {item}  {element}\n"
            );
        }
        if self.is_none() {
            out += &say!(language, "没有遗漏\n", "nothing was lost\n");
        }
        out
    }

    /// Renders the share of values read by field as a Markdown table; it contains no values of the
    /// source.
    pub fn table(&self) -> String {
        let mut out = String::from(
            "| 来源字段 | 要素 | 有内容的值 | 写明没有 | 读入 | 部分 | 未读懂 | 矛盾 | 保留 | 不取 | 读入比例 |\n|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n",
        );
        for field in &self.fields {
            let to: Vec<String> = field.to.iter().map(|to| format!("`{to}`")).collect();
            let _ = writeln!(
                out,
                "| {} | {} | {} | {} | {} | {} | {} | {} | {} | {} | {}.{}% |",
                field.field,
                to.join(" "),
                field.values,
                field.empty,
                field.typed,
                field.partial,
                field.unread + field.refused,
                field.contradictions,
                field.kept + field.unknown,
                field.ignored,
                field.share() / 10,
                field.share() % 10,
            );
        }
        out
    }
}

/// Whether a text begins like the output of [`Loss::text`], in either language.
pub(super) fn is_text_list(text: &str) -> bool {
    let first = text.lines().next().unwrap_or_default();
    let words: String = first
        .chars()
        .filter(|char| !char.is_ascii_digit())
        .collect();
    let words = words.replace("records", "record").replace("items", "item");
    words == "记录条，事项项" || words == " record,  item"
}

/// A short description of a location.
fn display_place(location: &Location) -> String {
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
