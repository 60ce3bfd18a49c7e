//! Finds the columns by which the rows of one table belong to those of another.

use std::borrow::Cow;
use std::collections::HashSet;

/// A column of a table: its name, and its values that are not blank.
pub(super) struct Column<'t> {
    pub(super) name: &'t str,
    pub(super) values: Vec<Cow<'t, str>>,
}

/// How the names of identifying columns end.
const ENDINGS: &[&str] = &[
    "id", "guid", "uuid", "code", "编号", "编码", "代码", "标识", "主键", "外键", "bm", "dm",
];

/// The names of the column that identifies the rows of its own table.
const OF_ROW: &[&str] = &[
    "id", "guid", "uuid", "rowguid", "pk", "pkid", "主键", "标识", "编号",
];

/// The columns of `rows` and `records` by which the first refer to the second: what identifies one record each, and
/// nearly all rows repeat.
pub(super) fn link(rows: &[Column<'_>], records: &[Column<'_>]) -> Option<(usize, usize)> {
    let keys: Vec<(usize, HashSet<&str>)> = (records.iter().enumerate())
        .filter(|(_, column)| is_key(column.name))
        .filter_map(|(at, column)| {
            let values: HashSet<&str> = column.values.iter().map(AsRef::as_ref).collect();
            (!values.is_empty() && values.len() == column.values.len()).then_some((at, values))
        })
        .collect();
    let ids = || {
        rows.iter()
            .enumerate()
            .filter(|(_, column)| is_key(column.name))
    };
    let is_only = ids().count() == 1;
    let mut best: Option<((bool, usize), (usize, usize))> = None;
    for (row, column) in ids() {
        // What identifies the row itself leads nowhere, though small numbers are equal by chance.
        if is_of_row(column.name) && !is_only {
            continue;
        }
        for (record, values) in &keys {
            let Some(of) = records.get(*record) else {
                continue;
            };
            let is_named = plain(of.name) == plain(column.name);
            if !is_named && !is_of_row(of.name) && !values.iter().any(|value| value.len() > 7) {
                continue;
            }
            let found = (column.values.iter()).filter(|value| values.contains(value.as_ref()));
            let found = found.count();
            let rank = (is_named, found);
            let is_enough = found > 0 && found * 10 >= column.values.len() * 9;
            if is_enough && best.is_none_or(|(known, _)| rank > known) {
                best = Some((rank, (row, *record)));
            }
        }
    }
    best.map(|(_, link)| link)
}

fn plain(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_key(name: &str) -> bool {
    let name = plain(name);
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a name is of what identifies a row in its own table.
pub(super) fn is_of_row(name: &str) -> bool {
    OF_ROW.contains(&plain(name).as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns<'t>(of: &[(&'t str, &[&'t str])]) -> Vec<Column<'t>> {
        let column = |(name, values): &(&'t str, &[&'t str])| Column {
            name,
            values: values.iter().map(|value| Cow::Borrowed(*value)).collect(),
        };
        of.iter().map(column).collect()
    }

    #[test]
    fn rows_refer_to_what_identifies_a_record() {
        let records = columns(&[
            ("ID", &["1", "2"]),
            ("NAME", &["a", "b"]),
            ("CODE", &["x", "x"]),
        ]);
        for (rows, expected) in [
            (
                &[("ID", &["1", "2"][..]), ("ITEM_ID", &["2", "2"])][..],
                Some((1, 0)),
            ),
            (&[("id", &["1", "1"])], Some((0, 0))),
            (&[("ID", &["1", "2"]), ("ITEM_ID", &["7", "8"])], None),
            (&[("SORT", &["1", "2"])], None),
            (&[("CODE", &["x"])], None),
        ] {
            assert_eq!(link(&columns(rows), &records), expected);
        }
    }
}
