//! A scenario with its references resolved.

use std::collections::HashMap;

use crate::analysis::{Ways, holds};
use crate::engine::{CatalogueContext, ItemFacts};
use crate::model::Scenario;
use crate::path;
use crate::path::Path;

/// A scenario, the items it names, and their order.
pub(super) struct Journey<'a> {
    /// The scenario.
    pub(super) scenario: &'a Scenario,
    /// The items, by their place in the scenario, with their index in the catalogue; `None` if the catalogue
    /// has no such item.
    pub(super) items: Vec<Option<(usize, ItemFacts<'a>)>>,
    /// For each item the places of those that must precede it; `None` for predecessors that the scenario does
    /// not contain.
    pub(super) predecessors: Vec<Vec<Option<usize>>>,
    /// The predecessors as a graph of places.
    pub(super) order: Ways,
    /// The path of the scenario.
    pub(super) path: Path,
}

impl<'a> Journey<'a> {
    /// The journeys of the catalogue.
    pub(super) fn all(cx: &CatalogueContext<'a>) -> Vec<Self> {
        let scenarios = cx.catalogue().scenarios.iter().enumerate();
        scenarios
            .map(|(index, scenario)| Self::of(scenario, index, cx))
            .collect()
    }

    fn of(scenario: &'a Scenario, index: usize, cx: &CatalogueContext<'a>) -> Self {
        let items = cx.facts();
        let mut places: HashMap<&str, usize> = HashMap::new();
        let mut places_of_items: HashMap<usize, usize> = HashMap::new();
        let mut items_in_order = Vec::new();
        for (place, entry) in scenario.items.iter().enumerate() {
            let key = entry.item.trim();
            let item = cx.item_of(key).and_then(|at| Some((at, items.get(at)?)));
            places.entry(key).or_insert(place);
            if let Some((at, _)) = &item {
                places_of_items.entry(*at).or_insert(place);
            }
            items_in_order.push(item);
        }
        // An item may be referred to by its code in one place and by its name in another.
        let place = |key: &String| {
            let key = key.trim();
            let named = places.get(key);
            named
                .or_else(|| places_of_items.get(&cx.item_of(key)?))
                .copied()
        };
        let predecessors: Vec<Vec<Option<usize>>> = scenario
            .items
            .iter()
            .map(|entry| entry.after.iter().map(place).collect())
            .collect();
        let edges = predecessors.iter().enumerate();
        let edges =
            edges.flat_map(|(to, before)| before.iter().flatten().map(move |from| (*from, to)));
        Self {
            scenario,
            items: items_in_order,
            order: Ways::new(scenario.items.len(), edges),
            predecessors,
            path: path!["scenarios", index],
        }
    }

    /// The path of an item in the scenario.
    pub(super) fn place(&self, place: usize) -> Path {
        self.path.then("items").then(place)
    }

    /// The name of an item for messages: its own, or the one in the scenario.
    pub(super) fn shown(&self, place: usize) -> &str {
        let item = self.items.get(place).and_then(Option::as_ref);
        let entry = self.scenario.items.get(place);
        item.map(|(_, item)| item.name())
            .or_else(|| entry.map(|entry| entry.item.trim()))
            .unwrap_or_default()
    }

    /// For each place, whether it must precede this one, directly or indirectly.
    pub(super) fn before(&self, place: usize) -> Vec<bool> {
        self.order.lead_to(self.order.before(place).iter().copied())
    }

    /// The places on a cycle with this one, itself included; empty if it is on no cycle.
    pub(super) fn circle(&self, place: usize) -> Vec<usize> {
        let before = self.before(place);
        let after = self.order.reach(self.order.after(place).iter().copied());
        let both = |at: &usize| holds(&before, *at) && holds(&after, *at);
        (0..self.items.len()).filter(both).collect()
    }

    /// The items that the catalogue has: place in the scenario, index in the catalogue, item.
    pub(super) fn known(&self) -> impl Iterator<Item = (usize, usize, &ItemFacts<'a>)> {
        self.items.iter().enumerate().filter_map(|(place, found)| {
            let (index, item) = found.as_ref()?;
            Some((place, *index, item))
        })
    }
}
