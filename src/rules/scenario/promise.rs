use std::borrow::Cow;

use super::journey::Journey;
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Amount, Limit};
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rule! {
    "SCN030", "promise-shorter-than-its-items", Error, Catalogue(check),
    summary: ("一件事的承诺时限短于其中先后办理的事项之和", "the limit promised for a one-stop service is shorter than its items in sequence"),
    message: ("一件事“{scenario}”承诺{promised}办结，{items}要{total}", "the one-stop service “{scenario}” is promised in {promised}, but {items} {total}"),
    help: ("改长一件事的承诺时限，或者压缩其中事项的时限、改为并联办理", "promise a longer limit, shorten those of the items, or handle them in parallel"),
    requirements: [A10, B5],
    own: ("几个先后办理的事项，不会比加起来还快", "items handled one after the other take as long as all of them together"),
    certain: Arithmetic,
    page: "promise.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        let Some(promised) = &journey.scenario.promised else {
            continue;
        };
        let limits: Vec<Option<Cow<'_, Limit>>> = journey
            .items
            .iter()
            .map(|found| found.as_ref().and_then(|(_, item)| item.promised()))
            .collect();
        let limits: Vec<Option<&Limit>> = limits.iter().map(Option::as_deref).collect();
        // Only limits in one unit can be added up; the others can only lengthen the sum.
        let mut units: Vec<&TimeUnit> = Vec::new();
        for unit in limits
            .iter()
            .flatten()
            .filter_map(|limit| limit.unit.as_ref())
        {
            if !units.contains(&unit) {
                units.push(unit);
            }
        }
        let sums: Vec<(Limit, Vec<usize>)> = units
            .into_iter()
            .map(|unit| longest(&journey, &limits, unit))
            .filter(|(_, chain)| !chain.is_empty())
            .collect();
        let exceeding = sums
            .iter()
            .find(|(total, _)| exceeds(total, promised) == Some(true));
        let Some((total, chain)) = exceeding else {
            if sums
                .iter()
                .any(|(total, _)| exceeds(total, promised).is_none())
            {
                cx.cannot_judge(Text::new(
                    "一件事与其中事项的时限单位不能换算",
                    "the limits of the one-stop service and of its items are in units that cannot be converted",
                ));
            }
            continue;
        };
        let mut found = Diagnostic::at(journey.path.then("promised"))
            .with("scenario", journey.scenario.name.as_str())
            .with("promised", promised)
            .with("items", chain_argument(&journey, chain))
            .with("total", total);
        for place in chain {
            if let Some((index, _)) = journey.items.get(*place).and_then(Option::as_ref) {
                let at = crate::path!["guide", "time_limit", "promised"];
                let label = Text::new("承诺办结时限", "the promised limit");
                found = found.related(cx.in_item(*index, at), label);
            }
        }
        cx.report(found);
    }
}

/// The longest sequence of items by their limits in this unit, with its total.
fn longest(
    journey: &Journey<'_>,
    limits: &[Option<&Limit>],
    unit: &TimeUnit,
) -> (Limit, Vec<usize>) {
    let weight = |place: usize| {
        let limit = limits.get(place).copied().flatten();
        let limit =
            limit.filter(|limit| limit.unit.as_ref() == Some(unit) && !limit.is_immediate());
        let amount = limit.and_then(|limit| limit.amount);
        amount.map_or(0.0, Amount::value).max(0.0)
    };
    let (total, chain) = journey.order.longest(weight);
    let total = Limit {
        amount: Amount::new(total),
        unit: Some(unit.clone()),
        ..Limit::default()
    };
    let chain = chain.into_iter().filter(|place| weight(*place) > 0.0);
    (total, chain.collect())
}
/// The items of a sequence, with the verb that precedes their total in the message.
fn chain_argument(journey: &Journey<'_>, chain: &[usize]) -> Argument {
    let names: Vec<String> = chain
        .iter()
        .map(|place| format!("“{}”", journey.shown(*place)))
        .collect();
    match names.as_slice() {
        [only] => Argument::Both {
            zh: format!("其中{only}一项就"),
            en: format!("{only} alone takes"),
        },
        _ => Argument::Both {
            zh: format!("其中先后办理的{}加起来", names.join("、")),
            en: format!("{}, one after the other, take", names.join(", ")),
        },
    }
}
