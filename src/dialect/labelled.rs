//! Guides that a source has as one text, with a line for each element: `一、事项名称：…；二、受理条件：…`.

use super::words::without_markup;
use crate::prose::{Mark, clipped, is_longer, mark};
use crate::source::numbering::Numbering;
use crate::source::{Entry, Node, NodeKind};

/// Maximum depth at which such texts are searched for.
const DEEPEST: u32 = 8;

/// Minimum number of different labels that must be known.
const FEWEST: usize = 3;

/// Maximum length of a label, in characters.
const LONGEST_LABEL: usize = 14;

/// The key of what a text says before its first label.
const LEAD: &str = "正文";

/// A label of a text with its value.
struct LabelledValue {
    label: String,
    value: String,
}

/// Turns the texts below a node into tables if at least three of their labels are `known`; returns the number of texts.
pub(crate) fn texts_to_fields(node: &mut Node<'_>, known: &dyn Fn(&str) -> bool) -> usize {
    fn below(node: &mut Node<'_>, known: &dyn Fn(&str) -> bool, depth: u32) -> usize {
        match &mut node.kind {
            NodeKind::List(nodes) if depth > 0 => nodes
                .iter_mut()
                .map(|node| below(node, known, depth - 1))
                .sum(),
            NodeKind::Table(entries) if depth > 0 => (entries.iter_mut())
                .map(|entry| below(&mut entry.value, known, depth - 1))
                .sum(),
            NodeKind::String(text) => match table(text, known) {
                Some(parts) => {
                    *node = fields(node, parts);
                    1
                }
                None => 0,
            },
            _ => 0,
        }
    }
    below(node, known, DEEPEST)
}

/// The labels of a text and their values, if enough of the labels are known.
fn table(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<LabelledValue>> {
    let colons = text.matches(['：', ':']).take(FEWEST).count();
    if colons < FEWEST {
        return None;
    }
    let plain = without_markup(text);
    let mut parts: Vec<LabelledValue> = Vec::new();
    let mut found: Vec<String> = Vec::new();
    let mut style = None;
    for line in plain.lines() {
        for piece in line.split_inclusive([';', '；']) {
            match labelled(piece, style, known) {
                Some((label, value, number)) => {
                    if known(label) && !found.iter().any(|one| one == label) {
                        found.push(label.to_owned());
                        style = style.or(number.map(Mark::style));
                    }
                    parts.push(LabelledValue {
                        label: label.to_owned(),
                        value: value.to_owned(),
                    });
                }
                None if parts.is_empty() => parts.push(LabelledValue {
                    label: LEAD.to_owned(),
                    value: piece.to_owned(),
                }),
                None => {
                    if let Some(part) = parts.last_mut() {
                        part.value.push_str(piece);
                    }
                }
            }
        }
        if let Some(part) = parts.last_mut() {
            part.value.push('\n');
        }
    }
    for part in &mut parts {
        let value = part.value.trim().trim_end_matches([';', '；']).trim_end();
        part.value = value.to_owned();
    }
    parts.retain(|part| part.label != LEAD || !part.value.is_empty());
    (found.len() >= FEWEST).then_some(parts)
}

/// The label at the start of a piece, its value, and its number: a known label, or one numbered like those before.
fn labelled<'t>(
    piece: &'t str,
    style: Option<u8>,
    known: &dyn Fn(&str) -> bool,
) -> Option<(&'t str, &'t str, Option<Mark>)> {
    let piece = piece.trim_start();
    let number = mark(piece);
    let behind = piece.get(number.map_or(0, |mark| mark.length)..)?;
    let (label, value) = match behind.split_once(['：', ':']) {
        Some((label, value)) => (label, value),
        // A label on a line of its own.
        None => (behind, ""),
    };
    let label = label
        .trim()
        .trim_matches(['【', '】', '[', ']', '*', '#'])
        .trim();
    let is_short = !label.is_empty() && !is_longer(label, LONGEST_LABEL);
    let is_next = behind.contains(['：', ':'])
        && style.is_some()
        && number.map(Mark::style) == style
        && !label.contains(['，', '。', '、', '《']);
    (is_short && (known(label) || is_next)).then_some((label, value.trim(), number))
}

