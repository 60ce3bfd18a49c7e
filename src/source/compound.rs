//! Workbooks in the format before 2007 (XLS): checks their memory needs before `calamine` reads them, and extracts the
//! facts that it does not report.
//!
//! calamine follows cyclic sector chains, and allocates every cell between the first and the last.

use std::collections::HashMap;

use super::cells::{Beside, BesideKind};
use super::limits::{TOO_MANY, most_area};
use super::parts::{Said, hide};
use crate::i18n::Text;

const SIGNATURE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
/// The first number that is not a sector, but the end of a chain.
const NO_SECTOR: u32 = 0xFFFF_FFFA;
/// Minimum size of a stream in normal sectors; a smaller one is in small sectors.
const MIN_NORMAL_STREAM_BYTES: usize = 4096;
const SMALL_SECTOR_BYTES: usize = 64;
/// The size of an entry of the directory, in bytes.
const ENTRY_BYTES: usize = 128;
/// The streams that are read; the first two hold a workbook.
const STREAM_NAMES: [&str; 4] = [
    "Workbook",
    "Book",
    "\u{5}SummaryInformation",
    "\u{5}DocumentSummaryInformation",
];
/// Maximum numbers of rows and columns of a sheet.
const MAX_ROWS_AND_COLUMNS: [u64; 2] = [65_536, 256];

const CYCLE: Text = Text::new(
    "工作簿打不开：文件损坏，数据扇区首尾相接",
    "the workbook cannot be opened: it is corrupt, its sectors form a cycle",
);

/// Examines a workbook of this format, and returns the facts about its sheets; none for other bytes.
///
/// # Errors
///
/// Chains without an end, and sheets with too many cells. Other faults are reported when the workbook is read.
pub(super) fn look(bytes: &[u8]) -> Result<HashMap<String, Said>, Text> {
    let size = match (bytes.starts_with(SIGNATURE), u16_at(bytes, 30)) {
        (true, 9) => 512,
        (true, 12) => 4096,
        _ => return Ok(HashMap::new()),
    };
    let file = Sectors {
        bytes: bytes.get(size..).unwrap_or_default(),
        size,
    };
    let next: Vec<u32> = sector_tables(bytes, file)?
        .into_iter()
        .flat_map(|table| numbers(file.get(table)))
        .collect();
    let directory = file.chain(&next, u32_at(bytes, 48), usize::MAX)?;
    let root = directory.get(..ENTRY_BYTES).unwrap_or_default();
    let small = file.chain(&next, u32_at(root, 116), file.length(root))?;
    let small = Sectors {
        bytes: &small,
        size: SMALL_SECTOR_BYTES,
    };
    let length = (u32_at(bytes, 64) as usize).saturating_mul(size);
    let small_next = file.chain(&next, u32_at(bytes, 60), length)?;
    let small_next: Vec<u32> = numbers(&small_next).collect();
    let mut workbook = None;
    for name in STREAM_NAMES {
        let Some(entry) = directory
            .chunks_exact(ENTRY_BYTES)
            .find(|entry| is_named(entry, name))
        else {
            continue;
        };
        let (start, length) = (u32_at(entry, 116), file.length(entry));
        let stream = if length < MIN_NORMAL_STREAM_BYTES {
            small.chain(&small_next, start, length)?
        } else {
            file.chain(&next, start, length)?
        };
        workbook = workbook.or_else(|| name.ends_with("ook").then_some(stream));
    }
    workbook.map_or_else(|| Ok(HashMap::new()), |stream| measure(&stream))
}

/// The sectors of a file, or of its small streams.
#[derive(Debug, Clone, Copy)]
struct Sectors<'b> {
    bytes: &'b [u8],
    size: usize,
}

