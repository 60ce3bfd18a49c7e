//! The findings as table rows: one list of columns for all table formats.

use std::borrow::Cow;

use super::shared::{ReportOptions, file, place};
use crate::check::Report;
use crate::debt::columns;
use crate::engine::Finding;
use crate::i18n::{Language, Text};
use crate::model::elements::{CATALOGUE, ITEM};

/// A finding as a table row.
#[derive(Clone)]
pub(super) struct FindingRow<'r> {
    pub(super) finding: Cow<'r, Finding>,
    pub(super) state: State<'r>,
}

/// Whether a finding is to be fixed.
#[derive(Clone, Copy)]
pub(super) enum State<'r> {
    Open,
    Known,
    /// A suppression accepts the finding for this reason.
    Suppressed(&'r str),
}

/// A column of a table.
pub(super) struct Column {
    pub(super) head: Text,
    /// The width in a workbook, in characters; `None` for hidden columns, which only serve to read the workbook back.
    #[cfg_attr(
        not(feature = "tables"),
        expect(dead_code, reason = "only workbooks ask")
    )]
    pub(super) width: Option<f64>,
    pub(super) value: fn(&FindingRow, Language) -> String,
}

impl Column {
    const fn new(head: Text, width: f64, value: fn(&FindingRow, Language) -> String) -> Self {
        Self {
            head,
            width: Some(width),
            value,
        }
    }

    const fn hidden(head: Text, value: fn(&FindingRow, Language) -> String) -> Self {
        Self {
            head,
            width: None,
            value,
        }
    }
}

pub(super) const COLUMNS: &[Column] = &[
    Column::new(columns::AUTHORITY, 14.0, |row, _| {
        let item = row.finding.item.as_ref();
        item.and_then(|item| item.authority.clone())
            .unwrap_or_default()
    }),
    Column::hidden(columns::AUTHORITY_CODE, |row, _| {
        let item = row.finding.item.as_ref();
        item.and_then(|item| item.authority_code.clone())
            .unwrap_or_default()
    }),
    Column::new(columns::ITEM, 22.0, item_name),
    Column::new(columns::KEY, 16.0, |row, _| {
        let item = row.finding.item.as_ref();
        item.map_or_else(String::new, |item| item.key.clone())
    }),
    Column::new(Text::new("要素", "element"), 13.0, element),
    Column::hidden(Text::new("路径", "path"), |row, _| {
        row.finding.subject.path.to_string()
    }),
    Column::new(columns::FILE, 14.0, |row, _| file(&row.finding)),
    Column::new(Text::new("位置", "place"), 14.0, |row, language| {
        let at = row.finding.location.as_ref();
        at.map_or_else(String::new, |at| place(at, language))
    }),
    Column::new(Text::new("级别", "severity"), 7.0, |row, language| {
        row.finding.severity.text().get(language).to_owned()
    }),
    Column::new(Text::new("规则", "rule"), 9.0, |row, _| {
        row.finding.rule.code.to_owned()
    }),
    Column::new(Text::new("问题", "problem"), 38.0, |row, language| {
        row.finding.message(language)
    }),
    Column::new(Text::new("依据", "ground"), 30.0, |row, language| {
        let finding = &row.finding;
        let division = finding.division.as_deref();
        let colon = Text::new("：", ": ").get(language);
        let reason = finding.reason(language, division);
        reason.map_or_else(String::new, |(kind, text)| format!("{kind}{colon}{text}"))
    }),
    Column::new(Text::new("整改", "help"), 34.0, |row, language| {
        row.finding.help(language)
    }),
    Column::new(columns::STATE, 9.0, |row, language| {
        let text = match row.state {
            State::Open => Text::new("待整改", "open"),
            State::Known => Text::new("旧账", "known"),
            State::Suppressed(_) => columns::SUPPRESSED,
        };
        text.get(language).to_owned()
    }),
];

/// The column that identifies a finding.
pub(super) const FINGERPRINT: Column = Column::new(columns::FINGERPRINT, 20.0, |row, _| {
    row.finding.fingerprint.clone()
});

/// The column with the reason of a suppression.
pub(super) const NOTE: Column =
    Column::hidden(Text::new("说明", "note"), |row, _| match row.state {
        State::Suppressed(reason) => reason.to_owned(),
        State::Open | State::Known => String::new(),
    });

/// The name of the item; if it is blank, a placeholder, so that the finding does not look like one outside items.
fn item_name(row: &FindingRow, language: Language) -> String {
    match &row.finding.item {
        Some(item) if item.name.trim().is_empty() => Text::new("（没有名称）", "(no name)")
            .get(language)
            .to_owned(),
        Some(item) => item.name.clone(),
        None => String::new(),
    }
}

/// The name of the element of a finding, or its path if it has no name.
fn element(row: &FindingRow, language: Language) -> String {
    let subject = &row.finding.subject;
    let group = if row.finding.item.is_some() {
        ITEM
    } else {
        CATALOGUE
    };
    let name = group.name_at(&subject.path);
    name.map_or_else(
        || subject.path.to_string(),
        |name| name.get(language).to_owned(),
    )
}

/// The findings that are to be fixed.
pub(super) fn open<'r>(
    report: &'r Report,
    options: &'r ReportOptions,
) -> impl Iterator<Item = FindingRow<'r>> + Clone {
    let row = |state| move |finding| FindingRow { finding, state };
    let open = report.all().map(row(State::Open));
    let known = report.known.iter().map(Cow::Borrowed);
    open.chain(known.map(row(State::Known)))
        .filter(|row| options.shows(&row.finding))
}

/// The findings that suppressions accept.
pub(super) fn suppressed<'r>(
    report: &'r Report,
    options: &'r ReportOptions,
) -> impl Iterator<Item = FindingRow<'r>> {
    let accepted = report.suppressed.iter().map(|one| FindingRow {
        finding: Cow::Borrowed(&one.finding),
        state: State::Suppressed(&one.suppression.reason),
    });
    accepted.filter(|row| options.shows(&row.finding))
}
