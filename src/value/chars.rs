//! Sets of characters that are asked for each character of every text.

/// A set of characters as bits by their number: one look, however many there are.
#[derive(Debug)]
pub(crate) struct CharSet(Vec<u64>);

impl CharSet {
    /// Numbers below this have a bit; nobody looks for rarer characters.
    const END: u32 = 1 << 16;

    /// These characters. Any beyond the basic plane is always taken for one of them.
    pub(crate) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0; Self::END as usize / 64];
        for c in chars {
            if let Some(word) = bits.get_mut(c as usize / 64) {
                *word |= 1 << (c as usize % 64);
            }
        }
        Self(bits)
    }

    /// Whether the character may be one of them.
    pub(crate) fn holds(&self, c: char) -> bool {
        let word = self.0.get(c as usize / 64);
        word.is_none_or(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_holds_its_characters() {
        let set = CharSet::of("无暂\u{FFFF}a".chars());
        assert!("无暂\u{FFFF}a".chars().all(|c| set.holds(c)));
        assert!(!"元哲b\u{0}".chars().any(|c| set.holds(c)));
        assert!(set.holds('𠀀'));
    }
}
