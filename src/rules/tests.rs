//! What holds for every rule.

use std::collections::BTreeSet;

use super::*;
use crate::text::Language;

#[test]
fn codes_and_names_are_unique_and_well_formed() {
    let mut codes = BTreeSet::new();
    let mut names = BTreeSet::new();
    for rule in all() {
        assert!(codes.insert(rule.code), "{} stands twice", rule.code);
        assert!(names.insert(rule.name), "{} stands twice", rule.name);
        let (letters, digits) = rule.code.split_at(3);
        assert!(
            letters.bytes().all(|byte| byte.is_ascii_uppercase()),
            "{}",
            rule.code
        );
        assert!(
            digits.len() == 3 && digits.parse::<u16>().is_ok(),
            "{}",
            rule.code
        );
        assert!(
            THEMES.iter().any(|theme| theme.code == letters),
            "{}",
            rule.code
        );
        let kebab = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        assert!(rule.name.bytes().all(kebab), "{}", rule.name);
        for advice in [
            "check-",
            "must-",
            "should-",
            "require-",
            "use-",
            "avoid-",
            "invalid-data",
        ] {
            assert!(
                !rule.name.starts_with(advice),
                "{} names no defect",
                rule.name
            );
        }
    }
}

#[test]
fn every_rule_speaks_both_languages_and_names_its_rows_and_source() {
    for rule in all() {
        for text in [&rule.summary, &rule.message, &rule.help] {
            for language in [Language::Chinese, Language::English] {
                assert!(!text.get(language).trim().is_empty(), "{}", rule.code);
            }
            assert!(
                text.zh.chars().any(|c| c > '\u{2e80}'),
                "{}: {}",
                rule.code,
                text.zh
            );
            // English may name the Chinese word to write, but it is English.
            let letters = text.en.chars().filter(char::is_ascii_alphabetic).count();
            assert!(letters >= 5, "{}: {}", rule.code, text.en);
        }
        assert!(!rule.requirements.is_empty(), "{} serves no row", rule.code);
        for row in rule.requirements {
            let (letter, number) = row.split_at(1);
            assert!(
                "ABCDE".contains(letter) && number.parse::<u8>().is_ok(),
                "{}: {row}",
                rule.code
            );
        }
        assert!(
            !rule.source.trim().is_empty(),
            "{} names no source",
            rule.code
        );
    }
}

#[test]
fn both_languages_use_the_same_arguments() {
    fn names(template: &str) -> BTreeSet<&str> {
        (template.split('{').skip(1))
            .filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
            .collect()
    }
    for rule in all() {
        for text in [&rule.message, &rule.help] {
            assert_eq!(names(text.zh), names(text.en), "{}", rule.code);
        }
    }
}

#[test]
fn every_page_says_what_and_why_with_a_bad_and_a_good_example() {
    for rule in all() {
        let mut at = 0;
        for heading in [
            "## 查什么",
            "## 为什么",
            "## 错误示例",
            "## 正确示例",
            "## In English",
        ] {
            let found = rule.page[at..].find(heading);
            let found =
                found.unwrap_or_else(|| panic!("{}: no “{heading}” in its place", rule.code));
            at += found + heading.len();
        }
        let title = rule.page.lines().next().unwrap_or_default();
        let is_family = element::rules().any(|other| other.code == rule.code);
        assert!(
            is_family || rule.page.contains("\n实测："),
            "{}: the page does not say how often the rule was right",
            rule.code
        );
        if !element::rules().any(|other| other.code == rule.code) {
            assert!(
                title.starts_with(&format!("# {} {}", rule.code, rule.name)),
                "{title}"
            );
        }
    }
}
