//! Statistics of a text from a single pass, which save most rules a second one.

use crate::prose::{half, is_han, is_stop};
use crate::words::Letters;

/// Statistics of one text.
///
/// Rules consult these first and read the text only if a problem is possible. They are
/// conservative: what the statistics rule out does not occur; what they allow may still be fine.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(crate) struct TextStats {
    /// Number of characters.
    pub(crate) chars: usize,
    /// Length in characters of the longest run without a sentence-ending mark.
    pub(crate) longest: usize,
    /// Number of full-width commas.
    pub(crate) commas: usize,
    /// Number of opening round brackets of either width.
    pub(crate) opened: usize,
    /// Whether it contains any bracket, title mark or quotation mark.
    pub(crate) brackets: bool,
    /// Whether it contains `<` or `&`.
    pub(crate) markup: bool,
    /// Whether it contains a character that wrong encodings leave behind; the Chinese ones are words
    /// of `GARBLED`.
    pub(crate) odd: bool,
    /// Whether it contains a question mark.
    pub(crate) asks: bool,
    /// Sum of its Chinese characters and digits; texts that differ only in marks have the same sum.
    pub(crate) sum: u32,
    /// Its characters.
    pub(crate) letters: Letters,
}

impl TextStats {
    /// The most characters of the text that may occur earlier in it.
    pub(crate) fn repeated_chars(&self) -> usize {
        self.chars - self.letters.fewest()
    }

    /// Computes the statistics in one pass, calling `step` with each character and its end offset.
    pub(crate) fn of(text: &str, mut step: impl FnMut(char, usize)) -> Self {
        let mut seen = Self::default();
        let mut stretch = 0;
        let mut chars = text.chars();
        while let Some(c) = chars.next() {
            step(c, text.len() - chars.as_str().len());
            seen.letters.add(c);
            stretch += 1;
            // Fast path: nearly every character is in this range.
            if matches!(c, '\u{4E00}'..='\u{9FFF}') {
                seen.sum = seen.sum.wrapping_add(u32::from(c));
                continue;
            }
            match c {
                c if is_han(c) => seen.sum = seen.sum.wrapping_add(u32::from(c)),
                c if is_stop(c) => {
                    seen.asks |= c == '？';
                    seen.longest = seen.longest.max(stretch - 1);
                    seen.chars += stretch;
                    stretch = 0;
                }
                '，' => seen.commas += 1,
                '（' | '(' => {
                    seen.opened += 1;
                    seen.brackets = true;
                }
                '）'
                | ')'
                | '“'
                | '”'
                | '\u{3008}'..='\u{3011}'
                | '\u{3014}'..='\u{301B}'
                | '['
                | ']'
                | '［'
                | '］'
                | '｛'
                | '｝' => seen.brackets = true,
                '<' | '&' => seen.markup = true,
                '?' => seen.asks = true,
                '0'..='9' => seen.sum = seen.sum.wrapping_add(u32::from(c)),
                '０'..='９' => seen.sum = seen.sum.wrapping_add(u32::from(half(c))),
                '\t' | ' '..='~' => {}
                '\u{0}'..='\u{1F}'
                | '\u{7F}'
                | '\u{E2}'..='\u{EF}'
                | '\u{200E}'..='\u{200F}'
                | '\u{202A}'..='\u{202E}'
                | '\u{2066}'..='\u{2069}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{FFFD}' => seen.odd = true,
                _ => {}
            }
        }
        seen.longest = seen.longest.max(stretch);
        seen.chars += stretch;
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_counts() {
        let of = |text: &str| TextStats::of(text, |_, _| ());
        let seen = of("甲乙，（丙。丁戊己庚）<b>");
        assert_eq!((seen.chars, seen.longest, seen.commas), (14, 8, 1));
        assert_eq!(seen.opened, 1);
        assert!(seen.brackets && seen.markup && !seen.odd);
        assert_eq!(seen.sum, of("庚甲乙丙丁戊己").sum);
        assert_eq!(of("甲１").sum, of("甲、1").sum);
        assert_ne!(of("甲１").sum, of("甲2").sum);
        assert_eq!(of("甲乙丙").repeated_chars(), 0);
        assert_eq!(of("甲乙丙甲。乙丙").repeated_chars(), 3);
        for odd in ["\u{FFFD}", "\u{202E}", "é", "\u{7}", "\u{E001}", "\u{7F}"] {
            assert!(of(odd).odd, "{odd:?}");
        }
        assert!(!of("一\t二\r\n①㎡…—·・ｶ").odd);
    }
}
