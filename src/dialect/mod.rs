//! From one source's way of writing to the model: dialects are data.
//!
//! A [`Dialect`] says which field of a source holds which element and how its values are read. Its
//! operations are those of [`Operation`]; none knows a province. What a dialect cannot carry over is
//! kept under the item's `extensions` and noted.

mod apply;
mod coverage;
mod file;
mod interface;
mod operation;
mod rows;
mod target;
mod words;

use std::collections::HashSet;
use std::sync::LazyLock;

use serde_json::Value;

pub use apply::{Outcome, Traced};
pub(crate) use coverage::Coverage;
pub use file::{Dialect, DialectFile, Field, Join, When};
pub(crate) use file::{join, normal};
pub use operation::Operation;
pub(crate) use operation::text_of;

use crate::error::Error;
use crate::source::{Kind, Node, Notice};

/// The built-in dialects, as their files.
const BUILT_IN: &[(&str, &str)] = &[
    ("chongqing", include_str!("dialects/chongqing.toml")),
    ("elements", include_str!("dialects/elements.toml")),
    ("exchange", include_str!("dialects/exchange.toml")),
    ("fujian", include_str!("dialects/fujian.toml")),
    ("guangdong", include_str!("dialects/guangdong.toml")),
    ("guangdong-api", include_str!("dialects/guangdong-api.toml")),
    (
        "guangdong-api-v2",
        include_str!("dialects/guangdong-api-v2.toml"),
    ),
    (
        "guangxi-portal",
        include_str!("dialects/guangxi-portal.toml"),
    ),
    ("henan", include_str!("dialects/henan.toml")),
    ("liaoning", include_str!("dialects/liaoning.toml")),
    ("matter-table", include_str!("dialects/matter-table.toml")),
    ("shandong", include_str!("dialects/shandong.toml")),
    ("shanghai", include_str!("dialects/shanghai.toml")),
    ("zhejiang", include_str!("dialects/zhejiang.toml")),
];

static DIALECTS: LazyLock<Vec<Dialect>> = LazyLock::new(|| {
    (BUILT_IN.iter())
        .filter_map(|(name, text)| Dialect::parse(name, text).ok())
        .collect()
});

/// The built-in dialects.
pub fn all() -> &'static [Dialect] {
    &DIALECTS
}

/// The file of a built-in dialect as it is written.
pub fn source(name: &str) -> Option<&'static str> {
    (BUILT_IN.iter())
        .find(|(known, _)| *known == name)
        .map(|(_, text)| *text)
}

impl Dialect {
    /// Calls back with each record of a document.
    pub(crate) fn records<'a>(&self, root: &mut Node<'a>, each: &mut dyn FnMut(Node<'a>)) {
        let path = self.located(root);
        let mut node = std::mem::replace(root, Node::table(root.span));
        let found = !path.is_empty();
        for key in path {
            match node.take(&key) {
                Some(inner) => node = inner,
                None => break,
            }
        }
        if !found && self.plan.count(&node) == 0 && node.listed().is_some() {
            // The dialect knows nothing of what wraps the records.
            node = node.into_listed();
        }
        match node.kind {
            Kind::List(nodes) => nodes.into_iter().for_each(each),
            _ => each(node),
        }
    }

    /// The canonical form of one record.
    pub(crate) fn apply<'a>(&self, record: &Node<'a>, notices: &mut Vec<Notice>) -> Node<'a> {
        apply::Work::new(self, notices, None).record(record)
    }

    /// The canonical form of one record, with what became of each value.
    pub(crate) fn trace<'a>(
        &self,
        record: &Node<'a>,
        notices: &mut Vec<Notice>,
        trace: &mut Vec<Traced>,
    ) -> Node<'a> {
        apply::Work::new(self, notices, Some(trace)).record(record)
    }

    /// Whether a source field of this name is known, in records or in rows of other tables.
    #[cfg(feature = "tables")]
    pub(crate) fn knows_anywhere(&self, field: &str) -> bool {
        let rows = self.plan.rows.iter().flatten();
        self.knows(field) || rows.into_iter().any(|plan| plan.known(field).is_some())
    }

    /// Every name of the source fields that go where the field of this name goes, itself first.
    #[cfg(feature = "tables")]
    pub(crate) fn names_of<'n>(&'n self, field: &'n str) -> impl Iterator<Item = &'n str> {
        let wanted = normal(field);
        let same = (self.file.fields.iter())
            .filter(move |known| known.from.iter().any(|name| normal(name) == wanted))
            .flat_map(|known| known.from.iter().map(String::as_str));
        std::iter::once(field).chain(same)
    }

    /// Whether a source field of this name is known.
    #[cfg(feature = "tables")]
    pub(crate) fn knows(&self, field: &str) -> bool {
        self.plan.known(field).is_some()
    }
}

