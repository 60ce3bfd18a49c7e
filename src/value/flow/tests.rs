use proptest::prelude::*;

use super::*;
use crate::model::Next;
use crate::vocabulary::EndKind;

fn labels(text: &str) -> Vec<String> {
    read(text)
        .value
        .unwrap_or_default()
        .nodes
        .into_iter()
        .map(|node| node.label)
        .collect()
}

#[test]
fn brackets_of_two_pairs_are_not_taken_for_one() {
    assert_eq!(labels("（受理）-（办结）"), ["受理", "办结"]);
    for label in labels("（一）（一）审核（一）；受理") {
        assert!(is_balanced(&label), "{label}");
    }
}

#[test]
fn arrows_of_all_kinds_are_read() {
    for text in [
        "申请→受理→送达",
        "申请->受理->送达。",
        "申请 ==> 受理 ==> 送达",
        "申请—>受理—>送达",
        "申请>受理>送达",
        "申请\n↓\n受理\n↓\n送达",
        "1.申请→2.受理→3.送达",
        "申请，下一步：受理，下一步：送达",
        "1.申请 2.受理 3.送达",
        "申请、受理、送达",
    ] {
        assert_eq!(labels(text), ["申请", "受理", "送达"], "{text}");
        assert_eq!(read(text).value.unwrap().edges.len(), 2, "{text}");
    }
    assert!(read("年龄>18岁").value.is_none());
}

#[test]
fn a_stage_named_again_is_one_box() {
    let graph = read("受理→（齐全）审查→送达\n受理→（不齐全）退回补正")
        .value
        .unwrap();
    assert_eq!(graph.nodes.len(), 4);
    assert_eq!(
        graph.edges[2],
        GraphEdge {
            from: 0,
            to: 3,
            label: Some("不齐全".into())
        }
    );
    assert_eq!(graph.nodes[0].range, Some(0..6));
}

#[test]
fn forks_joins_and_ends_make_edges() {
    let step = |id: &str| Step {
        id: Some(id.into()),
        ..Step::default()
    };
    let fork = Step {
        fork: vec!["b".into(), "c".into()],
        ..step("a")
    };
    let (b, c) = (
        Step {
            join: Some("d".into()),
            ..step("b")
        },
        Step {
            join: Some("d".into()),
            ..step("c")
        },
    );
    let end = Step {
        end: Some(EndKind::Completed),
        next: vec![Next {
            to: "nowhere".into(),
            when: None,
        }],
        ..step("d")
    };
    let process = Process {
        steps: vec![fork, b, c, end],
        ..Process::default()
    };
    let graph = graph_of(&process);
    let edges: Vec<_> = graph
        .edges
        .iter()
        .map(|edge| (edge.from, edge.to))
        .collect();
    assert_eq!(edges, [(0, 1), (0, 2), (1, 3), (2, 3), (3, 4)]);
    assert_eq!(graph.nodes[4].label, "办结");
    assert_eq!(graph.dangling, [(3, "nowhere".to_owned())]);
}

fn step() -> impl Strategy<Value = Step> {
    let word = || proptest::option::of("[a-z]{1,3}|end|[甲乙 ]{1,3}");
    let next = proptest::collection::vec(
        ("[a-z]|甲|step-2", proptest::option::of(any::<String>())),
        0..3,
    );
    (
        word(),
        proptest::option::of(any::<String>()),
        next,
        any::<bool>(),
    )
        .prop_map(|(id, name, next, end)| Step {
            id,
            name,
            next: next
                .into_iter()
                .map(|(to, when)| Next { to, when })
                .collect(),
            end: end.then_some(EndKind::NotAccepted),
            ..Step::default()
        })
}

proptest! {
    #[test]
    fn any_text_is_read(text in any::<String>(), drawn in "[申请→>\n；（）1.、= -]{0,30}") {
        let _ = (read(&text), read(&drawn), is_chart(&text));
    }

    #[test]
    fn a_written_chart_is_the_graph_of_the_steps(steps in proptest::collection::vec(step(), 0..6)) {
        let process = Process { steps, ..Process::default() };
        let graph = graph_of(&process);
        let reading = read(&mermaid(&process));
        prop_assert!(reading.unread.is_empty(), "{:?}", reading.unread);
        let read = reading.value.unwrap_or_default();
        let labels = |graph: &Graph| graph.nodes.iter().map(|node| text_key(&node.label)).collect::<Vec<_>>();
        prop_assert_eq!(labels(&read), labels(&graph));
        let ways = |graph: &Graph| graph.edges.iter().map(|edge| (edge.from, edge.to, edge.label.as_deref().map(text_key))).collect::<Vec<_>>();
        prop_assert_eq!(ways(&read), ways(&graph));
    }
}
