//! Causes: groups of findings with one common cause, which one change of habit fixes.
//!
//! A source that never states the unit of a limit has one bad habit, not four hundred problems.
//! Findings of one rule at one element have a common cause if their messages are identical, if one
//! authority repeats the problem, or if the whole source does. Nothing is dropped: a cause contains
//! all its findings.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::hash::Hash;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Report;
use crate::engine::{Finding, Severity};
use crate::facts::digest;
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
    rule: &'static str,
    severity: Severity,
    items: usize,
    numbers: Vec<usize>,
}

impl<'r> Cause<'r> {
    /// Its reach.
    pub fn reach(&self) -> Reach {
        self.reach
    }

    /// Its findings in report order; never empty.
    ///
    /// If findings are [in a file](crate::Checker::spill), each call reads all of them: [hold](Report::hold)
    /// them first if you ask for more than one cause.
    pub fn findings(&self) -> impl Iterator<Item = Cow<'r, Finding>> {
        let held = &self.report.findings;
        let own = self.numbers.iter().filter_map(|number| held.get(*number));
        let mut numbers = self.numbers.iter().peekable();
        let all = if self.report.is_spilled() {
            Some(self.report.all().enumerate())
        } else {
            None
        };
        let spilled = all.into_iter().flatten().filter_map(move |(at, finding)| {
            numbers.next_if_eq(&&at)?;
            Some(finding)
        });
        own.map(Cow::Borrowed).chain(spilled)
    }

    /// Indexes of its findings among [all](Report::all), ascending.
    pub fn numbers(&self) -> &[usize] {
        &self.numbers
    }

    /// The severity of its findings.
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// Number of items affected.
    pub fn items(&self) -> usize {
        self.items
    }

    /// Converts the cause to data.
    pub fn to_json(&self) -> JsonCause {
        JsonCause {
            rule: self.rule.to_owned(),
            severity: self.severity,
            reach: self.reach,
            findings: self.numbers.len(),
            items: self.items,
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
        let mut alike: BTreeMap<_, Vec<Outline>> = BTreeMap::new();
        let mut bodies: HashMap<String, usize> = HashMap::new();
        for (number, finding) in self.all().enumerate() {
            let element: Vec<Cow<'static, str>> = finding
                .subject
                .path
                .steps()
                .iter()
                .filter_map(|step| match step {
                    PathStep::Key(key) => Some(key.clone()),
                    PathStep::Index(_) => None,
                })
                .collect();
            let key = (
                finding.rule.code,
                finding.severity,
                finding.subject.view,
                element,
            );
            let body = authority(&finding).map(|name| {
                let next = bodies.len();
                if let Some(body) = bodies.get(name) {
                    return *body;
                }
                bodies.insert(name.to_owned(), next);
                next
            });
            let outline = Outline {
                number,
                item: finding.subject.item,
                body,
                message: two_digests(&finding.arguments),
            };
            alike.entry(key).or_default().push(outline);
        }
        let mut causes = Vec::new();
        for ((rule, severity, ..), findings) in alike {
            for (reach, findings) in split(findings, self.items) {
                causes.push(Cause {
                    reach,
                    report: self,
                    rule,
                    severity,
                    items: item_count(&findings),
                    numbers: findings.into_iter().map(|own| own.number).collect(),
                });
            }
        }
        // A stable sort: ties stay in the order of codes and elements.
        causes.sort_by_key(|cause| Reverse((cause.severity, cause.items)));
        causes
    }
}

/// The features by which findings of one rule at one element in one view are grouped into causes.
#[derive(Debug, Clone, Copy)]
struct Outline {
    /// Its index in the report.
    number: usize,
    item: Option<usize>,
    /// The authority of its item.
    body: Option<usize>,
    /// A digest of the arguments of the message: there may be millions of findings, and texts are long.
    message: [u64; 2],
}

/// Two hashes of a text: two texts hardly ever share both.
fn two_digests(key: &impl Hash) -> [u64; 2] {
    [digest(&(0, key)), digest(&(1, key))]
}

/// Number of items with findings; findings outside the items are not counted.
fn item_count(findings: &[Outline]) -> usize {
    let items: BTreeSet<usize> = findings.iter().filter_map(|own| own.item).collect();
    items.len()
}

/// The causes of the findings of one rule at one element, in a source with `all` items.
fn split(findings: Vec<Outline>, all: usize) -> Vec<(Reach, Vec<Outline>)> {
    let affected = item_count(&findings);
    if affected >= MIN_SOURCE_ITEMS && affected * SOURCE_SHARE >= all {
        return vec![(Reach::Source, findings)];
    }
    let mut causes = Vec::new();
    let mut single = Vec::new();
    for findings in grouped(findings, |finding| finding.message) {
        if findings.len() > 1 {
            causes.push((Reach::Value, findings));
        } else {
            single.extend(findings);
        }
    }
    for findings in grouped(single, |finding| finding.body) {
        let named = findings.iter().any(|finding| finding.body.is_some());
        if named && findings.len() >= MIN_BODY_FINDINGS {
            causes.push((Reach::Authority, findings));
        } else {
            causes.extend(findings.into_iter().map(|one| (Reach::Place, vec![one])));
        }
    }
    causes
}

/// Groups findings by key, in order of first occurrence.
fn grouped<K: Hash + Eq>(findings: Vec<Outline>, key: impl Fn(&Outline) -> K) -> Vec<Vec<Outline>> {
    let mut places = HashMap::new();
    let mut groups: Vec<Vec<Outline>> = Vec::new();
    for finding in findings {
        let place = *places.entry(key(&finding)).or_insert(groups.len());
        match groups.get_mut(place) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    groups
}

/// The authority of the item a finding is in.
fn authority(finding: &Finding) -> Option<&str> {
    finding.item.as_ref()?.authority.as_deref()
}

/// Number of items with findings; findings on the catalogue's own fields are not counted.
#[cfg(any(feature = "html", feature = "text"))]
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
        causes
            .iter()
            .map(|cause| (cause.reach(), cause.findings().count()))
            .collect()
    }

    #[test]
    fn a_fault_in_a_tenth_of_the_items_is_of_the_source() {
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
