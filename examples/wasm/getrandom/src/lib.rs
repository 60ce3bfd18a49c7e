//! No randomness: the module gives the same report for the same bytes.

use std::fmt;

/// Why there is no randomness.
#[derive(Debug, Clone, Copy)]
pub struct Error;

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the module has no source of randomness")
    }
}

impl std::error::Error for Error {}

/// Refuses.
pub fn fill(_bytes: &mut [u8]) -> Result<(), Error> {
    Err(Error)
}

/// Refuses.
pub fn u64() -> Result<u64, Error> {
    Err(Error)
}
