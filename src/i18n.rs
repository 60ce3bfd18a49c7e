//! Internationalization: every text a user reads is in Chinese and in English.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The language of messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "语言")]
#[non_exhaustive]
pub enum Language {
    /// 中文.
    #[default]
    #[serde(rename = "zh")]
    Chinese,
    /// English.
    #[serde(rename = "en")]
    English,
}

impl FromStr for Language {
    type Err = UnknownLanguage;

    /// Parses a language tag or a locale such as `zh`, `zh-CN` or `en_US.UTF-8`.
    fn from_str(tag: &str) -> Result<Self, Self::Err> {
        let primary = tag.split(['-', '_', '.']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Ok(Self::Chinese),
            "en" => Ok(Self::English),
            _ => Err(UnknownLanguage),
        }
    }
}

/// The language is neither Chinese nor English.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the language must be zh or en")]
pub struct UnknownLanguage;

/// A value with the language to display it in.
#[derive(Debug, Clone, Copy)]
pub struct Localized<'a, T> {
    pub(crate) value: &'a T,
    pub(crate) language: Language,
}

/// Formats a count with its English noun: `1 item`, `2 items`, `2 copies`.
pub(crate) fn counted(count: impl Display, noun: &str) -> String {
    let count = count.to_string();
    match (plural(&count), noun.strip_suffix('y')) {
        ("s", Some(stem)) => format!("{count} {stem}ies"),
        (ending, _) => format!("{count} {noun}{ending}"),
    }
}

/// Plural suffix of the noun after a count.
fn plural(count: &str) -> &'static str {
    if count == "1" { "" } else { "s" }
}

/// A fixed text in Chinese and in English, possibly with `{placeholders}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[schemars(title = "中英文")]
pub struct Text {
    /// The Chinese text.
    #[schemars(title = "中文")]
    pub zh: &'static str,
    /// The English text.
    #[schemars(title = "英文")]
    pub en: &'static str,
}

/// Formats a text in the reader's language; both halves see the same variables.
macro_rules! say {
    ($language:expr, $zh:literal, $en:literal $(,)?) => {
        match $language {
            $crate::i18n::Language::Chinese => format!($zh),
            $crate::i18n::Language::English => format!($en),
        }
    };
}
pub(crate) use say;

impl Text {
    /// Creates a text in both languages.
    pub const fn new(zh: &'static str, en: &'static str) -> Self {
        Self { zh, en }
    }

    /// Creates a text without placeholders.
    ///
    /// # Panics
    ///
    /// If there is a `{placeholder}`; in a `static` it is a compile error.
    pub const fn plain(zh: &'static str, en: &'static str) -> Self {
        let holes = next_hole(zh.as_bytes()).is_some() || next_hole(en.as_bytes()).is_some();
        assert!(!holes, "a plain text has no placeholders");
        Self { zh, en }
    }

    /// Creates a template with `{placeholders}`.
    ///
    /// # Panics
    ///
    /// If the two languages have different placeholders; in a `static` it is a compile error.
    pub const fn template(zh: &'static str, en: &'static str) -> Self {
        let alike = has_holes_of(zh.as_bytes(), en.as_bytes())
            && has_holes_of(en.as_bytes(), zh.as_bytes());
        assert!(alike, "both languages must have the same placeholders");
        Self { zh, en }
    }

    /// Returns the text in one language.
    pub const fn get(&self, language: Language) -> &'static str {
        match language {
            Language::Chinese => self.zh,
            Language::English => self.en,
        }
    }
}

/// Interns a fixed text that was read back from a file that this program wrote. The program has only a few
/// thousand fixed texts, so leaking each once is bounded.
pub(crate) fn fixed(text: &str) -> &'static str {
    static KNOWN: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(text) {
        return known;
    }
    let text: &'static str = Box::leak(text.into());
    known.insert(text);
    text
}

/// The name of the first `{placeholder}` of a template, and the rest of the template.
const fn next_hole(mut template: &[u8]) -> Option<(&[u8], &[u8])> {
    while let [byte, rest @ ..] = template {
        template = rest;
        if *byte == b'{' {
            let (mut length, mut tail) = (0, rest);
            while let [byte, after @ ..] = tail {
                if *byte == b'}' {
                    return Some((rest.split_at(length).0, after));
                }
                length += 1;
                tail = after;
            }
        }
    }
    None
}

/// Whether every placeholder of `other` also occurs in `template`.
const fn has_holes_of(template: &[u8], mut other: &[u8]) -> bool {
    while let Some((name, rest)) = next_hole(other) {
        let (mut left, mut found) = (template, false);
        while let Some((own, tail)) = next_hole(left) {
            found = found || same_bytes(own, name);
            left = tail;
        }
        if !found {
            return false;
        }
        other = rest;
    }
    true
}

/// Whether two byte strings are equal, at compile time.
pub(crate) const fn same_bytes(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([left, a_rest @ ..], [right, b_rest @ ..]) = (a, b) {
        if *left != *right {
            return false;
        }
        (a, b) = (a_rest, b_rest);
    }
    a.is_empty() && b.is_empty()
}

/// The value of a placeholder: one text for both languages, or a text in each.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Argument {
    /// Text from the data, or a number; the same in both languages.
    Plain(String),
    /// A fixed text.
    Text(Text),
    /// A formatted text in both languages.
    Both {
        /// In Chinese.
        zh: String,
        /// In English.
        en: String,
    },
}

