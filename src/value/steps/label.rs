//! Labels of the fields of a step: 办理结果：, 【审查标准】.

use crate::prose::{Label, Lexed, labels, slice};

/// A field of a step that a label can announce.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Action,
    Output,
    Criteria,
    Limit,
    Actor,
    Body,
    Inputs,
}

/// Labels of the fields; if two match, the longer one counts.
const LABELS: &[(&str, Field)] = &[
    ("环节名称", Field::Name),
    ("步骤名称", Field::Name),
    ("办理环节", Field::Name),
    ("环节", Field::Name),
    ("办理步骤", Field::Action),
    ("办理内容", Field::Action),
    ("工作内容", Field::Action),
    ("办理说明", Field::Action),
    ("环节说明", Field::Action),
    ("步骤说明", Field::Action),
    ("内容", Field::Action),
    ("办理结果", Field::Output),
    ("环节结果", Field::Output),
    ("审查结果", Field::Output),
    ("输出结果", Field::Output),
    ("结果", Field::Output),
    ("审查标准", Field::Criteria),
    ("审批标准", Field::Criteria),
    ("受理标准", Field::Criteria),
    ("办理标准", Field::Criteria),
    ("审核标准", Field::Criteria),
    ("决定标准", Field::Criteria),
    ("标准", Field::Criteria),
    ("办理时限", Field::Limit),
    ("办结时限", Field::Limit),
    ("环节时限", Field::Limit),
    ("承诺时限", Field::Limit),
    ("时限", Field::Limit),
    ("办理时间", Field::Limit),
    ("期限", Field::Limit),
    ("办理人员", Field::Actor),
    ("办理人", Field::Actor),
    ("责任人", Field::Actor),
    ("审查人员", Field::Actor),
    ("经办人", Field::Actor),
    ("承办人", Field::Actor),
    ("办理单位", Field::Body),
    ("办理部门", Field::Body),
    ("责任部门", Field::Body),
    ("责任单位", Field::Body),
    ("责任科室", Field::Body),
    ("承办机构", Field::Body),
    ("承办科室", Field::Body),
    ("办理机构", Field::Body),
    ("所需材料", Field::Inputs),
    ("提交材料", Field::Inputs),
];

/// The field whose label starts a text.
pub(super) fn field(text: &str) -> Option<Lexed<Field>> {
    LABELS
        .iter()
        .filter(|(label, _)| text.starts_with(label))
        .max_by_key(|(label, _)| label.len())
        .map(|(label, field)| Lexed::new(*field, label.len()))
}

/// Whether a text starts with a label and a colon.
pub(super) fn starts_with_label(text: &str) -> bool {
    label_at(text).is_some()
}

/// The field whose label, including colon or brackets, a text starts with.
fn label_at(text: &str) -> Option<Lexed<Field>> {
    let bracketed = text.strip_prefix('【');
    let body = bracketed.unwrap_or(text);
    let field = field(body)?;
    let rest = slice(body, field.end..body.len());
    let value = if bracketed.is_some() {
        let rest = rest.strip_prefix('】')?;
        rest.strip_prefix(['：', ':']).unwrap_or(rest)
    } else {
        rest.strip_prefix(['：', ':'])?
    };
    Some(Lexed::new(field.value, text.len() - value.len()))
}

/// Whether a block has a label.
pub(super) fn has_label(text: &str) -> bool {
    !labels_of(text).is_empty()
}

/// The labels of a block.
pub(super) fn labels_of(text: &str) -> Vec<Label<Field>> {
    let ends = |c| matches!(c, '；' | ';' | '。' | '，' | ',' | '：' | ':' | '（');
    labels(text, ends, |rest, found: &[Label<Field>]| {
        // A label counts once per block; a repetition is an ordinary word.
        let used = |field| found.iter().any(|known| known.field == field);
        label_at(rest).filter(|label| !used(label.value))
    })
}
