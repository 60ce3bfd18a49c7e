//! The dialect file format, and the index of its fields.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::operation::Operation;
use super::target::Target;
use crate::model::elements::ITEM;
use crate::prose::{fold, is_han};
use crate::source::{Node, NodeKind};

/// 方言 — a dialect: the mapping from the fields of one source to the elements of the model.
///
/// Exports of other systems have their own field names, codes and forms. A dialect is data, not
/// code: it says which field holds which element and which [`Operation`] reads its values. Normally
/// the dialect of an input is recognised by its fields; to choose one, look it up with
/// [`crate::find_dialect`], or parse your own file with [`Dialect::parse`], and pass it to
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
    /// The parsed file.
    pub file: Arc<DialectFile>,
    pub(super) index: Arc<FieldIndex>,
}

/// The content of a dialect file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "方言文件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DialectFile {
    /// A short lower-case name, such as `guangxi-portal`.
    #[schemars(title = "名称")]
    pub name: String,
    /// The source it is for.
    #[schemars(title = "标题")]
    #[serde(default)]
    pub title: String,
    /// Notes for its maintainers.
    #[schemars(title = "说明")]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Source fields that every record of this dialect has; if empty, the dialect is never
    /// recognised automatically.
    #[schemars(title = "识别字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recognise: Vec<String>,
    /// Minimum number of known fields for a record to be recognised.
    #[schemars(title = "至少认识的字段数")]
    #[serde(default)]
    pub least: usize,
    /// Dotted path of the list of records in a document; by default it is found by the records'
    /// fields.
    #[schemars(title = "记录所在")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<String>,
    /// The mapping from source fields to elements.
    #[schemars(title = "字段")]
    #[serde(default)]
    pub fields: Vec<FieldMapping>,
    /// Tables whose rows belong to the records of the main table.
    #[schemars(title = "附表")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
    /// Maps from the source's values to standard terms; an empty term means that there is none.
    #[schemars(title = "代码表")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub maps: BTreeMap<String, BTreeMap<String, String>>,
    /// Dotted paths of elements that this source does not collect at all.
    #[schemars(title = "未采集的要素")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_collected: Vec<String>,
    /// Words of the source's web interface that occur in the data, in addition to the common ones.
    #[schemars(title = "界面文字")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interface_words: Vec<String>,
    /// Fields ignored on purpose: copies of others and internal bookkeeping.
    #[schemars(title = "不取的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

/// The mapping of a source field to an element of the item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "字段对应")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct FieldMapping {
    /// Dotted path of the source field, or several alternative names; `.` in rows is the row
    /// itself.
    #[schemars(title = "来源字段")]
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany")]
    pub from: Vec<String>,
    /// The target element: `guide.time_limit.statutory`, `guide.materials[]`,
    /// `channels[portal].url`.
    #[schemars(title = "要素")]
    #[schemars(with = "String")]
    pub(super) to: Target,
    /// The operation that reads the value.
    #[schemars(title = "读法")]
    #[serde(default, skip_serializing_if = "is_default")]
    pub read: Operation,
    /// Name of the map from the source's values to terms.
    #[schemars(title = "代码表")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<String>,
    /// The field with the unit of a limit, in the record or next to the limit.
    #[schemars(title = "单位字段")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Name of the map for the unit.
    #[schemars(title = "单位代码表")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_map: Option<String>,
    /// Prefixes to remove from every value, such as labels of the page.
    #[schemars(title = "前缀")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefix: Vec<String>,
    /// Words that mean "none" in this source.
    #[schemars(title = "视为空")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub none: Vec<String>,
    /// A value that the source does not contain; together with `from` it is set only if that field
    /// is not empty.
    #[schemars(title = "固定值")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constant: Option<serde_json::Value>,
    /// Use the field only if another field has one of these values.
    #[schemars(title = "条件")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Template that turns each row into one text, which is then read:
    /// `{sort}.{step_name}：{step_desc}`.
    #[schemars(title = "行文")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// For a list of rows: the fields of a row, with elements relative to the list's.
    #[schemars(title = "子字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<FieldMapping>,
    /// Fields of a row ignored on purpose.
    #[schemars(title = "行内不取的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

