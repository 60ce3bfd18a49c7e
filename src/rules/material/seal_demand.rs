//! Notes that ask for a seal or signature, and by whom.

use super::helpers::clauses;
use crate::prose::{slice, text_key};
use crate::words;

/// A demand for a seal or signature of the applicant.
pub(super) struct Demand<'a> {
    /// The clause with the demand.
    pub(super) clause: &'a str,
    /// Whether the applicant is certainly meant.
    pub(super) certain: bool,
}

/// The first clause that asks for the applicant's own seal or signature.
pub(super) fn demand(text: &str) -> Option<Demand<'_>> {
    clauses(text)
        .filter(|clause| !clause.contains("是否"))
        .find_map(|clause| {
            // Fast path: almost no clause contains any of the words.
            let words = words::SEAL_ASKED.iter();
            words::SEAL_ASKED
                .occurs_in(clause)
                .then(|| {
                    words
                        .clone()
                        .find_map(|words| demand_in_clause(clause, words))
                })
                .flatten()
        })
}

/// The clause of a note on seals that only says that there is a seal, or by which persons sign who can hardly
/// be anyone but the applicants: 签章, 报考人员签名.
pub(super) fn by_persons(text: &str) -> Option<Demand<'_>> {
    if ["无需", "不", "免", "如", "是否"]
        .iter()
        .any(|word| text.contains(word))
    {
        return None;
    }
    // 加盖“与原件相符”章 is done by the applicant, to a copy. 是 answers the question whether a seal is needed.
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
                let who = sealer(who);
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

/// The clause of a note on seals by which others sign: 教育部门及学校签名盖章.
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

fn demand_in_clause<'a>(clause: &'a str, words: &str) -> Option<Demand<'a>> {
    let (before, after) = clause.split_once(words)?;
    // 加盖公章的… names another paper.
    if after.starts_with('的') {
        return None;
    }
    let verb = ["加盖", "盖", "签"]
        .iter()
        .find_map(|verb| words.find(verb))?;
    let before_verb = format!("{before}{}", slice(words, 0..verb));
    let parts: Vec<&str> = before_verb
        .split(['、', '及', '和', '与', '并'])
        .map(sealer)
        .collect();
    let is_applicant = |part: &&str| {
        if part.is_empty() {
            parts.len() == 1
        } else {
            words::APPLICANT_WHO_SEALS.is(part)
        }
    };
    // 申请人填写并加盖公章: the sealer is named before the other verb.
    let last = parts.iter().rev().find(|part| !part.is_empty());
    if !parts.iter().any(is_applicant) && last.is_some() {
        return None;
    }
    let unclear = ["公司", "企业", "单位"]
        .iter()
        .any(|word| last == Some(word));
    let is_sign_and_seal = words.starts_with("签字盖章") || words.starts_with("签名盖章");
    let demanded = |part: &str| {
        ["加盖", "盖", "签"]
            .iter()
            .any(|verb| part.starts_with(verb))
    };
    let has_other_sealers = parts
        .iter()
        .any(|part| !part.is_empty() && !words::APPLICANT_WHO_SEALS.is(part) && !demanded(part));
    Some(Demand {
        clause: clause.trim_start_matches(numbering),
        certain: !unclear && !is_sign_and_seal && !has_other_sealers,
    })
}

/// The words for the sealer, without numbers, auxiliary verbs and the object.
fn sealer(part: &str) -> &str {
    let mut rest = part.trim().trim_start_matches(numbering);
    while let Some(next) = words::FILLER_SEAL
        .iter()
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
