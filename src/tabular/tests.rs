use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::cell::{CellForm, read, write};
use super::*;
use crate::i18n::Language;
use crate::model::elements::{CATALOGUE, Group, ITEM, Leaf};
use crate::schema;
use crate::vocabulary;

/// Collects the paths of all scalars of a type, without those of guides in channels.
fn paths(group: &'static Group, base: &str, out: &mut BTreeSet<String>) {
    for field in group.fields {
        let path = format!("{base}{}", field.key);
        match field.group {
            Some(inner) if inner.id != ITEM.id => paths(inner, &format!("{path}."), out),
            Some(_) => {}
            None => {
                out.insert(path);
            }
        }
    }
}

#[test]
fn every_element_has_its_column_once() {
    for (group, owner, base) in [
        (ITEM, Owner::Item, ""),
        (CATALOGUE, Owner::Catalogue, "catalogue."),
    ] {
        let mut wanted = BTreeSet::new();
        paths(group, base, &mut wanted);
        let of_owner = tables().iter().filter(|table| table.owner == owner);
        let columns: Vec<&Column> = of_owner.flat_map(|table| &table.columns).collect();
        let keys: BTreeSet<&str> = columns.iter().map(|column| column.key.as_str()).collect();
        assert_eq!(keys.len(), columns.len(), "a column is there twice");
        for path in wanted {
            let mut above = path.rmatch_indices('.').map(|(at, _)| &path[..at]);
            let holds = keys.contains(path.as_str()) || above.any(|above| keys.contains(above));
            assert!(holds, "{path} has no column");
        }
    }
}

#[test]
fn titles_and_names_are_distinct() {
    let ids: BTreeSet<&str> = tables().iter().map(|table| table.id.as_str()).collect();
    assert_eq!(ids.len(), tables().len());
    for table in tables() {
        for language in [Language::Chinese, Language::English] {
            let titles: Vec<String> = table
                .columns
                .iter()
                .map(|column| column.title(language))
                .collect();
            let distinct: BTreeSet<&String> = titles.iter().collect();
            assert_eq!(distinct.len(), titles.len(), "{}: {titles:?}", table.id);
        }
    }
    let title = |key: &str| {
        let mut columns = tables().iter().flat_map(|table| &table.columns);
        let column = columns.find(|column| column.key == key).unwrap();
        column.title(Language::Chinese)
    };
    assert_eq!(title("authority.name"), "实施主体");
    assert_eq!(
        title("guide.time_limit.promised.amount"),
        "承诺办结时限 · 数量"
    );
    assert_eq!(title("guide.materials.name"), "材料名称");
}

#[test]
fn words_of_lists_are_distinguished() {
    for list in vocabulary::all() {
        for term in list.terms {
            let several = json!([term.term, term.term]);
            let text = write(CellForm::Words, &several, Writing::Inert);
            assert_eq!(text, format!("{0}、{0}", term.term));
        }
    }
}

#[test]
fn records_in_one_cell_have_no_nested_fields() {
    for column in tables().iter().flat_map(|table| &table.columns) {
        if let CellForm::Records(group) = column.form {
            for field in group.fields {
                assert!(
                    field.group.is_none() && field.leaf != Leaf::Open,
                    "{}",
                    group.id
                );
            }
        }
    }
}

/// The value at a path; in each list, the path continues in the first element.
fn first<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(value, |value, key| {
        let value = match value {
            Value::Array(all) => all.first()?,
            value => value,
        };
        value.as_object().and_then(|own: &Map<_, _>| own.get(key))
    })
}

#[test]
fn an_item_with_every_element_is_held_in_plain_cells() {
    let full = schema::full_item();
    let mut filled = Filled::new(Writing::Typed);
    filled.item(&serde_json::from_value(full.clone()).unwrap());
    for (table, rows) in filled
        .tables()
        .filter(|(table, _)| table.owner == Owner::Item)
    {
        let [row] = rows else {
            panic!("{} has {} rows", table.id, rows.len());
        };
        for (column, cell) in table.columns.iter().zip(&row.cells) {
            // An empty table counts as none.
            let wanted = first(&full, &column.key).filter(|value| **value != json!({}));
            let found = (!cell.is_empty()).then(|| read(column.form, cell));
            // Dates and amounts must be read as the JSON types that the model has.
            assert_eq!(found.as_ref(), wanted, "{}", column.key);
            assert!(!cell.starts_with("json:"), "{}: {cell}", column.key);
        }
    }
}

#[test]
fn people_may_write_otherwise() {
    let flag = CellForm::Leaf(Leaf::Flag);
    for (text, value) in [
        ("是", true),
        (" 否 ", false),
        ("TRUE", true),
        ("false", false),
    ] {
        assert_eq!(read(flag, text), json!(value));
    }
    assert_eq!(read(flag, "也许"), json!("也许"));
    assert_eq!(read(CellForm::Leaf(Leaf::Whole), " 3 "), json!(3));
    assert_eq!(read(CellForm::Leaf(Leaf::Amount), "2.5"), json!(2.5));
    assert_eq!(read(CellForm::Leaf(Leaf::Amount), "NaN"), json!("NaN"));
    assert_eq!(
        read(CellForm::Words, "甲，乙,丙；丁\n戊、"),
        json!(["甲", "乙", "丙", "丁", "戊"])
    );
    assert_eq!(
        read(CellForm::Entries, "甲、乙；丙"),
        json!(["甲、乙", "丙"])
    );
    assert_eq!(read(CellForm::Json, "不是 JSON"), json!("不是 JSON"));
}
