//! The effect on applicants of a change of one element.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::change::{Burden, ChangeKind, Versions};
use super::lists::said_by_name;
use crate::compare;
use crate::model::{Limit, Material};
use crate::prose::{entries, text_key, unmarked};
use crate::value::limit;
use crate::value::material::{Form, name_key};
use crate::vocabulary::{Medium, Necessity};

/// The two sides of a change: the values, and the objects that contain them.
pub(super) struct Sides<'v> {
    pub(super) old: Option<&'v Value>,
    pub(super) new: Option<&'v Value>,
    pub(super) old_owner: Option<&'v Value>,
    pub(super) new_owner: Option<&'v Value>,
}

/// How the burden of a change is derived from the old and the new value of an element.
enum Measure {
    /// Number of entries; `true` if more entries are a greater burden.
    Count(bool),
    /// Yes or no; `true` if yes is a greater burden.
    Yes(bool),
    Limit,
    Fee,
    Number,
    Material,
    Name,
    Copies,
    Form,
    Medium,
    Necessity,
    Conditions,
    /// Applicants are affected, but the values have no order.
    Open,
}

/// The elements of an item that affect the burden on applicants.
const MEASURES: &[(&str, Measure)] = &[
    ("online", Measure::Yes(false)),
    ("online_depth", Measure::Count(false)),
    ("handling_forms", Measure::Count(false)),
    ("prerequisites", Measure::Count(true)),
    ("guide.conditions", Measure::Conditions),
    ("guide.prohibitions", Measure::Conditions),
    ("guide.quantity_limit", Measure::Open),
    ("guide.time_limit.statutory", Measure::Limit),
    ("guide.time_limit.promised", Measure::Limit),
    ("guide.special_procedures", Measure::Count(true)),
    ("guide.fees.charged", Measure::Yes(true)),
    ("guide.fees.online_payment", Measure::Yes(false)),
    ("guide.fees.items", Measure::Count(true)),
    ("guide.fees.items.amount", Measure::Fee),
    ("guide.fees.items.standard", Measure::Fee),
    ("guide.fees.items.unit", Measure::Open),
    ("guide.materials", Measure::Material),
    ("guide.materials.name", Measure::Name),
    ("guide.materials.originals", Measure::Copies),
    ("guide.materials.photocopies", Measure::Copies),
    ("guide.materials.pieces", Measure::Copies),
    ("guide.materials.form", Measure::Form),
    ("guide.materials.medium", Measure::Medium),
    ("guide.materials.necessity", Measure::Necessity),
    ("guide.materials.blank_form", Measure::Count(false)),
    ("guide.materials.sample_form", Measure::Count(false)),
    ("guide.materials.exempt", Measure::Yes(false)),
    ("guide.materials.seal_required", Measure::Yes(true)),
    ("guide.materials.acceptance_standard", Measure::Conditions),
    ("guide.process.steps.criteria", Measure::Conditions),
    ("guide.visits.count", Measure::Number),
    ("guide.result.validity", Measure::Open),
    ("guide.appointment.available", Measure::Yes(false)),
    ("guide.courier.available", Measure::Yes(false)),
    ("guide.kiosk.available", Measure::Yes(false)),
    ("guide.assistance.available", Measure::Yes(false)),
];

/// The effect of stating an element that was not stated before, or of no longer stating it. It is unclear:
/// applicants may have had to do the same all along.
pub(super) fn of_whole(element: &str) -> Burden {
    if MEASURES.iter().any(|(known, _)| *known == element) {
        Burden::Unclear
    } else {
        Burden::None
    }
}

/// The effect on applicants of a change of an element, given as a dotted path within the item.
pub(super) fn of(element: &str, kind: ChangeKind, sides: &Sides<'_>) -> Burden {
    let known = MEASURES.iter().find(|(known, _)| *known == element);
    let Some((_, measure)) = known else {
        return Burden::None;
    };
    match (kind, measure) {
        (ChangeKind::Reworded, _) => Burden::None,
        (ChangeKind::Added, Measure::Count(more)) => up_or_down(*more),
        (ChangeKind::Removed, Measure::Count(more)) => up_or_down(!more),
        (ChangeKind::Added, Measure::Material) => burden_of_material(sides.new, Burden::Up),
        (ChangeKind::Removed, Measure::Material) => burden_of_material(sides.old, Burden::Down),
        // A demand may have existed before it was stated.
        (ChangeKind::Added | ChangeKind::Removed | ChangeKind::NotComparable, _) => Burden::Unclear,
        (ChangeKind::Changed, measure) => burden_of_change(measure, sides),
    }
}

const fn up_or_down(up: bool) -> Burden {
    if up { Burden::Up } else { Burden::Down }
}

/// `burden`, or none if applicants need not submit the material.
fn burden_of_material(material: Option<&Value>, burden: Burden) -> Burden {
    let is_waived = |material: &Material| {
        material.exempt == Some(true) || material.necessity == Some(Necessity::NotRequired)
    };
    match typed::<Material>(material) {
        Some(material) if is_waived(&material) => Burden::None,
        _ => burden,
    }
}

