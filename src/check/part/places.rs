//! Places in items, recorded so that findings can refer to them after the items are dropped.

use serde::{Deserialize, Serialize};

use super::super::finish::{Finder, Named, Place};
use super::super::fold::Fold;
use crate::engine::{Rule, Subject};
use crate::path::Path;

/// The recorded data of a place in an item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct KnownPlace {
    /// The path with keys instead of positions, if it differs from the path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) keyed: Option<String>,
    #[serde(flatten)]
    pub(crate) place: Place,
    /// Whether its item is in another system's format.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_foreign: bool,
    /// Whether a value there is wrong by itself, so that other findings there follow from it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_wrong: bool,
    /// Whether it is reported missing: nothing can be compared with it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) is_missing: bool,
    /// Codes of the rules across items that a finding there overrides.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) overridden: Vec<String>,
}

/// A place with its path.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Listed {
    path: Path,
    #[serde(flatten)]
    known: KnownPlace,
}

impl KnownPlace {
    /// Records a subject and its place; `fold` is that of its item, `rules` are the rules across items that it may
    /// override.
    pub(crate) fn of(
        subject: &Subject,
        place: Place,
        fold: &Fold,
        rules: &[&'static Rule],
        finder: &mut Finder<'_>,
    ) -> Self {
        let Named { owner, keyed } = finder.name(subject);
        let overridden = rules.iter().filter(|rule| fold.overrides(rule, subject));
        Self {
            keyed: Some(keyed).filter(|keyed| *keyed != subject.path.to_string()),
            place,
            is_foreign: owner.is_foreign,
            is_wrong: fold.is_wrong(subject),
            is_missing: fold.is_missing(subject),
            overridden: overridden.map(|rule| rule.code.to_owned()).collect(),
        }
    }

    /// Finds a path among the listed places of an item; an unlisted path equals its nearest listed ancestor, except
    /// for the keyed path.
    pub(crate) fn find(places: &[Listed], path: &Path) -> Self {
        let Some(nearest) = nearest(places, path) else {
            return Self::default();
        };
        let is_exact = nearest.path == *path;
        Self {
            keyed: nearest.known.keyed.clone().filter(|_| is_exact),
            ..nearest.known.clone()
        }
    }
}

/// Lists places, parents first, without those that equal their nearest listed ancestor.
pub(crate) fn listed(paths: Vec<Path>, mut known: impl FnMut(&Path) -> KnownPlace) -> Vec<Listed> {
    let mut places: Vec<Listed> = Vec::new();
    for path in paths {
        let known = known(&path);
        if !places.is_empty() && KnownPlace::find(&places, &path) == known {
            continue;
        }
        places.push(Listed { path, known });
    }
    places
}

/// The place with this path, or else its nearest listed ancestor.
fn nearest<'p>(places: &'p [Listed], path: &Path) -> Option<&'p Listed> {
    let around = places
        .iter()
        .filter(|listed| path.steps().starts_with(listed.path.steps()));
    around.max_by_key(|listed| listed.path.steps().len())
}
