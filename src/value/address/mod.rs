//! 办理地点: places as street, hall and window.

use std::borrow::Cow;

use super::{Parsed, hours};
use crate::model::{OpeningHours, Place};
use crate::prose::{
    first_chars, is_digit, is_filler, is_han, is_longer, numbered, numbered_inline, outside, slice,
    trimmed, unmarked, without_loose,
};
use crate::words;

mod place;
mod same;
#[cfg(test)]
mod tests;

use place::{
    Label, before_label, complete, ends_as_window, hall, labelled, one, storey_end, street_end,
    unlabelled,
};
pub(crate) use same::{Lack, lack, same};

/// Reads the places in a cell.
///
/// ```
/// let text = "办理地点：甲市乙区人民大道88号市政务服务中心2楼综合窗口";
/// let place = shixiang::value::address::read(text).value.unwrap().remove(0);
///
/// assert_eq!(place.address.as_deref(), Some("甲市乙区人民大道88号2楼"));
/// assert_eq!(place.name.as_deref(), Some("市政务服务中心"));
/// assert_eq!(place.window.as_deref(), Some("综合窗口"));
/// assert!(shixiang::value::address::read("无线下办理窗口").empty);
/// ```
pub fn read(text: &str) -> Parsed<Vec<Place>> {
    let body = unlabelled(text);
    if is_filler(body) || words::NOWHERE.is(trimmed(body)) {
        return Parsed::none();
    }
    let mut places: Vec<Place> = Vec::new();
    let mut unread = Vec::new();
    // The wording of the hours of the last place, which may span several lines.
    let mut open = String::new();
    // 1、某某大厅（甲市乙路1号）2、…: only the numbers separate them.
    let lines = [text, body].into_iter().find_map(numbered_inline);
    // Only a line without a label may be the name of a place whose address is on the next line.
    let mut was_labelled = unlabelled(text).len() < trimmed(text).len();
    for line in lines.unwrap_or_else(|| split_places(body)) {
        let (label, line) = labelled(line);
        let is_name = !std::mem::replace(&mut was_labelled, label.is_some());
        if trimmed(line).is_empty() {
            continue;
        }
        if let Some(link) = line.find("://") {
            let start = slice(line, 0..link).trim_end_matches(|c: char| c.is_ascii_alphabetic());
            let (before, link) = line.split_at(start.len());
            let place = place_before_link(before);
            // Splitting at a link in a bracket leaves half of the bracket on each side.
            if let Some(place) = place {
                places.push(one(&without_loose(place)));
            }
            let link = if place.is_some() { link } else { line };
            unread.push(without_loose(link.trim()).into_owned());
            continue;
        }
        let (line, own) = without_hours(line);
        if trimmed(line).is_empty() && !places.is_empty() && !open.is_empty() {
            open.push('；');
        } else {
            open.clear();
        }
        open.push_str(own);
        let PlaceAndPhone { place, phone } = without_phone(line);
        let place = trimmed(&place);
        if !place.is_empty() {
            add_line(&mut places, place, label, is_name);
        }
        if let Some(phone) = phone {
            let reading = super::phone::read(phone);
            unread.extend(reading.unread);
            match (reading.value, places.last_mut()) {
                (Some(phones), Some(place)) => place.phones.extend(phones),
                (Some(_), None) => unread.push(phone.to_owned()),
                (None, _) => {}
            }
        }
        match places.last_mut().filter(|_| !own.is_empty()) {
            Some(place) => place.hours = hours::read(&open).value,
            None => unread.extend((!own.is_empty()).then(|| own.to_owned())),
        }
    }
    if let [first, second] = places.as_slice()
        && let Some(whole) = on_two_lines(body, first, second)
    {
        places = vec![whole];
    }
    Parsed::list(places, unread)
}

