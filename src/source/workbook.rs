//! Workbooks: from the bytes of a file to the cells of its sheets.
//!
//! A small file can require any amount of memory: a cell far down, one row repeated a million
//! times, a merged area with a long text. Its needs are estimated before anything is allocated.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::panic;

use calamine::{
    Data, Dimensions, Reader as _, SheetVisible, Sheets, XlsxError, XlsxFormulaMetadata,
};

use super::beside;
use super::cells::{Beside, BesideKind, CellFault, Rows, Sheet};
use super::compound;
use super::limits::{FEW_CELLS, MOST_ROWS, TOO_MANY, most_area, most_text};
use super::number_formats::NumberFormats;
use super::parts::{Parts, Said, look};
use crate::i18n::Text;

const BROKEN_WORKBOOK: Text = Text::new(
    "工作簿打不开：文件损坏、加密或不是工作簿",
    "the workbook cannot be opened: it is corrupt, encrypted or not a workbook",
);
const BROKEN_SHEET: Text = Text::new("工作表的内容损坏", "the sheet is corrupt");

/// Reads the sheets of a workbook, filling merged cells. For a sheet that cannot be read, `unreadable` is the reason.
pub(crate) fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, Text> {
    let old = compound::look(&bytes)?;
    let mut parts = look(&bytes)?;
    parts.sheets.extend(old);
    // calamine calculates with unchecked references of a file, which panics in a build with overflow checks.
    panic::catch_unwind(|| sheets(bytes, parts)).unwrap_or(Err(BROKEN_WORKBOOK))
}

fn sheets(bytes: Vec<u8>, mut parts: Parts) -> Result<Vec<Sheet>, Text> {
    let mut book =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| BROKEN_WORKBOOK)?;
    let mut sheets = Vec::new();
    let listed: Vec<(String, SheetVisible)> = book
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible))
        .collect();
    for (name, visible) in listed {
        let mut said = parts.sheets.remove(&name).unwrap_or_default();
        let mut beside = std::mem::take(&mut said.beside);
        let read = cells(&mut book, &name, parts.size).and_then(|cells| match cells {
            Some(mut cells) => {
                beside.append(&mut cells.links);
                sheet(&mut book, &name, cells, (said, &parts.formats))
            }
            None => Ok(None),
        });
        let sheet = match read {
            Ok(Some(sheet)) => sheet,
            Ok(None) if beside.is_empty() => continue,
            Ok(None) => Sheet::default(),
            Err(reason) => Sheet {
                unreadable: Some(reason),
                ..Sheet::default()
            },
        };
        sheets.push(Sheet {
            name: Some(name),
            is_hidden: visible != SheetVisible::Visible,
            beside: beside::of_cells(beside, &sheet.rows),
            ..sheet
        });
    }
    Ok(sheets)
}

/// The non-empty cells of a sheet.
struct Cells {
    found: Vec<((u32, u32), Data, Option<CellFault>)>,
    /// Number of bytes of text; the maximum for the file is `most_text`.
    text: u64,
    most_text: u64,
    /// Maximum number of non-empty ones for the file.
    most: u64,
    /// The targets of `HYPERLINK` formulas.
    links: Vec<Beside>,
}

/// The address in `HYPERLINK("https://…", "办理")`.
fn hyperlink(formula: &XlsxFormulaMetadata) -> Option<&str> {
    let (XlsxFormulaMetadata::Normal { formula } | XlsxFormulaMetadata::Shared { formula, .. }) =
        formula
    else {
        return None;
    };
    let (_, arguments) = formula.split_once("HYPERLINK(")?;
    let (address, _) = arguments.trim_start().strip_prefix('"')?.split_once('"')?;
    // A target that begins with `#` is inside the workbook.
    Some(address).filter(|address| !address.starts_with('#'))
}

impl Cells {
    fn take(&mut self, at: (u32, u32), value: Data, is_formula: bool) -> Result<(), Text> {
        let fault = match &value {
            Data::Error(_) => Some(CellFault::Error),
            Data::Empty if is_formula => Some(CellFault::NoValue),
            Data::Empty => return Ok(()),
            Data::String(text) => {
                self.text += text.len() as u64;
                None
            }
            _ => None,
        };
        self.found.push((at, value, fault));
        if self.found.len() as u64 > self.most || self.text > self.most_text {
            return Err(TOO_MANY);
        }
        Ok(())
    }
}

/// Reads the cells of a sheet one by one; `None` for a sheet without cells, such as a chart.
fn cells(book: &mut Sheets<Cursor<Vec<u8>>>, name: &str, size: u64) -> Result<Option<Cells>, Text> {
    let mut cells = Cells {
        found: Vec::new(),
        text: 0,
        most_text: most_text(size),
        most: size.max(FEW_CELLS),
        links: Vec::new(),
    };
    match book {
        Sheets::Xlsx(book) => {
            let mut reader = match book.worksheet_cells_reader(name) {
                Ok(reader) => reader,
                Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
                Err(_) => return Err(BROKEN_SHEET),
            };
            while let Some(cell) = reader
                .next_cell_with_formula_metadata()
                .map_err(|_| BROKEN_SHEET)?
            {
                if let Some(address) = cell.formula.as_ref().and_then(hyperlink) {
                    let link = Beside::new(BesideKind::Link, Some(cell.pos), address);
                    cells.links.extend(link);
                }
                cells.take(cell.pos, cell.value.into(), cell.formula.is_some())?;
            }
        }
        Sheets::Xlsb(book) => {
            let mut reader = book
                .worksheet_cells_reader(name)
                .map_err(|_| BROKEN_SHEET)?;
            while let Some(cell) = reader.next_cell().map_err(|_| BROKEN_SHEET)? {
                cells.take(cell.get_position(), cell.get_value().clone().into(), false)?;
            }
        }
        // `parts` and `compound` have already checked the sizes of these formats.
        Sheets::Xls(_) | Sheets::Ods(_) => {
            let range = book.worksheet_range(name).map_err(|_| BROKEN_SHEET)?;
            let (top, left) = range.start().unwrap_or_default();
            for (row, column, value) in range.used_cells() {
                let at = (
                    top.saturating_add(u32::try_from(row).unwrap_or(u32::MAX)),
                    left.saturating_add(u32::try_from(column).unwrap_or(u32::MAX)),
                );
                cells.take(at, value.clone(), false)?;
            }
        }
    }
    Ok(Some(cells))
}

