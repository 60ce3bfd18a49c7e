//! Conditions that only refer to conditions written elsewhere.

use crate::prose::{clauses, is_han, is_letter, is_longer, is_one_clause, slice, without_brackets};
use crate::value::citation::without_articles;
use crate::words;

/// Whether the text is a single clause that asks to meet conditions without naming them: 符合供水过户条件.
pub(super) fn points_at_conditions(text: &str) -> bool {
    let text = text.trim_end_matches('。');
    let met = ["符合", "具备", "满足", "达到"];
    let rest = met.iter().find_map(|met| text.strip_prefix(met));
    let what = rest.and_then(|rest| {
        let ends = ["条件", "要求", "规定", "标准"];
        ends.iter().find_map(|end| rest.strip_suffix(end))
    });
    what.is_some_and(|what| {
        is_one_clause(what)
            && !is_longer(what, MAX_POINTER_CHARS)
            && !what.contains(|c: char| !is_han(c))
            && !what.contains('或')
    })
}

/// Whether the text is a single clause that asks to meet the rules of a document: 符合某省人民政府关于印发《某办法》的通知所规定条件的人员.
pub(super) fn points_at_document(text: &str) -> bool {
    let text = text.trim_end_matches('。');
    let (Some(open), Some(close)) = (text.find('《'), text.rfind('》')) else {
        return false;
    };
    let before = slice(text, 0..open);
    let is_issued = |rest: &str| {
        ["关于印发", "印发的", "印发", "发布的", "制定的"]
            .iter()
            .any(|end| rest.ends_with(end))
            || rest.ends_with('《')
    };
    let rest = words::KEPT_TO.strip_start(before).unwrap_or(before);
    let names_document = rest.is_empty() || is_issued(rest);
    let after = without_brackets(slice(text, close + '》'.len_utf8()..text.len()));
    let after = without_articles(&after);
    let remainder = after.strip_prefix("的通知").unwrap_or(&after);
    names_document && is_one_clause(text) && !words::RULES_OF_DOCUMENT.leaves(remainder, is_letter)
}

/// Whether the text only refers to the requirements of a notice without its title: 依据当次招聘公告的报考条件.
pub(super) fn points_at_notice(text: &str) -> bool {
    if text.contains(['；', '1', '一']) || !words::NOTICE_BY_KIND.occurs_in(text) {
        return false;
    }
    let mut parts = clauses(text).map(|clause| clause.trim_end_matches('。'));
    parts.any(|clause| {
        let refers_to_rules = words::KEPT_TO.occurs_in(clause);
        let names_notice = words::NOTICE_BY_KIND.occurs_in(clause);
        refers_to_rules
            && names_notice
            && !clause.contains('《')
            && words::ASKED_BY_NOTICE.ends(clause)
    }) && clauses(text).count() <= MAX_NOTICE_CLAUSES
}

/// Maximum number of clauses of a reference to a notice; more clauses also state something.
const MAX_NOTICE_CLAUSES: usize = 2;

/// Maximum length of the unnamed conditions, in characters; longer words may be a condition themselves.
const MAX_POINTER_CHARS: usize = 8;
