//! Human-readable names of columns, from a list of columns next to the records.

use std::borrow::Cow;
use std::cell::LazyCell;
use std::collections::HashMap;

use super::node::{Entry, Node, NodeKind, Span};
use crate::words::Letters;

/// Substrings of keys under which lists of columns appear.
const ABOUT_COLUMNS: &[&str] = &[
    "alias", "title", "head", "column", "field", "cols", "meta", "schema", "表头", "列", "字段",
];

/// Whether a key may hold a list of columns.
fn is_about_columns(key: &str) -> bool {
    // Fast path: the keys of every document are asked, and few have the letters of such a word.
    let letters = Letters::of_lower(key);
    let key = LazyCell::new(|| key.to_lowercase());
    (ABOUT_COLUMNS.iter()).any(|word| letters.may_contain(word) && key.contains(word))
}

/// Maximum depth of a list of columns below its key.
const DEEPEST_COLUMNS: u32 = 3;

/// Keys of a column's machine name (`CODES`) and of its human-readable name (`TITLES`).
const CODES: &[&str] = &[
    "field",
    "fieldname",
    "columnname",
    "name",
    "prop",
    "key",
    "dataindex",
    "id",
    "code",
    "column",
    "字段",
    "字段名",
];
const TITLES: &[&str] = &[
    "title",
    "alias",
    "label",
    "text",
    "caption",
    "header",
    "comment",
    "remark",
    "displayname",
    "cnname",
    "chname",
    "chinesename",
    "namecn",
    "fieldcnname",
    "fieldlabel",
    "fieldcomment",
    "fieldtitle",
    "fielddesc",
    "columncnname",
    "columncomment",
    "columntitle",
    "名称",
    "标题",
    "中文名",
    "中文名称",
];

impl<'a> Node<'a> {
    /// Renames fields to the human-readable names in a list of columns next to them, if `is_header` accepts these
    /// names, and moves the list to `shed`, with its key.
    pub(crate) fn name_columns(
        &mut self,
        is_header: &dyn Fn(&[&str]) -> bool,
        shed: &mut Vec<(String, Node<'a>)>,
    ) {
        let NodeKind::Table(entries) = &mut self.kind else {
            return;
        };
        let may_be = |entry: &Entry<'_>| !entry.value.is_scalar() && is_about_columns(&entry.key);
        while let Some((at, names)) = (entries.iter().enumerate())
            .filter(|(_, entry)| may_be(entry))
            .find_map(|(at, entry)| {
                Some((at, titles_inside(&entry.value, is_header, DEEPEST_COLUMNS)?))
            })
            .filter(|(at, names)| {
                let mut others = entries.iter().enumerate().filter(|(other, _)| other != at);
                others.any(|(_, entry)| has_any(&entry.value, names))
            })
        {
            let Entry { key, value, .. } = entries.remove(at);
            shed.push((key.into_owned(), value));
            for entry in entries.iter_mut() {
                rename(&mut entry.value, &names);
            }
        }
        for entry in entries.iter_mut() {
            entry.value.name_columns(is_header, shed);
        }
    }
}

impl Node<'_> {
    /// The human-readable name in the description of a column.
    pub(super) fn title(&self) -> Option<&Self> {
        TITLES.iter().find_map(|key| self.called(key))
    }

    /// The value of a key, ignoring its case and the separators between its words.
    fn called(&self, name: &str) -> Option<&Self> {
        let is_so = |key: &str| {
            let letters = key.chars().filter(|char| char.is_alphanumeric());
            letters.flat_map(char::to_lowercase).eq(name.chars())
        };
        let mut entries = self.entries().iter();
        entries
            .find(|entry| is_so(&entry.key))
            .map(|entry| &entry.value)
    }
}

/// The names of columns in a node, or in the tables below it to the given depth.
fn titles_inside(
    node: &Node<'_>,
    is_header: &dyn Fn(&[&str]) -> bool,
    depth: u32,
) -> Option<HashMap<String, (String, Span)>> {
    titles(node, is_header).or_else(|| {
        let mut entries = node.entries().iter().filter(|_| depth > 0);
        entries.find_map(|entry| titles_inside(&entry.value, is_header, depth - 1))
    })
}

