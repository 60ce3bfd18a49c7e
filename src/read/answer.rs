//! Responses of services around records: their keys, and the totals they state.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::i18n::Argument;
use crate::path::Path;
use crate::source::{Entry, Location, Node, NodeKind, Notice, NoticeCode, SourceSpan, Span};

/// Keys for the status of a response. On a group of records the same keys are data: its code, its
/// version, whether it is in use.
const STATE_KEYS: &[&str] = &[
    "code",
    "status",
    "success",
    "issuccess",
    "ok",
    "isok",
    "result",
    "ret",
    "state",
    "subcode",
    "rescode",
    "resultcode",
    "retcode",
    "returncode",
    "statuscode",
    "errcode",
    "errno",
    "version",
];

/// Keys that only a response has.
const RESPONSE_KEYS: &[&str] = &[
    "error",
    "errmsg",
    "msg",
    "message",
    "retmsg",
    "resmsg",
    "returnmsg",
    "resultmsg",
    "timestamp",
    "traceid",
    "requestid",
];

/// Keys for the position and size of a page.
const PAGING_KEYS: &[&str] = &[
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
    "empty",
    "numberofelements",
    "nextpage",
    "prepage",
    "previouspage",
    "hasnextpage",
    "hasprevious",
    "haspreviouspage",
    "isfirstpage",
    "islastpage",
    "startrow",
    "endrow",
    "navigatepages",
    "navigatefirstpage",
    "navigatelastpage",
];

/// Keys for the total number of records.
const TOTAL_KEYS: &[&str] = &[
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

/// Keys for the total number of pages.
const PAGE_TOTAL_KEYS: &[&str] = &["pages", "totalpage", "totalpages", "pagecount", "总页数"];

/// Endings of keys that name the container (`数据`, `列表`), not its content.
const CONTAINER_ENDINGS: &[&str] = &[
    "数据", "结果", "列表", "清单", "事项", "目录", "记录", "内容", "信息", "指南", "详情", "集合",
    "返回", "响应", "明细", "台账", "项", "表",
];

/// Maximum length of the status of a response, in characters, such as `200`, `SUCCESS`, `1.0.2`.
const MAX_STATE_CHARS: usize = 7;

/// Divisor of a total that gives the tolerance between totals of one list, which may grow while its pages are fetched.
const GROWTH_DIVISOR: u64 = 20;

/// The unit of the numbers.
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
    /// Pages, one per response.
    #[schemars(title = "页")]
    Pages,
}

/// A list that the source says is longer than what it delivered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "没有给全")]
#[non_exhaustive]
pub struct Shortfall {
    /// The field that states the total.
    #[schemars(title = "字段")]
    pub field: String,
    /// The stated total.
    #[schemars(title = "共有")]
    pub said: u64,
    /// The number delivered.
    #[schemars(title = "给了")]
    pub given: u64,
    /// The unit of the numbers.
    #[schemars(title = "单位")]
    pub unit: ShortfallUnit,
    /// The first location that states it.
    #[schemars(title = "位置")]
    pub location: Location,
}

/// The totals stated by the responses so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Answers(BTreeMap<(String, ShortfallUnit, u64), Given>);

/// The records and responses delivered under one total.
#[derive(Debug, Clone)]
struct Given {
    records: u64,
    answers: u64,
    first: (Location, SourceSpan),
}

impl Answers {
    /// Adds the total stated by one response, with its location.
    pub(super) fn add(&mut self, said: Announced, at: Location, place: SourceSpan) {
        let given = self.0.entry((said.field, said.unit, said.said));
        let given = given.or_insert_with(|| Given {
            records: 0,
            answers: 0,
            first: (at, place),
        });
        given.records += said.records as u64;
        given.answers += 1;
    }

