//! The parts of a single place: street, hall, window and the way there.

use std::ops::Range;

use crate::model::Place;
use crate::prose::{
    Bracketed, ending_bracket, is_balanced, is_digit, is_longer, opening_bracket, outside, slice,
    small_number, trimmed, unmarked,
};
use crate::words;

/// Reads a single place; if splitting the text would cut a bracket, the whole text becomes the address.
pub(super) fn one(text: &str) -> Place {
    let place = split_parts(text);
    let parts = [
        &place.address,
        &place.name,
        &place.window,
        &place.directions,
    ];
    if parts.into_iter().flatten().all(|part| is_balanced(part)) || !is_balanced(text) {
        return place;
    }
    Place {
        address: Some(text.to_owned()),
        ..Place::default()
    }
}

/// Splits the text of a single place into its parts.
fn split_parts(text: &str) -> Place {
    if let Some((place, way)) = split_directions(text) {
        return Place {
            directions: Some(way.to_owned()),
            ..split_parts(place)
        };
    }
    // 某某办证大厅（甲市乙路1号）二楼: the bracket is the address of the hall.
    if let Some(Bracketed {
        before,
        inside,
        after,
    }) = street_bracket(text)
    {
        let mut place = parse_unbracketed(&format!("{before}{after}"));
        let street = trimmed(unlabelled(inside));
        let rest = place.address.take().unwrap_or_default();
        let mut address = street.to_owned();
        append(&mut address, &rest);
        place.address = Some(address);
        return place;
    }
    parse_unbracketed(text)
}

/// Appends a part to an address, with a comma between two numbers.
fn append(address: &mut String, part: &str) {
    if address.ends_with(is_digit) && part.starts_with(is_digit) {
        address.push('，');
    }
    address.push_str(part);
}

/// Splits a text into a place and the directions to it: 甲市乙路1号，乘坐1路公交车到政务中心站下车.
fn split_directions(text: &str) -> Option<(&str, &str)> {
    let mut at = 0;
    for clause in outside(text, |c| matches!(c, '，' | ',' | '；' | ';' | '。')) {
        if at > 0 && words::WAY_THERE.starts(clause.trim_start()) {
            let place = trimmed(slice(text, 0..at));
            return Some((place, trimmed(slice(text, at..text.len()))));
        }
        let mark = slice(text, at + clause.len()..text.len()).chars().next();
        at += clause.len() + mark.map_or(0, char::len_utf8);
    }
    let Bracketed { before, inside, .. } = ending_bracket(text)?;
    let way = words::WAY_THERE.starts(inside.trim_start()) && !trimmed(before).is_empty();
    way.then(|| (trimmed(before), trimmed(inside)))
}

/// The bracket of a text that is the address of the hall or window outside it.
fn street_bracket(text: &str) -> Option<Bracketed<'_>> {
    let start = text.find(['（', '('])?;
    let (before, bracket) = text.split_at(start);
    let found = Bracketed {
        before,
        ..opening_bracket(bracket)?
    };
    let named = hall(before).is_some() || ends_as_window(before);
    let street = is_street(found.inside) && street_end(before) == 0;
    // 大厅（某路）：… describes what the hall handles.
    let is_described = found.after.trim_start().starts_with(['：', ':']);
    (named && street && !is_described).then_some(found)
}