impl<'b> Sectors<'b> {
    /// A sector, possibly truncated.
    fn get(self, number: u32) -> &'b [u8] {
        let start = (number as usize).saturating_mul(self.size);
        let rest = self.bytes.get(start..).unwrap_or_default();
        rest.get(..self.size).unwrap_or(rest)
    }

    /// The length of the stream of an entry: four bytes in files with small sectors, eight in others.
    fn length(self, entry: &[u8]) -> usize {
        let more = if self.size > 512 {
            u32_at(entry, 124)
        } else {
            0
        };
        let length = u64::from(more) << 32 | u64::from(u32_at(entry, 120));
        usize::try_from(length).unwrap_or(usize::MAX)
    }

    /// The first bytes of a chain of sectors; `next` has the successor of each.
    fn chain(self, next: &[u32], start: u32, length: usize) -> Result<Vec<u8>, Text> {
        let mut bytes = Vec::new();
        let mut sector = start;
        let mut steps = 0;
        while sector < NO_SECTOR && bytes.len() < length {
            bytes.extend_from_slice(self.get(sector));
            steps += 1;
            // A cyclic chain yields more bytes than the file has; sectors past its end are empty.
            if bytes.len() > self.bytes.len() || steps > next.len() + 1 {
                return Err(CYCLE);
            }
            sector = next.get(sector as usize).copied().unwrap_or(NO_SECTOR);
        }
        bytes.truncate(length);
        Ok(bytes)
    }
}

/// The sectors with the successors of all sectors.
fn sector_tables(bytes: &[u8], file: Sectors<'_>) -> Result<Vec<u32>, Text> {
    let mut tables: Vec<u32> = numbers(bytes.get(76..512).unwrap_or_default()).collect();
    let mut more = u32_at(bytes, 68);
    let mut steps = 0;
    while more < NO_SECTOR {
        tables.extend(numbers(file.get(more)));
        // A truncated sector may hold one number, or none, so that the list would not grow.
        steps += 1;
        if steps > file.bytes.len() / file.size + 1 {
            return Err(CYCLE);
        }
        more = tables.pop().unwrap_or(NO_SECTOR);
    }
    tables.retain(|table| *table < NO_SECTOR);
    let mut once = tables.clone();
    once.sort_unstable();
    once.dedup();
    // Duplicates would be as bad as a cycle.
    (once.len() == tables.len()).then_some(tables).ok_or(CYCLE)
}

/// Whether an entry of the directory has this name, ignoring case.
fn is_named(entry: &[u8], name: &str) -> bool {
    let units = entry.chunks_exact(2).take(32);
    let units = units
        .map(|unit| u16_at(unit, 0))
        .take_while(|unit| *unit != 0);
    let given = char::decode_utf16(units).map(|c| c.map_or('\0', |c| c.to_ascii_lowercase()));
    given.eq(name.chars().map(|c| c.to_ascii_lowercase()))
}

/// Adds up the cells that the sheets of a workbook require; returns the facts about each sheet.
fn measure(stream: &[u8]) -> Result<HashMap<String, Said>, Text> {
    let (mut found, mut area) = (0, 0);
    let mut sheets = HashMap::new();
    for (kind, data) in Records(stream) {
        match kind {
            // The workbook is encrypted, so nothing is read.
            0x002F if u16_at(data, 0) != 0 => break,
            // The start of a sheet.
            0x0085 => {
                let start = u32_at(data, 0) as usize;
                let sheet = measure_sheet(stream.get(start..).unwrap_or_default())?;
                found += sheet.found;
                area += sheet.area();
                let name = data.get(6..).unwrap_or_default();
                let length = name.first().copied().unwrap_or_default().into();
                if let Some(name) = text(name.get(1..).unwrap_or_default(), length) {
                    sheets.insert(name, sheet.said);
                }
            }
            0x000A => break,
            _ => {}
        }
        if area > most_area(found) {
            return Err(TOO_MANY);
        }
    }
    Ok(sheets)
}

/// Reads `length` characters, of one or two bytes each, as the preceding byte says.
fn text(bytes: &[u8], length: usize) -> Option<String> {
    let (flags, units) = bytes.split_first()?;
    if flags & 1 == 0 {
        let units = units.get(..length)?;
        return Some(units.iter().copied().map(char::from).collect());
    }
    let units = units.get(..length.checked_mul(2)?)?;
    let units = units.chunks_exact(2).map(|unit| u16_at(unit, 0));
    Some(
        char::decode_utf16(units)
            .map(|char| char.unwrap_or(char::REPLACEMENT_CHARACTER))
            .collect(),
    )
}

