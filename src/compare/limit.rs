use std::cmp::Ordering;

use super::difference::Kind;
use super::out::{Out, Sides, quoted};
use crate::i18n::Argument;
use crate::model::{Guide, Limit};
use crate::path;
use crate::prose::text_key;
use crate::value::limit;

pub(super) fn compare(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let (Some(first), Some(second)) = (&a.time_limit, &b.time_limit) else {
        return;
    };
    compare_limits(
        "time_limit.statutory",
        "statutory",
        (first.statutory.as_ref(), second.statutory.as_ref()),
        out,
    );
    compare_limits(
        "time_limit.promised",
        "promised",
        (first.promised.as_ref(), second.promised.as_ref()),
        out,
    );
}

fn compare_limits(
    element: &'static str,
    key: &'static str,
    limits: (Option<&Limit>, Option<&Limit>),
    out: &mut Out<'_>,
) {
    let (Some(a), Some(b)) = limits else { return };
    let kind = match limit::compare(a, b) {
        Some(Ordering::Equal) => return,
        Some(_) => Kind::Differs,
        None if same_words(a, b) => return,
        None => Kind::CannotCompare,
    };
    let sides = Sides {
        path_a: path!["time_limit", key],
        path_b: path!["time_limit", key],
        a: display_limit(a),
        b: display_limit(b),
    };
    out.push(element, None, sides, kind, true);
}

/// Whether two limits that cannot be compared are written the same: wording without an amount, or an amount of a
/// unit that is not listed.
fn same_words(a: &Limit, b: &Limit) -> bool {
    a == b || text_key(&limit::write(a)) == text_key(&limit::write(b))
}

fn display_limit(limit: &Limit) -> Argument {
    match (&limit.amount, &limit.text) {
        (None, Some(text)) if !limit.is_immediate() => quoted(text),
        _ => Argument::from(limit),
    }
}
