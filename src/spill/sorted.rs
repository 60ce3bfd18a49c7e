//! External merge sort: records are sorted in memory up to a bound, and beyond it in runs of a file.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io;
use std::vec;

use super::{Pile, Spilling};

/// Divisor of the memory bound for one sort, because several sorts run at a time.
const BOUND_DIVISOR: usize = 4;

/// Size of the read buffer of a run, in bytes; also the memory bound of the pile while runs are written.
const READ_BUFFER_BYTES: usize = 1 << 15;

/// Size of a number in a file, in bytes.
const NUMBER_BYTES: usize = size_of::<u64>();

/// Collects records to be sorted.
#[derive(Debug)]
pub(crate) struct Sorter<const N: usize> {
    records: Vec<[u64; N]>,
    /// Maximum number of records in memory.
    max_records: usize,
    /// The records of the sorted runs, one run after the other.
    pile: Pile,
    /// The start and end of each run in the pile.
    runs: Vec<(u64, u64)>,
    spilling: Spilling,
}

impl<const N: usize> Sorter<N> {
    pub(crate) fn new(spilling: &Spilling) -> Self {
        Self {
            records: Vec::new(),
            max_records: (spilling.past / BOUND_DIVISOR / (N * NUMBER_BYTES)).max(1),
            pile: Pile::default(),
            runs: Vec::new(),
            spilling: spilling.clone(),
        }
    }

    /// Adds a record.
    pub(crate) fn add(&mut self, record: [u64; N]) -> io::Result<()> {
        if self.records.len() >= self.max_records {
            self.write()?;
        }
        self.records.push(record);
        Ok(())
    }

    /// Writes the records in memory to the pile as a sorted run.
    fn write(&mut self) -> io::Result<()> {
        self.records.sort_unstable();
        let start = self.pile.len();
        for number in self.records.drain(..).flatten() {
            self.pile.add(&number.to_le_bytes());
            self.pile
                .spill(READ_BUFFER_BYTES, &mut || (self.spilling.file)())?;
        }
        self.runs.push((start, self.pile.len()));
        Ok(())
    }

    /// Sorts the records that were added; equal records come only once.
    pub(crate) fn sorted(mut self) -> io::Result<Sorted<N>> {
        self.records.sort_unstable();
        let in_memory = Run {
            records: self.records.into_iter(),
            at: 0,
            end: 0,
        };
        let in_pile = self.runs.into_iter().map(|(at, end)| Run {
            records: Vec::new().into_iter(),
            at,
            end,
        });
        let mut sorted = Sorted {
            runs: in_pile.chain([in_memory]).collect(),
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

/// A sorted run: the records in memory, and the position of the others in the pile.
#[derive(Debug)]
struct Run<const N: usize> {
    records: vec::IntoIter<[u64; N]>,
    /// Position of the next record in the pile that has not been read.
    at: u64,
    /// End of the run in the pile.
    end: u64,
}

/// Merges the runs of a [`Sorter`]: records in order, each once.
#[derive(Debug)]
pub(crate) struct Sorted<const N: usize> {
    pile: Pile,
    runs: Vec<Run<N>>,
    /// The next record of each run, with the number of the run.
    next: BinaryHeap<Reverse<([u64; N], usize)>>,
    last: Option<[u64; N]>,
}

impl<const N: usize> Sorted<N> {
    /// Returns the next record, or `None` at the end.
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

    /// Moves the next record of a run to `next`; reads more of the run from the pile if necessary.
    fn advance(&mut self, number: usize) -> io::Result<()> {
        let Some(run) = self.runs.get_mut(number) else {
            return Ok(());
        };
        if run.records.as_slice().is_empty() && run.at < run.end {
            let record = N * NUMBER_BYTES;
            let left = usize::try_from(run.end - run.at).unwrap_or(usize::MAX);
            let size = left.min((READ_BUFFER_BYTES / record).max(1) * record);
            let bytes = self.pile.get(run.at, size)?;
            run.at += size as u64;
            let records = bytes.chunks_exact(record).map(|bytes| {
                let mut numbers = bytes.chunks_exact(NUMBER_BYTES);
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