impl FieldMapping {
    /// The possible names of the unit field: as given, and next to each source field.
    pub(super) fn units(&self) -> Vec<String> {
        let Some(unit) = &self.unit else {
            return Vec::new();
        };
        let beside = (self.from.iter())
            .filter_map(|name| name.rsplit_once('.'))
            .map(|(outer, _)| join(outer, unit));
        std::iter::once(unit.clone()).chain(beside).collect()
    }

    /// The dotted target of the value.
    pub fn target(&self) -> String {
        self.to.to_string()
    }

    /// The vocabulary of the target element, if it has one; `owner` is the element that fields of a
    /// row are relative to.
    pub fn vocabulary(&self, owner: &str) -> Option<&'static crate::vocabulary::List> {
        self.to.vocabulary(owner)
    }
}

/// A condition on another field.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "条件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct When {
    /// The other field.
    #[schemars(title = "字段")]
    pub field: String,
    /// The values it may have.
    #[schemars(title = "取值")]
    pub is: Vec<String>,
}

/// A second sheet or file whose rows are joined to the records of the main one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "附表")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Join {
    /// Fields that the second table has and the main one does not.
    #[schemars(title = "识别字段")]
    pub recognise: Vec<String>,
    /// Names of the key field in both tables; the first one that both have is used.
    #[schemars(title = "关联字段")]
    #[serde(deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany")]
    pub key: Vec<String>,
    /// Names of the key field in the main table, if they differ.
    #[schemars(title = "主表字段")]
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "one_or_many"
    )]
    #[schemars(with = "OneOrMany")]
    pub of: Vec<String>,
    /// The field of the main record that holds the joined rows, for use in `from`.
    #[schemars(title = "归入")]
    #[serde(rename = "as")]
    pub into: String,
    /// Whether there is exactly one row per record, whose fields are then available as
    /// `into.field`.
    #[schemars(title = "一对一")]
    #[serde(default, skip_serializing_if = "is_default")]
    pub single: bool,
}

#[derive(Deserialize, JsonSchema)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(name) => vec![name],
        OneOrMany::Many(names) => names,
    })
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Serialize for Target {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Target {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?
            .parse()
            .map_err(de::Error::custom)
    }
}

/// Index of the fields of a record by name.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldIndex {
    pub(super) fields: Vec<FieldMapping>,
    /// The indexes of fields that have rows.
    pub(super) rows: Vec<Option<FieldIndex>>,
    index: HashMap<String, KnownField>,
}

/// What a dialect knows about a source field.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownField {
    /// Index of the field, and of the name among its names.
    pub(super) uses: Vec<(usize, usize)>,
    /// Whether a longer path leads through it.
    pub(super) inner: bool,
}

impl FieldIndex {
    fn of(fields: &[FieldMapping], ignore: &[String]) -> Self {
        let mut index: HashMap<String, KnownField> = HashMap::new();
        let mut know = |name: &str, used: Option<(usize, usize)>| {
            let name = normal(name);
            for (at, _) in name.match_indices('.') {
                let outer = name.get(..at).unwrap_or_default().to_owned();
                if !outer.is_empty() {
                    index.entry(outer).or_default().inner = true;
                }
            }
            index.entry(name).or_default().uses.extend(used);
        };
        for (number, field) in fields.iter().enumerate() {
            for (alternative, name) in field.from.iter().enumerate() {
                know(name, Some((number, alternative)));
            }
            for name in field.units() {
                know(&name, None);
            }
            if let Some(when) = &field.when {
                know(&when.field, None);
            }
        }
        for name in ignore {
            know(name, None);
        }
        let rows = (fields.iter())
            .map(|field| (!field.rows.is_empty()).then(|| Self::of(&field.rows, &field.ignore)))
            .collect();
        Self {
            fields: fields.to_vec(),
            rows,
            index,
        }
    }

