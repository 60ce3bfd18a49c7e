//! 办理流程: steps written as numbered blocks, as labelled lines, as points or with arrows.

use std::fmt::Write as _;

use super::flow;
use super::stage::stage;
use super::{Parsed, limit};
use crate::model::{Limit, Next, Step};
use crate::prose::{
    Label, Labelled, Lexed, Numbered, at_labels, first_chars, is_filler, is_longer, is_one_clause,
    is_one_sentence, labels, numbered, outside, slice, trimmed, unmarked,
};
use crate::vocabulary::{Actor, Vocabulary};
use crate::words;

/// A name of a step is not longer, in characters; a longer text is what is done in it.
const MAX_NAME_CHARS: usize = 20;

/// A field of a step, as labels announce it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Name,
    Action,
    Output,
    Criteria,
    Limit,
    Actor,
    Body,
    Inputs,
}

/// Labels of the fields; of two that fit, the longer one is meant.
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

/// Reads the steps of a process.
///
/// Numbered blocks may contain labelled lines (办理步骤, 办理结果, 审查标准, 办理时限, 办理人员 …); a text with arrows
/// is read like [`flow::read`] does. Steps get an `id` and `next` only if the text is a chart that
/// branches.
///
/// ```
/// use shixiang::value::steps::read;
/// use shixiang::vocabulary::Stage;
///
/// let text = "1.收件与受理：办理步骤\n办理结果：受理通知书\n审查标准：材料齐全\n2.审查与决定：办理步骤\n办理结果：许可决定";
/// let steps = read(text).value.unwrap();
///
/// assert_eq!(steps[0].stage, Some(Stage::Acceptance));
/// assert_eq!(steps[0].output.as_deref(), Some("受理通知书"));
/// assert_eq!(steps[1].name.as_deref(), Some("审查与决定"));
/// assert_eq!(read("申请→受理→送达").value.unwrap().len(), 3);
/// ```
pub fn read(text: &str) -> Parsed<Vec<Step>> {
    if is_filler(text) {
        return Parsed::none();
    }
    let mut unread = Vec::new();
    let list = labelled(text).or_else(|| numbered(text, &|_| true));
    let (lead, blocks) = match list {
        Some(list) => (list.lead, list.entries),
        None if flow::is_chart(text) => return drawn(text),
        None => ("", text.lines().collect()),
    };
    if blocks.len() > 1 && flow::is_arrowed(text) && !blocks.iter().any(|block| has_label(block)) {
        return drawn(text);
    }
    if !trimmed(lead).is_empty() {
        unread.push(lead.trim().to_owned());
    }
    let steps: Vec<Step> = blocks
        .into_iter()
        .filter(|block| !trimmed(block).is_empty())
        .map(|block| step(block, &mut unread))
        .collect();
    let value = (!steps.is_empty()).then_some(steps);
    Parsed {
        value,
        unread,
        guess: None,
        empty: false,
    }
}

