//! The rows of a page or text: each label with its value next to it, or in the row below it.

use std::collections::BTreeSet;

use super::form_row::may_name;
use crate::dialect::Dialect;
use crate::prose::{Mark, mark};
use crate::source::cells::Row;
use crate::source::html::Document;
use crate::words;

/// The field that a heading with the name of an item becomes.
const NAME: &str = "事项名称";
/// The name of an entry of a list.
const ROW_NAME: &str = "名称";
/// Suffixes of headings after the name of the item.
const GUIDES: &[&str] = &["办事指南", "服务指南", "办理指南", "一次性告知"];

/// A row of a page: its line and its cells.
pub(super) type PageRow = (u64, Vec<String>);

/// Joins the rows of a page without its frame, and names its items.
pub(super) fn page_rows(page: &Document, dialect: &Dialect) -> Vec<PageRow> {
    let mut made = PageRows {
        page,
        dialect,
        rows: Vec::new(),
        places: Vec::new(),
        section: None,
        sections: 0,
    };
    let lines = page.page.lines.iter();
    for (at, (row, line)) in page.page.rows.iter().zip(lines).enumerate() {
        if is_one_of(&page.frame, at) {
            made.places.push(made.rows.len());
            continue;
        }
        // A text below a table does not belong to the list in it.
        let is_outside = |at| is_one_of(&page.outside, at);
        let is_below = at.checked_sub(1).is_some_and(|above| !is_outside(above));
        // What is below a heading does not continue what is above, even if nobody knows the heading.
        if level(page, at).is_some() || is_outside(at) && is_below {
            made.rows.push((*line, Vec::new()));
        }
        made.row(at, *line, labelled(row, dialect));
        made.places.push(made.rows.len().saturating_sub(1));
    }
    made.name_items();
    made.rows
}

/// Whether a row names an item, with the name next to the label or below it.
pub(super) fn names_item(cells: &[String], dialect: &Dialect) -> bool {
    // The label may follow the name of a group, unless it is ambiguous: 名称 may be the header of a column.
    let names = |(at, name): (usize, &String)| {
        dialect.names_items(name) && (at == 0 || !dialect.stands_alone(name))
    };
    match cells {
        [label] => dialect.names_items(label) && !dialect.stands_alone(label),
        [labels @ .., _] => labels.iter().enumerate().any(names),
        [] => false,
    }
}

/// The rows under construction.
struct PageRows<'p> {
    page: &'p Document,
    dialect: &'p Dialect,
    rows: Vec<PageRow>,
    /// For each row of the page, the index of its row in `rows`.
    places: Vec<usize>,
    /// The label whose paragraphs are in the rows below it, if it is numbered.
    section: Option<&'p str>,
    /// The number of the last section such as 四、.
    sections: u32,
}

/// What a line becomes after the label and the value above it.
enum After<'p> {
    /// A part of the value.
    Value,
    /// A label with its own value.
    Pair(&'p str, &'p str),
    /// A row of its own.
    Row,
}

impl<'p> PageRows<'p> {
    fn row(&mut self, at: usize, line: u64, mut cells: Vec<&'p str>) {
        let section = self.section.take();
        // Below 五、受理条件 may be 受理条件：…, or a numbered part of it such as （一）准予批准的条件：…
        if let (&[name, value], Some(label)) = (cells.as_slice(), section)
            && self.dialect.means_same(label, name)
            && self.dialect.takes_several(name)
        {
            let line = self
                .page
                .page
                .rows
                .get(at)
                .and_then(|row| row.iter().next());
            cells = vec![line.filter(|_| mark(name).is_some()).unwrap_or(value)];
        }
        if let [text] = *cells {
            if self.takes_value(at, text) {
                return;
            }
            if let Some(label) = section
                && self.names_again(label, text)
            {
                self.section = section;
                return;
            }
            if let Some(label) = section
                && self.goes_on(at, label, text)
            {
                self.section = section;
                match self.rows.last_mut().map(|(_, cells)| cells.as_mut_slice()) {
                    // The first paragraph is a row of its own, below the label.
                    Some([above]) if above != label => {
                        above.push('\n');
                        above.push_str(text);
                        return;
                    }
                    _ => {}
                }
            } else if self.dialect.knows_label(text) && mark(text).is_some() {
                self.section = Some(text);
            }
            match self.after_pair(at, text) {
                After::Value => return,
                After::Pair(label, value) => cells = vec![label, value],
                After::Row => {}
            }
        }
        if let Some(first) = cells.first() {
            let section = mark(first).and_then(Mark::section);
            self.sections = section.unwrap_or(self.sections);
            let cells = cells.into_iter().map(str::to_owned).collect();
            self.rows.push((line, cells));
        }
    }