    /// Looks up a field by dotted path, ignoring notes in brackets.
    pub(super) fn known(&self, path: &str) -> Option<&KnownField> {
        // Most names are already in normal form.
        if let Some(known) = self.index.get(path) {
            return Some(known);
        }
        let name = normal(path);
        self.index
            .get(&name)
            .or_else(|| self.index.get(without_notes(&name)?.as_str()))
    }

    /// Whether the record has the field, under this or another of its names.
    fn has(&self, record: &Node<'_>, name: &str) -> bool {
        if find(record, name).is_some() {
            return true;
        }
        let Some(known) = self.known(name) else {
            return false;
        };
        (known.uses.iter())
            .filter_map(|(field, _)| self.fields.get(*field))
            .flat_map(|field| &field.from)
            .any(|other| find(record, other).is_some())
    }

    /// The number of known fields in the record.
    pub(super) fn count(&self, record: &Node<'_>) -> usize {
        fn walk(index: &FieldIndex, node: &Node<'_>, prefix: &str) -> usize {
            (node.entries().iter())
                .map(|entry| {
                    let path = join(prefix, &entry.key);
                    match index.known(&path) {
                        Some(known) if known.inner => 1 + walk(index, &entry.value, &path),
                        Some(_) => 1,
                        None => 0,
                    }
                })
                .sum()
        }
        walk(self, record, "")
    }
}

/// Appends a key to a dotted path.
pub(crate) fn join(prefix: &str, key: &str) -> String {
    if prefix.is_empty() {
        key.to_owned()
    } else {
        format!("{prefix}.{key}")
    }
}

/// The normal form of a field name: half width, no spaces, no required mark, lower case.
pub(crate) fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in fold(name).chars() {
        match char {
            // Chinese characters have no case, and looking that up would cost more than everything
            // else.
            _ if is_han(char) => out.push(char),
            '*' | '\u{feff}' | ':' => {}
            _ if char.is_whitespace() => {}
            _ => out.extend(char.to_lowercase()),
        }
    }
    out
}

/// The name without a trailing note in brackets.
fn without_notes(name: &str) -> Option<String> {
    let open = name.find(['(', '['])?;
    let head = name.get(..open)?;
    (!head.is_empty()).then(|| head.to_owned())
}

/// The note in brackets at the end of a field name.
pub(super) fn note_of(name: &str) -> Option<String> {
    let name = normal(name);
    let (_, note) = name.split_once(['(', '['])?;
    Some(note.trim_end_matches([')', ']']).to_owned())
}

/// The value at a dotted path; keys that contain dots are found, too.
pub(super) fn find<'n, 'a>(node: &'n Node<'a>, path: &str) -> Option<&'n Node<'a>> {
    if path == "." {
        return Some(node);
    }
    // Most names are already in normal form.
    if let Some(value) = node.get(path) {
        return Some(value);
    }
    let wanted = normal(path);
    let own = (node.entries().iter()).find(|entry| normal(&entry.key) == wanted);
    if let Some(entry) = own {
        return Some(&entry.value);
    }
    let (first, rest) = path.split_once('.')?;
    find(node.get(first)?, rest)
}

impl Dialect {
    /// Parses a dialect file; `name` is only for messages.
    ///
    /// # Errors
    ///
    /// [`Error::Dialect`](crate::Error::Dialect) if the text is not valid TOML, has unknown keys,
    /// or refers to elements or maps that do not exist.
    pub fn parse(name: &str, text: &str) -> Result<Self, crate::error::Error> {
        let wrong = |message: String| crate::error::Error::Dialect {
            name: name.to_owned(),
            message,
        };
        let file: DialectFile = toml::from_str(text).map_err(|error| {
            let line = error.span().map_or(0, |span| {
                text.get(..span.start)
                    .unwrap_or_default()
                    .matches('\n')
                    .count()
                    + 1
            });
            wrong(format!("第{line}行 / line {line}: {}", error.message()))
        })?;
        Self::of(file).map_err(wrong)
    }