/// The table with these fields, each at its place in the text.
fn fields<'a>(node: &Node<'_>, parts: Vec<LabelledValue>) -> Node<'a> {
    let text = node.text().unwrap_or_default().to_owned();
    let around = node.places_inside();
    let mut from = 0;
    let mut places: Vec<usize> = Vec::new();
    for part in &parts {
        let start = if part.label == LEAD {
            &part.value
        } else {
            &part.label
        };
        let start = clipped(start, LONGEST_LABEL);
        let start = start
            .lines()
            .next()
            .unwrap_or_default()
            .trim_end_matches('…');
        let rest = text.get(from..).unwrap_or_default();
        let at = from + rest.find(start).unwrap_or_default();
        places.push(at);
        let next = text.get(at..).and_then(|rest| rest.chars().next());
        from = at + next.map_or(0, char::len_utf8);
    }
    let mut entries: Vec<Entry<'a>> = Vec::new();
    let mut numbering = Numbering::default();
    for (index, part) in parts.into_iter().enumerate() {
        let start = places.get(index).copied().unwrap_or_default();
        let end = places.get(index + 1).copied().unwrap_or(text.len());
        let span = around.span(start, end);
        let entry = Entry {
            key: part.label.into(),
            key_span: span,
            value: Node {
                span,
                kind: NodeKind::String(part.value.into()),
            },
        };
        numbering.push(&mut entries, entry);
    }
    Node {
        span: node.span,
        kind: NodeKind::Table(entries),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::json;

    fn read(text: &str) -> Vec<(String, String)> {
        let known = |label: &str| ["事项名称", "受理条件", "办结时限", "收费标准"].contains(&label);
        let json = serde_json::to_string(text).unwrap();
        let (root, _) = json::parse(&json);
        let mut root = root.unwrap();
        texts_to_fields(&mut root, &known);
        let fields = root.entries().iter();
        fields
            .map(|entry| {
                (
                    entry.key.to_string(),
                    entry.value.text().unwrap().to_owned(),
                )
            })
            .collect()
    }

    fn pairs(expected: &[(&str, &str)]) -> Vec<(String, String)> {
        let owned = |(a, b): &(&str, &str)| ((*a).to_owned(), (*b).to_owned());
        expected.iter().map(owned).collect()
    }

    #[test]
    fn a_text_with_labels_is_a_table() {
        assert_eq!(
            read(
                "说明\n一、事项名称：甲;二、备考：乙；丙;三、受理条件：1.丁\n2.戊：己;办结时限：3"
            ),
            pairs(&[
                ("正文", "说明"),
                ("事项名称", "甲"),
                ("备考", "乙；丙"),
                ("受理条件", "1.丁\n2.戊：己"),
                ("办结时限", "3"),
            ]),
        );
        assert_eq!(
            read(
                "<p><b>一、事项名称</b><b>：</b>甲</p><p>二、受理条件：</p><p>乙</p><p>三、办结时限：1天</p>"
            ),
            pairs(&[("事项名称", "甲"), ("受理条件", "乙"), ("办结时限", "1天")]),
        );
    }

    #[test]
    fn other_texts_stay() {
        for text in [
            "受理条件：甲；办结时限：乙",
            "甲：乙；丙：丁；戊：己",
            "",
            "：：：：",
            "<p>:</p><:",
        ] {
            assert_eq!(read(text), [], "{text}");
        }
    }

    #[test]
    fn each_value_has_a_place_of_its_own() {
        let known = |_: &str| true;
        let text = "\"甲：1\\n甲：1\\n甲：1\\n乙：1\"";
        let (root, _) = json::parse(text);
        let mut root = root.unwrap();
        assert_eq!(
            texts_to_fields(&mut root, &known),
            0,
            "two labels are not enough"
        );
        let text = "\"甲：1\\n甲：1\\n丙：1\\n乙：1\"";
        let (root, _) = json::parse(text);
        let mut root = root.unwrap();
        assert_eq!(texts_to_fields(&mut root, &known), 1);
        let spans: std::collections::BTreeSet<String> = root
            .entries()
            .iter()
            .map(|entry| format!("{:?}", entry.value.span))
            .collect();
        assert_eq!(spans.len(), 4);
    }
}