fn burden_of_change(measure: &Measure, sides: &Sides<'_>) -> Burden {
    let both = Versions {
        old: sides.old,
        new: sides.new,
    };
    let owners = Versions {
        old: sides.old_owner,
        new: sides.new_owner,
    };
    match measure {
        // The same entry in another form, or at another address.
        Measure::Count(_) => Burden::None,
        Measure::Yes(up) => match (
            both.old.and_then(Value::as_bool),
            both.new.and_then(Value::as_bool),
        ) {
            (Some(false), Some(true)) => up_or_down(*up),
            (Some(true), Some(false)) => up_or_down(!up),
            _ => Burden::Unclear,
        },
        Measure::Limit => burden_of_values(both, compare_waiting_time),
        Measure::Fee => burden_of_values(owners, compare::fee_order),
        Measure::Number => {
            let number = |value: Option<&Value>| value.and_then(Value::as_f64);
            match (number(both.old), number(both.new)) {
                (Some(old), Some(new)) => burden_of_order(new.partial_cmp(&old)),
                _ => Burden::Unclear,
            }
        }
        Measure::Name => {
            let parse_material = |value: Option<&Value>| said_by_name(value?.as_str()?);
            match (parse_material(both.old), parse_material(both.new)) {
                (Some(old), Some(new)) => burden_of_order(compare_copies_in_names(&old, &new)),
                _ => Burden::Unclear,
            }
        }
        Measure::Copies => burden_of_values(owners, |old: &Material, new| {
            Some(copies(new).cmp(&copies(old)))
        }),
        Measure::Form => burden_of_values(owners, |old: &Material, new| {
            Some(requires_original(new)?.cmp(&requires_original(old)?))
        }),
        Measure::Medium => burden_of_values(both, |old: &Medium, new| {
            Some(medium_freedom(old)?.cmp(&medium_freedom(new)?)).filter(|order| order.is_ne())
        }),
        Measure::Necessity => burden_of_values(both, |old: &Necessity, new| {
            Some(necessity_rank(new)?.cmp(&necessity_rank(old)?))
        }),
        Measure::Conditions => burden_of_conditions(both),
        // A different material is neither more nor less than the old one.
        Measure::Material | Measure::Open => Burden::Unclear,
    }
}

fn typed<T: DeserializeOwned>(value: Option<&Value>) -> Option<T> {
    serde_json::from_value(value?.clone()).ok()
}

/// The burden that follows from comparing the new value with the old one.
fn burden_of_values<T: DeserializeOwned>(
    values: Versions<Option<&Value>>,
    order: impl Fn(&T, &T) -> Option<Ordering>,
) -> Burden {
    match (typed(values.old), typed(values.new)) {
        (Some(old), Some(new)) => burden_of_order(order(&old, &new)),
        _ => Burden::Unclear,
    }
}

const fn burden_of_order(order: Option<Ordering>) -> Burden {
    match order {
        Some(Ordering::Greater) => Burden::Up,
        Some(Ordering::Less) => Burden::Down,
        Some(Ordering::Equal) => Burden::None,
        None => Burden::Unclear,
    }
}

/// Compares the compare_waiting_time time of the new limit with that of the old one; excluded periods add to it.
fn compare_waiting_time(old: &Limit, new: &Limit) -> Option<Ordering> {
    let (before, now) = (Beside::of(old), Beside::of(new));
    if before.unread != now.unread {
        return None;
    }
    let (before, now) = (before.excludes, now.excludes);
    let excluded = match (before.is_subset(&now), now.is_subset(&before)) {
        (true, true) => Ordering::Equal,
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => return None,
    };
    match (limit::compare(new, old)?, excluded) {
        (order, Ordering::Equal) | (Ordering::Equal, order) => Some(order),
        (first, second) => Some(first).filter(|_| first == second),
    }
}

/// The content of a limit other than its amount, from its fields and its text.
#[derive(PartialEq, Eq)]
pub(super) struct Beside {
    excludes: BTreeSet<String>,
    /// Words of the text that could not be read into a field.
    unread: BTreeSet<String>,
}

impl Beside {
    pub(super) fn of(limit: &Limit) -> Self {
        let reading = limit.text.as_deref().map(limit::read);
        let (value, unread) =
            reading.map_or_else(Default::default, |reading| (reading.value, reading.unread));
        let excludes = value.unwrap_or_default().excludes;
        Self {
            excludes: keys(limit.excludes.iter().chain(&excludes)),
            unread: keys(&unread),
        }
    }
}

/// The normalized texts as a set, for comparison.
pub(super) fn keys<'t>(texts: impl IntoIterator<Item = &'t String>) -> BTreeSet<String> {
    texts.into_iter().map(|text| text_key(text)).collect()
}

/// Compares the number of copies in the new name of a material with that in the old one, if the names are
/// otherwise the same.
fn compare_copies_in_names(old: &Material, new: &Material) -> Option<Ordering> {
    let is_same = name_key(old.name.as_deref()?).core == name_key(new.name.as_deref()?).core;
    let (before, now) = (copies(old), copies(new));
    (is_same && before > 0 && now > 0).then(|| now.cmp(&before))
}

