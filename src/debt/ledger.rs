//! The ledger: the rectification workbook, or a table with the same columns, as offices return it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use super::baseline::{Baseline, Owner, mark_of};
use super::body::{Bodies, Body};
use super::checked::{Checked, file_name};
use super::columns::{self, FORMULA};
use super::compare::State;
use super::conditions::Conditions;
use super::rectification::{BodyRectification, Rectification};
use crate::engine::{Finding, ItemIdentity, Severity};
use crate::error::Error;
use crate::i18n::Text;
use crate::source::cells::{Row, Sheet};
use crate::source::csv::TextTable;
use crate::source::is_container;
use crate::source::workbook::workbook;
use crate::value::yes_no;

/// Maximum number of rows that are searched for the header: some offices put a title above it.
const MAX_HEADING_ROWS: usize = 20;

/// The rectification workbook or CSV table that [`report::write`](crate::report::write) wrote, filled in.
///
/// Its rows may have been sorted, filtered, split into files or combined: each row is complete by itself.
#[derive(Debug, Clone, Default)]
pub struct Ledger {
    /// The rows of each finding; equal findings have several.
    rows: BTreeMap<Known, Rows>,
    without_fingerprint: usize,
    unread_sheets: Vec<String>,
}

/// The identity of a finding in the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Known {
    conditions: Conditions,
    owner: Owner,
    mark: String,
    /// The body as written in the row: items of two bodies may have the same key.
    body: Body,
}

/// The rows of a finding.
#[derive(Debug, Clone, Default)]
struct Rows {
    item: Option<ItemIdentity>,
    marks: Vec<Mark>,
    /// The inputs of the run; empty if they are not known.
    inputs: BTreeSet<String>,
}

/// An entry in the column `fixed?`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Mark {
    No,
    Unclear,
    Yes,
}

impl Mark {
    fn read(cell: &str) -> Self {
        let answer = yes_no::read(cell);
        match answer.value {
            Some(true) => Self::Yes,
            Some(false) => Self::No,
            None if answer.empty || cell.trim().is_empty() => Self::No,
            None if columns::DONE.contains(&cell.trim()) => Self::Yes,
            None => Self::Unclear,
        }
    }
}

impl Ledger {
    /// Reads a workbook or a CSV table; `name` is the file name for messages.
    ///
    /// # Errors
    ///
    /// [`Error::Ledger`] if it is not a workbook or table, or no sheet has the columns of a ledger.
    pub fn read(name: &str, bytes: Vec<u8>) -> Result<Self, Error> {
        let wrong = |reason: Text| Error::Ledger {
            name: name.to_owned(),
            message: reason.en,
            chinese: reason.zh,
        };
        let mut ledger = Self::default();
        let mut has_any = false;
        for sheet in sheets(bytes).map_err(wrong)? {
            if let Some(reason) = sheet.unreadable {
                return Err(wrong(reason));
            }
            match Columns::of(&sheet) {
                Some(columns) => {
                    has_any = true;
                    columns.read(&sheet, &mut ledger);
                }
                None if sheet.rows.iter().all(Row::is_blank) || is_overview(&sheet) => {}
                None => ledger.unread_sheets.extend(sheet.name),
            }
        }
        if !has_any {
            return Err(wrong(NOT_A_LEDGER));
        }
        Ok(ledger)
    }

    /// Adds the rows of another file. A finding that is in both files counts once.
    pub fn extend(&mut self, other: Self) {
        for (known, rows) in other.rows {
            let own = self.rows.entry(known).or_default();
            own.item = own.item.take().or(rows.item);
            own.inputs.extend(rows.inputs);
            for (at, mark) in rows.marks.into_iter().enumerate() {
                match own.marks.get_mut(at) {
                    Some(before) => *before = mark.max(*before),
                    None => own.marks.push(mark),
                }
            }
        }
        self.without_fingerprint += other.without_fingerprint;
        self.unread_sheets.extend(other.unread_sheets);
    }

    /// Number of findings in the ledger.
    pub fn len(&self) -> usize {
        self.rows.values().map(|rows| rows.marks.len()).sum()
    }