    /// The lists that were delivered incompletely, each with the first place that states the total.
    pub(super) fn shortfalls(&self) -> Vec<(Shortfall, SourceSpan)> {
        let mut lists: Vec<(Shortfall, SourceSpan)> = Vec::new();
        for ((field, unit, said), given) in &self.0 {
            let count = match unit {
                ShortfallUnit::Records => given.records,
                ShortfallUnit::Pages => given.answers,
            };
            let same = lists.last_mut().filter(|(list, _)| {
                (&list.field, list.unit) == (field, *unit)
                    && said - list.said <= said / GROWTH_DIVISOR
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
    /// The notice that reports the shortfall.
    pub(crate) fn notice(&self, span: Span) -> Notice {
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

/// A total stated by a response, and the number of records in it.
#[derive(Debug)]
pub(super) struct Announced {
    /// The field that states the total.
    pub(super) field: String,
    pub(super) said: u64,
    pub(super) unit: ShortfallUnit,
    /// The number of records in the response.
    pub(super) records: usize,
    pub(super) span: Span,
}

/// Whether a key names the container of its value, such as `data` and `事项清单`.
pub(super) fn is_form(key: &str) -> bool {
    key.chars()
        .all(|char| char.is_ascii_alphabetic() || matches!(char, '_' | '-'))
        || CONTAINER_ENDINGS.iter().any(|form| key.ends_with(form))
}

/// Whether the scalars are those of a response: one of them is unmistakable, or all of them are typical.
pub(super) fn is_answer(entries: &[Entry<'_>]) -> bool {
    let says =
        |list: &[&str], entry: &Entry<'_>| list.contains(&normalized_key(&entry.key).as_str());
    let mut said = entries
        .iter()
        .filter(|entry| !entry.value.is_blank() && entry.value.is_scalar());
    entries.iter().any(|entry| says(RESPONSE_KEYS, entry))
        || said.all(|entry| {
            [STATE_KEYS, PAGING_KEYS, TOTAL_KEYS, PAGE_TOTAL_KEYS]
                .iter()
                .any(|list| says(list, entry))
        })
}

/// Whether a table is a response without content, such as an error.
pub(crate) fn is_bare_answer(root: &Node<'_>) -> bool {
    let entries = root.entries();
    let is_word = |entry: &Entry<'_>| RESPONSE_KEYS.contains(&normalized_key(&entry.key).as_str());
    entries.iter().any(is_word)
        && entries.iter().all(|entry| {
            entry.value.is_blank() || entry.value.is_scalar() && is_answer_word(&entry.key)
        })
}

/// Whether a table is a response around its content: all its scalars are typical of one.
pub(crate) fn is_answer_around(root: &Node<'_>) -> bool {
    let (said, inner): (Vec<_>, Vec<_>) = root
        .entries()
        .iter()
        .partition(|entry| entry.value.is_scalar());
    !said.is_empty() && !inner.is_empty() && said.iter().all(|entry| is_answer_word(&entry.key))
}

/// Whether a key is typical of a response.
pub(crate) fn is_answer_word(key: &str) -> bool {
    let key = normalized_key(key);
    [
        STATE_KEYS,
        RESPONSE_KEYS,
        PAGING_KEYS,
        TOTAL_KEYS,
        PAGE_TOTAL_KEYS,
    ]
    .iter()
    .any(|list| list.contains(&key.as_str()))
}

/// Whether a value around records does not describe them; `is_group`: whether values around it do.
pub(super) fn is_envelope(entry: &Entry<'_>, is_group: bool) -> bool {
    let name = normalized_key(&entry.key);
    let is_in = |list: &[&str]| list.contains(&name.as_str());
    if is_in(PAGING_KEYS) || is_in(TOTAL_KEYS) || is_in(PAGE_TOTAL_KEYS) {
        return matches!(entry.value.kind, NodeKind::Bool(_)) || number(&entry.value).is_some();
    }
    let value = &entry.value;
    is_in(STATE_KEYS) && is_success(value)
        || !is_group
            && value.is_scalar()
            && (is_in(RESPONSE_KEYS) || is_in(STATE_KEYS) && is_state(value))
}

/// The total number of records or pages that the response states, with its key.
pub(super) fn announced(around: &Node<'_>) -> Option<(String, u64, ShortfallUnit)> {
    let said = |list: &[&str]| {
        let mut entries = around.entries().iter();
        entries.find_map(|entry| {
            let is_one = list.contains(&normalized_key(&entry.key).as_str());
            let said = is_one.then(|| number(&entry.value)).flatten()?;
            Some((entry.key.to_string(), said))
        })
    };
    let records = said(TOTAL_KEYS).map(|(key, said)| (key, said, ShortfallUnit::Records));
    records.or_else(|| said(PAGE_TOTAL_KEYS).map(|(key, said)| (key, said, ShortfallUnit::Pages)))
}

/// Whether a value is the status of a response: a short word or number, not the code of a body or a division.
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
    words.contains("成功") || words.is_ascii() && words.len() <= MAX_STATE_CHARS && !is_division
}

/// Whether a value unmistakably reports success.
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

/// A key in lower case, without characters that join words.
fn normalized_key(key: &str) -> String {
    key.chars()
        .filter(|char| !matches!(char, '_' | '-'))
        .flat_map(char::to_lowercase)
        .collect()
}
