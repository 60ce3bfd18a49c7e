//! Whether the names of two steps, or of a step and a box of a chart, mean the same step.

use crate::prose::{similarity, slice, text_key};
use crate::words;

/// Minimum similarity of two names without a known action that count as the same step.
const MIN_SIMILARITY: f64 = 0.8;

/// Words for actions, in groups of the same action.
const ACTIONS: &[(&str, &[&str])] = &[
    (
        "申请",
        &["提出申请", "提交申请", "申请", "申报", "提交", "填报"],
    ),
    ("收件", &["收件", "接件", "接收", "收取"]),
    ("受理", &["受理"]),
    ("审查", &["审查", "审核", "核查", "核验", "查验"]),
    ("初审", &["初步审查", "初审", "初核", "预审"]),
    ("复审", &["复审", "复核"]),
    (
        "现场",
        &[
            "现场勘验",
            "现场勘查",
            "现场踏勘",
            "现场核查",
            "现场核验",
            "现场检查",
            "现场审查",
            "实地核查",
        ],
    ),
    (
        "评审",
        &[
            "专家评审",
            "技术评审",
            "专家论证",
            "专家审查",
            "评审",
            "论证",
        ],
    ),
    ("听证", &["听证"]),
    ("检测", &["检验检测", "检验", "检测", "检疫", "鉴定"]),
    ("公示", &["公示", "公告"]),
    ("考试", &["考试", "考核"]),
    (
        "决定",
        &[
            "审批", "审定", "决定", "批准", "核准", "核定", "签批", "签发",
        ],
    ),
    ("制证", &["制证", "制作", "打证", "制文", "打印"]),
    (
        "送达",
        &[
            "颁证", "发证", "领证", "取证", "送达", "颁发", "发放", "领取", "取件", "发件", "寄送",
            "邮寄",
        ],
    ),
    ("办结", &["办结", "办毕", "归档", "结案"]),
    ("缴费", &["缴费", "收费", "交费", "缴纳费用"]),
    ("补正", &["补正", "补齐", "补充材料"]),
    ("退回", &["退回", "退件"]),
    ("告知", &["一次性告知", "告知", "通知申请人"]),
];

/// Whether two names of steps or chart boxes mean the same step, such as 受理 and 窗口受理.
///
/// Names with known actions (受理, 审查, 送达 …) agree if they name the same actions, both or neither deny
/// them, and they are not about different documents or bodies.
pub(crate) fn aligned_name(a: &str, b: &str) -> bool {
    let (a, b) = (text_key(a), text_key(b));
    if a.is_empty() || b.is_empty() {
        return false;
    }
    if a == b {
        return true;
    }
    let (first, second) = (Name::of(&a), Name::of(&b));
    if first.denied != second.denied || first.documents != second.documents {
        return false;
    }
    if first.actions.is_empty() && second.actions.is_empty() {
        return similarity(&a, &b) >= MIN_SIMILARITY;
    }
    first.actions == second.actions
        && (first.rest.is_empty()
            || second.rest.is_empty()
            || similarity(&first.rest, &second.rest) >= MIN_SIMILARITY)
}

/// The parts of a step's name.
#[derive(Debug, Default)]
struct Name {
    actions: Vec<&'static str>,
    denied: bool,
    documents: Vec<&'static str>,
    rest: String,
}

impl Name {
    fn of(key: &str) -> Self {
        let mut name = Self::default();
        let mut rest = key;
        while let Some(c) = rest.chars().next() {
            let length = name.take(rest).unwrap_or_else(|| {
                name.rest.push(c);
                c.len_utf8()
            });
            rest = slice(rest, length..rest.len());
        }
        // 受理申请 and 收件与受理 are acceptance: the weaker action gives way.
        for (weaker, stronger) in [
            ("申请", None),
            ("收件", Some("受理")),
            ("制证", Some("送达")),
        ] {
            let gives_way = match stronger {
                None => name.actions.len() > 1,
                Some(action) => name.actions.contains(&action),
            };
            if gives_way {
                name.actions.retain(|action| *action != weaker);
            }
        }
        name
    }

    /// Takes the known word that the text starts with, and returns its length.
    fn take(&mut self, text: &str) -> Option<usize> {
        if let Some(document) = words::STEP_PAPER.start_of(text) {
            self.documents.push(document);
            return Some(document.len());
        }
        if text.starts_with("申请人") {
            return Some("申请人".len());
        }
        let action = ACTIONS
            .iter()
            .flat_map(|(group, words)| words.iter().map(move |word| (*group, *word)))
            .filter(|(_, word)| text.starts_with(word))
            .max_by_key(|(_, word)| word.len());
        if let Some((group, word)) = action {
            if !self.actions.contains(&group) {
                self.actions.push(group);
            }
            return Some(word.len());
        }
        if let Some(denial) = words::STEP_DENIAL.start_of(text) {
            self.denied = true;
            // 予 belongs to the denial in 不予 and 未予.
            let rest = text.strip_prefix(denial)?;
            let rest = rest.strip_prefix('予').unwrap_or(rest);
            return Some(text.len() - rest.len());
        }
        words::FILLER_STEP.start_of(text).map(str::len)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn steps_are_aligned_by_what_is_done() {
        for (a, b) in [
            ("受理", "窗口受理"),
            ("受理", "受理申请"),
            ("审查", "材料审核"),
            ("决定", "审批"),
            ("制证与送达", "送达"),
            ("颁证与送达", "发证"),
        ] {
            assert!(aligned_name(a, b), "{a} {b}");
        }
        for (a, b) in [
            ("受理", "受理通知书"),
            ("受理", "不予受理"),
            ("初审", "复审"),
            ("审批", "不予批准"),
            ("市级审查", "省级审查"),
            ("受理", "审查"),
        ] {
            assert!(!aligned_name(a, b), "{a} {b}");
        }
    }

    proptest! {
        #[test]
        fn any_two_names_are_compared(a in any::<String>(), b in "[受审不予理查书、与a]{0,12}") {
            prop_assert_eq!(aligned_name(&a, &b), aligned_name(&b, &a));
        }
    }
}
