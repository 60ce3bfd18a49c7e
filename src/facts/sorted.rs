//! Comparing facts across items: keys as numbers, which are sorted in little memory.
//!
//! Three ways to find the items that share a key were considered. A table of all keys is the fastest, and takes
//! as much memory as the facts. Splitting the keys and walking through the items once for each part takes none,
//! but computes each key as often as there are parts. The one chosen is a record of a few numbers for each item,
//! sorted in runs beyond a bound ([`Sorter`]): it costs about as much as the table, and is read front to back.
//! Numbers instead of texts keep it small; as digests may collide, callers compare the texts of two items before
//! they report them.

use std::hash::Hash;

use super::{Facts, ItemFacts, digest};
use crate::spill::{Sorted, Sorter};

/// Records in order, each once.
#[derive(Debug)]
pub(crate) struct Records<'f, const N: usize> {
    facts: &'f Facts,
    /// The sorted records; `None` if they could not be sorted.
    sorted: Option<Sorted<N>>,
}

impl<const N: usize> Iterator for Records<'_, N> {
    type Item = [u64; N];

    fn next(&mut self) -> Option<[u64; N]> {
        match self.sorted.as_mut()?.next() {
            Ok(record) => record,
            Err(error) => {
                self.facts.fail(error);
                None
            }
        }
    }
}

impl Facts {
    /// The records of all items in order, each once; `records` are those of one item.
    pub(crate) fn sorted<const N: usize, R>(
        &self,
        records: impl Fn(usize, &ItemFacts<'_>) -> R,
    ) -> Records<'_, N>
    where
        R: IntoIterator<Item = [u64; N]>,
    {
        let mut sorter = Sorter::new(self.rows.spilling());
        let mut of_all = self
            .iter()
            .enumerate()
            .flat_map(|(at, item)| records(at, &item));
        let added = of_all.try_for_each(|record| sorter.add(record));
        let sorted = match added.and_then(|()| sorter.sorted()) {
            Ok(sorted) => Some(sorted),
            Err(error) => {
                self.fail(error);
                None
            }
        };
        Records {
            facts: self,
            sorted,
        }
    }

    /// The groups of items that share a key, two or more each, in catalogue order.
    pub(crate) fn groups<K: Hash + Eq>(
        &self,
        key: impl Fn(&ItemFacts<'_>) -> Option<K>,
    ) -> impl Iterator<Item = Vec<usize>> {
        let records = self.sorted(|at, item| Some([digest(&key(item)?), at as u64]));
        alike(records).flat_map(move |group| {
            let mut rest: Vec<(usize, Option<K>)> = group
                .into_iter()
                .map(|[_, at]| item_at(at))
                .map(|at| (at, self.get(at).as_ref().and_then(&key)))
                .collect();
            let mut groups = Vec::new();
            // Digests may collide, so the keys are compared as well.
            while !rest.is_empty() {
                let is_of_first = |own: &Option<K>| rest.first().is_some_and(|(_, key)| key == own);
                let is_of_first: Vec<bool> = rest.iter().map(|(_, own)| is_of_first(own)).collect();
                let mut is_of_first = is_of_first.into_iter();
                let (group, others): (Vec<_>, Vec<_>) = rest
                    .into_iter()
                    .partition(|_| is_of_first.next().unwrap_or(true));
                groups.push(group.into_iter().map(|(at, _)| at).collect::<Vec<_>>());
                rest = others;
            }
            groups.retain(|group| group.len() > 1);
            groups
        })
    }
}

/// The index of an item in a record.
pub(crate) fn item_at(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// The records that share their first number, two or more each.
pub(crate) fn alike<const N: usize>(
    records: impl Iterator<Item = [u64; N]>,
) -> impl Iterator<Item = Vec<[u64; N]>> {
    let mut records = records.peekable();
    std::iter::from_fn(move || {
        loop {
            let first = records.next()?;
            let is_alike = |next: &[u64; N]| next.first() == first.first();
            let Some(second) = records.next_if(is_alike) else {
                continue;
            };
            let mut group = vec![first, second];
            while let Some(next) = records.next_if(is_alike) {
                group.push(next);
            }
            return Some(group);
        }
    })
}
