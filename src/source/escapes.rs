//! Finds words in a string with escapes.

use std::ops::Range;

/// The range of these words in a text, verbatim or escaped as in TOML and JSON.
pub(super) fn find(written: &str, words: &str) -> Option<Range<usize>> {
    if let Some(at) = written.find(words) {
        return Some(at..at + words.len());
    }
    if !written.contains('\\') {
        return None;
    }
    let (text, places) = unescaped(written);
    let at = text.find(words)?;
    Some(*places.get(at)?..*places.get(at + words.len())?)
}

/// The unescaped text, and the source offset of each of its bytes and of its end.
fn unescaped(written: &str) -> (String, Vec<usize>) {
    let mut text = String::with_capacity(written.len());
    let mut places = Vec::with_capacity(written.len() + 1);
    let mut rest = written;
    while let Some(c) = rest.chars().next() {
        let at = written.len() - rest.len();
        let behind = rest.get(c.len_utf8()..).unwrap_or_default();
        let (meant, behind) = match c {
            '\\' => unescape_one(behind),
            c => (Some(c), behind),
        };
        if let Some(meant) = meant {
            text.push(meant);
        }
        places.resize(text.len(), at);
        rest = behind;
    }
    places.push(written.len());
    (text, places)
}

/// Decodes one escape: the character denoted by the text after a backslash, and the rest.
fn unescape_one(behind: &str) -> (Option<char>, &str) {
    let Some(c) = behind.chars().next() else {
        return (None, behind);
    };
    let rest = behind.get(c.len_utf8()..).unwrap_or_default();
    let plain = match c {
        'b' => '\u{8}',
        'e' => '\u{1b}',
        'f' => '\u{c}',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'x' => return unescape_code(rest, 2),
        'u' => return unescape_code(rest, 4),
        'U' => return unescape_code(rest, 8),
        // A line-ending backslash skips the line break and leading blanks.
        c if c.is_whitespace() => return (None, rest.trim_start()),
        c => c,
    };
    (Some(plain), rest)
}

/// The character with a code of this many hex digits; a surrogate pair in JSON is one character.
fn unescape_code(rest: &str, digits: usize) -> (Option<char>, &str) {
    let number = |rest: &str| u32::from_str_radix(rest.get(..digits)?, 16).ok();
    let Some(first) = number(rest) else {
        return (None, rest);
    };
    let behind = rest.get(digits..).unwrap_or_default();
    let second = behind
        .strip_prefix("\\u")
        .and_then(number)
        .filter(|second| (0xD800..0xDC00).contains(&first) && (0xDC00..0xE000).contains(second));
    match second {
        Some(second) => {
            let both = 0x1_0000 + ((first - 0xD800) << 10) + (second - 0xDC00);
            (
                char::from_u32(both),
                behind.get(2 + digits..).unwrap_or_default(),
            )
        }
        None => (char::from_u32(first), behind),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_as_they_are_written() {
        for (written, words, found) in [
            (r#""年满十八周岁""#, "十八", "十八"),
            (r#""年满\u5341\u516b周岁""#, "十八", r"\u5341\u516b"),
            (r#""一\n二\"三""#, "二\"", r#"二\""#),
            (r#""\ud83d\ude00甲""#, "😀", r"\ud83d\ude00"),
            (r#""甲\U00005341乙""#, "甲十乙", r"甲\U00005341乙"),
            ("\"甲\\\n   乙\"", "甲乙", "甲\\\n   乙"),
        ] {
            let range = find(written, words).unwrap_or_else(|| panic!("{written}: {words}"));
            assert_eq!(&written[range], found);
        }
        for (written, words) in [(r"a\", "b"), (r"\u12", "b"), (r"\ud800", "b"), ("a", "b")] {
            assert_eq!(find(written, words), None);
        }
    }
}
