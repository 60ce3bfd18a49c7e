//! Telephone area codes (长途区号) of the mainland: the areas they serve and the lengths of local numbers.

use std::sync::LazyLock;

/// The table: code, places, divisions, digits; see its header.
static TABLE: &str = include_str!("area_codes.tsv");

/// One area code.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Area {
    /// The code with its leading zero, such as `0770`.
    pub code: &'static str,
    /// The place or places it serves, separated by 、.
    pub name: &'static str,
    /// Prefixes of the division codes (行政区划代码) it serves: province, prefecture or county.
    pub divisions: Vec<&'static str>,
    /// The possible numbers of digits of a local number.
    pub digits: Vec<usize>,
}

/// All area codes, by province.
static AREAS: LazyLock<Vec<Area>> = LazyLock::new(|| {
    TABLE
        .lines()
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| {
            let mut cells = line.split('\t');
            Some(Area {
                code: cells.next()?,
                name: cells.next()?,
                divisions: cells.next()?.split(',').collect(),
                digits: cells
                    .next()?
                    .split(',')
                    .map(str::parse)
                    .collect::<Result<_, _>>()
                    .ok()?,
            })
        })
        .collect()
});

/// The area codes by prefix of the division code, with two, four or six digits.
static BY_DIVISION: LazyLock<Vec<(&'static str, Vec<&'static str>)>> = LazyLock::new(|| {
    let mut pairs: Vec<(&str, &str)> = Vec::with_capacity(AREAS.len() * 2);
    for area in AREAS.iter() {
        for division in &area.divisions {
            let province = division.get(..2).unwrap_or(division);
            pairs.push((province, area.code));
            pairs.push((division, area.code));
        }
    }
    // A stable sort, so that the codes of a division keep the order of the table.
    pairs.sort_by_key(|(division, _)| *division);
    let divisions = pairs.chunk_by(|(one, _), (next, _)| one == next);
    let codes = divisions.filter_map(|pairs| {
        let mut codes: Vec<&str> = Vec::new();
        for (_, code) in pairs {
            if !codes.contains(code) {
                codes.push(code);
            }
        }
        Some((pairs.first()?.0, codes))
    });
    codes.collect()
});

/// The value of a string of digits, of which at most five are read.
fn number(code: &str) -> Option<usize> {
    code.bytes().take(5).try_fold(0, |number, byte| {
        let digit = byte.is_ascii_digit().then(|| usize::from(byte - b'0'))?;
        Some(number * 10 + digit)
    })
}

/// Looks up an area by its code.
///
/// ```
/// use shixiang::division::area_code;
///
/// assert_eq!(area_code::find("0770").map(|area| area.name), Some("防城港"));
/// assert!(area_code::find("0000").is_none());
/// ```
pub fn find(code: &str) -> Option<&'static Area> {
    // Indexed by the value of the code without its leading zero.
    static BY_NUMBER: LazyLock<Vec<Option<&Area>>> = LazyLock::new(|| {
        let mut by_number = vec![None; 1000];
        for area in AREAS.iter() {
            let place = number(area.code).and_then(|number| by_number.get_mut(number));
            // If several prefectures share a code, the first counts.
            if let Some(place @ None) = place {
                *place = Some(area);
            }
        }
        by_number
    });
    let area = BY_NUMBER.get(number(code)?).copied().flatten();
    area.filter(|area| area.code == code)
}

/// All areas, by province.
pub fn all() -> &'static [Area] {
    &AREAS
}

/// The area codes that a body of this division may have; `None` if the division is unknown.
///
/// Takes a division code of at least 6 digits. A province has all of its codes, since its bodies
/// need not be in the capital; a county has those of its prefecture. `000000` has none.
///
/// ```
/// use shixiang::division::area_code;
///
/// assert_eq!(area_code::of_division("450602"), Some(&["0770"][..]));
/// assert!(area_code::of_division("440000").is_some_and(|codes| codes.contains(&"0755")));
/// assert_eq!(area_code::of_division("990000"), None);
/// ```
pub fn of_division(division: &str) -> Option<&'static [&'static str]> {
    let division = division.trim();
    if division.len() < 6 || !division.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let province = division.get(2..4) == Some("00");
    let lengths: &[usize] = if province { &[2] } else { &[6, 4, 2] };
    lengths.iter().find_map(|length| {
        let key = division.get(..*length)?;
        let at = BY_DIVISION.binary_search_by_key(&key, |(division, _)| division);
        Some(BY_DIVISION.get(at.ok()?)?.1.as_slice())
    })
}

/// The area code that a string of digits begins with.
pub(crate) fn leading(digits: &str) -> Option<&'static Area> {
    [3, 4]
        .into_iter()
        .find_map(|length| find(digits.get(..length)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_table_is_an_area() {
        let lines = TABLE.lines().filter(|line| !line.starts_with('#')).count();
        assert!(lines > 300);
        assert_eq!(all().len(), lines);
        for area in all() {
            assert!(
                area.digits.iter().all(|digits| matches!(digits, 7 | 8)),
                "{area:?}"
            );
            for division in &area.divisions {
                assert!(
                    crate::division::all()
                        .iter()
                        .any(|known| known.code.starts_with(division)),
                    "{area:?}"
                );
            }
        }
    }

    #[test]
    fn no_code_begins_another() {
        for area in AREAS.iter() {
            assert_eq!(
                leading(&format!("{}8888888", area.code)),
                Some(area),
                "{}",
                area.code
            );
            let length = if matches!(area.code.as_bytes(), [b'0', b'1' | b'2', ..]) {
                3
            } else {
                4
            };
            assert_eq!(area.code.len(), length, "{}", area.code);
        }
    }

    #[test]
    fn every_province_has_codes() {
        let provinces = "11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65";
        for province in provinces.split(' ') {
            assert!(
                of_division(&format!("{province}0000")).is_some(),
                "{province}"
            );
        }
    }

    #[test]
    fn finds_counties_by_prefecture() {
        assert_eq!(of_division("110105"), Some(&["010"][..]));
        assert_eq!(of_division("500101"), Some(&["023"][..]));
        assert_eq!(of_division("419001"), Some(&["0391"][..]));
        assert_eq!(of_division("469021"), Some(&["0898"][..]));
        assert_eq!(of_division("450602001000"), Some(&["0770"][..]));
        for text in ["", "4506", "45060x", "四五〇六〇二"] {
            assert_eq!(of_division(text), None, "{text}");
        }
    }
}
