//! Which of the two limits of an item a duration states.

use super::find::Duration;
use crate::prose::{Bracketed, Scan, opening_bracket};
use crate::words;

/// The two limits of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LimitName {
    /// 法定办结时限.
    Statutory,
    /// 承诺办结时限.
    Promised,
}

impl LimitName {
    /// The word in labels of this limit.
    const fn word(self) -> &'static str {
        match self {
            Self::Statutory => "法定",
            Self::Promised => "承诺",
        }
    }

    /// The limit that a text names last.
    fn in_text(text: &str) -> Option<Self> {
        [Self::Statutory, Self::Promised]
            .into_iter()
            .filter_map(|name| Some((text.rfind(name.word())?, name)))
            .max_by_key(|(at, _)| *at)
            .map(|(_, name)| name)
    }
}

/// The durations labelled with this name; if there are none, the unlabelled ones; otherwise all.
///
/// A label precedes its duration or follows it in brackets.
pub(super) fn meant(scan: &Scan, durations: &[Duration], name: LimitName) -> Vec<Duration> {
    // A bracket between two durations belongs to the first only if no label precedes the first.
    let labelled =
        |duration: &Duration| LimitName::in_text(scan.original(0, duration.span.start)).is_some();
    let before_all = durations.first().is_some_and(labelled);
    let mut start = 0;
    let mut named: Vec<(Option<LimitName>, &Duration)> = Vec::with_capacity(durations.len());
    for duration in durations {
        let before = scan.original(start, duration.span.start);
        let behind = (!before_all).then(|| name_in_bracket(scan, duration.span.end));
        let label = behind.flatten().or_else(|| LimitName::in_text(before));
        named.push((label, duration));
        start = duration.span.end;
    }
    let with_label = |wanted: Option<LimitName>| {
        let found = named.iter().filter(|(label, _)| *label == wanted);
        found
            .map(|(_, duration)| (*duration).clone())
            .collect::<Vec<_>>()
    };
    [with_label(Some(name)), with_label(None)]
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_else(|| durations.to_vec())
}

/// The name in a bracket directly after a duration: 20个工作日（法定）.
fn name_in_bracket(scan: &Scan, end: usize) -> Option<LimitName> {
    const MAX_CHARS: usize = 12;
    let near = scan.original(end, scan.len().min(end + MAX_CHARS));
    let Bracketed { inside, .. } = opening_bracket(near.trim_start())?;
    let counted = inside.contains(|c: char| c.is_numeric());
    LimitName::in_text(inside).filter(|_| !counted)
}

/// The durations without those of extensions and of excluded procedures, or all if nothing else remains:
/// 20个工作日（可延长10个工作日，不含听证30日）.
pub(super) fn without_asides(scan: &Scan, durations: Vec<Duration>) -> Vec<Duration> {
    let is_mark = |at: &usize| {
        matches!(
            scan.get(*at),
            Some(',' | ';' | '。' | '(' | ')' | '[' | ']' | '\n')
        )
    };
    let mut last = 0;
    let is_aside: Vec<bool> = durations
        .iter()
        .enumerate()
        .map(|(number, duration)| {
            let (start, end) = (duration.span.start, duration.span.end);
            let from = (last..start).rev().find(is_mark).map_or(last, |at| at + 1);
            let next = durations
                .get(number + 1)
                .map_or(scan.len(), |next| next.span.start);
            let until = (end..next).find(is_mark).unwrap_or(next);
            last = end;
            let (before, behind) = (scan.original(from, start), scan.original(end, until));
            let leads = words::NOT_COUNTED
                .find(before)
                .is_some_and(|found| !closes(found.word));
            leads || words::EXTENDING.occurs_in(before) || closes(behind)
        })
        .collect();
    if is_aside.iter().all(|is_aside| *is_aside) {
        return durations;
    }
    let both = durations.into_iter().zip(is_aside);
    both.filter_map(|(duration, is_aside)| (!is_aside).then_some(duration))
        .collect()
}

/// Whether a clause has a word of exclusion that follows what it excludes, such as 除外.
pub(super) fn closes(clause: &str) -> bool {
    ["除外", "在内", "另计", "不计入", "不计算"]
        .iter()
        .any(|word| clause.contains(word))
}
