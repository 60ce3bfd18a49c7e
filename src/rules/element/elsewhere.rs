//! Elements that have no entry of their own, although another text of the item states them.

use crate::analysis::TextNode;
use crate::engine::Context;
use crate::i18n::{Argument, Language};
use crate::model::elements::TextKind;
use crate::prose::{begins_number, clauses, clipped, is_digit, is_han, last_chars, sentences};
use crate::value::{limit, money, phone};
use crate::words;

/// How a sentence states an element; the quoted part, or `None` if it does not.
pub(crate) type Quote = fn(&str) -> Option<&str>;

/// Maximum length of a quotation, in characters.
const MAX_QUOTED_CHARS: usize = 40;

/// Maximum length of the task in the name of a body, in characters: 人力资源和社会保障.
const MAX_TASK_CHARS: usize = 12;

/// A text that states an element.
pub(super) struct Stated<'a> {
    pub(super) node: &'a TextNode<'a>,
    quoted: &'a str,
}

impl<'a> Stated<'a> {
    /// The first text that states an element.
    pub(super) fn find(quote: Quote, cx: &Context<'a>) -> Option<Self> {
        let nodes = cx.texts().iter().filter(|node| may_state(node.kind));
        nodes.into_iter().find_map(|node| {
            let quoted = sentences(node.text).find_map(quote)?;
            Some(Self { node, quoted })
        })
    }

    /// How the element is missing, for messages.
    pub(super) fn problem(&self) -> Argument {
        let quoted = clipped(self.quoted.trim(), MAX_QUOTED_CHARS);
        let label = self.node.label();
        Argument::Both {
            zh: format!("单列，只在{}里写了“{quoted}”", label.get(Language::Chinese)),
            en: format!(
                "; it is said only in {} (“{quoted}”)",
                label.get(Language::English)
            ),
        }
    }
}

/// Whether a text may speak of anything about the item, in the words of the office.
const fn may_state(kind: TextKind) -> bool {
    matches!(
        kind,
        TextKind::Summary
            | TextKind::Condition
            | TextKind::LimitNote
            | TextKind::Step
            | TextKind::Narrative
            | TextKind::Visit
            | TextKind::Answer
    )
}

fn clause_with(sentence: &str, says: impl Fn(&str) -> bool) -> Option<&str> {
    clauses(sentence).find(|clause| says(clause))
}

/// The application is handed in at a hall, a window or a site: `登录政务服务网提交申请`.
pub(super) fn where_to_apply(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        let is_on_site = words::HALL_ENDING.occurs_in(clause) || clause.contains("窗口");
        let is_online =
            words::WHERE_ONLINE.occurs_in(clause) || words::SENT_ONLINE.occurs_in(clause);
        (is_on_site || is_online) && is_about_applying(clause)
    })
}

/// A hall in a named place, or one with a number: `到县政务服务中心3楼提交`.
pub(super) fn hall(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        let Some(hall) = words::HALL_ENDING.find(clause) else {
            return false;
        };
        let before = clause.get(..hall.start).unwrap_or_default();
        let after = clause.get(hall.start + hall.word.len()..);
        let is_numbered = after.is_some_and(|after| after.starts_with(begins_number));
        (is_numbered || ends_in_division(before)) && is_about_applying(clause)
    })
}

/// Whether a text ends in the name of a division: `到青田县`, but not `到所在县` or `各县`.
fn ends_in_division(text: &str) -> bool {
    let Some(name) = words::DIVISION_ENDING.strip_end(text) else {
        return false;
    };
    let own = last_chars(name, 2);
    own.chars().count() == 2
        && own.chars().all(is_han)
        && !words::SOME_BODY.ends(own)
        && !words::SOME_DIVISION.ends(own)
}

/// Whether a clause is about handing in an application, instead of asking, complaining or collecting.
fn is_about_applying(clause: &str) -> bool {
    words::APPLYING.occurs_in(clause) && !words::NOT_APPLYING.occurs_in(clause)
}

/// A named body that takes in or decides: `向青田县民政局提出申请`.
pub(super) fn authority(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        let mut bodies = words::LOCAL_DEPARTMENT_ENDING.find_all(clause);
        is_about_applying(clause)
            && bodies.any(|ending| is_body(clause.get(..ending.start).unwrap_or_default()))
    })
}