    /// Adds a text next to the label in the row above, if that is marked up as a label that the dialect does not know.
    fn takes_value(&mut self, at: usize, text: &str) -> bool {
        let label = named_above(self.page, at);
        if label.is_none_or(|label| self.dialect.knows_label(label)) {
            return false;
        }
        match self.rows.last_mut() {
            Some((_, above)) if above.len() == 1 => above.push(text.to_owned()),
            _ => return false,
        }
        true
    }

    /// Whether a numbered text only repeats the label above it, or names what is listed below: `1.申请材料名称` below
    /// `五、申请材料`.
    fn names_again(&self, label: &str, text: &str) -> bool {
        let is_first = (self.rows.last())
            .is_some_and(|(_, cells)| matches!(&**cells, [above] if above == label));
        let name = bare(text);
        let names_rows = || {
            !self.dialect.knows_label(name)
                && self.dialect.stands_in_row(bare(label), name, ROW_NAME)
        };
        is_first && mark(text).is_some() && (names_rows() || self.dialect.means_same(label, name))
    }

    /// Whether a text belongs to the section of a numbered label: the next section has a number of the same style, or
    /// the number after that of the last section.
    fn goes_on(&self, at: usize, label: &str, text: &str) -> bool {
        let is_heading = level(self.page, at).is_some();
        let style = |text| mark(text).map(Mark::style);
        // A value may be a word that is also a label: 收费.
        let is_label = self.dialect.knows_label(text) && !self.dialect.means_same(label, text);
        let is_next = mark(text).and_then(Mark::section) == Some(self.sections + 1);
        !is_heading && style(text) != style(label) && !is_label && !is_next
    }

