//! Records in order, sorted in memory up to a bound and beyond it in runs of a file.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::vec;

use super::{Pile, Spilling};

/// The share of the bound that one sort takes; several run at a time.
const SHARE: usize = 4;

/// Number of bytes read of a run at a time.
const READ: usize = 1 << 15;

/// Size of a number in a file.
const NUMBER: usize = size_of::<u64>();

/// Records that are being added.
#[derive(Debug)]
pub(crate) struct Sorter<const N: usize> {
    records: Vec<[u64; N]>,
    /// Most records that are held.
    most: usize,
    /// Sorted runs, one after the other, each with its start and end.
    pile: Pile,
    runs: Vec<(u64, u64)>,
    spilling: Spilling,
}

impl<const N: usize> Sorter<N> {
    pub(crate) fn new(spilling: &Spilling) -> Self {
        Self {
            records: Vec::new(),
            most: (spilling.past / SHARE / (N * NUMBER)).max(1),
            pile: Pile::default(),
            runs: Vec::new(),
            spilling: spilling.clone(),
        }
    }

    /// Adds a record.
    pub(crate) fn add(&mut self, record: [u64; N]) -> io::Result<()> {
        if self.records.len() >= self.most {
            self.write()?;
        }
        self.records.push(record);
        Ok(())
    }

    /// Writes the records as a run.
    fn write(&mut self) -> io::Result<()> {
        self.records.sort_unstable();
        let start = self.pile.len();
        for number in self.records.drain(..).flatten() {
            self.pile.add(&number.to_le_bytes());
            self.pile.spill(READ, &mut || (self.spilling.file)())?;
        }
        self.runs.push((start, self.pile.len()));
        Ok(())
    }

    /// The records, each once, in order.
    pub(crate) fn sorted(mut self) -> io::Result<Sorted<N>> {
        self.records.sort_unstable();
        let held = Run {
            records: self.records.into_iter(),
            at: 0,
            end: 0,
        };
        let of_file = self.runs.into_iter().map(|(at, end)| Run {
            records: Vec::new().into_iter(),
            at,
            end,
        });
        let mut sorted = Sorted {
            runs: of_file.chain([held]).collect(),
            pile: self.pile,
            next: BinaryHeap::new(),
            last: None,
        };
        for number in 0..sorted.runs.len() {
            sorted.advance(number)?;
        }
        Ok(sorted)
    }
}

/// Sorted records, in memory or in a file.
#[derive(Debug)]
struct Run<const N: usize> {
    records: vec::IntoIter<[u64; N]>,
    /// Where the rest of it is.
    at: u64,
    end: u64,
}

/// Records in order, each once.
#[derive(Debug)]
pub(crate) struct Sorted<const N: usize> {
    pile: Pile,
    runs: Vec<Run<N>>,
    /// The first record of each run, with the number of the run.
    next: BinaryHeap<Reverse<([u64; N], usize)>>,
    last: Option<[u64; N]>,
}

impl<const N: usize> Sorted<N> {
    /// The next record, or none at the end.
    pub(crate) fn next(&mut self) -> io::Result<Option<[u64; N]>> {
        while let Some(Reverse((record, run))) = self.next.pop() {
            self.advance(run)?;
            if self.last != Some(record) {
                self.last = Some(record);
                return Ok(Some(record));
            }
        }
        Ok(None)
    }

    /// Moves the next record of a run to the others.
    fn advance(&mut self, number: usize) -> io::Result<()> {
        let Some(run) = self.runs.get_mut(number) else {
            return Ok(());
        };
        if run.records.as_slice().is_empty() && run.at < run.end {
            let record = N * NUMBER;
            let left = usize::try_from(run.end - run.at).unwrap_or(usize::MAX);
            let size = left.min((READ / record).max(1) * record);
            let bytes = self.pile.get(run.at, size)?;
            run.at += size as u64;
            let records = bytes.chunks_exact(record).map(|bytes| {
                let mut numbers = bytes.chunks_exact(NUMBER);
                let mut number = || numbers.next()?.try_into().ok().map(u64::from_le_bytes);
                [(); N].map(|()| number().unwrap_or_default())
            });
            run.records = records.collect::<Vec<_>>().into_iter();
        }
        let next = run.records.next();
        self.next
            .extend(next.map(|record| Reverse((record, number))));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::spilling;

    #[test]
    fn records_come_in_order_and_once_at_any_bound() {
        let record = |number: u64| [number * 7_919 % 1_009, number % 5];
        let mut expected: Vec<[u64; 2]> = (0..20_000).map(record).collect();
        expected.sort_unstable();
        expected.dedup();
        for past in [0, 30, 5_000, 100_000, usize::MAX] {
            let added = if past < 1_000 { 1_500 } else { 20_000 };
            let mut sorter = Sorter::new(&spilling(past));
            (0..added).for_each(|number| sorter.add(record(number)).unwrap());
            let mut sorted = sorter.sorted().unwrap();
            let all: Vec<[u64; 2]> = std::iter::from_fn(|| sorted.next().unwrap()).collect();
            assert!(all.is_sorted());
            assert!(added < 20_000 || all == expected, "{past}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_made_is_an_error() {
        let full = Spilling::new(0, || Err(io::ErrorKind::StorageFull.into()));
        let mut sorter = Sorter::new(&full);
        let mut added = (0..100_000).map(|number| sorter.add([number]));
        assert!(added.any(|added| added.is_err()));
    }
}