/// The parts of a place whose address is outside brackets.
fn parse_unbracketed(text: &str) -> Place {
    let mut text = text;
    let mut place = Place::default();
    // （1-15号窗口） after a hall is its window; （省司法厅…处） after a room names the office in the room.
    let mut brackets = Vec::new();
    while let Some(Bracketed { before, inside, .. }) = ending_bracket(text)
        && !before.is_empty()
        && ends_as_window(inside)
    {
        brackets.insert(0, inside);
        text = trimmed(before);
    }
    let bracket = (!brackets.is_empty()).then(|| brackets.join("、"));
    let street = street_end(text);
    let rest = slice(text, street..text.len());
    let hall = hall(rest).unwrap_or_default();
    // Building and floor before the hall, or before the window if there is no hall.
    let before = if hall.end > 0 {
        slice(rest, 0..hall.start)
    } else {
        rest
    };
    let mut storey = storey_end(before);
    if hall.end > 0 {
        storey = storey.max(way_end(before, street > 0));
        place.name = Some(trimmed(slice(rest, storey..hall.end)).to_owned());
    }
    let mut address = trimmed(slice(text, 0..street + storey)).to_owned();
    let tail = trimmed(slice(rest, hall.end.max(storey)..rest.len()));
    // A floor after the hall belongs to the address: street, building, floor.
    let first = tail
        .find(['、', '，', '窗', '室', '房'])
        .unwrap_or(tail.len());
    let floor = if hall.end > 0 {
        storey_end(slice(tail, 0..first))
    } else {
        0
    };
    append(&mut address, trimmed(slice(tail, 0..floor)));
    let window = trimmed(slice(tail, floor..tail.len())).trim_matches(['：', ':']);
    if ends_as_window(window) && (street + storey > 0 || hall.end > 0) {
        place.window = Some(window.to_owned());
    } else if !window.is_empty() {
        append(&mut address, window);
    }
    match (bracket, &mut place.window) {
        (Some(bracket), Some(window)) => *window = format!("{window}（{bracket}）"),
        (Some(bracket), window) => *window = Some(bracket),
        (None, _) => {}
    }
    if !address.is_empty() {
        place.address = Some(address);
    }
    place
}

/// Whether a text names a street and no window: 乙路1号, 丙大道汽车城.
fn is_street(text: &str) -> bool {
    text.contains(['路', '街', '道', '巷']) && !text.contains('窗')
}

/// The end of the street number including suffixes, such as 341号之一; 0 if there is none.
pub(super) fn street_end(text: &str) -> usize {
    let mut digits = false;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        if c == '号' && digits {
            let rest = slice(text, after..text.len());
            if !words::NO_HOUSE_NUMBER.starts(rest) {
                let Some(more) = rest.strip_prefix('之') else {
                    return after;
                };
                return after + '之'.len_utf8() + small_number(more).map_or(0, |number| number.end);
            }
        }
        digits = is_digit(c) || digits && matches!(c, '-' | '－' | ' ');
    }
    0
}

/// The byte range of the last word of the first hall in a text.
pub(super) fn hall(text: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(at, _)| {
        let rest = slice(text, at..text.len());
        let word = words::HALL_ENDING.start_of(rest)?;
        // 服务中心大楼 is a building.
        let after = slice(rest, word.len()..rest.len());
        let building = words::BUILDING_ENDING.starts(after);
        // 大厅对面200米 only uses the hall as a landmark.
        let landmark = words::LANDMARK_SIDE.starts(after);
        (!building && !landmark).then(|| at..at + word.len())
    })
}

/// The end of the last building or floor in a text; 0 if there is none.
pub(super) fn storey_end(text: &str) -> usize {
    let mut end = 0;
    let mut counted = false;
    for (at, c) in text.char_indices() {
        let after = at + c.len_utf8();
        let rest = slice(text, at..text.len());
        if matches!(c, '楼' | '层') && counted {
            end = after;
        }
        if let Some(word) = words::BUILDING_ENDING.start_of(rest) {
            end = end.max(at + word.len());
        }
        counted = is_digit(c)
            || is_floor_numeral(c)
            || matches!(c, '首' | '底' | '顶')
            || counted && c == ' ';
    }
    end
}

/// The end of the words that only locate the hall: the last comma or landmark or, if the place has no street
/// number, the last road.
fn way_end(before: &str, numbered: bool) -> usize {
    let mut end = 0;
    for (at, c) in before.char_indices() {
        let after = at + c.len_utf8();
        let rest = slice(before, after..before.len());
        let so_far = slice(before, 0..after);
        let shown = words::WAY_ENDING.ends(so_far);
        let way = match c {
            '，' | ',' => true,
            _ if shown => true,
            // 路北200米 locates the hall, 5米深 does not.
            '米' => slice(before, 0..at).ends_with(is_digit) && !rest.starts_with('深'),
            _ if numbered => false,
            '侧' | '旁' => true,
            '北' | '南' | '东' | '西' => slice(before, 0..at).ends_with('以'),
            '道' => slice(before, 0..at).ends_with('大'),
            '路' => !slice(before, 0..at).ends_with(['铁', '公', '道']),
            '街' => !rest.starts_with('道'),
            _ => false,
        };
        if way {
            end = after;
        }
    }
    end
}

