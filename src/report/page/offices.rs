//! The ranking of authorities and divisions.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::dimension::Dimension;
use super::faults::Faults;
use super::numbers::{index, mean, one_decimal, percent, share};
use crate::check::{Report, Tally};
use crate::code::DivisionCode;
use crate::division;
use crate::i18n::{Language, Text};
use crate::report::shared::one_line;

/// An authority or a division in the ranking.
#[derive(Debug)]
pub(super) struct Office {
    pub(super) rank: usize,
    pub(super) name: String,
    pub(super) items: usize,
    pub(super) errors: usize,
    pub(super) warnings: usize,
    pub(super) hints: usize,
    /// Number of items with an error or a warning that counts.
    pub(super) faulty: usize,
    pub(super) faulty_share: String,
    /// Average number of visits of the items that state it.
    pub(super) visits: Option<String>,
    pub(super) index: String,
    index_value: f64,
}

#[derive(Debug, Default)]
struct Sum {
    tally: Tally,
    errors: usize,
    warnings: usize,
    hints: usize,
    faulty: usize,
    losing: BTreeMap<Dimension, usize>,
}

/// The key by which offices are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum By {
    Body,
    Division,
}

/// Ranks offices, best first: by index, then by errors and warnings per item, then by name.
pub(super) fn ranking(
    report: &Report,
    faults: &[Faults<'_>],
    by: By,
    language: Language,
) -> Vec<Office> {
    let mut sums: BTreeMap<&str, Sum> = BTreeMap::new();
    for (body, division, tally) in report.census.offices() {
        let key = match by {
            By::Body => body,
            By::Division => division,
        };
        sums.entry(key).or_default().tally.extend(tally);
    }
    for one in faults {
        let key = match by {
            By::Body => one.identity.authority.as_deref().unwrap_or_default(),
            By::Division => one.division.map_or("", DivisionCode::as_str),
        };
        let sum = sums.entry(key).or_default();
        sum.errors += one.errors;
        sum.warnings += one.warnings;
        sum.hints += one.hints;
        sum.faulty += usize::from(!one.dimensions.is_empty());
        for dimension in &one.dimensions {
            *sum.losing.entry(*dimension).or_insert(0) += 1;
        }
    }
    let looked: Vec<Dimension> = Dimension::ALL
        .into_iter()
        .filter(|own| report.checked.ran_any(|rule| Dimension::of(rule) == *own))
        .collect();
    let mut offices: Vec<Office> = sums
        .iter()
        .filter(|(_, sum)| sum.tally.items > 0)
        .map(|(key, sum)| office(key, sum, by, &looked, language))
        .collect();
    offices.sort_by(|a, b| {
        let load = |office: &Office| share(office.errors + office.warnings, office.items);
        b.index_value
            .total_cmp(&a.index_value)
            .then_with(|| load(a).total_cmp(&load(b)))
            .then_with(|| Reverse(a.items).cmp(&Reverse(b.items)))
            .then_with(|| a.name.cmp(&b.name))
    });
    for (at, office) in offices.iter_mut().enumerate() {
        office.rank = at + 1;
    }
    offices
}

fn office(key: &str, sum: &Sum, by: By, looked: &[Dimension], language: Language) -> Office {
    let items = sum.tally.items;
    let index_of = |dimension: &Dimension| {
        index(
            sum.losing.get(dimension).copied().unwrap_or_default(),
            items,
        )
    };
    let index_value = mean(looked.iter().filter_map(index_of)).unwrap_or_default();
    Office {
        rank: 0,
        name: match by {
            By::Body => named(key, language),
            By::Division => division_name(key, language),
        },
        items,
        errors: sum.errors,
        warnings: sum.warnings,
        hints: sum.hints,
        faulty: sum.faulty,
        faulty_share: percent(share(sum.faulty, items)),
        visits: average_visits(&sum.tally),
        index: one_decimal(index_value),
        index_value,
    }
}

/// The average number of visits of the items that state it.
pub(super) fn average_visits(tally: &Tally) -> Option<String> {
    #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
    let average = |stating: usize| format!("{:.2}", tally.all_visits() as f64 / stating as f64);
    let stating = tally.stating_visits();
    (stating > 0).then(|| average(stating))
}

/// Displays the name of an authority.
pub(super) fn named(body: &str, language: Language) -> String {
    match one_line(body) {
        name if name.is_empty() => Text::new("（没有写实施主体）", "(no authority stated)")
            .get(language)
            .to_owned(),
        name => name,
    }
}

/// Displays the name of a division with its code.
fn division_name(code: &str, language: Language) -> String {
    if code.is_empty() {
        let nothing = Text::new("（没有写行政区划）", "(no division stated)");
        return nothing.get(language).to_owned();
    }
    let county = code.get(..6).unwrap_or(code);
    match division::find(county) {
        Some(known) => format!("{} {}", known.name, one_line(code)),
        None => one_line(code),
    }
}