    /// Appends a line to the value of the pair in the row above, if it continues the paragraph.
    fn after_pair(&mut self, at: usize, text: &'p str) -> After<'p> {
        if !is_one_of(&self.page.runs_on, at) {
            return After::Row;
        }
        let Some([label, value]) = self.rows.last_mut().map(|(_, cells)| cells.as_mut_slice())
        else {
            return After::Row;
        };
        // A line numbered like the last label begins another element, known or not.
        let is_next = mark(text).map(Mark::style) == mark(label).map(Mark::style);
        let pair = text.split_once(['：', ':']);
        if let Some((name, said)) = pair.filter(|(name, _)| is_next && may_name(name))
            && !said.trim().is_empty()
        {
            return After::Pair(name, said.trim());
        }
        let begins = is_next && mark(text).is_some() || text.ends_with(['：', ':']);
        if begins || self.dialect.knows_label(text) {
            return After::Row;
        }
        let above = at.checked_sub(1).and_then(|at| self.page.page.rows.get(at));
        if !above.is_some_and(|above| is_wrapped(above, text)) {
            value.push('\n');
        }
        value.push_str(text);
        After::Value
    }

    /// Names the items by headings or by the titles of guides, if no label does.
    fn name_items(&mut self) {
        let is_named = |rows: &[PageRow]| rows.iter().any(|(_, row)| names_item(row, self.dialect));
        if is_named(&self.rows) {
            return;
        }
        let headings = self.page.headings.iter();
        let headings: Vec<_> = headings
            .filter_map(|(level, at)| Some((*level, *self.places.get(*at)?)))
            .collect();
        name_items(&mut self.rows, &headings, self.dialect);
        if is_named(&self.rows) {
            return;
        }
        for (_, cells) in &mut self.rows {
            if let [title] = cells.as_slice()
                && let Some(name) = guide_of(title, self.dialect)
            {
                *cells = vec![NAME.to_owned(), name.to_owned()];
            }
        }
    }
}

/// Whether a row is one of some rows, which are in order.
fn is_one_of(rows: &[usize], at: usize) -> bool {
    rows.binary_search(&at).is_ok()
}

/// The level of a row, if it is a heading.
fn level(page: &Document, at: usize) -> Option<u8> {
    let headings = &page.headings;
    let number = headings.binary_search_by_key(&at, |(_, row)| *row).ok()?;
    headings.get(number).map(|(level, _)| *level)
}

/// The text of the row above, if it is marked up as the label of this row.
fn named_above(page: &Document, at: usize) -> Option<&str> {
    let above = at.checked_sub(1)?;
    let is_name = is_one_of(&page.labels, above) && !is_one_of(&page.labels, at);
    let is_heading = level(page, above).is_some_and(|level| !(b'3'..=b'6').contains(&level));
    let name = page.page.rows.get(above)?.iter().next()?;
    (is_name && !is_heading && may_name(name.trim_end_matches(['：', ':']))).then_some(name)
}

/// Whether a line continues the line above, which was wrapped at the width of the page.
fn is_wrapped(above: Row<'_>, text: &str) -> bool {
    /// Minimum width of a wrapped line; a character outside of ASCII counts twice.
    const NARROWEST: usize = 56;
    let Some(above) = above.iter().next() else {
        return false;
    };
    let width: usize = above
        .chars()
        .map(|char| if char.is_ascii() { 1 } else { 2 })
        .sum();
    width >= NARROWEST
        && above.ends_with(char::is_alphanumeric)
        && text.starts_with(char::is_alphanumeric)
        && mark(text).is_none()
}

/// Turns the headings that are names of items into fields: those of the lowest level at which no heading is a label,
/// and every heading has labels below it.
fn name_items(rows: &mut [PageRow], headings: &[(u8, usize)], dialect: &Dialect) {
    let is_name = |text: &String| dialect.knows_label(text);
    let names = |level: u8| headings.iter().filter(move |(other, _)| *other == level);
    let names_items = |level: &u8| {
        names(*level).all(|(_, at)| {
            let after = headings.partition_point(|(_, row)| row <= at);
            let mut after = headings.iter().skip(after);
            let next = after.find(|(other, _)| other <= level);
            let end = next.map_or(rows.len(), |(_, next)| *next);
            let mut below = rows.get(at + 1..end).unwrap_or_default().iter();
            let own = rows.get(*at).and_then(|(_, cells)| cells.first());
            own.is_some_and(|text| !is_name(text) && !words::GUIDE_PART.is(bare(text)))
                && below.any(|(_, cells)| cells.iter().any(is_name))
        })
    };
    let levels: BTreeSet<u8> = headings.iter().map(|(level, _)| *level).collect();
    let Some(level) = levels.into_iter().rfind(names_items) else {
        return;
    };
    let named: Vec<usize> = names(level).map(|(_, at)| *at).collect();
    for at in named {
        let Some((_, cells)) = rows.get_mut(at) else {
            continue;
        };
        let heading = cells.concat();
        let heading = bare(&heading);
        let name = GUIDES.iter().find_map(|guide| heading.strip_suffix(guide));
        let name = name
            .unwrap_or(heading)
            .trim_end_matches(['-', '—', ' ', '：']);
        *cells = vec![NAME.to_owned(), name.to_owned()];
    }
}

/// A heading without its number.
fn bare(heading: &str) -> &str {
    let number = mark(heading).map_or(0, |mark| mark.length);
    heading.get(number..).unwrap_or(heading).trim()
}

/// The name of the item in the title of a guide: `《…》服务指南`.
fn guide_of<'t>(title: &'t str, dialect: &Dialect) -> Option<&'t str> {
    const LONGEST: usize = 60;
    let title = title.trim();
    let name = GUIDES.iter().find_map(|guide| title.strip_suffix(guide))?;
    let name = name
        .trim()
        .trim_start_matches('《')
        .trim_end_matches('》')
        .trim();
    let is_name = !name.is_empty() && name.chars().count() <= LONGEST;
    (is_name && !name.contains(['《', '：', '。']) && !dialect.knows_label(name)).then_some(name)
}

