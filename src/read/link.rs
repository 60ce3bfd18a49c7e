//! Finds the columns by which the rows of one table refer to those of another.

use std::borrow::Cow;
use std::collections::HashSet;

/// A column of a table: its name, and its values that are not blank.
pub(super) struct Column<'t> {
    pub(super) name: &'t str,
    pub(super) values: Vec<Cow<'t, str>>,
}

/// Endings of the names of key columns.
const KEY_ENDINGS: &[&str] = &[
    "id", "guid", "uuid", "code", "编号", "编码", "代码", "标识", "主键", "外键", "bm", "dm",
];

/// Names of the column that identifies the rows of its own table.
const ROW_KEY_NAMES: &[&str] = &[
    "id", "guid", "uuid", "rowguid", "pk", "pkid", "主键", "标识", "编号",
];

/// The foreign-key column of `rows`, and the column of `records` that it refers to: one with a different value for
/// each record, found in at least 90 % of the rows.
pub(super) fn link(rows: &[Column<'_>], records: &[Column<'_>]) -> Option<(usize, usize)> {
    let keys: Vec<(usize, HashSet<&str>)> = records
        .iter()
        .enumerate()
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
        // The row's own key refers to nothing, though small numbers may be equal by chance.
        if is_of_row(column.name) && !is_only {
            continue;
        }
        for (record, values) in &keys {
            let Some(of) = records.get(*record) else {
                continue;
            };
            let is_named = normalized_name(of.name) == normalized_name(column.name);
            if !is_named && !is_of_row(of.name) && !values.iter().any(|value| value.len() > 7) {
                continue;
            }
            let found = column
                .values
                .iter()
                .filter(|value| values.contains(value.as_ref()));
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

fn normalized_name(name: &str) -> String {
    let letters = name.chars().filter(|char| char.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

fn is_key(name: &str) -> bool {
    let name = normalized_name(name);
    KEY_ENDINGS.iter().any(|ending| name.ends_with(ending))
}

/// Whether a column name is one of a column that identifies the rows of its own table.
pub(super) fn is_of_row(name: &str) -> bool {
    ROW_KEY_NAMES.contains(&normalized_name(name).as_str())
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
