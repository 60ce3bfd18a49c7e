//! Cases named in the names and notes of materials.

use super::helpers::clauses;
use crate::prose::{
    ending_bracket, is_longer, is_one_clause, is_one_sentence, occurrences, trimmed,
};
use crate::words;

/// The case in which the material is submitted, if the name states it: ……的提供, ……时提交, 如有.
pub(super) fn stated(text: &str) -> Option<&str> {
    // Fast path: all words of both sets contain one of these characters.
    if !text.contains(['提', '缴', '如', '若']) {
        return None;
    }
    leading(text).or_else(|| {
        clauses(text).find(|clause| words::IF_THERE_IS_ONE.is(clause) || trailing(clause))
    })
}

/// The case at the start of a name: 合并的 in 合并的，提交合并协议.
fn leading(text: &str) -> Option<&str> {
    let text = text.trim();
    // Fast path: every word of `ASKED_IN_CASE` begins with one of these characters.
    if !text.contains(['提', '缴']) {
        return None;
    }
    words::ASKED_IN_CASE.iter().find_map(|word| {
        occurrences(text, word).find_map(|found| {
            let case = before_asking(found.before);
            let count = |mark: char| case.chars().filter(|c| *c == mark).count();
            let open = count('（') + count('(') > count('）') + count(')');
            // The name may begin with a paper, followed by what else is required in some case.
            let other = case.contains('：') || !is_one_sentence(case);
            (is_case(case) && !open && !other).then_some(case)
        })
    })
}

/// The whole note, if it only says in which case the paper is submitted: 更新改造的提交.
pub(super) fn only_case(note: &str) -> Option<&str> {
    let whole = note.trim().trim_end_matches(['。', '；']);
    if !words::ASKED_IN_CASE.ends(whole) {
        return None;
    }
    // 申请为定点机构的提供 may apply to every applicant.
    let of_all = ["申请为", "申请确认"]
        .iter()
        .any(|start| whole.starts_with(start));
    (trailing(whole) && !of_all && is_one_clause(whole)).then_some(whole)
}

/// Whether a clause only says in which case the paper is submitted: 供养亲属为父母的提供, 邮寄办理时提供.
fn trailing(clause: &str) -> bool {
    // Fast path: almost no clause ends in one of the verbs.
    if !words::ASKED_IN_CASE.ends(clause) {
        return false;
    }
    (words::ASKED_IN_CASE
        .iter()
        .filter_map(|word| clause.strip_suffix(word)))
    .any(|before| is_case(before_asking(before)))
}

fn before_asking(text: &str) -> &str {
    let mut case = text.trim_end();
    while let Some(shorter) = words::DEMAND_JOINT.strip_end(case) {
        case = shorter.trim_end();
    }
    case
}

fn is_case(case: &str) -> bool {
    case.ends_with(['的', '时']) && is_longer(case, 2) && !case.contains("所有")
}

/// The text in the final bracket of a name, if it says who submits the material or in which case.
pub(super) fn in_bracket(name: &str) -> Option<&str> {
    let inside = ending_bracket(trimmed(name))?.inside.trim();
    binds(inside).then_some(inside)
}

fn binds(case: &str) -> bool {
    // 仅限上传PDF is about the format, not about who submits the material.
    if case.contains("上传") {
        return false;
    }
    if words::CASE_ENDING.ends(case) || words::CASE_BRACKET.starts(case) {
        return true;
    }
    let who = (case
        .strip_suffix("提供")
        .or_else(|| case.strip_suffix("提交")))
    .map(|who| who.trim_end_matches(['需', '须']));
    who.is_some_and(|who| {
        words::APPLICANT_KIND.ends(who)
            && !words::ISSUER_OF_PAPER.occurs_in(who)
            && is_longer(who, 2)
            && !["申请单位", "申请人", "所在单位", "用人单位", "本单位"].contains(&who)
    })
}
