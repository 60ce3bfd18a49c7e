//! Sets of characters, and of characters that stand beside one another: quick tests for words.

/// A set of characters as a bit set over code points, for constant-time look-up.
#[derive(Debug)]
pub(crate) struct CharSet(Vec<u64>);

impl CharSet {
    /// Code points below this have a bit; rarer characters are not searched for.
    const END: u32 = 1 << 16;

    /// Creates a set of these characters. Characters beyond the basic plane always count as
    /// members.
    pub(crate) fn of(chars: impl IntoIterator<Item = char>) -> Self {
        let mut bits = vec![0; Self::END as usize / 64];
        for c in chars {
            if let Some(word) = bits.get_mut(c as usize / 64) {
                *word |= 1 << (c as usize % 64);
            }
        }
        Self(bits)
    }

    /// Whether the character may be in the set.
    pub(crate) fn holds(&self, c: char) -> bool {
        let word = self.0.get(c as usize / 64);
        word.is_none_or(|word| word >> (c as usize % 64) & 1 == 1)
    }
}

/// One character or two on end as a number: their bytes in UTF-8.
pub(super) fn pair(first: char, second: Option<char>) -> u64 {
    let mut bytes = [0; 8];
    let end = first.encode_utf8(&mut bytes).len();
    if let (Some(second), Some(rest)) = (second, bytes.get_mut(end..)) {
        second.encode_utf8(rest);
    }
    u64::from_le_bytes(bytes)
}

/// Fibonacci hashing: the upper bits of the product are well mixed.
pub(super) const fn mixed(pair: u64) -> u64 {
    pair.wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// A set of pairs of neighbouring characters, by a hash of both.
///
/// What it rejects is certain. It grows with the number of pairs, so that at most one foreign pair
/// in sixteen gets through.
#[derive(Debug, Clone)]
pub(crate) struct PairSet {
    bits: Vec<u64>,
    /// How far a hash is shifted to give the number of a bit.
    shift: u32,
}

impl PairSet {
    /// The pairs in these texts.
    pub(crate) fn within<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        let pairs = texts.flat_map(|text| text.chars().zip(text.chars().skip(1)));
        Self::of(pairs.map(|(first, second)| pair(first, Some(second))))
    }

    /// A set of these pairs.
    pub(super) fn of(pairs: impl Iterator<Item = u64> + Clone) -> Self {
        let size = (pairs.clone().count() * 16).next_power_of_two().max(64);
        let mut set = Self {
            bits: vec![0; size / 64],
            shift: u64::BITS - size.trailing_zeros(),
        };
        for pair in pairs {
            let bit = set.bit(pair);
            if let Some(word) = set.bits.get_mut(bit as usize / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        set
    }

    /// Whether the pair may be in the set.
    pub(crate) fn may_hold(&self, first: char, second: char) -> bool {
        self.holds(pair(first, Some(second)))
    }

    /// The same for a pair as a number.
    pub(super) fn holds(&self, pair: u64) -> bool {
        let bit = self.bit(pair);
        (self.bits.get(bit as usize / 64)).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// The number of bits.
    pub(super) fn size(&self) -> usize {
        self.bits.len() * 64
    }

    /// The bit of a pair.
    pub(super) fn bit(&self, pair: u64) -> u32 {
        u32::try_from(mixed(pair) >> self.shift).unwrap_or_default()
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

    #[test]
    fn a_set_of_pairs_holds_those_of_its_words_and_few_others() {
        let words = ["食品经营许可", "证", "取水"];
        let pairs = PairSet::within(words.into_iter());
        for word in words {
            let mut held = word.chars().zip(word.chars().skip(1));
            assert!(held.all(|(first, second)| pairs.may_hold(first, second)));
        }
        let some = || '一'..='丏';
        let others = some().flat_map(|a| some().map(move |b| (a, b)));
        let through = (others.filter(|(first, second)| pairs.may_hold(*first, *second))).count();
        assert!(through * 8 < some().count().pow(2), "{through}");
        assert!(!PairSet::within([].into_iter()).may_hold('甲', '乙'));
    }
}
