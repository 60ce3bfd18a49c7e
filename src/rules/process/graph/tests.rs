use proptest::prelude::*;

use super::*;
use crate::analysis::{Ways, holds};

fn labels(names: &[&str]) -> Vec<Label> {
    names.iter().map(|name| Label::new(None, &[name])).collect()
}

fn chain(names: &[&str]) -> (Vec<Label>, Ways) {
    let size = names.len();
    let edges = (1..size).map(|to| (to - 1, to));
    (labels(names), Ways::new(size, edges))
}

fn difference(left: &[&str], right: &[&str]) -> Difference {
    let ((left, ours), (right, theirs)) = (chain(left), chain(right));
    let (a, b) = align(&left, &right);
    compare((&ours, &theirs), &a, &b)
}

#[test]
fn a_wide_step_takes_in_narrow_ones() {
    let found = difference(
        &["收件与受理", "审查与决定", "颁证与送达"],
        &["收件", "受理", "审查", "决定", "制证", "送达"],
    );
    assert_eq!(found, Difference::default());
}

#[test]
fn a_box_of_one_side_is_one_difference() {
    let found = difference(
        &["受理", "审查", "现场核查", "决定", "送达"],
        &["受理", "审查", "决定", "公示", "送达"],
    );
    assert_eq!((found.only_left, found.only_right), (vec![2], vec![3]));
    assert!(found.ways_left.is_empty() && found.ways_right.is_empty());
}

#[test]
fn two_steps_in_the_other_order_are_one_difference() {
    let found = difference(
        &["受理", "审查", "决定", "送达"],
        &["受理", "决定", "审查", "送达"],
    );
    assert_eq!(found.reversed, [(1, 2)]);
    assert!(found.ways_left.is_empty() && found.ways_right.is_empty());
}

fn any_ways() -> impl Strategy<Value = Ways> {
    (
        0usize..12,
        proptest::collection::vec((0usize..14, 0usize..14), 0..40),
    )
        .prop_map(|(size, edges)| Ways::new(size, edges.into_iter()))
}

proptest! {
    #[test]
    fn any_graph_is_walked(graph in any_ways(), start in 0usize..14) {
        let size = graph.len();
        let reached = graph.reach([start]);
        for at in graph.unreached([start]) {
            prop_assert!(!holds(&reached, at));
        }
        for (at, members) in graph.traps() {
            prop_assert!(members.contains(&at) && graph.loops(at));
        }
        let (sum, way) = graph.longest(|_| 1.0);
        let count = u32::try_from(way.len()).unwrap();
        prop_assert!((sum - f64::from(count)).abs() < f64::EPSILON);
        prop_assert!(way.len() <= size);
        for pair in way.windows(2) {
            prop_assert!(graph.after(pair[0]).contains(&pair[1]));
        }
    }

    #[test]
    fn any_two_graphs_are_compared(
        a in any_ways(), b in any_ways(),
        left in proptest::collection::vec(proptest::option::of(0usize..6), 0..14),
        right in proptest::collection::vec(proptest::option::of(0usize..6), 0..14),
    ) {
        let found = compare((&a, &b), &left, &right);
        prop_assert!(found.only_left.iter().all(|at| left[*at].is_none()));
    }

    #[test]
    fn a_graph_agrees_with_itself(graph in any_ways()) {
        let classes: Vec<Option<usize>> = (0..graph.len()).map(Some).collect();
        prop_assert_eq!(compare((&graph, &graph), &classes, &classes), Difference::default());
    }

    #[test]
    fn any_names_are_aligned(
        left in proptest::collection::vec("[受理审查决定送达不予与初复]{0,5}", 0..6),
        right in proptest::collection::vec("[受理审查决定送达不予与初复]{0,5}", 0..6),
    ) {
        let names = |names: &[String]| names.iter().map(|name| Label::new(Some(name), &[name])).collect::<Vec<_>>();
        let (a, b) = align(&names(&left), &names(&right));
        prop_assert_eq!((a.len(), b.len()), (left.len(), right.len()));
        let (a, _) = align(&names(&left), &names(&left));
        prop_assert!(a.iter().zip(&left).all(|(class, name)| class.is_some() || name.trim().is_empty()));
    }
}
