//! Lists in one text: several separators, JSON, or numbered.

use super::{Reading, fold};

/// What parts one entry from the next, outside brackets and quotation marks.
const SEPARATORS: &[char] = &[
    ',', '，', '、', ';', '；', '/', '^', '|', '｜', '\n', '\r', '／',
];

/// Brackets and quotation marks that protect what is inside them.
const PAIRS: &[(char, char)] = &[
    ('（', '）'),
    ('(', ')'),
    ('《', '》'),
    ('〈', '〉'),
    ('【', '】'),
    ('［', '］'),
    ('[', ']'),
    ('〔', '〕'),
    ('“', '”'),
    ('‘', '’'),
    ('「', '」'),
    ('{', '}'),
];

/// Reads a list of entries, trimmed, without the empty ones.
///
/// Separators are the comma, 、, ；, `/`, `^`, `|` and the line break. What stands in brackets or
/// quotation marks is not parted, nor is a text with a web address at its `/`. A JSON list and a
/// numbered list are read as such.
///
/// ```
/// use shixiang::value::list;
///
/// let entries = |text| list::read(text).value.unwrap_or_default();
/// assert_eq!(entries("窗口办理^网上办理"), ["窗口办理", "网上办理"]);
/// assert_eq!(entries("社会保障（社会保险、社会救助），其他"), ["社会保障（社会保险、社会救助）", "其他"]);
/// assert_eq!(entries(r#"["a","b"]"#), ["a", "b"]);
/// assert_eq!(entries("1.申请表，一份 2.身份证"), ["申请表，一份", "身份证"]);
/// ```
pub fn read(text: &str) -> Reading<Vec<String>> {
    entries_of(text, true)
}

/// Reads a list of names as [`read`] does, but for `/`, which stands inside names.
///
/// ```
/// use shixiang::value::list;
///
/// let names = list::names("封存/启封清册、身份证").value.unwrap_or_default();
/// assert_eq!(names, ["封存/启封清册", "身份证"]);
/// ```
pub fn names(text: &str) -> Reading<Vec<String>> {
    entries_of(text, false)
}

fn entries_of(text: &str, slashes: bool) -> Reading<Vec<String>> {
    let trimmed = text.trim();
    if fold::empty_word(trimmed) {
        return Reading::none();
    }
    let entries = json(trimmed)
        .or_else(|| numbered(trimmed))
        .unwrap_or_else(|| split(trimmed, slashes));
    if entries.is_empty() {
        Reading::none()
    } else {
        Reading::of(entries)
    }
}

/// Writes the entries with 、 between them, or as a JSON list where an entry holds a separator.
pub fn write(value: &[String]) -> String {
    let plain = value.join("、");
    if read(&plain).value.as_deref() == Some(value) {
        return plain;
    }
    serde_json::to_string(value).unwrap_or(plain)
}

/// The entries of a JSON list of strings, numbers and truth values.
fn json(text: &str) -> Option<Vec<String>> {
    if !text.starts_with('[') || !text.ends_with(']') {
        return None;
    }
    let values: Vec<serde_json::Value> = serde_json::from_str(text).ok()?;
    values
        .into_iter()
        .filter(|value| !value.is_null())
        .map(|value| match value {
            serde_json::Value::String(entry) => Some(entry),
            serde_json::Value::Number(number) => Some(number.to_string()),
            serde_json::Value::Bool(truth) => Some(truth.to_string()),
            _ => None,
        })
        .map(|entry| entry.map(|entry| entry.trim().to_owned()))
        .filter(|entry| entry.as_deref() != Some(""))
        .collect()
}

/// The parts between separators.
fn split(text: &str, slashes: bool) -> Vec<String> {
    let whole = !slashes || text.contains("://");
    let protected = protected(text);
    let mut depth = 0_i64;
    let mut start = 0;
    let mut entries = Vec::new();
    for ((at, char), change) in text.char_indices().zip(protected) {
        depth += change;
        let parts = SEPARATORS.contains(&char) && !(whole && matches!(char, '/' | '／'));
        if depth == 0 && parts {
            entries.extend(entry(text.get(start..at)));
            start = at + char.len_utf8();
        }
    }
    entries.extend(entry(text.get(start..)));
    entries
}

