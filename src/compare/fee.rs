use std::cmp::Ordering;

use super::difference::Kind;
use super::out::{ABSENT, Out, Sides, quoted};
use crate::i18n::{Argument, Text};
use crate::model::{FeeItem, Fees, Guide};
use crate::path;
use crate::prose::text_key;
use crate::value::money;

pub(super) fn compare(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let (Some(first), Some(second)) = (&a.fees, &b.fees) else {
        return;
    };
    let (Some(charged), Some(other)) = (charged(first), charged(second)) else {
        return;
    };
    if charged != other {
        let sides = Sides {
            path_a: charged_path(first),
            path_b: charged_path(second),
            a: charged_text(charged).into(),
            b: charged_text(other).into(),
        };
        return out.differs("fees.charged", None, sides);
    }
    if charged && !first.items.is_empty() && !second.items.is_empty() {
        compare_items(&first.items, &second.items, out);
    }
}

/// Whether a fee is charged: as stated, or because fees are listed.
pub(crate) fn charged(fees: &Fees) -> Option<bool> {
    fees.charged.or((!fees.items.is_empty()).then_some(true))
}

fn charged_path(fees: &Fees) -> path::Path {
    match fees.charged {
        Some(_) => path!["fees", "charged"],
        None => path!["fees", "items"],
    }
}

const fn charged_text(charged: bool) -> Text {
    if charged {
        Text::new("收费", "a fee is charged")
    } else {
        Text::new("不收费", "no fee")
    }
}

fn compare_items(a: &[FeeItem], b: &[FeeItem], out: &mut Out<'_>) {
    let key = |fee: &FeeItem| text_key(fee.name.as_deref().unwrap_or_default());
    let mut is_matched = vec![false; b.len()];
    for (at, fee) in a.iter().enumerate() {
        let own = key(fee);
        let is_only_pair = a.len() == 1 && b.len() == 1;
        let found = b.iter().enumerate().find(|(index, other)| {
            let has_same_name = !own.is_empty() && key(other) == own;
            is_matched.get(*index) == Some(&false) && (has_same_name || is_only_pair)
        });
        if let Some((index, other)) = found {
            if let Some(slot) = is_matched.get_mut(index) {
                *slot = true;
            }
            compare_amounts((at, fee), (index, other), out);
        } else {
            let sides = Sides {
                path_a: path!["fees", "items", at],
                path_b: path!["fees", "items"],
                a: display_fee(fee),
                b: ABSENT.into(),
            };
            out.push(
                "fees.items",
                fee.name.as_deref(),
                sides,
                Kind::OnlyInA,
                true,
            );
        }
    }
    for (index, fee) in b.iter().enumerate() {
        if is_matched.get(index) == Some(&false) {
            let sides = Sides {
                path_a: path!["fees", "items"],
                path_b: path!["fees", "items", index],
                a: ABSENT.into(),
                b: display_fee(fee),
            };
            out.push(
                "fees.items",
                fee.name.as_deref(),
                sides,
                Kind::OnlyInB,
                true,
            );
        }
    }
}

fn compare_amounts(a: (usize, &FeeItem), b: (usize, &FeeItem), out: &mut Out<'_>) {
    let (first, second) = (a.1, b.1);
    let kind = match (amounts_of(first), amounts_of(second)) {
        (Some(first), Some(second)) if first == second => return,
        (Some(_), Some(_)) => Kind::Differs,
        _ => match (&first.standard, &second.standard) {
            (Some(first), Some(second)) if text_key(first) != text_key(second) => {
                Kind::CannotCompare
            }
            _ => return,
        },
    };
    let key = |fee: &FeeItem| {
        if fee.amount.is_some() {
            "amount"
        } else {
            "standard"
        }
    };
    let sides = Sides {
        path_a: path!["fees", "items", a.0, key(first)],
        path_b: path!["fees", "items", b.0, key(second)],
        a: display_fee(first),
        b: display_fee(second),
    };
    let subject = first.name.as_deref().or(second.name.as_deref());
    out.push("fees.items.amount", subject, sides, kind, true);
}

/// The amounts of a fee in sorted order; `None` if none can be read.
fn amounts_of(fee: &FeeItem) -> Option<Vec<String>> {
    if let Some(amount) = fee.amount {
        return Some(vec![amount.to_string()]);
    }
    let found = money::find_all(fee.standard.as_deref()?);
    let mut amounts: Vec<String> = found
        .iter()
        .flat_map(|price| [price.value.amount, price.value.upper])
        .flatten()
        .map(|amount| amount.to_string())
        .collect();
    amounts.sort();
    amounts.dedup();
    (!amounts.is_empty()).then_some(amounts)
}

/// Compares the second fee with the first; `None` if they are not comparable.
pub(crate) fn fee_order(a: &FeeItem, b: &FeeItem) -> Option<Ordering> {
    let numbers = |fee: &FeeItem| -> Option<Vec<f64>> {
        let prices = amounts_of(fee)?.into_iter();
        let mut numbers: Vec<f64> = prices.filter_map(|price| price.parse().ok()).collect();
        numbers.sort_by(f64::total_cmp);
        Some(numbers)
    };
    let same_unit = match (&a.unit, &b.unit) {
        (Some(first), Some(second)) => text_key(first) == text_key(second),
        _ => true,
    };
    let (first, second) = (numbers(a)?, numbers(b)?);
    if !same_unit || first.len() != second.len() {
        return None;
    }
    let orders = first.iter().zip(&second).map(|(a, b)| b.total_cmp(a));
    let mut orders = orders.filter(|order| order.is_ne());
    let Some(order) = orders.next() else {
        return Some(Ordering::Equal);
    };
    orders.all(|other| other == order).then_some(order)
}

fn display_fee(fee: &FeeItem) -> Argument {
    match (fee.amount, &fee.standard, &fee.name) {
        (Some(amount), _, _) => match &fee.unit {
            // The unit may include the currency (元/证) or not (证).
            Some(unit) if unit.starts_with('元') => Argument::Plain(format!("{amount}{unit}")),
            Some(unit) => Argument::Plain(format!("{amount}元/{unit}")),
            None => Argument::Plain(format!("{amount}元")),
        },
        (None, Some(standard), _) => quoted(standard),
        (None, None, Some(name)) => quoted(name),
        (None, None, None) => Text::new("一个收费项目", "a fee item").into(),
    }
}
