//! Step outputs that are not results: questions, verdicts without a document, internal work.

use std::cell::LazyCell;

use crate::analysis::Stages;
use crate::engine::Context;
use crate::i18n::Text;
use crate::model::{ServiceItem, Step};
use crate::prose::{
    is_blank, is_filler, is_letter, is_longer, joined, phrases, text_key, unmarked,
    without_brackets, without_buttons,
};
use crate::value::material::name_key;
use crate::vocabulary::Stage;
use crate::words;

/// A result without the names of buttons and the marks around it.
pub(super) fn plain(text: &str) -> &str {
    let is_mark = |c: char| matches!(c, '。' | '；' | ';' | '.' | '，') || c.is_whitespace();
    without_buttons(text).trim_matches(is_mark)
}

/// The problem of a result.
pub(super) struct Fault {
    pub(super) what: Text,
    /// Whether no item can have such a result.
    pub(super) certain: bool,
}

const fn certain(zh: &'static str, en: &'static str) -> Fault {
    Fault {
        what: Text::new(zh, en),
        certain: true,
    }
}

const fn doubtful(zh: &'static str, en: &'static str) -> Fault {
    Fault {
        what: Text::new(zh, en),
        certain: false,
    }
}

/// The fault of a result that says what the office does instead of what it issues.
fn no_document(item: &ServiceItem, output: &str, decides: bool, delivers: bool) -> Option<Fault> {
    let steps = |part: &str| words::STEP_OF_OFFICE.is(part);
    // Fast path: almost no result begins with such a word.
    let begins = output
        .trim_start_matches(|c| matches!(c, '者' | '或' | '及' | '和' | '与') || !is_letter(c));
    let only_steps = || words::STEP_OF_OFFICE.starts(begins) && joined(output).all(steps);
    let goes_on = output.contains("进入下一") && !ends_as_document(output);
    if words::INSIDE_OFFICE.is(output)
        || only_steps()
        || goes_on
        || words::HANDED_ON.starts(output) && words::HANDED_ON_TO.ends(output)
        || delivers && !is_preliminary(item) && is_sent_to_office(output)
    {
        return Some(certain(
            "是内部的办理，不是给申请人的结果",
            "internal work of the office, not what the applicant receives",
        ));
    }
    // The applicant may get a copy of a register, so this is only doubtful.
    if delivers && ["清册", "台账"].iter().any(|end| output.ends_with(end)) {
        return Some(doubtful(
            "是内部的办理，不是给申请人的结果",
            "internal work of the office, not what the applicant receives",
        ));
    }
    if (decides || delivers) && !is_preliminary(item) && only_acts(output) {
        let told = (
            "只说怎样处理，没有写出具什么",
            "it says what is done with the case, not what is issued",
        );
        // A decision is an outcome, though not a document.
        let outcome = output.contains("决定") || output.ends_with("结果");
        return Some(if outcome {
            doubtful(told.0, told.1)
        } else {
            certain(told.0, told.1)
        });
    }
    None
}

/// The problem of a result of the step `at`, if there is one.
pub(super) fn fault(
    item: &ServiceItem,
    cx: &Context<'_>,
    stages: &Stages,
    at: usize,
    output: &str,
) -> Option<Fault> {
    if is_filler(output) {
        return None;
    }
    let told = stages.of(at);
    let result = StepResult {
        item,
        at,
        output,
        takes_in: told.contains(&Stage::Acceptance),
        decides: told.contains(&Stage::Decision),
        delivers: told.contains(&Stage::Delivery),
    };
    if let Some(fault) = result.copies_criteria().or_else(|| result.turns_away()) {
        return Some(fault);
    }
    if is_longer(output, MAX_RESULT_CHARS) && output != item.name.trim() {
        return told_at_length(output, result.delivers);
    }
    (result.asks())
        .or_else(|| result.repeats_step_name())
        .or_else(|| only_verdict(item.steps(), at, output))
        .or_else(|| no_document(item, output, result.decides, result.delivers))
        .or_else(|| result.is_not_final())
        .or_else(|| result.names_no_document())
        .or_else(|| told_at_length(output, result.delivers))
        .or_else(|| result.is_what_was_submitted(cx))
}

