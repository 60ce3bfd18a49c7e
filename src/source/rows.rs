//! Tables in JSON as lists of cells: a header and a list per row.

use std::collections::BTreeSet;

use super::node::{Entry, Node, NodeKind};

/// Maximum depth at which lists of rows are searched for.
const MAX_DEPTH: u32 = 6;
/// The name under which a header row is appended to `shed`.
const HEADER_NAME: &str = "表头";

impl<'a> Node<'a> {
    /// Turns lists of rows into records, using their first row, or a list beside them such as
    /// `columns`, as header; the header, which belongs to no record, is appended to `shed`.
    pub(crate) fn rows_to_records(
        &mut self,
        is_header: &dyn Fn(&[&str]) -> bool,
        shed: &mut Vec<(String, Node<'a>)>,
    ) {
        self.named_rows(is_header, shed, MAX_DEPTH);
    }

    fn named_rows(
        &mut self,
        is_header: &dyn Fn(&[&str]) -> bool,
        shed: &mut Vec<(String, Node<'a>)>,
        depth: u32,
    ) {
        match &mut self.kind {
            NodeKind::List(rows) => {
                // `is_header` is called last, for rows only, because it needs all dialects.
                if rows.len() < 2 || !rows.iter().all(Node::is_row) {
                    return;
                }
                let Some(names) = rows.first().and_then(|row| row.header(is_header)) else {
                    return;
                };
                shed.push((HEADER_NAME.to_owned(), rows.remove(0)));
                name_cells(rows, &names);
            }
            NodeKind::Table(entries) if depth > 0 => {
                let is_rows = |value: &Self| match &value.kind {
                    NodeKind::List(rows) => !rows.is_empty() && rows.iter().all(Node::is_row),
                    _ => false,
                };
                let header_beside = || {
                    let mut entries = entries.iter().enumerate();
                    entries.find_map(|(at, entry)| Some((at, entry.value.header(is_header)?)))
                };
                if entries.iter().any(|entry| is_rows(&entry.value))
                    && let Some((at, names)) = header_beside()
                    && let Some(rows) = entries.iter_mut().find(|entry| is_rows(&entry.value))
                    && let NodeKind::List(rows) = &mut rows.value.kind
                    && rows.iter().all(|row| row.width() <= names.len())
                {
                    name_cells(rows, &names);
                    let Entry { key, value, .. } = entries.remove(at);
                    return shed.push((key.into_owned(), value));
                }
                for entry in entries {
                    entry.value.named_rows(is_header, shed, depth - 1);
                }
            }
            _ => {}
        }
    }

    /// The names in a row, if it can be a header: distinct texts, some of them known.
    fn header(&self, is_header: &dyn Fn(&[&str]) -> bool) -> Option<Vec<Self>> {
        let NodeKind::List(cells) = &self.kind else {
            return None;
        };
        // A cell of the header may be an object: {"field": "sxmc", "title": "事项名称"}.
        let cells: Vec<Self> = cells
            .iter()
            .map(|cell| cell.title().unwrap_or(cell).clone())
            .collect();
        let names: Option<Vec<&str>> = cells.iter().map(Node::text).collect();
        let names = names?;
        let different: BTreeSet<&&str> = names.iter().collect();
        let is_names = names.len() > 1
            && different.len() == names.len()
            && names.iter().all(|name| !name.trim().is_empty())
            && is_header(&names);
        is_names.then_some(cells)
    }

    /// Whether this is a list of cells; some of the cells may be lists or tables themselves.
    fn is_row(&self) -> bool {
        matches!(&self.kind, NodeKind::List(cells) if cells.is_empty() || cells.iter().any(Node::is_scalar))
    }

    fn width(&self) -> usize {
        match &self.kind {
            NodeKind::List(cells) => cells.len(),
            _ => 0,
        }
    }
}

/// Turns each row into a record; cells beyond the header are numbered.
fn name_cells<'a>(rows: &mut [Node<'a>], names: &[Node<'a>]) {
    for row in rows {
        let NodeKind::List(cells) = std::mem::replace(&mut row.kind, NodeKind::Null) else {
            continue;
        };
        let entries = cells.into_iter().enumerate().map(|(at, value)| {
            let name = names.get(at);
            Entry {
                key: name.and_then(Node::text).map_or_else(
                    || format!("第{}列", at + 1).into(),
                    |name| name.to_owned().into(),
                ),
                key_span: name.map_or(value.span, |name| name.span),
                value,
            }
        });
        row.kind = NodeKind::Table(entries.collect());
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::source::json;

    #[test]
    fn rows_of_cells_become_records() {
        for (text, names, records) in [
            (
                r#"[["事","主"],["甲","某局"],["乙",null,"多"]]"#,
                2,
                json!([{"事":"甲","主":"某局"},{"事":"乙","主":null,"第3列":"多"}]),
            ),
            (
                r#"{"code":0,"data":{"columns":["事","主"],"index":[0],"data":[["甲","某局"]]}}"#,
                2,
                json!({"code":0,"data":{"index":[0],"data":[{"事":"甲","主":"某局"}]}}),
            ),
            // A cell may be a list, and the columns be described.
            (
                r#"{"metadata":[{"name":"A","label":"事"},{"name":"B","label":"材"}],"data":[["甲",["乙","丙"]]]}"#,
                4,
                json!({"data":[{"事":"甲","材":["乙","丙"]}]}),
            ),
            // Numbers are not a header, and a single row is not a table.
            (r#"{"at":[[1,2],[3,4]]}"#, 0, json!({"at":[[1,2],[3,4]]})),
            (r#"[["事","主"]]"#, 0, json!([["事", "主"]])),
            (
                r#"[["别","的"],["甲","某局"]]"#,
                0,
                json!([["别", "的"], ["甲", "某局"]]),
            ),
        ] {
            let mut root = json::parse(text).0.unwrap();
            let mut shed = Vec::new();
            root.rows_to_records(&|names| names.contains(&"事"), &mut shed);
            let count = shed.iter().map(|(_, node)| node.count_scalars()).sum();
            assert_eq!((count, root.to_json()), (names, records), "{text}");
        }
    }
}
