//! Bytes that are kept until the end of a run: in memory up to a bound, beyond it in a file.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::sync::{Arc, Mutex, PoisonError};

/// Once there is a file, about so many bytes are collected before they are written.
const GATHERED: usize = 1 << 20;

/// Bytes that are appended and read again.
#[derive(Debug, Clone, Default)]
pub(super) struct Pile {
    /// Those that are not in the file.
    held: Vec<u8>,
    /// The number of those in the file, which come first.
    filed: u64,
    file: Option<Arc<Mutex<File>>>,
}

impl Pile {
    /// Appends bytes; gives their position.
    pub(super) fn add(&mut self, bytes: &[u8]) -> u64 {
        let at = self.filed + self.held.len() as u64;
        self.held.extend_from_slice(bytes);
        at
    }

    /// Writes what exceeds the bound to a file, which `make` creates at the first time.
    pub(super) fn spill(
        &mut self,
        past: usize,
        make: &mut dyn FnMut() -> io::Result<File>,
    ) -> io::Result<()> {
        let most = if self.file.is_some() { GATHERED } else { past };
        if self.held.len() <= most {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(Arc::new(Mutex::new(make()?))),
        };
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        file.write_all(&self.held)?;
        self.filed += self.held.len() as u64;
        self.held = Vec::new();
        Ok(())
    }

    /// Drops what only additions need.
    pub(super) fn close(&mut self) {
        self.held.shrink_to_fit();
    }

    /// Bytes that were appended at once, unless they cannot be read.
    pub(super) fn get(&self, at: u64, size: usize) -> Option<Vec<u8>> {
        if let Some(held) = at.checked_sub(self.filed) {
            let start = usize::try_from(held).ok()?;
            return Some(self.held.get(start..start + size)?.to_vec());
        }
        let file = self.file.as_ref()?;
        let mut file = file.lock().unwrap_or_else(PoisonError::into_inner);
        let mut bytes = vec![0; size];
        file.seek(SeekFrom::Start(at)).ok()?;
        file.read_exact(&mut bytes).ok()?;
        Some(bytes)
    }
}
