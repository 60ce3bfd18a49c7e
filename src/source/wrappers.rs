//! Envelopes that services put around values: edges and types of GraphQL, attributes and references of JSON:API,
//! embedded resources of HAL, search hits.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::node::{Entry, Node, NodeKind, Span};

/// Maximum depth searched for wrappers.
const DEEPEST: u32 = 16;

/// Key of the type name in GraphQL responses.
const TYPE_NAME: &str = "__typename";

/// Key of flowcharts, whose nodes and edges are data and not a GraphQL connection.
const FLOWCHART: &str = "flowchart";

/// Keys that a JSON:API resource has beside its attributes.
const BESIDE_ATTRIBUTES: &[&str] = &[
    "type",
    "id",
    "links",
    "meta",
    "relationships",
    "geometry",
    "geometryType",
];

/// Keys of a resource that may replace references to it: nothing but attributes, names and references.
const RESOURCE: &[&str] = &["type", "id", "attributes", "links", "relationships"];

/// A resource in the `included` list of a JSON:API document.
struct Resource<'a> {
    attributes: Node<'a>,
    /// Index in the `included` list.
    number: usize,
    /// The entries beside the attributes.
    beside: Vec<Entry<'a>>,
    /// Number of scalars in the attributes.
    scalars: usize,
    is_used: Cell<bool>,
}

/// Number of scalars that may always be copied in place of references.
const MIN_COPIED_SCALARS: usize = 100_000;

/// Maximum number of scalars that are copied for each one in the document, which may refer to a resource any number
/// of times.
const MAX_COPIES_PER_SCALAR: usize = 10;

/// The resources that references may lead to.
struct Included<'a> {
    /// By type and id.
    resources: HashMap<(String, String), Resource<'a>>,
    /// Number of scalars that may still be copied in place of references.
    budget: Cell<usize>,
}

