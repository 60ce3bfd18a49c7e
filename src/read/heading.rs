//! Finds the header row of a table.

use std::collections::BTreeSet;

use super::flat::names_part;
use crate::dialect::{self, Dialect, GROUP};
use crate::i18n::Text;
use crate::prose::{is_longer, slice};
use crate::source::cells::{Row, Rows, Sheet};
use crate::source::{Entry, Node, NodeKind, Span};

/// Number of rows from the top that are searched for the header.
pub(super) const HEADING_ROWS: usize = 15;

/// Maximum number of header rows below the first.
const MAX_FURTHER_ROWS: usize = 2;

/// Maximum length of a column name, in bytes.
const MAX_NAME_BYTES: usize = 600;

/// The header of a sheet: its row and the column names.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading {
    /// Index of the first header row.
    pub(super) first: usize,
    /// Index of the last header row.
    pub(super) last: usize,
    pub(super) names: Vec<String>,
    /// The number of names that the dialect knows.
    pub(super) known: usize,
}

impl Heading {
    /// Sets the header row of the sheet. Its rows are records or, with `rows`, the rows of the
    /// field with this name.
    pub(super) fn name_columns(&self, sheet: &mut Sheet, dialect: &Dialect, rows: Option<&str>) {
        sheet.header_row = u32::try_from(sheet.before + self.last).unwrap_or(u32::MAX);
        sheet.rows_above = sheet.before + self.first;
        sheet.header.clone_from(&self.names);
        sheet.elements = (0..)
            .zip(&self.names)
            .filter(|(_, name)| !name.trim().is_empty())
            .flat_map(|(column, name)| {
                let elements = dialect.elements_of(name, rows).into_iter();
                elements.map(move |element| (column, element))
            })
            .collect();
    }
}

/// The row with the most known field names; the header may be several rows high. `of_part` recognises
/// fields of nested lists, such as materials, which may be below the name of the list.
pub(super) fn heading(
    rows: &Rows,
    knows: &dyn Fn(&str) -> bool,
    of_part: &dyn Fn(&str) -> bool,
) -> Option<Heading> {
    let rows = heading_candidates(rows);
    let names = KnownNames { knows, of_part };
    let mut best: Option<Heading> = None;
    for (first, row) in rows.iter().take(HEADING_ROWS).enumerate() {
        let known = names.count(row);
        let is_better =
            |best: &Heading| known > best.known || holds_labels(&best.names, row, known);
        if best.as_ref().is_none_or(is_better) {
            best = Some(Heading {
                first,
                last: first,
                names: row.clone(),
                known,
            });
        }
        for higher in names.higher_headings(&rows, first) {
            if best.as_ref().is_none_or(|best| higher.known >= best.known) {
                best = Some(higher);
            }
        }
    }
    let mut best = best.filter(|best| best.known > 0)?;
    fill_in_machine_names(&mut best, &rows);
    Some(best)
}

/// The names that a dialect knows.
struct KnownNames<'k> {
    knows: &'k dyn Fn(&str) -> bool,
    of_part: &'k dyn Fn(&str) -> bool,
}

