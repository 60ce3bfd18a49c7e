//! The baseline: a file with the findings that are known.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::checked::{Checked, file_name};
use super::trend::Run;
use crate::engine::{Finding, ItemIdentity};
use crate::error::Error;
use crate::vocabulary::Profile;

/// The version of the file format.
const VERSION: u32 = 1;

/// Findings that are known already, by fingerprint: old debt that does not fail a check.
///
/// Made by [`Report::baseline`](crate::Report::baseline) and applied by
/// [`Report::set_aside`](crate::Report::set_aside). As text it has one line of JSON for each item with
/// findings, sorted, so that version control shows and merges changes item by item.
///
/// ```
/// use shixiang::{Baseline, Checker, ReadOptions, Verdict, read_str, source::Format};
///
/// let check = |text: &str| {
///     let reading = read_str("a.toml", text, Format::Toml, &ReadOptions::default());
///     Checker::new().select(&["LIM010", "LIM050"]).unwrap().check(&reading)
/// };
/// let late = "name = \"补办证书\"\n[guide.time_limit]\nstatutory = { amount = 10, unit = \"工作日\" }\n";
/// let old = check(&format!("{late}promised = {{ amount = 20, unit = \"工作日\" }}\n"));
/// let baseline = Baseline::parse("baseline.ndjson", &old.baseline().to_string())?;
///
/// // The old finding is known; it would be fixed by now.
/// let mut new = check(&format!("{late}promised = {{ amount = 20 }}\n"));
/// let shrunk = new.set_aside(&baseline);
/// let trend = new.against_baseline.as_ref().unwrap();
/// assert_eq!((trend.new, trend.mended), (1, 1));
/// assert_eq!(shrunk.len(), 0);
/// # Ok::<(), shixiang::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Baseline {
    /// The profile of the run that the baseline comes from.
    pub(super) profile: Profile,
    /// The views that the run compared with.
    pub(super) views: BTreeSet<String>,
    /// The inputs of the run; empty if they are not known.
    pub(super) inputs: BTreeSet<String>,
    pub(super) entries: BTreeMap<Owner, Entry>,
}

/// The file or item that findings belong to.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    /// The name of the file, for findings that belong to no item.
    File(String),
    /// The key of the item.
    Item(String),
}

/// The known findings of one owner.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Entry {
    pub(super) item: Option<ItemIdentity>,
    /// Number of findings by fingerprint, without the key of the item.
    pub(super) findings: BTreeMap<String, usize>,
}

/// One line of a baseline or a history.
#[derive(Debug, Default, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "存量问题的一行")]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    /// The version of the format, in the first line only.
    #[schemars(title = "格式版本")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    baseline: Option<u32>,
    /// The profile of the run, in the first line only.
    #[schemars(title = "检查要求")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    profile: Option<Profile>,
    /// The views of the run, in the first line only.
    #[schemars(title = "比对的渠道")]
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    views: BTreeSet<String>,
    /// The inputs of the run, in the first line only; absent if there were more than a hundred.
    #[schemars(title = "检查的文件和目录")]
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    inputs: BTreeSet<String>,
    /// The figures of a run: lines of a history.
    #[schemars(title = "一次检查")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) run: Option<Run>,
    /// The item that the findings are in.
    #[schemars(title = "事项")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    item: Option<ItemIdentity>,
    /// The file that the findings are in, if they are in no item.
    #[schemars(title = "文件")]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    /// The fingerprints of the findings, without the key of the item; one for each finding.
    #[schemars(title = "问题")]
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    findings: Vec<String>,
}

impl Owner {
    pub(super) fn of(finding: &Finding) -> Self {
        match (&finding.item, &finding.location) {
            (Some(item), _) => Self::Item(item.key.clone()),
            (None, Some(at)) => Self::File(file_name(&at.file).to_owned()),
            (None, None) => Self::File(String::new()),
        }
    }
}

/// The fingerprint of a finding without the key of its item: `LIM010:guide.time_limit.promised`.
pub(super) fn mark(finding: &Finding) -> String {
    let key = finding.item.as_ref().map_or("", |item| item.key.as_str());
    mark_of(&finding.fingerprint, key)
}

/// A fingerprint without the key of its item.
pub(super) fn mark_of(fingerprint: &str, key: &str) -> String {
    let parts = fingerprint.split_once(':').and_then(|(code, rest)| {
        let place = rest.strip_prefix(key)?.strip_prefix(':')?;
        Some(format!("{code}:{place}"))
    });
    parts.unwrap_or_else(|| fingerprint.to_owned())
}

impl Baseline {
    /// Creates a baseline without findings, of a run with this profile, these views and these inputs.
    pub(super) fn new(
        profile: Profile,
        views: &BTreeSet<String>,
        inputs: &BTreeSet<String>,
    ) -> Self {
        Self {
            profile,
            views: views.clone(),
            inputs: inputs.clone(),
            entries: BTreeMap::new(),
        }
    }

