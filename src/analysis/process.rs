//! The process of an item as a graph, and the stages its step names imply.

use super::graph::{Ways, holds};
use crate::model::{Process, ServiceItem, Step};
use crate::value::flow::{Graph, graph_of};
use crate::value::stage::stages;
use crate::vocabulary::{EndKind, Stage, Vocabulary};

/// Maximum number of steps analysed as a graph, because the time grows with their square.
const MAX_STEPS: usize = 1000;

/// The process of the item's own guide as a graph.
#[derive(Debug)]
pub(crate) enum Drawing<'a> {
    /// There are no steps.
    NoSteps,
    /// Too many steps and branches.
    TooLarge,
    /// The graph.
    Drawn(Drawn<'a>),
}

/// The steps of an item and their graph: node `i` is step `i`, followed by the end nodes.
#[derive(Debug)]
pub(crate) struct Drawn<'a> {
    /// The steps.
    pub(crate) steps: &'a [Step],
    /// The edges of the graph.
    pub(crate) ways: Ways,
    /// Steps with an arrow to an unknown step.
    pub(crate) dangling: Vec<usize>,
    /// Whether the graph is sound: every target refers to exactly one step.
    pub(crate) is_sound: bool,
    process: &'a Process,
    /// The names of the end nodes.
    ends: Vec<&'a str>,
    edges: Vec<(usize, usize)>,
}

fn process(item: &ServiceItem) -> Option<&Process> {
    let process = item.process()?;
    (!process.steps.is_empty()).then_some(process)
}

/// Builds the graph of the steps.
pub(super) fn draw(item: &ServiceItem) -> Drawing<'_> {
    let Some(process) = process(item) else {
        return Drawing::NoSteps;
    };
    let steps = process.steps.as_slice();
    let arrows = |step: &Step| step.next.len() + step.fork.len();
    let size = steps.len() + steps.iter().map(arrows).sum::<usize>();
    if size > MAX_STEPS {
        return Drawing::TooLarge;
    }
    let mut ends: Vec<&str> = Vec::new();
    for end in steps.iter().filter_map(|step| step.end.as_ref()) {
        if !ends.contains(&end.term()) {
            ends.push(end.term());
        }
    }
    let ids = ids(steps);
    let is_single = ids.windows(2).all(|pair| match pair {
        [(a, _), (b, _)] => a != b,
        _ => true,
    });
    let mut dangling = Vec::new();
    let edges = edges(steps, &ids, &ends).unwrap_or_else(|| {
        // The target may be an id that `graph_of` generated.
        let graph = graph_of(process);
        dangling.extend(graph.dangling.iter().map(|(from, _)| *from));
        graph
            .edges
            .iter()
            .map(|edge| (edge.from, edge.to))
            .collect()
    });
    Drawing::Drawn(Drawn {
        steps,
        ways: Ways::new(steps.len() + ends.len(), edges.iter().copied()),
        is_sound: dangling.is_empty() && is_single,
        dangling,
        process,
        ends,
        edges,
    })
}

/// The edges as [`graph_of`] draws them, if each target is the id of a step.
fn edges(steps: &[Step], ids: &[(&str, usize)], ends: &[&str]) -> Option<Vec<(usize, usize)>> {
    let step_of = |to: &str| {
        let at = ids.partition_point(|(id, _)| *id < to.trim());
        let (id, step) = ids.get(at)?;
        (*id == to.trim()).then_some(*step)
    };
    let mut edges = Vec::with_capacity(steps.len() * 2);
    for (at, step) in steps.iter().enumerate() {
        let next = step.next.iter().map(|next| &next.to);
        let before = edges.len();
        for to in next.chain(&step.fork).chain(&step.join) {
            edges.push((at, step_of(to)?));
        }
        if let Some(end) = &step.end {
            let end = ends.iter().position(|term| *term == end.term())?;
            edges.push((at, steps.len() + end));
        } else if edges.len() == before && at + 1 < steps.len() {
            edges.push((at, at + 1));
        }
    }
    Some(edges)
}

impl Drawn<'_> {
    /// The graph with labelled boxes and arrows.
    pub(crate) fn graph(&self) -> Graph {
        graph_of(self.process)
    }

    /// Whether every path from the first step to completion passes through this one.
    pub(crate) fn must_pass(&self, step: usize) -> bool {
        let edges = self.edges.iter().copied();
        let kept = edges.filter(|(from, to)| *from != step && *to != step);
        let reached = Ways::new(self.ways.len(), kept).reach((step != 0).then_some(0));
        let completed = |at: usize| {
            let end = at.checked_sub(self.steps.len());
            let end = end.and_then(|end| self.ends.get(end));
            self.ways.after(at).is_empty()
                && end.is_none_or(|end| *end == EndKind::Completed.term())
        };
        !(0..self.ways.len()).any(|at| holds(&reached, at) && completed(at))
    }
}

/// The ids of steps with their steps, in alphabetical order; equal ids in the order of steps.
fn ids(steps: &[Step]) -> Vec<(&str, usize)> {
    let ids = steps
        .iter()
        .enumerate()
        .filter_map(|(at, step)| Some((step.id.as_deref()?.trim(), at)))
        .filter(|(id, _)| !id.is_empty());
    let mut ids: Vec<(&str, usize)> = ids.collect();
    ids.sort_unstable();
    ids
}

/// Steps whose id an earlier step already has, with that step.
pub(crate) fn repeated(steps: &[Step]) -> Vec<(usize, usize)> {
    let mut found: Vec<(usize, usize)> = ids(steps)
        .chunk_by(|(a, _), (b, _)| a == b)
        .filter_map(|same| same.split_first())
        .flat_map(|((_, first), later)| later.iter().map(|(_, at)| (*at, *first)))
        .collect();
    found.sort_unstable();
    found
}

/// For each step, its stages: the one it states and those its name implies.
#[derive(Debug)]
pub(crate) struct Stages(Vec<Vec<Stage>>);

impl Stages {
    /// Computes the stages of all steps of an item.
    pub(super) fn of_steps(item: &ServiceItem) -> Self {
        let steps = process(item).map_or(&[][..], |process| &process.steps);
        Self(steps.iter().map(stages_of).collect())
    }

    /// The stages of one step.
    pub(crate) fn of(&self, at: usize) -> &[Stage] {
        self.0.get(at).map_or(&[], Vec::as_slice)
    }

    /// Whether the case is decided in the step, but neither received nor accepted.
    pub(crate) fn only_decides(&self, at: usize) -> bool {
        let taken_in = |stage: &Stage| matches!(stage, Stage::Receipt | Stage::Acceptance);
        let stages = self.of(at);
        stages.contains(&Stage::Decision) && !stages.iter().any(taken_in)
    }
}

fn stages_of(step: &Step) -> Vec<Stage> {
    let mut found = step.name.as_deref().map(stages).unwrap_or_default();
    let stated = step.stage.as_ref().filter(|stage| stage.is_listed());
    if let Some(stage) = stated.filter(|stage| !found.contains(stage)) {
        found.push(stage.clone());
    }
    found
}
