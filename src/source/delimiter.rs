//! Detects the delimiter of a text table from its first rows.

use std::borrow::Cow;

/// Maximum number of rows, and of bytes, that are examined for the delimiter.
const MAX_ROWS: usize = 20;
const MAX_HEAD_BYTES: usize = 64 << 10;

/// Number of lines in which delimiters are counted if no rows agree on one.
const MAX_LINES: usize = 5;

/// Delimiters that programs write, then those that people type.
const CANDIDATES: [char; 7] = [',', '\t', ';', '|', '，', '；', '｜'];

/// The byte that replaces a multi-byte delimiter.
const STAND_IN: char = '\u{1f}';

/// The delimiter of a text table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Delimiter(char);

impl Delimiter {
    /// The delimiter of a text: as declared in it, or as its first rows show.
    pub(super) fn of(text: &str) -> Self {
        // Some spreadsheets declare the delimiter.
        if let Some(said) = text
            .strip_prefix("sep=")
            .and_then(|rest| rest.chars().next())
            && !matches!(said, '\r' | '\n' | '"')
        {
            return Self(said);
        }
        let rows = count_candidates(text);
        let is_typed = |mark: usize| mark > 3;
        let fits = (0..CANDIDATES.len()).filter_map(|mark| Some((mark, fit(&rows, mark)?)));
        // Prefers delimiters in the first row, then those that programs write, then those that give
        // most cells.
        let order = |(mark, fit): &(usize, Fit)| (fit.row, is_typed(*mark), usize::MAX - fit.count);
        let best = fits.min_by_key(order);
        let mark = best.map_or_else(|| most_frequent(text), |(mark, _)| mark);
        Self(CANDIDATES.get(mark).copied().unwrap_or(','))
    }

    /// The byte that separates cells in a text whose delimiter was [replaced](Self::replace).
    pub(super) fn byte(self) -> u8 {
        let byte = if self.0.is_ascii() { self.0 } else { STAND_IN };
        u8::try_from(byte).unwrap_or_default()
    }

    /// Replaces each delimiter from a byte offset on by a single byte.
    pub(super) fn replace(self, text: &mut String, from: usize) {
        if !self.0.is_ascii() && text.get(from..).is_some_and(|text| text.contains(self.0)) {
            let replaced = text.split_off(from);
            text.push_str(&replaced.replace(self.0, STAND_IN.encode_utf8(&mut [0; 4])));
        }
    }

    /// Restores the delimiters inside a cell.
    pub(super) fn restored(self, cell: &str) -> Cow<'_, str> {
        if !self.0.is_ascii() && cell.contains(STAND_IN) {
            Cow::Owned(cell.replace(STAND_IN, self.0.encode_utf8(&mut [0; 4])))
        } else {
            Cow::Borrowed(cell)
        }
    }
}

/// The frequency of each candidate outside quotes, for each of the first non-blank rows.
fn count_candidates(text: &str) -> Vec<[usize; 7]> {
    let mut head = text.len().min(MAX_HEAD_BYTES);
    while !text.is_char_boundary(head) {
        head -= 1;
    }
    let mut rows = Vec::new();
    let (mut row, mut is_blank) = ([0; 7], true);
    let (mut quoted, mut at_start, mut after_quote) = (false, true, false);
    for char in text.get(..head).unwrap_or_default().chars() {
        match char {
            // A doubled quote closes, and opens again.
            '"' if quoted || at_start || after_quote => quoted = !quoted,
            _ if quoted => {}
            '\n' | '\r' => {
                if !is_blank {
                    rows.push(row);
                }
                (row, is_blank) = ([0; 7], true);
            }
            _ => {
                let mark = CANDIDATES.iter().position(|candidate| *candidate == char);
                if let Some(count) = mark.and_then(|mark| row.get_mut(mark)) {
                    *count += 1;
                }
            }
        }
        is_blank &= char.is_whitespace();
        after_quote = char == '"' && !quoted;
        at_start = !quoted && (CANDIDATES.contains(&char) || matches!(char, '\n' | '\r'));
        if rows.len() == MAX_ROWS {
            break;
        }
    }
    if !is_blank && rows.len() < MAX_ROWS {
        rows.push(row);
    }
    rows
}

/// A candidate that splits the rows into equally many cells.
struct Fit {
    /// The first row that it splits.
    row: usize,
    count: usize,
}

/// The fit of a candidate, if most rows from the first that it splits have as many cells as that one.
fn fit(rows: &[[usize; 7]], mark: usize) -> Option<Fit> {
    let counts: Vec<usize> = rows
        .iter()
        .filter_map(|row| row.get(mark).copied())
        .collect();
    let row = counts.iter().position(|count| *count > 0)?;
    let below = counts.get(row..)?;
    let count = *below.first()?;
    let equal = below.iter().filter(|other| **other == count).count();
    (equal * 2 > below.len()).then_some(Fit { row, count })
}

/// The single-byte candidate that is most frequent in the first lines.
fn most_frequent(text: &str) -> usize {
    let head: Vec<&str> = text.lines().take(MAX_LINES).collect();
    let count = |mark: &usize| {
        let wanted = CANDIDATES.get(*mark).copied().unwrap_or_default();
        head.iter()
            .map(|line| line.matches(wanted).count())
            .sum::<usize>()
    };
    (0..4).rev().max_by_key(count).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_delimiter_parts_the_first_rows_alike() {
        for (text, mark) in [
            ("名称,材料\n甲,乙\n", ','),
            ("名称\t材料\n甲\t乙,丙,丁\n", '\t'),
            ("名称;材料\n甲;乙,丙\n甲;乙,丙,丁\n", ';'),
            ("名称|材料|备注\n", '|'),
            ("名称，材料\n甲，乙\n", '，'),
            ("名称；材料\n甲；乙，丙\n", '；'),
            ("某市清单，2024年\n名称｜材料\n甲｜乙\n", '｜'),
            // Marks in quotes or in the texts of cells do not separate cells.
            ("名称，材料\n甲，\"乙,丙,丁\"\n", '，'),
            ("名称，材料\n甲，乙,\n", '，'),
            ("名称,材料\n甲,乙，丙，丁\n甲,乙，丙，丁\n", ','),
            ("名称,材料\n甲,\"乙\n丙，丁，\"\n", ','),
            ("某市清单\n\n名称,材料,备注\n甲,乙,\n", ','),
            ("sep=；\n名称；材料\n", '；'),
            ("名称\n甲\n", ','),
            ("", ','),
        ] {
            assert_eq!(Delimiter::of(text), Delimiter(mark), "{text}");
        }
    }

    #[test]
    fn a_delimiter_of_several_bytes_is_restored_within_cells() {
        let mut text = "甲，乙".to_owned();
        let delimiter = Delimiter('，');
        delimiter.replace(&mut text, 3);
        assert_eq!(text.as_bytes().get(3), Some(&delimiter.byte()));
        assert_eq!(delimiter.restored(&text), "甲，乙");
        assert_eq!(Delimiter(',').restored(&text), text);
    }
}
