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
    /// There are too many steps and branches.
    TooLarge,
    /// The graph.
    Drawn(Drawn<'a>),
}

/// The steps of an item and their graph.
#[derive(Debug)]
pub(crate) struct Drawn<'a> {
    /// The steps.
    pub(crate) steps: &'a [Step],
    /// Their graph: node `i` is step `i`, followed by the end nodes.
    pub(crate) graph: Graph,
    /// The edges of the graph.
    pub(crate) ways: Ways,
    /// Whether the graph is sound: every target refers to exactly one step.
    pub(crate) is_sound: bool,
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
    let arrows = |step: &Step| step.next.len() + step.fork.len();
    let size = process.steps.len() + process.steps.iter().map(arrows).sum::<usize>();
    if size > MAX_STEPS {
        return Drawing::TooLarge;
    }
    let graph = graph_of(process);
    let ways = Ways::of(&graph);
    let is_sound = graph.dangling.is_empty() && repeated(&process.steps).is_empty();
    Drawing::Drawn(Drawn {
        steps: &process.steps,
        graph,
        ways,
        is_sound,
    })
}

impl Drawn<'_> {
    /// Whether every path from the first step to completion passes through this one.
    pub(crate) fn must_pass(&self, step: usize) -> bool {
        let edges = self.graph.edges.iter().map(|edge| (edge.from, edge.to));
        let kept = edges.filter(|(from, to)| *from != step && *to != step);
        let reached = Ways::new(self.ways.len(), kept).reach((step != 0).then_some(0));
        let completed = |at: usize| {
            let end = at >= self.steps.len();
            let node = self.graph.nodes.get(at);
            self.ways.after(at).is_empty()
                && (!end || node.is_some_and(|node| node.label == EndKind::Completed.term()))
        };
        !(0..self.ways.len()).any(|at| holds(&reached, at) && completed(at))
    }
}

/// Steps whose id an earlier step already has, with that step.
pub(crate) fn repeated(steps: &[Step]) -> Vec<(usize, usize)> {
    let ids = (steps.iter().enumerate())
        .filter_map(|(at, step)| Some((step.id.as_deref()?.trim(), at)))
        .filter(|(id, _)| !id.is_empty());
    let mut ids: Vec<(&str, usize)> = ids.collect();
    ids.sort_unstable();
    let mut found: Vec<(usize, usize)> = (ids.chunk_by(|(a, _), (b, _)| a == b))
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
    pub(super) fn of_steps(item: &ServiceItem) -> Self {
        let steps = process(item).map_or(&[][..], |process| &process.steps);
        Self(steps.iter().map(stages_of).collect())
    }

    /// The stages of one step.
    pub(crate) fn of(&self, at: usize) -> &[Stage] {
        self.0.get(at).map_or(&[], Vec::as_slice)
    }

    /// Whether the case is decided in the step, and not taken in.
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
