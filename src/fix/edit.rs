//! Edits of a text, and the check that they change nothing else.

use std::ops::Range;

use serde_json::Value;

use crate::source::{Format, Node, NodeKind, Span, json, toml};

/// The replacement of one value.
#[derive(Debug, Clone)]
pub(super) struct Edit {
    /// The byte range of the old value in the text.
    pub(super) range: Range<usize>,
    /// The text of the new value.
    pub(super) written: String,
    /// The new value, which `written` must be parsed as.
    pub(super) value: Value,
}

/// Applies edits to a text; they must be in order and must not overlap.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut edited = String::with_capacity(text.len());
    let mut from = 0;
    for edit in edits {
        edited.push_str(text.get(from..edit.range.start).unwrap_or_default());
        edited.push_str(&edit.written);
        from = edit.range.end;
    }
    edited.push_str(text.get(from..).unwrap_or_default());
    edited
}

/// Whether the edited text has the same content except for the values of the edits.
pub(super) fn hold(text: &str, edits: &[Edit], format: Format) -> bool {
    if format != Format::Ndjson {
        return is_document_preserved(text, edits, format);
    }
    // Each line is a document.
    let mut edits = edits;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        let (own, rest) = edits.split_at(edits.partition_point(|edit| edit.range.start < end));
        let own: Vec<Edit> = own
            .iter()
            .cloned()
            .map(|edit| Edit {
                range: edit.range.start - start..edit.range.end - start,
                ..edit
            })
            .collect();
        if !own.is_empty() && !is_document_preserved(line, &own, format) {
            return false;
        }
        (edits, start) = (rest, end);
    }
    edits.is_empty()
}

fn is_document_preserved(text: &str, edits: &[Edit], format: Format) -> bool {
    let edited = apply(text, edits);
    let mut made = 0;
    let expected = parse_tree(text, format).map(|tree| with_edits(&tree, edits, &mut made));
    let is_equal = expected == parse_tree(&edited, format).map(|tree| tree.to_json());
    is_equal && made == edits.len()
}

fn parse_tree(text: &str, format: Format) -> Option<Node<'_>> {
    match format {
        Format::Toml => Some(toml::parse(text).0),
        _ => json::parse(text).0,
    }
}

/// The value of a tree after the edits; counts in `made` the edits that match a value of the tree.
fn with_edits(node: &Node<'_>, edits: &[Edit], made: &mut usize) -> Value {
    if let Span::Bytes { start, end } = node.span {
        let range = start as usize..end as usize;
        let at = edits.binary_search_by(|edit| edit.range.start.cmp(&range.start));
        let edit = at.ok().and_then(|at| edits.get(at));
        if let Some(edit) = edit.filter(|edit| edit.range == range) {
            *made += 1;
            return edit.value.clone();
        }
    }
    match &node.kind {
        NodeKind::List(nodes) => {
            let nodes = nodes.iter();
            nodes.map(|node| with_edits(node, edits, made)).collect()
        }
        NodeKind::Table(entries) => entries
            .iter()
            .map(|entry| {
                let value = with_edits(&entry.value, edits, made);
                (entry.key.to_string(), value)
            })
            .collect(),
        _ => node.to_json(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edit(text: &str, old: &str, written: &str, value: &str) -> Edit {
        let start = text.find(old).unwrap();
        Edit {
            range: start..start + old.len(),
            written: written.to_owned(),
            value: value.into(),
        }
    }

    #[test]
    fn an_edit_that_changes_other_content_is_rejected() {
        let text = "a = \"甲\" # 注\nb = [\"乙\", 1]\n";
        let sound = edit(text, "\"乙\"", "\"丙\"", "丙");
        let both = [edit(text, "\"甲\"", "'丁'", "丁"), sound];
        assert_eq!(apply(text, &both), "a = '丁' # 注\nb = [\"丙\", 1]\n");
        assert!(hold(text, &both, Format::Toml));
        for wrong in [
            // A value other than the intended one, more than a value, part of a value, broken syntax.
            edit(text, "\"乙\"", "\"丙\"", "丁"),
            edit(text, "\"乙\"", "\"丙\", 2", "丙"),
            edit(text, "乙", "丙", "丙"),
            edit(text, "\"乙\"", "\"丙", "丙"),
        ] {
            assert!(!hold(text, &[wrong], Format::Toml));
        }
    }

    #[test]
    fn each_line_is_a_document() {
        let text = "{\"name\": \"甲\"}\n{\"name\": \"乙\"}\n";
        let both = [
            edit(text, "\"甲\"", "\"丁\"", "丁"),
            edit(text, "\"乙\"", "\"丙\"", "丙"),
        ];
        assert!(hold(text, &both, Format::Ndjson));
    }
}