/// Number of originals and photocopies to bring, or of pieces if neither is stated.
fn copies(material: &Material) -> u64 {
    let counts = [material.originals, material.photocopies];
    if counts.iter().all(Option::is_none) {
        return material.pieces.map_or(0, u64::from);
    }
    counts.into_iter().flatten().map(u64::from).sum()
}

/// Whether an original is required rather than a photocopy, which is the lesser burden; `None` if unstated.
fn requires_original(material: &Material) -> Option<bool> {
    let parse_form = |text: Option<String>| text.map(|text| name_key(&text).form);
    let field = parse_form(material.form.as_ref().map(|form| format!("材料{form}")));
    let name = parse_form(material.name.clone());
    match (field, name) {
        (Some(Form::Original), _) | (None, Some(Form::Original)) => Some(true),
        (Some(Form::Photocopy), _) | (None, Some(Form::Photocopy)) => Some(false),
        _ => None,
    }
}

/// Rank of a medium by how freely applicants can choose it; if two media have the same rank, neither is known
/// to be harder.
fn medium_freedom(medium: &Medium) -> Option<u8> {
    match medium {
        Medium::PaperAndElectronic => Some(0),
        Medium::Paper | Medium::Electronic => Some(1),
        Medium::PaperOrElectronic => Some(2),
        Medium::Other(_) => None,
    }
}

fn necessity_rank(necessity: &Necessity) -> Option<u8> {
    match necessity {
        Necessity::NotRequired => Some(0),
        Necessity::Deferred => Some(1),
        Necessity::Required => Some(2),
        Necessity::Other(_) => None,
    }
}

/// The burden by the conditions that were added or removed.
fn burden_of_conditions(texts: Versions<Option<&Value>>) -> Burden {
    let split = |value: Option<&Value>| -> BTreeSet<String> {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        let keys = entries(text).map(|entry| text_key(unmarked(entry)));
        keys.filter(|key| !key.is_empty()).collect()
    };
    let (old, new) = (split(texts.old), split(texts.new));
    match (old.is_subset(&new), new.is_subset(&old)) {
        (true, true) => Burden::None,
        (true, false) => Burden::Up,
        (false, true) => Burden::Down,
        (false, false) => {
            let [mut gone, mut come] =
                [(&old, &new), (&new, &old)].map(|(one, other)| one.difference(other));
            match (gone.next(), gone.next(), come.next(), come.next()) {
                (Some(old), None, Some(new), None) => burden_of_order(compare_bounds(old, new)),
                _ => Burden::Unclear,
            }
        }
    }
}

/// Maximum distance from a number to the word that makes it a minimum or maximum, in characters.
const BOUND_CHARS: usize = 6;

/// Compares the new condition with the old one if they differ in a single number that is a minimum or maximum:
/// 注册资本500万元以上 demands more than 注册资本100万元以上.
fn compare_bounds(old: &str, new: &str) -> Option<Ordering> {
    let [(old_words, old), (new_words, new)] = [old, new].map(split_numbers);
    if old_words != new_words || old.len() != new.len() {
        return None;
    }
    let mut differing = old
        .iter()
        .zip(&new)
        .enumerate()
        .filter(|(_, (old, new))| old != new);
    let (at, (old, new)) = differing.next()?;
    if differing.next().is_some() {
        return None;
    }
    let before: String = old_words.get(at)?.chars().rev().take(BOUND_CHARS).collect();
    let before: String = before.chars().rev().collect();
    let after: String = old_words.get(at + 1)?.chars().take(BOUND_CHARS).collect();
    let contains_any =
        |words: &String, bounds: &[&str]| bounds.iter().any(|bound| words.contains(bound));
    let is_minimum = contains_any(&after, &["以上"])
        || contains_any(&before, &["不少于", "不低于", "不小于", "至少", "年满"]);
    let is_maximum = contains_any(&after, &["以下", "以内", "之内"])
        || contains_any(&before, &["不超过", "不多于", "不高于", "不大于"]);
    let order = new
        .parse::<f64>()
        .ok()?
        .partial_cmp(&old.parse::<f64>().ok()?)?;
    match (is_minimum, is_maximum) {
        (true, false) => Some(order),
        (false, true) => Some(order.reverse()),
        _ => None,
    }
}

/// Splits a text into the words around its numbers and the numbers; there is one more of the words.
fn split_numbers(text: &str) -> (Vec<&str>, Vec<&str>) {
    let (mut words, mut numbers) = (Vec::new(), Vec::new());
    let mut rest = text;
    while let Some((before, from)) = rest
        .find(|c: char| c.is_ascii_digit())
        .map(|at| rest.split_at(at))
    {
        let end = from.find(|c: char| !(c.is_ascii_digit() || c == '.'));
        let (number, behind) = from.split_at(end.unwrap_or(from.len()));
        words.push(before);
        numbers.push(number);
        rest = behind;
    }
    words.push(rest);
    (words, numbers)
}