/// Writes steps in the form [`read`] accepts: numbered blocks with labelled lines.
///
/// Ways on (`next`, `fork`, `join`, `end`) are not written; [`flow::mermaid`] writes them.
pub fn write(steps: &[Step]) -> String {
    let mut text = String::new();
    for (at, step) in steps.iter().enumerate() {
        let name = step
            .name
            .as_deref()
            .map_or_else(|| format!("环节{}", at + 1), |name| name.replace('\n', " "));
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{}.{name}：办理步骤", at + 1);
        let inputs = (!step.inputs.is_empty()).then(|| step.inputs.join("、"));
        let actor = step.actor.as_ref().map(ToString::to_string);
        let limit = step.limit.as_ref().map(limit::write);
        for (label, value) in [
            ("办理内容", step.action.as_ref()),
            ("办理人员", actor.as_ref()),
            ("办理单位", step.body.as_ref()),
            ("办理时限", limit.as_ref()),
            ("所需材料", inputs.as_ref()),
            ("办理结果", step.output.as_ref()),
            ("审查标准", step.criteria.as_ref()),
        ] {
            if let Some(value) = value {
                let _ = writeln!(text, "{label}：{value}");
            }
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The blocks of a numbered list whose heads are told by the labelled lines under them.
///
/// The text of a block often holds a numbered list of its own, whose second point would pass for the
/// second block; so a head is one only where a label or the word 办理步骤 follows the name.
fn labelled(text: &str) -> Option<Numbered<'_>> {
    let head = |rest: &str| {
        // Name and label stand within this; a look at all of the rest for each mark takes too long.
        let rest = first_chars(rest, 4 * MAX_NAME_CHARS);
        let (line, below) = rest.split_once('\n').unwrap_or((rest, ""));
        let (name, after) = line.split_once(['：', ':']).unwrap_or((line, ""));
        let name = trimmed(name);
        let after = trimmed(after);
        let follows =
            if after.is_empty() || field(after).is_some_and(|field| field.end == after.len()) {
                below.trim_start()
            } else {
                after
            };
        let short = !name.is_empty() && !is_longer(name, MAX_NAME_CHARS);
        short && is_one_clause(name) && starts_with_label(follows)
    };
    numbered(text, &head)
}

/// The field whose label starts a text.
fn field(text: &str) -> Option<Lexed<Field>> {
    LABELS
        .iter()
        .filter(|(label, _)| text.starts_with(label))
        .max_by_key(|(label, _)| label.len())
        .map(|(label, field)| Lexed::new(*field, label.len()))
}

/// Whether a text starts with a label and a colon.
fn starts_with_label(text: &str) -> bool {
    label_at(text).is_some()
}

/// The field that a text starts with a label for, its colon or brackets included.
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

fn has_label(text: &str) -> bool {
    !labels_of(text).is_empty()
}

/// The labels of a block.
fn labels_of(text: &str) -> Vec<Label<Field>> {
    let ends = |c| matches!(c, '；' | ';' | '。' | '，' | ',' | '：' | ':' | '（');
    labels(text, ends, |rest, found: &[Label<Field>]| {
        // One label stands once in a block; again, it is a word of the text before it.
        let used = |field| found.iter().any(|known| known.field == field);
        label_at(rest).filter(|label| !used(label.value))
    })
}

/// One step from its block, which begins after the number.
fn step(block: &str, unread: &mut Vec<String>) -> Step {
    let mut step = Step::default();
    let block = unmarked(block);
    let parts = at_labels(block, labels_of(block));
    name_and_action(&mut step, parts.lead);
    for Labelled { field, value } in parts.values {
        let value = value.trim().trim_end_matches(['；', ';', '，', ',']).trim();
        // 无 as the result is an answer: this step gives no paper.
        let none = field == Field::Output && words::NONE_WORD.is(trimmed(value));
        if !is_filler(value) || none {
            set(&mut step, field, value, unread);
        }
    }
    let said = step
        .name
        .as_deref()
        .or(step.action.as_deref())
        .unwrap_or_default();
    step.stage = stage(said);
    step
}

/// Takes the name, and what is done where it stands behind the name.
fn name_and_action(step: &mut Step, head: &str) {
    let (name, action) = match head.split_once(['：', ':', '\n']) {
        Some((name, action)) if !is_longer(trimmed(name), MAX_NAME_CHARS) => {
            (trimmed(name), action.trim())
        }
        _ => match head.split_once('。') {
            // （一）受理。窗口收到材料后…
            Some((name, action))
                if !is_filler(action) && stage(trimmed(name)).is_some() && short(trimmed(name)) =>
            {
                (trimmed(name), action.trim())
            }
            _ => (trimmed(head), ""),
        },
    };
    if short(name) {
        if !name.is_empty() {
            step.name = Some(name.to_owned());
        }
    } else {
        step.action = Some(head.trim().to_owned());
        return;
    }
    // The bare words 办理步骤 are the heading of an empty field.
    let heading = field(action).is_some_and(|field| field.end == trimmed(action).len());
    if !heading && !is_filler(action) {
        step.action = Some(action.to_owned());
    }
}

fn short(name: &str) -> bool {
    !is_longer(name, MAX_NAME_CHARS) && is_one_sentence(name)
}

fn set(step: &mut Step, field: Field, value: &str, unread: &mut Vec<String>) {
    let text = Some(value.to_owned());
    match field {
        Field::Name if step.name.is_none() => step.name = text,
        Field::Name => unread.push(value.to_owned()),
        Field::Action => {
            step.action = match step.action.take() {
                Some(action) => Some(format!("{action}\n{value}")),
                None => text,
            };
        }
        Field::Output => step.output = text,
        Field::Criteria => step.criteria = text,
        Field::Body => step.body = text,
        Field::Actor => {
            step.actor = Some(Actor::recognise(value).unwrap_or_else(|| Actor::parse(value)));
        }
        Field::Inputs => {
            let names = outside(value, |c| matches!(c, '、' | '；' | ';' | '\n'));
            step.inputs = names
                .into_iter()
                .map(trimmed)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
        }
        Field::Limit => step.limit = Some(time(value)),
    }
}

/// A limit; what the reader of limits cannot use stays as its wording.
fn time(value: &str) -> Limit {
    let reading = limit::read(value);
    let whole = reading.unread.is_empty();
    let mut limit = reading.value.unwrap_or_default();
    if !whole || limit == Limit::default() {
        limit.text = Some(value.to_owned());
    }
    limit
}

/// Steps of a text that is drawn with arrows or as a chart.
fn drawn(text: &str) -> Parsed<Vec<Step>> {
    flow::read(text).map(|graph| steps_of(&graph))
}

/// The steps of a chart, in the order of its boxes.
///
/// A chart that only goes from each box to the next needs no `id` and no `next`.
pub(crate) fn steps_of(graph: &flow::Graph) -> Vec<Step> {
    let straight = graph.edges.len() + 1 == graph.nodes.len()
        && graph
            .edges
            .iter()
            .enumerate()
            .all(|(at, edge)| edge.from == at && edge.to == at + 1 && edge.label.is_none());
    let mut steps: Vec<Step> = graph
        .nodes
        .iter()
        .map(|node| Step {
            id: (!straight).then(|| node.id.clone()),
            name: Some(node.label.clone()),
            stage: stage(&node.label),
            ..Step::default()
        })
        .collect();
    if !straight {
        for edge in &graph.edges {
            let to = graph.nodes.get(edge.to).map(|node| node.id.clone());
            if let (Some(step), Some(to)) = (steps.get_mut(edge.from), to) {
                step.next.push(Next {
                    to,
                    when: edge.label.clone(),
                });
            }
        }
        // Without a way on, a box in the middle would run into the next one of the list.
        let last = steps.len().saturating_sub(1);
        for step in steps
            .iter_mut()
            .take(last)
            .filter(|step| step.next.is_empty())
        {
            let label = step.name.as_deref().unwrap_or_default();
            let end = crate::vocabulary::EndKind::recognise(label);
            step.end = Some(end.unwrap_or(crate::vocabulary::EndKind::Completed));
        }
    }
    steps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::vocabulary::Stage;

    #[test]
    fn a_list_inside_a_block_stays_inside() {
        let text = "1.收件与受理：办理步骤\n办理结果：受理\n2.转入：不是环节\n审查标准：\n2.审查与决定：办理步骤\n办理结果：同意";
        let steps = read(text).value.unwrap();
        assert_eq!(steps.len(), 2);
        assert_eq!(steps[0].output.as_deref(), Some("受理\n2.转入：不是环节"));
        assert_eq!(steps[0].action, None);
        assert_eq!(steps[1].stage, Some(Stage::Decision));
    }

    #[test]
    fn plain_points_are_steps() {
        let steps = read("（一）申请。申请人提交材料。\n（二）受理：窗口当场受理；办理人员：窗口人员；办理时限：1个工作日").value.unwrap();
        assert_eq!(steps[0].name.as_deref(), Some("申请"));
        assert_eq!(steps[1].action.as_deref(), Some("窗口当场受理；"));
        assert_eq!(steps[1].actor, Some(Actor::WindowClerk));
        assert!(steps[1].limit.is_some());
    }

    #[test]
    fn branches_keep_their_ways() {
        let steps = read(
            "flowchart TD\na[受理] -->|齐全| b[审查]\na -->|不齐全| c[不予受理]\nb --> d[送达]",
        )
        .value
        .unwrap();
        assert_eq!(steps[0].next.len(), 2);
        assert_eq!(steps[2].end, Some(crate::vocabulary::EndKind::NotAccepted));
    }

    #[test]
    fn no_result_is_a_result() {
        let steps = read("1.受理\n办理结果：无\n2.送达\n办理结果：\n审查标准：无")
            .value
            .unwrap();
        assert_eq!(steps[0].output.as_deref(), Some("无"));
        assert_eq!((&steps[1].output, &steps[1].criteria), (&None, &None));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>(), blocks in "[1-3.、：受理办理步骤结果\n→ （）]{0,40}") {
            let _ = (read(&text), read(&blocks));
        }

        #[test]
        fn written_steps_are_read_again(names in proptest::collection::vec("[受审决送]{2,6}", 1..5), output in "[甲乙丙]{1,8}") {
            let steps: Vec<Step> = names
                .into_iter()
                .map(|name| Step { stage: stage(&name), name: Some(name), output: Some(output.clone()), ..Step::default() })
                .collect();
            prop_assert_eq!(read(&write(&steps)).value.unwrap(), steps);
        }
    }
}