/// Whether a document is the model's own: its keys, or those of its first record, are mostly ours.
fn is_canonical(root: &Node<'_>) -> bool {
    // What stands under `items` decides, for others call their list so too.
    let root = root.get("items").unwrap_or(root);
    let record = match &root.kind {
        Kind::List(records) => records.first(),
        _ => Some(root),
    };
    let entries = record.map_or(&[][..], Node::entries);
    let own = (entries.iter())
        .filter(|entry| KEYS.contains(entry.key.as_ref()))
        .count();
    own > 0 && own * 2 >= entries.len()
}

/// The keys of an item and of a catalogue.
static KEYS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    [crate::schema::service_item(), crate::schema::catalogue()]
        .iter()
        .filter_map(|schema| schema.get("properties").and_then(Value::as_object))
        .flat_map(|properties| properties.keys().cloned())
        .collect()
});

/// The built-in dialect that a document's fields speak, if any: the one that knows most of them.
pub(crate) fn recognise(root: &Node<'_>) -> Option<&'static Dialect> {
    if is_canonical(root) {
        return None;
    }
    best(root).or_else(|| root.listed().and_then(best))
}

fn best(root: &Node<'_>) -> Option<&'static Dialect> {
    let mut best: Option<(usize, &'static Dialect)> = None;
    for dialect in all() {
        let fit = dialect.first(root).and_then(|record| dialect.fits(record));
        if let Some(fit) = fit
            && best.is_none_or(|(known, _)| fit > known)
        {
            best = Some((fit, dialect));
        }
    }
    best.map(|(_, dialect)| dialect)
}

/// The dialect with this name, or in this file.
///
/// # Errors
///
/// Where there is none, or the file is wrong.
pub fn find(name: &str) -> Result<Dialect, Error> {
    if let Some(dialect) = all().iter().find(|dialect| dialect.name == name) {
        return Ok(dialect.clone());
    }
    let path = std::path::Path::new(name);
    if path.is_file() {
        let text = std::fs::read_to_string(path).map_err(|source| Error::Read {
            path: path.to_path_buf(),
            source,
        })?;
        return Dialect::parse(name, &text);
    }
    let known: Vec<&str> = all().iter().map(|dialect| dialect.name.as_str()).collect();
    Err(Error::UnknownDialect {
        name: name.to_owned(),
        known: known.join(", "),
    })
}

static SCHEMA: LazyLock<Value> = LazyLock::new(crate::schema::service_item);

/// The schema of the element at this dotted path, lists counted as their elements.
fn element(path: &str) -> Option<&'static Value> {
    let mut node = &*SCHEMA;
    for key in path.split('.') {
        node = settled(node).pointer("/properties")?.get(key)?;
    }
    Some(node)
}

/// Whether the model has an element at this dotted path.
pub(crate) fn element_exists(path: &str) -> bool {
    element(path).is_some()
}

/// Whether the model has an element at this dotted path that is no list.
fn element_is_single(path: &str) -> bool {
    element(path).is_some_and(|node| node.get("items").is_none())
}

/// The schema behind references and lists.
fn settled(schema: &'static Value) -> &'static Value {
    let mut node = schema;
    for _ in 0..8 {
        let next = match node.get("$ref").and_then(Value::as_str) {
            Some(reference) => SCHEMA.pointer(reference.trim_start_matches('#')),
            None => node.get("items"),
        };
        match next {
            Some(next) => node = next,
            None => break,
        }
    }
    node
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn built_in_dialects_are_sound() {
        for (name, text) in BUILT_IN {
            let dialect = Dialect::parse(name, text).unwrap();
            assert_eq!(dialect.name, *name);
            for element in &dialect.not_collected {
                assert!(element_exists(element), "{name}: {element}");
            }
        }
    }

    #[test]
    fn elements_are_known_by_path() {
        for path in [
            "name",
            "guide.time_limit.statutory",
            "guide.materials.name",
            "channels.url",
        ] {
            assert!(element_exists(path), "{path}");
        }
        assert!(!element_exists("guide.colour"));
    }
}
