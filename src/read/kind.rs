//! Classifies documents by content.

use super::locate::{DEEPEST, open_texts, tables_at};
use super::record::DocumentReading;
use crate::dialect::{self, Dialect};
use crate::model::elements::{CATALOGUE, Group, ITEM};
use crate::source::{Entry, Node, NodeKind, Span};
use crate::vocabulary::Profile;

/// The format family of a document.
#[derive(Debug, Clone, Copy)]
pub(super) enum Kind<'d> {
    /// Our own format.
    Own,
    /// Our own format, with the items inside other keys.
    Wrapped,
    /// A dialect.
    Spoken(&'d Dialect),
    /// Unknown.
    Foreign,
}

impl PartialEq for Kind<'_> {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Spoken(one), Self::Spoken(other)) => one.name == other.name,
            _ => std::mem::discriminant(self) == std::mem::discriminant(other),
        }
    }
}

/// Maximum number of records of a list whose keys are examined.
const MAX_EXAMINED_RECORDS: usize = 64;

impl<'d> Kind<'d> {
    /// Classifies a document: ours if it names our schema or has mostly our keys; else in the given
    /// dialect, or the one that knows most of its keys, searching from the outside in.
    pub(super) fn of(root: &mut Node<'_>, says_ours: bool, given: Option<&'d Dialect>) -> Self {
        // A schema is not data, whatever its examples look like.
        if is_json_schema(root) {
            return Self::Foreign;
        }
        if says_ours || names_schema(root) {
            return Self::Own;
        }
        if let Some(dialect) = given {
            return Self::Spoken(dialect);
        }
        if is_own(root) {
            return Self::Own;
        }
        for depth in 0..=DEEPEST {
            let mut tables = Vec::new();
            tables_at(root, depth, &mut tables);
            if tables.iter().any(|table| is_own_record(table)) {
                return Self::Wrapped;
            }
            if let Some(dialect) = dialect::best(&tables) {
                return Self::Spoken(dialect);
            }
            open_texts(root, depth + 1);
        }
        Self::Foreign
    }

    /// The dialect of the document, if it has one.
    pub(super) fn dialect(self) -> Option<&'d Dialect> {
        match self {
            Self::Spoken(dialect) => Some(dialect),
            _ => None,
        }
    }

    /// Whether a single record is clearly of this kind.
    pub(super) fn holds(self, record: &Node<'_>) -> bool {
        match self {
            Self::Own => is_own(record) && !is_catalogue(record),
            Self::Spoken(dialect) => dialect.is_record(record) && !names_schema(record),
            Self::Wrapped | Self::Foreign => false,
        }
    }
}

/// Unwraps the envelopes of services, turns lists of cells into records, nests flat trees, and renames fields to the
/// labels of their columns, if the given dialect, or any, recognises the labels; returns the removed values with their keys.
pub(crate) fn plain_records<'a>(
    root: &mut Node<'a>,
    given: Option<&Dialect>,
) -> Vec<(String, Node<'a>)> {
    let is_header = |names: &[&str]| {
        let mut record = Node::table(Span::Nowhere);
        if let NodeKind::Table(entries) = &mut record.kind {
            entries.extend(names.iter().map(|name| Entry {
                key: (*name).to_owned().into(),
                key_span: Span::Nowhere,
                value: Node {
                    span: Span::Nowhere,
                    kind: NodeKind::String("".into()),
                },
            }));
        }
        match given {
            Some(dialect) => dialect.is_record(&record),
            None => dialect::best(&[&record]).is_some(),
        }
    };
    let mut shed = Vec::new();
    root.say_words(&mut shed);
    root.name_columns(&is_header, &mut shed);
    root.take_off_wrappers(&mut shed);
    root.rows_to_records(&is_header, &mut shed);
    root.nest_flat_trees(&mut shed);
    shed
}

/// Accounts for values that were only around records, or only named their columns.
pub(super) fn leave_out(read: &mut DocumentReading<'_>, shed: &[(String, Node<'_>)], base: u64) {
    for (path, node) in shed {
        read.leave_out(path, node, base);
    }
}

/// Turns pairs of a known label and a value into fields; returns the number of labels.
pub(super) fn name_pairs(root: &mut Node<'_>, given: Option<&Dialect>) -> usize {
    let Some(dialect) = given.or_else(|| dialect::find("elements")) else {
        return 0;
    };
    root.pairs_to_fields(&|label| dialect.knows_label(label))
}

