//! Causes: groups of findings with one common cause, which one change of habit fixes.
//!
//! A source that never states the unit of a limit has one bad habit, not four hundred problems.
//! Findings of one rule at one element have a common cause if their messages are identical, if one
//! authority repeats the problem, or if the whole source does. Nothing is dropped: a cause contains
//! all its findings.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use crate::engine::{Finding, Severity};
use crate::path::PathStep;

/// Minimum number of items for a habit of the whole source.
const MIN_SOURCE_ITEMS: usize = 5;

/// Minimum share of a source's items for a habit: one in this many.
const SOURCE_SHARE: usize = 10;

/// Minimum number of findings for a habit of one authority.
const MIN_BODY_FINDINGS: usize = 3;

/// The reach of a cause.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "范围")]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Reach {
    /// A single place.
    #[schemars(title = "一处")]
    Place,
    /// Places with the identical message.
    #[schemars(title = "内容相同")]
    Value,
    /// Items of one authority.
    #[schemars(title = "同一实施主体")]
    Authority,
    /// Items throughout the source: at least a tenth of them.
    #[schemars(title = "整个来源")]
    Source,
}

/// A group of findings that one change of habit fixes.
///
/// Made by [`Report::causes`].
#[derive(Debug, Clone)]
pub struct Cause<'r> {
    reach: Reach,
    report: &'r Report,
    numbers: Vec<usize>,
}

impl<'r> Cause<'r> {
    /// Its reach.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Its findings in report order; never empty.
    pub fn findings(&self) -> impl Iterator<Item = &'r Finding> {
        let findings = &self.report.findings;
        (self.numbers.iter()).filter_map(move |number| findings.get(*number))
    }

    /// Indexes of its findings in [`Report::findings`], ascending.
    pub fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// The severity of its findings.
    pub fn severity(&self) -> Severity {
        let first = self.findings().next();
        first.map_or(Severity::Hint, |finding| finding.severity)
    }

    /// Number of items affected.
    pub fn items(&self) -> usize {
        items(self.findings())
    }

    /// Converts the cause to data.
    pub fn to_json(&self) -> JsonCause {
        let first = self.findings().next();
        JsonCause {
            rule: first.map_or("", |finding| finding.rule.code).to_owned(),
            severity: self.severity(),
            reach: self.reach,
            findings: self.numbers.len(),
            items: self.items(),
        }
    }
}

/// One cause, as data.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[schemars(title = "归并后的问题")]
#[non_exhaustive]
pub struct JsonCause {
    /// Code of the rule.
    #[schemars(title = "规则编号")]
    pub rule: String,
    /// The severity.
    #[schemars(title = "级别")]
    pub severity: Severity,
    /// Its reach.
    #[schemars(title = "范围")]
    pub reach: Reach,
    /// Number of findings.
    #[schemars(title = "问题数")]
    pub findings: usize,
    /// Number of items affected.
    #[schemars(title = "事项数")]
    pub items: usize,
}

impl Report {
    /// The findings grouped by cause, sorted by severity and then by the number of items affected.
    ///
    /// ```
    /// use shixiang::{Checker, ReadOptions, read_str, source::Format};
    ///
    /// // Six items with the same fault: a habit, and one thing to say.
    /// let item = "[[items]]\nname = \"补办证书\"\n[guide.time_limit]\npromised = { amount = 20 }\n";
    /// let item = item.replace("[guide", "[items.guide");
    /// let reading = read_str("a.toml", &item.repeat(6), Format::Toml, &ReadOptions::default());
    /// let report = Checker::new().select(&["LIM050"])?.check(&reading);
    ///
    /// assert_eq!(report.findings.len(), 6);
    /// assert_eq!(report.causes().len(), 1);
    /// # Ok::<(), shixiang::Error>(())
    /// ```
    pub fn causes(&self) -> Vec<Cause<'_>> {
        let mut alike: BTreeMap<_, Numbered<'_>> = BTreeMap::new();
        for (number, finding) in self.findings.iter().enumerate() {
            let element: Vec<&str> = (finding.subject.path.steps().iter())
                .filter_map(|step| match step {
                    PathStep::Key(key) => Some(&**key),
                    PathStep::Index(_) => None,
                })
                .collect();
            let key = (
                finding.rule.code,
                finding.severity,
                finding.subject.view,
                element,
            );
            alike.entry(key).or_default().push((number, finding));
        }
        let mut causes: Vec<Cause<'_>> = alike
            .into_values()
            .flat_map(|findings| split(findings, self.items))
            .map(|(reach, findings)| Cause {
                reach,
                report: self,
                numbers: findings.into_iter().map(|(number, _)| number).collect(),
            })
            .collect();
        // A stable sort: ties stay in the order of codes and elements.
        causes.sort_by_cached_key(|cause| Reverse((cause.severity(), cause.items())));
        causes
    }
}

