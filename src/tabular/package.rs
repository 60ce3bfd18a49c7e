//! Writes the tables as CSV files, described as a Tabular Data Package.

use std::collections::BTreeMap;
use std::io;

use serde_json::{Map, Value, json};

use super::cell::CellForm;
use super::layout::{Column, ITEM_KEY, Owner, Table, tables};
use super::rows::{Filled, Row};
use crate::i18n::Language;
use crate::model::elements::Leaf;

/// The file that describes the tables.
pub(crate) const PACKAGE_FILE: &str = "datapackage.json";

/// The name of the package, by which the reader recognises it.
pub(crate) const PACKAGE_NAME: &str = "shixiang-catalogue";

/// The files of a package by name: the tables that have rows, the table of the items in any case, and the file
/// that describes them.
pub(crate) fn package(filled: &Filled) -> io::Result<BTreeMap<String, Vec<u8>>> {
    let mut files = BTreeMap::new();
    let mut resources = Vec::new();
    for (table, rows) in filled.tables() {
        if rows.is_empty() && !table.is_items() {
            continue;
        }
        files.insert(file(table), csv(table, rows)?);
        resources.push(resource(table));
    }
    let described = json!({
        "profile": "tabular-data-package",
        "name": PACKAGE_NAME,
        "title": "政务服务事项",
        "version": env!("CARGO_PKG_VERSION"),
        "resources": resources,
    });
    files.insert(
        PACKAGE_FILE.to_owned(),
        format!("{described:#}\n").into_bytes(),
    );
    Ok(files)
}

/// The file name of a table.
pub(crate) fn file(table: &Table) -> String {
    format!("{}.csv", table.id)
}

fn csv(table: &Table, rows: &[Row]) -> io::Result<Vec<u8>> {
    let mut out = csv::Writer::from_writer(Vec::new());
    let of_item = table.owner == Owner::Item;
    let head = of_item.then_some(ITEM_KEY).into_iter();
    out.write_record(head.chain(table.columns.iter().map(|column| column.key.as_str())))?;
    for row in rows {
        let item = of_item.then_some(row.item.as_str()).into_iter();
        out.write_record(item.chain(row.cells.iter().map(String::as_str)))?;
    }
    out.into_inner()
        .map_err(|error| io::Error::other(error.to_string()))
}

fn resource(table: &Table) -> Value {
    let of_item = table.owner == Owner::Item;
    let item = of_item.then(|| {
        // A row without an item name would belong to no item.
        let constraints = json!({ "required": true, "unique": !table.is_list });
        json!({ "name": ITEM_KEY, "title": "事项", "type": "string", "constraints": constraints })
    });
    let fields = item.into_iter().chain(table.columns.iter().map(field));
    let mut schema = json!({ "fields": fields.collect::<Vec<_>>() });
    if let Some(schema) = schema.as_object_mut() {
        if of_item && !table.is_list {
            schema.insert("primaryKey".to_owned(), json!(ITEM_KEY));
        }
        if of_item && !table.is_items() {
            let reference = json!({ "resource": "items", "fields": ITEM_KEY });
            let key = json!([{ "fields": ITEM_KEY, "reference": reference }]);
            schema.insert("foreignKeys".to_owned(), key);
        }
    }
    json!({
        // Names of resources must not contain underscores.
        "name": table.id.replace('_', "-"),
        "title": table.title.zh,
        "path": file(table),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn field(column: &Column) -> Value {
    let kind = match column.form {
        CellForm::Leaf(Leaf::Flag) => "boolean",
        CellForm::Leaf(Leaf::Whole) => "integer",
        CellForm::Leaf(Leaf::Amount) => "number",
        CellForm::Leaf(Leaf::Date) => "date",
        CellForm::Json if column.field.is_list => "array",
        CellForm::Json => "object",
        _ => "string",
    };
    let mut field = Map::new();
    field.insert("name".to_owned(), json!(column.key));
    let title = column.title(Language::Chinese);
    field.insert("title".to_owned(), json!(title));
    field.insert("type".to_owned(), json!(kind));
    if kind == "boolean" {
        field.insert("trueValues".to_owned(), json!(["是"]));
        field.insert("falseValues".to_owned(), json!(["否"]));
    }
    if let Some(advice) = column.form.advice(Language::Chinese) {
        field.insert("description".to_owned(), json!(advice));
    }
    // Words that are not listed are allowed here; a rule reports them.
    if let Some(list) = column.field.vocabulary {
        field.insert("codeList".to_owned(), json!(list.id));
    }
    Value::Object(field)
}

/// Whether a file has the name of a table.
pub(crate) fn is_table_file(name: &str) -> bool {
    tables().iter().any(|table| file(table) == name)
}
