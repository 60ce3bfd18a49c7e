//! Lists in one text: with separators, as JSON, or numbered.

use super::Parsed;
use crate::prose::{is_filler, numbered_inline, outside, trimmed};

/// Separators of entries, outside brackets and quotation marks.
const SEPARATORS: &[char] = &[
    ',', '，', '、', ';', '；', '/', '^', '|', '｜', '\n', '\r', '／',
];

/// Reads a list of entries, trimmed and non-empty.
///
/// Separators are the comma, 、, ；, `/`, `^`, `|` and the line break, except inside brackets and
/// quotation marks; a text with a web address is not split at `/`. JSON lists and numbered lists
/// are recognised.
///
/// ```
/// use shixiang::value::list;
///
/// let entries = list::read("社会保障（社会保险、社会救助），其他").value.unwrap();
/// assert_eq!(entries, ["社会保障（社会保险、社会救助）", "其他"]);
/// ```
pub fn read(text: &str) -> Parsed<Vec<String>> {
    entries_of(text, true)
}

/// Reads a list of names like [`read`], but without splitting at `/`, which occurs in names.
pub(crate) fn names(text: &str) -> Parsed<Vec<String>> {
    entries_of(text, false)
}

fn entries_of(text: &str, slashes: bool) -> Parsed<Vec<String>> {
    let text = text.trim();
    let entries = match json_entries(text) {
        Some(entries) => entries,
        None if is_filler(text) => return Parsed::none(),
        None => numbered_entries(text).unwrap_or_else(|| split_entries(text, slashes)),
    };
    if entries.is_empty() {
        Parsed::none()
    } else {
        Parsed::of(entries)
    }
}

/// Writes the entries separated by 、, or as a JSON list if an entry contains a separator.
pub fn write(value: &[String]) -> String {
    let plain = value.join("、");
    if read(&plain).value.as_deref() == Some(value) {
        return plain;
    }
    serde_json::to_string(value).unwrap_or(plain)
}

/// The entries of a JSON list of strings, numbers and truth values.
fn json_entries(text: &str) -> Option<Vec<String>> {
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
fn split_entries(text: &str, slashes: bool) -> Vec<String> {
    let whole = !slashes || text.contains("://");
    let separates = |c| SEPARATORS.contains(&c) && !(whole && matches!(c, '/' | '／'));
    outside(text, separates)
        .into_iter()
        .filter_map(trimmed_entry)
        .collect()
}

/// A trimmed entry, unless it is empty.
fn trimmed_entry(text: &str) -> Option<String> {
    let text = text.trim().trim_end_matches(['。', ' ']).trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The entries of a numbered list, without the marks around them.
fn numbered_entries(text: &str) -> Option<Vec<String>> {
    let entries = numbered_inline(text)?;
    let clean = entries
        .into_iter()
        .map(trimmed)
        .filter(|entry| !entry.is_empty());
    Some(clean.map(str::to_owned).collect())
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
        assert_eq!(entries("窗口办理^网上办理"), ["窗口办理", "网上办理"]);
        let names = names("封存/启封清册、身份证").value.unwrap_or_default();
        assert_eq!(names, ["封存/启封清册", "身份证"]);
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
        assert_eq!(
            entries("1.申请表，一份 2.身份证"),
            ["申请表，一份", "身份证"]
        );
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
