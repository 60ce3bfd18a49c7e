//! Graph algorithms on a process: reachability, loops without an exit, the longest path.
//!
//! Nothing here is recursive, and every loop is bounded, so any graph is accepted.

use crate::value::flow::Graph;

/// The edges by source node and by target node.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ways {
    forward: Lists,
    backward: Lists,
}

/// A list of nodes for each node, stored one after the other.
#[derive(Debug, Clone, Default)]
struct Lists {
    /// The end of the list of each node.
    ends: Vec<usize>,
    all: Vec<usize>,
}

impl Lists {
    /// Builds the lists of `size` nodes; each pair puts its second node into the list of its first.
    fn of(size: usize, pairs: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let mut ends = vec![0; size];
        for (of, _) in pairs.clone() {
            if let Some(end) = ends.get_mut(of) {
                *end += 1;
            }
        }
        let mut begin = 0;
        for end in &mut ends {
            begin += std::mem::replace(end, begin);
        }
        // While the lists are filled, `ends` advances from their starts to their ends.
        let mut all = vec![0; begin];
        for (of, node) in pairs {
            let Some(end) = ends.get_mut(of) else {
                continue;
            };
            if let Some(place) = all.get_mut(*end) {
                *place = node;
            }
            *end += 1;
        }
        Self { ends, all }
    }

    fn get(&self, at: usize) -> &[usize] {
        let begin = at.checked_sub(1).and_then(|before| self.ends.get(before));
        let begin = begin.copied().unwrap_or_default();
        let own = self.ends.get(at).and_then(|end| self.all.get(begin..*end));
        own.unwrap_or_default()
    }
}

impl Ways {
    /// The edges of a drawn or derived graph.
    pub(crate) fn of(graph: &Graph) -> Self {
        let edges = graph.edges.iter().map(|edge| (edge.from, edge.to));
        Self::new(graph.nodes.len(), edges)
    }

    /// Edges between `size` nodes; edges that lead out of the graph are dropped.
    pub(crate) fn new(size: usize, edges: impl Iterator<Item = (usize, usize)> + Clone) -> Self {
        let edges = edges.filter(|(from, to)| *from < size && *to < size);
        Self {
            forward: Lists::of(size, edges.clone()),
            backward: Lists::of(size, edges.map(|(from, to)| (to, from))),
        }
    }

    /// The number of nodes.
    pub(crate) fn len(&self) -> usize {
        self.forward.ends.len()
    }

    /// The successors of a node.
    pub(crate) fn after(&self, at: usize) -> &[usize] {
        self.forward.get(at)
    }

    /// The predecessors of a node.
    pub(crate) fn before(&self, at: usize) -> &[usize] {
        self.backward.get(at)
    }

    /// The nodes reachable from the starts, which are included.
    pub(crate) fn reach(&self, starts: impl IntoIterator<Item = usize>) -> Vec<bool> {
        reachable(&self.forward, starts)
    }

    /// The nodes from which one of the ends is reachable; the ends are included.
    pub(crate) fn lead_to(&self, ends: impl IntoIterator<Item = usize>) -> Vec<bool> {
        reachable(&self.backward, ends)
    }

    /// Whether the node is on a loop.
    pub(crate) fn loops(&self, at: usize) -> bool {
        holds(&self.reach(self.after(at).iter().copied()), at)
    }

    /// The first node of each strongly connected component without an exit or an end, with all nodes of
    /// that component.
    pub(crate) fn traps(&self) -> Vec<(usize, Vec<usize>)> {
        let ends = (0..self.len()).filter(|at| self.after(*at).is_empty());
        let ending = self.lead_to(ends);
        let mut done = vec![false; self.len()];
        let mut traps = Vec::new();
        for at in 0..self.len() {
            if holds(&ending, at) || holds(&done, at) || !self.loops(at) {
                continue;
            }
            let (inside, around) = (self.reach([at]), self.lead_to([at]));
            let members: Vec<usize> = (0..self.len()).filter(|at| holds(&inside, *at)).collect();
            if members.iter().all(|member| holds(&around, *member)) {
                for member in &members {
                    mark(&mut done, *member);
                }
                traps.push((at, members));
            }
        }
        traps
    }

    /// The nodes unreachable from the starts, except those that only other unreachable nodes lead to: one
    /// node for each problem to fix.
    pub(crate) fn unreached(&self, starts: impl IntoIterator<Item = usize>) -> Vec<usize> {
        let mut reached = self.reach(starts);
        let mut found = Vec::new();
        let sources = (0..self.len()).filter(|at| self.before(*at).is_empty());
        // Nodes without predecessors come first; the rest can only be loops.
        for at in sources.chain(0..self.len()) {
            if holds(&reached, at) {
                continue;
            }
            found.push(at);
            for (also, new) in self.reach([at]).into_iter().enumerate() {
                if new {
                    mark(&mut reached, also);
                }
            }
        }
        found.sort_unstable();
        found
    }

