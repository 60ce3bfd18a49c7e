//! File names of items: safe on every system, short, and distinct.

use std::collections::HashMap;
use std::fmt::Write as _;

use crate::prose::text_digest;

/// Maximum number of characters and bytes of the key in a name. With the digest, a number and `.toml`, the name
/// stays below the 255 bytes or UTF-16 units that file systems allow.
const MAX_CHARS: usize = 60;
const MAX_BYTES: usize = 180;

/// Reserved names: devices on Windows, and files that this tool reads as its own configuration.
const RESERVED: &[&str] = &[
    "con",
    "prn",
    "aux",
    "nul",
    "conin$",
    "conout$",
    "catalogue",
    "shixiang",
];

/// Makes a key usable as a file name.
///
/// Letters, digits, Chinese characters and a few marks are kept, everything else becomes `_`. A name that
/// differs from its key, or that some system would write differently, ends in a digest of the key, so two
/// keys have one name only if they differ in the case of ASCII letters, see [`Names`].
pub(super) fn safe(key: &str) -> String {
    if key.is_empty() {
        return "item".to_owned();
    }
    let mut name = String::new();
    for (count, char) in key.trim().chars().enumerate() {
        let char = if is_plain(char) || char.is_alphanumeric() {
            char
        } else {
            '_'
        };
        if count == MAX_CHARS || name.len() + char.len_utf8() > MAX_BYTES {
            break;
        }
        name.push(char);
    }
    if name != key || !name.chars().all(is_plain) || name.starts_with('-') || is_reserved(&name) {
        if name.is_empty() || name.starts_with('-') {
            name.insert(0, '_');
        }
        // Writing to a string cannot fail.
        let _ = write!(name, "-{:08x}", text_digest(key) & 0xffff_ffff);
    }
    name
}

/// Whether every system keeps a character as it is. Others may be composed or decomposed (é, 각, and
/// the compatibility ideographs), or have a second case that only some systems know.
fn is_plain(char: char) -> bool {
    char.is_ascii_alphanumeric()
        || matches!(
            char,
            '-' | '_' | '（' | '）' | '《' | '》' | '、' | '“' | '”' | '〇'
        )
        || matches!(char, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{2f7ff}' | '\u{30000}'..='\u{3ffff}')
}

/// Whether a name is reserved on some system, regardless of case.
fn is_reserved(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    let port = |port: &str| {
        let number = name.strip_prefix(port);
        number.is_some_and(|number| {
            number.len() == 1 && number != "0" && number.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    RESERVED.contains(&name.as_str()) || port("com") || port("lpt")
}

/// The names given so far. If a case-insensitive file system would confuse some of them, all but the first are
/// numbered, on every system, so that a catalogue has the same names everywhere.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// Number of names by the digest of their lower case. A collision of digests only adds a needless number.
    counts: HashMap<u64, u32>,
}

impl Names {
    /// The name of the next item with this stem. No stem contains `~`.
    pub(crate) fn next(&mut self, stem: String) -> String {
        let count = self
            .counts
            .entry(text_digest(&stem.to_ascii_lowercase()))
            .or_default();
        *count += 1;
        if *count == 1 {
            stem
        } else {
            format!("{stem}~{count}")
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_plain_key_is_its_name() {
        for key in [
            "11450000007565194H2000115015005",
            "食品经营许可（新办）",
            "丨𠀀〇",
        ] {
            assert_eq!(safe(key), key);
        }
    }

    #[test]
    fn keys_that_file_systems_would_confuse_get_distinct_names() {
        let families: &[&[&str]] = &[
            &[
                "a/b", "a:b", "a_b", "a\\b", "a\u{0}b", "a\nb", "a b", " a_b", "a_b ", "a_b.",
            ],
            // Composed and decomposed, and characters that stand for another.
            &[
                "café",
                "cafe\u{301}",
                "각",
                "\u{1100}\u{1161}\u{11a8}",
                "豈",
                "\u{f900}",
                "Å",
                "\u{212b}",
            ],
            &["..", ".", "", " ", "-", "--help", "_", "item"],
            &[
                "CON",
                "con",
                "Nul",
                "com1",
                "COM1",
                "lpt9",
                "aux.txt",
                "catalogue",
                "Catalogue",
                "shixiang",
            ],
            &["straße", "STRASSE", "ΣΑΣ", "σας", "İ", "i\u{307}"],
        ];
        for family in families {
            let mut names = Names::default();
            let given: Vec<String> = family.iter().map(|key| names.next(safe(key))).collect();
            let folded: BTreeSet<String> = given.iter().map(|name| name.to_lowercase()).collect();
            assert_eq!(folded.len(), family.len(), "{given:?}");
        }
        let mut names = Names::default();
        assert_eq!(names.next(safe("ABC")), "ABC");
        assert_eq!(names.next(safe("abc")), "abc~2");
        assert_eq!(names.next(safe("ABC")), "ABC~3");
    }

    #[test]
    fn names_that_mean_something_else_are_avoided() {
        for key in [
            "CON",
            "prn",
            "Aux",
            "NUL",
            "COM1",
            "lpt9",
            "catalogue",
            "Catalogue",
            "shixiang",
        ] {
            assert!(!is_reserved(&safe(key)), "{key}");
            assert!(safe(key).starts_with(key));
        }
        assert_eq!(safe("COM0"), "COM0");
    }

    proptest! {
        #[test]
        fn any_key_gives_a_name_that_any_system_takes(key in "\\PC*|[\u{0}-\u{40}𠀀-𠀿]{0,90}") {
            let mut names = Names::default();
            names.next(safe(&key));
            let name = names.next(safe(&key)) + ".toml";
            prop_assert!(name.len() <= 255 && name.encode_utf16().count() <= 255, "{name}");
            prop_assert!(!name.starts_with(['.', '-', ' ', '~']), "{name}");
            prop_assert!(!name.contains(|char: char| char.is_control() || "/\\:*?\"<>| ".contains(char)), "{name}");
        }
    }
}
