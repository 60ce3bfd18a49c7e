//! Finds the records of a document: in sibling lists, in groups by key, under departments, in pages
//! of a response, in JSON inside strings.
//!
//! Fields around a record that describe it, such as the department of a group, go with it. Nothing
//! is skipped silently: values without records are returned separately.

use super::answer::{self, Announced};
use crate::dialect::{GROUP, PARENT, join};
use crate::source::{Entry, Node, NodeKind, Span};

/// Maximum depth at which records are searched for, as in `data.result.rows`.
pub(super) const DEEPEST: usize = 6;

/// Number of elements of a list that are examined to classify its content.
const MAX_EXAMINED_ELEMENTS: usize = 8;

/// The records of a document, and the rest of it.
#[derive(Debug, Default)]
pub(super) struct Located<'a> {
    pub(super) records: Vec<Node<'a>>,
    /// Values without records, by path.
    pub(super) unvisited: Vec<(String, Node<'a>)>,
    /// Values around the records that do not describe them, by path.
    pub(super) left_out: Vec<(String, Node<'a>)>,
    /// The totals stated around the records.
    pub(super) announced: Vec<Announced>,
}

/// The criteria of a search for records.
pub(super) struct Search<'s> {
    /// Whether a table is a record.
    pub(super) is_record: &'s dyn Fn(&Node<'_>) -> bool,
    /// Whether a path is ignored by the dialect.
    pub(super) is_ignored: &'s dyn Fn(&str) -> bool,
    /// Whether a record has its own field for the element of this field of its group.
    pub(super) says: &'s dyn Fn(&Node<'_>, &str) -> bool,
    /// Whether fields of a group go under the `extensions` of its records, because the model has no
    /// element for them.
    pub(super) aside: bool,
}

/// The position of the search.
#[derive(Clone, Default)]
struct At<'a> {
    path: String,
    /// The fields of the enclosing groups, outermost first.
    inherited: Vec<Entry<'a>>,
    /// Whether the position is inside a list: then fields of a table describe a group.
    in_list: bool,
    /// Whether the position is inside a branch named for its content: then fields of a table describe a group.
    is_group: bool,
}

