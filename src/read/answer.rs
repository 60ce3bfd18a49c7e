//! What a service wraps around its answer: its own words, and how many records there are.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Argument;
use crate::path::Path;
use crate::source::{Entry, Location, Node, NodeKind, Notice, NoticeCode, SourceSpan, Span};

/// What a service says of how its answer went. Of a group of records the same words say something: its
/// code, its version, whether it is in use.
const STATE: &[&str] = &["code", "status", "success", "errcode", "errno", "version"];

/// What nothing but the answer of a service has.
const WORDS: &[&str] = &[
    "error",
    "errmsg",
    "msg",
    "message",
    "timestamp",
    "traceid",
    "requestid",
];

/// Which part of how many records the answer is.
const PAGING: &[&str] = &[
    "count",
    "page",
    "pageno",
    "pagenum",
    "pageindex",
    "pagesize",
    "current",
    "currentpage",
    "size",
    "limit",
    "offset",
    "hasnext",
    "last",
    "first",
];

/// How many records there are.
const TOTALS: &[&str] = &[
    "total",
    "totals",
    "totalcount",
    "totalnum",
    "totalnumber",
    "totalelements",
    "totalrecord",
    "totalrecords",
    "totalrow",
    "totalrows",
    "totalsize",
    "recordstotal",
    "总数",
    "总条数",
    "总记录数",
];

/// How many pages there are.
const PAGES: &[&str] = &["pages", "totalpage", "totalpages", "pagecount", "总页数"];

/// Ends of names that say what form something has, not what it is of.
const FORMS: &[&str] = &[
    "数据", "结果", "列表", "清单", "事项", "目录", "记录", "内容", "信息", "指南", "详情", "集合",
    "返回", "响应", "明细", "台账", "项", "表",
];

/// The most characters that the state of an answer has, as in `200`, `SUCCESS`, `1.0.2`.
const LONGEST_STATE: usize = 7;

/// One in so many: as far as totals of one list may be apart, for it grows while its pages are fetched.
const GROWTH: u64 = 20;

/// What is counted.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[schemars(title = "单位")]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ShortfallUnit {
    /// Records.
    #[schemars(title = "记录")]
    Records,
    /// Pages, each of them an answer.
    #[schemars(title = "页")]
    Pages,
}

/// A list of which a source says that there is more than it gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "没有给全")]
#[non_exhaustive]
pub struct Shortfall {
    /// The field that says how much there is.
    #[schemars(title = "字段")]
    pub field: String,
    /// How much there is.
    #[schemars(title = "共有")]
    pub said: u64,
    /// How much was given.
    #[schemars(title = "给了")]
    pub given: u64,
    /// What is counted.
    #[schemars(title = "单位")]
    pub unit: ShortfallUnit,
    /// The first place that says so.
    #[schemars(title = "位置")]
    pub location: Location,
}

/// What all answers said that are pages of one list, as far as is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers(BTreeMap<(String, ShortfallUnit, u64), Given>);

/// What the answers with one total gave.
#[derive(Debug, Clone)]
struct Given {
    records: u64,
    answers: u64,
    first: (Location, SourceSpan),
}

impl Answers {
    /// Adds what one answer said, and its place.
    pub(super) fn add(&mut self, said: Announced, at: Location, place: SourceSpan) {
        let given = (self.0).entry((said.field, said.unit, said.said));
        let given = given.or_insert_with(|| Given {
            records: 0,
            answers: 0,
            first: (at, place),
        });
        given.records += said.records as u64;
        given.answers += 1;
    }

    /// The lists of which less was given than there is, each with the first place that says so.
    pub(super) fn shortfalls(&self) -> Vec<(Shortfall, SourceSpan)> {
        let mut lists: Vec<(Shortfall, SourceSpan)> = Vec::new();
        for ((field, unit, said), given) in &self.0 {
            let count = match unit {
                ShortfallUnit::Records => given.records,
                ShortfallUnit::Pages => given.answers,
            };
            let same = lists.last_mut().filter(|(list, _)| {
                (&list.field, list.unit) == (field, *unit) && said - list.said <= said / GROWTH
            });
            if let Some((list, _)) = same {
                list.said = *said;
                list.given += count;
                continue;
            }
            let (location, at) = given.first.clone();
            let list = Shortfall {
                field: field.clone(),
                said: *said,
                given: count,
                unit: *unit,
                location,
            };
            lists.push((list, at));
        }
        lists.retain(|(list, _)| list.given < list.said);
        lists
    }
}

impl Shortfall {
    /// The notice of it.
    pub(super) fn notice(&self, span: Span) -> Notice {
        let Self { said, given, .. } = self;
        let counted = |count: &u64| match self.unit {
            ShortfallUnit::Records => Argument::Both {
                zh: format!("{count}条"),
                en: format!("{count} {}", if *count == 1 { "record" } else { "records" }),
            },
            ShortfallUnit::Pages => Argument::Both {
                zh: format!("{count}页"),
                en: format!("{count} {}", if *count == 1 { "page" } else { "pages" }),
            },
        };
        Notice::new(NoticeCode::InPart, Path::default(), span)
            .with("field", self.field.clone())
            .with("said", counted(said))
            .with("given", counted(given))
            .with("file", self.location.file.clone())
    }
}