/// Adds another place, or completes the last place if the label of the line shows that it belongs there.
fn add_line(places: &mut Vec<Place>, text: &str, label: Option<Label>, after_name: bool) {
    let mut place = match before_label(text) {
        Some((name, address)) => {
            let mut place = one(name);
            let floor = place.address.take();
            complete(&mut place, one(address));
            complete(
                &mut place,
                Place {
                    address: floor,
                    ..Place::default()
                },
            );
            place
        }
        None => one(text),
    };
    // Without its label, the value of 窗口：B08 would not be recognised as a window.
    if matches!(label, Some(Label::Window | Label::Name))
        && place.name.is_none()
        && place.window.is_none()
    {
        place.address = None;
        let part = Some(text.to_owned());
        match label {
            Some(Label::Name) => place.name = part,
            _ => place.window = part,
        }
    }
    let Some(last) = places.last_mut() else {
        return places.push(place);
    };
    let is_street = |place: &Place| {
        place
            .address
            .as_deref()
            .is_some_and(|at| street_end(at) > 0)
    };
    match label {
        Some(Label::Window) if last.window.is_none() && !is_street(&place) => {
            complete(last, place);
        }
        Some(Label::Name) if last.name.is_none() && !is_street(&place) => complete(last, place),
        Some(Label::Address)
            if place.name.is_none()
                && !is_street(last)
                && (after_name || last.name.is_some() || last.window.is_some()) =>
        {
            if last.name.is_none() && last.window.is_none() {
                last.name = last.address.take();
            }
            // Put the street before the floor.
            let floor = last.address.take();
            complete(last, place);
            complete(
                last,
                Place {
                    address: floor,
                    ..Place::default()
                },
            );
        }
        _ => places.push(place),
    }
}

/// The single place of two lines, of which one is the street and the other the hall.
fn on_two_lines(text: &str, first: &Place, second: &Place) -> Option<Place> {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let (above, below) = (lines.next()?, lines.next()?);
    let are_numbered = unmarked(above).len() < above.len() || unmarked(below).len() < below.len();
    if are_numbered || lines.next().is_some() {
        return None;
    }
    let street = |place: &Place| {
        place
            .address
            .as_deref()
            .is_some_and(|at| street_end(at) > 0)
    };
    let (street, hall) = match (street(first), street(second)) {
        (true, false) => (first, second),
        (false, true) => (second, first),
        _ => return None,
    };
    if street.name.is_some() || street.window.is_some() || hall.name.is_none() {
        return None;
    }
    let mut whole = street.clone();
    complete(&mut whole, hall.clone());
    whole.phones.extend(hall.phones.iter().cloned());
    whole.hours = whole.hours.take().or_else(|| hall.hours.clone());
    Some(whole)
}

/// Writes places in the form [`read`] accepts: one per line, with street, hall and window.
pub fn write(places: &[Place]) -> String {
    places
        .iter()
        .map(display_place)
        .collect::<Vec<_>>()
        .join("\n")
}

/// Concatenates the parts of a place.
fn display_place(place: &Place) -> String {
    [&place.address, &place.name, &place.window]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect()
}

/// Splits a cell into the texts of its places.
fn split_places(text: &str) -> Vec<&str> {
    if let Some(list) = numbered(text, &|_| true)
        && trimmed(list.lead).is_empty()
    {
        return list.entries;
    }
    let mut parts = Vec::new();
    let linked = text.contains("://");
    for line in outside(text, |c| {
        matches!(c, '\n' | '；' | ';' | '。' | '|' | '^') || c == '/' && !linked
    }) {
        // A comma separates two places only if both begin alike: 甲市…，甲市…; or if both name a hall of their own.
        let head = first_chars(line.trim_start(), 3);
        let mut start = 0;
        if is_longer(head, 2) && head.chars().all(is_han) {
            let mut at = 0;
            for part in outside(line, |c| matches!(c, '，' | ',' | '、')) {
                let before = slice(line, start..at);
                if at > 0 && (part.trim_start().starts_with(head) || are_halls(before, part)) {
                    parts.push(before.strip_suffix(['，', ',', '、']).unwrap_or(before));
                    start = at;
                }
                let mark = slice(line, at + part.len()..line.len()).chars().next();
                at += part.len() + mark.map_or(0, char::len_utf8);
            }
        }
        parts.push(slice(line, start..line.len()));
    }
    parts
}

/// Whether two parts around a 、 are places, each with a hall or window of its own: 人社窗口、各社区服务站.
fn are_halls(before: &str, part: &str) -> bool {
    let ends_as_hall = |text: &str| hall(text).is_some_and(|hall| hall.end == text.len());
    let part = trimmed(part);
    before.strip_suffix('、').is_some_and(|before| {
        (ends_as_hall(before) || ends_as_window(before)) && ends_as_hall(part)
    }) && part.starts_with(is_han)
        && storey_end(part) == 0
}

