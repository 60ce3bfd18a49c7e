//! The format of a dialect file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

use super::condition::Condition;
use super::expect::{Expectation, Sample};
use super::names::{join, normal, unit_of};
use super::one_or_many::{OneOrMany, is_default, one_or_many};
use super::operation::Operation;
use super::pattern::Pattern;
use super::target::Target;
use crate::prose::is_filler;
use crate::vocabulary::{TimeUnit, Vocabulary as _};

/// Generic names of limits: a unit field with such a name (时限单位) applies to all limits of the record.
pub(super) const LIMITS: &[&str] = &["时限", "期限", "办结时限", "办理时限", "天数", "时限天数"];

/// The content of a dialect file.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "方言文件")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct DialectFile {
    /// The schema of this file, for editors.
    #[schemars(title = "模式")]
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
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
    /// Source fields, at least one of which must also be present for automatic recognition: fields
    /// shared with other sources do not show whose codes are used.
    #[schemars(title = "特有的字段")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub peculiar: Vec<String>,
    /// Minimum number of known fields for a record to be recognised.
    #[schemars(title = "至少认识的字段数")]
    #[serde(default)]
    pub least: usize,
    /// Whether its field names are also recognised by their pinyin initials (`sxmc` for 事项名称), in pinyin and in
    /// English, and inside tables that it does not name. Initials shared by several elements mean none of them.
    #[schemars(title = "认拼音和英文")]
    #[serde(default, skip_serializing_if = "is_default")]
    pub initials: bool,
    /// Dotted path of the list of records in a document; by default it is found by the records'
    /// fields.
    #[schemars(title = "记录所在")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub records: Option<String>,
    /// Name of a built-in dialect, or path of a dialect file relative to this one, that this one
    /// extends: it inherits settings that are absent here, and fields whose source field this file
    /// neither maps nor ignores.
    #[schemars(title = "沿用")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub extends: Option<String>,
    /// Fields whose blank cells mean the value above, as in merged cells.
    #[schemars(title = "空格沿用上一行")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fill_down: Vec<String>,
    /// How rows form a record, if the source writes each material or step in its own row.
    #[schemars(title = "几行合成一条")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<RowGroup>,
    /// The mapping from source fields to elements.
    #[schemars(title = "字段")]
    #[serde(default)]
    pub fields: Vec<FieldMapping>,
    /// Lists of names of fields that are used in several places: `$limit` among names, as in `from` and `ignore`,
    /// stands for those under `names.limit`.
    #[schemars(title = "名单")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub names: BTreeMap<String, Vec<String>>,
    /// Tables whose rows belong to the records of the main table.
    #[schemars(title = "附表")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub joins: Vec<Join>,
    /// Maps from the source's values to standard terms; an empty term means that there is none. The
    /// term of `*` applies to every other value that is not a standard term.
    #[schemars(title = "代码表")]
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub maps: BTreeMap<String, BTreeMap<String, String>>,
    /// Dotted paths of elements this source does not collect at all, besides those that no field
    /// maps to; an empty list means that it collects all.
    #[schemars(title = "未采集的要素")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_collected: Option<Vec<String>>,
    /// Expectations on the source; `normalize` is incomplete if one is not met.
    #[schemars(title = "预期")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub expect: Vec<Expectation>,
    /// Samples with the items read from them, for `dialect test`.
    #[schemars(title = "样例")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tests: Vec<Sample>,
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
    /// itself. `承诺{办结,办理,}时限` stands for one name per word.
    #[schemars(title = "来源字段")]
    #[serde(default, deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany")]
    pub from: Vec<String>,
    /// The target element: `guide.time_limit.statutory`, `guide.materials[]`,
    /// `channels[portal].url`.
    #[schemars(title = "要素")]
    #[schemars(with = "String")]
    pub(super) to: Target,
    /// The operation that reads the value; by default that of the element's kind.
    #[schemars(title = "读法")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read: Option<Operation>,
    /// Name of the map from the source's values to terms.
    #[schemars(title = "代码表")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub map: Option<String>,
    /// The field with the unit of a limit, in the record or next to the limit; or the unit itself,
    /// such as 工作日.
    #[schemars(title = "单位")]
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
    /// Use the value only if it, another field, or its row meets this condition.
    #[schemars(title = "条件")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<Condition>,
    /// Use it only if the record has no other field for the element; if several such fields have
    /// values, none is used.
    #[schemars(title = "只在没有别的字段时")]
    #[serde(default, skip_serializing_if = "is_default")]
    pub alone: bool,
    /// The element that takes the value if a field listed before has set `to` to another value, as for 事项名称
    /// beside 业务办理项名称.
    #[schemars(title = "已有别的值时归入")]
    #[schemars(with = "Option<String>")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) wider: Option<Target>,
    /// Do not use the value if it, another field, or its row meets this condition.
    #[schemars(title = "除外条件")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unless: Option<Condition>,
    /// A regular expression for the part of the value to use: its first group, or the whole match.
    /// Parts of the value that no field uses are unread.
    #[schemars(title = "取部分")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub capture: Option<Pattern>,
    /// Template that joins several fields into one text, which is then read: of each row in `from`,
    /// `{sort}.{step_name}：{step_desc}`; without `from`, of the record. A line whose fields are
    /// all blank is left out.
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
        let Some(unit) = self.unit.as_ref().filter(|_| self.fixed_unit().is_none()) else {
            return Vec::new();
        };
        let beside = (self.from.iter())
            .filter_map(|name| name.rsplit_once('.'))
            .map(|(outer, _)| join(outer, unit));
        std::iter::once(unit.clone()).chain(beside).collect()
    }

    /// Whether, judging by both names, a field holds the unit of the limit in another. Does not
    /// apply if the dialect names the unit field.
    pub(super) fn is_unit(&self, name: &str, limit: &str) -> bool {
        let of = unit_of(name).filter(|_| self.unit.is_none());
        of.is_some_and(|of| {
            of == normal(limit)
                || self.from.iter().any(|name| normal(name) == of)
                || LIMITS.contains(&of.as_str())
        })
    }

    /// The operation that reads the value.
    pub fn operation(&self) -> Operation {
        self.read.unwrap_or_default()
    }

    /// The unit itself, if it is given instead of a field's name.
    pub(super) fn fixed_unit(&self) -> Option<&str> {
        let unit = self.unit.as_deref()?;
        let mut terms = TimeUnit::LIST.terms.iter();
        terms.any(|term| term.term == unit).then_some(unit)
    }

    /// The conditions `when` and `unless`.
    pub(super) fn conditions(&self) -> impl Iterator<Item = &Condition> {
        self.when.iter().chain(&self.unless)
    }

    /// Whether a condition chooses among the rows of the list at a path.
    pub(super) fn chooses_in(&self, list: &str) -> bool {
        (self.conditions()).any(|condition| condition.inside(list).is_some())
    }

    /// All names of source fields that it mentions, except those inside rows.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        let conditions = self.conditions().filter_map(|one| one.field.as_deref());
        (self.from.iter().map(String::as_str))
            .chain(conditions)
            .chain(self.parts())
    }

    /// The names of the record's fields in its template.
    pub(super) fn parts(&self) -> Vec<&str> {
        let line = self.line.as_deref().filter(|_| self.from.is_empty());
        line.map_or_else(Vec::new, slots)
    }

    /// Strips the prefixes of this source from a text.
    pub(super) fn without_prefix<'t>(&self, text: &'t str) -> &'t str {
        let mut rest = text.trim();
        for prefix in &self.prefix {
            if let Some(shorter) = rest.strip_prefix(prefix.as_str()) {
                rest = shorter.trim_start();
            }
        }
        rest
    }

    /// Whether a text means “none”.
    pub(super) fn is_none(&self, text: &str) -> bool {
        let text = self.without_prefix(text);
        // An empty list or table as JSON.
        let is_hollow = || text.chars().all(|c| "[]{}, ".contains(c));
        is_filler(text) || is_hollow() || self.none.iter().any(|none| none == text)
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

/// The names in braces in a template.
fn slots(line: &str) -> Vec<&str> {
    let parts = line.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect()
}

/// Rows that belong to one record.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "几行合成一条")]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct RowGroup {
    /// Fields that are the same in all rows of a record; a blank one means the value of the row above.
    #[schemars(title = "按")]
    #[serde(deserialize_with = "one_or_many")]
    #[schemars(with = "OneOrMany")]
    pub by: Vec<String>,
    /// The field of the record that holds its rows, for use in `from`: the columns that its `rows`
    /// name are the row's, all others the record's.
    #[schemars(title = "归入")]
    #[serde(rename = "as")]
    pub into: String,
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