/// Whether a text ends like the name of a body without its ending: `青田县民政`, but not `县级主管`.
fn is_body(text: &str) -> bool {
    let found = words::DIVISION_ENDING.find_all(text).last();
    let Some(division) = found else {
        return false;
    };
    let place = text.get(..division.start).unwrap_or_default();
    let task = text
        .get(division.start + division.word.len()..)
        .unwrap_or_default();
    (2..=MAX_TASK_CHARS).contains(&task.chars().count())
        && task.chars().all(is_han)
        // 县级民政局 is the office of any county.
        && !task.starts_with('级')
        && !words::SOME_BODY.occurs_in(task)
        && !words::SOME_DIVISION.ends(place)
}

/// A clause that says who may apply: `凡年满18周岁的公民`, `申请人为企业法人`.
pub(super) fn audience(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        words::WHO_APPLIES.starts(clause) && words::KIND_OF_APPLICANT.occurs_in(clause)
    })
}

/// A limit within which the case is done: `5个工作日内办结`.
pub(super) fn promised_limit(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        let is_of_case = words::DONE_WITHIN.occurs_in(clause) && !clause.contains("法定");
        words::CASE_AT_ONCE.occurs_in(clause) || is_of_case && !limit::find_all(clause).is_empty()
    })
}

/// That nothing is charged, or how much: `不收取任何费用`, `收取工本费10元`.
pub(super) fn fee(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        // 凭卡免费乘公交 speaks of what people may do with the result.
        let is_free = words::FREE_OF_CHARGE.occurs_in(clause)
            && (clause.contains('收') || clause.contains("免费办理"));
        let is_charged = words::CHARGING.occurs_in(clause) && !money::find_all(clause).is_empty();
        (is_free || is_charged) && !words::COURIER_FEE.occurs_in(clause)
    })
}

/// A phone for enquiries.
pub(super) fn enquiry_phone(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        clause.contains("咨询") && has_phone(clause)
    })
}

/// A phone for complaints.
pub(super) fn complaint_phone(sentence: &str) -> Option<&str> {
    clause_with(sentence, |clause| {
        words::COMPLAINT_WORD.occurs_in(clause) && has_phone(clause)
    })
}

fn has_phone(clause: &str) -> bool {
    clause.contains(is_digit)
        && phone::read(clause)
            .value
            .is_some_and(|phones| !phones.is_empty())
}

/// The hours of the office: `工作日上午9:00-12:00`.
pub(super) fn hours(sentence: &str) -> Option<&str> {
    let mut parts = sentence.split([':', '：']);
    let has_clock = parts.next().is_some_and(|hour| hour.ends_with(is_digit))
        && parts
            .next()
            .is_some_and(|minute| minute.starts_with(is_digit));
    (has_clock && words::DAY_WORD.occurs_in(sentence)).then_some(sentence)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text that states an element, and one that only speaks of it.
    const TEXTS: &[(Quote, &str, &str)] = &[
        (
            where_to_apply,
            "登录浙江政务服务网提交申请",
            "到窗口领取证书",
        ),
        (
            where_to_apply,
            "申请人到青田县政务服务中心窗口提出申请",
            "审核通过后在网站公示",
        ),
        (
            hall,
            "到青田县政务服务中心提交材料",
            "到各县政务服务中心提交材料",
        ),
        (hall, "到办事大厅3楼窗口申请", "到服务大厅窗口申请"),
        (authority, "向青田县民政局提出申请", "向县级民政局提出申请"),
        (
            authority,
            "由丽水市人力资源和社会保障局审核",
            "青田县民政局负责咨询",
        ),
        (audience, "凡年满18周岁的公民", "提供企业营业执照"),
        (audience, "申请人为企业法人", "申请人为多人的，应当委托代表"),
        (
            promised_limit,
            "受理后5个工作日内办结",
            "自通知之日起30日内提出申请",
        ),
        (
            promised_limit,
            "材料齐全的当场办结",
            "法定办结时限20个工作日",
        ),
        (fee, "本事项不收取任何费用", "邮寄费由申请人承担"),
        (fee, "收取工本费10元", "按规定缴纳费用"),
        (fee, "免费办理", "凭卡免费乘公交"),
        (enquiry_phone, "咨询电话：0578-6821234", "可以到窗口咨询"),
        (
            complaint_phone,
            "投诉电话：0578-6821234",
            "咨询电话：0578-6821234",
        ),
        (hours, "工作日上午9:00至12:00办理", "工作日办理"),
    ];

    #[test]
    fn elements_are_found_in_sentences() {
        for (quote, stating, speaking) in TEXTS {
            assert!(sentences(stating).find_map(quote).is_some(), "{stating}");
            assert_eq!(sentences(speaking).find_map(quote), None, "{speaking}");
        }
    }
}
