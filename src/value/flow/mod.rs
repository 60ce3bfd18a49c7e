//! 流程图: flowcharts drawn with arrows or in Mermaid, and the graph of a process.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

pub use graph::{Graph, GraphEdge, GraphNode};

use super::Parsed;
use crate::model::{Process, Step};
use crate::prose::{
    Bracketed, is_balanced, is_blank, is_filler, is_han, numbered, opening_bracket, outside, slice,
    text_key, trimmed, unmarked,
};
use crate::vocabulary::Vocabulary;

mod graph;
mod mermaid;
mod row;
#[cfg(test)]
mod tests;

use row::{Row, row};

/// Spellings of an arrow; longer ones precede their prefixes.
const ARROWS: &[&str] = &[
    "———>",
    "——→",
    "——>",
    "—→",
    "—>",
    "-->",
    "--→",
    "->",
    "－>",
    "==>",
    "=>",
    "→",
    "⟶",
    "➡\u{fe0f}",
    "➡",
    "➔",
    "➜",
    "➝",
    "⇒",
    "⇨",
    "⟹",
    "↓",
    "⬇",
    "⇩",
    "»",
    "＞",
    ">",
];

/// Words between two stages that have the meaning of an arrow.
const NEXT_STEP: &[&str] = &["下一步：", "下一步:", "下一步"];

/// Reads a process chart: Mermaid, arrows (申请→受理→送达), numbered stages, or stages in a row.
///
/// ```
/// use shixiang::value::flow::read;
///
/// let graph = read("申请→受理→审查→送达").value.unwrap();
/// assert_eq!((graph.nodes.len(), graph.edges.len()), (4, 3));
///
/// let graph = read("flowchart TD\na[受理] -->|齐全| b{审查} & c[评审]").value.unwrap();
/// assert_eq!(graph.edges[0].label.as_deref(), Some("齐全"));
/// assert_eq!(graph.nodes[2].label, "评审");
/// ```
pub fn read(text: &str) -> Parsed<Graph> {
    if is_filler(text) {
        return Parsed::none();
    }
    if let Some(chart) = mermaid::body(text) {
        return mermaid::read(text, chart);
    }
    if is_arrowed(text) {
        return Parsed::of(arrows(text));
    }
    if let Some(list) = numbered(text, &|_| true)
        && list.entries.len() > 1
    {
        let labels = list.entries.into_iter().map(|point| {
            let name = point
                .split_once(['：', ':', '\n'])
                .map_or(point, |(name, _)| name);
            if trimmed(name).is_empty() || !is_balanced(name) {
                point
            } else {
                name
            }
        });
        let unread = Some(list.lead)
            .filter(|lead| !trimmed(lead).is_empty())
            .map(|lead| lead.trim().to_owned());
        return Parsed::of(chain(text, labels)).leaving(unread.into_iter().collect());
    }
    if let Some(Row {
        stages,
        rest,
        guess,
    }) = row(text)
    {
        let rest = (!rest.is_empty()).then(|| rest.to_owned());
        return Parsed::of(chain(text, stages.into_iter()))
            .guessing(guess)
            .leaving(rest.into_iter().collect());
    }
    Parsed::unread(text)
}

/// Whether a text is a chart in Mermaid or with arrows.
pub(crate) fn is_chart(text: &str) -> bool {
    is_mermaid(text) || is_arrowed(text)
}

/// Whether a text is a Mermaid flowchart.
pub(crate) fn is_mermaid(text: &str) -> bool {
    mermaid::body(text).is_some()
}

/// Whether stages of a text have arrows between them.
pub(super) fn is_arrowed(text: &str) -> bool {
    let mut stage = false;
    let mut at = 0;
    while let Some(c) = slice(text, at..text.len()).chars().next() {
        match arrow(text, at) {
            Some(_) if stage => return true,
            Some(length) => at += length,
            None => {
                stage |= c.is_alphabetic();
                at += c.len_utf8();
            }
        }
    }
    false
}

