//! The tables of a source, with the different values of each field over all records.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};

use crate::dialect::{join, normal};
use crate::error::Error;
use crate::i18n::Text;
use crate::read::ReadOptions;
#[cfg(feature = "tables")]
use crate::read::columns;
use crate::read::{is_answer_around, is_answer_word, is_bare_answer};
use crate::source::lenient::{self, Part};
use crate::source::{Format, Node, NodeKind, utf8};

/// Maximum number of different values kept per field.
const MAX_VALUES: usize = 1000;
/// Maximum depth of the search in directories.
const MAX_DIRECTORY_DEPTH: usize = 4;

/// One table or list of rows of the source, with the values seen in each field.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// The name of the sheet, or of the field that holds the list; `None` for the records
    /// themselves.
    pub(super) name: Option<String>,
    pub(super) fields: Vec<(String, Vec<String>)>,
    /// Whether its rows are nested in the records.
    pub(super) nested: bool,
}

/// The tables of files and directories. Tables with mostly the same fields are merged.
pub(super) fn tables(paths: &[PathBuf], options: &ReadOptions) -> Result<Vec<Table>, Error> {
    let mut files = Vec::new();
    for path in paths {
        if path.is_dir() {
            collect_files(path, 0, &mut files)?;
        } else {
            files.push(path.clone());
        }
    }
    let mut all: Vec<Table> = Vec::new();
    for file in &files {
        for mut table in tables_of_file(file, options)? {
            if table.name.is_none() && files.len() > 1 && !table.nested {
                let stem = file.file_stem().unwrap_or_default().to_string_lossy();
                table.name = Some(stem.into_owned());
            }
            match all.iter_mut().find(|known| is_same(known, &table)) {
                Some(known) => known.add(table),
                None => all.push(table),
            }
        }
    }
    if all.is_empty() {
        let name = paths.first().map(|path| path.display().to_string());
        return Err(Error::Unreadable {
            name: name.unwrap_or_default(),
            reason: Text::new(
                "里面没有一张表，也没有一条一条的记录",
                "it has neither a table nor records",
            ),
        });
    }
    Ok(all)
}

/// Collects the files with a known format in a directory and below, in the order of their names.
fn collect_files(path: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), Error> {
    let fault = |source| Error::Read {
        path: path.to_path_buf(),
        source,
    };
    let entries = std::fs::read_dir(path).map_err(fault)?;
    let mut paths = Vec::new();
    for entry in entries {
        paths.push(entry.map_err(fault)?.path());
    }
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth < MAX_DIRECTORY_DEPTH {
                collect_files(&path, depth + 1, files)?;
            }
            continue;
        }
        let format = Format::of_name(&path.display().to_string());
        if path.is_file() && format.is_some_and(|format| format != Format::Toml) {
            files.push(path);
        }
    }
    Ok(())
}

/// Whether two tables have mostly the same fields.
fn is_same(one: &Table, other: &Table) -> bool {
    let names = |table: &Table| -> BTreeSet<String> {
        table
            .fields
            .iter()
            .map(|(name, _)| normal(name).into_owned())
            .collect()
    };
    let (a, b) = (names(one), names(other));
    let shared = a.intersection(&b).count();
    one.nested == other.nested && shared * 5 >= a.union(&b).count() * 4
}

impl Table {
    /// Adds the values of a table with the same fields.
    fn add(&mut self, other: Self) {
        for (name, values) in other.fields {
            let wanted = normal(&name).into_owned();
            let known = self
                .fields
                .iter_mut()
                .find(|(known, _)| normal(known) == wanted);
            let Some((_, known)) = known else {
                self.fields.push((name, values));
                continue;
            };
            let mut seen: HashSet<String> = known.iter().cloned().collect();
            let more = values
                .into_iter()
                .filter(|value| seen.insert(value.clone()));
            let room = MAX_VALUES.saturating_sub(known.len());
            known.extend(more.take(room));
        }
    }
}

fn tables_of_file(file: &Path, options: &ReadOptions) -> Result<Vec<Table>, Error> {
    let name = file.display().to_string();
    let unknown = || Error::UnknownFormat {
        name: name.clone(),
        known: Format::endings().to_owned(),
    };
    let format = options
        .format
        .or_else(|| Format::of_name(&name))
        .ok_or_else(unknown)?;
    let bytes = std::fs::read(file).map_err(|source| Error::Read {
        path: file.to_path_buf(),
        source,
    })?;
    Ok(match format {
        Format::Json | Format::Ndjson => {
            let text = utf8::text(bytes, options.encoding.as_deref());
            tables_of_json(&text.map_or_else(|fault| lossy(&fault.bytes), |(text, _)| text))
        }
        #[cfg(feature = "tables")]
        Format::Csv | Format::Workbook | Format::Html => columns(bytes, format, options)
            .map_err(|reason| Error::Unreadable {
                name: name.clone(),
                reason,
            })?
            .into_iter()
            .map(|table| Table {
                name: table.name,
                fields: table.columns,
                nested: false,
            })
            .collect(),
        #[cfg(not(feature = "tables"))]
        Format::Csv | Format::Workbook | Format::Html => {
            return Err(Error::MissingFeature {
                name,
                feature: "tables",
            });
        }
        Format::Toml => return Err(unknown()),
    })
}

/// The fields of one table in their order, with the values of each.
#[derive(Default)]
struct Fields {
    order: Vec<(String, Vec<String>)>,
    at: BTreeMap<String, usize>,
    seen: HashSet<(usize, String)>,
}

