//! A text as a number.

use std::hash::{DefaultHasher, Hash, Hasher};

/// The same in every run of one program; it is never written.
pub(crate) fn digest(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}

/// The FNV-1a hash of a text: the same on every machine and in every release.
pub(crate) fn text_digest(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
