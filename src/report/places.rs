//! Lists many places on one line: `items.csv 第3–5、9条记录`.

use std::collections::HashMap;

use super::shared::one_line;
use crate::engine::Finding;
use crate::i18n::{Language, Text, say};
use crate::source::Location;

/// Maximum number of files listed.
const MAX_FILES: usize = 10;

/// The common part of the files of all findings, which the report names once.
#[derive(Debug, Default)]
pub(super) enum Base<'f> {
    /// No common part.
    #[default]
    None,
    /// The directory, with the last separator.
    Directory(&'f str),
    /// The file.
    File(&'f str),
}

impl<'f> Base<'f> {
    pub(super) fn of(findings: impl Iterator<Item = &'f Finding>) -> Self {
        let mut files =
            findings.filter_map(|finding| finding.location.as_ref().map(|at| at.file.as_str()));
        let Some(first) = files.next() else {
            return Self::None;
        };
        files.fold(Self::File(first), |base, file| match base {
            Self::File(first) if first == file => base,
            Self::File(first) => Self::shared(directory(first), directory(file)),
            Self::Directory(shared) => Self::shared(shared, directory(file)),
            Self::None => base,
        })
    }

    /// The deepest directory that contains both files.
    fn shared(mut a: &'f str, b: &str) -> Self {
        while !b.starts_with(a) {
            a = directory(a.trim_end_matches(['/', '\\']));
        }
        match a {
            "" | "/" => Self::None,
            a => Self::Directory(a),
        }
    }

    /// The line that names the base; `None` if there is none.
    pub(super) fn line(&self, language: Language) -> Option<String> {
        let (head, name) = match self {
            Self::None => return None,
            Self::Directory(name) => (Text::new("目录：", "directory: "), name),
            Self::File(name) => (Text::new("文件：", "file: "), name),
        };
        Some(one_line(&format!("{}{name}", head.get(language))))
    }

    /// Removes the base from the name of a file.
    fn strip_from<'n>(&self, file: &'n str) -> &'n str {
        match self {
            Self::None => file,
            Self::Directory(directory) => file.strip_prefix(directory).unwrap_or(file),
            Self::File(_) => "",
        }
    }
}

/// The directory of a file, with the separator.
fn directory(file: &str) -> &str {
    let end = file.rfind(['/', '\\']).map_or(0, |at| at + 1);
    file.get(..end).unwrap_or_default()
}

/// Displays places on one line: each file once, in order of first occurrence and without the common base, with its
/// numbers as ranges. At most [`MAX_FILES`] files are listed.
pub(super) fn together<'l>(
    places: impl Iterator<Item = &'l Location>,
    base: &Base<'_>,
    language: Language,
) -> String {
    let mut files: Vec<(String, Unit, Vec<u64>)> = Vec::new();
    let mut known: HashMap<(String, Unit), usize> = HashMap::new();
    for place in places {
        let (unit, number) = match (place.record, place.line) {
            (Some(record), _) => (Unit::Record, record),
            (None, Some(line)) => (Unit::Line, line),
            (None, None) => (Unit::None, 0),
        };
        let mut name = base.strip_from(&place.file).to_owned();
        if let Some(sheet) = &place.sheet {
            name.push_str(&say!(language, " 工作表“{sheet}”", " sheet “{sheet}”"));
        }
        let at = *known.entry((name.clone(), unit)).or_insert(files.len());
        match files.get_mut(at) {
            Some((_, _, numbers)) => numbers.push(number),
            None => files.push((name, unit, vec![number])),
        }
    }
    let between = match language {
        Language::Chinese => "；",
        Language::English => "; ",
    };
    let all = files.len();
    let mut listed: Vec<String> = files
        .into_iter()
        .take(MAX_FILES)
        .map(|(name, unit, numbers)| {
            let numbers = unit.display(numbers, language);
            let both = format!("{} {numbers}", name.trim_start());
            both.trim().to_owned()
        })
        .collect();
    if all > MAX_FILES {
        listed.push(say!(language, "等{all}个文件", "and so on in {all} files"));
    }
    listed.join(between)
}

/// The unit of the numbers in a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Unit {
    Record,
    Line,
    None,
}

impl Unit {
    /// Displays numbers with their unit: `第3–5、9条记录`.
    fn display(self, numbers: Vec<u64>, language: Language) -> String {
        match (self, language) {
            (Self::None, _) => String::new(),
            (Self::Record, Language::Chinese) => format!("第{}条记录", ranges(numbers, "、")),
            (Self::Record, Language::English) if numbers.len() == 1 => {
                format!("record {}", ranges(numbers, ", "))
            }
            (Self::Record, Language::English) => format!("records {}", ranges(numbers, ", ")),
            (Self::Line, Language::Chinese) => format!("第{}行", ranges(numbers, "、")),
            (Self::Line, Language::English) if numbers.len() == 1 => {
                format!("line {}", ranges(numbers, ", "))
            }
            (Self::Line, Language::English) => format!("lines {}", ranges(numbers, ", ")),
        }
    }
}

/// Displays numbers as ranges: `3–5、9`.
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
        let text = together(places.iter(), &Base::None, Language::Chinese);
        assert_eq!(text, "甲.csv 第3–5、9条记录");
        let text = together(places.iter(), &Base::File("甲.csv"), Language::Chinese);
        assert_eq!(text, "第3–5、9条记录");
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
        let text = together(places.iter(), &Base::None, Language::English);
        assert_eq!(text, "甲.csv records 1–2; 乙.csv record 2; 丙.toml line 7");
    }

    #[test]
    fn many_files_are_counted() {
        let places: Vec<_> = (1..=12).map(|n| record(&format!("{n}.json"), 1)).collect();
        let text = together(places.iter(), &Base::None, Language::Chinese);
        assert!(text.ends_with("；10.json 第1条记录；等12个文件"), "{text}");
    }

    #[test]
    fn the_common_directory_is_stated_once() {
        let base = |a: &'static str, b| match Base::shared(directory(a), directory(b)) {
            Base::Directory(directory) => directory,
            Base::None | Base::File(_) => "",
        };
        assert_eq!(base("a/b/c.toml", "a/b/d.toml"), "a/b/");
        assert_eq!(base("a/b/c.toml", "a/bc/d.toml"), "a/");
        assert_eq!(base("a/b/c.toml", "a/b.toml"), "a/");
        assert_eq!(base("a/c.toml", "b/c.toml"), "");
        assert_eq!(base("/a.toml", "/b.toml"), "", "the root says nothing");
    }
}
