//! Whether a place can be found, and whether two places are the same.

use super::place::{is_floor_numeral, storey_end, street_end};
use crate::model::Place;
use crate::prose::{is_digit, is_filler, is_han, is_longer, slice, small_number, text_key};
use crate::words;

/// A gap because of which a place cannot be found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lack {
    /// Street number, building, floor and window.
    Everything,
    /// The street number of a hall whose floor or window is given.
    StreetNumber,
    /// The place inside the building at a street number: hall, floor, window.
    Inside,
}

/// The gap because of which a place cannot be found; `None` if it can be found.
pub(crate) fn lack(place: &Place) -> Option<Lack> {
    let is_given = |part: &Option<String>| part.as_deref().is_some_and(|text| !is_filler(text));
    let texts = || [&place.address, &place.name].into_iter().flatten();
    let has_numbered = |text: &String, ends: &[char]| {
        text.char_indices().any(|(at, c)| {
            ends.contains(&c)
                && slice(text, 0..at).chars().next_back().is_some_and(is_digit)
                && !slice(text, at..text.len()).starts_with("号窗")
        })
    };
    // What stands at a crossing, 长安街与建国路交叉口北行50米, is found without a number.
    let crossing = |text: &String| {
        let text = text.trim_end_matches('。');
        words::CROSSING.occurs_in(text) && !words::CROSSING.ends(text)
    };
    let numbered = texts()
        .any(|text| street_end(text) > 0 || has_numbered(text, &['号', '弄']) || crossing(text));
    let names_building = || texts().any(|text| words::BUILDING_ENDING.occurs_in(text));
    let inside = is_given(&place.window)
        || texts()
            .any(|text| storey_end(text) > 0 || has_numbered(text, &['室', '房', '窗', '栋']));
    // 人民路12号 alone may be any door of a courtyard.
    let is_bare_number = || {
        let address = place
            .address
            .as_deref()
            .unwrap_or_default()
            .trim_end_matches('。');
        !is_given(&place.name) && street_end(address) == address.len()
    };
    match (numbered, inside) {
        (false, false) => Some(Lack::Everything),
        (false, true) if !names_building() => Some(Lack::StreetNumber),
        (true, false) if is_bare_number() => Some(Lack::Inside),
        _ => None,
    }
}

/// Whether two places are the same, judging by their wording.
///
/// Spaces, punctuation, 二楼 for 2楼 and divisions before a name (甲市政务服务中心 for
/// 市政务服务中心) make no difference. A part that only one of the places states does.
pub(crate) fn same(a: &Place, b: &Place) -> bool {
    let parts = |place: &Place| {
        [&place.address, &place.name, &place.window]
            .map(|part| key(part.as_deref().unwrap_or_default()))
    };
    let [a_address, a_name, a_window] = parts(a);
    let [b_address, b_name, b_window] = parts(b);
    if [&a_address, &a_name, &a_window]
        .into_iter()
        .all(String::is_empty)
    {
        return false;
    }
    let whole =
        format!("{a_address}{a_name}{a_window}") == format!("{b_address}{b_name}{b_window}");
    whole
        || differ_by_division(&a_address, &b_address)
            && differ_by_division(&a_name, &b_name)
            && differ_by_division(&a_window, &b_window)
}

/// The comparison key of one part, with floors written in digits.
fn key(text: &str) -> String {
    let text = text_key(text);
    let mut key = String::with_capacity(text.len());
    let mut numerals = String::new();
    for c in text.chars() {
        if is_floor_numeral(c) && numerals.chars().count() < 3 {
            numerals.push(c);
            continue;
        }
        let storey = matches!(c, '楼' | '层');
        match small_number(&numerals).filter(|_| storey) {
            Some(number) => key.push_str(&number.value.to_string()),
            None => key.push_str(&numerals),
        }
        numerals.clear();
        if is_floor_numeral(c) {
            numerals.push(c);
        } else {
            let floor = storey && key.chars().next_back().is_some_and(|c| c.is_ascii_digit());
            key.push(if floor { '楼' } else { c });
        }
    }
    key.push_str(&numerals);
    key
}

/// Whether two parts are equal, or differ only by divisions before one of them.
fn differ_by_division(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (long, short) = if a.len() > b.len() { (a, b) } else { (b, a) };
    let Some(before) = long.strip_suffix(short) else {
        return false;
    };
    let ends = |c: char| {
        matches!(
            c,
            '省' | '市' | '区' | '县' | '州' | '旗' | '镇' | '乡' | '盟'
        )
    };
    let divisions = before.chars().next_back().is_some_and(ends)
        // 甲市政务服务中心 and 市政务服务中心 share the last word of the division.
        || short.chars().next().is_some_and(ends);
    divisions && is_longer(short, 3) && before.chars().all(is_han) && !is_longer(before, 20)
}
