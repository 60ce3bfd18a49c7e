//! Character classes.

/// Whether a character is Chinese: CJK unified ideographs, their extensions, and 〇.
pub(crate) const fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{4E00}'..='\u{9FFF}' | '\u{3400}'..='\u{4DBF}' | '〇' | '\u{20000}'..='\u{3FFFF}'
    )
}

/// Whether a character is a letter of any script, including Chinese characters.
pub(crate) fn is_letter(c: char) -> bool {
    // Fast path: nearly every character is in this range.
    matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphabetic()
}

/// Whether a character is an everyday Chinese numeral: 〇, 零 to 九, 两, 十, 百, 千.
pub(crate) const fn is_han_numeral(c: char) -> bool {
    matches!(
        c,
        '〇' | '零'
            | '一'
            | '二'
            | '两'
            | '三'
            | '四'
            | '五'
            | '六'
            | '七'
            | '八'
            | '九'
            | '十'
            | '百'
            | '千'
    )
}

/// Whether a character can be part of the number of an article, entry or year: 12, 十二.
pub(crate) const fn is_numeral(c: char) -> bool {
    c.is_ascii_digit() || is_han_numeral(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_characters_of_every_block() {
        assert!("办㐂〇𠀀".chars().all(is_han));
        assert!(!"a1，①㎡ア".chars().any(is_han));
        assert!(('\0'..='\u{2FFFF}').all(|c| is_letter(c) == c.is_alphabetic()));
        assert!(
            "第三十2条"
                .chars()
                .filter(|c| is_numeral(*c))
                .eq("三十2".chars())
        );
    }
}