impl KnownNames<'_> {
    fn knows(&self, name: &str) -> bool {
        name.len() <= MAX_NAME_BYTES && (self.knows)(name)
    }

    fn count(&self, names: &[String]) -> usize {
        let known = |name: &&String| !name.trim().is_empty() && self.knows(name);
        names.iter().filter(known).count()
    }

    /// The headings of two rows and more that start with this row: `法定` and `承诺` under `办结时限`.
    fn higher_headings(&self, rows: &[Vec<String>], first: usize) -> Vec<Heading> {
        let mut headings = Vec::new();
        let Some(mut own) = rows.get(first) else {
            return headings;
        };
        let mut names = own.clone();
        for (last, below) in rows
            .iter()
            .enumerate()
            .skip(first + 1)
            .take(MAX_FURTHER_ROWS)
        {
            let is_shared =
                |(upper, lower): (&String, &String)| !upper.is_empty() && upper == lower;
            let shared = own.iter().zip(below).any(is_shared);
            let is_third = last > first + 1;
            let both = self.join_rows(&names, own, below, shared, is_third);
            let parts = both
                .iter()
                .filter(|name| !self.knows(name) && (self.of_part)(name));
            let known = self.count(&both) + parts.count();
            if !shared && !self.is_under(&names, below, &both, known) {
                break;
            }
            names = both;
            own = below;
            headings.push(Heading {
                first,
                last,
                names: names.clone(),
                known,
            });
        }
        headings
    }

    /// The names of some rows with those of the row below; `own` is the lowest of the upper rows.
    fn join_rows(
        &self,
        names: &[String],
        own: &[String],
        below: &[String],
        shared: bool,
        is_third: bool,
    ) -> Vec<String> {
        let columns = filled_right(names, below).into_iter().zip(below).zip(own);
        let joined = columns.map(|((upper, lower), own)| {
            let is_filled = !own.trim().is_empty();
            if is_third && is_filled && own == lower {
                // The cell of the row above continues.
                return upper.to_owned();
            }
            let knows = |name: &str| self.knows(name);
            joined_heading(upper, lower, shared && is_filled, &knows, self.of_part)
        });
        joined.collect()
    }

    /// Whether a row belongs to the header above it, of which it shares no cell.
    ///
    /// Not all workbook formats record merged cells; without them, the lower row must have names only, in columns
    /// where the upper row has none.
    fn is_under(&self, names: &[String], below: &[String], both: &[String], known: usize) -> bool {
        let above = self.count(names);
        // Otherwise the upper row is only a title.
        let is_header = above > 0 || known > self.count(below);
        known > above
            && is_header
            && below.iter().zip(both).all(|(lower, name)| {
                let is_name = self.knows(name) || (self.of_part)(name);
                let lower = lower.trim();
                let is_said = name.contains(lower) || NUMBER_NAMES.contains(&lower);
                lower.is_empty() || is_said && is_name
            })
    }
}

/// Whether a row with `known` known names holds the labels of the machine names above it.
fn holds_labels(machine: &[String], row: &[String], known: usize) -> bool {
    let is_filled = |cell: &&String| !cell.trim().is_empty();
    let filled = row.iter().filter(is_filled).count();
    known > 1
        && known * 2 > filled
        && machine
            .iter()
            .filter(is_filled)
            .all(|name| is_machine(name))
        && !row.iter().any(|label| is_machine(before_note(label)))
}

/// A label without the note behind it: 收费标志（Y/N）.
fn before_note(label: &str) -> &str {
    label.split(['(', '（']).next().unwrap_or(label)
}

/// Merges labels of some columns with the machine names above: a column without a label keeps its
/// machine name.
fn fill_in_machine_names(heading: &mut Heading, rows: &[Vec<String>]) {
    let above = heading.first.checked_sub(1).and_then(|at| rows.get(at));
    let Some(above) = above.filter(|above| are_machine_names(above, &heading.names)) else {
        return;
    };
    for (name, machine) in heading.names.iter_mut().zip(above) {
        if name.trim().is_empty() {
            name.clone_from(machine);
        }
    }
}

/// Whether a row below machine names holds their labels rather than a record.
pub(super) fn are_labels(row: Row<'_>, names: &[String]) -> bool {
    let elements = dialect::find("elements");
    let is_label = |label: &str| elements.is_some_and(|elements| elements.knows_anywhere(label));
    let filled = row.iter().zip(names);
    let filled: Vec<(&str, &String)> =
        (filled.filter(|(label, _)| !label.trim().is_empty())).collect();
    let known = filled.iter().filter(|(label, _)| is_label(label)).count();
    let mut filled_in = filled.iter();
    known > 1
        && known * 2 > filled.len()
        && filled_in.all(|(label, name)| is_machine(name) && label != name)
}

