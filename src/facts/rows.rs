//! A sequence of rows, in memory up to a bound and beyond it in a file.

use std::borrow::Cow;
use std::io;
use std::sync::{Mutex, PoisonError};

use super::packed::{Packed, Row, add_number};
use crate::spill::{Pile, Spilling};

/// Distance between the rows whose positions are kept.
const STRIDE: usize = 16;

/// Approximate number of bytes that are read at a time.
const READ_BUFFER_BYTES: u64 = 1 << 16;

/// Rows, each preceded by its length.
#[derive(Debug, Default)]
pub(super) struct Rows {
    pile: Pile,
    /// The start of each [`STRIDE`]th row.
    starts: Vec<u64>,
    count: usize,
    spilling: Spilling,
    /// The first error on writing or reading a file.
    failed: Mutex<Option<io::Error>>,
}

impl Rows {
    pub(super) fn new(spilling: Spilling) -> Self {
        Self {
            spilling,
            ..Self::default()
        }
    }

    pub(super) fn spilling(&self) -> &Spilling {
        &self.spilling
    }

    pub(super) fn add(&mut self, row: &Packed) {
        if self.count.is_multiple_of(STRIDE) {
            self.starts.push(self.pile.len());
        }
        let row = row.bytes();
        let mut length = Vec::new();
        add_number(&mut length, row.len() as u64 + 1);
        self.pile.add(&length);
        self.pile.add(row);
        self.count += 1;
        if self.has_failed() {
            return;
        }
        let mut make = || (self.spilling.file)();
        if let Err(error) = self.pile.spill(self.spilling.past, &mut make) {
            self.fail(error);
        }
    }

    pub(super) fn len(&self) -> usize {
        self.count
    }

    pub(super) fn get(&self, number: usize) -> Option<Cow<'_, [u8]>> {
        if number >= self.count {
            return None;
        }
        let first = number / STRIDE;
        let mut rows = self.read_stretch(first, first + 1)?;
        rows.skip(number % STRIDE);
        rows.next()
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Cow<'_, [u8]>> {
        let mut at = 0;
        let mut stretch = Some(Stretch::default());
        std::iter::from_fn(move || {
            loop {
                if let Some(row) = stretch.as_mut()?.next() {
                    return Some(row);
                }
                let start = *self.starts.get(at)?;
                let after = self
                    .starts
                    .partition_point(|other| *other < start + READ_BUFFER_BYTES);
                stretch = self.read_stretch(at, after.max(at + 1));
                at = after.max(at + 1);
            }
        })
    }

    /// Reads the rows from one kept position to another.
    fn read_stretch(&self, first: usize, after: usize) -> Option<Stretch<'_>> {
        let start = *self.starts.get(first)?;
        let end = self
            .starts
            .get(after)
            .copied()
            .unwrap_or_else(|| self.pile.len());
        let size = usize::try_from(end - start).ok()?;
        match self.pile.get(start, size) {
            Ok(bytes) => Some(Stretch { bytes, at: 0 }),
            Err(error) => {
                self.fail(error);
                None
            }
        }
    }

    fn has_failed(&self) -> bool {
        let failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.is_some()
    }

    /// Records that a file could not be written or read.
    pub(super) fn fail(&self, error: io::Error) {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.get_or_insert(error);
    }

    /// Takes the first error on writing or reading a file.
    pub(super) fn failure(&self) -> Option<io::Error> {
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        failed.take()
    }
}

/// Consecutive rows.
#[derive(Debug, Default)]
struct Stretch<'r> {
    bytes: Cow<'r, [u8]>,
    /// The start of the next row.
    at: usize,
}

impl<'r> Stretch<'r> {
    /// Moves past the next row; returns its bounds.
    fn next_bounds(&mut self) -> Option<(usize, usize)> {
        let rest = self.bytes.get(self.at..)?;
        let mut row = Row::of(rest);
        let length = row.size()?;
        let start = self.at + rest.len() - row.rest().len();
        self.at = start + length;
        Some((start, self.at))
    }

    fn skip(&mut self, rows: usize) {
        (0..rows).for_each(|_| _ = self.next_bounds());
    }

    fn next(&mut self) -> Option<Cow<'r, [u8]>> {
        let (start, end) = self.next_bounds()?;
        Some(match &self.bytes {
            Cow::Borrowed(bytes) => Cow::Borrowed(bytes.get(start..end)?),
            Cow::Owned(bytes) => Cow::Owned(bytes.get(start..end)?.to_vec()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spilling;

    #[test]
    fn rows_survive_a_round_trip_at_any_bound() {
        for past in [usize::MAX, 100_000, 0] {
            let mut rows = Rows::new(spilling(past));
            // More than is read at a time, with values of one byte and of several.
            for number in 0..5_000_u32 {
                let mut row = Packed::default();
                row.number(None);
                row.number(Some(number));
                row.text(None);
                row.text(Some(&vec![b'a'; number as usize % 700]));
                row.text(Some(b""));
                rows.add(&row);
            }
            assert_eq!(rows.len(), 5_000);
            assert_eq!(rows.iter().count(), 5_000);
            for (number, bytes) in (0_u32..).zip(rows.iter()) {
                let index = number as usize;
                assert_eq!(rows.get(index), Some(bytes.clone()));
                let mut row = Row::of(&bytes);
                assert_eq!(row.number(), None);
                assert_eq!(row.number(), Some(number));
                assert_eq!(row.text(), None);
                assert_eq!(row.text().map(<[u8]>::len), Some(index % 700));
                assert_eq!(row.text(), Some(&b""[..]));
                assert_eq!(row.list(|row| row.text().map(<[u8]>::len)).count(), 0);
            }
            assert_eq!(rows.get(5_000), None);
            assert!(rows.failure().is_none());
        }
    }
}
