//! The paths that a rule across items may report: those that the facts come from.

use super::line::FactsLine;
use super::texts::OwnText;
use crate::path;
use crate::path::Path;

/// The elements that items are compared by.
const ELEMENTS: [&[&str]; 16] = [
    &["name"],
    &["handling_code"],
    &["implementation_code"],
    &["local_implementation_code"],
    &["catalogue_name"],
    &["base_code"],
    &["item_type"],
    &["legal_basis"],
    &["audience"],
    &["authority", "name"],
    &["authority", "credit_code"],
    &["guide", "time_limit", "statutory"],
    &["guide", "time_limit", "promised"],
    &["guide", "materials"],
    &["guide", "result", "name"],
    &["guide", "places"],
];

impl FactsLine<'_> {
    /// All paths that a rule across items may report, parents first; those of [`ELEMENTS`] even if the item lacks
    /// them.
    pub(crate) fn paths(&self) -> Vec<Path> {
        let elements = ELEMENTS.iter().map(|keys| {
            let steps = keys.iter().map(|&key| key.into());
            Path::new(steps.collect())
        });
        let materials = (0..self.materials.len()).map(|at| path!["guide", "materials", at, "name"]);
        let places = self.places.iter();
        let entries = self.entries.iter();
        let prerequisites = 0..self.prerequisites.len();
        let mut paths: Vec<Path> = [Path::default()]
            .into_iter()
            .chain(elements)
            .chain(OwnText::ALL.map(OwnText::path))
            .chain(materials)
            .chain(places.map(|it| path!["guide", "places", it.index as usize, "address"]))
            .chain(entries.map(|it| path!["channels", it.channel as usize, "url"]))
            .chain(prerequisites.clone().map(|at| path!["prerequisites", at]))
            .chain(prerequisites.map(|at| path!["prerequisites", at, "item"]))
            .collect();
        paths.sort_unstable();
        paths
    }
}
