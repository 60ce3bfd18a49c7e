//! The bytes of a table to its cells.

use std::io::Cursor;

use calamine::{Data, Reader as _, Sheets};

use crate::path::Path;
use crate::source::origins::Sheet;
use crate::source::{Notice, Spot, codes};
use crate::text::Text;

/// The text of a table, and what in its bytes is no text.
pub(super) fn decoded(bytes: &[u8], label: Option<&str>) -> (String, Vec<Notice>) {
    let named = label.and_then(|label| encoding_rs::Encoding::for_label(label.trim().as_bytes()));
    let encoding = named.unwrap_or_else(|| {
        if std::str::from_utf8(bytes).is_ok() {
            return encoding_rs::UTF_8;
        }
        let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
        detector.feed(bytes, true);
        detector.guess(Some(b"cn"), chardetng::Utf8Detection::Allow)
    });
    // What browsers call GBK is read by the larger GB18030, as files of offices need.
    let encoding = if encoding == encoding_rs::GBK {
        encoding_rs::GB18030
    } else {
        encoding
    };
    let (text, _, faulty) = encoding.decode(bytes);
    let mut notices = Vec::new();
    if faulty {
        let before = text.find('\u{fffd}').unwrap_or(0);
        let line = text.get(..before).unwrap_or_default().matches('\n').count() + 1;
        notices.push(
            Notice::new(codes::ENCODING, Path::default(), Spot::Nowhere)
                .with("byte", before + 1)
                .with("line", line),
        );
    }
    (text.into_owned(), notices)
}

/// The delimiter of a text table: the one that stands most often in its first lines.
pub(super) fn delimiter(text: &str) -> u8 {
    let head: String = text.lines().take(5).collect::<Vec<_>>().join("\n");
    [b',', b'\t', b';']
        .into_iter()
        .rev()
        .max_by_key(|mark| head.bytes().filter(|byte| byte == mark).count())
        .unwrap_or(b',')
}

/// A text table as a sheet; rows may be of any length.
pub(super) fn csv_sheet(text: &str) -> Sheet {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(text))
        .from_reader(text.as_bytes());
    let mut sheet = Sheet::default();
    let mut record = csv::StringRecord::new();
    let (mut line, mut counted) = (1, 0);
    // Flexible reading of a text in memory has no error left to meet.
    while reader.read_record(&mut record).unwrap_or(false) {
        // The reader's own line is one behind where lines end in CR LF, and after empty lines.
        let start = record.position().map_or(0, csv::Position::byte);
        let start = usize::try_from(start).unwrap_or(usize::MAX);
        let blank = text
            .get(start..)
            .unwrap_or_default()
            .bytes()
            .take_while(|byte| matches!(byte, b'\r' | b'\n'))
            .count();
        let breaks = text
            .get(counted..start + blank)
            .unwrap_or_default()
            .matches('\n')
            .count();
        line += breaks as u64;
        counted = start + blank;
        sheet.lines.push(line);
        sheet.rows.push(record.iter().map(str::to_owned).collect());
    }
    sheet
}

/// The sheets of a workbook, merged cells filled.
pub(super) fn workbook(bytes: Vec<u8>) -> Result<Vec<Sheet>, Text> {
    let broken = Text::new(
        "工作簿打不开：文件损坏、加密或不是工作簿",
        "the workbook cannot be opened: broken, encrypted or no workbook",
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
        sheets.push(Sheet {
            name: Some(name),
            lines: (1..=rows.len() as u64).collect(),
            rows,
            ..Sheet::default()
        });
    }
    Ok(sheets)
}

/// Writes the value of a merged area into all its cells.
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

/// A cell as text: whole numbers without a fraction, dates as dates.
fn cell(value: &Data) -> String {
    match value {
        Data::Empty => String::new(),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        Data::Int(number) => number.to_string(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        // Beyond 15 digits a spreadsheet has rounded: written so that no reader takes it for exact.
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
