//! Lists many places on one line: `items.csv 第3–5、9条记录`.

use crate::i18n::Language;
use crate::source::Location;

/// The places with each file named once and numbers as ranges, in order of first occurrence.
pub(super) fn together<'l>(
    places: impl Iterator<Item = &'l Location>,
    language: Language,
) -> String {
    let mut files: Vec<(String, Unit, Vec<u64>)> = Vec::new();
    for place in places {
        let (unit, number) = match (place.record, place.line) {
            (Some(record), _) => (Unit::Record, record),
            (None, Some(line)) => (Unit::Line, line),
            (None, None) => (Unit::None, 0),
        };
        let mut name = place.file.clone();
        if let Some(sheet) = &place.sheet {
            name.push_str(&match language {
                Language::Chinese => format!(" 工作表“{sheet}”"),
                Language::English => format!(" sheet “{sheet}”"),
            });
        }
        match files
            .iter_mut()
            .rev()
            .find(|(file, of, _)| *file == name && *of == unit)
        {
            Some((_, _, numbers)) => numbers.push(number),
            None => files.push((name, unit, vec![number])),
        }
    }
    let between = match language {
        Language::Chinese => "；",
        Language::English => "; ",
    };
    let files: Vec<String> = files
        .into_iter()
        .map(|(name, unit, numbers)| match (unit, language) {
            (Unit::None, _) => name,
            (Unit::Record, Language::Chinese) => {
                format!("{name} 第{}条记录", ranges(numbers, "、"))
            }
            (Unit::Record, Language::English) => {
                format!("{name} records {}", ranges(numbers, ", "))
            }
            (Unit::Line, Language::Chinese) => format!("{name} 第{}行", ranges(numbers, "、")),
            (Unit::Line, Language::English) => format!("{name} lines {}", ranges(numbers, ", ")),
        })
        .collect();
    files.join(between)
}

/// The unit of the numbers of places.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Unit {
    Record,
    Line,
    None,
}

/// `3–5、9`.
fn ranges(mut numbers: Vec<u64>, between: &str) -> String {
    numbers.sort_unstable();
    numbers.dedup();
    let mut ranges: Vec<(u64, u64)> = Vec::new();
    for number in numbers {
        match ranges.last_mut() {
            Some((_, end)) if *end + 1 == number => *end = number,
            _ => ranges.push((number, number)),
        }
    }
    let ranges: Vec<String> = ranges
        .into_iter()
        .map(|(start, end)| match end - start {
            0 => start.to_string(),
            _ => format!("{start}–{end}"),
        })
        .collect();
    ranges.join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(file: &str, record: u64) -> Location {
        Location {
            file: file.to_owned(),
            record: Some(record),
            ..Location::default()
        }
    }

    #[test]
    fn numbers_that_follow_each_other_are_a_range() {
        let places = [9, 3, 4, 5, 3].map(|number| record("甲.csv", number));
        let text = together(places.iter(), Language::Chinese);
        assert_eq!(text, "甲.csv 第3–5、9条记录");
    }

    #[test]
    fn each_file_is_named_once() {
        let mut places = vec![
            record("甲.csv", 1),
            record("乙.csv", 2),
            record("甲.csv", 2),
        ];
        places.push(Location {
            file: "丙.toml".to_owned(),
            line: Some(7),
            ..Location::default()
        });
        let text = together(places.iter(), Language::English);
        assert_eq!(
            text,
            "甲.csv records 1–2; 乙.csv records 2; 丙.toml lines 7"
        );
    }
}
