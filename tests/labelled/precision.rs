//! The judged findings that are still made, and how many of those are right.

use std::collections::BTreeMap;

use shixiang::{Finding, Severity};

use crate::data::{Codes, Labelled, Verdict, message};

/// Verdicts, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Verdicts {
    pub(crate) right: usize,
    pub(crate) misleading: usize,
    pub(crate) debatable: usize,
    pub(crate) wrong: usize,
}

impl Verdicts {
    fn count(&mut self, verdict: &str) {
        let count = match verdict {
            "right" => &mut self.right,
            "right but misleading" => &mut self.misleading,
            "debatable" => &mut self.debatable,
            "wrong" => &mut self.wrong,
            other => panic!("{other} is no verdict"),
        };
        *count += 1;
    }

    pub(crate) fn all(self) -> usize {
        self.right + self.misleading + self.debatable + self.wrong
    }
}

/// A rule's findings of one severity: how many it makes, and how those were judged that readers saw.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Share {
    pub(crate) findings: usize,
    pub(crate) judged: Verdicts,
}

/// The judged findings by what became of them.
#[derive(Debug, Default)]
pub(crate) struct Shares {
    /// By severity and rule.
    pub(crate) made: BTreeMap<(Severity, String), Share>,
    /// By rule: judged, and no longer made.
    pub(crate) gone: BTreeMap<String, Verdicts>,
}

/// The key of a finding: set, rule, item and path.
type Known = (String, String, String, String);

/// Counts what is found today by how it was judged. The table and the pages of Guangxi hold the same
/// items: a finding that stands in both in the same words counts once.
pub(crate) fn shares(labelled: &Labelled, codes: &Codes) -> Shares {
    let mut judged: BTreeMap<Known, Vec<&Verdict>> = BTreeMap::new();
    for verdict in &labelled.verdicts {
        let known = known_verdict(verdict, codes);
        judged.entry(known).or_default().push(verdict);
    }
    let mut made: BTreeMap<_, (Severity, Option<&Verdict>)> = BTreeMap::new();
    for (set, source) in &labelled.sources {
        for finding in &source.report.findings {
            let known = known_finding(set, finding, codes);
            let said = message(finding);
            let verdict = take(&mut judged, &known, &said);
            let once = made.entry(once(known, said));
            let (_, before) = once.or_insert((finding.severity, None));
            *before = before.or(verdict);
        }
    }
    let mut shares = Shares::default();
    for ((_, rule, ..), (severity, verdict)) in &made {
        let share = shares.made.entry((*severity, rule.clone())).or_default();
        share.findings += 1;
        if let Some(verdict) = verdict {
            share.judged.count(&verdict.judged);
        }
    }
    let gone: BTreeMap<_, _> = (judged.into_iter())
        .flat_map(|(known, verdicts)| verdicts.into_iter().map(move |one| (known.clone(), one)))
        .map(|(known, verdict)| (once(known, verdict.message.clone()), verdict))
        .filter(|(known, _)| !made.contains_key(known))
        .collect();
    for ((_, rule, ..), verdict) in gone {
        shares.gone.entry(rule).or_default().count(&verdict.judged);
    }
    shares
}

/// The same for the table and the pages.
fn once(
    (set, rule, item, path): Known,
    said: String,
) -> (&'static str, String, String, String, String) {
    let set = if set == "gd" { "gd" } else { "gx" };
    (set, rule, item, path, said)
}

fn known_verdict(verdict: &Verdict, codes: &Codes) -> Known {
    let set = match verdict.set.as_str() {
        "gx_json" => "gx",
        other => other,
    };
    let item = verdict.item.rsplit(" | ").next().unwrap_or_default();
    let rule = codes.now(&verdict.rule);
    (
        set.to_owned(),
        rule.to_owned(),
        item.to_owned(),
        verdict.path.clone(),
    )
}

fn known_finding(set: &str, finding: &Finding, codes: &Codes) -> Known {
    let item = finding.item.as_ref().map(|item| item.key.clone());
    let rule = codes.now(finding.rule.code);
    let path = finding.subject.path.pointer();
    (
        set.to_owned(),
        rule.to_owned(),
        item.unwrap_or_default(),
        path,
    )
}

/// The verdict on a finding: if several are at one path, the one with these words.
fn take<'v>(
    judged: &mut BTreeMap<Known, Vec<&'v Verdict>>,
    known: &Known,
    message: &str,
) -> Option<&'v Verdict> {
    let verdicts = judged.get_mut(known)?;
    let said = verdicts
        .iter()
        .position(|verdict| verdict.message == message);
    let verdict = verdicts.remove(said.unwrap_or_default());
    if verdicts.is_empty() {
        judged.remove(known);
    }
    Some(verdict)
}
