//! Whose seal or signature a note asks for.

use super::helpers::clauses;
use crate::prose::{slice, text_key};
use crate::words;

/// A demand for a seal or signature of the applicant.
pub(super) struct Demand<'a> {
    /// The clause.
    pub(super) clause: &'a str,
    /// Whether it is sure that the applicant is meant.
    pub(super) certain: bool,
}

/// The first clause that asks for the applicant's own seal or signature.
pub(super) fn demand(text: &str) -> Option<Demand<'_>> {
    clauses(text)
        .filter(|clause| !clause.contains("是否"))
        .find_map(|clause| {
            // Nearly no clause has any.
            let words = words::SEAL_ASKED.iter();
            (words::SEAL_ASKED.occurs_in(clause))
                .then(|| words.clone().find_map(|words| asked(clause, words)))
                .flatten()
        })
}

/// The clause of a note on seals that says no more than that there is a seal, or that persons sign who
/// can hardly be others than those who apply: 签章, 报考人员签名.
pub(super) fn by_persons(text: &str) -> Option<Demand<'_>> {
    if ["无需", "不", "免", "如", "是否"]
        .iter()
        .any(|word| text.contains(word))
    {
        return None;
    }
    // 加盖“与原件相符”章 is what the applicant does to a copy; 是 answers the question the other way.
    let stamp = clauses(text).find(|clause| {
        clause.contains('盖') && words::AGREES_WITH_ORIGINAL.occurs_in(&text_key(clause))
    });
    let stamp = stamp.filter(|_| !text.contains("机关"));
    let yes = Some(text.trim()).filter(|text| is_yes(text));
    if let Some(clause) = yes.or(stamp) {
        return Some(Demand {
            clause,
            certain: yes.is_some(),
        });
    }
    let clause = clauses(text)
        .flat_map(|clause| clause.split('、'))
        .find(|clause| {
            let signed = words::SIGNED
                .iter()
                .find_map(|signed| clause.split_once(signed));
            signed.is_some_and(|(who, _)| {
                let who = bare(who);
                who.is_empty()
                    || who.ends_with("所在单位")
                    || (who.ends_with('人') || who.ends_with("人员"))
                        && !words::SIGNS_FOR_OTHER.ends(who)
            })
        })?;
    Some(Demand {
        clause: clause.trim_start_matches(numbering),
        certain: true,
    })
}

/// The clause of a note on seals by which somebody else signs: 教育部门及学校签名盖章.
pub(super) fn by_others(text: &str) -> Option<Demand<'_>> {
    if ["无需", "不", "免", "如", "是否"]
        .iter()
        .any(|word| first_clause(text).contains(word))
    {
        return None;
    }
    let clause = clauses(text).find(|clause| words::SEALED.occurs_in(clause))?;
    Some(Demand {
        clause: clause.trim_start_matches(numbering),
        certain: false,
    })
}

fn first_clause(text: &str) -> &str {
    clauses(text).next().unwrap_or(text)
}

fn is_yes(text: &str) -> bool {
    ["是", "要", "需要", "需"].contains(&text)
}

fn asked<'a>(clause: &'a str, words: &str) -> Option<Demand<'a>> {
    let (before, after) = clause.split_once(words)?;
    // 加盖公章的… names another paper.
    if after.starts_with('的') {
        return None;
    }
    let verb = ["加盖", "盖", "签"]
        .iter()
        .find_map(|verb| words.find(verb))?;
    let left = format!("{before}{}", slice(words, 0..verb));
    let parts: Vec<&str> = left
        .split(['、', '及', '和', '与', '并'])
        .map(bare)
        .collect();
    let ours = |part: &&str| {
        if part.is_empty() {
            parts.len() == 1
        } else {
            words::APPLICANT_WHO_SEALS.is(part)
        }
    };
    // 申请人填写并加盖公章: the one who seals is named before the other verb.
    let last = parts.iter().rev().find(|part| !part.is_empty());
    if !parts.iter().any(ours) && last.is_some() {
        return None;
    }
    let unclear = ["公司", "企业", "单位"]
        .iter()
        .any(|word| last == Some(word));
    let both = words.starts_with("签字盖章") || words.starts_with("签名盖章");
    let demanded = |part: &str| {
        ["加盖", "盖", "签"]
            .iter()
            .any(|verb| part.starts_with(verb))
    };
    let others = (parts.iter())
        .any(|part| !part.is_empty() && !words::APPLICANT_WHO_SEALS.is(part) && !demanded(part));
    Some(Demand {
        clause: clause.trim_start_matches(numbering),
        certain: !unclear && !both && !others,
    })
}

/// The words for who seals, without numbers, helping verbs and the object.
fn bare(part: &str) -> &str {
    let mut rest = part.trim().trim_start_matches(numbering);
    while let Some(next) = (words::FILLER_SEAL.iter())
        .find_map(|word| rest.strip_prefix(word).or_else(|| rest.strip_suffix(word)))
    {
        rest = next;
    }
    if words::SEALED_PAPER.ends(rest) {
        return "";
    }
    rest
}

fn numbering(c: char) -> bool {
    c.is_ascii_digit() || matches!(c, '.' | '、' | ' ' | '①'..='⑳')
}
