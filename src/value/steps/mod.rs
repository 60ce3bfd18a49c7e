//! 办理流程: steps written as numbered blocks, as labelled lines, as points, with arrows or in a row.

use std::borrow::Cow;
use std::fmt::Write as _;

mod block;
mod label;
#[cfg(test)]
mod tests;

use super::stage::stage;
use super::{Parsed, flow, limit};
use crate::model::{Next, Step};
use crate::prose::{
    Numbered, first_chars, is_balanced, is_filler, is_longer, is_numeral, is_one_clause, numbered,
    trimmed, unmarked, without_loose,
};
use crate::vocabulary::Vocabulary;
use block::{MAX_NAME_CHARS, begin_with_names, named, step};
use label::{field, has_label, starts_with_label};

/// Reads the steps of a process.
///
/// Numbered blocks may contain labelled lines (办理步骤, 办理结果, 审查标准, 办理时限, 办理人员 …);
/// a text with arrows, or with dashes or marks between stages, is read as by [`flow::read`]. Steps
/// get an `id` and `next` only if the text is a chart with branches.
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
    if is_by_case(text) {
        return Parsed::unread(text);
    }
    let mut read = blocks(text);
    // Splitting at an entry or a stage inside a bracket would cut the bracket in two.
    if text.lines().all(is_balanced) {
        let steps = read.value.iter_mut().flatten();
        let said = steps.flat_map(|step| [&mut step.name, &mut step.action]);
        for part in said.flatten().chain(&mut read.unread) {
            if let Cow::Owned(whole) = without_loose(part) {
                *part = whole;
            }
        }
    }
    read
}

/// Whether a text lists the steps for one case after another, which one list of steps cannot show: 情形一：个人申请.
fn is_by_case(text: &str) -> bool {
    let names_case = |line: &str| {
        let line = unmarked(line.trim_start()).trim_start_matches(['【', '[', '“']);
        let number = line.strip_prefix("情形").unwrap_or_default();
        number.starts_with(is_numeral)
    };
    text.lines().any(names_case)
}

fn blocks(text: &str) -> Parsed<Vec<Step>> {
    let mut unread = Vec::new();
    let list = labelled_blocks(text).or_else(|| numbered(text, &|_| true));
    let (lead, blocks) = if let Some(list) = list {
        (list.lead, list.entries)
    } else {
        let drawn = read_chart(text);
        if drawn.value.is_some() {
            return drawn;
        }
        ("", text.lines().collect())
    };
    if blocks.len() > 1 && flow::is_arrowed(text) && !blocks.iter().any(|block| has_label(block)) {
        return read_chart(text);
    }
    if !trimmed(lead).is_empty() {
        unread.push(lead.trim().to_owned());
    }
    let named = begin_with_names(&blocks);
    let steps: Vec<Step> = blocks
        .into_iter()
        .filter(|block| !trimmed(block).is_empty())
        .map(|block| step(block, named, &mut unread))
        .collect();
    Parsed::list(steps, unread)
}

/// Writes steps in the form [`read`] accepts: numbered blocks with labelled lines.
///
/// Branches (`next`, `fork`, `join`, `end`) are not written; [`flow::mermaid`] writes them.
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

/// The blocks of a numbered list, recognised by the labelled lines under each head.
///
/// A block often contains a numbered list, whose second entry would look like the second block; so
/// a head counts only if a label or the word 办理步骤 follows the name.
fn labelled_blocks(text: &str) -> Option<Numbered<'_>> {
    let head = |rest: &str| {
        // Bounded, so that reading stays linear.
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

/// Reads the steps of a chart.
fn read_chart(text: &str) -> Parsed<Vec<Step>> {
    flow::read(text).map(|graph| steps_of(&graph))
}

/// The steps of a chart, in the order of its boxes.
///
/// A chart without branches needs no `id` and no `next`.
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
        .map(|node| {
            let (name, limit) = named(&node.label);
            Step {
                id: (!straight).then(|| node.id.clone()),
                name: Some(name.to_owned()),
                stage: stage(name),
                limit,
                ..Step::default()
            }
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
        // Without an explicit end, a box in the middle would lead to the next box of the list.
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
