//! Places whose parts are in separate fields: 办理地点, 大厅名称, 窗口号.

use super::file::FieldMapping;
use super::index::FieldIndex;
use super::names::normal;
use crate::source::{Entry, Node, NodeKind};

/// The field that holds places as rows; `ADDRESS`, `HALL` and `WINDOW` are the fields of a row.
const ROWS: &str = "@窗口";
const ADDRESS: &str = "地址";
const HALL: &str = "大厅名称";
const WINDOW: &str = "窗口";

const WINDOWS: &[&str] = &[
    "窗口",
    "窗口号",
    "窗口名称",
    "窗口编号",
    "窗口位置",
    "办理窗口",
    "受理窗口",
    "办事窗口",
    "服务窗口",
];
const HALLS: &[&str] = &[
    "大厅名称",
    "办理大厅",
    "办事大厅",
    "服务大厅",
    "政务大厅",
    "所在大厅",
    "办理大厅名称",
    "办事大厅名称",
    "服务大厅名称",
];

/// Gathers the parts of a place into a row, if a record has at least two, and none of them twice.
pub(super) fn gather(index: &FieldIndex, record: &mut Node<'_>) {
    let NodeKind::Table(entries) = &mut record.kind else {
        return;
    };
    let has_rows = |entry: &Entry<'_>| {
        !entry.value.is_scalar()
            && index
                .fields_of(&entry.key)
                .any(|field| field.to.is("guide.places"))
    };
    let Some(rows) = index
        .rows_at(ROWS)
        .filter(|_| !entries.iter().any(has_rows))
    else {
        return;
    };
    let parts: Vec<(usize, &str)> = (entries.iter().enumerate())
        .filter_map(|(at, entry)| Some((at, part_of(index, rows, entry)?)))
        .collect();
    let mut kinds: Vec<&str> = parts.iter().map(|(_, part)| *part).collect();
    kinds.sort_unstable();
    kinds.dedup();
    if parts.len() < 2 || kinds.len() != parts.len() {
        return;
    }
    let mut old: Vec<Option<Entry<'_>>> = std::mem::take(entries).into_iter().map(Some).collect();
    let row: Vec<Entry<'_>> = (parts.iter())
        .filter_map(|(at, part)| {
            let entry = old.get_mut(*at)?.take()?;
            let key = (*part).into();
            Some(Entry { key, ..entry })
        })
        .collect();
    entries.extend(old.into_iter().flatten());
    let Some((span, key_span)) = row.first().map(|first| (first.value.span, first.key_span)) else {
        return;
    };
    let row = Node {
        span,
        kind: NodeKind::Table(row),
    };
    entries.push(Entry {
        key: ROWS.into(),
        key_span,
        value: Node {
            span,
            kind: NodeKind::List(vec![row]),
        },
    });
}

/// The part of a place that an entry of one line tells, by its key.
fn part_of(index: &FieldIndex, rows: &FieldIndex, entry: &Entry<'_>) -> Option<&'static str> {
    let is_one_line = |text: &str| !text.trim().is_empty() && !text.contains(['\n', '；', ';']);
    if !entry.value.text().is_some_and(is_one_line) {
        return None;
    }
    let key = entry.key.rsplit('.').next().unwrap_or_default();
    let headings = [index.heading(key), rows.heading(key)];
    let is = |names: &[&str]| {
        let mut headings = headings.iter();
        headings.any(|heading| names.contains(&normal(heading).as_ref()))
    };
    let is_place = |field: &FieldMapping| {
        field.to.is("guide.places") && field.rows.is_empty() && field.when.is_none()
    };
    if is(WINDOWS) {
        Some(WINDOW)
    } else if is(HALLS) {
        Some(HALL)
    } else {
        (index.fields_of(&entry.key).any(is_place)).then_some(ADDRESS)
    }
}
