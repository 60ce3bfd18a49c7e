//! Rows of a few fields in a variable-length encoding.
//!
//! An absent value costs a byte; a value that many rows share is kept once and costs one to three; any other
//! costs its length and a byte.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

/// Size of a block of rows in bytes; blocks are never moved while they grow in number.
const BLOCK_BYTES: usize = 1 << 20;

/// A row under construction: first its numbers, then its texts, each in the order of their fields.
#[derive(Debug, Default)]
pub(super) struct Packed(Vec<u8>);

/// A row to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Row<'r>(&'r [u8]);

impl Packed {
    /// Adds a number; `None` is not 0.
    pub(super) fn number(&mut self, number: Option<u32>) {
        add_number(
            &mut self.0,
            number.map_or(0, |number| u64::from(number) + 1),
        );
    }

    /// Adds a text; `None` is not an empty one.
    pub(super) fn text(&mut self, text: Option<&[u8]>) {
        add_number(&mut self.0, text.map_or(0, |text| text.len() as u64 + 1));
        self.0.extend_from_slice(text.unwrap_or_default());
    }

    pub(super) fn into_bytes(self) -> Vec<u8> {
        self.0
    }
}

impl<'r> Row<'r> {
    pub(super) fn of(bytes: &'r [u8]) -> Self {
        Self(bytes)
    }

    /// The next number.
    pub(super) fn number(&mut self) -> Option<u32> {
        u32::try_from(self.take()?).ok()
    }

    /// The next text.
    pub(super) fn text(&mut self) -> Option<&'r [u8]> {
        let length = self.take()?;
        let (text, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(text)
    }

    /// The remaining values, read one by one with `next`.
    pub(super) fn list<T>(mut self, next: impl Fn(&mut Self) -> T) -> impl Iterator<Item = T> {
        std::iter::from_fn(move || (!self.0.is_empty()).then(|| next(&mut self)))
    }

    fn take(&mut self) -> Option<usize> {
        let mut number = 0;
        let mut shift = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            number |= usize::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                break;
            }
            shift += 7;
        }
        number.checked_sub(1)
    }
}

/// Adds a number in as many bytes as it takes, seven bits per byte, the lowest first.
fn add_number(bytes: &mut Vec<u8>, mut number: u64) {
    while number > 0x7f {
        bytes.push(number.to_le_bytes()[0] | 0x80);
        number >>= 7;
    }
    bytes.push(number.to_le_bytes()[0]);
}

/// A list in one value; empty for an empty list.
pub(super) fn list<'a, T>(
    values: impl IntoIterator<Item = T>,
    add: impl Fn(&mut Packed, T),
) -> Option<Cow<'a, [u8]>> {
    let mut list = Packed::default();
    (values.into_iter()).for_each(|value| add(&mut list, value));
    let bytes = list.into_bytes();
    (!bytes.is_empty()).then(|| Cow::from(bytes))
}

/// The texts of a list.
pub(super) fn each_text(list: Option<&[u8]>) -> impl Iterator<Item = &str> {
    Row::of(list.unwrap_or_default()).list(|row| row.text().map_or("", read))
}

pub(super) fn read(text: &[u8]) -> &str {
    // It was written as text.
    str::from_utf8(text).unwrap_or_default()
}

pub(super) fn index(row: &mut Row<'_>) -> usize {
    row.number().unwrap_or_default() as usize
}

/// Rows one after the other.
#[derive(Debug, Default)]
pub(super) struct Rows {
    blocks: Vec<Block>,
    count: usize,
}

#[derive(Debug, Default)]
struct Block {
    /// Number of the first row.
    first: usize,
    bytes: Vec<u8>,
    /// The end of each row.
    ends: Vec<u32>,
}

impl Rows {
    pub(super) fn add(&mut self, row: &Packed) {
        let row = row.0.as_slice();
        let is_full = |block: &Block| block.bytes.len() + row.len() > BLOCK_BYTES;
        if self.blocks.last().is_none_or(is_full) {
            if let Some(full) = self.blocks.last_mut() {
                full.bytes.shrink_to_fit();
                full.ends.shrink_to_fit();
            }
            self.blocks.push(Block {
                first: self.count,
                ..Block::default()
            });
        }
        if let Some(block) = self.blocks.last_mut() {
            block.bytes.extend_from_slice(row);
            block
                .ends
                .push(u32::try_from(block.bytes.len()).unwrap_or(u32::MAX));
        }
        self.count += 1;
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn get(&self, number: usize) -> Option<&[u8]> {
        let after = self.blocks.partition_point(|block| block.first <= number);
        let block = self.blocks.get(after.checked_sub(1)?)?;
        block.get(number - block.first)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &[u8]> {
        self.blocks
            .iter()
            .flat_map(|block| (0..block.ends.len()).filter_map(|number| block.get(number)))
    }
}

impl Block {
    fn get(&self, number: usize) -> Option<&[u8]> {
        let start = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes
            .get(start as usize..*self.ends.get(number)? as usize)
    }
}

/// Values, each kept once under a number.
#[derive(Debug, Default)]
pub(super) struct Pool {
    values: Vec<Arc<[u8]>>,
    numbers: HashMap<Arc<[u8]>, u32>,
}

impl Pool {
    /// The number of a value.
    pub(super) fn number(&mut self, value: &[u8]) -> u32 {
        if let Some(number) = self.numbers.get(value) {
            return *number;
        }
        let value: Arc<[u8]> = value.into();
        let number = u32::try_from(self.values.len()).unwrap_or(u32::MAX);
        self.values.push(Arc::clone(&value));
        self.numbers.insert(value, number);
        number
    }

    pub(super) fn get(&self, number: u32) -> Option<&[u8]> {
        self.values.get(number as usize).map(AsRef::as_ref)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_survive_a_round_trip() {
        let mut rows = Rows::default();
        let mut pool = Pool::default();
        // More than a block, with values of one byte and of several.
        for number in 0..5_000_u32 {
            let mut row = Packed::default();
            row.number(None);
            row.number(Some(number));
            row.number(Some(pool.number(&(number % 7).to_le_bytes())));
            row.text(None);
            row.text(Some(&vec![b'a'; number as usize % 700]));
            row.text(Some(b""));
            rows.add(&row);
        }
        assert!(rows.blocks.len() > 1);
        assert_eq!((rows.len(), pool.values.len()), (5_000, 7));
        let all = rows.iter().map(<[u8]>::to_vec);
        for (number, bytes) in (0_u32..).zip(all) {
            let index = number as usize;
            assert_eq!(rows.get(index), Some(bytes.as_slice()));
            let mut row = Row::of(&bytes);
            assert_eq!(row.number(), None);
            assert_eq!(row.number(), Some(number));
            let pooled = row.number().and_then(|number| pool.get(number));
            assert_eq!(pooled, Some(&(number % 7).to_le_bytes()[..]));
            assert_eq!(row.text(), None);
            assert_eq!(row.text().map(<[u8]>::len), Some(index % 700));
            assert_eq!(row.text(), Some(&b""[..]));
            assert_eq!(row.list(|row| row.text().map(<[u8]>::len)).count(), 0);
        }
        assert_eq!(rows.get(5_000), None);
    }
}
