//! Approximate sets of characters and character pairs, as quick tests for words.

/// A set of characters as a bit set over code points, for constant-time look-up.
#[derive(Debug)]
pub(crate) struct CharSet(Vec<u64>);

impl CharSet {
    /// Code points below this have a bit; rarer characters always count as members.
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

/// The characters of a text, by their low bits: rules out most characters and words that do not occur in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Letters([u64; Self::BLOCKS]);

impl Letters {
    /// Number of blocks: a text of fifty different characters fills a tenth.
    const BLOCKS: usize = 8;

    /// The characters of a text.
    pub(crate) fn of(text: &str) -> Self {
        let mut letters = Self::default();
        text.chars().for_each(|c| letters.add(c));
        letters
    }

    /// The characters of a text in lower case.
    pub(crate) fn of_lower(text: &str) -> Self {
        let mut letters = Self::default();
        for c in text.chars() {
            if c.is_ascii() {
                letters.add(c.to_ascii_lowercase());
            } else {
                c.to_lowercase().for_each(|c| letters.add(c));
            }
        }
        letters
    }

    /// Adds a character.
    #[inline]
    pub(crate) fn add(&mut self, c: char) {
        if let Some(block) = self.0.get_mut(c as usize / 64 % Self::BLOCKS) {
            *block |= 1 << (c as usize % 64);
        }
    }

    /// Adds the characters of another text.
    pub(crate) fn join(&mut self, other: &Self) {
        for (own, other) in self.0.iter_mut().zip(&other.0) {
            *own |= other;
        }
    }

    /// The number of different characters, at least.
    pub(crate) fn fewest(&self) -> usize {
        self.0.iter().map(|block| block.count_ones() as usize).sum()
    }

    /// Whether the character may occur.
    #[inline]
    pub(crate) fn may_hold(&self, c: char) -> bool {
        let block = self.0.get(c as usize / 64 % Self::BLOCKS);
        block.is_some_and(|block| block >> (c as usize % 64) & 1 == 1)
    }

    /// Whether one of the characters may occur.
    #[inline]
    pub(crate) fn may_hold_any<const COUNT: usize>(&self, any: [char; COUNT]) -> bool {
        any.into_iter().any(|c| self.may_hold(c))
    }

    /// Whether the word may occur: all of its characters may.
    #[inline]
    pub(crate) fn may_contain(&self, word: &str) -> bool {
        word.chars().all(|c| self.may_hold(c))
    }
}

/// A Bloom filter with one hash: no false negatives, at most one false positive in 32.
#[derive(Debug, Clone)]
pub(super) struct BitSet {
    bits: Vec<u64>,
    /// Right shift that turns a hash into the index of a bit.
    shift: u32,
}

impl BitSet {
    pub(super) fn of(members: impl Iterator<Item = u64> + Clone) -> Self {
        let size = (members.clone().count() * 32).next_power_of_two().max(64);
        let mut set = Self {
            bits: vec![0; size / 64],
            shift: u64::BITS - size.trailing_zeros(),
        };
        for member in members {
            let bit = set.bit(member);
            if let Some(word) = set.bits.get_mut(bit / 64) {
                *word |= 1 << (bit % 64);
            }
        }
        set
    }

    pub(super) fn may_hold(&self, member: u64) -> bool {
        let bit = self.bit(member);
        (self.bits.get(bit / 64)).is_some_and(|word| word >> (bit % 64) & 1 == 1)
    }

    /// Number of bits in the filter.
    pub(super) fn size(&self) -> usize {
        self.bits.len() * 64
    }

    /// The index of the bit of a member, by Fibonacci hashing: the upper bits of the product are well mixed.
    pub(super) fn bit(&self, member: u64) -> usize {
        let mixed = member.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        usize::try_from(mixed >> self.shift).unwrap_or_default()
    }
}

/// An approximate set of pairs of neighbouring characters, with few false positives.
#[derive(Debug, Clone)]
pub(crate) struct PairSet(BitSet);

impl PairSet {
    /// Creates the set of the pairs in these texts.
    pub(crate) fn within<'t>(texts: impl Iterator<Item = &'t str> + Clone) -> Self {
        let pairs = texts.flat_map(|text| text.chars().zip(text.chars().skip(1)));
        Self(BitSet::of(pairs.map(|(first, second)| pair(first, second))))
    }

    /// Whether the pair may be in the set.
    pub(crate) fn may_hold(&self, first: char, second: char) -> bool {
        self.0.may_hold(pair(first, second))
    }
}

fn pair(first: char, second: char) -> u64 {
    u64::from(first) << 21 | u64::from(second)
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
    fn letters_rule_out_most_words() {
        let text = "申请人具有与经营的食品品种、数量相适应的经营场所A1";
        let letters = Letters::of(text);
        assert!(text.chars().all(|c| letters.may_hold(c)));
        assert!(letters.may_contain("经营场所") && letters.may_hold_any(['甲', '1']));
        let through = ('一'..='龥').filter(|c| letters.may_hold(*c)).count();
        assert!(through * 8 < ('一'..='龥').count(), "{through}");
        assert!(!letters.may_contain("章") && !letters.may_contain("容缺"));
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