/// The target of a link, if it is outside the workbook.
fn link(data: &[u8]) -> Option<Beside> {
    const URL_MONIKER: &[u8] = b"\xE0\xC9\xEA\x79\xF9\xBA\xCE\x11\x8C\x82\x00\xAA\x00\x4B\xA9\x0B";
    let at = (u16_at(data, 0).into(), u16_at(data, 4).into());
    let flags = u32_at(data, 28);
    let mut rest = data.get(32..)?;
    // Skips the text that the link shows, and its target frame.
    for flag in [0x10, 0x80] {
        if flags & flag != 0 {
            let length = (u32_at(rest, 0) as usize).checked_mul(2)?.checked_add(4)?;
            rest = rest.get(length..)?;
        }
    }
    let (address, length) = if flags & 0x100 != 0 {
        (rest.get(4..)?, (u32_at(rest, 0) as usize).checked_mul(2)?)
    } else {
        let address = rest.strip_prefix(URL_MONIKER)?;
        (address.get(4..)?, u32_at(address, 0) as usize)
    };
    let units = address
        .get(..length)?
        .chunks_exact(2)
        .map(|unit| u16_at(unit, 0));
    let units = units.take_while(|unit| *unit != 0);
    let address: String = char::decode_utf16(units).map_while(Result::ok).collect();
    Beside::new(BesideKind::Link, Some(at), &address)
}

/// The texts of a sheet's notes and boxes by object number, until a note record names the cell.
#[derive(Debug, Default)]
struct Boxes {
    /// The number of the current object.
    object: Option<u16>,
    /// Number of characters of the object's text that are still to come.
    to_come: usize,
    texts: Vec<(Option<u16>, String)>,
    notes: HashMap<u16, (u32, u32)>,
}

impl Boxes {
    fn take(&mut self, kind: u16, data: &[u8]) {
        match kind {
            // An object begins with its kind and number.
            0x005D => self.object = (u16_at(data, 0) == 0x15).then(|| u16_at(data, 6)),
            0x01B6 => {
                self.to_come = u16_at(data, 10).into();
                if self.to_come > 0 {
                    self.texts.push((self.object.take(), String::new()));
                }
            }
            // The text, then its fonts; a long text spans several records.
            0x003C if self.to_come > 0 => {
                let Some((_, words)) = self.texts.last_mut() else {
                    return;
                };
                let width = if data.first().is_some_and(|flags| flags & 1 == 1) {
                    2
                } else {
                    1
                };
                let here = (data.len().saturating_sub(1) / width).min(self.to_come);
                if here == 0 {
                    self.to_come = 0;
                } else if let Some(part) = text(data, here) {
                    words.push_str(&part);
                    self.to_come -= here;
                }
            }
            0x001C => {
                let at = (u16_at(data, 0).into(), u16_at(data, 2).into());
                self.notes.insert(u16_at(data, 6), at);
            }
            _ => {}
        }
    }

    fn beside(self) -> Vec<Beside> {
        let notes = &self.notes;
        let found = self.texts.iter().filter_map(|(object, words)| {
            let at = object.and_then(|object| notes.get(&object).copied());
            let kind = at.map_or(BesideKind::Shape, |_| BesideKind::Note);
            Beside::new(kind, at, words)
        });
        found.collect()
    }
}

/// The cells of a sheet, and the facts about it.
#[derive(Debug, Default)]
struct Measured {
    said: Said,
    found: u64,
    /// The first and the last row, and the first and the last column.
    ends: Option<[[u64; 2]; 2]>,
}

impl Measured {
    fn add(&mut self, cell: [u64; 2]) -> Result<(), Text> {
        if cell
            .iter()
            .zip(MAX_ROWS_AND_COLUMNS)
            .any(|(at, most)| *at >= most)
        {
            return Err(TOO_MANY);
        }
        self.found += 1;
        let [rows, columns] = self.ends.unwrap_or(cell.map(|at| [at; 2]));
        let wider = |[first, last]: [u64; 2], at: u64| [first.min(at), last.max(at)];
        let [row, column] = cell;
        self.ends = Some([wider(rows, row), wider(columns, column)]);
        Ok(())
    }

    fn area(&self) -> u64 {
        self.ends
            .iter()
            .flatten()
            .fold(1, |area, [first, last]| area * (last - first + 1))
    }
}

