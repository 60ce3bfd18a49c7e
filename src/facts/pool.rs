//! Values that many rows share, each stored once under a number.

use std::collections::HashMap;

use super::digest;

/// Approximate maximum size of a pool. New values beyond it stay in the rows: if all values were different, a pool
/// would save nothing and hold all of them in memory.
const MAX_BYTES: usize = 4 << 20;

/// Bookkeeping overhead per value, in bytes.
const OVERHEAD_BYTES: usize = 32;

/// The shared values of one element.
#[derive(Debug, Default)]
pub(super) struct Pool {
    bytes: Vec<u8>,
    /// The end of each value.
    ends: Vec<u32>,
    /// The numbers of the values by their digests.
    numbers: HashMap<u64, u32>,
}

impl Pool {
    /// The number of a value, which is added if it is new; `None` if the pool is full.
    pub(super) fn number(&mut self, value: &[u8]) -> Option<u32> {
        let key = digest(&value);
        if let Some(number) = self.numbers.get(&key) {
            // Digests may collide.
            return (self.get(*number) == Some(value)).then_some(*number);
        }
        let size = self.bytes.len() + value.len() + OVERHEAD_BYTES * self.ends.len();
        if size > MAX_BYTES {
            return None;
        }
        let number = u32::try_from(self.ends.len()).ok()?;
        let end = u32::try_from(self.bytes.len() + value.len()).ok()?;
        self.bytes.extend_from_slice(value);
        self.ends.push(end);
        self.numbers.insert(key, number);
        Some(number)
    }

    pub(super) fn get(&self, number: u32) -> Option<&[u8]> {
        let number = number as usize;
        let start = match number.checked_sub(1) {
            Some(before) => *self.ends.get(before)?,
            None => 0,
        };
        self.bytes
            .get(start as usize..*self.ends.get(number)? as usize)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_get_numbers_until_there_are_too_many() {
        let mut pool = Pool::default();
        let value = |number: usize| vec![b'a'; number % 1_000];
        let numbers: Vec<Option<u32>> = (0..2_000).map(|at| pool.number(&value(at))).collect();
        assert_eq!(numbers[0], Some(0));
        assert_eq!(numbers[1_003], Some(3));
        assert_eq!(pool.get(3), Some(&b"aaa"[..]));
        assert_eq!(pool.get(1_000), None);
        let long = vec![b'b'; MAX_BYTES];
        assert_eq!(pool.number(&long), None);
        assert_eq!(pool.number(b"aaa"), Some(3));
        assert_eq!(pool.number(b"c"), Some(1_000));
    }
}
