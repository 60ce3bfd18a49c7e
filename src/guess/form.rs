//! Judges fields by the form of their values.

use super::names::Looks;
use crate::dialect::{Operation, reads};
use crate::model::elements::ITEM;
use crate::prose::{is_filler, is_han};
use crate::value::{date, hours, limit, phone, steps, yes_no};
use crate::words;

/// The values of a field that are not filler.
pub(super) fn said(values: &[String]) -> Vec<&str> {
    values
        .iter()
        .map(|value| value.trim())
        .filter(|value| !is_filler(value))
        .collect()
}

/// Whether the predicate holds for at least this many tenths of the values; false if there are no values.
pub(super) fn most(values: &[&str], tenths: usize, is: impl Fn(&str) -> bool) -> bool {
    let found = values.iter().filter(|value| is(value)).count();
    !values.is_empty() && found * 10 >= values.len() * tenths
}

/// Maximum number of values that are examined.
const MAX_EXAMINED_VALUES: usize = 200;

/// Whether the values fit an element: its operation reads them, and codes have the form of its codes.
pub(super) fn bears(
    to: &str,
    owner: &str,
    read: Operation,
    looks: Option<Looks>,
    values: &[String],
) -> bool {
    let values = said(values);
    let values = values
        .get(..MAX_EXAMINED_VALUES.min(values.len()))
        .unwrap_or_default();
    if values.is_empty() {
        return true;
    }
    let fits = match read {
        Operation::Text | Operation::Statement | Operation::Keep => true,
        Operation::Code => most(values, 8, |value| is_code_of(to, value)),
        Operation::Word | Operation::Words => {
            // A map translates a source's own codes and words, but not sentences; words of another
            // list belong to that list.
            let is_listed = most(values, 6, |value| is_term_of(to, owner, value));
            let is_short = most(values, 6, |value| value.chars().count() < 40);
            is_listed || (is_short && values.len() <= 60 && !is_of_other_list(to, values))
        }
        Operation::Contact | Operation::Phones => most(values, 6, is_contact),
        Operation::Hours => most(values, 6, is_hours),
        Operation::Limit => most(values, 6, |value| is_limit(value) || is_number(value)),
        Operation::Url => most(values, 6, |value| {
            value.contains("://") || value.starts_with("www.")
        }),
        Operation::Materials | Operation::Process | Operation::Steps | Operation::Places => {
            most(values, 8, is_words)
        }
        Operation::Citations => most(values, 5, |value| {
            value.contains('《')
                || ["法", "条例", "规定", "办法", "通知"]
                    .iter()
                    .any(|word| value.contains(word))
        }),
        _ => most(values, 8, |value| reads(read, to, owner, value)),
    };
    fits && match looks {
        None => true,
        Some(Looks::Words) => most(values, 6, is_words),
        Some(Looks::Body) => most(values, 5, |value| words::BODY_ENDING.ends(value)),
    }
}

/// Whether a value is a standard term of an element, or several of them.
fn is_term_of(to: &str, owner: &str, value: &str) -> bool {
    let path = crate::dialect::join(owner, to);
    let list = ITEM.find(&path).and_then(|element| element.vocabulary);
    let entries = crate::value::list::read(value).value.unwrap_or_default();
    let list = list.filter(|_| !entries.is_empty());
    list.is_some_and(|list| entries.iter().all(|entry| list.find(entry).is_some()))
}

/// Elements that are recognised by their words alone.
const LISTED: [(&str, Operation); 8] = [
    ("item_type", Operation::Word),
    ("case_type", Operation::Word),
    ("audience", Operation::Words),
    ("handling_forms", Operation::Words),
    ("levels", Operation::Words),
    ("scope", Operation::Word),
    ("natural_themes", Operation::Words),
    ("guide.result.kind", Operation::Word),
];

/// Whether the values are words of another element.
fn is_of_other_list(to: &str, values: &[&str]) -> bool {
    !most(values, 3, is_code)
        && LISTED
            .iter()
            .filter(|(other, _)| *other != to)
            .any(|(other, _)| most(values, 9, |value| is_term_of(other, "", value)))
}

/// Whether a value consists of words, rather than an answer, date or phone number.
fn is_words(value: &str) -> bool {
    let letters = value
        .chars()
        .filter(|char| is_han(*char) || char.is_alphabetic())
        .count();
    letters > 1 && yes_no::read(value).value.is_none() && !is_code(value)
}

