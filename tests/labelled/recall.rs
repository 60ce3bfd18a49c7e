//! The inspectors' faults that are found.

use std::collections::BTreeSet;

use shixiang::engine::Status;
use shixiang::{Finding, Severity};

use crate::data::{Codes, Fault, Place, Source, message};

/// The outcome for a fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Outcome {
    Missed,
    Partly,
    Found {
        severity: Severity,
        /// Whether only rules under trial find it.
        trial: bool,
    },
}

/// Number of equal characters in a row that make two texts the same words; fewer if the whole is shorter.
const SAME_WORDS: usize = 8;

/// The outcome for each fault, in order; of rules under trial, too.
pub(crate) fn outcomes<'a>(
    faults: impl Iterator<Item = &'a Fault>,
    item: impl Fn(&Fault) -> (&'a Source, usize),
    codes: &Codes,
) -> Vec<Outcome> {
    let outcome = |fault: &Fault| {
        let (source, item) = item(fault);
        let entry = codes.entry(fault);
        let of = |rules: &BTreeSet<String>| -> Vec<&Finding> {
            (source.findings(item))
                .filter(|finding| rules.contains(codes.now(finding.rule.code)))
                .filter(|finding| finding.subject.path.element().starts_with(&entry.at))
                .collect()
        };
        let mut found = of(&entry.rules);
        let mut partly = of(&entry.near);
        match entry.place {
            Place::Item => {}
            Place::Named => {
                found.retain(|finding| in_named(source, fault, finding));
                if !covers(source, fault, &found) {
                    partly.append(&mut found);
                }
            }
            Place::Words => found.retain(|finding| at_words(fault, finding)),
        }
        match found.iter().map(|finding| finding.severity).max() {
            Some(severity) => Outcome::Found {
                severity,
                trial: (found.iter()).all(|finding| finding.rule.status() != Status::Stable),
            },
            None if !partly.is_empty() => Outcome::Partly,
            None => Outcome::Missed,
        }
    };
    faults.map(outcome).collect()
}

/// Whether a finding is in one of the materials and steps that the inspectors name, or of all.
fn in_named(source: &Source, fault: &Fault, finding: &Finding) -> bool {
    let part = source.part(finding);
    part.is_none_or(|part| {
        fault.which.is_empty() || fault.which.iter().any(|name| same(part, name))
    })
}

/// Whether findings are in half of what the inspectors name, or in more.
fn covers(source: &Source, fault: &Fault, findings: &[&Finding]) -> bool {
    let is_in =
        |name: &str, finding: &Finding| source.part(finding).is_none_or(|part| same(part, name));
    let covered = (fault.which.iter())
        .filter(|name| findings.iter().any(|finding| is_in(name, finding)))
        .count();
    covered * 2 >= fault.which.len()
}

/// Whether two names are the same but for blanks.
fn same(one: &str, other: &str) -> bool {
    let bare = |text: &str| -> String { text.chars().filter(|c| !c.is_whitespace()).collect() };
    bare(one) == bare(other)
}

/// Whether a finding speaks of words that the inspectors quote.
fn at_words(fault: &Fault, finding: &Finding) -> bool {
    let spoken = finding.quote.clone().unwrap_or_else(|| message(finding));
    let spoken: Vec<char> = spoken.chars().filter(|c| !c.is_whitespace()).collect();
    (fault.evidence.iter()).any(|words| {
        let words: Vec<char> = words.chars().filter(|c| !c.is_whitespace()).collect();
        let least = SAME_WORDS.min(words.len()).min(spoken.len()).max(1);
        words
            .windows(least)
            .any(|part| spoken.windows(least).any(|other| part == other))
    })
}
