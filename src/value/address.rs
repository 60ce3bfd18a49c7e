//! 办理地点: places as street, hall and window.

use std::ops::Range;

use super::Parsed;
use crate::model::Place;
use crate::prose::{
    Bracketed, ending_bracket, first_chars, is_digit, is_filler, is_han, is_longer, numbered,
    numbered_inline, outside, slice, small_number, text_key, trimmed, unmarked,
};
use crate::words;

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
    let mut places = Vec::new();
    let mut unread = Vec::new();
    // 1、某某大厅（甲市乙路1号）2、…: only the numbers part them.
    let lines = [text, body].into_iter().find_map(numbered_inline);
    for line in lines.unwrap_or_else(|| pieces(body)) {
        let line = unlabelled(line);
        if trimmed(line).is_empty() {
            continue;
        }
        let phone = phone_start(line);
        let before = slice(line, 0..phone.unwrap_or(line.len()));
        let place = trimmed(before.trim_end_matches(['（', '(', ' ', '，', ',']));
        if phone.is_none() {
            places.push(one(trimmed(line)));
        } else if !place.is_empty() {
            places.push(one(place));
        }
        if let Some(start) = phone {
            let phone = slice(line, start..line.len()).trim_end_matches(['）', ')']);
            let reading = super::phone::read(phone);
            unread.extend(reading.unread);
            match (reading.value, places.last_mut()) {
                (Some(phones), Some(place)) => place.phones.extend(phones),
                (Some(_), None) => unread.push(phone.to_owned()),
                (None, _) => {}
            }
        }
    }
    let value = (!places.is_empty()).then_some(places);
    Parsed {
        value,
        unread,
        guess: None,
        empty: false,
    }
}

/// Writes places in the form [`read`] accepts: one per line, with street, hall and window.
pub fn write(places: &[Place]) -> String {
    places.iter().map(joined).collect::<Vec<_>>().join("\n")
}

/// The parts of a place one after the other.
fn joined(place: &Place) -> String {
    [&place.address, &place.name, &place.window]
        .into_iter()
        .flatten()
        .map(String::as_str)
        .collect()
}

/// A text without a label such as 办理地点： before it.
fn unlabelled(text: &str) -> &str {
    let text = unmarked(trimmed(text));
    let Some((label, rest)) = text.split_once(['：', ':']) else {
        return text;
    };
    let short = !is_longer(label, 12) && !label.chars().any(|c| c.is_ascii_digit());
    if short && words::ADDRESS_LABEL_ENDING.ends(label) {
        rest.trim()
    } else {
        text
    }
}

/// The places of a cell.
fn pieces(text: &str) -> Vec<&str> {
    if let Some(list) = numbered(text, &|_| true)
        && trimmed(list.lead).is_empty()
    {
        return list.entries;
    }
    let mut pieces = Vec::new();
    for line in outside(text, |c| {
        matches!(c, '\n' | '；' | ';' | '。' | '/' | '|' | '^')
    }) {
        // A comma parts two places only where the second begins as the first does: 甲市…，甲市….
        let head = first_chars(line.trim_start(), 3);
        let mut start = 0;
        if is_longer(head, 2) && head.chars().all(is_han) {
            for (at, c) in line.char_indices() {
                let after = at + c.len_utf8();
                if matches!(c, '，' | ',' | '、')
                    && slice(line, after..line.len())
                        .trim_start()
                        .starts_with(head)
                {
                    pieces.push(slice(line, start..at));
                    start = after;
                }
            }
        }
        pieces.push(slice(line, start..line.len()));
    }
    pieces
}

/// Where in a line the phone number begins that stands with a place.
fn phone_start(line: &str) -> Option<usize> {
    (["联系电话", "咨询电话", "电话"].iter())
        .filter_map(|word| line.find(word))
        .min()
        .filter(|at| slice(line, *at..line.len()).contains(is_digit))
}

