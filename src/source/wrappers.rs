//! What services put around values: edges and types of GraphQL, attributes and references of JSON:API, embedded
//! resources of HAL, aliases of columns.

use std::borrow::Cow;
use std::cell::Cell;
use std::collections::{HashMap, HashSet};

use super::node::{Entry, Node, NodeKind, Span};

/// So deep wrappers are looked for.
const DEEPEST: u32 = 16;

/// The name of a type in an answer of GraphQL.
const TYPE_NAME: &str = "__typename";

/// What stands beside the attributes of a resource.
const BESIDE_ATTRIBUTES: &[&str] = &[
    "type",
    "id",
    "links",
    "meta",
    "relationships",
    "geometry",
    "geometryType",
];

/// The keys of a resource that others may refer to: beside its attributes, only names and references.
const RESOURCE: &[&str] = &["type", "id", "attributes", "links", "relationships"];

/// A resource beside the data.
struct Resource<'a> {
    attributes: Node<'a>,
    /// Its place among the resources.
    number: usize,
    /// What is beside its attributes.
    beside: Vec<Entry<'a>>,
    /// Number of scalars in the attributes.
    scalars: usize,
    is_used: Cell<bool>,
}

/// A document may refer to a resource any number of times; so many scalars more than it has are copied.
const MAX_COPIED_SCALARS: usize = 1_000_000;

/// The resources that others refer to.
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

    /// Copies the attributes of resources, if the document does not ask for too many copies.
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
    /// Takes such wrappers off, down to the values in them, and puts what was only theirs among what was `shed`.
    pub(crate) fn take_off_wrappers(&mut self, shed: &mut Vec<(String, Node<'a>)>) {
        let included = self.included();
        self.unwrapped(&included, shed, DEEPEST);
        // What nothing refers to stays where it is.
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

    /// The resources beside the data; of several with one type and id, the first.
    fn included(&self) -> Included<'a> {
        let mut included = Included {
            resources: HashMap::new(),
            budget: Cell::new(MAX_COPIED_SCALARS),
        };
        let nodes = self.get("included").map(|node| &node.kind);
        let Some(NodeKind::List(nodes)) = nodes else {
            return included;
        };
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
    ) {
        match &mut self.kind {
            NodeKind::List(nodes) if depth > 0 => {
                for node in nodes {
                    if let Some(inner) = of_edge(node) {
                        let beside = std::mem::replace(node, inner);
                        if let NodeKind::Table(entries) = beside.kind {
                            shed.extend(named(entries));
                        }
                    }
                    node.unwrapped(included, shed, depth - 1);
                }
            }
            NodeKind::Table(entries) if depth > 0 => {
                let is_type =
                    |entry: &mut Entry<'_>| entry.key == TYPE_NAME && entry.value.is_scalar();
                shed.extend(named(entries.extract_if(.., is_type)));
                inline(entries, "_embedded", &|_| true);
                inline(entries, "attributes", &|key| {
                    BESIDE_ATTRIBUTES.contains(&key)
                });
                refer(entries, included, shed);
                for entry in entries.iter_mut() {
                    entry.value.unwrapped(included, shed, depth - 1);
                }
                // A connection of edges is the list that they lead to.
                if let [entry] = entries.as_mut_slice()
                    && matches!(entry.key.as_ref(), "edges" | "nodes")
                    && entry.value.holds_tables()
                {
                    self.span = entry.value.span;
                    self.kind = std::mem::replace(&mut entry.value.kind, NodeKind::Null);
                }
            }
            _ => {}
        }
    }
}

/// Entries by their keys.
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

/// Puts the entries of the table `name` in its place, if `fits` holds for all keys beside it.
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

/// Adds entries of a table; a key that is already there is qualified with the name of the table.
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

/// Replaces references by what they refer to, if all of them lead somewhere.
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
        // What stands beside a reference may say something.
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

/// What the keys of lists of columns have in them.
const ABOUT_COLUMNS: &[&str] = &[
    "alias", "title", "head", "column", "field", "cols", "meta", "schema", "表头", "列", "字段",
];

/// A list of columns is so deep in what it is in.
const DEEPEST_COLUMNS: u32 = 3;

/// What the name of a column for programs is called, and its name for people.
const CODES: &[&str] = &[
    "field",
    "name",
    "prop",
    "key",
    "dataIndex",
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
    "displayName",
    "名称",
    "标题",
    "中文名",
    "中文名称",
];

impl<'a> Node<'a> {
    /// Gives fields the names that a list of columns beside them has for people, if `is_header` holds for these, and puts
    /// that list among what was `shed`, under its key.
    pub(crate) fn name_columns(
        &mut self,
        is_header: &dyn Fn(&[&str]) -> bool,
        shed: &mut Vec<(String, Node<'a>)>,
    ) {
        let NodeKind::Table(entries) = &mut self.kind else {
            return;
        };
        let may_be = |entry: &Entry<'_>| {
            let key = entry.key.to_lowercase();
            ABOUT_COLUMNS.iter().any(|word| key.contains(word))
        };
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
    /// The name for people of a column that is described.
    pub(super) fn title(&self) -> Option<&Self> {
        TITLES.iter().find_map(|key| self.get(key))
    }
}

/// The names of columns in a list of them, or in the tables around it.
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

/// The names of columns for people, by those for programs.
fn titles(
    columns: &Node<'_>,
    is_header: &dyn Fn(&[&str]) -> bool,
) -> Option<HashMap<String, (String, Span)>> {
    let code = |of: &Node<'_>| {
        CODES
            .iter()
            .find_map(|key| of.get(key)?.text().map(str::to_owned))
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

/// Whether some table in it has a key of these.
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

    use crate::source::json;

    #[test]
    fn wrappers_are_taken_off() {
        for (text, expected, dropped) in [
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
            // What nothing refers to, what has no attributes and what stands twice is kept.
            (
                r#"{"data":[{"attributes":{"n":1},"relationships":{"o":{"data":{"type":"o","id":"1"}}}}],"included":[{"type":"o","id":"1","attributes":{"a":1}},{"type":"o","id":"1","attributes":{"a":2}},{"type":"o","id":"2","attributes":{"a":3}},{"type":"o","id":"3","m":4}]}"#,
                json!({"data":[{"n":1,"o":{"a":1}}],"included":[{"type":"o","id":"1","a":2},{"type":"o","id":"2","a":3},{"type":"o","id":"3","m":4}]}),
                4,
            ),
            // These are data.
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
