//! Draws, aligns and compares the published chart and the narrative with the steps.

use super::graph::{Difference, Label, align, compare};
use super::helpers::{Drawn, draw};
use crate::analysis::Ways;
use crate::engine::Context;
use crate::i18n::Text;
use crate::model::{Flowchart, ServiceItem};
use crate::path::Path;
use crate::prose::is_filler;
use crate::value::flow::{Graph, GraphEdge, GraphNode, read};
use crate::vocabulary::{EndKind, Stage, Vocabulary};
use crate::words;

/// Maximum number of boxes that are compared: every box is compared with every other.
const MAX_BOXES: usize = 200;

/// The published chart as a graph; `None` if it is only a picture or cannot be read.
pub(super) fn chart(chart: &Flowchart) -> Option<Graph> {
    if !chart.nodes.is_empty() {
        return Some(graph_of_boxes(chart));
    }
    let text = chart.mermaid.as_deref().filter(|text| !is_filler(text))?;
    read(text).value.filter(|graph| !graph.nodes.is_empty())
}

/// Whether all of the chart could be read. Unreadable parts have a finding of their own, and their absence from
/// the graph must not cause further ones.
fn is_whole(chart: &Flowchart) -> bool {
    if chart.nodes.is_empty() {
        let text = chart.mermaid.as_deref().filter(|text| !is_filler(text));
        return text.is_none_or(|text| super::unreadable_chart_line::unread(text).is_empty());
    }
    let known = |id: &str| chart.nodes.iter().any(|node| node.id.trim() == id.trim());
    chart
        .edges
        .iter()
        .all(|edge| known(&edge.from) && known(&edge.to))
}

/// A chart given as boxes and arrows.
fn graph_of_boxes(chart: &Flowchart) -> Graph {
    let mut graph = Graph::default();
    for node in &chart.nodes {
        let label = node.label.as_deref().filter(|label| !is_filler(label));
        graph.nodes.push(GraphNode {
            id: node.id.trim().to_owned(),
            label: label.unwrap_or(&node.id).trim().to_owned(),
            range: None,
        });
    }
    let find = |id: &str| {
        chart
            .nodes
            .iter()
            .position(|node| node.id.trim() == id.trim())
    };
    for edge in &chart.edges {
        if let (Some(from), Some(to)) = (find(&edge.from), find(&edge.to)) {
            graph.edges.push(GraphEdge {
                from,
                to,
                label: edge.label.clone(),
            });
        }
    }
    graph
}

/// The steps and another drawing, with their differences.
pub(super) struct Compared<'a> {
    /// The steps.
    pub(super) drawn: &'a Drawn<'a>,
    /// The drawing.
    pub(super) other: Graph,
    /// Their differences; the steps are on the left.
    pub(super) difference: Difference,
    /// Whether most boxes are in both.
    pub(super) alike: bool,
}

/// Compares the steps with the published chart.
pub(super) fn beside_chart<'a>(item: &ServiceItem, cx: &mut Context<'a>) -> Option<Compared<'a>> {
    let flowchart = item.process()?.flowchart.as_ref()?;
    let drawn = draw(cx)?;
    if !is_whole(flowchart) {
        cx.cannot_judge(Text::new(
            "流程图里有读不懂的行，或有连线指向没有的节点",
            "the flowchart has lines that cannot be read, or arrows to boxes that do not exist",
        ));
        return None;
    }
    let Some(other) = chart(flowchart) else {
        if flowchart.image.is_some() {
            cx.cannot_judge(Text::new(
                "流程图只有图片，不能与环节比对",
                "the flowchart is only a picture and cannot be compared with the steps",
            ));
        }
        return None;
    };
    compare_with(drawn, other, true, cx)
}

/// Compares the steps with the narrative, if its stages are separated by arrows or numbers.
pub(super) fn beside_narrative<'a>(
    item: &ServiceItem,
    cx: &mut Context<'a>,
) -> Option<Compared<'a>> {
    let text = item
        .process()?
        .narrative
        .as_deref()
        .filter(|text| !is_filler(text))?;
    let drawn = draw(cx)?;
    let reading = read(text);
    let other = reading.value.filter(|graph| graph.nodes.len() > 1);
    let Some(other) = other.filter(|_| reading.guess.is_none()) else {
        cx.cannot_judge(Text::new(
            "流程文字没有用箭头或编号分出环节",
            "the narrative does not separate its stages by arrows or numbers",
        ));
        return None;
    };
    let mut both = compare_with(drawn, other, false, cx)?;
    // A narrative describes the usual way; steps that can be bypassed (补正, 不予许可) may be missing.
    let (drawn, missing) = (both.drawn, &mut both.difference.only_left);
    missing.retain(|at| drawn.must_pass(*at));
    Some(both)
}

