//! Which of two limits a duration is, where a text names both.

use super::find::Duration;
use crate::prose::{Bracketed, Scan, opening_bracket};

/// The two limits of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum LimitName {
    /// 法定办结时限.
    Statutory,
    /// 承诺办结时限.
    Promised,
}

impl LimitName {
    /// The word by which a label names it.
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

/// The durations that are the limit of this name; all where the text gives no other a name.
///
/// A label precedes its duration or follows it in brackets; one without a label is the limit
/// that is asked for, if no other is.
pub(super) fn meant(scan: &Scan, durations: &[Duration], name: LimitName) -> Vec<Duration> {
    // A bracket between two durations belongs to the first only where the first has no label before.
    let labelled =
        |duration: &Duration| LimitName::in_text(scan.original(0, duration.span.start)).is_some();
    let before_all = durations.first().is_some_and(labelled);
    let mut start = 0;
    let mut named: Vec<(Option<LimitName>, &Duration)> = Vec::with_capacity(durations.len());
    for duration in durations {
        let before = scan.original(start, duration.span.start);
        let behind = (!before_all).then(|| behind(scan, duration.span.end));
        let own = behind.flatten().or_else(|| LimitName::in_text(before));
        named.push((own, duration));
        start = duration.span.end;
    }
    let of = |wanted: Option<LimitName>| {
        let found = named.iter().filter(|(own, _)| *own == wanted);
        found
            .map(|(_, duration)| (*duration).clone())
            .collect::<Vec<_>>()
    };
    [of(Some(name)), of(None)]
        .into_iter()
        .find(|found| !found.is_empty())
        .unwrap_or_else(|| durations.to_vec())
}

/// The name in a bracket right behind a duration: 20个工作日（法定）.
fn behind(scan: &Scan, end: usize) -> Option<LimitName> {
    const MAX_CHARS: usize = 12;
    let near = scan.original(end, scan.len().min(end + MAX_CHARS));
    let Bracketed { inside, .. } = opening_bracket(near.trim_start())?;
    let counted = inside.contains(|c: char| c.is_numeric());
    LimitName::in_text(inside).filter(|_| !counted)
}