/// A single place.
fn one(text: &str) -> Place {
    let mut text = text;
    let mut place = Place::default();
    // 某某办证大厅（甲市乙路1号）: the bracket is the address of the hall.
    if let Some(Bracketed { before, inside, .. }) = ending_bracket(text)
        && is_street(inside)
        && street_end(before) == 0
        && hall(before).is_some_and(|hall| hall.end == before.len())
    {
        place.address = Some(trimmed(inside).to_owned());
        place.name = Some(before.to_owned());
        return place;
    }
    // （1-15号窗口） after a hall is its window, （省司法厅…处） after a room is whose room it is.
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
    // Building and floor before the hall, or before the window where there is no hall.
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
    address.push_str(trimmed(slice(tail, 0..floor)));
    let window = trimmed(slice(tail, floor..tail.len())).trim_matches(['：', ':']);
    if ends_as_window(window) && (street + storey > 0 || hall.end > 0) {
        place.window = Some(window.to_owned());
    } else if !window.is_empty() {
        address.push_str(window);
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

/// Where the street number ends, with what belongs to it, as 341号之一; 0 where there is none.
fn street_end(text: &str) -> usize {
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

/// Where the last word stands of the first hall that a text names.
fn hall(text: &str) -> Option<Range<usize>> {
    text.char_indices().find_map(|(at, _)| {
        let rest = slice(text, at..text.len());
        let word = words::HALL_ENDING.start_of(rest)?;
        // 服务中心大楼 is a building.
        let after = slice(rest, word.len()..rest.len());
        let building = words::BUILDING_ENDING.starts(after);
        (!building).then(|| at..at + word.len())
    })
}

/// Where the last building or floor that a text names ends; 0 where there is none.
fn storey_end(text: &str) -> usize {
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

/// Where the words end that only say where a hall lies: up to a comma or, where there is no street
/// number, a road or a side.
fn way_end(before: &str, numbered: bool) -> usize {
    let mut end = 0;
    for (at, c) in before.char_indices() {
        let after = at + c.len_utf8();
        let rest = slice(before, after..before.len());
        let way = match c {
            '，' | ',' => true,
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

fn ends_as_window(text: &str) -> bool {
    let text = trimmed(text).trim_end_matches(['）', ')']);
    words::WINDOW_ENDING.ends(text)
}

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

/// Whether two places are the same, as far as their wording tells.
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

/// Whether it may number a floor: 二楼, 贰层.
fn is_floor_numeral(c: char) -> bool {
    !c.is_ascii_digit() && small_number(c.encode_utf8(&mut [0; 4])).is_some()
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

/// Whether two parts differ at most by divisions that stand before one of them.
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
        // 甲市政务服务中心 against 市政务服务中心: the division's last word stands in both.
        || short.chars().next().is_some_and(ends);
    divisions && is_longer(short, 3) && before.chars().all(is_han) && !is_longer(before, 20)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn parts(text: &str) -> [String; 3] {
        let mut places = read(text).value.unwrap();
        assert_eq!(places.len(), 1, "{text}");
        let place = places.remove(0);
        [place.address, place.name, place.window].map(Option::unwrap_or_default)
    }

    #[test]
    fn parts_are_told_apart() {
        for (text, expected) in [
            (
                "甲市乙路341号之1首层办公区所有窗口",
                ["甲市乙路341号之1首层", "", "办公区所有窗口"],
            ),
            (
                "甲市乙路116号水利大厦一楼政务服务大厅1-4号窗口。",
                ["甲市乙路116号水利大厦一楼", "政务服务大厅", "1-4号窗口"],
            ),
            (
                "甲市乙路51号15楼管理处1525房",
                ["甲市乙路51号15楼", "", "管理处1525房"],
            ),
            (
                "甲省甲市乙路11号（A栋405室）",
                ["甲省甲市乙路11号", "", "A栋405室"],
            ),
            (
                "甲市乙路11号（船员大厅1-9号窗）（船舶大厅1-4号窗）",
                ["甲市乙路11号", "", "船员大厅1-9号窗、船舶大厅1-4号窗"],
            ),
            (
                "渔政支队办证大厅（甲市乙区丙街1-55号）",
                ["甲市乙区丙街1-55号", "渔政支队办证大厅", ""],
            ),
            ("市民中心二楼住建窗口", ["二楼", "市民中心", "住建窗口"]),
            ("各县区服务窗口所在地", ["各县区服务窗口所在地", "", ""]),
            ("甲市乙区丙大道200号", ["甲市乙区丙大道200号", "", ""]),
            (
                "甲市园区东侧、乙大道以北，市政务服务中心三楼综合窗口",
                ["甲市园区东侧、乙大道以北三楼", "市政务服务中心", "综合窗口"],
            ),
            (
                "甲路8号市民中心1楼综合窗口、2楼专窗",
                ["甲路8号1楼", "市民中心", "综合窗口、2楼专窗"],
            ),
        ] {
            assert_eq!(parts(text), expected, "{text}");
        }
    }

    #[test]
    fn several_places_are_parted() {
        let count = |text: &str| read(text).value.map_or(0, |places| places.len());
        assert_eq!(count("1.甲市乙路1号；2.甲市丙路2号"), 2);
        assert_eq!(count("甲市区乙路1号1楼窗口,甲市区丙路2号3室"), 2);
        assert_eq!(count("甲市乙路1号政务服务中心1、2、3号窗口"), 1);
        assert_eq!(
            count("1、东区办证大厅（甲市乙街1-5号）2、西区办证大厅（甲市丙路2号）"),
            2
        );
        assert!(read("办理地点：无").empty);
    }

    #[test]
    fn other_streets_are_other_places() {
        let place = |text: &str| read(text).value.unwrap().remove(0);
        assert!(!same(&place("甲市乙路1号"), &place("甲市乙路11号")));
        assert!(!same(&place("甲市乙路1号2楼"), &place("甲市乙路1号3楼")));
        assert!(is_exact(&place("甲市乙路1号")));
        assert!(!is_exact(&place("甲市各区政务服务中心")));
    }

    #[test]
    fn places_are_compared_as_far_as_they_tell() {
        let place = |text| read(text).value.unwrap().remove(0);
        let a = place("甲市乙区人民大道88号市政务服务中心二楼综合窗口。");
        let b = place("人民大道88号甲市政务服务中心2楼 综合窗口");
        assert!(same(&a, &b));
        assert!(!is_exact(&place("甲市乙区")) && is_exact(&place("甲市乙区3号窗口")));
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in any::<String>(), places in "[甲乙市区号楼一2，；（）窗口大厅 之、:]{0,24}") {
            for text in [text, places] {
                let once = read(&text).value.unwrap_or_default();
                for place in &once {
                    let _ = is_exact(place);
                    let _ = same(place, place);
                }
            }
        }

        #[test]
        fn written_places_are_read_again(number in 1u16..999, floor in 1u8..30, window in 1u8..99) {
            let text = format!("甲市乙区丙路{number}号{floor}楼市政务服务中心{window}号窗口");
            let places = read(&text).value.unwrap();
            prop_assert_eq!(read(&write(&places)).value.unwrap(), places);
        }
    }
}