/// The non-empty rows of a sheet: their cells by column.
type Filled = BTreeMap<u32, BTreeMap<u32, String>>;

/// Builds a sheet from its cells; `None` if there are none.
fn sheet(
    book: &mut Sheets<Cursor<Vec<u8>>>,
    name: &str,
    cells: Cells,
    (said, formats): (Said, &NumberFormats),
) -> Result<Option<Sheet>, Text> {
    let last_row = cells.found.iter().map(|((row, _), ..)| *row).max();
    let last_column = cells.found.iter().map(|((_, column), ..)| *column).max();
    let (Some(last_row), Some(last_column)) = (last_row, last_column) else {
        return Ok(None);
    };
    if u64::from(last_row) >= MOST_ROWS {
        return Err(TOO_MANY);
    }
    let merged = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => said.merged,
    };
    let mut sheet = Sheet {
        hidden: said.hidden,
        hidden_columns: said.hidden_columns,
        ..Sheet::default()
    };
    let mut filling = Filling {
        rows: Filled::new(),
        last: (last_row, last_column),
        cells: cells.found.len() as u64,
        max_cells: cells.most,
        text: cells.text,
        most_text: cells.most_text,
    };
    let most_area = most_area(filling.cells);
    for ((row, column), value, fault) in cells.found {
        if let Some(fault) = fault {
            sheet.fault(row as usize, column as usize, fault);
        } else {
            let text = cell(&value);
            let style = said.styles.get(&(row, column));
            let style = style.filter(|_| matches!(value, Data::Int(_) | Data::Float(_)));
            let text = match style {
                Some(style) => formats.shown(*style, text),
                None => text,
            };
            filling.rows.entry(row).or_default().insert(column, text);
        }
    }
    for area in &merged {
        filling.fill(area)?;
    }
    let width = u64::from(last_column) + 1;
    if (filling.rows.len() as u64).saturating_mul(width) > most_area {
        return Err(TOO_MANY);
    }
    let mut kept = Rows::default();
    for row in 0..=last_row {
        match filling.rows.remove(&row) {
            Some(cells) => {
                let cell = |column: u32| cells.get(&column).map_or("", String::as_str);
                kept.push((0..=last_column).map(cell));
            }
            None => kept.push([""; 0]),
        }
    }
    sheet.lines = (1..=kept.len() as u64).collect();
    let first = kept.get(0);
    sheet.header = first.map_or_else(Vec::new, |row| row.iter().map(str::to_owned).collect());
    sheet.rows = kept;
    Ok(Some(sheet))
}

/// A sheet whose merged areas are being filled, within the limits of the file.
struct Filling {
    rows: Filled,
    /// The last row and column.
    last: (u32, u32),
    cells: u64,
    max_cells: u64,
    text: u64,
    most_text: u64,
}

impl Filling {
    /// Copies the value of a merged area to all its cells.
    fn fill(&mut self, area: &Dimensions) -> Result<(), Text> {
        let (top, left) = area.start;
        let value = self.rows.get(&top).and_then(|row| row.get(&left));
        let Some(value) = value.filter(|value| !value.is_empty()).cloned() else {
            return Ok(());
        };
        let (bottom, right) = (area.end.0.min(self.last.0), area.end.1.min(self.last.1));
        for row in top..=bottom {
            let row = self.rows.entry(row).or_default();
            for column in left..=right {
                // Some programs leave a value under the merged area, which is kept.
                let place = row.entry(column).or_default();
                if place.is_empty() {
                    self.text += value.len() as u64;
                    place.clone_from(&value);
                }
                self.cells += 1;
                if self.cells > self.max_cells || self.text > self.most_text {
                    return Err(TOO_MANY);
                }
            }
        }
        Ok(())
    }
}

/// A cell as text: integers without a fraction, dates as dates.
fn cell(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        // Spreadsheets round beyond 15 digits; scientific notation marks the value as inexact.
        Data::Float(number) if number.abs() >= 1e15 => {
            let text = format!("{number:E}");
            text.replace('E', "E+")
        }
        Data::Float(number) => number.to_string(),
        Data::Bool(true) => "是".to_owned(),
        Data::Bool(false) => "否".to_owned(),
        Data::DateTime(date) => match date.as_datetime() {
            Some(at) if at.time() == chrono::NaiveTime::MIN => at.date().to_string(),
            Some(at) if date.as_f64() < 1.0 => at.time().format("%H:%M").to_string(),
            Some(at) => at.format("%Y-%m-%d %H:%M:%S").to_string(),
            None => date.as_f64().to_string(),
        },
        Data::Error(error) => error.to_string(),
    }
}
