//! Character classes.

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

/// Whether it is a Chinese character: CJK unified ideographs, their extensions, and 〇.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Whether it is an everyday Chinese numeral: 〇, 零 to 九, 两, 十, 百, 千.
pub(crate) fn is_han_numeral(c: char) -> bool {
    "〇零一二两三四五六七八九十百千".contains(c)
}

/// Whether it can be part of the number of an article, entry or year: 12, 十二.
pub(crate) fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_han_numeral(c)
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
    fn chinese_characters_of_every_block() {
        assert!("办㐂〇𠀀".chars().all(is_han));
        assert!(!"a1，①㎡ア".chars().any(is_han));
        assert!(
            "第三十2条"
                .chars()
                .filter(|c| is_numeral(*c))
                .eq("三十2".chars())
        );
    }
}
