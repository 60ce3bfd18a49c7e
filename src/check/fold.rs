//! One cause, one finding: what follows from another finding is folded under it.
//!
//! A value that is wrong by itself (of the wrong type, unreadable, under a misspelt key, blank, below
//! zero, on no list) is one fault. That its element is then missing, or that something else does
//! not agree with it, is the same fault seen again.

use crate::engine::{Check, Finding, Subject};
use crate::i18n::Language;
use crate::model::covers;
use crate::path::{Path, Step};
use crate::rules;
use crate::source::codes;

/// Keys whose values are only part of what others are held against, and how far up that whole is:
/// the amount of a limit, the number of one of several phones.
const PARTS: &[(&str, usize)] = &[("amount", 1), ("unit", 1), ("number", 2)];

/// Takes out the findings that follow from others.
pub(super) fn fold(findings: &mut Vec<Finding>) {
    let missing: Vec<Subject> = (findings.iter())
        .filter(|finding| rules::missing_element(finding).is_some())
        .map(|finding| finding.subject.clone())
        .collect();
    // A blank value where one is required is a missing one; elsewhere it is a fault of its own.
    // Nor can anything agree with what is not there.
    findings.retain(|finding| {
        let blank = finding.rule.code == rules::BLANK_VALUE && missing.contains(&finding.subject);
        let beside = (finding.related.iter()).any(|related| missing.contains(&related.subject));
        !blank && !beside
    });
    let causes: Vec<Subject> = findings.iter().filter_map(cause).collect();
    if !causes.is_empty() {
        findings.retain(|finding| {
            // What reading and the value itself tell follows from nothing else.
            let own = matches!(finding.rule.check, Check::Shape | Check::Reading);
            own || !causes.iter().any(|cause| follows(finding, cause))
        });
    }
}

/// Whether the finding says that a value is wrong by itself.
fn is_cause(finding: &Finding) -> bool {
    let read = [codes::WRONG_TYPE, codes::UNREAD_VALUE, codes::UNKNOWN_KEY];
    matches!(finding.rule.check, Check::Shape) || read.contains(&finding.rule.code)
}

/// Where the wrong value stands.
fn cause(finding: &Finding) -> Option<Subject> {
    if !is_cause(finding) {
        return None;
    }
    let mut place = finding.subject.clone();
    // A whole record that is wrong gave nothing that anything could be held against.
    if place.path.steps().is_empty() {
        return None;
    }
    if finding.rule.code == codes::UNKNOWN_KEY {
        // The value that is missing under the right key.
        let (_, near) = (finding.arguments.iter()).find(|(name, _)| *name == "nearest")?;
        let near = near.get(Language::English).to_owned();
        place.path = above(&place.path, 1).then(near);
    }
    Some(place)
}

/// The path some steps up.
fn above(path: &Path, levels: usize) -> Path {
    let steps = path.steps();
    let kept = steps.len().saturating_sub(levels);
    Path::new(steps.iter().take(kept).cloned().collect::<Vec<_>>())
}

/// Whether a finding is only the wrong value seen again: it misses that element, speaks of that very
/// value, or is held against it.
fn follows(finding: &Finding, cause: &Subject) -> bool {
    let here = finding.subject.view == cause.view && finding.subject.item == cause.item;
    if let Some(element) = rules::missing_element(finding) {
        let wrong = cause.path.element();
        return here && (covers(&wrong, &element) || covers(&element, &wrong));
    }
    let wholes = wholes(&cause.path);
    let same = |place: &Subject| {
        place.view == cause.view
            && place.item == cause.item
            && (place.path.steps().starts_with(cause.path.steps()) || wholes.contains(&place.path))
    };
    same(&finding.subject) || finding.related.iter().any(|related| same(&related.subject))
}

/// What a wrong value is only a part of.
fn wholes(path: &Path) -> Vec<Path> {
    let Some(Step::Key(key)) = path.steps().last() else {
        return Vec::new();
    };
    let part = PARTS.iter().find(|(part, _)| *part == key);
    part.map_or_else(Vec::new, |(_, levels)| {
        (1..=*levels).map(|level| above(path, level)).collect()
    })
}
