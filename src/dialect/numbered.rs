//! Gathers numbered columns into lists: 申请材料1, 申请材料2, or 材料1名称, 材料1份数.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::file::FieldMapping;
use super::index::FieldIndex;
use crate::prose::fold;
use crate::source::{Entry, Node, NodeKind};

/// Maximum number of digits; a longer number is a code or a year.
const MAX_DIGITS: usize = 2;

/// The list that the numbered columns of one stem belong to.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum NumberedOwner {
    /// The rows of the field with this index.
    Rows(usize),
    /// The list of values of the field with this index.
    Texts(usize),
}

/// A numbered column of a record: its index, the stem of its name without the number, and the number.
struct Column {
    at: usize,
    stem: String,
    number: u8,
}

/// Gathers the numbered columns of a record into lists, each at the position of its first column.
pub(super) fn gather(index: &FieldIndex, record: &mut Node<'_>) {
    let NodeKind::Table(entries) = &mut record.kind else {
        return;
    };
    let columns: Vec<Column> = entries
        .iter()
        .enumerate()
        .filter_map(|(at, entry)| {
            let (stem, number) = unnumbered(&entry.key)?;
            let is_own = index.known_as_written(&entry.key).is_some();
            (!is_own && entry.value.is_scalar()).then_some(Column { at, stem, number })
        })
        .collect();
    let is_counted = |stem: &str| {
        let mut numbers = columns.iter().filter(|one| one.stem == stem);
        numbers.next().is_some() && numbers.next().is_some()
    };
    let mut columns_by_owner: BTreeMap<NumberedOwner, Vec<&Column>> = BTreeMap::new();
    for column in columns.iter().filter(|column| is_counted(&column.stem)) {
        if let Some(owner) = owner(index, &columns, &column.stem) {
            columns_by_owner.entry(owner).or_default().push(column);
        }
    }
    // Without the names of its rows, a list says nothing: `type1` and `type2` may be anything.
    columns_by_owner.retain(|owner, columns| match owner {
        NumberedOwner::Rows(field) => columns.iter().any(|one| heads(index, *field, &one.stem)),
        NumberedOwner::Texts(_) => true,
    });
    if columns_by_owner.is_empty() {
        return;
    }
    let mut old: Vec<Option<Entry<'_>>> = std::mem::take(entries).into_iter().map(Some).collect();
    let mut lists: BTreeMap<usize, Entry<'_>> = BTreeMap::new();
    for (owner, columns) in columns_by_owner {
        let list = match owner {
            NumberedOwner::Rows(field) => rows(index, field, &columns, &mut old),
            NumberedOwner::Texts(_) => texts(&columns, &mut old),
        };
        lists.extend(columns.first().map(|first| first.at).zip(list));
    }
    for (at, entry) in old.into_iter().enumerate() {
        entries.extend(entry.or_else(|| lists.remove(&at)));
    }
}

/// The owner of the columns with a stem: a list of texts, or the rows to which most of the numbered columns belong.
fn owner(index: &FieldIndex, columns: &[Column], stem: &str) -> Option<NumberedOwner> {
    let rows = index.rows.iter().enumerate();
    let rows = rows.filter_map(|(field, rows)| {
        let rows = rows.as_ref()?;
        let names = |stem: &str| rows.known(stem).is_some_and(|known| !known.uses.is_empty());
        let stems = columns.iter().filter(|column| names(&column.stem)).count();
        // 申请材料1 beside 材料份数1 is the name of the material.
        let mut others = columns.iter().filter(|column| column.stem != stem);
        let is_head = is_name_of(index, field, stem) && others.any(|other| names(&other.stem));
        (names(stem) || is_head).then_some((is_head, stems, Reverse(field)))
    });
    let rows = rows.max();
    let takes = |field: &FieldMapping| {
        field.rows.is_empty() && !field.alone && field.operation().takes_several()
    };
    let known = index.known(stem).map_or(&[][..], |known| &known.uses);
    let text = known.iter().map(|(field, _)| *field);
    let mut texts = text.filter(|field| index.fields.get(*field).is_some_and(takes));
    match (rows, texts.next()) {
        (Some((false, ..)) | None, Some(text)) => Some(NumberedOwner::Texts(text)),
        (Some((.., Reverse(field))), _) => Some(NumberedOwner::Rows(field)),
        (None, None) => None,
    }
}