/// The length of the arrow at a byte offset of a text.
fn arrow(text: &str, at: usize) -> Option<usize> {
    let rest = slice(text, at..text.len());
    if let Some(word) = NEXT_STEP.iter().find(|word| rest.starts_with(**word)) {
        return Some(word.len());
    }
    let arrow = ARROWS.iter().find(|arrow| rest.starts_with(**arrow))?;
    // A > also compares numbers (>5) and closes tags; it is an arrow only between words.
    let pointed = |c: char| matches!(c, '>' | '＞' | '»');
    if arrow.chars().all(pointed) {
        let run: usize = rest
            .chars()
            .take(4)
            .take_while(|c| pointed(*c))
            .map(char::len_utf8)
            .sum();
        let before = slice(text, 0..at).trim_end_matches(' ').chars().next_back();
        let after = slice(rest, run..rest.len()).chars().find(|c| *c != ' ');
        let word =
            |c: Option<char>| c.is_some_and(|c| is_han(c) || matches!(c, '（' | '(' | '）' | ')'));
        return (word(before) && word(after)).then_some(run);
    }
    Some(arrow.len())
}

/// A graph of stages in a straight sequence.
fn chain<'t>(text: &'t str, labels: impl Iterator<Item = &'t str>) -> Graph {
    let mut graph = Graph::default();
    for label in labels {
        let label = trimmed(unmarked(label));
        if label.is_empty() {
            continue;
        }
        let at = graph.nodes.len();
        let range = range_of_slice(text, label);
        graph.nodes.push(GraphNode {
            id: format!("step-{}", at + 1),
            label: label.to_owned(),
            range,
        });
        if at > 0 {
            graph.link(at - 1, at, None);
        }
    }
    graph
}

/// The byte range of a slice within the text it was taken from.
fn range_of_slice(text: &str, slice: &str) -> Option<Range<usize>> {
    let start = (slice.as_ptr() as usize).checked_sub(text.as_ptr() as usize)?;
    (start + slice.len() <= text.len()).then(|| start..start + slice.len())
}

/// The graph of stages with arrows.
///
/// A stage named again is the same box, so that several lines can form branches.
fn arrows(text: &str) -> Graph {
    let mut graph = Graph::default();
    let mut known: HashMap<String, usize> = HashMap::new();
    let mut last: Option<usize> = None;
    let mut pending = false;
    for line in outside(text, |c| matches!(c, '\n' | '；' | ';' | '。')) {
        // A line that neither begins with an arrow nor follows one starts a new chain.
        if !pending && !starts_with_arrow(line) {
            last = None;
        }
        let mut start = 0;
        let mut at = 0;
        // An arrow in brackets belongs to the stage around it.
        let protects = is_balanced(line);
        let mut depth = 0_usize;
        loop {
            let arrow = if protects && depth > 0 {
                None
            } else {
                arrow(line, at)
            };
            let end = at >= line.len();
            if arrow.is_some() || end {
                let stage_text = trimmed(unmarked(slice(line, start..at)));
                // A bracket is a condition only after an arrow; otherwise it is part of the name.
                let Stage { condition, label } = match last.filter(|_| pending) {
                    Some(_) => Stage::of(stage_text),
                    None => Stage {
                        condition: None,
                        label: stage_text,
                    },
                };
                if !label.is_empty() {
                    let fresh = graph.nodes.len();
                    let to = *known.entry(text_key(label)).or_insert(fresh);
                    if to == fresh {
                        let id = format!("step-{}", fresh + 1);
                        graph.nodes.push(GraphNode {
                            id,
                            label: label.to_owned(),
                            range: range_of_slice(text, label),
                        });
                    }
                    if let Some(from) = last.filter(|_| pending) {
                        graph.link(from, to, condition.map(str::to_owned));
                    }
                    last = Some(to);
                    pending = false;
                }
                pending |= arrow.is_some() && last.is_some();
            }
            match arrow {
                Some(length) => {
                    at += length;
                    start = at;
                }
                None if end => break,
                None => {
                    let c = slice(line, at..line.len()).chars().next();
                    match c {
                        Some('（' | '(') => depth += 1,
                        Some('）' | ')') => depth = depth.saturating_sub(1),
                        _ => {}
                    }
                    at += c.map_or(1, char::len_utf8);
                }
            }
        }
    }
    graph
}

