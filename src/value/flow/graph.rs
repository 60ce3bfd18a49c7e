//! A flow as boxes and arrows.

use std::ops::Range;

/// A flow as boxes and arrows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Graph {
    /// The boxes, in the order in which they are first named.
    pub nodes: Vec<GraphNode>,
    /// The arrows.
    pub edges: Vec<GraphEdge>,
    /// Targets that name no step: the index of the step and the target.
    pub dangling: Vec<(usize, String)>,
}

/// A box.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphNode {
    /// What arrows and steps call it.
    pub id: String,
    /// What stands in it.
    pub label: String,
    /// Where in the text it stands, in bytes; `None` for a box made from a step.
    pub range: Option<Range<usize>>,
}

/// An arrow between two boxes, by their indices.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GraphEdge {
    /// Index of the box it leaves.
    pub from: usize,
    /// Index of the box it reaches.
    pub to: usize,
    /// What stands on it.
    pub label: Option<String>,
}

impl Graph {
    /// Adds an arrow.
    pub(super) fn link(&mut self, from: usize, to: usize, label: Option<String>) {
        self.edges.push(GraphEdge { from, to, label });
    }
}
