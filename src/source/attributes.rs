//! Records written as a row for each value: `[{"itemNo": 1, "attrName": "事项名称", "attrValue": "…"}, …]`.

use std::collections::{HashMap, HashSet};

use super::labels::{is_label, is_value};
use super::node::{Entry, Node, NodeKind};

/// Keys that only number or identify the rows.
const OF_ROW: &[&str] = &[
    "id", "attrid", "rowid", "sort", "seq", "orderno", "sortno", "序号", "排序",
];
/// Keys of the machine name of an attribute, beside its label for people.
const CODES: &[&str] = &[
    "attrcode",
    "fieldcode",
    "itemkey",
    "attrkey",
    "字段编码",
    "要素编码",
];

/// The keys of rows that hold one value each.
pub(super) struct Keys {
    /// The key that identifies the record of a row.
    of: String,
    label: String,
    value: String,
}

/// The keys of rows that hold one value each, if the labels of each record differ and most are `known`.
pub(super) fn keys(list: &Node<'_>, known: &dyn Fn(&str) -> bool) -> Option<Keys> {
    let NodeKind::List(rows) = &list.kind else {
        return None;
    };
    let first = rows.first().filter(|_| rows.len() > 2)?;
    let names = || first.entries().iter().map(|entry| entry.key.as_ref());
    let value = names().find(|name| is_value(name))?;
    let label = names().filter(|name| *name != value && is_label(name));
    let label = label.max_by_key(|name| different(rows, name, Some(known)))?;
    let labels = different(rows, label, None);
    if labels < 2 || different(rows, label, Some(known)) * 2 < labels {
        return None;
    }
    let of = names().find(|name| {
        let is_other = *name != value && *name != label && !is_of_row(name) && !is_code(name);
        is_other && is_record(rows, name, label)
    })?;
    Some(Keys {
        of: of.to_owned(),
        label: label.to_owned(),
        value: value.to_owned(),
    })
}

/// Number of different texts that rows have under a key.
fn different(rows: &[Node<'_>], key: &str, known: Option<&dyn Fn(&str) -> bool>) -> usize {
    let texts = rows.iter().filter_map(|row| row.get(key)?.text());
    let texts: HashSet<&str> = texts
        .filter(|text| known.is_none_or(|known| known(text)))
        .collect();
    texts.len()
}

/// Whether a key identifies the record of each row: a record has several rows, each with another label.
fn is_record(rows: &[Node<'_>], key: &str, label: &str) -> bool {
    let mut seen = HashSet::new();
    let mut records = HashSet::new();
    let is_one = rows.iter().all(|row| {
        let of = row
            .get(key)
            .filter(|of| of.is_scalar())
            .and_then(Node::plain_text);
        let label = row.get(label).and_then(Node::text);
        let Some((of, label)) = of.zip(label).filter(|(of, _)| !of.is_empty()) else {
            return false;
        };
        records.insert(of.clone());
        seen.insert((of, label.to_owned()))
    });
    is_one && records.len() > 1 && records.len() * 2 < rows.len()
}

fn is_of_row(key: &str) -> bool {
    OF_ROW.contains(&plain(key).as_str())
}

fn is_code(key: &str) -> bool {
    CODES.contains(&plain(key).as_str())
}

fn plain(key: &str) -> String {
    key.to_lowercase().replace('_', "")
}

/// Gathers the rows of each record into a table; returns the number of scalars that only described rows.
pub(super) fn gather(list: &mut Node<'_>, keys: &Keys) -> usize {
    let NodeKind::List(rows) = &mut list.kind else {
        return 0;
    };
    let mut around = 0;
    let mut records: Vec<Node<'_>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for mut row in std::mem::take(rows) {
        let span = row.span;
        let named = row.take(&keys.label);
        let of = row.take(&keys.of);
        let (Some(named), Some(of)) = (named, of) else {
            continue;
        };
        let id = of.plain_text().unwrap_or_default();
        let at = *places.entry(id).or_insert(records.len());
        if at == records.len() {
            records.push(Node::table(span));
        }
        let Some(record) = records.get_mut(at) else {
            continue;
        };
        let NodeKind::Table(entries) = &mut record.kind else {
            continue;
        };
        around += 1;
        if entries.is_empty() {
            entries.push(Entry {
                key: keys.of.clone().into(),
                key_span: span,
                value: of,
            });
        } else {
            around += 1;
        }
        let name = named.text().unwrap_or_default().to_owned();
        let NodeKind::Table(cells) = row.kind else {
            continue;
        };
        for cell in cells {
            let is_own = cell.key == keys.value;
            if !is_own && (is_of_row(&cell.key) || is_code(&cell.key)) {
                around += cell.value.count_scalars();
                continue;
            }
            entries.push(Entry {
                key: if is_own {
                    name.clone().into()
                } else {
                    format!("{name}.{}", cell.key).into()
                },
                key_span: named.span,
                value: cell.value,
            });
        }
    }
    rows.extend(records);
    around
}

#[cfg(test)]
mod tests {
    use crate::source::json;

    #[test]
    fn rows_of_values_become_records() {
        let row = |of: u8, label: &str, value: u8| {
            format!(r#"{{"attrId":9,"no":{of},"attrName":"{label}","attrValue":{value}}}"#)
        };
        let rows = [
            row(1, "甲", 1),
            row(1, "乙", 2),
            row(1, "丙", 3),
            row(2, "甲", 4),
            row(2, "乙", 5),
        ];
        let text = format!("[{}]", rows.join(","));
        let mut root = json::parse(&text).0.unwrap();
        let count = root.pairs_to_fields(&|label| ["甲", "乙"].contains(&label));
        let wanted = r#"[{"no":1,"甲":1,"乙":2,"丙":3},{"no":2,"甲":4,"乙":5}]"#;
        let wanted: serde_json::Value = serde_json::from_str(wanted).unwrap();
        // The labels, the numbers of the rows, and the repeated keys of the records.
        assert_eq!((root.to_json(), count), (wanted, 13));
    }
}