/// Whether a row of a sheet is the header of another table in it: all cells except one are column
/// names. A row above the header that was found must also name items.
pub(super) fn is_another(row: Row<'_>, dialect: &Dialect, names_items: bool) -> bool {
    let cells = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let cells: BTreeSet<&str> = cells.collect();
    let is_short = |cell: &&&str| cell.len() <= MAX_NAME_BYTES;
    let known = cells
        .iter()
        .filter(is_short)
        .filter(|cell| dialect.knows_anywhere(cell));
    let known = known.count();
    known > 1
        && cells.len() > 2
        && known + 1 >= cells.len()
        && (!names_items || cells.iter().any(|cell| dialect.names_items(cell)))
}

fn is_machine(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a row has a machine name for each labelled column.
fn are_machine_names(row: &[String], labels: &[String]) -> bool {
    let mut columns = row.iter().zip(labels);
    columns
        .all(|(name, label)| name.trim().is_empty() == label.trim().is_empty() || is_machine(name))
        && row.iter().filter(|name| is_machine(name)).count() > 1
}

/// The rows searched for a header, and the row below.
fn heading_candidates(rows: &Rows) -> Vec<Vec<String>> {
    rows.iter()
        .take(HEADING_ROWS + 1)
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

/// The upper row of a header without recorded merges: a cell extends to the right over the cells below it.
fn filled_right<'r>(row: &'r [String], below: &[String]) -> Vec<&'r str> {
    let mut last = "";
    let cells = row.iter().zip(below).map(|(upper, lower)| {
        if !upper.trim().is_empty() || lower.trim().is_empty() {
            last = upper;
        }
        last
    });
    cells.collect()
}

/// Maximum number of characters of a cell in a header of several rows.
const MAX_HEADING_CHARS: usize = 20;

/// Column names that only say "a number".
const NUMBER_NAMES: &[&str] = &["数量", "数值", "数字", "值", "天数", "时间", "期限", "时限"];

/// The name of a column from both its cells. If merged cells show that both rows are header, a
/// lower cell that forms no known name is a note: 承诺办结时限（数值）.
fn joined_heading(
    upper: &str,
    lower: &str,
    is_merged: bool,
    knows: &dyn Fn(&str) -> bool,
    of_part: &dyn Fn(&str) -> bool,
) -> String {
    let (upper, lower) = (upper.trim(), lower.trim());
    if lower.is_empty() || upper == lower {
        return upper.to_owned();
    }
    if upper.is_empty() {
        return lower.to_owned();
    }
    // Names from both header rows come before the lower one alone: 名称 under 申请材料 is not the name of the item.
    let ((head, of_head), (bare, of_bare)) = (split_note(upper), split_note(lower));
    let note = if of_bare.is_empty() { of_head } else { of_bare };
    if bare.contains(head) && knows(lower) {
        return format!("{bare}{note}");
    }
    let both = [format!("{bare}{head}{note}"), format!("{head}{bare}{note}")];
    let known = both.iter().find(|name| knows(name)).cloned();
    // 形式 under 申请材料: 材料形式.
    let of_upper = || {
        // This is also called for cells of data rows, which may be far longer than any heading.
        if is_longer(head, MAX_HEADING_CHARS) || is_longer(lower, MAX_HEADING_CHARS) {
            return None;
        }
        let ends = upper
            .char_indices()
            .map(|(at, _)| slice(upper, at..upper.len()));
        let mut names = ends.map(|end| format!("{end}{lower}"));
        names.find(|name| of_part(name))
    };
    // 电话 under 咨询方式: 咨询电话. 数量 under 法定办结时限 is the limit itself.
    let of_start = || {
        let starts = head.char_indices().skip(2);
        let names = starts.map(|(at, _)| format!("{}{lower}", slice(head, 0..at)));
        let is_short = !is_longer(head, MAX_HEADING_CHARS) && !is_longer(lower, MAX_HEADING_CHARS);
        let longest = || names.filter(|name| knows(name)).last();
        is_short.then(longest).flatten()
    };
    let itself = || {
        let is_number = NUMBER_NAMES.contains(&bare) && knows(upper) && !of_part(upper);
        (is_number && head.ends_with(['限', '数'])).then(|| upper.to_owned())
    };
    let alone = || knows(lower).then(|| lower.to_owned());
    let inside = is_merged && knows(upper);
    let noted = || {
        let is_part = inside && of_part(lower);
        (inside && !is_part).then(|| format!("{upper}（{lower}）"))
    };
    known
        .or_else(itself)
        .or_else(of_upper)
        .or_else(of_start)
        .or_else(alone)
        .or_else(noted)
        .unwrap_or_else(|| lower.to_owned())
}

