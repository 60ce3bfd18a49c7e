//! The effect on applicants of a change of one element.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::change::{Burden, ChangeKind};
use super::lists::said_by_name;
use crate::compare;
use crate::model::{Limit, Material};
use crate::prose::{entries, text_key, unmarked};
use crate::value::limit;
use crate::value::material::{Form, name_key};
use crate::vocabulary::{Medium, Necessity};

/// Both sides of a change: the values, and their owners.
pub(super) struct Sides<'v> {
    pub(super) old: Option<&'v Value>,
    pub(super) new: Option<&'v Value>,
    pub(super) old_owner: Option<&'v Value>,
    pub(super) new_owner: Option<&'v Value>,
}

/// The way in which the burden follows from a change of an element.
enum Measure {
    /// More of it is more to do: `true`; or less to do.
    Count(bool),
    /// Yes is more to do: `true`; or less to do.
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
    /// It concerns them, but has no order.
    Open,
}

/// The elements of an item that applicants feel.
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

/// The effect if an element was not stated before, or no longer is: applicants may have had to do the same
/// all along.
pub(super) fn of_whole(element: &str) -> Burden {
    if MEASURES.iter().any(|(known, _)| *known == element) {
        Burden::Unclear
    } else {
        Burden::None
    }
}

/// The effect on applicants of a change of this element of an item.
pub(super) fn of(element: &str, kind: ChangeKind, sides: &Sides<'_>) -> Burden {
    let known = MEASURES.iter().find(|(known, _)| *known == element);
    let Some((_, measure)) = known else {
        return Burden::None;
    };
    match (kind, measure) {
        (ChangeKind::Reworded, _) => Burden::None,
        (ChangeKind::Added, Measure::Count(more)) => directed(*more),
        (ChangeKind::Removed, Measure::Count(more)) => directed(!more),
        (ChangeKind::Added, Measure::Material) => asked(sides.new, Burden::Up),
        (ChangeKind::Removed, Measure::Material) => asked(sides.old, Burden::Down),
        // A demand may have existed before it was stated.
        (ChangeKind::Added | ChangeKind::Removed | ChangeKind::NotComparable, _) => Burden::Unclear,
        (ChangeKind::Changed, measure) => changed(measure, sides),
    }
}

const fn directed(up: bool) -> Burden {
    if up { Burden::Up } else { Burden::Down }
}

/// A material that applicants need not submit is no burden.
fn asked(material: Option<&Value>, burden: Burden) -> Burden {
    let is_left = |material: &Material| {
        material.exempt == Some(true) || material.necessity == Some(Necessity::NotRequired)
    };
    match typed::<Material>(material) {
        Some(material) if is_left(&material) => Burden::None,
        _ => burden,
    }
}

fn changed(measure: &Measure, sides: &Sides<'_>) -> Burden {
    let both = (sides.old, sides.new);
    let owners = (sides.old_owner, sides.new_owner);
    match measure {
        // Another form or address of the same.
        Measure::Count(_) => Burden::None,
        Measure::Yes(up) => match (
            both.0.and_then(Value::as_bool),
            both.1.and_then(Value::as_bool),
        ) {
            (Some(false), Some(true)) => directed(*up),
            (Some(true), Some(false)) => directed(!up),
            _ => Burden::Unclear,
        },
        Measure::Limit => ordered(both, waiting),
        Measure::Fee => ordered(owners, compare::fee_order),
        Measure::Number => {
            let number = |value: Option<&Value>| value.and_then(Value::as_f64);
            match (number(both.0), number(both.1)) {
                (Some(old), Some(new)) => by(new.partial_cmp(&old)),
                _ => Burden::Unclear,
            }
        }
        Measure::Name => {
            let said = |value: Option<&Value>| said_by_name(value?.as_str()?);
            match (said(both.0), said(both.1)) {
                (Some(old), Some(new)) => by(copies_said(&old, &new)),
                _ => Burden::Unclear,
            }
        }
        Measure::Copies => ordered(owners, |old: &Material, new| {
            Some(copies(new).cmp(&copies(old)))
        }),
        Measure::Form => ordered(owners, |old: &Material, new| {
            Some(form(new)?.cmp(&form(old)?))
        }),
        Measure::Medium => ordered(both, |old: &Medium, new| {
            Some(ways(old)?.cmp(&ways(new)?)).filter(|order| order.is_ne())
        }),
        Measure::Necessity => ordered(both, |old: &Necessity, new| {
            Some(need(new)?.cmp(&need(old)?))
        }),
        Measure::Conditions => conditions(both),
        // Another material is neither more nor less.
        Measure::Material | Measure::Open => Burden::Unclear,
    }
}

fn typed<T: DeserializeOwned>(value: Option<&Value>) -> Option<T> {
    serde_json::from_value(value?.clone()).ok()
}

/// The burden by the order of the new value to the old one.
fn ordered<T: DeserializeOwned>(
    (old, new): (Option<&Value>, Option<&Value>),
    order: impl Fn(&T, &T) -> Option<Ordering>,
) -> Burden {
    match (typed(old), typed(new)) {
        (Some(old), Some(new)) => by(order(&old, &new)),
        _ => Burden::Unclear,
    }
}

