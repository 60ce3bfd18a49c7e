//! Conditions that are the name of their item, word for word or in other words.

use std::borrow::Cow;

use crate::analysis::said::named_chars;
use crate::prose::{is_letter, is_longer, is_one_clause, text_key};
use crate::words;

/// Whether it is one of the names, word for word.
pub(super) fn repeats(text: &str, names: &[Cow<'_, str>]) -> bool {
    let key = text_key(text);
    let mut bare = key.as_str();
    for end in &words::FILLER_CONDITION_ENDING {
        bare = bare.strip_suffix(end).unwrap_or(bare);
    }
    (names.iter().map(|name| text_key(name))).any(|name| name == key || name == bare)
}

/// Whether it is one of the names in other words: nearly all of it is in the name, and it ends alike.
pub(super) fn is_nearly_name(text: &str, names: &[Cow<'_, str>]) -> bool {
    let text = text.trim_end_matches('。');
    let end = |text: &str| -> String { text.chars().rev().take(SAME_END_CHARS).collect() };
    let alike = || (names.iter()).any(|name| end(name.trim()) == end(text));
    if !is_longer(text, MIN_NAME_CHARS) || !is_one_clause(text) || !alike() {
        return false;
    }
    let (named, all) = named_chars(text, names);
    // 章程、名称变更许可 of a matter that is one of several: only the name of what is decided.
    let of_siblings = named * 2 >= all
        && !text.contains(['的', '应', '须', '已', '未', '有'])
        && !["符合", "可以"].iter().any(|word| text.contains(word));
    named * 5 >= all * 4 || of_siblings
}

/// Shorter texts have too little in which to agree.
const MIN_NAME_CHARS: usize = 6;

/// Minimum number of characters that two names have in common at their ends.
const SAME_END_CHARS: usize = 2;

/// Whether its first sentence explains one of the names and nothing in it lists conditions: 电话咨询是指….
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

/// As long as the name of an item is at most.
const MAX_DEFINED_CHARS: usize = 40;

/// Whether it is only kinds of applicants, in general or of some area: 本市的公民、法人或者其他组织. That anyone
/// may apply is an answer.
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
    let named = words::AUDIENCE_WHOLE.each_removed_from(rest.clone());
    named != rest && !named.contains(is_letter)
}