/// Findings with their indexes in the report.
type Numbered<'r> = Vec<(usize, &'r Finding)>;

/// The causes of the findings of one rule at one element, in a source with `all` items.
fn split(findings: Numbered<'_>, all: usize) -> Vec<(Reach, Numbered<'_>)> {
    let spread = items(findings.iter().map(|(_, finding)| *finding));
    if spread >= MIN_SOURCE_ITEMS && spread * SOURCE_SHARE >= all {
        return vec![(Reach::Source, findings)];
    }
    let mut causes = Vec::new();
    let mut single = Vec::new();
    for findings in grouped(findings, |finding| &finding.arguments) {
        if findings.len() > 1 {
            causes.push((Reach::Value, findings));
        } else {
            single.extend(findings);
        }
    }
    for findings in grouped(single, authority) {
        let named = findings
            .iter()
            .any(|(_, finding)| authority(finding).is_some());
        if named && findings.len() >= MIN_BODY_FINDINGS {
            causes.push((Reach::Authority, findings));
        } else {
            causes.extend(findings.into_iter().map(|one| (Reach::Place, vec![one])));
        }
    }
    causes
}

/// Groups findings by key, in order of first occurrence.
fn grouped<'r, K: Ord>(
    findings: Numbered<'r>,
    key: impl Fn(&'r Finding) -> K,
) -> Vec<Numbered<'r>> {
    let mut places = BTreeMap::new();
    let mut groups: Vec<Numbered<'_>> = Vec::new();
    for (number, finding) in findings {
        let place = *places.entry(key(finding)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push((number, finding)),
            None => groups.push(vec![(number, finding)]),
        }
    }
    groups
}

/// The authority of the item a finding is in.
fn authority(finding: &Finding) -> Option<&str> {
    finding.item.as_ref()?.authority.as_deref()
}

/// The number of items the findings are in; those of the catalogue as a whole are in none.
pub(crate) fn items<'r>(findings: impl Iterator<Item = &'r Finding>) -> usize {
    let items: BTreeSet<_> = findings
        .filter_map(|finding| Some((finding.subject.view, finding.subject.item?)))
        .collect();
    items.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Checker, ReadOptions, read_str, source::Format};

    /// The causes of limits without a unit, for items with these authorities and amounts among
    /// `sound` clean ones.
    fn causes(faulty: &[(&str, u32)], sound: usize) -> Vec<(Reach, usize)> {
        let mut text = String::new();
        for (authority, amount) in faulty {
            text += &format!(
                "[[items]]\nname = \"补办证书\"\nauthority = {{ name = \"{authority}\" }}\n\
                 [items.guide.time_limit]\npromised = {{ amount = {amount} }}\n"
            );
        }
        text += &"[[items]]\nname = \"补办证书\"\n".repeat(sound);
        let reading = read_str("a.toml", &text, Format::Toml, &ReadOptions::default());
        let report = Checker::new().select(&["LIM050"]).unwrap().check(&reading);
        assert_eq!(report.findings.len(), faulty.len());
        let causes = report.causes();
        let mut numbers: Vec<usize> = causes
            .iter()
            .flat_map(|cause| cause.numbers().to_vec())
            .collect();
        numbers.sort_unstable();
        assert!(
            numbers.into_iter().eq(0..faulty.len()),
            "each finding has one cause"
        );
        (causes.iter())
            .map(|cause| (cause.reach(), cause.findings().count()))
            .collect()
    }

    #[test]
    fn what_a_tenth_of_the_items_has_is_a_habit_of_the_source() {
        let faulty = [
            ("甲局", 1),
            ("乙局", 2),
            ("丙局", 3),
            ("丁局", 4),
            ("戊局", 5),
        ];
        assert_eq!(causes(&faulty, 45), [(Reach::Source, 5)]);
        assert_eq!(causes(&faulty, 46), [(Reach::Place, 1); 5]);
    }

    #[test]
    fn the_same_words_and_the_same_authority_are_one_cause() {
        let faulty = [
            ("甲局", 1),
            ("乙局", 1),
            ("丙局", 2),
            ("丙局", 3),
            ("丙局", 4),
        ];
        let expected = [(Reach::Authority, 3), (Reach::Value, 2)];
        assert_eq!(causes(&faulty, 95), expected);
    }
}
