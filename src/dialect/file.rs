//! A dialect as data: the file, and the index of its fields.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::operation::Operation;
use super::target::Target;
use crate::model::elements::ITEM;
use crate::prose::{fold, is_han};
use crate::source::{Node, NodeKind};

/// 方言 — one source's way of writing: which field holds which element, and in what form.
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
    /// Dotted paths of elements this source does not collect.
    pub not_collected: Vec<String>,
    /// The file it was made from.
    pub file: Arc<DialectFile>,
    pub(super) index: Arc<FieldIndex>,
}

/// A dialect as it is written down.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "方言文件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DialectFile {
    /// A short name in lower case, such as `guangxi-portal`.
    #[schemars(title = "名称")]
    pub name: String,
    /// What source it is for.
    #[schemars(title = "标题")]
    #[serde(default)]
    pub title: String,
    /// What whoever maintains it must know.
    #[schemars(title = "说明")]
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Source fields all of which a record of this dialect has; none: never recognised.
    #[schemars(title = "识别字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub recognise: Vec<String>,
    /// How many fields of a record must be known for it to be recognised.
    #[schemars(title = "至少认识的字段数")]
    #[serde(default)]
    pub least: usize,
    /// Dotted path of the list of records in a document; without it they are found by
    /// their fields.
    #[schemars(title = "记录所在")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<String>,
    /// Which field holds which element.
    #[schemars(title = "字段")]
    #[serde(default)]
    pub fields: Vec<Field>,
    /// Tables whose rows belong to a record of the main one.
    #[schemars(title = "附表")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
    /// For each map: the source's value to the term of the standard; empty: no such term.
    #[schemars(title = "代码表")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub maps: BTreeMap<String, BTreeMap<String, String>>,
    /// Dotted paths of elements this source does not collect at all.
    #[schemars(title = "未采集的要素")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_collected: Vec<String>,
    /// Words of the page's interface that stand in the data, besides the common ones.
    #[schemars(title = "界面文字")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interface_words: Vec<String>,
    /// Fields left out on purpose: copies of others and the source's own bookkeeping.
    #[schemars(title = "不取的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

/// From a field of the source to an element of the item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "字段对应")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Field {
    /// Dotted path of the source field, or several names of it; `.` in rows is the row itself.
    #[schemars(title = "来源字段")]
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany")]
    pub from: Vec<String>,
    /// Where it goes: `guide.time_limit.statutory`, `guide.materials[]`, `channels[portal].url`.
    #[schemars(title = "要素")]
    #[schemars(with = "String")]
    pub(super) to: Target,
    /// How the value is read.
    #[schemars(title = "读法")]
    #[serde(default, skip_serializing_if = "is_default")]
    pub read: Operation,
    /// Name of the map that turns the source's values into terms.
    #[schemars(title = "代码表")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<String>,
    /// The field that holds the unit of a limit, in the record or beside the limit.
    #[schemars(title = "单位字段")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit: Option<String>,
    /// Name of the map for the unit.
    #[schemars(title = "单位代码表")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_map: Option<String>,
    /// Words in front of every value that belong to the page.
    #[schemars(title = "前缀")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub prefix: Vec<String>,
    /// Words of this source that say that there is none.
    #[schemars(title = "视为空")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub none: Vec<String>,
    /// A value the source does not write; with `from`, set only where that is filled.
    #[schemars(title = "固定值")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub constant: Option<serde_json::Value>,
    /// Take the field only when another one holds one of these values.
    #[schemars(title = "条件")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<When>,
    /// Makes one text of each row: `{sort}.{step_name}：{step_desc}`, which is then read.
    #[schemars(title = "行文")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<String>,
    /// For a list of rows: the fields of a row, with elements counted from the list's.
    #[schemars(title = "子字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<Field>,
    /// Fields of a row left out on purpose.
    #[schemars(title = "行内不取的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ignore: Vec<String>,
}

impl Field {
    /// The names that the field with the unit may have: its own, and the same beside each source field.
    pub(super) fn units(&self) -> Vec<String> {
        let Some(unit) = &self.unit else {
            return Vec::new();
        };
        let beside = (self.from.iter())
            .filter_map(|name| name.rsplit_once('.'))
            .map(|(outer, _)| join(outer, unit));
        std::iter::once(unit.clone()).chain(beside).collect()
    }

    /// Where the value goes.
    pub fn target(&self) -> String {
        self.to.to_string()
    }

    /// The vocabulary of the element it goes to, where that has one; `owner` is the element that
    /// the field of a row is counted from.
    pub fn vocabulary(&self, owner: &str) -> Option<&'static crate::vocabulary::List> {
        self.to.vocabulary(owner)
    }
}

/// Another field and the values it must hold.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "条件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct When {
    /// The other field.
    #[schemars(title = "字段")]
    pub field: String,
    /// One of these.
    #[schemars(title = "取值")]
    pub is: Vec<String>,
}