pub(super) fn ends_as_window(text: &str) -> bool {
    let text = trimmed(text).trim_end_matches(['）', ')']);
    // A form left its number out: 号窗口.
    let is_blank = text.trim_start_matches('号').is_empty() || text == "号窗口";
    words::WINDOW_ENDING.ends(text) && !is_blank
}

/// The kind of a label before a part of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Address,
    Window,
    Name,
}

/// Splits the label from a text: 办理地点：, 窗口：. Other words before a colon are kept.
pub(super) fn labelled(text: &str) -> (Option<Label>, &str) {
    const NAMES: &[&str] = &[
        "名称",
        "窗口名称",
        "大厅名称",
        "办理大厅",
        "大厅",
        "单位名称",
        "中心名称",
    ];
    const WINDOWS: &[&str] = &[
        "窗口",
        "窗口号",
        "办理窗口",
        "受理窗口",
        "服务窗口",
        "窗口位置",
        "办事窗口",
    ];
    let text = unmarked(trimmed(text));
    let Some((label, rest)) = text.split_once(['：', ':']) else {
        return (None, text);
    };
    let label = label.trim();
    let kind = if is_address_label(label) {
        Label::Address
    } else if WINDOWS.contains(&label) {
        Label::Window
    } else if NAMES.contains(&label) {
        Label::Name
    } else {
        return (None, text);
    };
    (Some(kind), rest.trim())
}

/// Whether a text is nothing but the label of an address.
fn is_address_label(label: &str) -> bool {
    let ending = words::ADDRESS_LABEL_ENDING.end_of(label);
    let Some(ending) = ending.filter(|_| !is_longer(label, 12)) else {
        return false;
    };
    let mut rest = slice(label, 0..label.len() - ending.len()).trim_end();
    while !rest.is_empty() {
        let part = words::ADDRESS_LABEL_PART.strip_start(rest.trim_start());
        let Some(after) = part else {
            return false;
        };
        rest = after;
    }
    true
}

/// Splits a line into a name and the address after its label: 一楼综合窗口，地址：甲市乙路1号.
pub(super) fn before_label(line: &str) -> Option<(&str, &str)> {
    const LABELS: &[&str] = &["地址：", "地址:", "地点：", "地点:"];
    let at = LABELS.iter().filter_map(|label| line.find(label)).min()?;
    let (before, rest) = line.split_at(at);
    let (_, address) = rest.split_once(['：', ':'])?;
    let kinds = ["办理", "办公", "详细", "具体", "联系"];
    let before = kinds
        .iter()
        .find_map(|kind| before.strip_suffix(kind))
        .unwrap_or(before);
    let name = trimmed(before).trim_matches(|char| "，,、；;（( \n".contains(char));
    let is_name = hall(name).is_some() || ends_as_window(name);
    (is_name && is_balanced(name) && is_balanced(address)).then_some((name, address))
}

/// Strips a label of an address, such as 办理地点：, from a text.
pub(super) fn unlabelled(text: &str) -> &str {
    match labelled(text) {
        (Some(Label::Address), rest) => rest,
        _ => unmarked(trimmed(text)),
    }
}

/// Adds the parts of another line about the same place; parts already known are kept.
pub(super) fn complete(place: &mut Place, more: Place) {
    place.name = place.name.take().or(more.name);
    place.window = place.window.take().or(more.window);
    place.directions = place.directions.take().or(more.directions);
    if let Some(address) = more.address {
        append(place.address.get_or_insert_default(), &address);
    }
}

/// Whether a character is a Chinese numeral that may number a floor: 二楼, 贰层.
pub(super) fn is_floor_numeral(c: char) -> bool {
    !c.is_ascii_digit() && small_number(c.encode_utf8(&mut [0; 4])).is_some()
}