    /// Creates a baseline of the findings of a run with the scope `checked`.
    pub(crate) fn of<'f>(findings: impl Iterator<Item = &'f Finding>, checked: &Checked) -> Self {
        let mut baseline = Self::new(checked.profile, &checked.views, &checked.inputs);
        findings.for_each(|finding| baseline.add(finding));
        baseline
    }

    pub(super) fn add(&mut self, finding: &Finding) {
        let item = finding.item.as_deref();
        self.insert(&Owner::of(finding), item, &mark(finding), 1);
    }

    /// Adds `count` equal findings.
    pub(super) fn insert(
        &mut self,
        owner: &Owner,
        item: Option<&ItemIdentity>,
        mark: &str,
        count: usize,
    ) {
        let entry = self.entries.entry(owner.clone()).or_default();
        if entry.item.is_none() {
            entry.item = item.cloned();
        }
        *entry.findings.entry(mark.to_owned()).or_default() += count;
    }

    /// Number of known findings.
    pub fn len(&self) -> usize {
        let entries = self.entries.values();
        entries
            .map(|entry| entry.findings.values().sum::<usize>())
            .sum()
    }

    /// Whether no finding is known.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Parses the text of a baseline file; `name` is the file name for messages.
    ///
    /// # Errors
    ///
    /// [`Error::Baseline`] with the first line that does not belong in a baseline.
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        let (baseline, runs) = Self::parse_with_runs(name, text)?;
        if !runs.is_empty() {
            // A history is not a baseline: it records all findings of its last run, new ones included.
            return Err(wrong(name, 2));
        }
        Ok(baseline)
    }

    /// Parses a baseline or a history.
    pub(super) fn parse_with_runs(name: &str, text: &str) -> Result<(Self, Vec<Run>), Error> {
        let mut baseline = Self::default();
        let mut runs = Vec::new();
        for (number, text) in text.lines().enumerate() {
            let line_error = || wrong(name, number + 1);
            if text.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(text).map_err(|_| line_error())?;
            let owner = match (&line.item, &line.file) {
                (Some(item), None) => Some(Owner::Item(item.key.clone())),
                (None, Some(file)) => Some(Owner::File(file.clone())),
                (None, None) => None,
                (Some(_), Some(_)) => return Err(line_error()),
            };
            match (line.baseline, line.run, owner) {
                (Some(VERSION), None, None) if number == 0 => {
                    baseline.profile = line.profile.unwrap_or_default();
                    baseline.views = line.views;
                    baseline.inputs = line.inputs;
                }
                (None, Some(run), None) if number > 0 => runs.push(run),
                (None, None, Some(owner)) if number > 0 => {
                    let entry = baseline.entries.entry(owner).or_default();
                    entry.item = line.item;
                    for finding in line.findings {
                        *entry.findings.entry(finding).or_default() += 1;
                    }
                }
                _ => return Err(line_error()),
            }
        }
        if text.trim().is_empty() {
            return Err(wrong(name, 1));
        }
        Ok((baseline, runs))
    }

    /// The lines of the file; `runs` are those of a history, or empty for a baseline.
    pub(super) fn lines<'a>(&'a self, runs: &'a [Run]) -> impl Iterator<Item = Line> + 'a {
        let head = Line {
            baseline: Some(VERSION),
            profile: Some(self.profile),
            views: self.views.clone(),
            inputs: self.inputs.clone(),
            ..Line::default()
        };
        let runs = runs.iter().map(|run| Line {
            run: Some(run.clone()),
            ..Line::default()
        });
        let entries = self.entries.iter().map(|(owner, entry)| {
            let findings = entry.findings.iter();
            let findings =
                findings.flat_map(|(mark, count)| std::iter::repeat_n(mark.clone(), *count));
            Line {
                item: entry.item.clone(),
                file: match owner {
                    Owner::File(name) => Some(name.clone()),
                    Owner::Item(_) => None,
                },
                findings: findings.collect(),
                ..Line::default()
            }
        });
        std::iter::once(head).chain(runs).chain(entries)
    }
}

pub(super) fn wrong(name: &str, line: usize) -> Error {
    Error::Baseline {
        name: name.to_owned(),
        line,
    }
}

/// Writes lines as NDJSON.
pub(super) fn write(
    lines: impl Iterator<Item = Line>,
    f: &mut std::fmt::Formatter<'_>,
) -> std::fmt::Result {
    for line in lines {
        let text = serde_json::to_string(&line).map_err(|_| std::fmt::Error)?;
        writeln!(f, "{text}")?;
    }
    Ok(())
}

/// Writes the text of the file.
impl std::fmt::Display for Baseline {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write(self.lines(&[]), f)
    }
}
