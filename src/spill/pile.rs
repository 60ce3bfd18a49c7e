//! Bytes that are kept until the end of a run: in memory up to a bound, beyond it in a file.

use std::borrow::Cow;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Once there is a file, about so many bytes are collected before they are written.
const GATHERED: usize = 1 << 18;

/// Bytes that are appended and read again.
#[derive(Debug, Clone, Default)]
pub(crate) struct Pile {
    /// Those that are not in the file.
    held: Vec<u8>,
    /// The number of those in the file, which come first.
    filed: u64,
    file: Option<Arc<Mutex<File>>>,
}

impl Pile {
    /// Appends bytes; gives their position.
    pub(crate) fn add(&mut self, bytes: &[u8]) -> u64 {
        let at = self.len();
        self.held.extend_from_slice(bytes);
        at
    }

    /// The number of bytes.
    pub(crate) fn len(&self) -> u64 {
        self.filed + self.held.len() as u64
    }

    /// Writes what exceeds the bound to a file, which `make` creates at the first time.
    pub(crate) fn spill(
        &mut self,
        past: usize,
        make: &mut dyn FnMut() -> io::Result<File>,
    ) -> io::Result<()> {
        let most = if self.file.is_some() { GATHERED } else { past };
        // A clone reads the same file, and would write over what this one adds to it.
        let is_shared = (self.file.as_ref()).is_some_and(|file| Arc::strong_count(file) > 1);
        if self.held.len() <= most || is_shared {
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

    /// Drops what only additions need.
    pub(crate) fn close(&mut self) {
        self.held.shrink_to_fit();
    }

    /// So many bytes at a position.
    ///
    /// # Errors
    ///
    /// If they cannot be read, or were never added.
    pub(crate) fn get(&self, at: u64, size: usize) -> io::Result<Cow<'_, [u8]>> {
        let cut = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let held = |at: u64, size: usize| {
            let start = usize::try_from(at).ok()?;
            self.held.get(start..start.checked_add(size)?)
        };
        let Some(in_file) = self.filed.checked_sub(at).filter(|left| *left > 0) else {
            let held = held(at - self.filed, size).ok_or_else(cut)?;
            return Ok(Cow::Borrowed(held));
        };
        let in_file = usize::try_from(in_file).map_or(size, |left| left.min(size));
        let mut bytes = vec![0; in_file];
        let file = self.file.as_ref().ok_or_else(cut)?;
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(&mut bytes)?;
        bytes.extend_from_slice(held(0, size - in_file).ok_or_else(cut)?);
        Ok(Cow::Owned(bytes))
    }
}
