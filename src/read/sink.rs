//! Where documents go as they are read: into one reading, or window by window to a caller.

use super::again::Again;
use super::reading::Reading;
use super::record::DocumentReading;
use crate::Error;
use crate::threads;

/// Callback for each window.
pub(crate) type OnWindow<'s> = &'s mut dyn FnMut(&mut Reading) -> Result<(), Error>;

/// Number of records, and of bytes, for each part that is read ahead, after which a window is passed on.
const RECORDS_PER_PART: usize = 64;
const BYTES_PER_PART: usize = 1 << 19;

/// The destination of documents: one whole reading, or window by window to a caller, after which they
/// are dropped.
pub(super) struct Sink<'s> {
    reading: Reading,
    on_window: Option<OnWindow<'s>>,
    /// Selects the items that are wanted.
    pub(super) again: Again<'s>,
    threads: Option<usize>,
}

impl<'s> Sink<'s> {
    pub(super) fn new(on_window: Option<OnWindow<'s>>, threads: Option<usize>) -> Self {
        Self {
            reading: Reading::default(),
            on_window,
            again: Again::default(),
            threads,
        }
    }

    /// Limits the reading to some items.
    pub(super) fn again(self, again: Again<'s>) -> Self {
        Self { again, ..self }
    }

    /// Number of chunks so far.
    pub(super) fn passed(&self) -> usize {
        self.reading.chunks.len()
    }

    /// Takes the current chunk of a document.
    pub(super) fn chunk(&mut self, read: &mut DocumentReading<'_>) -> Result<(), Error> {
        self.reading.add_chunk(read);
        if self.on_window.is_some() && self.reading.open.is_none() {
            self.reading.open = Some(read.uncollected());
        }
        self.hand_on_if_full()
    }

    /// Takes a document, or the rest of one.
    pub(super) fn document(&mut self, read: DocumentReading<'_>) -> Result<(), Error> {
        self.reading.add_document(read);
        self.hand_on_if_full()
    }

    fn hand_on_if_full(&mut self) -> Result<(), Error> {
        let records = self.reading.catalogue.items.len() + self.reading.failed.len();
        let parts = threads::parts_ahead(self.threads);
        if records >= parts * RECORDS_PER_PART
            || self.reading.origins.bytes() >= parts * BYTES_PER_PART
        {
            self.hand_on()?;
        }
        Ok(())
    }

    fn hand_on(&mut self) -> Result<(), Error> {
        if let Some(on_window) = &mut self.on_window {
            on_window(&mut self.reading)?;
            // The items are dropped on another thread, while the next window is read.
            let items = std::mem::take(&mut self.reading.catalogue.items);
            threads::drop_beside(items, self.threads);
            self.reading.forget();
        }
        Ok(())
    }

    /// Passes on the last window and finishes the reading.
    pub(super) fn finish(mut self) -> Result<Reading, Error> {
        self.hand_on()?;
        self.reading.finish();
        Ok(self.reading)
    }
}