/// The cells of a row; a line `受理条件：…` or `【受理条件】…` is split into label and value.
fn labelled<'r>(row: Row<'r>, dialect: &Dialect) -> Vec<&'r str> {
    let cells: Vec<&str> = row.iter().collect();
    let [line] = *cells else {
        return cells;
    };
    // The title of a block may stand in brackets as a whole: `[事项名称：…]`.
    let bracketed = line
        .strip_prefix(['[', '【'])
        .and_then(|line| line.strip_suffix([']', '】']));
    let line = bracketed
        .filter(|line| !line.contains(['[', ']', '【', '】']))
        .unwrap_or(line);
    let in_brackets = line
        .strip_prefix('【')
        .and_then(|line| line.split_once('】'));
    if let Some(cells) = several(line, dialect).or_else(|| spaced(line, dialect)) {
        return cells;
    }
    match in_brackets.or_else(|| line.split_once(['：', ':'])) {
        // A text in brackets at the beginning is a label, known or not.
        Some((label, value))
            if !value.trim().is_empty()
                && (dialect.knows_label(label) || in_brackets.is_some() && may_name(label)) =>
        {
            let value = value.trim_start_matches(['：', ':']);
            vec![label.trim(), value.trim()]
        }
        _ => cells,
    }
}

/// The label and the value of a line with nothing but a space between them: `受理条件 有固定场所`.
fn spaced<'r>(line: &'r str, dialect: &Dialect) -> Option<Vec<&'r str>> {
    let number = mark(line).map_or(0, |mark| mark.length);
    let (name, value) = line.get(number..)?.split_once([' ', '\u{3000}', '\t'])?;
    let value = value.trim();
    let label = line.get(..number + name.len())?;
    let is_label = dialect.knows_label(label) && !dialect.stands_alone(label);
    let next = value.split_whitespace().next().unwrap_or_default();
    // Labels side by side are the header of a table.
    (is_label && !next.is_empty() && !dialect.knows_label(next)).then(|| vec![label, value])
}

/// The cells of a line with several known labels and their values: `事项类型：行政许可　办件类型：承诺件`.
fn several<'r>(line: &'r str, dialect: &Dialect) -> Option<Vec<&'r str>> {
    let wide = line
        .split(['\u{3000}', '\t'])
        .flat_map(|piece| piece.split("  "));
    pairs(wide, dialect).or_else(|| pairs(line.split_whitespace(), dialect))
}

/// The cells of pieces of a line, if each is a known label with its value.
fn pairs<'r>(pieces: impl Iterator<Item = &'r str>, dialect: &Dialect) -> Option<Vec<&'r str>> {
    let mut cells = Vec::new();
    for piece in pieces.map(str::trim).filter(|piece| !piece.is_empty()) {
        let (label, value) = piece.split_once(['：', ':'])?;
        let is_pair = dialect.knows_label(label) && !value.trim().is_empty();
        cells.extend(is_pair.then_some([label.trim(), value.trim()])?);
    }
    (cells.len() > 2).then_some(cells)
}
