//! Tables in JSON: a list of objects, one per row.

use super::cells::Sheet;
use super::json;
use super::node::{Node, NodeKind, Span};

/// The rows of a JSON document that is a list of objects, or contains exactly one; values that are
/// not strings are stored in their cells as JSON.
pub(crate) fn sheet(text: &str) -> Option<Sheet> {
    let text = text.trim_start_matches('\u{feff}');
    let (root, notices) = json::parse(text);
    // Documents with problems are reported better by the normal path.
    let mut root = root.filter(|_| notices.is_empty())?;
    root.rows_to_records(&|_| true, &mut Vec::new());
    let NodeKind::List(records) = &root.listed()?.kind else {
        return None;
    };
    let mut names: Vec<&str> = Vec::new();
    for entry in records.iter().flat_map(Node::entries) {
        if !names.contains(&entry.key.as_ref()) {
            names.push(&entry.key);
        }
    }
    let mut sheet = Sheet {
        header: names.iter().map(|name| (*name).to_owned()).collect(),
        ..Sheet::default()
    };
    sheet.rows.push(names.iter().copied());
    sheet.lines.push(1);
    let (mut line, mut counted) = (1, 0);
    for record in records {
        let cells: Vec<String> = names.iter().map(|name| cell(record.get(name))).collect();
        sheet.rows.push(cells.iter().map(String::as_str));
        if let Span::Bytes { start, .. } = record.span {
            let passed = text.get(counted..start as usize).unwrap_or_default();
            line += passed.matches('\n').count() as u64;
            counted = start as usize;
        }
        sheet.lines.push(line);
    }
    Some(sheet)
}

fn cell(value: Option<&Node<'_>>) -> String {
    let Some(value) = value else {
        return String::new();
    };
    value
        .plain_text()
        .unwrap_or_else(|| value.to_json().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn objects_become_rows() {
        let text = "{\"code\": 0, \"data\": {\"rows\": [\n{\"a\": 1, \"b\": [{\"c\": 2}]},\n{\"d\": null, \"a\": \"x\"}]}}";
        let sheet = sheet(text).unwrap();
        let rows: Vec<Vec<&str>> = sheet.rows.iter().map(|row| row.iter().collect()).collect();
        assert_eq!(
            rows,
            [["a", "b", "d"], ["1", "[{\"c\":2}]", ""], ["x", "", ""]]
        );
        assert_eq!(sheet.lines, [1, 2, 3]);
    }

    #[test]
    fn a_document_with_several_lists_is_no_table() {
        assert!(sheet("{\"a\": [{\"x\": 1}], \"b\": [{\"x\": 1}]}").is_none());
        assert!(sheet("{\"a\": 1}").is_none());
    }
}
