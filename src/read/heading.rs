//! Finds the header row of a table.

use std::collections::BTreeSet;

use crate::dialect::{self, Dialect};
use crate::source::cells::{Row, Rows, Sheet};

/// Number of rows from the top that are searched for the header.
pub(super) const HEADING_ROWS: usize = 15;

/// A longer text is not a column name.
const MOST_NAME_BYTES: usize = 600;

/// The header of a sheet: its row and the column names.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading {
    /// The first of its rows.
    pub(super) first: usize,
    /// The last of its rows.
    pub(super) last: usize,
    pub(super) names: Vec<String>,
    /// The number of names that the dialect knows.
    pub(super) known: usize,
}

impl Heading {
    /// The column of this name.
    pub(super) fn column(&self, name: &str) -> Option<usize> {
        column(&self.names, name)
    }

    /// Sets the header row of the sheet.
    pub(super) fn name_columns(&self, sheet: &mut Sheet) {
        sheet.header_row = u32::try_from(self.last).unwrap_or(u32::MAX);
        sheet.rows_above = self.first;
        sheet.header.clone_from(&self.names);
    }
}

/// The column of this name among those.
pub(super) fn column(names: &[String], wanted: &str) -> Option<usize> {
    let wanted = dialect::normal(wanted);
    (names.iter()).position(|name| dialect::normal(name) == wanted)
}

/// The row with the most known field names; the header may be two rows high.
pub(super) fn heading(rows: &Rows, knows: &dyn Fn(&str) -> bool) -> Option<Heading> {
    let rows = top(rows);
    let knows = &|name: &str| name.len() <= MOST_NAME_BYTES && knows(name);
    let mut best: Option<Heading> = None;
    let count = |names: &[String]| {
        (names.iter())
            .filter(|name| !name.trim().is_empty() && knows(name))
            .count()
    };
    for (number, row) in rows.iter().take(HEADING_ROWS).enumerate() {
        let known = count(row);
        if best.as_ref().is_none_or(|best| known > best.known) {
            best = Some(Heading {
                first: number,
                last: number,
                names: row.clone(),
                known,
            });
        }
        // 法定 and 承诺 under 办结时限: two rows, with the upper cell merged over several columns.
        let Some(below) = rows.get(number + 1).filter(|_| known > 0) else {
            continue;
        };
        let two: Vec<String> = row
            .iter()
            .zip(below)
            .map(|(upper, lower)| joined_heading(upper, lower, knows))
            .collect();
        let shared = row
            .iter()
            .zip(below)
            .any(|(upper, lower)| !upper.is_empty() && upper == lower);
        let known = count(&two);
        // Not all workbook formats record merged cells; then the lower row must have only names, in
        // columns where the upper row has none.
        let under = known > count(row)
            && (below.iter().zip(&two)).all(|(lower, name)| {
                lower.trim().is_empty() || (name.contains(lower.trim()) && knows(name))
            });
        if (shared || under) && best.as_ref().is_none_or(|best| known >= best.known) {
            best = Some(Heading {
                first: number,
                last: number + 1,
                names: two,
                known,
            });
        }
    }
    let mut best = best.filter(|best| best.known > 0)?;
    complete(&mut best, &rows);
    Some(best)
}

/// Labels of some columns under the machine names of all: a column without a label keeps its name.
fn complete(heading: &mut Heading, rows: &[Vec<String>]) {
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

/// Whether a row below machine names has no record but their labels.
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

/// Whether a row of a sheet is the header of another table in it: but for one cell, all are names of columns.
/// One above the header that was found must name items.
pub(super) fn is_another(row: Row<'_>, dialect: &Dialect, names_items: bool) -> bool {
    let cells = row.iter().map(str::trim).filter(|cell| !cell.is_empty());
    let cells: BTreeSet<&str> = cells.collect();
    let is_short = |cell: &&&str| cell.len() <= MOST_NAME_BYTES;
    let known = (cells.iter().filter(is_short)).filter(|cell| dialect.knows_anywhere(cell));
    let known = known.count();
    known > 1
        && cells.len() > 2
        && known + 1 >= cells.len()
        && (!names_items || cells.iter().any(|cell| dialect.names_items(cell)))
}

fn is_machine(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_alphabetic())
}

/// Whether a row has a machine name for each column that the other one names.
fn are_machine_names(row: &[String], labels: &[String]) -> bool {
    let mut columns = row.iter().zip(labels);
    columns
        .all(|(name, label)| name.trim().is_empty() == label.trim().is_empty() || is_machine(name))
        && row.iter().filter(|name| is_machine(name)).count() > 1
}

/// The rows searched for a header, and the one below.
fn top(rows: &Rows) -> Vec<Vec<String>> {
    (rows.iter().take(HEADING_ROWS + 1))
        .map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

fn joined_heading(upper: &str, lower: &str, knows: &dyn Fn(&str) -> bool) -> String {
    let (upper, lower) = (upper.trim(), lower.trim());
    if lower.is_empty() || upper == lower {
        return upper.to_owned();
    }
    if upper.is_empty() {
        return lower.to_owned();
    }
    let candidates = [
        lower.to_owned(),
        format!("{lower}{upper}"),
        format!("{upper}{lower}"),
    ];
    let known = candidates.iter().find(|name| knows(name));
    known.cloned().unwrap_or_else(|| lower.to_owned())
}

/// The first of the rows with the most distinct cells.
pub(super) fn fullest(rows: &Rows) -> Option<Heading> {
    let rows = top(rows);
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
