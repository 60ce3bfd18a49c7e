//! The rules by theme: each rule has a file and a page; rules of the same shape share them.
//!
//! Adding a rule is described in `CONTRIBUTING.md`.

mod audience;
mod basis;
mod catalogue;
mod channel;
mod contact;
mod document;
pub mod element;
mod fee;
mod identity;
mod limit;
mod material;
mod normalization;
mod outcome;
mod platform;
mod process;
mod question;
mod reference;
mod scenario;
pub(crate) mod shape;
mod suppression;
#[cfg(test)]
pub(crate) mod testing;
#[cfg(test)]
mod tests;
mod translation;
mod version;
mod wording;

use std::sync::LazyLock;

use crate::engine::Rule;
use crate::i18n::Text;
pub(crate) use element::{NOT_COLLECTED, NOT_KNOWN};
pub use reference::{explanation, index};

/// A theme: the three letters of its codes, and its name.
#[derive(Debug, Clone, Copy)]
pub struct Theme {
    /// The three letters that its rule codes begin with.
    pub code: &'static str,
    /// The subject of its rules.
    pub name: Text,
}

/// The themes in the order of the documentation.
pub static THEMES: &[Theme] = &[
    theme("DOC", "文件与键名", "files and keys"),
    theme("SHP", "取值", "values"),
    theme("NRM", "归一化", "normalization"),
    theme("TXT", "文字", "wording"),
    theme("IDN", "身份与编码", "identity and codes"),
    theme("BAS", "设定依据", "legal basis"),
    theme("SUB", "服务对象与主题", "audience and themes"),
    theme(
        "ORG",
        "机构、联系方式、地点与时间",
        "bodies, contacts, places and hours",
    ),
    theme("LIM", "办结时限", "time limits"),
    theme("MAT", "申请材料", "materials"),
    theme("FEE", "收费", "fees"),
    theme("PRO", "办理流程", "process"),
    theme("OUT", "结果与后续", "result and follow-up"),
    theme("CHN", "办理渠道", "channels"),
    theme("FAQ", "常见问题", "questions and answers"),
    theme("LNG", "译文", "translations"),
    theme("CAT", "全目录", "the whole catalogue"),
    theme("PLT", "平台", "platforms"),
    theme("SCN", "一件事", "one-stop services"),
    theme(VERSIONS, "版本", "versions"),
    theme("EXM", "豁免", "suppressions"),
];

const fn theme(code: &'static str, zh: &'static str, en: &'static str) -> Theme {
    Theme {
        code,
        name: Text::new(zh, en),
    }
}

static ALL: LazyLock<Vec<&'static Rule>> = LazyLock::new(|| {
    let mut rules: Vec<&'static Rule> = element::rules().collect();
    let themes = [
        audience::RULES,
        basis::RULES,
        catalogue::RULES,
        channel::RULES,
        contact::RULES,
        &[document::RULES],
        fee::RULES,
        identity::RULES,
        limit::RULES,
        material::RULES,
        &[normalization::RULES],
        outcome::RULES,
        platform::RULES,
        process::RULES,
        question::RULES,
        scenario::RULES,
        &[shape::RULES],
        &[suppression::RULES],
        translation::RULES,
        version::RULES,
        wording::RULES,
    ];
    rules.extend(themes.into_iter().flatten().copied().flatten());
    let order = |rule: &&Rule| THEMES.iter().position(|theme| theme.code == rule.theme());
    rules.sort_by_cached_key(|rule| (order(rule), rule.code));
    rules
});

/// Every rule of the crate, by theme and code.
pub fn all() -> &'static [&'static Rule] {
    &ALL
}

/// The rule with this code or name.
pub fn find(name: &str) -> Option<&'static Rule> {
    ALL.iter().find(|rule| rule.is_called(name)).copied()
}

/// The rule code, rule name or theme code most similar to an unknown name.
pub fn near(name: &str) -> Option<&'static str> {
    let codes = ALL.iter().map(|rule| rule.code);
    let themes = THEMES.iter().map(|theme| theme.code);
    let (code, plain) = (name.to_ascii_uppercase(), name.to_ascii_lowercase());
    // A rule code has only six characters: with more than one wrong, another code was meant.
    let mut all_codes = codes.chain(themes);
    if let Some(near) = all_codes.find(|known| strsim::osa_distance(known, &code) <= 1) {
        return Some(near);
    }
    // An abbreviated name is as good a match as a misspelt one.
    let is_abbreviation = |known: &str| plain.len() >= 6 && known.starts_with(&plain);
    let likeness = |known: &str| {
        let likeness = strsim::normalized_damerau_levenshtein(known, &plain);
        if is_abbreviation(known) {
            1.0
        } else {
            likeness
        }
    };
    let names = ALL.iter().map(|rule| (likeness(rule.name), rule.name));
    let near = names.max_by(|(a, _), (b, _)| a.total_cmp(b));
    near.filter(|(likeness, _)| *likeness > 0.7)
        .map(|(_, name)| name)
}

/// The code of the rule that reports blank values.
pub(crate) const BLANK_VALUE: &str = shape::BLANK_VALUE;

/// The theme of the rules that compare an item with its previous version.
pub(crate) const VERSIONS: &str = "VER";

/// The codes of the rules that compare with a reference catalogue.
pub(crate) const REFERENCE: &[&str] = &[MISSING_ITEM, "CAT082"];

/// The code of the rule that reports items of the reference catalogue that are missing.
pub(crate) const MISSING_ITEM: &str = "CAT080";

/// The codes of the rules on suppressions, which the check itself reports.
pub(crate) const INCOMPLETE_SUPPRESSION: &str = "EXM010";
pub(crate) const EXPIRED_SUPPRESSION: &str = "EXM020";
pub(crate) const UNUSED_SUPPRESSION: &str = "EXM030";
pub(crate) const UNKNOWN_IN_SUPPRESSION: &str = "EXM040";

/// The element whose absence the rule reports, if it belongs to the missing-element family.
pub(crate) fn missing_element(rule: &Rule) -> Option<&'static str> {
    element::element_of(rule)
}
