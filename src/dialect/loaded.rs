//! A dialect ready for use: its file, and the index of its fields.

use std::path::Path;
use std::sync::Arc;

use super::base::onto;
use super::built_in;
use super::cases;
use super::check::{Refused, check, name_operations};
use super::composite;
use super::fate::Fate;
use super::file::{DialectFile, FieldMapping};
use super::index::FieldIndex;
use super::lists;
use super::names::{find, join, normal};
use super::numbered;
use super::place_parts;
use super::reason::{both, parted};
use super::spread::{share, spread};
use crate::i18n::Language;
use crate::model::elements::unknown;
use crate::prose::{is_filler, strip_buttons};
use crate::source::{self, Entry, Node, NodeKind, Span};
use crate::vocabulary::{ItemType, Vocabulary as _};

/// Maximum length of a chain of dialects that extend one another.
const DEEPEST: usize = 8;

/// 方言 — a dialect: the mapping from the fields of one source to the elements of the model.
///
/// Exports of other systems have their own field names, codes and forms. A dialect is data, not
/// code: it states which field holds which element and which [`Operation`](super::Operation) reads
/// its values. Normally the dialect of an input is recognised by its fields; to choose one, look it
/// up with [`crate::find_dialect`], or parse your own file with [`Dialect::parse`], and pass it to
/// [`ReadOptions::dialect`](crate::ReadOptions::dialect). [`crate::guess_dialect`] drafts a file
/// from a sample.
///
/// ```
/// let text = r#"
/// name = "demo"
/// title = "示例"
/// recognise = ["shixiang_mc"]
/// fields = [{ from = "shixiang_mc", to = "name" }]
/// "#;
/// let dialect = shixiang::dialect::Dialect::parse("demo.toml", text).unwrap();
/// assert_eq!(dialect.name, "demo");
/// ```
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Dialect {
    /// Its name, such as `guangxi-portal`.
    pub name: String,
    /// Dotted paths of elements that this source does not collect.
    pub not_collected: Vec<String>,
    /// Whether it states that this source collects every element.
    pub(crate) collects_all: bool,
    /// The parsed file.
    pub file: Arc<DialectFile>,
    pub(super) index: Arc<FieldIndex>,
}

impl Dialect {
    /// Parses a dialect file; `name` is for messages, and a dialect that it extends is searched for
    /// in the directory of `name`.
    ///
    /// # Errors
    ///
    /// [`Error::Dialect`](crate::Error::Dialect) if the text is not valid TOML, has unknown keys,
    /// or refers to elements or maps that do not exist.
    pub fn parse(name: &str, text: &str) -> Result<Self, crate::error::Error> {
        Self::parse_at(name, text, 0)
    }

    /// The file of the extended dialect: a built-in one, or a file beside it.
    fn base(base: &str, name: &str, depth: usize) -> Result<DialectFile, crate::error::Error> {
        let dialect = if let Some(text) = built_in::source(base) {
            Self::parse_at(base, text, depth + 1)?
        } else {
            let path = Path::new(name).with_file_name(base);
            let text = std::fs::read_to_string(&path).map_err(|_| {
                crate::error::Error::UnknownDialect {
                    name: base.to_owned(),
                    known: built_in::names(),
                }
            })?;
            Self::parse_at(&path.display().to_string(), &text, depth + 1)?
        };
        Ok(DialectFile::clone(&dialect.file))
    }

