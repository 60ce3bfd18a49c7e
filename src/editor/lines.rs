//! Converts positions in a text between bytes, which the library uses, and lines with UTF-16 units, which editors use.

use std::ops::Range;

use crate::source::Location;

/// A position as editors count: a line, and the UTF-16 units before it in the line, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Position {
    /// The line, from 0.
    pub line: u32,
    /// Number of UTF-16 units before the position in its line.
    pub character: u32,
}

/// A text with the byte offsets at which its lines start.
///
/// ```
/// use shixiang::editor::{Lines, Position};
///
/// let lines = Lines::new("a = 1\nb = \"𠮷事\"");
/// let at = Position { line: 1, character: 7 };
/// assert_eq!(lines.position(lines.offset(at)), at);
/// assert_eq!(&lines.text()[lines.offset(at)..], "事\"");
/// ```
#[derive(Debug)]
pub struct Lines<'t> {
    text: &'t str,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    /// Finds the lines of a text.
    pub fn new(text: &'t str) -> Self {
        let after_breaks = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            text,
            starts: std::iter::once(0).chain(after_breaks).collect(),
        }
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The byte range of a line, without its line break.
    fn line_range(&self, number: usize) -> Option<Range<usize>> {
        let start = *self.starts.get(number)?;
        let end = self.starts.get(number + 1).copied();
        let line = self.text.get(start..end.unwrap_or(self.text.len()))?;
        let line = line.strip_suffix('\n').unwrap_or(line);
        let line = line.strip_suffix('\r').unwrap_or(line);
        Some(start..start + line.len())
    }

    /// Converts a position to a byte offset; positions beyond the end of a line or of the text are moved to that end.
    pub fn offset(&self, at: Position) -> usize {
        let Some(line) = self.line_range(at.line as usize) else {
            return self.text.len();
        };
        let mut units = 0;
        for (offset, c) in self.chars_with_offsets(&line) {
            units += c.len_utf16();
            if units > at.character as usize {
                return line.start + offset;
            }
        }
        line.end
    }

    /// Converts a line and a column in characters, both from 1, to a byte offset.
    fn offset_of_column(&self, line: Option<u64>, column: Option<u64>) -> Option<usize> {
        let number = usize::try_from(line?.checked_sub(1)?).ok()?;
        let before = usize::try_from(column?.checked_sub(1)?).ok()?;
        let line = self.line_range(number)?;
        let found = self.chars_with_offsets(&line).nth(before);
        Some(found.map_or(line.end, |(offset, _)| line.start + offset))
    }

    fn chars_with_offsets(
        &self,
        line: &Range<usize>,
    ) -> impl Iterator<Item = (usize, char)> + use<'t> {
        let text = self.text.get(line.clone()).unwrap_or_default();
        text.char_indices()
    }

    /// Converts a byte offset to a position.
    pub fn position(&self, offset: usize) -> Position {
        let line = self.starts.partition_point(|start| *start <= offset);
        let line = line.saturating_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let before = self.text.get(start..offset).unwrap_or_default();
        let number = |count: usize| u32::try_from(count).unwrap_or(u32::MAX);
        Position {
            line: number(line),
            character: number(before.encode_utf16().count()),
        }
    }

    /// The byte range of a location, or of `quote` inside it; an empty range at 0 if the location has no line.
    pub fn located(&self, at: &Location, quote: Option<&str>) -> Range<usize> {
        let Some(start) = self.offset_of_column(at.line, at.column) else {
            return 0..0;
        };
        let end = self.offset_of_column(at.end_line, at.end_column);
        let end = end.unwrap_or(start).max(start);
        let quoted = quote.and_then(|words| {
            let from = start + self.text.get(start..end)?.find(words)?;
            Some(from..from + words.len())
        });
        quoted.unwrap_or(start..end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 𠮷 is four bytes, one character and two units of UTF-16; 事 three bytes and one unit.
    const TEXT: &str = "a = 1\r\n名 = \"𠮷事\" # x\n\n末";

    fn at(line: u32, character: u32) -> Position {
        Position { line, character }
    }

    #[test]
    fn positions_count_units_of_utf_16() {
        let lines = Lines::new(TEXT);
        for (found, line, character) in [
            ("a", 0, 0),
            ("名", 1, 0),
            ("𠮷", 1, 5),
            ("事", 1, 7),
            ("# x", 1, 10),
            ("末", 3, 0),
        ] {
            let offset = TEXT.find(found).unwrap();
            let position = at(line, character);
            assert_eq!(lines.position(offset), position, "{found}");
            assert_eq!(lines.offset(position), offset, "{found}");
        }
    }

    #[test]
    fn positions_that_are_nowhere_are_the_nearest() {
        let lines = Lines::new(TEXT);
        // In the middle of 𠮷, beyond a line that ends in two bytes, and beyond the text.
        assert_eq!(lines.offset(at(1, 6)), TEXT.find('𠮷').unwrap());
        assert_eq!(lines.offset(at(0, 99)), TEXT.find('\r').unwrap());
        let beyond = at(u32::MAX, u32::MAX);
        assert_eq!(lines.offset(beyond), TEXT.len());
        assert_eq!(Lines::new("").offset(beyond), 0);
    }

    #[test]
    fn locations_count_characters() {
        let lines = Lines::new(TEXT);
        let mut value = Location::default();
        (value.line, value.column) = (Some(2), Some(5));
        (value.end_line, value.end_column) = (Some(2), Some(9));
        let bytes = lines.located(&value, None);
        assert_eq!(&TEXT[bytes.clone()], "\"𠮷事\"");
        assert_eq!(lines.position(bytes.start), at(1, 4));
        assert_eq!(lines.position(bytes.end), at(1, 9));
        assert_eq!(&TEXT[lines.located(&value, Some("事"))], "事");
        assert_eq!(lines.located(&value, Some("无")), bytes);
        assert_eq!(lines.located(&Location::default(), None), 0..0);
    }
}
