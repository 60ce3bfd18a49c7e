//! The status of rules: stable by their nature or by measurement, or preview.

use std::fmt;
use std::sync::LazyLock;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::severity::Severity;
use crate::i18n::Text;

/// Whether a rule runs by default and counts towards the verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "状态")]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Status {
    /// Runs by default; its findings count towards the verdict.
    #[schemars(title = "稳定")]
    Stable,
    /// Runs only if named or if previews are enabled; its findings never count towards the verdict.
    #[schemars(title = "试用")]
    Preview,
}

impl Status {
    /// The name of the status.
    pub fn text(self) -> Text {
        match self {
            Self::Stable => Text::new("稳定", "stable"),
            Self::Preview => Text::new("试用", "preview"),
        }
    }
}

/// The evidence for trusting a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Evidence {
    /// Its findings cannot be wrong, for this reason.
    Certain(Certainty),
    /// It judges prose; only the measured share of correct findings tells how well.
    Measured,
    /// It stays a preview regardless of its measured share, for this reason.
    Doubted(Text),
}

impl Evidence {
    /// The evidence in a sentence; `None` for measured rules, whose figures speak for themselves.
    pub fn text(self) -> Option<Text> {
        match self {
            Self::Certain(certainty) => Some(certainty.text()),
            Self::Measured => None,
            Self::Doubted(reason) => Some(reason),
        }
    }
}

/// The reason why a rule can be trusted without measurement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Certainty {
    /// It reports what happened while reading.
    Reading,
    /// An element has content or it does not.
    Presence,
    /// An element has no content, but the profile requires it. Whether the profile is right is
    /// another question.
    Required,
    /// It compares numbers, dates or check digits.
    Arithmetic,
    /// It checks codes, addresses or characters against the rules of their format.
    Format,
    /// It checks references, duplicates and paths through a process.
    Structure,
    /// Two typed values cannot both be right.
    Contradiction,
    /// It looks a value up in a list.
    Table,
    /// The author of the rule vouches for it.
    Author,
}

impl Certainty {
    /// The reason in a sentence.
    pub fn text(self) -> Text {
        match self {
            Self::Reading => {
                Text::new("报告读取时的事实", "it reports what happened while reading")
            }
            Self::Presence => Text::new(
                "只看要素有没有内容",
                "it only checks whether an element has content",
            ),
            Self::Required => Text::new(
                "有没有写是事实，要不要写由检查要求规定",
                "presence is a fact; whether the element is required is for the profile to say",
            ),
            Self::Arithmetic => Text::new(
                "只比较数、日期或校验码",
                "it compares numbers, dates or check digits",
            ),
            Self::Format => Text::new(
                "只看编码、网址或字符的写法合不合规则",
                "it checks codes, addresses or characters against the rules of their format",
            ),
            Self::Structure => Text::new(
                "只看引用、重复和去向",
                "it checks references, duplicates and paths through the process",
            ),
            Self::Contradiction => Text::new(
                "只比较两处填写的值，不可能都对",
                "it compares two typed values that cannot both be right",
            ),
            Self::Table => Text::new("对照一张名单", "it looks a value up in a list"),
            Self::Author => Text::new("由编写规则的人负责", "its author vouches for it"),
        }
    }
}

/// The share of a rule's findings on real catalogues that blind reviewers found correct.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(title = "实测")]
#[non_exhaustive]
pub struct Share {
    /// Number of correct findings.
    #[schemars(title = "正确数")]
    pub right: usize,
    /// Number of findings reviewed.
    #[schemars(title = "人工读过数")]
    pub read: usize,
    /// Number of catalogues they are from.
    #[schemars(title = "目录数")]
    pub catalogues: usize,
}

impl Share {
    /// The minimum number of reviewed findings for a judgement about a rule.
    pub const LEAST_READ: usize = 10;

    /// The percentage of correct findings, rounded down.
    pub fn percent(&self) -> usize {
        (self.right * 100).checked_div(self.read).unwrap_or(0)
    }

    /// Whether enough findings were reviewed.
    pub fn says_something(&self) -> bool {
        self.read >= Self::LEAST_READ
    }

    /// Whether enough findings were reviewed and enough of them are correct for this severity.
    pub fn suffices(&self, severity: Severity) -> bool {
        let bar = if severity > Severity::Hint { 98 } else { 90 };
        self.says_something() && self.right * 100 >= self.read * bar
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.right, self.read)
    }
}

/// The measured shares by rule code, as `code,right,read,catalogues`; `tests/precision.rs` writes
/// the file from `tests/precision`.
static MEASURED: LazyLock<Vec<(&'static str, Share)>> = LazyLock::new(|| {
    let lines = include_str!("../rules/measured.csv").lines();
    let mut shares: Vec<_> = lines.filter_map(parse_share).collect();
    shares.sort_by_key(|(code, _)| *code);
    shares
});

fn parse_share(line: &'static str) -> Option<(&'static str, Share)> {
    let mut cells = line.split(',');
    let code = cells.next()?;
    let mut number = || cells.next()?.parse().ok();
    let share = Share {
        right: number()?,
        read: number()?,
        catalogues: number()?,
    };
    Some((code, share))
}

/// The measured share of a rule, at its own severity.
pub(super) fn measured(code: &str) -> Option<Share> {
    let at = MEASURED.binary_search_by_key(&code, |(known, _)| known);
    MEASURED.get(at.ok()?).map(|(_, share)| *share)
}
