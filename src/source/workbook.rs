//! Workbooks: from the bytes of a file to the cells of its sheets.
//!
//! A small file can ask for any amount of memory: a cell far down, one row repeated a million times,
//! a merged area with a long text. What it asks for is worked out before it is given.

use std::io::{Cursor, Read};
use std::panic;

use calamine::{Data, Dimensions, Reader as _, Sheets, XlsxError};

use super::cells::{CellFault, Rows, Sheet};
use crate::i18n::Text;

/// The largest area of a sheet, from its first cell to the last that holds anything.
const MAX_CELLS: u64 = 20_000_000;
/// The most bytes that the parts of a workbook may have when they are unpacked (1 GiB).
const MAX_UNPACKED_BYTES: u64 = 1 << 30;
/// The most bytes of text in a sheet once its merged cells are filled (256 MiB).
pub(super) const MAX_TEXT_BYTES: usize = 256 << 20;
/// This many cells are never too many for the size of their file.
const FEW_CELLS: u64 = 100_000;

const BROKEN: Text = Text::new(
    "工作簿打不开：文件损坏、加密或不是工作簿",
    "the workbook cannot be opened: it is corrupt, encrypted or not a workbook",
);
const TOO_LARGE: Text = Text::new(
    "工作簿解压后超过1 GB",
    "the unpacked workbook is larger than 1 GB",
);
const BROKEN_SHEET: Text = Text::new("工作表的内容损坏", "the sheet is corrupt");
pub(super) const TOO_MANY: Text = Text::new(
    "工作表的单元格太多（超过2000万格、256 MB文字，或远远多于文件能装下的）",
    "the sheet has too many cells: more than 20 million, more than 256 MB of text, or more than its file could hold",
);

/// Reads the sheets of a workbook, filling merged cells. A sheet that cannot be read says why.
pub(crate) fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, Text> {
    let size = unpacked_size(&bytes)?;
    // calamine calculates with the references of a file before it checks them, which panics in a build
    // with overflow checks.
    panic::catch_unwind(|| sheets(bytes, size)).unwrap_or(Err(BROKEN))
}

fn sheets(bytes: Vec<u8>, size: u64) -> Result<Vec<Sheet>, Text> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| BROKEN)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let read = cells(&mut book, &name, size).and_then(|cells| match cells {
            Some(cells) => sheet(&mut book, &name, cells),
            None => Ok(None),
        });
        match read {
            Ok(Some(sheet)) => sheets.push(sheet),
            Ok(None) => {}
            Err(reason) => sheets.push(Sheet {
                name: Some(name),
                unreadable: Some(reason),
                ..Sheet::default()
            }),
        }
    }
    Ok(sheets)
}

/// The size of an unpacked workbook in bytes, measured: the sizes its archive states may be wrong.
fn unpacked_size(bytes: &[u8]) -> Result<u64, Text> {
    // A workbook in the format before 2007 is no archive.
    let Ok(mut archive) = zip::ZipArchive::new(Cursor::new(bytes)) else {
        return Ok(bytes.len() as u64);
    };
    let mut size = 0;
    let mut buffer = [0; 1 << 14];
    for number in 0..archive.len() {
        let Ok(part) = archive.by_index(number) else {
            continue;
        };
        let mut part = part.take(MAX_UNPACKED_BYTES + 1 - size);
        // A part that breaks off counts as far as it goes; it is reported where it is read.
        while let Ok(read @ 1..) = part.read(&mut buffer) {
            size += read as u64;
        }
        if size > MAX_UNPACKED_BYTES {
            return Err(TOO_LARGE);
        }
    }
    Ok(size)
}

/// The cells of a sheet that hold anything.
struct Cells {
    found: Vec<((u32, u32), Data, Option<CellFault>)>,
    /// The bytes of their text.
    text: usize,
    /// The most cells that the file can hold.
    most: u64,
}