    /// Builds the index of a dialect file.
    fn of(file: DialectFile) -> Result<Self, String> {
        check(&file.fields, &file, "")?;
        Ok(Self {
            name: file.name.clone(),
            not_collected: file.not_collected.clone(),
            index: Arc::new(FieldIndex::of(&file.fields, &file.ignore)),
            file: Arc::new(file),
        })
    }

    /// The path of the records in a document: as the dialect says, or else the outermost place
    /// whose first record matches this dialect.
    pub(super) fn located(&self, root: &Node<'_>) -> Vec<String> {
        if let Some(path) = &self.file.records
            && find(root, path).is_some()
        {
            return path.split('.').map(str::to_owned).collect();
        }
        let mut level: Vec<(Vec<String>, &Node<'_>)> = vec![(Vec::new(), root)];
        for _ in 0..MAX_DEPTH {
            let fits = |node: &Node<'_>| first_of(node).is_some_and(|it| self.fits(it).is_some());
            if let Some((path, _)) = level.iter().find(|(_, node)| fits(node)) {
                return path.clone();
            }
            level = (level.iter())
                .flat_map(|(path, node)| {
                    node.entries().iter().map(|entry| {
                        let mut inner = path.clone();
                        inner.push(entry.key.to_string());
                        (inner, &entry.value)
                    })
                })
                .collect();
        }
        Vec::new()
    }

    /// The first record of a document, if it has records of this dialect.
    pub(super) fn first<'n, 'a>(&self, root: &'n Node<'a>) -> Option<&'n Node<'a>> {
        let path = self.located(root);
        let listed = path.iter().try_fold(root, |node, key| node.get(key))?;
        first_of(listed)
    }

    /// The number of known fields of this record, if it matches this dialect.
    pub(crate) fn fits(&self, record: &Node<'_>) -> Option<usize> {
        let file = &self.file;
        let there = !file.recognise.is_empty()
            && (file.recognise.iter()).all(|name| self.index.has(record, name));
        let known = self.index.count(record);
        (there && known >= file.least).then_some(known)
    }
}

/// Maximum depth at which records are searched for, as in `data.result.rows`.
const MAX_DEPTH: usize = 4;

/// The first record of a list, or a single record.
fn first_of<'n, 'a>(listed: &'n Node<'a>) -> Option<&'n Node<'a>> {
    match &listed.kind {
        NodeKind::List(nodes) => nodes.first(),
        NodeKind::Table(_) => Some(listed),
        _ => None,
    }
}

/// Checks that the elements and maps a dialect refers to exist.
fn check(fields: &[FieldMapping], file: &DialectFile, owner: &str) -> Result<(), String> {
    for field in fields {
        let to = field.to.to_string();
        let what = |problem: &str| format!("字段 {:?} → {to}：{problem}", field.from);
        for map in [&field.map, &field.unit_map].into_iter().flatten() {
            if !file.maps.contains_key(map) {
                return Err(what(&format!("没有代码表“{map}” / no map {map}")));
            }
        }
        if matches!(field.read, Operation::Word | Operation::Words)
            && field.to.vocabulary(owner).is_none()
        {
            return Err(what("这个要素没有词表 / the element has no vocabulary"));
        }
        if field.from.is_empty() && field.constant.is_none() {
            return Err(what("缺 from 或 constant / from or constant is missing"));
        }
        let path = if owner.is_empty() {
            plain(&to)
        } else {
            format!("{owner}.{}", plain(&to))
        };
        if field.read != Operation::Keep
            && !to.starts_with("extensions")
            && ITEM.find(&path).is_none()
        {
            return Err(what("没有这个要素 / there is no such element"));
        }
        check(&field.rows, file, &path)?;
    }
    Ok(())
}

/// The target without brackets.
fn plain(to: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for char in to.chars() {
        match char {
            '[' => inside = true,
            ']' => inside = false,
            _ if !inside => out.push(char),
            _ => {}
        }
    }
    out
}
