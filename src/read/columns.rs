//! The columns of a table with sample values, for drafting a dialect.

use std::collections::HashSet;

use super::heading::{fullest, heading, upright};
use super::options::ReadOptions;
use super::sheets::whole;
use crate::dialect;
use crate::i18n::Text;
use crate::source::Format;
use crate::source::csv::TextTable;

/// The columns of one table.
#[derive(Debug, Default)]
pub(crate) struct Columns {
    /// The name of the sheet.
    pub(crate) name: Option<String>,
    /// The column names, each with its different values over all rows.
    pub(crate) columns: Vec<(String, Vec<String>)>,
}

/// Maximum number of different values per column.
const MAX_VALUES: usize = 1000;

/// The tables of a file; header rows are recognised by known names, or else by their number of cells.
pub(crate) fn columns(
    bytes: Vec<u8>,
    format: Format,
    options: &ReadOptions,
) -> Result<Vec<Columns>, Text> {
    let sheets = match format.by_content(&bytes) {
        Format::Csv => {
            let mut source = std::io::Cursor::new(bytes);
            let table = TextTable::new(&mut source, options.encoding.as_deref());
            vec![table.all().0]
        }
        format => whole(bytes, format, options)?,
    };
    let knows = |name: &str| {
        dialect::all()
            .iter()
            .any(|dialect| dialect.knows_anywhere(name))
    };
    if let Some(reason) = upright(&sheets) {
        return Err(reason);
    }
    let mut tables = Vec::new();
    for sheet in sheets {
        let known = heading(&sheet.rows, &knows, &|_| false).filter(|heading| heading.known > 1);
        let Some(heading) = known.or_else(|| fullest(&sheet.rows)) else {
            continue;
        };
        let columns = heading
            .names
            .iter()
            .enumerate()
            .filter(|(_, name)| !name.trim().is_empty())
            .map(|(column, name)| {
                let mut seen = HashSet::new();
                let values = sheet
                    .rows
                    .iter()
                    .skip(heading.last + 1)
                    .filter_map(|row| row.get(column))
                    .filter(|value| !value.trim().is_empty() && seen.insert(value.trim()))
                    .take(MAX_VALUES)
                    .map(str::to_owned)
                    .collect();
                (name.trim().to_owned(), values)
            })
            .collect();
        tables.push(Columns {
            name: sheet.name,
            columns,
        });
    }
    Ok(tables)
}
