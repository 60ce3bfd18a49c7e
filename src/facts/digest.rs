//! Digests of keys.

use std::hash::{DefaultHasher, Hash, Hasher};

/// A digest that is the same in every run of one build of the program, and is therefore never written.
pub(crate) fn digest(key: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    key.hash(&mut hasher);
    hasher.finish()
}