/// Splits a name from the note in brackets at its end.
fn split_note(name: &str) -> (&str, &str) {
    let note = name.find(['（', '(']);
    let note = note.filter(|_| name.ends_with(['）', ')']));
    name.split_at(note.unwrap_or(name.len()))
}

/// The first of the rows with the most distinct cells.
pub(super) fn fullest(rows: &Rows) -> Option<Heading> {
    let rows = heading_candidates(rows);
    let filled = |row: &[String]| {
        let cells: BTreeSet<&str> = row
            .iter()
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
            .collect();
        cells.len()
    };
    let mut best: Option<(usize, usize)> = None;
    for (number, row) in rows.iter().take(HEADING_ROWS).enumerate() {
        let cells = filled(row);
        if cells > 1 && best.is_none_or(|(most, _)| cells > most) {
            best = Some((cells, number));
        }
    }
    let (_, row) = best?;
    Some(Heading {
        first: row,
        last: row,
        names: rows.get(row)?.clone(),
        known: 0,
    })
}

const UNKNOWN_HEADER: Text = Text::new(
    "没有方言认识这张表的表头；用 shixiang dialect guess 起草一个",
    "no dialect recognizes the header of this table; draft one with `shixiang dialect guess`",
);

const TRANSPOSED: Text = Text::new(
    "要素的名称写在每行开头，不在表头里；改成一行一个事项、第一行是要素名称（行列对调），再读",
    "the element names are in the first column instead of a header row; transpose the table, so that the first row has the names and each further row is an item",
);

/// Why no header was found in some sheets.
pub(super) fn unknown(sheets: &[Sheet]) -> Text {
    upright(sheets).unwrap_or(UNKNOWN_HEADER)
}

/// The reason for failing, if a sheet has the names of the elements in its first column.
pub(super) fn upright(sheets: &[Sheet]) -> Option<Text> {
    sheets.iter().any(names_begin_rows).then_some(TRANSPOSED)
}

/// Whether the rows begin with the names of elements, as in a form for one item.
fn names_begin_rows(sheet: &Sheet) -> bool {
    let Some(elements) = dialect::find("elements") else {
        return false;
    };
    let rows = sheet.rows.iter().take(HEADING_ROWS * 2);
    let firsts = rows.filter_map(|row| row.iter().find(|cell| !cell.trim().is_empty()));
    let (mut known, mut all) = (0, 0);
    for first in firsts {
        all += 1;
        known += usize::from(elements.knows(first));
    }
    known > 2 && known * 2 > all
}

/// The header of a sheet whose rows are records of a dialect.
pub(super) fn main_heading(sheet: &Sheet, dialect: &Dialect) -> Option<Heading> {
    let of_part = |name: &str| names_part(name, dialect);
    heading(&sheet.rows, &|name| dialect.knows(name), &of_part)
}

impl Sheet {
    /// Whether the sheet has a meaningful name, rather than a default such as Sheet1 or 表1.
    pub(super) fn is_named(&self) -> bool {
        const DEFAULT_NAMES: &[&str] = &["", "sheet", "表", "工作表", "表格"];
        let name = self.name.as_deref().unwrap_or_default();
        let bare = name.trim_matches(|c: char| !c.is_alphabetic());
        !DEFAULT_NAMES.contains(&bare.to_lowercase().as_str())
    }

    /// The name of the sheet as a field of its records.
    pub(super) fn group(&self, number: usize) -> Entry<'static> {
        let span = Span::cell(number, self.header_row as usize, 0);
        Entry {
            key: GROUP.into(),
            key_span: span,
            value: Node {
                span,
                kind: NodeKind::String(self.name.clone().unwrap_or_default().into()),
            },
        }
    }
}