/// The result of a step of an item, and what the step does.
struct StepResult<'a> {
    item: &'a ServiceItem,
    at: usize,
    output: &'a str,
    takes_in: bool,
    decides: bool,
    delivers: bool,
}

impl StepResult<'_> {
    fn copies_criteria(&self) -> Option<Fault> {
        let whole = holds_standard(self.item.steps(), self.output)?;
        Some(if whole {
            certain("和审查标准是同一段话", "word for word the review criteria")
        } else {
            certain(
                "抄了审查标准，没有写出具什么",
                "it copies the review criteria and does not say what is issued",
            )
        })
    }

    fn turns_away(&self) -> Option<Fault> {
        let only_takes_in = self.takes_in && !self.decides && !self.delivers;
        (only_takes_in && only_turns_away(self.output)).then(|| {
            doubtful(
                "只写了不齐全、不受理的怎样处理，没有写受理了出具什么",
                "it says what becomes of what is not accepted, and not what is issued on acceptance",
            )
        })
    }

    fn asks(&self) -> Option<Fault> {
        // 告知是否受理 says what is done, without a document.
        let tells = || {
            ["告知", "通知", "答复"]
                .iter()
                .any(|verb| self.output.starts_with(verb))
        };
        asks(self.output).then(|| {
            if tells() {
                certain("没有写出具什么", "it does not say what is issued")
            } else {
                certain("是问句，没有写结果", "a question, not a result")
            }
        })
    }

    fn repeats_step_name(&self) -> Option<Fault> {
        let name = self.item.steps().get(self.at)?.name.as_deref()?.trim();
        let is_part = || name.split(['与', '和']).any(|part| part == self.output);
        (name == self.output || self.decides && is_part())
            .then(|| certain("只是环节的名称", "only the name of the step"))
    }

    fn is_not_final(&self) -> Option<Fault> {
        if (self.decides || self.delivers) && is_provisional(self.output) {
            return Some(doubtful("还不是最后的决定", "not yet the final decision"));
        }
        let opinion = self.decides
            && is_opinion(self.output)
            && !is_preliminary(self.item)
            && !self.item.steps().iter().any(hands_up);
        opinion.then(|| doubtful("只有意见，没有决定", "only an opinion, not a decision"))
    }

    fn names_no_document(&self) -> Option<Fault> {
        if self.output == self.item.name.trim() && !ends_as_document(self.output) {
            return Some(doubtful(
                "只重复了事项名称",
                "it only repeats the item's name",
            ));
        }
        // 送达决定文件 is as generic as 决定文件.
        let document = self.output.strip_prefix("送达").unwrap_or(self.output);
        (self.delivers && words::GENERIC_RESULT.is(document)).then(|| {
            doubtful(
                "没有写是什么证照、什么文书",
                "it does not say which certificate or document",
            )
        })
    }

    fn is_what_was_submitted(&self, cx: &Context<'_>) -> Option<Fault> {
        let name = self.output.trim_end_matches('》');
        let is_form = || {
            ["表", "申请书", "清单"]
                .iter()
                .any(|end| name.ends_with(end))
        };
        let is_submitted = || {
            cx.material_cores()
                .any(|core| core == name_key(self.output).core)
        };
        // In a filing, the submitted form may be the receipt: it is stamped and returned.
        let is_filing = self.item.name.contains("备案");
        (self.delivers && !is_filing && is_form() && is_submitted())
            .then(|| doubtful("是申请人自己交的材料", "what the applicant submits"))
    }
}