/// How much there is, as an answer says, and what it gave of it.
#[derive(Debug)]
pub(super) struct Announced {
    /// The field that says it.
    pub(super) field: String,
    pub(super) said: u64,
    pub(super) unit: ShortfallUnit,
    /// How many records are in the answer.
    pub(super) records: usize,
    pub(super) span: Span,
}

/// Whether a key says what form its value has, as `data` and `事项清单`.
pub(super) fn is_form(key: &str) -> bool {
    key.chars()
        .all(|char| char.is_ascii_alphabetic() || matches!(char, '_' | '-'))
        || FORMS.iter().any(|form| key.ends_with(form))
}

/// Whether these are the words of an answer: nothing else has such, or there is nothing else.
pub(super) fn is_answer(entries: &[Entry<'_>]) -> bool {
    let says = |list: &[&str], entry: &Entry<'_>| list.contains(&plain(&entry.key).as_str());
    let mut said = entries
        .iter()
        .filter(|entry| !entry.value.is_blank() && entry.value.is_scalar());
    entries.iter().any(|entry| says(WORDS, entry))
        || said.all(|entry| {
            [STATE, PAGING, TOTALS, PAGES]
                .iter()
                .any(|list| says(list, entry))
        })
}

/// Whether a table is an answer of a service without anything in it, as of one that failed.
pub(crate) fn is_bare_answer(root: &Node<'_>) -> bool {
    let entries = root.entries();
    let is_word = |entry: &Entry<'_>| WORDS.contains(&plain(&entry.key).as_str());
    entries.iter().any(is_word)
        && entries.iter().all(|entry| {
            entry.value.is_blank() || entry.value.is_scalar() && is_answer_word(&entry.key)
        })
}

/// Whether a table is the answer of a service around what it gave: all else in it are words of such.
pub(crate) fn is_answer_around(root: &Node<'_>) -> bool {
    let (said, inner): (Vec<_>, Vec<_>) = root
        .entries()
        .iter()
        .partition(|entry| entry.value.is_scalar());
    !said.is_empty() && !inner.is_empty() && said.iter().all(|entry| is_answer_word(&entry.key))
}

/// Whether a key is a word of the answers of services.
pub(crate) fn is_answer_word(key: &str) -> bool {
    let key = plain(key);
    [STATE, WORDS, PAGING, TOTALS, PAGES]
        .iter()
        .any(|list| list.contains(&key.as_str()))
}

/// Whether a value around records says nothing of them; `is_group` if what is around it says something.
pub(super) fn is_envelope(entry: &Entry<'_>, is_group: bool) -> bool {
    let name = plain(&entry.key);
    let is_in = |list: &[&str]| list.contains(&name.as_str());
    if is_in(PAGING) || is_in(TOTALS) || is_in(PAGES) {
        return matches!(entry.value.kind, NodeKind::Bool(_)) || number(&entry.value).is_some();
    }
    let value = &entry.value;
    is_in(STATE) && is_success(value)
        || !is_group && value.is_scalar() && (is_in(WORDS) || is_in(STATE) && is_state(value))
}

/// How many records or pages there are, as the answer says, and where.
pub(super) fn announced(around: &Node<'_>) -> Option<(String, u64, ShortfallUnit)> {
    let said = |list: &[&str]| {
        let mut entries = around.entries().iter();
        entries.find_map(|entry| {
            let is_one = list.contains(&plain(&entry.key).as_str());
            let said = is_one.then(|| number(&entry.value)).flatten()?;
            Some((entry.key.to_string(), said))
        })
    };
    let records = said(TOTALS).map(|(key, said)| (key, said, ShortfallUnit::Records));
    records.or_else(|| said(PAGES).map(|(key, said)| (key, said, ShortfallUnit::Pages)))
}

/// Whether it says how an answer went: a short word or number, not the code of a body or a division.
fn is_state(value: &Node<'_>) -> bool {
    let words = match &value.kind {
        NodeKind::Bool(_) => return true,
        NodeKind::String(words) => words.trim().to_owned(),
        _ => match number(value) {
            Some(number) => number.to_string(),
            None => return false,
        },
    };
    let digits = words.bytes().all(|byte| byte.is_ascii_digit());
    let is_division = digits && words.len() > 5 && !words.ends_with("0000");
    words.contains("成功") || words.is_ascii() && words.len() <= LONGEST_STATE && !is_division
}

/// Whether it says that an answer went well, and cannot say anything else.
fn is_success(value: &Node<'_>) -> bool {
    match &value.kind {
        NodeKind::Bool(_) => true,
        NodeKind::String(words) => {
            let words = words.trim();
            ["0", "200", "ok", "success", "true", "成功"]
                .iter()
                .any(|word| words.eq_ignore_ascii_case(word))
        }
        _ => matches!(number(value), Some(0 | 200)),
    }
}

fn number(value: &Node<'_>) -> Option<u64> {
    match &value.kind {
        NodeKind::String(words) => words.trim().parse().ok(),
        NodeKind::Integer(number) => (*number).try_into().ok(),
        _ => None,
    }
}

/// A key without what writers join words with.
fn plain(key: &str) -> String {
    (key.chars())
        .filter(|char| !matches!(char, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}
