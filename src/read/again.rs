//! Reads inputs again for some of their items only; the other records are passed over.

use std::sync::Arc;

use crate::source::origins::Places;

/// The items of a chunk in the first reading.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkItems {
    /// Number of items before the chunk.
    first: usize,
    count: usize,
    /// Whether each record gave an item.
    are_all: bool,
    /// Whether each item was a separate line or document in our format.
    are_alone: bool,
}

impl ChunkItems {
    /// The items of a chunk with `records` records; `first` is the number of items before it.
    pub(super) fn of(first: usize, records: usize, places: &[(Places, u64)]) -> Self {
        let is_alone = |places: &Places| matches!(places, Places::InText(_) | Places::InJson);
        let are_all = records == places.len();
        Self {
            first,
            count: places.len(),
            are_all,
            are_alone: are_all && places.iter().all(|(places, _)| is_alone(places)),
        }
    }
}

/// A further reading of inputs for some items; others are replaced by blank items. By default, all items are wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Again<'a> {
    /// The chunks of the first reading.
    pub(crate) chunks: &'a [ChunkItems],
    /// The indexes of the wanted items, in order.
    pub(crate) wanted: Arc<[usize]>,
}

impl Again<'_> {
    /// The wanted items of a chunk; `None` if all of it must be read.
    pub(super) fn of_chunk(&self, number: usize) -> Option<Wanted> {
        let chunk = self.chunks.get(number).filter(|chunk| chunk.are_all)?;
        Some(Wanted {
            chunk: *chunk,
            items: Arc::clone(&self.wanted),
        })
    }
}

/// The wanted items of a chunk.
#[derive(Debug, Clone)]
pub(super) struct Wanted {
    chunk: ChunkItems,
    items: Arc<[usize]>,
}

impl Wanted {
    /// Whether this item of the chunk is wanted.
    pub(super) fn has(&self, number: usize) -> bool {
        let index = self.chunk.first + number;
        self.items.binary_search(&index).is_ok()
    }

    /// Whether each line or document of the chunk is an item, so that its text need not be parsed.
    pub(super) fn are_alone(&self) -> bool {
        self.chunk.are_alone
    }

    /// The number of items of the chunk, if each is a line or document, and none is wanted.
    pub(super) fn all_others(&self) -> Option<usize> {
        let ChunkItems { first, count, .. } = self.chunk;
        let next = self.items.partition_point(|item| *item < first);
        let are_others = self
            .items
            .get(next)
            .is_none_or(|item| *item >= first + count);
        (self.are_alone() && count > 0 && are_others).then_some(count)
    }
}
