//! The words that a number format shows beside the number: `15` under `0"个工作日"` is read as 15个工作日.

use std::io::BufReader;

use quick_xml::events::Event;

use super::xml::{Archive, attribute, elements, number};
use crate::prose::is_han;

/// The number formats of a workbook that show more than the number, by the style of a cell.
#[derive(Debug, Default)]
pub(super) struct NumberFormats(Vec<Option<NumberFormat>>);

/// The words and zeros that a format adds to a number.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct NumberFormat {
    before: String,
    after: String,
    /// Minimum number of digits, filled up with zeros.
    digits: usize,
}

impl NumberFormats {
    /// The formats of an Office Open XML workbook.
    pub(super) fn of(archive: &mut Archive<'_>) -> Self {
        let Ok(part) = archive.by_name("xl/styles.xml") else {
            return Self::default();
        };
        let mut known: Vec<(u64, NumberFormat)> = Vec::new();
        let mut styles = Vec::new();
        let mut is_of_cells = false;
        elements(BufReader::new(part), &mut |event| match event {
            Event::Start(element) => match element.local_name().as_ref() {
                "numFmt" => {
                    let format =
                        attribute(element, "formatCode").and_then(|code| parse_format(&code));
                    known.extend(number(element, "numFmtId").zip(format));
                }
                "cellXfs" => is_of_cells = true,
                "xf" if is_of_cells => {
                    let id = number(element, "numFmtId");
                    let format = known.iter().find(|(known, _)| Some(*known) == id);
                    styles.push(format.map(|(_, format)| format.clone()));
                }
                _ => {}
            },
            Event::End(element) if element.local_name().as_ref() == "cellXfs" => {
                is_of_cells = false;
            }
            _ => {}
        });
        Self(styles)
    }

    /// Whether no format adds anything.
    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(Option::is_none)
    }

    /// Whether the format of a style adds something.
    pub(super) fn has(&self, style: u64) -> bool {
        self.at(style).is_some()
    }

    fn at(&self, style: u64) -> Option<&NumberFormat> {
        self.0.get(usize::try_from(style).ok()?)?.as_ref()
    }

    /// The number as shown in a cell of this style.
    pub(super) fn shown(&self, style: u64, number: String) -> String {
        let Some(format) = self.at(style) else {
            return number;
        };
        let NumberFormat {
            before,
            after,
            digits,
        } = format;
        if number.bytes().all(|byte| byte.is_ascii_digit()) {
            return format!("{before}{number:0>digits$}{after}");
        }
        format!("{before}{number}{after}")
    }
}

/// Parses the additions of a format code to a positive number; `None` if there are none, or if it shows a date or
/// another number.
fn parse_format(code: &str) -> Option<NumberFormat> {
    let mut format = NumberFormat::default();
    let mut digits = String::new();
    let mut chars = code.chars();
    while let Some(char) = chars.next() {
        let words = if digits.is_empty() {
            &mut format.before
        } else {
            &mut format.after
        };
        match char {
            ';' => break,
            '"' => words.extend(chars.by_ref().take_while(|char| *char != '"')),
            '\\' => words.extend(chars.next()),
            '[' => chars
                .by_ref()
                .take_while(|char| *char != ']')
                .for_each(drop),
            '_' | '*' => {
                chars.next();
            }
            '0' | '#' | '?' | ',' | '.' => digits.push(char),
            'G' if code.contains("General") => {
                digits.push('#');
                chars.by_ref().take("eneral".len()).for_each(drop);
            }
            char if char.is_ascii_alphabetic() || matches!(char, '%' | '@' | '/') => return None,
            char => words.push(char),
        }
    }
    if !digits.is_empty() && digits.bytes().all(|digit| digit == b'0') {
        format.digits = digits.len();
    }
    let says = format
        .before
        .chars()
        .chain(format.after.chars())
        .any(is_han);
    (!digits.is_empty() && (says || format.digits > 1)).then_some(format)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_adds_its_words() {
        for (code, expected) in [
            ("0\"个工作日\"", Some("15个工作日")),
            ("0个工作日", Some("15个工作日")),
            ("\"第\"0\"号\"", Some("第15号")),
            ("#,##0.00\\元", Some("15元")),
            ("[红色]General\"元\";-General", Some("15元")),
            ("000000", Some("000015")),
            ("0", None),
            ("0.00%", None),
            ("yyyy\"年\"m\"月\"", None),
            ("General", None),
            ("@", None),
        ] {
            let formats = NumberFormats(vec![parse_format(code)]);
            let shown = formats.has(0).then(|| formats.shown(0, "15".to_owned()));
            assert_eq!(shown.as_deref(), expected, "{code}");
        }
    }
}