/// The fault of a result that only says whether the case passed: 通过, 审核通过或不通过.
fn only_verdict(own: &[Step], at: usize, output: &str) -> Option<Fault> {
    // Fast path: almost no result begins with such a word.
    let begins = output.trim_start_matches(|c: char| c == '者' || !is_letter(c));
    let is_verdict = (begins.is_empty() || words::VERDICT_OF_STEP.starts(begins))
        && joined(output).all(|word| words::VERDICT_OF_STEP.is(word));
    if !is_verdict {
        return None;
    }
    let told = ("没有写出具什么", "it does not say what is issued");
    // Only doubtful if both verdicts are given, which shows what is judged, or if a later step names the document.
    let both = joined(output).nth(1).is_some();
    let named_later = || {
        let later = own.iter().skip(at + 1);
        (later.filter_map(|step| step.output.as_deref().map(plain)))
            .any(|later| ends_as_document(later) || later.contains(names_paper))
    };
    Some(if both || named_later() {
        doubtful(told.0, told.1)
    } else {
        certain(told.0, told.1)
    })
}

/// Whether a result is only about incomplete papers and cases that are not accepted.
fn only_turns_away(output: &str) -> bool {
    // Fast path: most results turn nobody away.
    if !words::TURNED_AWAY.occurs_in(output) {
        return false;
    }
    let parts = || {
        (phrases(output).flat_map(|phrase| phrase.split(['：', ':'])))
            .map(unmarked)
            .filter(|part| !is_blank(part))
    };
    // The consequence of the case in the part before: …不齐全的，一次性告知申请人.
    let told = |part: &str| {
        ["告知", "说明理由", "退回"]
            .iter()
            .any(|word| part.contains(word))
    };
    let away = |part: &str| {
        let rest = part.replace("不予受理", "").replace("不受理", "");
        words::TURNED_AWAY.occurs_in(part) && !rest.contains("受理")
    };
    parts().any(away) && parts().all(|part| away(part) || told(part)) && !ends_as_document(output)
}

/// Whether a result consists only of the criteria of a step, word for word; `None` if it does not begin with them.
fn holds_standard(own: &[Step], output: &str) -> Option<bool> {
    if !is_longer(output, MIN_STANDARD_CHARS) {
        return None;
    }
    let output = LazyCell::new(|| text_key(output));
    (own.iter().filter_map(|step| step.criteria.as_deref()))
        .filter(|criteria| is_longer(criteria, MIN_STANDARD_CHARS))
        .map(text_key)
        .filter(|criteria| is_longer(criteria, MIN_STANDARD_CHARS))
        .find_map(|criteria| Some(output.strip_prefix(&*criteria)?.is_empty()))
}

/// Length that criteria must exceed, in characters; shorter ones may be a word that is a valid result, too.
const MIN_STANDARD_CHARS: usize = 12;

/// Faults that can be recognised even in long results.
fn told_at_length(output: &str, delivers: bool) -> Option<Fault> {
    let conveyed = || output.contains("短信") || words::CONVEYED.starts(output);
    if delivers && conveyed() && !output.contains('《') && !ends_as_document(output) {
        let what = (
            "只是通知的办法，没有写送达什么",
            "only how the applicant is notified, not what is delivered",
        );
        // 短信…，如需纸质回执 names a paper in passing.
        return Some(if output.contains("纸质") {
            doubtful(what.0, what.1)
        } else {
            certain(what.0, what.1)
        });
    }
    if output.contains("查询") && output.contains("进度") && !ends_as_document(output) {
        return Some(doubtful(
            "只说到哪里查进度，没有写出具什么",
            "only where the case can be followed, not what is issued",
        ));
    }
    if lumps(output) {
        return Some(doubtful(
            "几种情形写在一句里，看不出哪种怎样处理",
            "several cases in one sentence, without saying how each is handled",
        ));
    }
    None
}

/// Maximum length of a plain result, in characters. Longer ones consist of sentences, in which only some faults
/// can be recognised.
const MAX_RESULT_CHARS: usize = 26;

