//! What one look at a text tells, so that most rules need no second.

use crate::prose::{is_han, is_stop};

/// Counts and marks of one text.
///
/// A rule asks these first and reads the text only where a fault is possible. They are bounds:
/// what the statistics rule out is not there; what they allow may still be sound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct TextStats {
    /// Characters.
    pub(crate) chars: usize,
    /// Characters of the longest stretch without a mark that ends a sentence.
    pub(crate) longest: usize,
    /// Full-width commas.
    pub(crate) commas: usize,
    /// Opening round brackets of either width.
    pub(crate) opened: usize,
    /// Whether a bracket, a title mark or a quotation mark of any kind stands in it.
    pub(crate) brackets: bool,
    /// Whether `<` or `&` stands in it.
    pub(crate) markup: bool,
    /// Whether a character stands in it that wrong encodings leave behind.
    pub(crate) odd: bool,
    /// Sum of its Chinese characters; texts that differ only in marks have the same.
    pub(crate) sum: u32,
}

impl TextStats {
    /// Looks once at every character.
    pub(crate) fn of(text: &str) -> Self {
        let mut seen = Self::default();
        let mut stretch = 0;
        for c in text.chars() {
            seen.chars += 1;
            stretch += 1;
            match c {
                '锟' | '烫' | '屯' | '锘' | '鈥' => {
                    seen.sum = seen.sum.wrapping_add(u32::from(c));
                    seen.odd = true;
                }
                c if is_han(c) => seen.sum = seen.sum.wrapping_add(u32::from(c)),
                c if is_stop(c) => {
                    seen.longest = seen.longest.max(stretch - 1);
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
                '\t' | ' '..='~' => {}
                '\u{0}'..='\u{1F}'
                | '\u{7F}'
                | '\u{E2}'..='\u{EF}'
                | '\u{E000}'..='\u{F8FF}'
                | '\u{FFFD}' => seen.odd = true,
                _ => {}
            }
        }
        seen.longest = seen.longest.max(stretch);
        seen
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_glance_counts() {
        let seen = TextStats::of("甲乙，（丙。丁戊己庚）<b>");
        assert_eq!((seen.chars, seen.longest, seen.commas), (14, 8, 1));
        assert_eq!(seen.opened, 1);
        assert!(seen.brackets && seen.markup && !seen.odd);
        assert_eq!(seen.sum, TextStats::of("庚甲乙丙丁戊己").sum);
        for odd in ["\u{FFFD}", "é", "\u{7}", "锟斤拷", "\u{E001}", "\u{7F}"] {
            assert!(TextStats::of(odd).odd, "{odd:?}");
        }
        assert!(!TextStats::of("一\t二\r\n①㎡…—·・ｶ").odd);
    }
}
