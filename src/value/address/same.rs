//! Whether a place can be found, and whether two are the same.

use super::place::{is_floor_numeral, storey_end, street_end};
use crate::model::Place;
use crate::prose::{is_digit, is_filler, is_han, is_longer, slice, small_number, text_key};

/// Whether a place is exact enough to be found: street number, building, floor or window.
pub(crate) fn is_exact(place: &Place) -> bool {
    let said = |part: &Option<String>| part.as_deref().is_some_and(|text| !is_filler(text));
    if said(&place.window) {
        return true;
    }
    [&place.address, &place.name]
        .into_iter()
        .flatten()
        .any(|text| {
            street_end(text) > 0
                || storey_end(text) > 0
                || text.char_indices().any(|(at, c)| {
                    matches!(c, '室' | '房' | '窗' | '号' | '弄' | '栋')
                        && slice(text, 0..at).chars().next_back().is_some_and(is_digit)
                })
        })
}

/// Whether two places are the same, judging by their wording.
///
/// Spaces, punctuation, 二楼 for 2楼 and divisions before a name (甲市政务服务中心 for
/// 市政务服务中心) make no difference. A part that only one of them states does.
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
        || prefixed(&a_address, &b_address)
            && prefixed(&a_name, &b_name)
            && prefixed(&a_window, &b_window)
}

/// The key of one part, floors written in digits.
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

/// Whether two parts differ at most by divisions that precede one of them.
fn prefixed(a: &str, b: &str) -> bool {
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
        // 甲市政务服务中心 against 市政务服务中心: the division's last word is in both.
        || short.chars().next().is_some_and(ends);
    divisions && is_longer(short, 3) && before.chars().all(is_han) && !is_longer(before, 20)
}
