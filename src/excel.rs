//! Helpers for writing workbooks: the limits of Excel, names of sheets, styles.

use std::borrow::Cow;
use std::collections::HashSet;
use std::io;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, XlsxError,
};

use crate::i18n::{Language, Text};

/// Maximum number of rows in a sheet.
pub(crate) const MOST_ROWS: usize = 1_048_576;

/// Maximum length of the text of a cell, in UTF-16 code units.
const MAX_CELL_UNITS: usize = 32_767;

/// Maximum length of a sheet name, in UTF-16 code units.
const MAX_NAME_UNITS: usize = 31;

/// Height of a line of text, in points.
pub(crate) const LINE_HEIGHT: f64 = 15.0;

/// Maximum height of a row in Excel, in lines.
const MAX_ROW_LINES: u32 = 27;

/// Number of lines that a text takes in a column of this width. Row heights are set explicitly, because not
/// every program computes them when it opens a workbook.
pub(crate) fn lines_of(text: &str, width: Option<f64>) -> u32 {
    let Some(width) = width else {
        return 1;
    };
    let lines = text.lines().map(|line| {
        let wide = line.chars().map(|c| if c.is_ascii() { 1.0 } else { 2.0 });
        (2..=MAX_ROW_LINES)
            .take_while(|lines| wide.clone().sum::<f64>() > width * f64::from(lines - 1))
            .last()
            .unwrap_or(1)
    });
    lines.sum::<u32>().clamp(1, MAX_ROW_LINES)
}

/// Whether a cell can hold the text.
pub(crate) fn fits(text: &str) -> bool {
    // A text has at least as many bytes as UTF-16 code units, and its byte length is cheaper to get.
    text.len() <= MAX_CELL_UNITS || text.encode_utf16().count() <= MAX_CELL_UNITS
}

/// The text, cut and marked as cut if a cell cannot hold it, and whether it was cut.
pub(crate) fn cut(text: &str, language: Language) -> (Cow<'_, str>, bool) {
    if fits(text) {
        return (text.into(), false);
    }
    let mark = Text::new("……（以下从略）", "… (the rest is left out)").get(language);
    let max_units = MAX_CELL_UNITS - mark.encode_utf16().count();
    (
        (first_units(text, max_units).to_owned() + mark).into(),
        true,
    )
}

/// The beginning of a text, of at most `max_units` UTF-16 code units.
fn first_units(text: &str, max_units: usize) -> &str {
    let mut units = 0;
    let end = text.char_indices().find_map(|(at, c)| {
        units += c.len_utf16();
        (units > max_units).then_some(at)
    });
    end.and_then(|end| text.get(..end)).unwrap_or(text)
}

/// The names of the sheets of a workbook: valid, and distinct without regard to case.
#[derive(Debug, Default)]
pub(crate) struct SheetNames {
    taken: HashSet<String>,
}

impl SheetNames {
    /// Returns a valid sheet name that resembles `wish` and has not been returned before.
    pub(crate) fn name(&mut self, wish: &str) -> String {
        let is_forbidden = |c: char| c.is_control() || "[]:*?/\\'".contains(c);
        let wish: String = wish
            .chars()
            .map(|c| if is_forbidden(c) { ' ' } else { c })
            .collect();
        let mut wish = wish.split_whitespace().collect::<Vec<_>>().join(" ");
        // Excel reserves the name History.
        if wish.is_empty() || wish.eq_ignore_ascii_case("history") {
            wish.push('_');
        }
        let mut number = 1;
        loop {
            let tail = match number {
                1 => String::new(),
                number => format!("（{number}）"),
            };
            let max_units = MAX_NAME_UNITS - tail.encode_utf16().count();
            let name = first_units(&wish, max_units).trim_end().to_owned() + &tail;
            if self.taken.insert(name.to_lowercase()) {
                return name;
            }
            number += 1;
        }
    }
}

/// Creates an empty workbook with a fixed creation date, so that the same content gives the same bytes.
pub(crate) fn workbook() -> Result<Workbook, XlsxError> {
    let mut book = Workbook::new();
    let day = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&day));
    Ok(book)
}

/// Serializes a workbook.
pub(crate) fn bytes(mut book: Workbook) -> io::Result<Vec<u8>> {
    book.save_to_buffer().map_err(io::Error::other)
}

/// The styles of cells.
#[derive(Debug)]
pub(crate) struct Styles {
    /// For headings.
    pub(crate) head: Format,
    /// For headings of columns to fill in.
    pub(crate) head_to_fill: Format,
    /// For texts.
    pub(crate) text: Format,
    /// For cells to fill in.
    pub(crate) to_fill: Format,
}

impl Styles {
    pub(crate) fn new() -> Self {
        let framed = Format::new()
            .set_border(FormatBorder::Thin)
            .set_border_color(Color::RGB(0x00BF_BFBF))
            .set_text_wrap()
            .set_align(FormatAlign::Top);
        let head = framed
            .clone()
            .set_bold()
            .set_align(FormatAlign::VerticalCenter)
            .set_background_color(Color::RGB(0x00D9_E2F3));
        // The text format keeps Excel from turning codes into numbers and limits into dates while one types.
        let text = framed.set_num_format("@");
        Self {
            head_to_fill: head.clone().set_background_color(Color::RGB(0x00FF_E699)),
            to_fill: text.clone().set_background_color(Color::RGB(0x00FF_F9E5)),
            head,
            text,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_valid_and_distinct() {
        let mut names = SheetNames::default();
        let long = "某某市".repeat(20);
        let wishes = [
            "甲/乙[丙]",
            "甲 乙 丙",
            "",
            "History",
            "''",
            "abc",
            "ABC",
            &long,
            &long,
        ];
        let made: Vec<String> = wishes.iter().map(|wish| names.name(wish)).collect();
        assert_eq!(
            made[..7],
            [
                "甲 乙 丙",
                "甲 乙 丙（2）",
                "_",
                "History_",
                "_（2）",
                "abc",
                "ABC（2）"
            ]
        );
        let mut book = Workbook::new();
        for name in &made {
            assert!(name.encode_utf16().count() <= MAX_NAME_UNITS, "{name}");
            book.add_worksheet().set_name(name).unwrap();
        }
        book.save_to_buffer().unwrap();
    }

    #[test]
    fn a_text_that_is_too_long_is_cut_and_marked() {
        assert_eq!(cut("甲", Language::Chinese), ("甲".into(), false));
        let long = "\u{20000}".repeat(MAX_CELL_UNITS);
        let (cell, is_cut) = cut(&long, Language::Chinese);
        assert!(is_cut && cell.ends_with('）') && fits(&cell) && !fits(&long));
        let fitting = "\u{20000}".repeat(MAX_CELL_UNITS / 2);
        assert!(fits(&fitting));
    }
}