/// Whether a name is that of the list, or of the first field of its rows, which says what a row is.
fn heads(index: &FieldIndex, field: usize, stem: &str) -> bool {
    let rows = index.rows.get(field).and_then(Option::as_ref);
    let first = rows.and_then(|rows| rows.fields.first());
    let of_first = |rows: &FieldIndex| {
        rows.fields_of(stem)
            .any(|of| Some(&of.to) == first.map(|one| &one.to))
    };
    is_name_of(index, field, stem) || rows.is_some_and(of_first)
}

/// Whether a field has this name itself, rather than one of its rows.
fn is_name_of(index: &FieldIndex, field: usize, name: &str) -> bool {
    let known = index.known(name);
    known.is_some_and(|known| known.uses.iter().any(|(of, _)| *of == field))
}

/// Takes the columns out of `entries` and makes a list with one row for each number.
fn rows<'a>(
    index: &FieldIndex,
    field: usize,
    columns: &[&Column],
    entries: &mut [Option<Entry<'a>>],
) -> Option<Entry<'a>> {
    let list = index.fields.get(field)?;
    let of_row = index.rows.get(field)?.as_ref()?;
    let mut rows: BTreeMap<u8, Vec<Entry<'a>>> = BTreeMap::new();
    let mut key_span = None;
    for column in columns {
        let Some(entry) = entries.get_mut(column.at).and_then(Option::take) else {
            continue;
        };
        key_span.get_or_insert(entry.key_span);
        let key = match of_row.known(&column.stem) {
            Some(_) => column.stem.clone(),
            None => of_row.fields.first()?.from.first()?.clone(),
        };
        let key = key.into();
        rows.entry(column.number)
            .or_default()
            .push(Entry { key, ..entry });
    }
    let rows: Vec<Node<'a>> = rows
        .into_values()
        .filter_map(|row| {
            Some(Node {
                span: row.first()?.value.span,
                kind: NodeKind::Table(row),
            })
        })
        .collect();
    Some(Entry {
        key: list.from.first()?.clone().into(),
        key_span: key_span?,
        value: Node {
            span: rows.first()?.span,
            kind: NodeKind::List(rows),
        },
    })
}

/// Takes the columns out of `entries` and makes a list of their values.
fn texts<'a>(columns: &[&Column], entries: &mut [Option<Entry<'a>>]) -> Option<Entry<'a>> {
    let stem = columns.first()?.stem.clone();
    let texts = columns
        .iter()
        .filter_map(|column| entries.get_mut(column.at)?.take());
    let texts: Vec<Entry<'a>> = texts.collect();
    let first = texts.first()?;
    let (key_span, span) = (first.key_span, first.value.span);
    let texts = texts.into_iter().map(|entry| entry.value).collect();
    Some(Entry {
        key: stem.into(),
        key_span,
        value: Node {
            span,
            kind: NodeKind::List(texts),
        },
    })
}

/// The name without its number, and the number: `材料1名称`, `申请材料（2）`, `material_3_name`.
fn unnumbered(name: &str) -> Option<(String, u8)> {
    if !name.contains(|char: char| char.is_numeric()) {
        return None;
    }
    let name = fold(name);
    let start = name.find(|char: char| char.is_ascii_digit())?;
    let (before, rest) = name.split_at(start);
    let end = rest
        .find(|char: char| !char.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, after) = rest.split_at(end);
    if digits.len() > MAX_DIGITS || after.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let is_separator =
        |char: char| matches!(char, '_' | '-' | '.' | ' ' | '(' | ')' | '[' | ']' | '#');
    let before = before.trim_end_matches(is_separator).trim_end_matches('第');
    let after = after.trim_start_matches(is_separator);
    let number = digits.parse().ok()?;
    // `material_4_name` stays two words; in `material1Name` the capital separates them.
    let stem = if before.is_ascii() && after.starts_with(|char: char| char.is_ascii_lowercase()) {
        format!("{before}_{after}")
    } else {
        format!("{before}{after}")
    };
    (before.starts_with(char::is_alphabetic) && number > 0).then_some((stem, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_told_from_the_name() {
        for (name, expected) in [
            ("申请材料1", Some(("申请材料", 1))),
            ("材料02名称", Some(("材料名称", 2))),
            ("申请材料（３）", Some(("申请材料", 3))),
            ("material_4_name", Some(("material_name", 4))),
            ("material5Name", Some(("materialName", 5))),
            ("12345热线", None),
            ("2024年", None),
            ("材料1份数2", None),
            ("材料0", None),
        ] {
            let expected = expected.map(|(stem, number)| (stem.to_owned(), number));
            assert_eq!(unnumbered(name), expected, "{name}");
        }
    }
}