impl<'a> Included<'a> {
    fn get(&self, node: &Node<'_>) -> Option<&Resource<'a>> {
        self.resources.get(&reference(node)?)
    }

    /// Copies the attributes of resources; `None` if that exceeds the budget.
    fn copies(&self, resources: &[&Resource<'a>]) -> Option<Vec<Node<'a>>> {
        let scalars = resources.iter().map(|resource| resource.scalars).sum();
        self.budget.set(self.budget.get().checked_sub(scalars)?);
        let copy = |resource: &&Resource<'a>| {
            resource.is_used.set(true);
            resource.attributes.clone()
        };
        Some(resources.iter().map(copy).collect())
    }
}

impl<'a> Node<'a> {
    /// Unwraps GraphQL, JSON:API, HAL and search envelopes in place; removed envelope fields are appended to `shed`.
    pub(crate) fn take_off_wrappers(&mut self, shed: &mut Vec<(String, Node<'a>)>) {
        let included = self.included();
        self.unwrapped(&included, shed, DEEPEST, false);
        // Resources without references to them stay in `included`.
        let used = || (included.resources.values()).filter(|resource| resource.is_used.get());
        for resource in used() {
            let beside = resource.beside.iter();
            shed.extend(
                beside.map(|entry| (format!("included.{}", entry.key), entry.value.clone())),
            );
        }
        if let NodeKind::Table(entries) = &mut self.kind
            && used().next().is_some()
            && let Some(at) = entries.iter().position(|entry| entry.key == "included")
            && let Some(entry) = entries.get_mut(at)
            && let NodeKind::List(nodes) = &mut entry.value.kind
        {
            let used: HashSet<usize> = used().map(|resource| resource.number).collect();
            let mut number = 0;
            nodes.retain(|_| {
                number += 1;
                !used.contains(&(number - 1))
            });
            if nodes.is_empty() {
                entries.remove(at);
            }
        }
    }

    /// The resources in `included`; if several have the same type and id, the first of them.
    fn included(&self) -> Included<'a> {
        let mut included = Included {
            resources: HashMap::new(),
            budget: Cell::default(),
        };
        let nodes = self.get("included").map(|node| &node.kind);
        let Some(NodeKind::List(nodes)) = nodes else {
            return included;
        };
        let most = self.count_scalars().saturating_mul(MAX_COPIES_PER_SCALAR);
        included.budget.set(most.max(MIN_COPIED_SCALARS));
        for (number, node) in nodes.iter().enumerate() {
            let is_plain =
                (node.entries().iter()).all(|entry| RESOURCE.contains(&entry.key.as_ref()));
            let attributes = node.get("attributes").filter(|_| is_plain);
            if let Some((key, attributes)) = reference(node).zip(attributes) {
                included.resources.entry(key).or_insert_with(|| Resource {
                    attributes: attributes.clone(),
                    scalars: attributes.count_scalars(),
                    number,
                    beside: (node.entries().iter())
                        .filter(|entry| entry.key != "attributes")
                        .cloned()
                        .collect(),
                    is_used: Cell::new(false),
                });
            }
        }
        included
    }

    fn unwrapped(
        &mut self,
        included: &Included<'a>,
        shed: &mut Vec<(String, Node<'a>)>,
        depth: u32,
        is_inside: bool,
    ) {
        match &mut self.kind {
            NodeKind::List(nodes) if depth > 0 => {
                for node in nodes {
                    let mut is_inside = is_inside;
                    if let Some(inner) = of_edge(node) {
                        is_inside = true;
                        let beside = std::mem::replace(node, inner);
                        if let NodeKind::Table(entries) = beside.kind {
                            shed.extend(named(entries));
                        }
                    }
                    node.unwrapped(included, shed, depth - 1, is_inside);
                }
            }
            NodeKind::Table(entries) if depth > 0 => {
                let is_type =
                    |entry: &mut Entry<'_>| entry.key == TYPE_NAME && entry.value.is_scalar();
                shed.extend(named(entries.extract_if(.., is_type)));
                inline(entries, "_embedded", &|_| true);
                hits(entries, shed);
                open_parts(entries);
                inline(entries, "attributes", &|key| {
                    BESIDE_ATTRIBUTES.contains(&key)
                });
                refer(entries, included, shed);
                // The edges of a flowchart are data.
                let is_searched =
                    |entry: &&mut Entry<'_>| !entry.value.is_scalar() && entry.key != FLOWCHART;
                for entry in entries.iter_mut().filter(is_searched) {
                    entry.value.unwrapped(included, shed, depth - 1, is_inside);
                }
                // The other fields of a connection inside a record, such as its count, describe only the query.
                if is_inside && is_connection(entries) {
                    let is_beside = |entry: &mut Entry<'_>| !is_edges(entry);
                    shed.extend(named(entries.extract_if(.., is_beside)));
                }
                // A connection that has only edges becomes the list of their nodes.
                if let [entry] = entries.as_mut_slice()
                    && is_edges(entry)
                {
                    self.span = entry.value.span;
                    self.kind = std::mem::replace(&mut entry.value.kind, NodeKind::Null);
                }
            }
            _ => {}
        }
    }
}

/// Replaces a search hit by its `_source`, and removes the fields that describe the search.
fn hits<'a>(entries: &mut Vec<Entry<'a>>, shed: &mut Vec<(String, Node<'a>)>) {
    const OF_SEARCH: &[&str] = &["highlight", "sort", "fields", "_shards", "matched_queries"];
    let has = |entries: &[Entry<'_>], key: &str| entries.iter().any(|entry| entry.key == key);
    let is_hit = |key: &str| key.starts_with('_') || OF_SEARCH.contains(&key);
    if has(entries, "_source") && entries.iter().all(|entry| is_hit(&entry.key))
        || has(entries, "hits") && has(entries, "_shards")
    {
        let is_of_search = |entry: &mut Entry<'_>| OF_SEARCH.contains(&entry.key.as_ref());
        shed.extend(named(entries.extract_if(.., is_of_search)));
        inline(entries, "_source", &|_| true);
    }
    // The number of hits: {"value": 3, "relation": "eq"}.
    for entry in entries.iter_mut().filter(|entry| entry.key == "total") {
        let is_count = entry.value.entries().len() == 2 && entry.value.get("relation").is_some();
        if is_count && let Some(count) = entry.value.take("value") {
            let relation = std::mem::replace(&mut entry.value, count);
            shed.push(("total".to_owned(), relation));
        }
    }
}

/// Replaces a list by its only table if its key names a part of the record: `"taskbasicinfo": [{…}]`.
fn open_parts(entries: &mut [Entry<'_>]) {
    const PARTS: &[&str] = &["info", "basic", "base", "detail", "jbxx"];
    const FEWEST: usize = 2;
    let said = entries
        .iter()
        .filter(|entry| entry.value.is_scalar())
        .count();
    let is_record = said >= FEWEST
        && entries
            .iter()
            .filter(|entry| !entry.value.is_scalar())
            .count()
            > 1;
    for entry in entries.iter_mut().filter(|_| is_record) {
        if let NodeKind::List(nodes) = &mut entry.value.kind
            && let [node] = nodes.as_mut_slice()
            && matches!(node.kind, NodeKind::Table(_))
            && let key = entry.key.to_lowercase()
            && PARTS.iter().any(|part| key.ends_with(part))
        {
            entry.value = std::mem::replace(node, Node::table(Span::Nowhere));
        }
    }
}

/// Whether an entry holds the edges or nodes of a connection.
fn is_edges(entry: &Entry<'_>) -> bool {
    matches!(entry.key.as_ref(), "edges" | "nodes") && entry.value.holds_tables()
}

/// Whether entries are a connection: its edges, and perhaps their count and the state of the paging.
fn is_connection(entries: &[Entry<'_>]) -> bool {
    let (edges, beside): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| is_edges(entry));
    let is_beside = |entry: &&Entry<'_>| match entry.key.as_ref() {
        "totalCount" | "count" => entry.value.is_scalar(),
        "pageInfo" => entry
            .value
            .entries()
            .iter()
            .all(|entry| entry.value.is_scalar()),
        _ => false,
    };
    edges.len() == 1 && beside.iter().all(is_beside)
}

/// Entries as pairs of key and value.
fn named<'a>(
    entries: impl IntoIterator<Item = Entry<'a>>,
) -> impl Iterator<Item = (String, Node<'a>)> {
    let entries = entries.into_iter();
    entries.map(|entry| (entry.key.into_owned(), entry.value))
}

/// The node that an edge leads to.
fn of_edge<'a>(edge: &mut Node<'a>) -> Option<Node<'a>> {
    let is_edge = edge.entries().iter().all(|entry| match entry.key.as_ref() {
        "node" => entry.value.holds_tables(),
        "cursor" | TYPE_NAME => entry.value.is_scalar(),
        _ => false,
    });
    is_edge.then(|| edge.take("node")).flatten()
}

/// The type and id of a resource.
fn reference(node: &Node<'_>) -> Option<(String, String)> {
    let part = |key: &str| node.get(key).and_then(Node::plain_text);
    part("type").zip(part("id"))
}

/// Replaces the table `name` by its entries, if `fits` holds for all keys beside it.
fn inline(entries: &mut Vec<Entry<'_>>, name: &str, fits: &dyn Fn(&str) -> bool) {
    let is_one =
        |entry: &Entry<'_>| entry.key == name && matches!(entry.value.kind, NodeKind::Table(_));
    let Some(at) = entries.iter().position(is_one) else {
        return;
    };
    if !(entries.iter()).all(|entry| entry.key == name || fits(&entry.key)) {
        return;
    }
    let NodeKind::Table(inner) = entries.remove(at).value.kind else {
        return;
    };
    add(entries, inner, name);
}

/// Adds the entries of a table; a key that already exists is qualified with the table's name.
fn add<'a>(entries: &mut Vec<Entry<'a>>, added: Vec<Entry<'a>>, table: &str) {
    let mut known: HashSet<Cow<'a, str>> = entries.iter().map(|entry| entry.key.clone()).collect();
    for mut entry in added {
        if !known.insert(entry.key.clone()) {
            entry.key = format!("{table}.{}", entry.key).into();
            known.insert(entry.key.clone());
        }
        entries.push(entry);
    }
}

