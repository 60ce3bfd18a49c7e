//! Compares two drawings of one process whose boxes have been aligned.

use std::collections::BTreeSet;

use crate::analysis::{Ways, holds, mark};

/// The differences of two drawings. Boxes are numbered as in their own drawing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    /// Boxes that only the first has.
    pub(crate) only_left: Vec<usize>,
    /// Boxes that only the second has.
    pub(crate) only_right: Vec<usize>,
    /// Ways between shared boxes that only the first has.
    pub(crate) ways_left: Vec<(usize, usize)>,
    /// Ways between shared boxes that only the second has.
    pub(crate) ways_right: Vec<(usize, usize)>,
    /// Arrows of the second that run against the order of the first, as pairs of boxes.
    pub(crate) reversed: Vec<(usize, usize)>,
}

/// Compares two drawings; `left` and `right` are the classes of their boxes.
///
/// A way through a box that only one drawing has counts as a way for the other, so that such a box is one
/// difference and not one for each of its arrows. Ways that differ because an order is reversed are not
/// reported again.
pub(crate) fn compare(
    ways: (&Ways, &Ways),
    left: &[Option<usize>],
    right: &[Option<usize>],
) -> Difference {
    let missing = |classes: &[Option<usize>]| -> Vec<usize> {
        classes
            .iter()
            .enumerate()
            .filter(|(_, class)| class.is_none())
            .map(|(at, _)| at)
            .collect()
    };
    let (ours, theirs) = (Side::of(ways.0, left), Side::of(ways.1, right));
    let mut found = Difference {
        only_left: missing(left),
        only_right: missing(right),
        ..Difference::default()
    };
    let mut reversed_classes = BTreeSet::new();
    for (from, to, pair) in &theirs.drawn {
        let is_reversed = ours.leads(pair.1, pair.0) && !ours.leads(pair.0, pair.1);
        if is_reversed && !theirs.leads(pair.1, pair.0) && !ours.all.contains(pair) {
            found.reversed.push((*from, *to));
            reversed_classes.extend([pair.0, pair.1]);
        }
    }
    let lacking = |drawn: &[Arrow], other: &Side| -> Vec<(usize, usize)> {
        let mut reported = BTreeSet::new();
        drawn
            .iter()
            .filter(|(_, _, pair)| !other.all.contains(pair))
            .filter(|(_, _, pair)| {
                !reversed_classes.contains(&pair.0) && !reversed_classes.contains(&pair.1)
            })
            .filter(|(_, _, pair)| reported.insert(*pair))
            .map(|(from, to, _)| (*from, *to))
            .collect()
    };
    found.ways_left = lacking(&ours.drawn, &theirs);
    found.ways_right = lacking(&theirs.drawn, &ours);
    found
}

/// An arrow: its boxes and their classes.
type Arrow = (usize, usize, (usize, usize));

/// One drawing, in terms of classes.
struct Side {
    /// Arrows between boxes of two classes.
    drawn: Vec<Arrow>,
    /// Arrows between classes, and ways between classes through boxes without a class.
    all: BTreeSet<(usize, usize)>,
    ways: Ways,
}

impl Side {
    fn of(ways: &Ways, classes: &[Option<usize>]) -> Self {
        let class = |at: usize| classes.get(at).copied().flatten();
        let mut drawn = Vec::new();
        let mut all = BTreeSet::new();
        for from in 0..ways.len() {
            let Some(own) = class(from) else { continue };
            for to in ways.after(from).iter().copied() {
                if let Some(other) = class(to).filter(|other| *other != own) {
                    drawn.push((from, to, (own, other)));
                }
            }
            // The search continues through boxes of the same class and boxes without a class.
            let mut seen = vec![false; ways.len()];
            let mut open: Vec<usize> = ways.after(from).to_vec();
            while let Some(at) = open.pop() {
                if holds(&seen, at) {
                    continue;
                }
                mark(&mut seen, at);
                match class(at).filter(|other| *other != own) {
                    Some(other) => {
                        all.insert((own, other));
                    }
                    None => open.extend(ways.after(at)),
                }
            }
        }
        let size = classes.iter().flatten().max().map_or(0, |most| most + 1);
        let ways = Ways::new(size, all.iter().copied());
        Self { drawn, all, ways }
    }

    /// Whether some way leads from one class to another.
    fn leads(&self, from: usize, to: usize) -> bool {
        holds(&self.ways.reach(self.ways.after(from).iter().copied()), to)
    }
}
