//! Administrative divisions (行政区划) down to the county, including abolished ones.
//!
//! Credit codes keep the division that once registered the body, and portals keep old region codes,
//! so a code that is no longer in use is still known.

pub mod area_code;
#[rustfmt::skip]
mod table;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::code::DivisionCode;
use table::BY_NAME;

/// The table: code, name, first and last list that contains it; see its header.
const TABLE: &str = include_str!("divisions.tsv");

/// One name of one division code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Division {
    /// The six digits.
    pub code: &'static str,
    /// The name, such as 港口区; 市辖区 for a code that is only a placeholder.
    pub name: &'static str,
    /// Year and month of the first list that contains it, such as `2014-10`; `None` for the oldest
    /// list.
    pub since: Option<&'static str>,
    /// Year and month of the last list that contains it, for abolished ones; `None` if it is in
    /// use.
    pub until: Option<&'static str>,
}

impl Division {
    /// Whether the newest list contains it.
    pub fn is_current(&self) -> bool {
        self.until.is_none()
    }

    /// Whether the code is only a placeholder, like 市辖区.
    pub fn is_placeholder(&self) -> bool {
        matches!(self.name, "市辖区" | "县" | "市") || self.name.contains("直辖县级")
    }
}

/// The divisions in the order of their codes, parsed when the crate is compiled.
static ALL: [Division; count_rows(TABLE)] = parse_table(TABLE);

const fn count_rows(table: &str) -> usize {
    let (mut count, mut rest) = (0, table);
    while !rest.is_empty() {
        let (line, below) = split_at_mark(rest, b'\n');
        count += (!is_comment(line)) as usize;
        rest = below;
    }
    count
}

const fn parse_table<const COUNT: usize>(table: &'static str) -> [Division; COUNT] {
    const EMPTY: Division = Division {
        code: "",
        name: "",
        since: None,
        until: None,
    };
    let mut all = [EMPTY; COUNT];
    let mut places: &mut [Division] = &mut all;
    let mut rest = table;
    while !rest.is_empty() {
        let (line, below) = split_at_mark(rest, b'\n');
        rest = below;
        if is_comment(line) {
            continue;
        }
        let (code, cells) = split_at_mark(line, b'\t');
        let (name, cells) = split_at_mark(cells, b'\t');
        let (since, until) = split_at_mark(cells, b'\t');
        if let [place, others @ ..] = places {
            *place = Division {
                code,
                name,
                since: date(since),
                until: date(until),
            };
            places = others;
        }
    }
    all
}

const fn is_comment(line: &str) -> bool {
    matches!(line.as_bytes(), [b'#', ..])
}

const fn date(cell: &'static str) -> Option<&'static str> {
    if cell.is_empty() { None } else { Some(cell) }
}

/// Splits a text at the first `mark`; the second part is empty if there is none.
const fn split_at_mark(text: &str, mark: u8) -> (&str, &str) {
    let mut rest = text.as_bytes();
    while let [first, others @ ..] = rest {
        if *first == mark {
            let (before, _) = text.split_at(text.len() - rest.len());
            let (_, behind) = text.split_at(text.len() - others.len());
            return (before, behind);
        }
        rest = others;
    }
    (text, "")
}

/// All divisions in the order of their codes, and several names of one code from the oldest to the newest.
pub fn all() -> &'static [Division] {
    &ALL
}

/// The names that a six-digit code has had, oldest first.
pub fn history(code: &str) -> &'static [Division] {
    let from = ALL.partition_point(|division| division.code < code);
    let to = ALL.partition_point(|division| division.code <= code);
    ALL.get(from..to).unwrap_or_default()
}

/// Looks up the current meaning of a code, or else its last one.
///
/// ```
/// use shixiang::division;
///
/// assert_eq!(division::find("450602").map(|division| division.name), Some("港口区"));
/// // A county that became a district under another code.
/// assert!(division::find("450122").is_some_and(|division| !division.is_current()));
/// assert_eq!(division::find("990000"), None);
/// ```
pub fn find(code: &str) -> Option<&'static Division> {
    history(code).last()
}

/// All divisions, past or present, with this name.
///
/// ```
/// use shixiang::division;
///
/// let codes: Vec<&str> = division::named("防城港市").map(|division| division.code).collect();
/// assert_eq!(codes, ["450600"]);
/// ```
pub fn named(name: &str) -> impl Iterator<Item = &'static Division> {
    let from = BY_NAME.partition_point(|number| name_of(*number) < name);
    let numbers = BY_NAME.get(from..).unwrap_or_default().iter();
    let divisions = numbers.filter_map(|number| ALL.get(usize::from(*number)));
    divisions.take_while(move |division| division.name == name)
}

/// The name of the division with this index.
fn name_of(number: u16) -> &'static str {
    ALL.get(usize::from(number))
        .map_or("", |division| division.name)
}

/// The division that a body's name begins with, by its longest name: 防城港市 for 防城港市教育局.
///
/// ```
/// use shixiang::division;
///
/// let found = division::leading("防城港市教育局").map(|(name, _)| name);
/// assert_eq!(found, Some("防城港市"));
/// assert_eq!(division::leading("教育局"), None);
/// ```
pub fn leading(body: &str) -> Option<(&'static str, Vec<&'static Division>)> {
    // Of all names that sort at or before the text, the last is either the longest prefix of the text, or a name
    // between that prefix and the text; then the search is repeated with the part shared with the text.
    let mut rest = body;
    loop {
        let before = BY_NAME.partition_point(|number| name_of(*number) <= rest);
        let name = name_of(*BY_NAME.get(before.checked_sub(1)?)?);
        let pairs = name.chars().zip(rest.chars());
        let shared = pairs.take_while(|(own, other)| own == other);
        let length = shared.map(|(own, _)| own.len_utf8()).sum();
        if length == name.len() {
            return Some((name, named(name).collect()));
        }
        rest = rest.get(..length)?;
    }
}

/// Codes that a user adds to the table: functional zones, and divisions newer than the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Additions(BTreeMap<String, String>);

impl Additions {
    /// Adds a code with its name.
    #[must_use]
    pub fn with(mut self, code: &DivisionCode, name: impl Into<String>) -> Self {
        self.0.insert(code.as_str().to_owned(), name.into());
        self
    }

    /// The name that a user gave to a code.
    pub fn name(&self, code: &str) -> Option<&str> {
        self.0.get(code).map(String::as_str)
    }

    /// Whether a code, or its first six digits, is among the additions or in the table.
    ///
    /// Codes whose county digits are 70 to 79 belong to functional zones, which the table does not
    /// have: they count as known if their prefecture is. `100000` and `000000` denote the whole
    /// country.
    pub fn knows(&self, code: &str) -> bool {
        let Some(six) = code.get(..6) else {
            return false;
        };
        let zone = matches!(six.as_bytes().get(4), Some(b'7'));
        let above = six.get(..4).map(|four| format!("{four}00"));
        matches!(six, "000000" | "100000")
            || self.name(code).is_some()
            || self.name(six).is_some()
            || find(six).is_some()
            || (zone && above.is_some_and(|above| find(&above).is_some()))
    }
}
