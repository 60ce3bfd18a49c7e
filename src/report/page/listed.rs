//! The findings, grouped by rule and message, a line for each unless there are too many for a page.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::offices::named;
use crate::check::{Report, items};
use crate::engine::{Finding, Severity, Status};
use crate::i18n::Language;
use crate::report::shared::{ReportOptions, file, one_line, place};

/// Maximum number of findings listed in full: a browser opens a page of that many in a few seconds. If there are
/// more, each group lists its first findings.
const MAX_LISTED: usize = 100_000;

/// The findings of one rule at one severity.
#[derive(Debug)]
pub(super) struct Group {
    pub(super) code: &'static str,
    /// The id in the page. The group of the highest severity has the code itself as its id, so links to a rule lead
    /// there.
    pub(super) id: String,
    pub(super) summary: &'static str,
    pub(super) severity: &'static str,
    /// The name of the severity in the page's styles and script.
    pub(super) class: &'static str,
    pub(super) is_preview: bool,
    pub(super) count: usize,
    pub(super) items: usize,
    pub(super) reason: Option<(&'static str, String)>,
    pub(super) said: Vec<MessageGroup>,
    /// Number of findings not listed.
    pub(super) left_out: usize,
}

/// The findings with one message.
#[derive(Debug)]
pub(super) struct MessageGroup {
    pub(super) message: String,
    pub(super) help: String,
    pub(super) places: Vec<FindingPlace>,
}

/// The location of one finding.
#[derive(Debug)]
pub(super) struct FindingPlace {
    pub(super) item: String,
    /// The index of the authority in [`Listed::bodies`].
    pub(super) body: usize,
    pub(super) at: String,
}

/// The list of findings.
#[derive(Debug)]
pub(super) struct Listed {
    pub(super) groups: Vec<Group>,
    /// The names of authorities, to which findings refer by index.
    pub(super) bodies: Vec<String>,
}

pub(super) fn listed(report: &Report, options: &ReportOptions) -> Listed {
    let language = options.language;
    let mut bodies = Bodies::default();
    let mut groups: BTreeMap<_, Vec<&Finding>> = BTreeMap::new();
    for finding in report.findings.iter().filter(|one| options.shows(one)) {
        let key = (std::cmp::Reverse(finding.severity), finding.rule.code);
        groups.entry(key).or_default().push(finding);
    }
    let all: usize = groups.values().map(Vec::len).sum();
    let most = if all > MAX_LISTED {
        MAX_LISTED / groups.len()
    } else {
        all
    };
    let mut groups: Vec<Group> = groups
        .values()
        .filter_map(|findings| group(findings, most, &mut bodies, language))
        .collect();
    // The sort is stable: of two groups with equally many items, the one with the lower code comes first.
    groups.sort_by_key(|group| (rank(group.class), std::cmp::Reverse(group.items)));
    let mut named = HashSet::new();
    for group in &mut groups {
        group.id = if named.insert(group.code) {
            group.code.to_owned()
        } else {
            format!("{}-{}", group.code, group.class)
        };
    }
    Listed {
        groups,
        bodies: bodies.names,
    }
}

/// The authorities seen so far.
#[derive(Debug, Default)]
struct Bodies {
    names: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Bodies {
    fn number(&mut self, finding: &Finding, language: Language) -> usize {
        let body = finding
            .item
            .as_ref()
            .and_then(|item| item.authority.as_deref());
        let body = body.unwrap_or_default();
        if let Some(number) = self.numbers.get(body) {
            return *number;
        }
        let number = self.names.len();
        self.names.push(named(body, language));
        self.numbers.insert(body.to_owned(), number);
        number
    }
}

pub(super) const fn class(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Hint => "hint",
    }
}

fn rank(class: &str) -> usize {
    ["error", "warning", "hint"]
        .iter()
        .position(|own| *own == class)
        .unwrap_or_default()
}

fn group(
    findings: &[&Finding],
    most: usize,
    bodies: &mut Bodies,
    language: Language,
) -> Option<Group> {
    let first = findings.first()?;
    let mut said: Vec<MessageGroup> = Vec::new();
    let mut known: HashMap<(String, String), usize> = HashMap::new();
    for finding in findings.iter().take(most) {
        let key = (
            one_line(&finding.message(language)),
            one_line(&finding.help(language)),
        );
        let at = *known.entry(key).or_insert_with_key(|(message, help)| {
            said.push(MessageGroup {
                message: message.clone(),
                help: help.clone(),
                places: Vec::new(),
            });
            said.len() - 1
        });
        if let Some(said) = said.get_mut(at) {
            said.places.push(FindingPlace {
                item: finding
                    .item
                    .as_ref()
                    .map_or_else(String::new, |item| one_line(&item.name)),
                body: bodies.number(finding, language),
                at: location(finding, language),
            });
        }
    }
    let rule = first.rule;
    Some(Group {
        code: rule.code,
        id: String::new(),
        left_out: findings.len().saturating_sub(most),
        summary: rule.summary.get(language),
        severity: first.severity.text().get(language),
        class: class(first.severity),
        is_preview: rule.status() != Status::Stable,
        count: findings.len(),
        items: items(findings.iter().copied()),
        reason: first.reason(language, first.division.as_deref()),
        said,
    })
}

/// Displays the file and the place in it.
fn location(finding: &Finding, language: Language) -> String {
    let Some(at) = &finding.location else {
        return one_line(&finding.subject.path.to_string());
    };
    let text = format!("{} {}", file(finding), place(at, language));
    one_line(text.trim())
}
