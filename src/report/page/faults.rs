//! The findings of each item.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use super::dimension::Dimension;
use crate::check::Report;
use crate::code::DivisionCode;
use crate::engine::{Finding, ItemIdentity, Severity, Status};
use crate::path::Path;
use crate::rules::MISSING_ITEM;

/// The counts of the findings in one item of the catalogue.
#[derive(Debug)]
pub(super) struct Faults<'r> {
    /// The index of the item in the catalogue.
    pub(super) item: usize,
    pub(super) identity: &'r Arc<ItemIdentity>,
    pub(super) division: Option<&'r DivisionCode>,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) hints: usize,
    /// Number of findings by rule code.
    pub(super) codes: BTreeMap<&'static str, usize>,
    /// The dimensions in which a finding lowers the index.
    pub(super) dimensions: BTreeSet<Dimension>,
}

impl Faults<'_> {
    /// The number of all findings.
    pub(super) fn all(&self) -> usize {
        self.errors + self.warnings + self.hints
    }

    fn add(&mut self, finding: &Finding) {
        match finding.severity {
            Severity::Error => self.errors += 1,
            Severity::Warning => self.warnings += 1,
            Severity::Hint => self.hints += 1,
        }
        *self.codes.entry(finding.rule.code).or_insert(0) += 1;
        if counts(finding) {
            self.dimensions.insert(Dimension::of(finding.rule));
        }
    }
}

/// Whether a finding lowers an index; hints and findings of preview rules do not.
pub(super) fn counts(finding: &Finding) -> bool {
    finding.severity >= Severity::Warning && finding.rule.status() == Status::Stable
}

/// Counts the findings of each item, in the order of the catalogue; findings in views are left out.
pub(super) fn by_item(report: &Report) -> Vec<Faults<'_>> {
    let mut faults: BTreeMap<usize, Faults<'_>> = BTreeMap::new();
    for finding in &report.findings {
        let (None, Some(item), Some(identity)) =
            (finding.subject.view, finding.subject.item, &finding.item)
        else {
            continue;
        };
        let entry = faults.entry(item).or_insert_with(|| Faults {
            item,
            identity,
            division: finding.division.as_deref(),
            errors: 0,
            warnings: 0,
            hints: 0,
            codes: BTreeMap::new(),
            dimensions: BTreeSet::new(),
        });
        entry.add(finding);
    }
    faults.into_values().collect()
}

/// The columns, one-stop services and missing items that lower the index of the items.
pub(super) fn beside_items(report: &Report) -> BTreeSet<String> {
    let beside = report.findings.iter().filter(|finding| {
        let subject = &finding.subject;
        subject.view.is_none()
            && subject.item.is_none()
            && counts(finding)
            && Dimension::of(finding.rule) == Dimension::Items
    });
    let place = |finding: &Finding| match finding.subject.path.steps() {
        // Several faults of one column or service count once.
        steps @ [_, _, ..] => Path::new(steps.iter().take(2).cloned().collect()).to_string(),
        _ => finding.fingerprint.clone(),
    };
    beside.map(place).collect()
}

/// Number of missing items of the higher-level list among the [faults](beside_items).
pub(super) fn missing_items(report: &Report) -> usize {
    let is_missing = |finding: &&Finding| finding.rule.code == MISSING_ITEM && counts(finding);
    report.findings.iter().filter(is_missing).count()
}

/// The items with findings of each rule, by index.
pub(super) fn by_rule(faults: &[Faults<'_>]) -> HashMap<&'static str, BTreeSet<usize>> {
    let mut rules: HashMap<&str, BTreeSet<usize>> = HashMap::new();
    for one in faults {
        for code in one.codes.keys() {
            rules.entry(code).or_default().insert(one.item);
        }
    }
    rules
}