impl Search<'_> {
    /// The records below a node.
    pub(super) fn run<'a>(&self, root: Node<'a>) -> Located<'a> {
        let mut found = Located::default();
        self.visit(root, At::default(), &mut found);
        found
    }

    /// The records at the end of a dotted path, which leads through lists.
    pub(super) fn follow<'a>(&self, root: Node<'a>, path: &str) -> Located<'a> {
        let keys: Vec<&str> = path.split('.').collect();
        let mut found = Located::default();
        self.descend(root, &keys, At::default(), &mut found);
        found
    }

    /// Whether a value contains a record.
    pub(super) fn leads(&self, node: &Node<'_>) -> bool {
        match &node.kind {
            NodeKind::Table(entries) => {
                (self.is_record)(node) || entries.iter().any(|entry| self.leads(&entry.value))
            }
            NodeKind::List(nodes) => nodes.iter().any(|node| self.leads(node)),
            NodeKind::String(_) => node.embedded().is_some_and(|inner| self.leads(&inner)),
            _ => false,
        }
    }

    fn visit<'a>(&self, node: Node<'a>, at: At<'a>, found: &mut Located<'a>) {
        match node.kind {
            NodeKind::Table(_) if (self.is_record)(&node) => self.record(node, &at, found),
            NodeKind::Table(_) => {
                let (inner, around) = self.split(node, |value| self.leads(value));
                if inner.is_empty() {
                    return found.pass_over(&at.path, around);
                }
                let several = inner.len() > 1;
                let (span, before) = (around.span, found.records.len());
                let announced = (!at.in_list).then(|| answer::announced(&around)).flatten();
                let at = self.enter(around, at, found);
                for entry in inner {
                    let mut below = at.clone();
                    below.path = join(&at.path, &entry.key);
                    // A single branch may be named for the form of the document, such as `data`.
                    below.is_group |= several || !answer::is_form(&entry.key);
                    if several || !entry.key.is_ascii() && below.is_group {
                        below.inherited.push(group(&entry));
                    }
                    self.visit(entry.value, below, found);
                }
                found.announce(&at.path, span, announced, before);
            }
            NodeKind::List(nodes) => {
                let is_list = nodes.iter().any(|node| (self.is_record)(node));
                let at = At {
                    in_list: true,
                    ..at
                };
                for node in nodes {
                    // A table in a list of records is a record, even if none of its keys is known.
                    let is_one = is_list && node.is_table() && !self.leads(&node);
                    match node.kind {
                        _ if is_one => self.record(node, &at, found),
                        NodeKind::String(_) => {
                            let inner = node.embedded().filter(|inner| self.leads(inner));
                            match inner {
                                Some(inner) => self.visit(inner, at.clone(), found),
                                None => found.pass_over(&at.path, node),
                            }
                        }
                        _ => self.visit(node, at.clone(), found),
                    }
                }
            }
            _ => found.pass_over(&at.path, node),
        }
    }

    fn descend<'a>(&self, node: Node<'a>, keys: &[&str], at: At<'a>, found: &mut Located<'a>) {
        let node = node.embedded().unwrap_or(node);
        match (node.kind, keys.split_first()) {
            (NodeKind::List(nodes), _) => {
                let at = At {
                    in_list: true,
                    ..at
                };
                for node in nodes {
                    self.descend(node, keys, at.clone(), found);
                }
            }
            (kind @ NodeKind::Table(_), None) => {
                let span = node.span;
                self.record(Node { span, kind }, &at, found);
            }
            (kind @ NodeKind::Table(_), Some((key, rest))) => {
                let span = node.span;
                let (mut inner, around) =
                    Node { span, kind }.split_entries(|entry| entry.key == *key);
                let Some(entry) = inner.pop() else {
                    return found.pass_over(&at.path, around);
                };
                let before = found.records.len();
                let announced = (!at.in_list).then(|| answer::announced(&around)).flatten();
                let mut below = self.enter(around, at, found);
                let path = std::mem::take(&mut below.path);
                below.path = join(&path, key);
                below.is_group |= !answer::is_form(key);
                self.descend(entry.value, rest, below, found);
                found.announce(&path, span, announced, before);
            }
            (kind, _) => {
                let span = node.span;
                found.pass_over(&at.path, Node { span, kind });
            }
        }
    }

    /// The entries of a table that contain records, with their JSON strings parsed, and the table
    /// without them.
    fn split<'a>(
        &self,
        mut node: Node<'a>,
        leads: impl Fn(&Node<'a>) -> bool,
    ) -> (Vec<Entry<'a>>, Node<'a>) {
        if let NodeKind::Table(entries) = &mut node.kind {
            for entry in entries {
                let inner = entry.value.embedded();
                if let Some(inner) = inner.filter(|inner| self.leads(inner)) {
                    entry.value = inner;
                }
            }
        }
        node.split_entries(|entry| leads(&entry.value))
    }

    /// Enters a table: its other fields describe the records, do not describe them, or are listed
    /// as values without records.
    fn enter<'a>(&self, around: Node<'a>, mut at: At<'a>, found: &mut Located<'a>) -> At<'a> {
        let NodeKind::Table(entries) = around.kind else {
            return at;
        };
        let is_group = at.is_group || at.in_list || !answer::is_answer(&entries);
        for entry in entries {
            let path = join(&at.path, &entry.key);
            let is_envelope = !at.in_list && answer::is_envelope(&entry, is_group);
            if entry.value.is_blank() || is_envelope || (self.is_ignored)(&path) {
                found.left_out.push((path, entry.value));
            } else if entry.value.is_flat() {
                at.inherited.push(entry);
            } else {
                found.unvisited.push((path, entry.value));
            }
        }
        at
    }

    /// Adds a record with the fields inherited from its groups; inner groups take precedence.
    fn record<'a>(&self, mut node: Node<'a>, at: &At<'a>, found: &mut Located<'a>) {
        let inherited = at.inherited.iter().rev().cloned();
        if self.aside && !at.inherited.is_empty() {
            let mut own = match node.take("extensions") {
                Some(own) if own.is_table() => own,
                _ => Node::table(Span::Nowhere),
            };
            inherited.for_each(|entry| own.inherit(entry));
            node.push(Entry {
                key: "extensions".into(),
                key_span: Span::Nowhere,
                value: own,
            });
        } else {
            let mut of_parents = Vec::new();
            for mut entry in inherited {
                // The key of a branch (`GROUP`) may be a department, a theme or anything else.
                if entry.key != GROUP && (self.says)(&node, &entry.key) {
                    entry.key = format!("{PARENT}{}", entry.key).into();
                    of_parents.push(entry);
                } else {
                    node.inherit(entry);
                }
            }
            // The name of a group may be that of its body, but only if no field is.
            for entry in of_parents {
                node.inherit(entry);
            }
        }
        found.records.push(node);
    }
}

impl<'a> Located<'a> {
    fn pass_over(&mut self, path: &str, node: Node<'a>) {
        if node.is_blank() && !node.is_scalar() {
            return;
        }
        self.unvisited.push((path.to_owned(), node));
    }

    /// Notes the total stated by a table; `before` is the number of records found before it.
    fn announce(
        &mut self,
        path: &str,
        span: Span,
        announced: Option<(String, u64, answer::ShortfallUnit)>,
        before: usize,
    ) {
        let records = self.records.len() - before;
        self.announced
            .extend(announced.map(|(key, said, unit)| Announced {
                field: join(path, &key),
                said,
                unit,
                records,
                span,
            }));
    }
}

/// The name of a branch as a field of its records.
fn group<'a>(entry: &Entry<'a>) -> Entry<'a> {
    Entry {
        key: GROUP.into(),
        key_span: entry.key_span,
        value: Node {
            span: entry.key_span,
            kind: NodeKind::String(entry.key.clone()),
        },
    }
}

impl<'a> Node<'a> {
    /// Whether this is a scalar or a list of scalars.
    fn is_flat(&self) -> bool {
        match &self.kind {
            NodeKind::List(nodes) => nodes.iter().all(Node::is_scalar),
            NodeKind::Table(_) => false,
            _ => true,
        }
    }