/// The human-readable names of columns, by their machine names.
fn titles(
    columns: &Node<'_>,
    is_header: &dyn Fn(&[&str]) -> bool,
) -> Option<HashMap<String, (String, Span)>> {
    let code = |of: &Node<'_>| {
        CODES
            .iter()
            .find_map(|key| of.called(key)?.text().map(str::to_owned))
    };
    let title = |of: &Node<'_>| {
        let node = of.title()?;
        Some((node.text()?.to_owned(), node.span))
    };
    let pairs: Option<Vec<_>> = match &columns.kind {
        NodeKind::List(columns) => (columns.iter())
            .map(|column| code(column).zip(title(column)))
            .collect(),
        NodeKind::Table(entries) => (entries.iter())
            .map(|entry| {
                let name = entry.value.text()?.to_owned();
                Some((entry.key.to_string(), (name, entry.value.span)))
            })
            .collect(),
        _ => None,
    };
    let pairs = pairs.filter(|pairs| pairs.len() > 1)?;
    let names: Vec<&str> = pairs.iter().map(|(_, (name, _))| name.as_str()).collect();
    let differs = pairs.iter().any(|(code, (name, _))| code != name);
    (differs && is_header(&names)).then(|| pairs.into_iter().collect())
}

/// Whether any table in the node has one of these keys.
fn has_any(node: &Node<'_>, names: &HashMap<String, (String, Span)>) -> bool {
    match &node.kind {
        NodeKind::List(nodes) => nodes.iter().any(|node| has_any(node, names)),
        NodeKind::Table(entries) => entries
            .iter()
            .any(|entry| names.contains_key(entry.key.as_ref()) || has_any(&entry.value, names)),
        _ => false,
    }
}

fn rename(node: &mut Node<'_>, names: &HashMap<String, (String, Span)>) {
    match &mut node.kind {
        NodeKind::List(nodes) => nodes.iter_mut().for_each(|node| rename(node, names)),
        NodeKind::Table(entries) => {
            for entry in entries {
                if let Some((name, span)) = names.get(entry.key.as_ref()) {
                    entry.key = Cow::Owned(name.clone());
                    entry.key_span = *span;
                }
                rename(&mut entry.value, names);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::source::json;

    #[test]
    fn every_word_about_columns_is_found_in_a_key() {
        for word in ABOUT_COLUMNS {
            assert!(is_about_columns(&format!("x{}s", word.to_uppercase())));
        }
        assert!(!is_about_columns("guide"));
    }

    #[test]
    fn columns_have_the_names_for_people() {
        for (text, expected, dropped) in [
            (
                r#"{"fields":[{"name":"F1","alias":"事"},{"name":"F2","alias":"主"}],"features":[{"attributes":{"F1":"甲","F2":"乙"}}]}"#,
                json!({"features":[{"attributes":{"事":"甲","主":"乙"}}]}),
                4,
            ),
            (
                r#"{"d":{"aliases":{"F1":"事","F2":"主"},"rows":[{"F1":"甲","F2":"乙","F3":1}]}}"#,
                json!({"d":{"rows":[{"事":"甲","主":"乙","F3":1}]}}),
                2,
            ),
            (
                r#"{"cols":{"x":"别","y":"的"},"rows":[{"x":1}]}"#,
                json!({"cols":{"x":"别","y":"的"},"rows":[{"x":1}]}),
                0,
            ),
        ] {
            let mut root = json::parse(text).0.unwrap();
            let mut shed = Vec::new();
            root.name_columns(&|names| names.contains(&"事"), &mut shed);
            let count = shed.iter().map(|(_, node)| node.count_scalars()).sum();
            assert_eq!((root.to_json(), count), (expected, dropped), "{text}");
        }
        let mut root = json::parse(r#"{"fields":{"事":"事","主":"主"}}"#)
            .0
            .unwrap();
        let mut shed = Vec::new();
        root.name_columns(&|_| true, &mut shed);
        assert!(shed.is_empty());
    }
}