/// Whether a TOML text names our schema in its first comments.
pub(super) fn says_ours(text: &str) -> bool {
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let comments = lines.by_ref().take_while(|line| line.starts_with('#'));
    let mut schemas = comments.filter_map(|line| line.strip_prefix("#:schema"));
    schemas.any(is_schema)
}

fn names_schema(root: &Node<'_>) -> bool {
    root.get("$schema")
        .and_then(Node::text)
        .is_some_and(is_schema)
}

/// Whether a document is a JSON Schema, such as the one that `normalize` writes beside a catalogue.
pub(super) fn is_json_schema(root: &Node<'_>) -> bool {
    root.get("$schema")
        .and_then(Node::text)
        .is_some_and(|name| name.contains("//json-schema.org/"))
}

/// Whether a value of `$schema`, or of `#:schema` in TOML, names one of our schemas.
fn is_schema(name: &str) -> bool {
    let is_named = |schema: &str| name.contains(&format!("{schema}.v1"));
    let mut profiles = Profile::ALL.iter();
    ["service-item", "catalogue"].into_iter().any(is_named)
        || profiles.any(|profile| is_named(&format!("service-item-{profile}")))
}

/// Whether a table is a catalogue: it has items or includes, or more keys that only a catalogue has than keys that only
/// an item has.
pub(super) fn is_catalogue(root: &Node<'_>) -> bool {
    let count = |of: &Group, other: &Group| {
        let is_own = |key: &str| of.field(key).is_some() && other.field(key).is_none();
        let keys = root.entries().iter().map(|entry| entry.key.as_ref());
        keys.filter(|key| is_own(key)).count()
    };
    ["items", "include"]
        .iter()
        .any(|key| root.get(key).is_some())
        || count(CATALOGUE, ITEM) > count(ITEM, CATALOGUE)
}

/// Whether a document is one item of ours.
pub(crate) fn is_item(root: &Node<'_>) -> bool {
    root.get("name").is_some() && is_own(root) && !is_catalogue(root)
}

/// Whether most keys of a document are ours. If there are `items`, they decide, because others use
/// that key, too.
pub(crate) fn is_own(root: &Node<'_>) -> bool {
    let items = root.get("items").filter(|items| match &items.kind {
        NodeKind::List(nodes) => !nodes.is_empty(),
        NodeKind::Table(entries) => !entries.is_empty(),
        _ => false,
    });
    let node = items.unwrap_or(root);
    let (own, all) = match &node.kind {
        NodeKind::List(records) => records
            .iter()
            .take(MAX_EXAMINED_RECORDS)
            .map(|record| keys(record, &[ITEM]))
            .fold((0, 0), |sum, one| (sum.0 + one.0, sum.1 + one.1)),
        _ => keys(node, &[ITEM, CATALOGUE]),
    };
    let first = match &node.kind {
        NodeKind::List(records) => records.first(),
        _ => Some(node),
    };
    // One of two keys may match by chance, as the `status` of a response does, unless one is `name`; but beside an
    // unknown table or list, even a name may be that of its content.
    let is_certain = first.is_some_and(|first| {
        let holds_more = |entry: &Entry<'_>| match &entry.value.kind {
            NodeKind::Table(entries) => !entries.is_empty(),
            NodeKind::List(nodes) => !nodes.is_empty(),
            _ => false,
        };
        let is_unknown_table =
            |entry: &Entry<'_>| ITEM.field(&entry.key).is_none() && holds_more(entry);
        match first.entries() {
            pair @ [_, _] => first.get("name").is_some() && !pair.iter().any(is_unknown_table),
            entries => entries.len() > 2,
        }
    });
    own * 2 > all || own * 2 == all && is_certain
}

/// Whether a nested table is one of our items: more than its name must match.
pub(super) fn is_own_record(node: &Node<'_>) -> bool {
    let (own, all) = keys(node, &[ITEM]);
    own > 1 && own * 2 > all && node.get("name").is_some()
}

/// The number of keys of a table that are in one of the groups, and of all its keys.
fn keys(node: &Node<'_>, groups: &[&Group]) -> (usize, usize) {
    let entries = node.entries();
    let is_key = |key: &str| groups.iter().any(|group| group.field(key).is_some());
    let own = entries.iter().filter(|entry| is_key(&entry.key)).count();
    (own, entries.len())
}