/// Replaces each relationship by the resources that it refers to, if all of these exist.
fn refer<'a>(
    entries: &mut Vec<Entry<'a>>,
    included: &Included<'a>,
    shed: &mut Vec<(String, Node<'a>)>,
) {
    let Some(at) = entries
        .iter()
        .position(|entry| entry.key == "relationships")
    else {
        return;
    };
    let resolved = |data: &Node<'a>| {
        if let NodeKind::List(nodes) = &data.kind {
            let all: Option<Vec<_>> = nodes.iter().map(|node| included.get(node)).collect();
            Some(NodeKind::List(included.copies(&all?)?))
        } else {
            Some(included.copies(&[included.get(data)?])?.pop()?.kind)
        }
    };
    let Some(NodeKind::Table(relations)) = entries.get_mut(at).map(|entry| &mut entry.value.kind)
    else {
        return;
    };
    let mut made: Vec<Entry<'a>> = Vec::new();
    relations.retain(|relation| {
        // A relationship with other entries is kept, as these may be data.
        let is_plain = (relation.value.entries().iter())
            .all(|entry| matches!(entry.key.as_ref(), "data" | "links"));
        let data = relation.value.get("data").filter(|_| is_plain);
        let Some((data, kind)) = data.and_then(|data| Some((data, resolved(data)?))) else {
            return true;
        };
        shed.push((
            format!("relationships.{}", relation.key),
            relation.value.clone(),
        ));
        made.push(Entry {
            key: relation.key.clone(),
            key_span: relation.key_span,
            value: Node {
                span: data.span,
                kind,
            },
        });
        false
    });
    if relations.is_empty() {
        entries.remove(at);
    }
    add(entries, made, "relationships");
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::source::json;

    #[test]
    fn wrappers_are_taken_off() {
        for (text, expected, dropped) in [
            (
                r#"{"flowchart":{"edges":[{"from":"1","to":"2"}]}}"#,
                json!({"flowchart":{"edges":[{"from":"1","to":"2"}]}}),
                0,
            ),
            // A connection in a record, and a search hit.
            (
                r#"{"edges":[{"node":{"name":"甲","materials":{"totalCount":1,"edges":[{"node":{"name":"乙"}}]}}}],"x":1}"#,
                json!({"edges":[{"name":"甲","materials":[{"name":"乙"}]}],"x":1}),
                1,
            ),
            (
                r#"{"_shards":{"total":1},"hits":{"total":{"value":1,"relation":"eq"},"hits":[{"_id":"1","_source":{"name":"甲"},"highlight":{"name":["甲"]}}]}}"#,
                json!({"hits":{"total":1,"hits":[{"_id":"1","name":"甲"}]}}),
                3,
            ),
            (
                r#"{"data":{"items":{"total":1,"edges":[{"cursor":"c","node":{"__typename":"Item","name":"甲","materials":{"edges":[{"node":{"name":"乙"}}]}}}]}}}"#,
                json!({"data":{"items":{"total":1,"edges":[{"name":"甲","materials":[{"name":"乙"}]}]}}}),
                2,
            ),
            (
                r#"{"data":[{"type":"items","id":"1","attributes":{"name":"甲","id":"x"},"relationships":{"org":{"data":{"type":"o","id":"2"}},"lost":{"data":[{"type":"o","id":"3"}]}}}],"included":[{"type":"o","id":"2","attributes":{"org-name":"某局"}}]}"#,
                json!({"data":[{"type":"items","id":"1","relationships":{"lost":{"data":[{"type":"o","id":"3"}]}},"org":{"org-name":"某局"},"name":"甲","attributes.id":"x"}]}),
                4,
            ),
            (
                r#"{"_embedded":{"items":[{"name":"甲","_embedded":{"materials":[{"name":"乙"}]}}]}}"#,
                json!({"items":[{"name":"甲","materials":[{"name":"乙"}]}]}),
                0,
            ),
            // Resources without references to them, without attributes or with a repeated id are kept.
            (
                r#"{"data":[{"attributes":{"n":1},"relationships":{"o":{"data":{"type":"o","id":"1"}}}}],"included":[{"type":"o","id":"1","attributes":{"a":1}},{"type":"o","id":"1","attributes":{"a":2}},{"type":"o","id":"2","attributes":{"a":3}},{"type":"o","id":"3","m":4}]}"#,
                json!({"data":[{"n":1,"o":{"a":1}}],"included":[{"type":"o","id":"1","a":2},{"type":"o","id":"2","a":3},{"type":"o","id":"3","m":4}]}),
                4,
            ),
            // Values under these keys that are not envelopes are data.
            (
                r#"{"attributes":{"a":1},"b":2,"included":[1],"edges":[{"node":3}]}"#,
                json!({"attributes":{"a":1},"b":2,"included":[1],"edges":[{"node":3}]}),
                0,
            ),
        ] {
            let mut root = json::parse(text).0.unwrap();
            let mut shed = Vec::new();
            root.take_off_wrappers(&mut shed);
            let count = shed.iter().map(|(_, node)| node.count_scalars()).sum();
            assert_eq!((root.to_json(), count), (expected, dropped), "{text}");
        }
    }
}