impl Argument {
    /// Joins values as a list: `、` in Chinese, commas in English.
    pub(crate) fn list<T: AsRef<str>>(values: &[T]) -> Self {
        let joined = |mark: &str| {
            let values: Vec<&str> = values.iter().map(AsRef::as_ref).collect();
            values.join(mark)
        };
        Self::Both {
            zh: joined("、"),
            en: joined(", "),
        }
    }

    /// Returns the value in one language.
    pub fn get(&self, language: Language) -> &str {
        match (self, language) {
            (Self::Plain(text), _) => text,
            (Self::Text(text), language) => text.get(language),
            (Self::Both { zh, .. }, Language::Chinese) => zh,
            (Self::Both { en, .. }, Language::English) => en,
        }
    }
}

impl From<Text> for Argument {
    fn from(text: Text) -> Self {
        Self::Text(text)
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Self::Plain(value)
    }
}

/// Types that are formatted the same way in both languages.
macro_rules! plain {
    ($($kind:ty),+) => {
        $(impl From<$kind> for Argument {
            fn from(value: $kind) -> Self {
                Self::Plain(value.to_string())
            }
        })+
    };
}
plain!(&str, &String, usize, u32, &i64, &chrono::NaiveDate);

/// The names of the `{placeholders}` of a template.
pub(crate) fn placeholders(template: &'static str) -> impl Iterator<Item = &'static str> {
    let after = template.split('{').skip(1);
    after.filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

/// Fills the `{placeholders}` of a template; unknown placeholders stay as they are. A `(s)` in the template agrees
/// with the number filled in last: `{count} step(s)` becomes `1 step` or `2 steps`.
pub(crate) fn fill(
    template: &str,
    arguments: &[(&'static str, Argument)],
    language: Language,
) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut rest = template;
    let mut ending = "(s)";
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(&before.replace("(s)", ending));
        let Some((name, tail)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            continue;
        };
        if let Some((_, value)) = arguments.iter().find(|(known, _)| *known == name) {
            let value = value.get(language);
            if !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()) {
                ending = plural(value);
            }
            out.push_str(value);
        } else {
            out.push('{');
            out.push_str(name);
            out.push('}');
        }
        rest = tail;
    }
    out.push_str(&rest.replace("(s)", ending));
    out
}

/// Removes bracketed keys of the crate's own format from a template, such as those in
/// `适用情形（condition）` and `exempt (exempt = true)`.
pub(crate) fn without_keys(template: &str) -> String {
    let mut out = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(at) = rest.find(['（', '(']) {
        let (before, bracket) = rest.split_at(at);
        out.push_str(before);
        let mut chars = bracket.chars();
        let opening = chars.next();
        let inside = chars.as_str();
        rest = match inside.split_once(['）', ')']) {
            Some((key, after)) if is_key(key) => {
                out.truncate(out.trim_end().len());
                after
            }
            _ => {
                out.extend(opening);
                inside
            }
        };
    }
    out.push_str(rest);
    out
}

/// Whether a text is a list of keys, each optionally with a value: `exempt = true`.
fn is_key(text: &str) -> bool {
    let is_name = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| matches!(b, b'a'..=b'z' | b'_' | b'.'))
    };
    let text = text.replace(" 或 ", "、").replace(" or ", "、");
    text.split('、').all(|key| {
        let (key, value) = key.split_once(" = ").unwrap_or((key, "true"));
        is_name(key) && is_name(value)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_in_brackets_are_left_out_and_other_brackets_stay() {
        let without = [
            (
                "写进适用情形（condition），只写材料",
                "写进适用情形，只写材料",
            ),
            (
                "say who acts (actor); or not (as 1)",
                "say who acts; or not (as 1)",
            ),
            (
                "写明免交（exempt = true）及方式（如邮寄）",
                "写明免交及方式（如邮寄）",
            ),
            ("写明去向（next 或 end）", "写明去向"),
            ("没有合上（condition", "没有合上（condition"),
        ];
        for (template, expected) in without {
            assert_eq!(without_keys(template), expected);
        }
    }

    #[test]
    fn templates_take_named_arguments_and_keep_unknown_ones() {
        let arguments = [
            ("a", Argument::from(&20)),
            ("b", Text::new("中", "en").into()),
        ];
        let filled = |template, language| fill(template, &arguments, language);
        assert_eq!(filled("{a}、{b}、{c}", Language::Chinese), "20、中、{c}");
        assert_eq!(filled("{b}{", Language::English), "en{");
        assert_eq!(
            filled("{a} step(s) of {b}", Language::English),
            "20 steps of en"
        );
        let one = [("a", Argument::from(1_usize))];
        assert_eq!(
            fill("step(s): {a} step(s)", &one, Language::English),
            "step(s): 1 step"
        );
    }

    #[test]
    fn holes_are_compared_by_name() {
        let alike = |zh: &str, en: &str| has_holes_of(zh.as_bytes(), en.as_bytes());
        assert!(alike("{a}比{b}长", "{b} is shorter than {a}, {a}"));
        assert!(!alike("{a}", "{b}"));
        assert!(!alike("", "{a}"));
        assert!(alike("{a}", ""));
        assert!(alike("", "a { and no end"));
    }

    #[test]
    fn locales_name_a_language() {
        assert_eq!("zh_CN.UTF-8".parse(), Ok(Language::Chinese));
        assert_eq!("en-GB".parse(), Ok(Language::English));
        assert!("C".parse::<Language>().is_err());
    }
}