fn compare_with<'a>(
    drawn: &'a Drawn<'a>,
    other: Graph,
    ids: bool,
    cx: &mut Context<'_>,
) -> Option<Compared<'a>> {
    if drawn.ways.len() > MAX_BOXES || other.nodes.len() > MAX_BOXES {
        cx.cannot_judge(Text::new(
            "框太多，不作比对",
            "there are too many boxes to compare",
        ));
        return None;
    }
    let (left, right) = (labels_of_steps(drawn, ids), labels_of_boxes(&other, ids));
    let (ours, theirs) = align(&left, &right);
    let ways = Ways::of(&other);
    let mut difference = compare((&drawn.ways, &ways), &ours, &theirs);
    // Opening and closing boxes, and ends of the process, need no counterpart.
    difference.only_left.retain(|at| {
        drawn.steps.get(*at).is_some_and(|step| {
            let ends = step.end.is_some() && drawn.ways.after(*at).len() < 2;
            !is_frame(&left, *at) && !ends
        })
    });
    (difference.only_right)
        .retain(|at| !is_frame(&right, *at) && needs_step(drawn, &other, &ways, *at));
    let aligned = theirs.iter().flatten().count();
    let lone = difference.only_right.len();
    // If most boxes of the other drawing are unmatched, it is another drawing altogether.
    let alike = aligned >= 2 && aligned > lone || lone == 0;
    let last = drawn.steps.len();
    let of_steps = |(from, to): &(usize, usize)| *from < last && *to < last;
    difference.ways_left.retain(of_steps);
    let ended =
        |class: Option<usize>| class.is_some() && ours.iter().skip(last).any(|end| *end == class);
    difference
        .ways_right
        .retain(|(from, _)| !ended(theirs.get(*from).copied().flatten()));
    Some(Compared {
        drawn,
        other,
        difference,
        alike,
    })
}

/// What the steps are called; with their ids, if the other drawing uses the same.
fn labels_of_steps(drawn: &Drawn<'_>, ids: bool) -> Vec<Label> {
    (drawn.graph().nodes.iter().enumerate())
        .map(|(at, node)| {
            let step = drawn.steps.get(at);
            let own = step.and_then(|step| step.id.as_deref()).filter(|_| ids);
            let stage = step.and_then(|step| step.stage.as_ref());
            Label::new(own, &[&node.label, stage.map_or("", Vocabulary::term)])
        })
        .collect()
}

fn labels_of_boxes(graph: &Graph, ids: bool) -> Vec<Label> {
    (graph.nodes.iter())
        .map(|node| Label::new(Some(node.id.as_str()).filter(|_| ids), &[&node.label]))
        .collect()
}

/// Whether a box of the other drawing stands for a step: not for a question, a result of a step or an end.
fn needs_step(drawn: &Drawn<'_>, other: &Graph, ways: &Ways, at: usize) -> bool {
    let label = other.nodes.get(at).map_or("", |node| node.label.as_str());
    let mut outputs = (drawn.steps.iter()).filter_map(|step| step.output.as_deref());
    let is_end = || ways.after(at).is_empty() && EndKind::recognise(label).is_some();
    !is_question(label) && !outputs.any(|output| output.contains(label)) && !is_end()
}

/// Whether a box only opens or closes the drawing: 开始, 申请, 归档, 结束.
fn is_frame(labels: &[Label], at: usize) -> bool {
    let Some(label) = labels.get(at) else {
        return true;
    };
    let word = |name: &String| {
        words::CHART_FRAME.occurs_in(name) || words::CHART_FRAME.is(&name.to_ascii_lowercase())
    };
    let frame = |stage: &Stage| matches!(stage, Stage::Application | Stage::Closing);
    label.names.is_empty()
        || label.names.iter().any(word)
        || (!label.stages.is_empty() && label.stages.iter().all(frame))
}

/// Whether a box is a question, which steps state as the condition of a branch.
fn is_question(label: &str) -> bool {
    let ends = label.trim_end().ends_with(['?', '？', '吗']);
    ends || label.contains("是否") || label.contains("能否") || label.contains("可否")
}

/// The path of the published chart: its text or its list of boxes.
pub(super) fn chart_at(item: &ServiceItem) -> Path {
    let place = super::helpers::place().then("flowchart");
    let flowchart = item
        .process()
        .and_then(|process| process.flowchart.as_ref());
    if flowchart.is_some_and(|chart| !chart.nodes.is_empty()) {
        place
    } else {
        place.then("mermaid")
    }
}

/// The path of a box of the published chart, and the words to mark there.
pub(super) fn box_at(item: &ServiceItem, graph: &Graph, at: usize) -> (Path, Option<String>) {
    let place = chart_at(item);
    let flowchart = item
        .process()
        .and_then(|process| process.flowchart.as_ref());
    if flowchart.is_some_and(|chart| !chart.nodes.is_empty()) {
        return (place.then("nodes").then(at), None);
    }
    (place, graph.nodes.get(at).map(|node| node.label.clone()))
}

/// The label of a box.
pub(super) fn label(graph: &Graph, at: usize) -> &str {
    graph
        .nodes
        .get(at)
        .map(|node| node.label.as_str())
        .unwrap_or_default()
}
