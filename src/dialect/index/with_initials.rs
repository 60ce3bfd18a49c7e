//! Adds the initials of headings to an index.

use std::collections::{BTreeMap, HashMap};

use super::super::initials::initials;
use super::super::names::normal;
use super::{FieldMapping, KnownField};
use crate::model::covers;

/// Adds initials that mean a single element and are not known names.
pub(super) fn add_initials(
    index: &mut HashMap<String, KnownField>,
    fields: &[FieldMapping],
    ignore: &[String],
) {
    let mut found: BTreeMap<String, (Option<String>, KnownField)> = BTreeMap::new();
    // Fields that count only `alone` come last: they add nothing to a field that counts anyway.
    let (alone, sure): (Vec<_>, Vec<_>) = fields.iter().enumerate().partition(|(_, of)| of.alone);
    for (number, field) in sure.into_iter().chain(alone) {
        for (alternative, name) in field.from.iter().enumerate() {
            let Some(initials) = initials(name) else {
                continue;
            };
            let to = field.constant.is_none().then(|| field.target());
            let (meaning, known) = found
                .entry(initials)
                .or_insert_with(|| (to.clone(), KnownField::default()));
            // Conditions may send one heading to several elements.
            let is_heading = |(other, used): &(usize, usize)| {
                let other = fields.get(*other).and_then(|of| of.from.get(*used));
                other.is_some_and(|other| normal(other) == normal(name))
            };
            let is_same = match (&*meaning, &to) {
                // A process and its steps may be the same rows.
                (Some(one), Some(other)) => {
                    covers(one, other) || covers(other, one) || known.uses.iter().any(is_heading)
                }
                _ => true,
            };
            if is_same {
                *meaning = meaning.take().or(to);
                let is_used = |alone: bool| {
                    (known.uses.iter()).any(|(other, _)| {
                        *other == number || alone && fields.get(*other).is_some_and(|of| !of.alone)
                    })
                };
                if !is_used(field.alone) {
                    known.uses.push((number, alternative));
                }
            } else {
                // Marks the initials as ambiguous.
                *meaning = Some(String::new());
            }
        }
    }
    for name in ignore {
        found.extend(
            initials(name).map(|name| (name, (Some(String::new()), KnownField::default()))),
        );
    }
    for (name, (meaning, known)) in found {
        if meaning.is_some_and(|to| !to.is_empty()) {
            index.entry(name).or_insert(known);
        }
    }
}