impl Cells {
    fn take(&mut self, at: (u32, u32), value: Data, is_formula: bool) -> Result<(), Text> {
        let fault = match &value {
            Data::Error(_) => Some(CellFault::Error),
            Data::Empty if is_formula => Some(CellFault::NoValue),
            Data::Empty => return Ok(()),
            Data::String(text) => {
                self.text += text.len();
                None
            }
            _ => None,
        };
        self.found.push((at, value, fault));
        if self.found.len() as u64 > self.most || self.text > MAX_TEXT_BYTES {
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
        most: size.max(FEW_CELLS),
    };
    match book {
        Sheets::Xlsx(book) => {
            let mut reader = match book.worksheet_cells_reader(name) {
                Ok(reader) => reader,
                Err(XlsxError::NotAWorksheet(_)) => return Ok(None),
                Err(_) => return Err(BROKEN_SHEET),
            };
            while let Some(cell) =
                (reader.next_cell_with_formula_metadata()).map_err(|_| BROKEN_SHEET)?
            {
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
        // calamine keeps these two formats within their largest number of cells.
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

/// Builds a sheet of its cells; `None` where there are none.
fn sheet(
    book: &mut Sheets<Cursor<Vec<u8>>>,
    name: &str,
    cells: Cells,
) -> Result<Option<Sheet>, Text> {
    let Cells {
        found, mut text, ..
    } = cells;
    let last_row = found.iter().map(|((row, _), ..)| *row).max();
    let last_column = found.iter().map(|((_, column), ..)| *column).max();
    let (Some(last_row), Some(last_column)) = (last_row, last_column) else {
        return Ok(None);
    };
    let area = (u64::from(last_row) + 1).saturating_mul(u64::from(last_column) + 1);
    if area > MAX_CELLS {
        return Err(TOO_MANY);
    }
    let merged = match book {
        Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(book) => book.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    let width = last_column as usize + 1;
    let mut rows = vec![vec![String::new(); width]; last_row as usize + 1];
    let mut sheet = Sheet {
        name: Some(name.to_owned()),
        lines: (1..=rows.len() as u64).collect(),
        ..Sheet::default()
    };
    for ((row, column), value, fault) in found {
        let (row, column) = (row as usize, column as usize);
        if let Some(fault) = fault {
            sheet.fault(row, column, fault);
            continue;
        }
        if let Some(place) = rows.get_mut(row).and_then(|row| row.get_mut(column)) {
            *place = cell(&value);
        }
    }
    for area in &merged {
        fill(&mut rows, area, &mut text)?;
    }
    sheet.header = rows.first().cloned().unwrap_or_default();
    let mut kept = Rows::default();
    (rows.iter()).for_each(|row| kept.push(row.iter().map(String::as_str)));
    sheet.rows = kept;
    Ok(Some(sheet))
}

/// Copies the value of a merged area to all its cells, as long as the text does not grow too large.
fn fill(rows: &mut [Vec<String>], area: &Dimensions, text: &mut usize) -> Result<(), Text> {
    let (top, left) = (area.start.0 as usize, area.start.1 as usize);
    let value = (rows.get(top))
        .and_then(|row| row.get(left))
        .cloned()
        .unwrap_or_default();
    if value.is_empty() {
        return Ok(());
    }
    let height = (area.end.0.saturating_sub(area.start.0)) as usize + 1;
    let width = (area.end.1.saturating_sub(area.start.1)) as usize + 1;
    for row in rows.iter_mut().skip(top).take(height) {
        let cells = row.iter_mut().skip(left).take(width);
        // Some programs leave a value under the merged area; it is not lost.
        for cell in cells.filter(|cell| cell.is_empty()) {
            *text += value.len();
            if *text > MAX_TEXT_BYTES {
                return Err(TOO_MANY);
            }
            cell.clone_from(&value);
        }
    }
    Ok(())
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
        // A spreadsheet rounds beyond 15 digits: written so that no reader takes it for exact.
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
