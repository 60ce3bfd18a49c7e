//! Append-only bytes for the duration of a run: in memory up to a bound, beyond it in a file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Approximate number of bytes that are collected before they are written to an existing file.
const WRITE_BUFFER_BYTES: usize = 1 << 18;

/// Bytes that are appended, and read at any position.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pile {
    /// The bytes that are not in the file.
    held: Vec<u8>,
    /// Number of bytes in the file, which come first.
    filed: u64,
    file: Option<Arc<Mutex<File>>>,
}

impl Pile {
    /// Appends bytes; returns their position.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> u64 {
        let at = self.len();
        self.held.extend_from_slice(bytes);
        at
    }

    /// The number of bytes.
    pub(crate) fn len(&self) -> u64 {
        self.filed + self.held.len() as u64
    }

    /// Writes the bytes in memory to a file if they exceed the bound `past`; the first time, `make` creates the file.
    pub(crate) fn spill(
        &mut self,
        past: usize,
        make: &mut dyn FnMut() -> io::Result<File>,
    ) -> io::Result<()> {
        let max_bytes = if self.file.is_some() {
            WRITE_BUFFER_BYTES
        } else {
            past
        };
        // Clones share the file, so each would overwrite what the others add.
        let is_shared = self
            .file
            .as_ref()
            .is_some_and(|file| Arc::strong_count(file) > 1);
        if self.held.len() <= max_bytes || is_shared {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Arc::new(Mutex::new(make()?))),
        };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        // Reading moves the cursor.
        file.seek(SeekFrom::Start(self.filed))?;
        file.write_all(&self.held)?;
        self.filed += self.held.len() as u64;
        self.held = Vec::new();
        Ok(())
    }

    /// Frees the spare capacity, once nothing more is added.
    pub(crate) fn close(&mut self) {
        self.held.shrink_to_fit();
    }

    /// Reads `size` bytes at a position.
    ///
    /// # Errors
    ///
    /// If they cannot be read, or were never added.
    pub(crate) fn get(&self, at: u64, size: usize) -> io::Result<Cow<'_, [u8]>> {
        let end_of_file = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let in_memory = |at: u64, size: usize| {
            let start = usize::try_from(at).ok()?;
            self.held.get(start..start.checked_add(size)?)
        };
        let Some(in_file) = self.filed.checked_sub(at).filter(|left| *left > 0) else {
            let bytes = in_memory(at - self.filed, size).ok_or_else(end_of_file)?;
            return Ok(Cow::Borrowed(bytes));
        };
        let in_file = usize::try_from(in_file).map_or(size, |left| left.min(size));
        let mut bytes = vec![0; in_file];
        let file = self.file.as_ref().ok_or_else(end_of_file)?;
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut bytes)?;
        bytes.extend_from_slice(in_memory(0, size - in_file).ok_or_else(end_of_file)?);
        Ok(Cow::Owned(bytes))
    }
}
