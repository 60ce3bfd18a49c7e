//! The index of each dimension, with its arithmetic.

use super::dimension::Dimension;
use super::faults::{Faults, beside_items, missing_items};
use super::numbers::{index, one_decimal};
use crate::check::Report;
use crate::i18n::Language;

/// The index of one dimension.
#[derive(Debug, Clone)]
pub(super) struct Index {
    pub(super) name: &'static str,
    pub(super) about: &'static str,
    /// Number of items with a fault of this dimension; for [`Dimension::Items`] also faulty columns, one-stop
    /// services and missing items.
    pub(super) losing: usize,
    /// Number of items; for [`Dimension::Items`] also columns, one-stop services and missing items.
    pub(super) whole: usize,
    /// From 0 to 100; `None` if no rule of the dimension ran.
    pub(super) value: Option<f64>,
    /// The value with one decimal.
    pub(super) shown: String,
}

/// Computes the index of each dimension.
pub(super) fn indexes(report: &Report, faults: &[Faults<'_>], language: Language) -> Vec<Index> {
    let ran = |dimension: Dimension| {
        report
            .checked
            .ran_any(|rule| Dimension::of(rule) == dimension)
    };
    let index_of = |dimension: Dimension| {
        let loses = |one: &&Faults<'_>| one.dimensions.contains(&dimension);
        let mut losing = faults.iter().filter(loses).count();
        let mut whole = report.items;
        if dimension == Dimension::Items {
            let about = &report.census.about;
            losing += beside_items(report).len();
            whole += about.categories + about.scenarios + missing_items(report);
        }
        let value = ran(dimension).then(|| index(losing, whole)).flatten();
        Index {
            name: dimension.name().get(language),
            about: dimension.about().get(language),
            losing,
            whole,
            shown: value.map_or_else(String::new, one_decimal),
            value,
        }
    };
    Dimension::ALL.into_iter().map(index_of).collect()
}
