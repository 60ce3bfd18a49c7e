//! Conditions that only point at conditions written elsewhere.

use crate::prose::{clauses, is_han, is_letter, is_longer, is_one_clause, slice, without_brackets};
use crate::value::citation::without_articles;
use crate::words;

/// Whether it is a single clause by which conditions are to be met that it does not name:
/// 符合供水过户条件.
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

/// Whether it is a single clause by which the rules of a document are to be met:
/// 符合某省人民政府关于印发《某办法》的通知所规定条件的人员.
pub(super) fn points_at_document(text: &str) -> bool {
    let text = text.trim_end_matches('。');
    let (Some(open), Some(close)) = (text.find('《'), text.rfind('》')) else {
        return false;
    };
    let before = slice(text, 0..open);
    let issued = |rest: &str| {
        ["关于印发", "印发的", "印发", "发布的", "制定的"]
            .iter()
            .any(|end| rest.ends_with(end))
            || rest.ends_with('《')
    };
    let rest = words::KEPT_TO.strip_start(before).unwrap_or(before);
    let named = rest.is_empty() || issued(rest);
    let after = without_brackets(slice(text, close + '》'.len_utf8()..text.len()));
    let after = without_articles(&after);
    let told = after.strip_prefix("的通知").unwrap_or(&after);
    named && is_one_clause(text) && !words::RULES_OF_DOCUMENT.leaves(told, is_letter)
}

/// Whether it only refers to what some notice asks, without its title: 依据当次招聘公告的报考条件.
pub(super) fn points_at_notice(text: &str) -> bool {
    if text.contains(['；', '1', '一']) || !words::NOTICE_BY_KIND.occurs_in(text) {
        return false;
    }
    let mut parts = clauses(text).map(|clause| clause.trim_end_matches('。'));
    parts.any(|clause| {
        let keeps = words::KEPT_TO.occurs_in(clause);
        let notice = words::NOTICE_BY_KIND.occurs_in(clause);
        keeps && notice && !clause.contains('《') && words::ASKED_BY_NOTICE.ends(clause)
    }) && clauses(text).count() <= MAX_NOTICE_CLAUSES
}

/// More clauses say something besides.
const MAX_NOTICE_CLAUSES: usize = 2;

/// Maximum length of a mere reference, in characters; in more words it may be a condition itself.
const MAX_POINTER_CHARS: usize = 8;
