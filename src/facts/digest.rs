//! A text as a number.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A digest that is the same in every run of one program; it is never written.
pub(crate) fn digest(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