const fn by(order: Option<Ordering>) -> Burden {
    match order {
        Some(Ordering::Greater) => Burden::Up,
        Some(Ordering::Less) => Burden::Down,
        Some(Ordering::Equal) => Burden::None,
        None => Burden::Unclear,
    }
}

/// The order of the new limit to the old one: excluded times are waited for as well.
fn waiting(old: &Limit, new: &Limit) -> Option<Ordering> {
    let (before, now) = (Beside::of(old), Beside::of(new));
    if before.rest != now.rest {
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

/// What a limit says beside its amount, in its fields and in its text.
#[derive(PartialEq, Eq)]
pub(super) struct Beside {
    excludes: BTreeSet<String>,
    /// The words that no field holds.
    rest: BTreeSet<String>,
}

impl Beside {
    pub(super) fn of(limit: &Limit) -> Self {
        let said = limit.text.as_deref().map(limit::read);
        let (value, unread) = said.map_or_else(Default::default, |said| (said.value, said.unread));
        let excludes = value.unwrap_or_default().excludes;
        Self {
            excludes: keys(limit.excludes.iter().chain(&excludes)),
            rest: keys(&unread),
        }
    }
}

/// The texts as a set to compare.
pub(super) fn keys<'t>(texts: impl IntoIterator<Item = &'t String>) -> BTreeSet<String> {
    texts.into_iter().map(|text| text_key(text)).collect()
}

/// The order of the number of copies that the new name of a material asks for to that of the old one.
fn copies_said(old: &Material, new: &Material) -> Option<Ordering> {
    let is_same = name_key(old.name.as_deref()?).core == name_key(new.name.as_deref()?).core;
    let (before, now) = (copies(old), copies(new));
    (is_same && before > 0 && now > 0).then(|| now.cmp(&before))
}

/// The number of copies to bring.
fn copies(material: &Material) -> u64 {
    let counts = [material.originals, material.photocopies];
    if counts.iter().all(Option::is_none) {
        return material.pieces.map_or(0, u64::from);
    }
    counts.into_iter().flatten().map(u64::from).sum()
}

/// An original is more than a copy of it.
fn form(material: &Material) -> Option<bool> {
    let said = |text: Option<String>| text.map(|text| name_key(&text).form);
    let field = said(material.form.as_ref().map(|form| format!("材料{form}")));
    let name = said(material.name.clone());
    match (field, name) {
        (Some(Form::Original), _) | (None, Some(Form::Original)) => Some(true),
        (Some(Form::Photocopy), _) | (None, Some(Form::Photocopy)) => Some(false),
        _ => None,
    }
}

/// Number of ways in which a material can be submitted; of two media with as many, neither is known to be
/// harder.
fn ways(medium: &Medium) -> Option<u8> {
    match medium {
        Medium::PaperAndElectronic => Some(0),
        Medium::Paper | Medium::Electronic => Some(1),
        Medium::PaperOrElectronic => Some(2),
        Medium::Other(_) => None,
    }
}

fn need(necessity: &Necessity) -> Option<u8> {
    match necessity {
        Necessity::NotRequired => Some(0),
        Necessity::Deferred => Some(1),
        Necessity::Required => Some(2),
        Necessity::Other(_) => None,
    }
}

/// More conditions than before, or some of them only.
fn conditions((old, new): (Option<&Value>, Option<&Value>)) -> Burden {
    let split = |value: Option<&Value>| -> BTreeSet<String> {
        let text = value.and_then(Value::as_str).unwrap_or_default();
        let keys = entries(text).map(|entry| text_key(unmarked(entry)));
        keys.filter(|key| !key.is_empty()).collect()
    };
    let (old, new) = (split(old), split(new));
    match (old.is_subset(&new), new.is_subset(&old)) {
        (true, true) => Burden::None,
        (true, false) => Burden::Up,
        (false, true) => Burden::Down,
        (false, false) => {
            let [mut gone, mut come] =
                [(&old, &new), (&new, &old)].map(|(one, other)| one.difference(other));
            match (gone.next(), gone.next(), come.next(), come.next()) {
                (Some(old), None, Some(new), None) => by(bound(old, new)),
                _ => Burden::Unclear,
            }
        }
    }
}

/// Maximum distance from a number to the word that makes it a bound, in characters.
const BOUND_CHARS: usize = 6;

/// The order of the demands of two conditions, the second to the first, if they differ in one number that is
/// a bound: 注册资本500万元以上 demands more than 注册资本100万元以上.
fn bound(old: &str, new: &str) -> Option<Ordering> {
    let [(old_words, old), (new_words, new)] = [old, new].map(apart);
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
    let says = |words: &String, bounds: &[&str]| bounds.iter().any(|bound| words.contains(bound));
    let least =
        says(&after, &["以上"]) || says(&before, &["不少于", "不低于", "不小于", "至少", "年满"]);
    let most = says(&after, &["以下", "以内", "之内"])
        || says(&before, &["不超过", "不多于", "不高于", "不大于"]);
    let order = new
        .parse::<f64>()
        .ok()?
        .partial_cmp(&old.parse::<f64>().ok()?)?;
    match (least, most) {
        (true, false) => Some(order),
        (false, true) => Some(order.reverse()),
        _ => None,
    }
}

/// The words around the numbers of a text, one more than these, and the numbers.
fn apart(text: &str) -> (Vec<&str>, Vec<&str>) {
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