fn measure_sheet(stream: &[u8]) -> Result<Measured, Text> {
    let mut sheet = Measured::default();
    let mut depth = 0_usize;
    let mut boxes = Boxes::default();
    for (kind, data) in Records(stream) {
        if depth == 1 {
            boxes.take(kind, data);
        }
        match kind {
            // Nested sheets, such as charts, are skipped.
            0x0809 => depth += 1,
            0x000A if depth < 2 => break,
            0x000A => depth -= 1,
            _ if depth > 1 => {}
            0x0200 if dimensions(data).is_none() => return Err(TOO_MANY),
            // Numbers, texts, booleans, errors, and results of formulas.
            0x0203 | 0x0204 | 0x00D6 | 0x0205 | 0x027E | 0x00FD | 0x0006 => {
                sheet.add([u16_at(data, 0).into(), u16_at(data, 2).into()])?;
            }
            // Several numbers in a row: six bytes for each.
            0x00BD => {
                let first = u64::from(u16_at(data, 2));
                let last = first + (data.len() as u64 / 6).saturating_sub(1);
                for column in first..=last {
                    sheet.add([u16_at(data, 0).into(), column])?;
                }
            }
            0x01B8 => sheet.said.beside.extend(link(data)),
            // A hidden row.
            0x0208 if u32_at(data, 12) & 0x20 != 0 => {
                let row = u16_at(data, 0).into();
                hide(&mut sheet.said.hidden, row, row);
            }
            // Hidden columns.
            0x007D if u16_at(data, 8) & 1 == 1 => {
                let (first, last) = (u16_at(data, 0).into(), u16_at(data, 2).into());
                if first <= last {
                    hide(&mut sheet.said.hidden_columns, first, last);
                }
            }
            _ => {}
        }
    }
    sheet.said.beside.extend(boxes.beside());
    sheet.said.hidden.sort_unstable();
    Ok(sheet)
}

/// Checks the area that a sheet declares; `None` if it is impossible.
fn dimensions(data: &[u8]) -> Option<()> {
    let [first, end, left, right] = if data.len() < 14 {
        [0, 2, 4, 6].map(|at| u64::from(u16_at(data, at)))
    } else {
        let columns = [8, 10].map(|at| u64::from(u16_at(data, at)));
        [
            u32_at(data, 0).into(),
            u32_at(data, 4).into(),
            columns[0],
            columns[1],
        ]
    };
    let [rows, columns] = MAX_ROWS_AND_COLUMNS;
    (end <= rows && right <= columns && first <= end.max(1) && left <= columns).then_some(())
}

/// The records of a stream: their kinds and their data.
struct Records<'s>(&'s [u8]);

impl<'s> Iterator for Records<'s> {
    type Item = (u16, &'s [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (head, rest) = self.0.split_at_checked(4)?;
        let (data, rest) = rest.split_at_checked(u16_at(head, 2).into())?;
        self.0 = rest;
        Some((u16_at(head, 0), data))
    }
}

/// A two-byte number; 0 after the end.
fn u16_at(bytes: &[u8], at: usize) -> u16 {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.map_or(0, |bytes| u16::from_le_bytes(*bytes))
}

/// A four-byte number; 0 after the end.
fn u32_at(bytes: &[u8], at: usize) -> u32 {
    let found = bytes.get(at..).and_then(<[u8]>::first_chunk);
    found.map_or(0, |bytes| u32::from_le_bytes(*bytes))
}

fn numbers(bytes: &[u8]) -> impl Iterator<Item = u32> {
    bytes.chunks_exact(4).map(|four| u32_at(four, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sectors_that_are_cut_off_form_no_endless_chain() {
        let mut head = vec![0xFF; 512];
        head[..8].copy_from_slice(SIGNATURE);
        head[30..32].copy_from_slice(&9_u16.to_le_bytes());
        head[68..72].copy_from_slice(&0_u32.to_le_bytes());
        // The single number of the first sector leads back to it; the last of several leads past the end.
        for numbers in [&[0_u32][..], &[0, 0, 7], &[7]] {
            let mut bytes = head.clone();
            bytes.extend(numbers.iter().flat_map(|number| number.to_le_bytes()));
            assert_eq!(look(&bytes).unwrap_err(), CYCLE, "{numbers:?}");
        }
    }
}
