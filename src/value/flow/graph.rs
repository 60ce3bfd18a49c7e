//! A process as a graph of boxes and arrows.

use std::ops::Range;

/// A process as a graph of boxes and arrows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// The boxes, in order of first mention.
    pub nodes: Vec<GraphNode>,
    /// The arrows.
    pub edges: Vec<GraphEdge>,
    /// Targets that match no step, each with the index of the step that names it.
    pub dangling: Vec<(usize, String)>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphNode {
    /// Id of the box, as used by arrows and steps.
    pub id: String,
    /// The text in the box.
    pub label: String,
    /// Byte range of the box in the text; `None` for a box made from a step.
    pub range: Option<Range<usize>>,
}

/// An arrow between two boxes, by index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphEdge {
    /// Index of the source box.
    pub from: usize,
    /// Index of the target box.
    pub to: usize,
    /// The text on the arrow.
    pub label: Option<String>,
}

impl Graph {
    /// Adds an arrow.
    pub(super) fn link(&mut self, from: usize, to: usize, label: Option<String>) {
        self.edges.push(GraphEdge { from, to, label });
    }
}