    /// Splits off the wanted entries; returns them and the table without them.
    fn split_entries(self, wanted: impl Fn(&Entry<'a>) -> bool) -> (Vec<Entry<'a>>, Self) {
        let span = self.span;
        let entries = match self.kind {
            NodeKind::Table(entries) => entries,
            kind => return (Vec::new(), Node { span, kind }),
        };
        let (inner, around) = entries.into_iter().partition(wanted);
        let kind = NodeKind::Table(around);
        (inner, Node { span, kind })
    }

    fn push(&mut self, entry: Entry<'a>) {
        if let NodeKind::Table(entries) = &mut self.kind {
            entries.push(entry);
        }
    }

    /// Adds a field of a group; a field of the same name keeps its key, and the group's gets a prefix.
    pub(super) fn inherit(&mut self, mut entry: Entry<'a>) {
        while self.get(&entry.key).is_some() {
            entry.key = format!("{PARENT}{}", entry.key).into();
        }
        self.push(entry);
    }
}

/// Collects the tables `depth` levels below a node, the first ones of each list; lists do not count
/// as a level.
pub(super) fn tables_at<'n, 'a>(node: &'n Node<'a>, depth: usize, found: &mut Vec<&'n Node<'a>>) {
    match &node.kind {
        NodeKind::List(nodes) => {
            for node in nodes.iter().take(MAX_EXAMINED_ELEMENTS) {
                tables_at(node, depth, found);
            }
        }
        NodeKind::Table(_) if depth == 0 => found.push(node),
        NodeKind::Table(entries) => {
            for entry in entries {
                tables_at(&entry.value, depth - 1, found);
            }
        }
        _ => {}
    }
}

/// Parses JSON strings up to `depth` levels below a node.
pub(super) fn open_texts(node: &mut Node<'_>, depth: usize) {
    if let Some(inner) = node.embedded() {
        *node = inner;
    }
    match &mut node.kind {
        NodeKind::List(nodes) => {
            for node in nodes.iter_mut().take(MAX_EXAMINED_ELEMENTS) {
                open_texts(node, depth);
            }
        }
        NodeKind::Table(entries) if depth > 0 => {
            for entry in entries {
                open_texts(&mut entry.value, depth - 1);
            }
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::json;

    fn located(text: &str) -> (Vec<String>, Vec<String>) {
        let (root, _) = json::parse(text);
        let search = Search {
            is_record: &|node| node.get("t").is_some(),
            is_ignored: &|path| path == "left",
            says: &|_, _| false,
            aside: false,
        };
        let found = search.run(root.unwrap());
        let records = found.records.iter().map(|node| node.to_json().to_string());
        let passed = found.unvisited.into_iter().map(|(path, _)| path);
        (records.collect(), passed.collect())
    }

    #[test]
    fn records_are_found_wherever_they_stand() {
        for (text, expected) in [
            (r#"{"t":1}"#, &[r#"{"t":1}"#][..]),
            (r#"[{"t":1},{"u":2}]"#, &[r#"{"t":1}"#, r#"{"u":2}"#]),
            (
                r#"{"code":0,"data":{"total":2,"rows":[{"t":1}]}}"#,
                &[r#"{"t":1}"#],
            ),
            (
                r#"{"a":[{"t":1}],"b":[{"t":2}]}"#,
                &[r#"{"t":1,"所在分组":"a"}"#, r#"{"t":2,"所在分组":"b"}"#],
            ),
            (
                r#"[{"d":"x","list":[{"t":1,"d":"y"},{"t":2}]}]"#,
                &[r#"{"t":1,"d":"y","上级.d":"x"}"#, r#"{"t":2,"d":"x"}"#],
            ),
            (
                r#"{"甲局":{"一":[{"t":1}]},"乙局":{"rows":[{"t":2}]}}"#,
                &[
                    r#"{"t":1,"所在分组":"一","上级.所在分组":"甲局"}"#,
                    r#"{"t":2,"所在分组":"乙局"}"#,
                ],
            ),
            (r#"{"data":"[{\"t\":1}]"}"#, &[r#"{"t":1}"#]),
            (r#"{"left":[1],"rows":[{"t":1}]}"#, &[r#"{"t":1}"#]),
        ] {
            let (records, passed) = located(text);
            let mut wanted: Vec<serde_json::Value> = Vec::new();
            for one in expected {
                wanted.push(serde_json::from_str(one).unwrap());
            }
            let records: Vec<serde_json::Value> = records
                .iter()
                .map(|one| serde_json::from_str(one).unwrap())
                .collect();
            assert_eq!(records, wanted, "{text}");
            assert!(passed.is_empty(), "{text}: {passed:?}");
        }
    }

    #[test]
    fn branches_without_a_record_are_named() {
        let (records, passed) = located(
            r#"{"rows":[{"t":1},"x",null],"facets":[{"u":1}],"empty":[],"deep":{"a":{"b":1}}}"#,
        );
        assert_eq!(records.len(), 1);
        assert_eq!(passed, ["facets", "deep", "rows", "rows"]);
    }
}
