//! Tables inside a cell: in HTML, as lines with `|`, or as lines of labels and values.

use super::embedded::Around;
#[cfg(feature = "tables")]
use super::html;
use super::node::{Entry, Node, NodeKind, Span};

impl Node<'_> {
    /// The rows of the table in a text, if most of its columns are `known`.
    pub(crate) fn table_inside(&self, known: &dyn Fn(&str) -> bool) -> Option<Node<'static>> {
        let text = self.text()?;
        let rows = html_rows(text)
            .or_else(|| piped_rows(text))
            .and_then(|rows| under_header(text, &rows, known))
            .or_else(|| labelled_rows(text, known))?;
        let list = Node {
            span: Span::bytes(0, text.len()),
            kind: NodeKind::List(rows),
        };
        Some(list.moved(&Around::of(text, self.span)))
    }
}

/// The cells of a table in HTML.
#[cfg(feature = "tables")]
fn html_rows(text: &str) -> Option<Vec<Vec<String>>> {
    if !text.to_ascii_lowercase().contains("<table") {
        return None;
    }
    let mut sheets = html::tables(text.as_bytes(), Some("utf-8"));
    let sheet = sheets.pop().filter(|_| sheets.is_empty())?;
    let rows = sheet
        .rows
        .iter()
        .map(|row| row.iter().map(str::to_owned).collect());
    Some(rows.collect())
}

#[cfg(not(feature = "tables"))]
fn html_rows(_: &str) -> Option<Vec<Vec<String>>> {
    None
}

/// The cells of lines that are separated by `|`.
fn piped_rows(text: &str) -> Option<Vec<Vec<String>>> {
    let lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let rows: Vec<Vec<String>> = lines
        .filter(|line| !line.chars().all(|char| "|-: ".contains(char)))
        .map(|line| {
            let cells = line.trim_matches('|').split(['|', '\t']);
            cells.map(|cell| cell.trim().to_owned()).collect()
        })
        .collect();
    let width = rows.first().map_or(0, Vec::len);
    let is_table = rows.len() > 1 && width > 1 && rows.iter().all(|row| row.len() <= width);
    is_table.then_some(rows)
}

/// The rows below a header, at least half of which is known.
fn under_header(
    text: &str,
    rows: &[Vec<String>],
    known: &dyn Fn(&str) -> bool,
) -> Option<Vec<Node<'static>>> {
    let (header, rows) = rows.split_first()?;
    let names = header.iter().filter(|name| known(name)).count();
    if names == 0 || names * 2 < header.len() || rows.is_empty() {
        return None;
    }
    // The text of each cell is searched for after the previous cell.
    let mut at = 0;
    let nodes = rows.iter().map(|row| {
        let cells = header.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        let entries = cells.map(|(name, cell)| {
            let first = cell.lines().next().unwrap_or_default();
            let found = text.get(at..).and_then(|rest| rest.find(first));
            let start = found.map_or(at + 1, |found| at + found);
            at = (start + first.len()).min(text.len());
            entry(name, cell, start)
        });
        table(entries.collect())
    });
    Some(nodes.collect())
}

/// Rows of labels and values: 收费项目：工本费；收费标准：15元/证.
fn labelled_rows(text: &str, known: &dyn Fn(&str) -> bool) -> Option<Vec<Node<'static>>> {
    let mut rows: Vec<Vec<Entry<'static>>> = Vec::new();
    let mut at = 0;
    for piece in text.split_inclusive(['；', ';', '\n']) {
        let start = at;
        at += piece.len();
        let bare = piece.trim_end_matches(['；', ';', '\n', '\r', '。']);
        if bare.trim().is_empty() {
            continue;
        }
        let (label, value) = bare.split_once(['：', ':'])?;
        let label = label.trim();
        let value_start = start + bare.len() - value.len();
        let value = value.trim();
        if !known(label) || value.is_empty() {
            return None;
        }
        let begins = rows
            .last()
            .is_none_or(|row| row.iter().any(|entry| entry.key == label));
        if begins {
            rows.push(Vec::new());
        }
        rows.last_mut()?.push(entry(label, value, value_start));
    }
    let has_several = rows.iter().any(|row| row.len() > 1);
    has_several.then(|| rows.into_iter().map(table).collect())
}

fn entry(name: &str, value: &str, start: usize) -> Entry<'static> {
    let span = Span::bytes(start, start + value.len());
    Entry {
        key: name.trim().to_owned().into(),
        key_span: span,
        value: Node {
            span,
            kind: NodeKind::String(value.to_owned().into()),
        },
    }
}

fn table(entries: Vec<Entry<'static>>) -> Node<'static> {
    let span = entries
        .first()
        .map_or(Span::Nowhere, |entry| entry.value.span);
    Node {
        span,
        kind: NodeKind::Table(entries),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(text: &str) -> Option<serde_json::Value> {
        let node = Node {
            span: Span::Nowhere,
            kind: NodeKind::String(text.to_owned().into()),
        };
        let known = |name: &str| ["名称", "份数", "标准"].contains(&name);
        node.table_inside(&known).map(|node| node.to_json())
    }

    #[test]
    fn tables_in_cells_are_rows() {
        let rows = serde_json::json!([{"名称":"甲","份数":"1"},{"名称":"乙","份数":"2"}]);
        for text in [
            "名称|份数\n甲|1\n乙|2",
            "|名称|份数|\n|---|---|\n|甲|1|\n|乙|2|",
            "名称：甲；份数：1\n名称：乙；份数：2。",
        ] {
            assert_eq!(inside(text), Some(rows.clone()), "{text}");
        }
        for text in ["甲|1\n乙|2", "名称：甲", "甲：名称；乙：份数", "甲"] {
            assert_eq!(inside(text), None, "{text}");
        }
        #[cfg(feature = "tables")]
        assert_eq!(
            inside(
                "<table><tr><th>名称<th>份数</tr><tr><td>甲<td>1</tr><tr><td>乙<td>2</tr></table>"
            ),
            Some(rows)
        );
    }
}