fn starts_with_arrow(line: &str) -> bool {
    let line = line.trim_start();
    ARROWS.iter().any(|arrow| line.starts_with(arrow))
        || NEXT_STEP.iter().any(|word| line.starts_with(word))
}

/// A stage between two arrows, with the condition in brackets before it: →（材料齐全）受理.
struct Stage<'t> {
    condition: Option<&'t str>,
    label: &'t str,
}

impl<'t> Stage<'t> {
    fn of(text: &'t str) -> Self {
        match opening_bracket(text) {
            Some(Bracketed { inside, after, .. })
                if !trimmed(after).is_empty() && !is_blank(inside) =>
            {
                Self {
                    condition: Some(inside.trim()),
                    label: trimmed(after),
                }
            }
            _ => Self {
                condition: None,
                label: text,
            },
        }
    }
}

/// Converts the steps of a process to a graph.
///
/// Without `next`, `fork`, `join` or `end`, the next step of the list follows. Each kind of ending
/// has its own box. Box `i` is step `i`; its id is the step's, or `step-N` if the step has none or
/// shares it with another.
///
/// ```
/// use shixiang::model::{Process, Step};
/// use shixiang::value::flow::graph_of;
///
/// let mut process = Process::default();
/// process.steps = vec![Step::default(), Step::default()];
/// let graph = graph_of(&process);
/// assert_eq!(graph.nodes[1].id, "step-2");
/// assert_eq!((graph.edges[0].from, graph.edges[0].to), (0, 1));
/// ```
pub fn graph_of(process: &Process) -> Graph {
    let mut graph = Graph::default();
    let mut ids: HashMap<Cow<'_, str>, usize> = HashMap::with_capacity(process.steps.len() * 2);
    for (at, step) in process.steps.iter().enumerate() {
        if let Some(id) = step
            .id
            .as_deref()
            .map(str::trim)
            .filter(|id| !id.is_empty())
        {
            ids.entry(Cow::Borrowed(id)).or_insert(at);
        }
    }
    for (at, step) in process.steps.iter().enumerate() {
        let own = step
            .id
            .as_deref()
            .map(str::trim)
            .filter(|id| ids.get(*id) == Some(&at));
        let id = own.map_or_else(
            || unique_id(&mut ids, &format!("step-{}", at + 1), at),
            str::to_owned,
        );
        graph.nodes.push(GraphNode {
            id,
            label: label_of_step(step, at),
            range: None,
        });
    }
    let mut ends: HashMap<String, usize> = HashMap::new();
    for (at, step) in process.steps.iter().enumerate() {
        let targets = step
            .next
            .iter()
            .map(|next| (next.to.as_str(), next.when.clone()))
            .chain(step.fork.iter().map(|to| (to.as_str(), None)))
            .chain(step.join.iter().map(|to| (to.as_str(), None)));
        let mut has_targets = false;
        for (to, when) in targets {
            has_targets = true;
            match ids.get(to.trim()).copied() {
                Some(to) => graph.link(at, to, when.filter(|when| !is_blank(when))),
                None => graph.dangling.push((at, to.to_owned())),
            }
        }
        if let Some(end) = &step.end {
            let kind = end.term().to_owned();
            let to = if let Some(to) = ends.get(&kind) {
                *to
            } else {
                let to = graph.nodes.len();
                let id = unique_id(&mut ids, &format!("finish-{}", ends.len() + 1), to);
                graph.nodes.push(GraphNode {
                    id,
                    label: kind.clone(),
                    range: None,
                });
                ends.insert(kind, to);
                to
            };
            graph.link(at, to, None);
        } else if !has_targets && at + 1 < process.steps.len() {
            graph.link(at, at + 1, None);
        }
    }
    graph
}

