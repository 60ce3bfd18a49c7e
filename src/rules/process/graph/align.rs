//! Matches the boxes of two drawings that represent the same step.

use std::collections::BTreeMap;

use crate::prose::text_key;
use crate::value::stage::stages;
use crate::value::step_name::aligned_name;
use crate::vocabulary::Stage;

/// The features of a box.
#[derive(Debug, Clone, Default)]
pub(crate) struct Label {
    /// Its id, if it was given explicitly.
    pub(crate) id: Option<String>,
    /// Its names, the usual one first.
    pub(crate) names: Vec<String>,
    /// The stages that its names imply.
    pub(crate) stages: Vec<Stage>,
}

impl Label {
    /// Creates the label of a box with an id and names; blank ones are dropped.
    pub(crate) fn new(id: Option<&str>, names: &[&str]) -> Self {
        let names: Vec<String> = names
            .iter()
            .map(|name| name.trim().to_owned())
            .filter(|name| !name.is_empty())
            .collect();
        let id = id.map(str::trim).filter(|id| !id.is_empty());
        let mut found = Vec::new();
        for stage in names.iter().flat_map(|name| stages(name)) {
            if !found.contains(&stage) {
                found.push(stage);
            }
        }
        Self {
            id: id.map(str::to_owned),
            names,
            stages: found,
        }
    }

    fn named_alike(&self, other: &Self, alike: impl Fn(&str, &str) -> bool) -> bool {
        self.names
            .iter()
            .any(|name| other.names.iter().any(|other| alike(name, other)))
    }

    /// Whether the label implies stages, and the other label implies all of them.
    fn within(&self, other: &Self) -> bool {
        !self.stages.is_empty() && self.stages.iter().all(|stage| other.stages.contains(stage))
    }
}

/// A test whether two boxes may be the same step.
type Alike<'a> = &'a dyn Fn(&Label, &Label) -> bool;

/// The class of each box of a drawing.
pub(crate) type Classes = Vec<Option<usize>>;

/// The class of each box of both drawings. Boxes of one class are the same step; unmatched boxes have `None`.
///
/// Matched by id, then by wording, then by stage: 收件与受理 includes 收件 and 受理.
pub(crate) fn align(left: &[Label], right: &[Label]) -> (Classes, Classes) {
    let mut ours = vec![None; left.len()];
    let mut theirs: Classes = vec![None; right.len()];
    let mut classes = 0;
    let same_id = |a: &Label, b: &Label| a.id.is_some() && a.id == b.id;
    let keys: BTreeMap<&str, String> = left
        .iter()
        .chain(right)
        .flat_map(|label| label.names.iter())
        .map(|name| (name.as_str(), text_key(name)))
        .collect();
    let same_key = |a: &str, b: &str| keys.get(a) == keys.get(b);
    let same_words = |a: &Label, b: &Label| a.named_alike(b, same_key);
    let alike = |a: &Label, b: &Label| a.named_alike(b, aligned_name);
    let same_stage = |a: &Label, b: &Label| a.within(b) && b.within(a);
    let passes: [Alike<'_>; 4] = [&same_id, &same_words, &alike, &same_stage];
    for pass in passes {
        for (b, their) in right.iter().zip(&mut theirs) {
            if their.is_some() {
                continue;
            }
            let free = left
                .iter()
                .zip(&mut ours)
                .find(|(a, our)| our.is_none() && pass(a, b));
            if let Some((_, our)) = free {
                *our = Some(classes);
                *their = Some(classes);
                classes += 1;
            }
        }
    }
    attach(right, &mut theirs, left, &mut ours, &mut classes);
    attach(left, &mut ours, right, &mut theirs, &mut classes);
    (ours, theirs)
}

/// Assigns unmatched boxes to the box of the other drawing that includes their stages.
fn attach(
    some: &[Label],
    classes_of_some: &mut [Option<usize>],
    others: &[Label],
    classes_of_others: &mut [Option<usize>],
    classes: &mut usize,
) {
    for (label, class) in some.iter().zip(classes_of_some) {
        if class.is_some() {
            continue;
        }
        let wide = others
            .iter()
            .zip(classes_of_others.iter_mut())
            .find(|(other, _)| label.within(other));
        if let Some((_, other)) = wide {
            let found = *other.get_or_insert_with(|| {
                *classes += 1;
                *classes - 1
            });
            *class = Some(found);
        }
    }
}