    /// The path with the greatest total weight, passing through each loop once. Weights are not
    /// negative.
    pub(crate) fn longest(&self, weight: impl Fn(usize) -> f64) -> (f64, Vec<usize>) {
        let order = self.order();
        let mut rank = vec![0; self.len()];
        for (place, at) in order.iter().enumerate() {
            if let Some(rank) = rank.get_mut(*at) {
                *rank = place;
            }
        }
        let rank = |at: usize| rank.get(at).copied().unwrap_or_default();
        let mut best: Vec<(f64, Option<usize>)> = vec![(0.0, None); self.len()];
        let mut top: Option<(f64, usize)> = None;
        for at in order.iter().copied() {
            let mut here = (0.0, None);
            for from in self.before(at).iter().copied() {
                let sum = best.get(from).map_or(0.0, |(sum, _)| *sum);
                if rank(from) < rank(at) && (here.1.is_none() || sum > here.0) {
                    here = (sum, Some(from));
                }
            }
            here.0 += weight(at).max(0.0);
            if top.is_none_or(|(sum, _)| here.0 > sum) {
                top = Some((here.0, at));
            }
            if let Some(best) = best.get_mut(at) {
                *best = here;
            }
        }
        let Some((sum, last)) = top else {
            return (0.0, Vec::new());
        };
        let mut way = vec![last];
        let mut at = last;
        while let Some((_, Some(from))) = best.get(at).copied() {
            way.push(from);
            at = from;
        }
        way.reverse();
        (sum, way)
    }

    /// A topological order of the nodes, ignoring edges that close a loop.
    fn order(&self) -> Vec<usize> {
        let mut seen = vec![false; self.len()];
        let mut done = Vec::with_capacity(self.len());
        for start in 0..self.len() {
            if holds(&seen, start) {
                continue;
            }
            mark(&mut seen, start);
            let mut stack = vec![(start, 0)];
            while let Some((at, next)) = stack.last_mut() {
                let (here, to) = (*at, self.after(*at).get(*next).copied());
                *next += 1;
                match to {
                    Some(to) if !holds(&seen, to) => {
                        mark(&mut seen, to);
                        stack.push((to, 0));
                    }
                    Some(_) => {}
                    None => {
                        done.push(here);
                        stack.pop();
                    }
                }
            }
        }
        done.reverse();
        done
    }
}

/// The nodes reachable from the starts along these lists.
fn reachable(ways: &Lists, starts: impl IntoIterator<Item = usize>) -> Vec<bool> {
    let mut seen = vec![false; ways.ends.len()];
    let mut open: Vec<usize> = starts.into_iter().collect();
    while let Some(at) = open.pop() {
        if !holds(&seen, at) && at < seen.len() {
            mark(&mut seen, at);
            open.extend(ways.get(at));
        }
    }
    seen
}

/// Whether a node is in a set of nodes.
pub(crate) fn holds(set: &[bool], at: usize) -> bool {
    set.get(at).copied().unwrap_or(false)
}

/// Adds a node to a set of nodes.
pub(crate) fn mark(set: &mut [bool], at: usize) {
    if let Some(place) = set.get_mut(at) {
        *place = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ways(size: usize, edges: &[(usize, usize)]) -> Ways {
        Ways::new(size, edges.iter().copied())
    }

    #[test]
    fn traps_are_loops_nothing_leaves() {
        let graph = ways(5, &[(0, 1), (1, 2), (2, 1), (0, 3), (3, 4), (4, 3), (4, 0)]);
        assert_eq!(graph.traps(), [(1, vec![1, 2])]);
        assert!(ways(3, &[(0, 1), (1, 0), (1, 2)]).traps().is_empty());
        assert_eq!(ways(1, &[(0, 0)]).traps(), [(0, vec![0])]);
    }

    #[test]
    fn one_box_is_named_for_a_part_that_is_not_reached() {
        let graph = ways(6, &[(0, 1), (2, 3), (3, 1), (4, 5), (5, 4)]);
        assert_eq!(graph.unreached([0]), [2, 4]);
    }

    #[test]
    fn the_longest_way_goes_through_a_loop_once() {
        let graph = ways(5, &[(0, 1), (1, 2), (2, 1), (2, 4), (0, 3), (3, 4)]);
        let weights = [1.0, 2.0, 3.0, 10.0, 1.0];
        let (sum, way) = graph.longest(|at| weights[at]);
        assert!((sum - 12.0).abs() < f64::EPSILON);
        assert_eq!(way, [0, 3, 4]);
        assert_eq!(Ways::default().longest(|_| 1.0).1, Vec::<usize>::new());
    }
}