/// An entry, trimmed; nothing where it is empty.
fn entry(text: Option<&str>) -> Option<String> {
    let text = text?.trim().trim_end_matches(['。', ' ']).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// For each character, how it changes the depth of brackets; brackets without a partner count not.
fn protected(text: &str) -> Vec<i64> {
    let mut changes: Vec<i64> = Vec::with_capacity(text.len() / 2);
    let mut open: Vec<(usize, char)> = Vec::new();
    for (index, char) in text.chars().enumerate() {
        changes.push(0);
        if let Some((_, close)) = PAIRS.iter().find(|(opens, _)| *opens == char) {
            open.push((index, *close));
        } else if open.last().is_some_and(|(_, close)| mates(*close, char))
            && let Some((start, _)) = open.pop()
        {
            if let Some(change) = changes.get_mut(start) {
                *change = 1;
            }
            if let Some(change) = changes.last_mut() {
                *change = -1;
            }
        }
    }
    changes
}

/// Whether the two close the same kind of bracket; half and full width are often mixed.
fn mates(expected: char, found: char) -> bool {
    fold::half(expected) == fold::half(found)
}

/// The entries of a numbered list: `1.…2.…`, 1、…2、…, （1）…（2）…, 一、…二、…, ①…②….
///
/// The text must begin with the first number, and the second must follow.
///
/// ```
/// use shixiang::value::list;
///
/// assert_eq!(list::numbered("（1）甲；（2）乙。"), Some(vec!["甲".to_owned(), "乙".to_owned()]));
/// assert_eq!(list::numbered("1.甲"), None);
/// ```
pub fn numbered(text: &str) -> Option<Vec<String>> {
    let text = text.trim();
    STYLES.iter().find_map(|style| by_style(text, *style))
}

/// How the number of an entry is written.
#[derive(Clone, Copy)]
enum Style {
    /// Arabic, with this mark behind it.
    Arabic(char),
    /// Arabic in brackets.
    Bracket(char, char),
    /// Chinese, with 、 behind it.
    Chinese,
    /// Chinese in full-width brackets.
    ChineseBracket,
    /// Circled: ①.
    Circled,
}

const STYLES: &[Style] = &[
    Style::Arabic('.'),
    Style::Arabic('．'),
    Style::Arabic('、'),
    Style::Arabic(')'),
    Style::Arabic('）'),
    Style::Bracket('（', '）'),
    Style::Bracket('(', ')'),
    Style::Chinese,
    Style::ChineseBracket,
    Style::Circled,
];

impl Style {
    /// The mark of the entry with this number.
    fn mark(self, number: usize) -> Option<String> {
        const HAN: &[&str] = &["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
        let han = || {
            let (tens, ones) = (number / 10, number % 10);
            let head = match tens {
                0 => String::new(),
                1 => "十".to_owned(),
                _ => format!("{}十", HAN.get(tens)?),
            };
            let tail = if ones == 0 && tens > 0 {
                ""
            } else {
                HAN.get(ones)?
            };
            Some(format!("{head}{tail}"))
        };
        Some(match self {
            Self::Arabic(mark) => format!("{number}{mark}"),
            Self::Bracket(open, close) => format!("{open}{number}{close}"),
            Self::Chinese => format!("{}、", han()?),
            Self::ChineseBracket => format!("（{}）", han()?),
            Self::Circled => {
                let offset = u32::try_from(number).ok().filter(|number| *number <= 20)?;
                char::from_u32(0x245F + offset)?.to_string()
            }
        })
    }
}

/// The entries of a list numbered in this style.
fn by_style(text: &str, style: Style) -> Option<Vec<String>> {
    let mut rest = text.strip_prefix(style.mark(1)?.as_str())?;
    let mut entries = Vec::new();
    for number in 2.. {
        let Some((before, after)) = style.mark(number).and_then(|mark| next(rest, &mark)) else {
            break;
        };
        entries.push(before);
        rest = after;
    }
    if entries.is_empty() {
        return None;
    }
    entries.push(rest);
    let clean = |entry: &&str| {
        entry
            .trim()
            .trim_end_matches([';', '；', '。', '、', ',', '，'])
            .trim()
            .to_owned()
    };
    Some(
        entries
            .iter()
            .map(clean)
            .filter(|entry| !entry.is_empty())
            .collect(),
    )
}

/// The text before and after the next mark; a mark inside a longer number or a decimal is none.
fn next<'a>(text: &'a str, mark: &str) -> Option<(&'a str, &'a str)> {
    let numeric = mark.starts_with(|char: char| char.is_ascii_digit());
    text.match_indices(mark).find_map(|(at, _)| {
        let before = text.get(..at)?;
        let after = text.get(at + mark.len()..)?;
        let digit = |char: char| char.is_ascii_digit() || char == '.';
        let inside = numeric && (before.ends_with(digit) || after.starts_with(digit));
        (!inside).then_some((before, after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn entries(text: &str) -> Vec<String> {
        read(text).value.unwrap_or_default()
    }

    #[test]
    fn splits_at_every_separator() {
        assert_eq!(
            entries("甲,乙，丙、丁；戊;己/庚^辛|壬\n癸"),
            ["甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬", "癸"]
        );
        assert_eq!(entries(" 甲 ,, 乙 、"), ["甲", "乙"]);
        assert_eq!(entries("1,2,3"), ["1", "2", "3"]);
    }

    #[test]
    fn protects_brackets() {
        assert_eq!(
            entries("甲（一、二)、《乙，丙》"),
            ["甲（一、二)", "《乙，丙》"]
        );
        assert_eq!(entries("甲（一、二"), ["甲（一", "二"]);
        assert_eq!(
            entries("https://a.example/b/c，乙"),
            ["https://a.example/b/c", "乙"]
        );
    }

    #[test]
    fn reads_json_and_numbers() {
        assert_eq!(
            entries("[\"甲，乙\", 2, null, true]"),
            ["甲，乙", "2", "true"]
        );
        assert_eq!(entries("1、甲；2、乙；3、丙。"), ["甲", "乙", "丙"]);
        assert_eq!(entries("一、甲\n二、乙"), ["甲", "乙"]);
        assert_eq!(entries("①甲②乙"), ["甲", "乙"]);
        assert_eq!(entries("1.厚度1.2.5毫米 2.乙"), ["厚度1.2.5毫米", "乙"]);
        assert!(read("[]").empty && read("无").empty);
    }

    proptest! {
        #[test]
        fn never_panics(text in any::<String>(), shaped in "[\\[\\]（）()《》甲1-9.、,;/\"一二]{0,40}") {
            let _ = (read(&text), read(&shaped));
        }

        #[test]
        fn reads_what_it_writes(value in proptest::collection::vec("[甲乙丙a-c,、/（1-3. ]{1,6}", 1..5)) {
            let value: Vec<String> = value.iter().map(|entry| entry.trim().to_owned()).filter(|entry| !entry.is_empty()).collect();
            prop_assume!(!value.is_empty());
            prop_assert_eq!(read(&write(&value)).value, Some(value));
        }
    }
}