    /// Whether the ledger has no findings.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Compares the findings of the ledger with those of a run, body by body.
    pub(crate) fn follow<'f>(
        &self,
        findings: &[&'f Finding],
        suppressed: &[&'f Finding],
        checked: &Checked,
    ) -> Rectification {
        let of_findings = findings
            .iter()
            .filter_map(|finding| finding.item.as_deref());
        let of_rows = self.rows.values().filter_map(|rows| rows.item.as_ref());
        let bodies = Bodies::of(of_rows.chain(of_findings));
        let mut figures = BTreeMap::<Body, BodyRectification>::new();
        let mut is_new = vec![true; findings.len()];
        let mut least = Severity::Error;
        let conditions: BTreeSet<_> = self.rows.keys().map(|known| &known.conditions).collect();
        for conditions in conditions {
            least = least.min(conditions.least);
            let rows = || {
                self.rows
                    .iter()
                    .filter(|(known, _)| known.conditions == *conditions)
            };
            let mut inputs = BTreeSet::new();
            if rows().all(|(_, rows)| !rows.inputs.is_empty()) {
                inputs.extend(rows().flat_map(|(_, rows)| rows.inputs.iter().cloned()));
            }
            let mut baseline = Baseline::new(conditions.profile, &conditions.views, &inputs);
            for (known, rows) in rows() {
                let count = rows.marks.len();
                baseline.insert(&known.owner, rows.item.as_ref(), &known.mark, count);
            }
            let found = findings.iter().copied();
            let mut comparison = baseline.compare(found, suppressed.iter().copied(), checked);
            for (is_new, state) in is_new.iter_mut().zip(&comparison.states) {
                *is_new &= *state == State::New;
            }
            for (known, rows) in rows() {
                let of_body = figures.entry(bodies.body(rows.item.as_ref())).or_default();
                let mut marks = rows.marks.clone();
                // Of several equal findings, those marked as fixed are matched with fixed findings first.
                marks.sort_unstable_by(|a, b| b.cmp(a));
                for mark in marks {
                    of_body.unclear += usize::from(mark == Mark::Unclear);
                    let outcomes = match mark {
                        Mark::Yes => &mut of_body.marked,
                        Mark::No | Mark::Unclear => &mut of_body.unmarked,
                    };
                    *comparison.outcome(outcomes, &known.owner, &known.mark) += 1;
                }
            }
        }
        let mut elsewhere = 0;
        for (finding, is_new) in findings.iter().zip(is_new) {
            if is_new && finding.severity >= least {
                match figures.get_mut(&bodies.body(finding.item.as_deref())) {
                    Some(body) => body.new += 1,
                    None => elsewhere += 1,
                }
            }
        }
        Rectification {
            elsewhere,
            without_fingerprint: self.without_fingerprint,
            unread_sheets: self.unread_sheets.clone(),
            ..Rectification::of(figures)
        }
    }
}

/// The sheets of a workbook; any other file is read as a text table.
fn sheets(bytes: Vec<u8>) -> Result<Vec<Sheet>, Text> {
    if is_container(&bytes) {
        return workbook(bytes);
    }
    let mut source = Cursor::new(bytes);
    let (sheet, faults) = TextTable::new(&mut source, None).all();
    match (faults.broken_off, faults.too_large) {
        (None, None) => Ok(vec![sheet]),
        _ => Err(NOT_A_LEDGER),
    }
}

const NOT_A_LEDGER: Text = Text::new(
    "没有“指纹”和“已整改”两栏，不是整改台账",
    "no sheet has the columns “fingerprint” and “fixed?”: it is not a rectification workbook",
);

/// Whether a sheet is the overview, which precedes the sheets of the bodies.
fn is_overview(sheet: &Sheet) -> bool {
    let first = sheet.rows.iter().find_map(|row| row.get(0));
    first.is_some_and(|cell| is_label(columns::TITLE, cell))
}

fn is_label(text: Text, cell: &str) -> bool {
    [text.zh, text.en].contains(&cell.trim())
}

/// The cell without the leading `'` that keeps spreadsheet programs from evaluating it as a formula.
fn without_formula_guard(cell: &str) -> &str {
    let inert = cell
        .strip_prefix('\'')
        .filter(|rest| rest.starts_with(FORMULA));
    inert.unwrap_or(cell)
}

/// The columns of a ledger in a sheet.
struct Columns {
    heading: usize,
    fingerprint: usize,
    fixed: usize,
    authority: Option<usize>,
    code: Option<usize>,
    item: Option<usize>,
    key: Option<usize>,
    file: Option<usize>,
    conditions: Option<usize>,
    state: Option<usize>,
}

impl Columns {
    fn of(sheet: &Sheet) -> Option<Self> {
        sheet
            .rows
            .iter()
            .take(MAX_HEADING_ROWS)
            .enumerate()
            .find_map(|(heading, row)| {
                let column = |name: Text| row.iter().position(|cell| is_label(name, cell));
                Some(Self {
                    heading,
                    fingerprint: column(columns::FINGERPRINT)?,
                    fixed: column(columns::MENDED)?,
                    authority: column(columns::AUTHORITY),
                    code: column(columns::AUTHORITY_CODE),
                    item: column(columns::ITEM),
                    key: column(columns::KEY),
                    file: column(columns::FILE),
                    conditions: column(columns::CONDITIONS),
                    state: column(columns::STATE),
                })
            })
    }

    fn read(&self, sheet: &Sheet, ledger: &mut Ledger) {
        for row in sheet.rows.iter().skip(self.heading + 1) {
            // A finding that a suppression accepts need not be fixed.
            let state = self.state.and_then(|column| row.get(column));
            if row.is_blank() || state.is_some_and(|state| is_label(columns::SUPPRESSED, state)) {
                continue;
            }
            let cell = |column: usize| without_formula_guard(row.get(column).unwrap_or_default());
            let filled = |column: Option<usize>| {
                let cell = column.map(cell).unwrap_or_default();
                (!cell.is_empty()).then(|| cell.to_owned())
            };
            let fingerprint = cell(self.fingerprint);
            if fingerprint.trim().is_empty() {
                ledger.without_fingerprint += 1;
                continue;
            }
            let (name, key) = (filled(self.item), filled(self.key));
            let item = (name.is_some() || key.is_some()).then(|| ItemIdentity {
                name: name.unwrap_or_default(),
                key: key.unwrap_or_default(),
                authority: filled(self.authority),
                authority_code: filled(self.code),
            });
            let owner = if let Some(item) = &item {
                Owner::Item(item.key.clone())
            } else {
                let file = filled(self.file).unwrap_or_default();
                Owner::File(file_name(&file).to_owned())
            };
            let key = item.as_ref().map_or("", |item| item.key.as_str());
            let conditions = self.conditions.map(cell).unwrap_or_default();
            let mut conditions = Conditions::read(conditions);
            // Inputs are not part of the identity: rows without inputs may be of the same run as rows with inputs.
            let inputs = std::mem::take(&mut conditions.inputs);
            let known = Known {
                conditions,
                mark: mark_of(fingerprint, key),
                owner,
                body: Body {
                    name: filled(self.authority),
                    code: filled(self.code),
                },
            };
            let rows = ledger.rows.entry(known).or_default();
            rows.marks.push(Mark::read(cell(self.fixed)));
            rows.item = item;
            rows.inputs.extend(inputs);
        }
    }
}