/// A second sheet or file whose rows belong to the records of the main one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "附表")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Join {
    /// Fields all of which the second table has; the main one has not.
    #[schemars(title = "识别字段")]
    pub recognise: Vec<String>,
    /// Names of the field in both tables; the first that both have is used.
    #[schemars(title = "关联字段")]
    #[serde(deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany")]
    pub key: Vec<String>,
    /// Names of the field in the main table, where they differ.
    #[schemars(title = "主表字段")]
    #[serde(
        default,
        skip_serializing_if = "Vec::is_empty",
        deserialize_with = "one_or_many"
    )]
    #[schemars(with = "OneOrMany")]
    pub of: Vec<String>,
    /// The field of the main record under which the rows stand, for `from`.
    #[schemars(title = "归入")]
    #[serde(rename = "as")]
    pub into: String,
    /// Whether there is one row for each record, whose fields stand under it by `into.field`.
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

/// The fields of a record, found by name.
#[derive(Debug, Clone, Default)]
pub(super) struct FieldIndex {
    pub(super) fields: Vec<Field>,
    /// The plans of the rows of fields that have them.
    pub(super) rows: Vec<Option<FieldIndex>>,
    index: HashMap<String, KnownField>,
}

/// What a dialect knows of a source field.
#[derive(Debug, Clone, Default)]
pub(super) struct KnownField {
    /// Field and number of the name among its names.
    pub(super) uses: Vec<(usize, usize)>,
    /// Whether a longer path leads through it.
    pub(super) inner: bool,
}

impl FieldIndex {
    fn of(fields: &[Field], ignore: &[String]) -> Self {
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

    /// What is known of a field by its dotted path; notes in brackets do not count.
    pub(super) fn known(&self, path: &str) -> Option<&KnownField> {
        // Most names are written as they are compared.
        if let Some(known) = self.index.get(path) {
            return Some(known);
        }
        let name = normal(path);
        self.index
            .get(&name)
            .or_else(|| self.index.get(without_notes(&name)?.as_str()))
    }

    /// Whether the record has the field, under this name or another one of it.
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

    /// How many fields of the record are known.
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

/// A dotted path one key longer.
pub(crate) fn join(prefix: &str, key: &str) -> String {
    if prefix.is_empty() {
        key.to_owned()
    } else {
        format!("{prefix}.{key}")
    }
}

/// A field's name as it is compared: half width, no spaces, no mark of required columns, lower case.
pub(crate) fn normal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for char in fold(name).chars() {
        match char {
            // Chinese has no letters of two cases; to ask the table of them costs more than the rest.
            _ if is_han(char) => out.push(char),
            '*' | '\u{feff}' | ':' => {}
            _ if char.is_whitespace() => {}
            _ => out.extend(char.to_lowercase()),
        }
    }
    out
}

/// The name without a note in brackets at its end.
fn without_notes(name: &str) -> Option<String> {
    let open = name.find(['(', '['])?;
    let head = name.get(..open)?;
    (!head.is_empty()).then(|| head.to_owned())
}

/// The note in brackets at the end of a field's name.
pub(super) fn note_of(name: &str) -> Option<String> {
    let name = normal(name);
    let (_, note) = name.split_once(['(', '['])?;
    Some(note.trim_end_matches([')', ']']).to_owned())
}

/// The value at a dotted path; a key that holds dots itself is found too.
pub(super) fn find<'n, 'a>(node: &'n Node<'a>, path: &str) -> Option<&'n Node<'a>> {
    if path == "." {
        return Some(node);
    }
    // Most names are written as they are compared.
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
    /// Reads a dialect; `name` is only for messages.
    ///
    /// # Errors
    ///
    /// Where the text is not TOML, has keys of its own, or names elements or maps there are not.
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

    /// Makes the index of a dialect file.
    fn of(file: DialectFile) -> Result<Self, String> {
        check(&file.fields, &file, "")?;
        Ok(Self {
            name: file.name.clone(),
            not_collected: file.not_collected.clone(),
            index: Arc::new(FieldIndex::of(&file.fields, &file.ignore)),
            file: Arc::new(file),
        })
    }

    /// Where in a document the records stand: as the dialect says, else the first place, from the
    /// outside in, whose first record is one of this dialect.
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

    /// The first record of a document, where it has records as this dialect has them.
    pub(super) fn first<'n, 'a>(&self, root: &'n Node<'a>) -> Option<&'n Node<'a>> {
        let path = self.located(root);
        let listed = path.iter().try_fold(root, |node, key| node.get(key))?;
        first_of(listed)
    }

    /// How many fields of this record are known, where the record is one of this dialect.
    pub(crate) fn fits(&self, record: &Node<'_>) -> Option<usize> {
        let file = &self.file;
        let there = !file.recognise.is_empty()
            && (file.recognise.iter()).all(|name| self.index.has(record, name));
        let known = self.index.count(record);
        (there && known >= file.least).then_some(known)
    }
}

/// How deep in a document its records are looked for, as in `data.result.rows`.
const MAX_DEPTH: usize = 4;

/// The first record of a list, or a record that stands alone.
fn first_of<'n, 'a>(listed: &'n Node<'a>) -> Option<&'n Node<'a>> {
    match &listed.kind {
        NodeKind::List(nodes) => nodes.first(),
        NodeKind::Table(_) => Some(listed),
        _ => None,
    }
}

/// Checks that elements and maps named in a dialect exist.
fn check(fields: &[Field], file: &DialectFile, owner: &str) -> Result<(), String> {
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

/// A target without its brackets.
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