/// Whether a value is a single run of letters and digits, with at least one digit.
fn is_code(value: &str) -> bool {
    value.bytes().any(|byte| byte.is_ascii_digit())
        && value
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

fn is_number(value: &str) -> bool {
    value
        .parse::<f64>()
        .is_ok_and(|number| (0.0..1000.0).contains(&number))
}

fn digits(value: &str) -> usize {
    value.bytes().filter(u8::is_ascii_digit).count()
}

/// Whether a value has the form of an element's codes.
fn is_code_of(to: &str, value: &str) -> bool {
    let length = value.chars().filter(|char| !char.is_whitespace()).count();
    let is_plain = is_code(value) || value.bytes().all(|byte| byte.is_ascii_alphanumeric());
    match to.rsplit('.').next().unwrap_or_default() {
        "credit_code" => is_credit_code(value),
        "organization_code" => is_organization_code(value),
        "division" | "town_code" | "village_code" => {
            digits(value) == length && matches!(length, 6 | 9 | 12)
        }
        "base_code" | "parent_code" => is_plain && matches!(length, 9..=12),
        "implementation_code" => is_plain && length >= 20,
        "handling_code" => is_plain && length >= 30,
        // Six digits are a division.
        _ => is_plain && !(digits(value) == length && length == 6),
    }
}

pub(super) fn is_credit_code(value: &str) -> bool {
    value.len() == 18 && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

pub(super) fn is_organization_code(value: &str) -> bool {
    let bare = value.replace('-', "");
    bare.len() == 9 && is_code(&bare)
}

/// Whether a value holds a phone number; a division code or a time in milliseconds does not.
fn is_contact(value: &str) -> bool {
    let is_bare = value.bytes().all(|byte| byte.is_ascii_digit());
    let is_other = is_bare && (value.len() == 6 || value.len() > 11);
    !is_other && value.len() > 4 && phone::read(value).value.is_some()
}

fn is_hours(value: &str) -> bool {
    let is_bare = value.bytes().all(|byte| byte.is_ascii_digit());
    !is_bare
        && hours::read(value)
            .value
            .is_some_and(|hours| !hours.periods.is_empty())
}

/// Whether a value is a limit with its unit.
pub(super) fn is_limit(value: &str) -> bool {
    let reading = limit::read(value);
    let is_stated = reading.value.as_ref().is_some_and(|limit| {
        (limit.amount.is_some() && limit.unit.is_some()) || limit.is_immediate()
    });
    is_stated && reading.unread.is_empty()
}

/// The mean amount of limits, whatever their units; a limit without an amount counts as 0.
pub(super) fn days(values: &[String]) -> f64 {
    let values = said(values);
    let total: f64 = values
        .iter()
        .filter_map(|value| Some(limit::read(value).value?.amount?.value()))
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "a mean of few values")]
    let count = values.len().max(1) as f64;
    total / count
}

/// The element that the values alone suggest, with the operation.
pub(super) fn alone(values: &[String]) -> Option<(&'static str, Operation)> {
    let all = said(values);
    let values = all
        .get(..MAX_EXAMINED_VALUES.min(all.len()))
        .unwrap_or_default();
    if values.is_empty() {
        return None;
    }
    let codes = |length: usize| {
        most(values, 9, |value| {
            value.len() == length && value.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
    };
    for (length, to) in [
        (33, "handling_code"),
        (31, "implementation_code"),
        (18, "authority.credit_code"),
    ] {
        if codes(length) {
            return Some((to, Operation::Code));
        }
    }
    // Numbers and short codes occur in several lists.
    if !most(values, 3, is_code) {
        let listed = LISTED
            .into_iter()
            .find(|(to, _)| most(values, 9, |value| is_term_of(to, "", value)));
        if listed.is_some() {
            return listed;
        }
        if most(values, 9, is_limit) {
            return Some(("guide.time_limit.promised", Operation::Limit));
        }
    }
    let is_date = |value: &str| {
        let reading = date::read(value);
        reading.is_clean() && reading.value.is_some()
    };
    if most(values, 9, is_date) {
        return Some(("effective_date", Operation::Date));
    }
    if most(values, 9, |value| value.contains("://")) {
        return Some(("channels[online].url", Operation::Url));
    }
    if most(values, 9, is_hours) {
        return Some(("guide.hours", Operation::Hours));
    }
    let is_process = |value: &str| {
        let steps = steps::read(value).value.unwrap_or_default();
        let staged = steps.iter().filter(|step| step.stage.is_some()).count();
        steps.len() > 1 && staged * 2 > steps.len()
    };
    if most(values, 8, is_process) {
        return Some(("guide.process", Operation::Process));
    }
    let is_place = |value: &str| {
        let has = |words: &[&str]| words.iter().any(|word| value.contains(word));
        has(&["窗口", "柜台", "号楼", "大厅", "服务中心"]) && !has(&["，", "。", "；"])
    };
    if most(values, 8, is_place) {
        return Some(("guide.places", Operation::Places));
    }
    let is_phone = |value: &str| is_contact(value) && phone::read(value).is_clean();
    if most(values, 9, is_phone) {
        return Some(("guide.consultation", Operation::Contact));
    }
    None
}