/// Whether a result only says that the case goes to another office: 报送至自治区主管部门.
fn is_sent_to_office(output: &str) -> bool {
    let to = words::HANDED_ON_OFFICE.strip_start(output);
    to.is_some_and(|to| {
        let to = to.trim_end_matches("审批").trim_end_matches("审核");
        ["窗口", "部门", "厅", "局", "机关", "上级", "中心"]
            .iter()
            .any(|office| to.ends_with(office))
    })
}

/// Whether a result ends with the name of a document.
fn ends_as_document(output: &str) -> bool {
    words::DECISION_PAPER_ENDING.ends(output)
}

/// Whether a result lists several cases and then alternative decisions, without saying which belongs to which.
fn lumps(output: &str) -> bool {
    if !output.contains("的、") {
        return false;
    }
    let cases = ["不齐全", "不符合", "不属于"];
    words::EITHER_DECISION.iter().any(|words| {
        (output.split_once(words)).is_some_and(|(before, _)| {
            before.matches("的、").count() >= 1 && cases.iter().any(|case| before.contains(case))
        })
    })
}

/// Whether every part of a result states how the case is handled, or in which case, and none names a document:
/// 符合条件的做出审核决定. A decision to grant or refuse something counts as a document.
fn only_acts(output: &str) -> bool {
    let output = without_brackets(output);
    // Fast path: nearly every result names a paper. 章, 款 and 照 are left to the loop, as they also occur in other
    // words, such as the marks of parts.
    if output.contains(|c| names_paper(c) && !"章款照".contains(c)) {
        return false;
    }
    let mut acts = 0usize;
    for part in phrases(&output)
        .flat_map(|phrase| phrase.split(['：', ':', '、', '或', '并', '及']))
        .map(unmarked)
        .filter(|part| !is_blank(part))
    {
        let granted =
            part.contains("决定") && ["准予", "不予"].iter().any(|word| part.contains(word));
        // The 照 of 按照 is not a licence.
        let plain = ["按照", "依照", "参照"]
            .iter()
            .find_map(|lead| part.strip_prefix(lead));
        let plain = plain.unwrap_or(part);
        if granted || plain.contains(names_paper) || words::PAPER_IN_RESULT.occurs_in(part) {
            return false;
        }
        if words::CASE_ACT.occurs_in(part) {
            acts += 1;
        } else if !words::CASE_OF_RESULT.starts(part) {
            return false;
        }
    }
    acts > 0
}

/// Whether a character names a paper or something else that is issued.
const fn names_paper(c: char) -> bool {
    matches!(
        c,
        '书' | '单'
            | '表'
            | '函'
            | '照'
            | '章'
            | '图'
            | '票'
            | '牌'
            | '款'
            | '证'
            | '簿'
            | '批'
            | '文'
    )
}

/// Whether a text is a question instead of a result.
fn asks(output: &str) -> bool {
    output.contains("是否") && !is_longer(output, 12) && !words::DELIVERED_WORD.ends(output)
}

/// Whether a result has to be followed by another one before the case is decided.
fn is_provisional(output: &str) -> bool {
    let first = ["初审通过", "初步审查通过", "预审通过", "初核通过"];
    first.iter().any(|word| output.starts_with(word))
        || output.starts_with('拟') && !output.starts_with("拟定")
}

/// Whether a result is only an opinion of those who examine the case.
fn is_opinion(output: &str) -> bool {
    words::OPINION_ENDING.ends(output) && !output.contains("决定")
}

/// Whether the item is a preliminary examination by an office that does not decide.
fn is_preliminary(item: &ServiceItem) -> bool {
    ["初审", "转报", "上报"]
        .iter()
        .any(|word| item.name.contains(word))
}

/// Whether the step only sends the case to another office, which decides.
fn hands_up(step: &Step) -> bool {
    [&step.output, &step.criteria, &step.action]
        .into_iter()
        .flatten()
        .any(|text| {
            ["上报", "报送", "转报", "厅", "上级", "逐级"]
                .iter()
                .any(|word| text.contains(word))
        })
}