    fn parse_at(name: &str, text: &str, depth: usize) -> Result<Self, crate::error::Error> {
        let wrong = |(chinese, message): (String, String)| crate::error::Error::Dialect {
            name: name.to_owned(),
            message,
            chinese,
        };
        let line_of = |at: usize| {
            let before = text.get(..at).unwrap_or_default();
            before.matches('\n').count() + 1
        };
        let at = |line: usize, reason: &str| {
            let (zh, en) = parted(reason);
            wrong((format!("第{line}行：{zh}"), format!("line {line}: {en}")))
        };
        let mut file: DialectFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| line_of(span.start));
            at(line, error.message())
        })?;
        if let Some(base) = file.extends.clone() {
            if depth == DEEPEST {
                return Err(wrong((
                    "方言互相沿用".to_owned(),
                    "dialects extend each other".to_owned(),
                )));
            }
            let base = Self::base(&base, name, depth)?;
            for (list, names) in &base.names {
                let own = file.names.entry(list.clone());
                own.or_insert_with(|| names.clone());
            }
            put_lists(&mut file).map_err(wrong)?;
            file = onto(file, base);
        }
        put_lists(&mut file).map_err(wrong)?;
        Self::of(file).map_err(|refused| {
            let (root, _) = source::toml::parse(text);
            match place(&root, &refused.way) {
                Some(start) => at(line_of(start), &refused.reason),
                None => wrong(parted(&refused.reason)),
            }
        })
    }

    /// A built-in dialect, which was validated by the tests.
    pub(super) fn built_in(text: &str) -> Option<Self> {
        toml::from_str(text).ok().map(Self::unchecked)
    }

    fn of(file: DialectFile) -> Result<Self, Refused> {
        let dialect = Self::unchecked(file);
        if let Some(fault) = dialect.not_collected.iter().find_map(|path| unknown(path)) {
            let said = |colon, language| format!("not_collected{colon}{}", fault.get(language));
            return Err(Refused {
                way: Vec::new(),
                reason: both(
                    &said("：", Language::Chinese),
                    &said(": ", Language::English),
                ),
            });
        }
        check(&dialect.file.fields, &dialect.file, "")?;
        Ok(dialect)
    }

    /// Builds the index of a dialect file.
    fn unchecked(mut file: DialectFile) -> Self {
        // Cannot fail: the lists of built-in dialects exist, and those of a file have been expanded already.
        let _ = lists::expand(&mut file);
        spread(&mut file.fields);
        if file.initials {
            share(&mut file.fields);
        }
        name_operations(&mut file.fields, "");
        Self {
            name: file.name.clone(),
            not_collected: file.not_collected.clone().unwrap_or_default(),
            collects_all: file.not_collected.as_ref().is_some_and(Vec::is_empty),
            index: Arc::new(FieldIndex::of(&file.fields, &file.ignore, file.initials)),
            file: Arc::new(file),
        }
    }

    /// Whether a table has the fields by which records of this dialect are recognised; without such
    /// fields, any known field counts.
    pub(crate) fn is_record(&self, table: &Node<'_>) -> bool {
        let named = &self.file.recognise;
        if table.is_of_columns() {
            return false;
        }
        if named.is_empty() {
            return self.index.count(table) > 0;
        }
        if !self.file.initials {
            return named.iter().all(|name| self.index.has(table, name));
        }
        let is_record = |table: &Node<'_>| {
            named.iter().all(|name| self.index.has(table, name))
                || self.is_item_by_its_fields(table)
        };
        is_record(table) && self.index.is_one(table, &is_record) && !self.is_group(table)
    }

    /// Whether a table is a group: it has a list of items, each with more known fields than the table.
    fn is_group(&self, table: &Node<'_>) -> bool {
        const DEEPEST: u32 = 2;
        self.holds_items(table, table, DEEPEST)
    }

    fn holds_items(&self, node: &Node<'_>, table: &Node<'_>, depth: u32) -> bool {
        let is_item = |node: &Node<'_>| {
            self.index.has_name(node)
                && self.is_peculiar(node)
                && self.index.count(node) > self.index.count(table)
        };
        node.entries().iter().any(|entry| match &entry.value.kind {
            NodeKind::List(nodes) => {
                let has_rows = self.index.rows_at(&entry.key).is_some();
                !has_rows && !nodes.is_empty() && nodes.iter().all(is_item)
            }
            NodeKind::Table(_) if depth > 0 => self.holds_items(&entry.value, table, depth - 1),
            _ => false,
        })
    }

    /// Whether a table has so many fields of an item that its name field must be the item's name.
    fn is_item_by_its_fields(&self, table: &Node<'_>) -> bool {
        const ENOUGH: usize = 4;
        // A table with an unknown list whose entries may be items is their group. With other unknown lists, at least
        // two thirds of an item's fields must be known.
        let may_be_one =
            |node: &Node<'_>| self.index.has_name(node) && self.index.count(node) >= ENOUGH;
        let is_unknown = |entry: &&Entry<'_>| {
            matches!(entry.value.kind, NodeKind::List(_))
                && entry.value.holds_tables()
                && self.index.known(&entry.key).is_none()
        };
        let has_items = |entry: &Entry<'_>| match &entry.value.kind {
            NodeKind::List(nodes) => nodes.iter().any(may_be_one),
            _ => false,
        };
        let unknown: Vec<&Entry<'_>> = table.entries().iter().filter(is_unknown).collect();
        let has_list = !unknown.is_empty()
            && (self.index.count(table) * 3 < self.index.total(table) * 2
                || unknown.iter().any(|entry| has_items(entry)));
        self.index.has_name(table)
            && self.is_peculiar(table)
            && self.index.count(table) >= ENOUGH
            && !has_list
    }

    /// Whether a table has fields that distinguish it from lists of other things.
    fn is_peculiar(&self, table: &Node<'_>) -> bool {
        // Names that count only `alone`, such as 依据, are less specific.
        const LEAST: usize = 2;
        const LEAST_LOOSE: usize = 3;
        let named = &self.file.peculiar;
        if !self.file.initials {
            return named.is_empty() || named.iter().any(|name| find(table, name).is_some());
        }
        // A known Chinese name is specific enough.
        let is_plain =
            |entry: &Entry<'_>| !entry.key.is_ascii() && self.index.known(&entry.key).is_some();
        let has = |name: &&String| self.index.has(table, name);
        let has_loosely = |name: &&String| self.index.has_loosely(table, name);
        // No other list has the national terms for types of items: 行政许可, 公共服务.
        let is_term = |entry: &Entry<'_>| {
            let term = entry.value.text().filter(|text| text.chars().count() >= 4);
            term.and_then(ItemType::recognise).is_some()
                && self
                    .index
                    .fields_of(&entry.key)
                    .any(|field| field.to.is("item_type"))
        };
        // Nor has it limits in working days.
        let is_limit = |entry: &Entry<'_>| {
            let is_said = entry
                .value
                .text()
                .is_some_and(|text| text.contains("工作日"));
            let limits = ["guide.time_limit.statutory", "guide.time_limit.promised"];
            let mut fields = self.index.fields_of(&entry.key);
            is_said && fields.any(|field| limits.iter().any(|limit| field.to.is(limit)))
        };
        named.is_empty()
            || table
                .entries()
                .iter()
                .any(|entry| is_plain(entry) || is_term(entry) || is_limit(entry))
            || named.iter().filter(has).count() >= LEAST
            || named.iter().filter(has_loosely).count() >= LEAST_LOOSE
    }

    /// The fate of a text that no field used, if the dialect ignores it or takes it for “none”.
    pub(crate) fn told(&self, keys: &[&str], text: &str) -> Option<Fate> {
        let stripped = strip_buttons(text, &self.file.interface_words);
        let rest = stripped.text;
        if !stripped.buttons.is_empty() && rest.trim().is_empty() {
            return Some(Fate::Ignored);
        }
        let told = self.index.told(keys, &rest);
        told.or_else(|| is_filler(&rest).then_some(Fate::Empty))
    }

    /// The names of all source fields that it mentions, dotted through rows; for each field, its
    /// alternative names.
    pub(crate) fn field_names(&self) -> Vec<Vec<String>> {
        fn of(fields: &[FieldMapping], prefix: &str, all: &mut Vec<Vec<String>>) {
            for field in fields {
                let at = |name: &str| match name {
                    "." => prefix.to_owned(),
                    name => join(prefix, name),
                };
                let from: Vec<String> = field.from.iter().map(|name| at(name)).collect();
                for others in field
                    .names()
                    .filter(|name| !field.from.iter().any(|own| own == name))
                {
                    all.push(vec![at(others)]);
                }
                let units: Vec<String> = field.units().iter().map(|name| at(name)).collect();
                all.push(units);
                for row in &from {
                    let ignored = field.ignore.iter().map(|name| vec![join(row, name)]);
                    all.extend(ignored);
                    of(&field.rows, row, all);
                }
                all.push(from);
            }
        }
        let file = &self.file;
        let mut all = Vec::new();
        of(&file.fields, "", &mut all);
        let by = file.group.iter().flat_map(|group| &group.by);
        let single = file.ignore.iter().chain(&file.fill_down).chain(by);
        all.extend(single.map(|name| vec![name.clone()]));
        all.retain(|names| !names.is_empty());
        all.sort_unstable();
        all.dedup();
        all
    }

    /// Whether reading a row may require the rows above it.
    pub(crate) fn assembles(&self) -> bool {
        self.file.group.is_some() || !self.file.fill_down.is_empty()
    }

    /// Parses the texts of a record that hold rows as JSON, so that each of their values is visible.
    pub(crate) fn open(&self, record: &mut Node<'_>) {
        if self.file.initials {
            record.unwrap_types();
            composite::part(&self.index, record);
            numbered::gather(&self.index, record);
            cases::lift(&self.index, record);
        }
        self.index.flatten(record);
        if self.file.initials {
            place_parts::gather(&self.index, record);
        }
        self.index.open(record, "");
    }

    /// Whether the dialect ignores a field.
    pub(crate) fn ignores(&self, path: &str) -> bool {
        let path = normal(path);
        (self.file.ignore.iter()).any(|name| normal(name) == path)
    }

    /// The number of known fields of this record, if it matches this dialect.
    pub(crate) fn fits(&self, record: &Node<'_>) -> Option<usize> {
        // With the name written out, a record of few fields is one if they are most of its own.
        const LEAST_NAMED: usize = 2;
        let there =
            !self.file.recognise.is_empty() && self.is_record(record) && self.is_peculiar(record);
        let known = self.index.count(record);
        let is_small = || {
            let mut named = self.file.recognise.iter();
            known >= LEAST_NAMED
                && named.any(|name| record.get(name).is_some_and(|name| !name.is_blank()))
                && known * 3 >= self.index.total(record) * 2
        };
        (there && (known >= self.file.least || is_small())).then_some(known)
    }
}

/// Expands the named lists; an undefined list is an error.
fn put_lists(file: &mut DialectFile) -> Result<(), (String, String)> {
    lists::expand(file).map_err(|list| {
        (
            format!("名单“{list}”不存在，应当写在 names 里"),
            format!("there is no list {list:?} under `names`"),
        )
    })
}

/// The byte offset of a field in a dialect file, by its path through `fields` and `rows`.
fn place(root: &Node<'_>, way: &[usize]) -> Option<usize> {
    if way.is_empty() {
        return None;
    }
    let mut node = root;
    for (depth, number) in way.iter().enumerate() {
        let list = node.get(if depth == 0 { "fields" } else { "rows" })?;
        let NodeKind::List(nodes) = &list.kind else {
            return None;
        };
        node = nodes.get(*number)?;
    }
    match node.span {
        Span::Bytes { start, .. } => Some(start as usize),
        _ => None,
    }
}