/// A text with invalid bytes replaced, for a draft.
fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The fields of JSON records as dotted names; lists of rows become tables of their own.
fn tables_of_json(text: &str) -> Vec<Table> {
    let mut tables: BTreeMap<String, Fields> = BTreeMap::new();
    let plain = lenient::plain(text.trim_start_matches('\u{feff}'));
    let parts = lenient::parts(&plain.text).into_iter();
    let roots: Vec<Node<'_>> = parts
        .filter_map(|part| match part {
            Part::Sound(mut root, _) => {
                root.rows_to_records(&|_| true, &mut Vec::new());
                Some(root)
            }
            Part::Broken(..) => None,
        })
        .collect();
    for root in &roots {
        // An error response has no records.
        if is_bare_answer(root) {
            continue;
        }
        // If there are several documents, each that is not a response is a record.
        let inner = unwrapped(root);
        let is_table = matches!(root.kind, NodeKind::Table(_));
        let is_record = roots.len() > 1 && is_table && std::ptr::eq(inner, root);
        let root = inner;
        let records = if is_record { vec![root] } else { records(root) };
        for record in records {
            flatten(record, "", "", &mut tables);
        }
    }
    let lists: Vec<String> = tables.keys().cloned().collect();
    tables
        .into_iter()
        .map(|(name, mut fields)| {
            // A list without rows in some records is still a list.
            fields.order.retain(|(field, values)| {
                !values.is_empty() || !lists.contains(&join(&name, field))
            });
            Table {
                nested: !name.is_empty(),
                name: (!name.is_empty()).then_some(name),
                fields: fields.order,
            }
        })
        .collect()
}

/// The records of a document: the longest list of tables, but not below a table that has many fields itself.
fn records<'n, 'a>(node: &'n Node<'a>) -> Vec<&'n Node<'a>> {
    /// Maximum number of scalars beside the records in a response.
    const MAX_ENVELOPE_SCALARS: usize = 8;
    match &node.kind {
        NodeKind::List(nodes) => nodes
            .iter()
            .filter(|node| matches!(node.kind, NodeKind::Table(_)))
            .collect(),
        NodeKind::Table(entries) => {
            let own = entries
                .iter()
                .filter(|entry| entry.value.is_scalar())
                .count();
            let lists = entries.iter().filter(|entry| !entry.value.is_scalar());
            let inner = lists.map(|entry| {
                (
                    matches!(entry.value.kind, NodeKind::Table(_)),
                    records(&entry.value),
                )
            });
            let longest = inner
                .filter(|(is_table, found)| !found.is_empty() && (!is_table || found.len() > 1))
                .max_by_key(|(_, found)| found.len());
            // A block of fields beside the lists: the whole is one record.
            let is_record =
                entries.iter().any(|entry| is_block_of_fields(&entry.value)) && entries.len() > 1;
            match longest {
                Some((_, found)) if own <= MAX_ENVELOPE_SCALARS && !is_record => found,
                _ => vec![node],
            }
        }
        _ => Vec::new(),
    }
}

/// The content of a response, if it has only one part.
fn unwrapped<'n, 'a>(root: &'n Node<'a>) -> &'n Node<'a> {
    let mut inner = root
        .entries()
        .iter()
        .filter(|entry| !entry.value.is_scalar());
    match (inner.next(), inner.next()) {
        (Some(entry), None) if is_answer_around(root) => &entry.value,
        _ => root,
    }
}

/// Whether a table is a block of fields: it has many values and no list of tables.
fn is_block_of_fields(node: &Node<'_>) -> bool {
    const MIN_FIELDS: usize = 5;
    let entries = node.entries();
    let is_list =
        |node: &Node<'_>| !records(node).is_empty() && matches!(node.kind, NodeKind::List(_));
    let filled = entries
        .iter()
        .filter(|entry| entry.value.is_scalar() && !entry.value.is_blank());
    filled.filter(|entry| !is_answer_word(&entry.key)).count() >= MIN_FIELDS
        && !entries.iter().any(|entry| is_list(&entry.value))
}

/// Adds the fields of a record to its table under dotted names; lists of rows go to tables of their own.
fn flatten(node: &Node<'_>, table: &str, prefix: &str, tables: &mut BTreeMap<String, Fields>) {
    for entry in node.entries() {
        let path = join(prefix, &entry.key);
        match &entry.value.kind {
            NodeKind::Table(_) => flatten(&entry.value, table, &path, tables),
            NodeKind::List(nodes) if nodes.iter().any(|node| !node.entries().is_empty()) => {
                let inner = join(table, &path);
                for node in nodes {
                    flatten(node, &inner, "", tables);
                }
            }
            _ => {
                let text = entry.value.plain_text().unwrap_or_default();
                let fields = tables.entry(table.to_owned()).or_default();
                fields.add(path, text);
            }
        }
    }
}

impl Fields {
    fn add(&mut self, path: String, text: String) {
        let next = self.order.len();
        let at = *self.at.entry(path.clone()).or_insert(next);
        if at == next {
            self.order.push((path, Vec::new()));
        }
        let Some((_, values)) = self.order.get_mut(at) else {
            return;
        };
        let is_new = !text.trim().is_empty() && self.seen.insert((at, text.clone()));
        if is_new && values.len() < MAX_VALUES {
            values.push(text);
        }
    }
}
