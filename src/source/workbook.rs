//! Workbooks: from the bytes of a file to the cells of its sheets.

use std::io::Cursor;

use calamine::{Data, Reader as _, Sheets};

use super::cells::{Rows, Sheet};
use crate::i18n::Text;

/// Reads the sheets of a workbook, filling merged cells.
pub(crate) fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, Text> {
    let broken = Text::new(
        "工作簿打不开：文件损坏、加密或不是工作簿",
        "the workbook cannot be opened: it is corrupt, encrypted or not a workbook",
    );
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|_| broken)?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let Ok(range) = book.worksheet_range(&name) else {
            continue;
        };
        let merged = match &mut book {
            Sheets::Xlsx(book) => book.merge_cells_by_sheet_name(&name).ok(),
            Sheets::Xls(book) => book.merge_cells_by_sheet_name(&name).ok(),
            _ => None,
        };
        let Some((last_row, last_column)) = range.end() else {
            continue;
        };
        let mut rows: Vec<Vec<String>> = (0..=last_row)
            .map(|row| {
                (0..=last_column)
                    .map(|column| {
                        range
                            .get_value((row, column))
                            .map_or_else(String::new, cell)
                    })
                    .collect()
            })
            .collect();
        for area in merged.unwrap_or_default() {
            fill(&mut rows, area.start, area.end);
        }
        let mut kept = Rows::default();
        (rows.iter()).for_each(|row| kept.push(row.iter().map(String::as_str)));
        sheets.push(Sheet {
            name: Some(name),
            header: rows.first().cloned().unwrap_or_default(),
            lines: (1..=rows.len() as u64).collect(),
            rows: kept,
            ..Sheet::default()
        });
    }
    Ok(sheets)
}

/// Copies the value of a merged area to all its cells.
fn fill(rows: &mut [Vec<String>], start: (u32, u32), end: (u32, u32)) {
    let value = (rows.get(start.0 as usize))
        .and_then(|row| row.get(start.1 as usize))
        .cloned()
        .unwrap_or_default();
    for row in rows
        .iter_mut()
        .skip(start.0 as usize)
        .take((end.0.saturating_sub(start.0)) as usize + 1)
    {
        for cell in row
            .iter_mut()
            .skip(start.1 as usize)
            .take((end.1.saturating_sub(start.1)) as usize + 1)
        {
            cell.clone_from(&value);
        }
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
