//! Conditions that are the name of their item, word for word or in other words.

use std::borrow::Cow;

use crate::analysis::said::named_chars;
use crate::prose::{is_letter, is_longer, is_one_clause, text_key};
use crate::words;

/// Whether the text is one of the names, word for word.
pub(super) fn repeats(text: &str, names: &[Cow<'_, str>]) -> bool {
    let key = text_key(text);
    let mut without_ending = key.as_str();
    for end in &words::FILLER_CONDITION_ENDING {
        without_ending = without_ending.strip_suffix(end).unwrap_or(without_ending);
    }
    names
        .iter()
        .map(|name| text_key(name))
        .any(|name| name == key || name == without_ending)
}

/// Whether the text is one of the names in other words: nearly all of its characters are in the name, and it
/// ends alike.
pub(super) fn is_nearly_name(text: &str, names: &[Cow<'_, str>]) -> bool {
    let text = text.trim_end_matches('。');
    let end = |text: &str| -> String { text.chars().rev().take(SAME_END_CHARS).collect() };
    let alike = || names.iter().any(|name| end(name.trim()) == end(text));
    if !is_longer(text, MIN_NAME_CHARS) || !is_one_clause(text) || !alike() {
        return false;
    }
    let (named, all) = named_chars(text, names);
    // 章程、名称变更许可 for one of several such matters only names the decision.
    let is_name_of_decision = named * 2 >= all
        && !text.contains(['的', '应', '须', '已', '未', '有'])
        && !["符合", "可以"].iter().any(|word| text.contains(word));
    named * 5 >= all * 4 || is_name_of_decision
}

/// Minimum length of a text compared with the names, in characters; shorter ones have too little in common.
const MIN_NAME_CHARS: usize = 6;

/// Minimum number of characters that two names have in common at their ends.
const SAME_END_CHARS: usize = 2;

/// Whether the first sentence explains one of the names and the text lists no conditions: 电话咨询是指….
pub(super) fn defines(text: &str, names: &[Cow<'_, str>]) -> bool {
    let Some((what, _)) = text.split_once("是指") else {
        return false;
    };
    let what = what.trim_end_matches(['，', ',']);
    if is_longer(what, MAX_DEFINED_CHARS)
        || what.contains(['。', '；'])
        || words::CONDITION_LIST.occurs_in(text)
    {
        return false;
    }
    let (named, all) = named_chars(what, names);
    named > 0 && named * 5 >= all * 4
}

/// Maximum length of the explained name, in characters.
const MAX_DEFINED_CHARS: usize = 40;

/// Whether the text only names kinds of applicants, in general or of some area: 本市的公民、法人或者其他组织. That anyone may
/// apply is an answer.
pub(super) fn names_audience(text: &str, names: &[Cow<'_, str>]) -> bool {
    const MAX_CHARS: usize = 40;
    if is_longer(text, MAX_CHARS) || words::ANSWER_FOR_ANYONE.occurs_in(text) {
        return false;
    }
    let mut rest = text_key(text);
    // 广东省内所有用电客户
    if let Some((area, more)) = rest.split_once(['省', '市'])
        && !is_longer(area, 3)
    {
        rest = more.to_owned();
    }
    for name in names {
        rest = rest.replace(text_key(name).as_str(), "");
    }
    let without_audience = words::AUDIENCE_WHOLE.each_removed_from(rest.clone());
    without_audience != rest && !without_audience.contains(is_letter)
}