/// The words before a link if they name a place: 某路1号（http://…）; `None` if they announce the link.
fn place_before_link(before: &str) -> Option<&str> {
    let place = trimmed(before.trim_end_matches(['（', '(', '：', ':', ' ', '，', ',']));
    let found = street_end(place) > 0 || hall(place).is_some() || storey_end(place) > 0;
    found.then_some(place)
}

/// Splits a line into the place and the opening hours after it: 政务大厅 周一至周五8:30-12:00.
fn without_hours(line: &str) -> (&str, &str) {
    /// Maximum number of positions that are tried as the start of the hours.
    const MAX_STARTS: usize = 4;
    let mut before = ' ';
    let starts = line.char_indices().filter(|(at, c)| {
        let rest = slice(line, *at..line.len());
        let parted = before.is_whitespace() || "，,、（(；;".contains(before);
        before = *c;
        parted && (words::HOURS_BEGINNING.starts(rest) || starts_with_time(rest))
    });
    for (at, _) in starts.take(MAX_STARTS) {
        let (place, hours) = line.split_at(at);
        let bare = place.trim_end_matches(['（', '(', ' ', '，', ',', '、', '；', ';']);
        let hours = if place.trim_end().ends_with(['（', '(']) {
            hours.trim_end_matches(['）', ')'])
        } else {
            hours
        };
        let reading = hours::read(hours);
        let has_times =
            |hours: OpeningHours| hours.periods.iter().any(|period| period.opens.is_some());
        if reading.unread.is_empty() && reading.value.is_some_and(has_times) {
            return (bare, hours.trim());
        }
    }
    (line, "")
}

/// Whether a text begins with a time: 8:30, ９：00.
fn starts_with_time(text: &str) -> bool {
    let rest = text.trim_start_matches(is_digit);
    rest.len() < text.len() && rest.starts_with([':', '：'])
}

/// A line without its phone number, and the number with its label.
struct PlaceAndPhone<'t> {
    place: Cow<'t, str>,
    phone: Option<&'t str>,
}

/// Separates a place from the phone number after it or in a bracket.
fn without_phone(line: &str) -> PlaceAndPhone<'_> {
    let labels = ["联系电话", "咨询电话", "电话"].iter();
    let start = labels
        .filter_map(|word| line.find(word))
        .min()
        .filter(|at| slice(line, *at..line.len()).contains(is_digit));
    let Some(start) = start.or_else(|| bare_phone(line)) else {
        return PlaceAndPhone {
            place: Cow::Borrowed(line),
            phone: None,
        };
    };
    let (before, phone) = line.split_at(start);
    let marks = ['（', '(', ' ', '\t', '，', ',', '；', ';', '、'];
    let place = before.trim_end_matches(marks);
    // （某路1号，电话：…）二楼: the bracket closes after the number.
    let inside = before.matches(['（', '(']).count() > before.matches(['）', ')']).count();
    let Some(end) = phone
        .find(['）', ')'])
        .filter(|_| inside && !phone_brackets(phone))
    else {
        let phone = if inside {
            phone.trim_end_matches(['）', ')'])
        } else {
            phone
        };
        return PlaceAndPhone {
            place: Cow::Borrowed(place),
            phone: Some(phone),
        };
    };
    let (phone, behind) = phone.split_at(end);
    let closed = place.matches(['（', '(']).count() > place.matches(['）', ')']).count();
    let behind = if closed {
        behind
    } else {
        behind.trim_start_matches(['）', ')'])
    };
    PlaceAndPhone {
        place: Cow::Owned(format!("{place}{behind}")),
        phone: Some(phone),
    }
}

/// The start of a number with its area code after a space at the end of a line: 某局窗口 0797-4295776.
fn bare_phone(line: &str) -> Option<usize> {
    let line = line.trim_end();
    let (_, last) = line.rsplit_once([' ', '\t', '\u{3000}'])?;
    let (area, number) = last.split_once(['-', '－', '—'])?;
    let is_number = |text: &str| !text.is_empty() && text.chars().all(is_digit);
    let is_phone = area.starts_with('0')
        && matches!(area.len(), 3 | 4)
        && matches!(number.len(), 7 | 8)
        && is_number(area)
        && is_number(number);
    is_phone.then(|| line.len() - last.len())
}

/// Whether the first closing bracket of a number was opened in the number itself: 电话：（0662）3681111.
fn phone_brackets(phone: &str) -> bool {
    let open = phone.find(['（', '(']);
    let close = phone.find(['）', ')']);
    open.is_some_and(|open| close.is_some_and(|close| open < close))
}