/// Returns `wanted`, with `x` appended until no other box has this id.
fn unique_id(ids: &mut HashMap<Cow<'_, str>, usize>, wanted: &str, at: usize) -> String {
    let mut id = wanted.to_owned();
    while ids.contains_key(id.as_str()) {
        id.push('x');
    }
    ids.insert(Cow::Owned(id.clone()), at);
    id
}

/// The text in the box of a step.
fn label_of_step(step: &Step, at: usize) -> String {
    let non_blank = |text: &Option<String>| {
        text.as_deref()
            .map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    non_blank(&step.name)
        .or_else(|| {
            step.stage
                .as_ref()
                .map(|stage| stage.term().trim().to_owned())
        })
        .or_else(|| non_blank(&step.action))
        .or_else(|| non_blank(&step.id))
        .filter(|label| !label.is_empty())
        .unwrap_or_else(|| format!("环节{}", at + 1))
}

/// Writes the steps of a process as a Mermaid flowchart, which [`read`] turns back into their
/// graph.
///
/// Targets that match no step are left out.
///
/// ```
/// use shixiang::model::{Process, Step};
/// use shixiang::value::flow::{graph_of, mermaid, read};
///
/// let mut step = Step::default();
/// step.name = Some("受理".into());
/// let mut process = Process::default();
/// process.steps = vec![step, Step::default()];
///
/// let chart = mermaid(&process);
/// assert_eq!(chart, "flowchart TD\n    step-1[\"受理\"]\n    step-2[\"环节2\"]\n    step-1 --> step-2\n");
/// assert_eq!(read(&chart).value.unwrap().edges, graph_of(&process).edges);
/// ```
pub fn mermaid(process: &Process) -> String {
    let graph = graph_of(process);
    let names = box_ids(&graph);
    let mut text = String::from("flowchart TD\n");
    for (at, (node, name)) in graph.nodes.iter().zip(&names).enumerate() {
        let choice = process
            .steps
            .get(at)
            .is_some_and(|step| step.next.len() > 1);
        let (open, close) = match process.steps.get(at) {
            None => ("([", "])"),
            Some(_) if choice => ("{", "}"),
            Some(_) => ("[", "]"),
        };
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "    {name}{open}\"{}\"{close}",
            escape_label(&node.label)
        );
    }
    for edge in &graph.edges {
        let (Some(from), Some(to)) = (names.get(edge.from), names.get(edge.to)) else {
            continue;
        };
        let label = edge.label.as_deref().map_or_else(String::new, |label| {
            format!("|\"{}\"|", escape_label(label))
        });
        let _ = writeln!(text, "    {from} -->{label} {to}");
    }
    text
}

/// An id that Mermaid accepts for each box: the box's own if possible, otherwise a numbered one.
fn box_ids(graph: &Graph) -> Vec<String> {
    let own: Vec<bool> = graph
        .nodes
        .iter()
        .map(|node| mermaid::is_id(&node.id))
        .collect();
    let mut used: HashMap<Cow<'_, str>, usize> = HashMap::new();
    for (at, (node, own)) in graph.nodes.iter().zip(&own).enumerate() {
        if *own {
            used.insert(Cow::Borrowed(&node.id), at);
        }
    }
    let name = |(at, (node, own)): (usize, (&GraphNode, &bool))| {
        if *own {
            node.id.clone()
        } else {
            unique_id(&mut used, &format!("box-{}", at + 1), at)
        }
    };
    graph.nodes.iter().zip(&own).enumerate().map(name).collect()
}

/// Escapes a text for the quotes of a Mermaid label.
fn escape_label(text: &str) -> String {
    let mut label = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '"' => label.push_str("#quot;"),
            '#' => label.push_str("#35;"),
            '&' => label.push_str("#38;"),
            '<' => label.push_str("#lt;"),
            '>' => label.push_str("#gt;"),
            '`' => label.push_str("#96;"),
            '|' => label.push_str("#124;"),
            '\n' => label.push_str("<br/>"),
            '\r' => label.push_str("#13;"),
            c => label.push(c),
        }
    }
    label
}
