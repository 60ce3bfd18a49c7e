//! Reading inputs again for some of their items: the other records are passed over.

use std::sync::Arc;

use crate::source::origins::Places;

/// The items of a chunk, as they were when it was read first.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ChunkItems {
    /// Number of items before it.
    first: usize,
    count: usize,
    /// Whether each record gave an item.
    are_all: bool,
    /// Whether each item was a line or a document of its own, and of ours.
    are_alone: bool,
}

impl ChunkItems {
    /// The items of a chunk with so many records; `first` is the number of items before it.
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

/// A further reading of inputs, of which only some items are wanted; each of the others is a blank one. By
/// default, all items are wanted.
#[derive(Debug, Clone, Default)]
pub(crate) struct Again<'a> {
    /// The chunks of the first reading.
    pub(crate) chunks: &'a [ChunkItems],
    /// The indexes of the wanted items, in order.
    pub(crate) wanted: Arc<[usize]>,
}

impl Again<'_> {
    /// The items wanted of a chunk; `None` if it must be read whole.
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

    /// Whether each line or document of the chunk is an item, so that its text need not be looked at.
    pub(super) fn are_alone(&self) -> bool {
        self.chunk.are_alone
    }

    /// The number of items of the chunk, if it is nothing but lines or documents whose items are not wanted.
    pub(super) fn all_others(&self) -> Option<usize> {
        let ChunkItems { first, count, .. } = self.chunk;
        let next = self.items.partition_point(|item| *item < first);
        let are_others = (self.items.get(next)).is_none_or(|item| *item >= first + count);
        (self.are_alone() && count > 0 && are_others).then_some(count)
    }
}
