//! Notes that only repeat the name of the material.

use crate::model::Material;
use crate::prose::{is_longer, is_one_clause, text_key};
use crate::words;

/// Whether a text only repeats the name of the material: 身份证原件 for 身份证.
pub(super) fn names_itself(material: &Material, text: &str) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    let text = text.trim().trim_end_matches(['。', '；']);
    if name.is_empty() {
        return false;
    }
    let rest = text.strip_prefix(name);
    rest.is_some_and(|rest| {
        matches!(
            rest,
            "" | "原件" | "复印件" | "原件及复印件" | "原件和复印件"
        )
    }) || asks_for(name, text)
}

/// Whether a text says nothing that the name does not: 身份证或者其他有效的身份证明 for 居民身份证或其他身份证明.
pub(super) fn is_within_name(material: &Material, text: &str) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    if is_longer(text, name.chars().count().saturating_mul(2))
        || text.ends_with("提供")
        || text.contains("的，")
    {
        return false;
    }
    let bare = |text: &str| words::ASKED_WITH_ANY_PAPER.each_removed_from(text_key(text));
    let (own, name) = (bare(text), bare(name));
    let mut rest = name.chars();
    // A small part of a long name, such as 全体合伙人签署, at least says who.
    is_longer(&own, 3)
        && own.chars().count() * 5 >= name.chars().count() * 3
        && own.chars().all(|c| rest.any(|other| other == c))
}

/// Whether a text only asks to submit the material, perhaps according to unnamed rules: 按照管理要求，提供资产核定材料.
fn asks_for(name: &str, text: &str) -> bool {
    let asked = (text.strip_suffix(name))
        .and_then(|before| words::HAND_IN_VERB.strip_end(before))
        .map(|lead| lead.trim_end_matches(['，', '需', '须', '应', '当', '请']));
    asked.is_some_and(|lead| {
        lead.is_empty() || is_one_clause(lead) && words::FOLLOWING_RULE.starts(lead)
    })
}
