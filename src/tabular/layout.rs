//! The tables of a catalogue and their columns, derived from the registry of elements.

use std::sync::OnceLock;

use super::cell::CellForm;
use crate::i18n::Text;
use crate::model::elements::{CATALOGUE, Field, Group, ITEM};

/// Key of the column with the item of a row. No element has this key, so it identifies a table as written by
/// this tool.
pub(crate) const ITEM_KEY: &str = "shixiang_item";

/// Prefix of the keys of the catalogue's own elements.
const CATALOGUE_KEY: &str = "catalogue";

/// The object that the rows of a table belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Owner {
    /// Each row belongs to an item.
    Item,
    /// All rows belong to the catalogue.
    Catalogue,
}

/// A table: the elements of one type at one path in an item or a catalogue.
#[derive(Debug)]
pub(crate) struct Table {
    /// The id of the table: the path of its elements.
    pub(crate) id: String,
    /// The name for display.
    pub(crate) title: Text,
    pub(crate) owner: Owner,
    /// The path from the owner to the elements, as keys.
    pub(crate) at: Vec<&'static str>,
    /// Whether the rows are the elements of a list; otherwise there is one row for each owner.
    pub(crate) is_list: bool,
    pub(crate) columns: Vec<Column>,
}

/// A column: one element of a row.
#[derive(Debug)]
pub(crate) struct Column {
    /// The key of the column: the path of the element.
    pub(crate) key: String,
    /// The names of the elements on the path from the row to the column.
    names: Vec<Text>,
    /// Number of last names that are needed to distinguish the column from all others.
    needed: usize,
    /// The path from the row to the element, as keys.
    pub(crate) path: Vec<&'static str>,
    pub(crate) field: &'static Field,
    pub(crate) form: CellForm,
}

impl Table {
    /// Whether this is the table of the items themselves, with one row for each.
    pub(crate) fn is_items(&self) -> bool {
        self.owner == Owner::Item && self.at.is_empty()
    }

    /// Looks up a column by key.
    pub(crate) fn column(&self, key: &str) -> Option<&Column> {
        self.columns.iter().find(|column| column.key == key)
    }
}

impl Column {
    /// The name for display, as short as possible while unambiguous in the table.
    pub(crate) fn title(&self, language: crate::i18n::Language) -> String {
        let skipped = self.names.len().saturating_sub(self.needed);
        let names = self.names.iter().skip(skipped);
        let names: Vec<&str> = names.map(|name| name.get(language)).collect();
        names.join(" · ")
    }

    /// The last `count` names of the column.
    fn last(&self, count: usize) -> &[Text] {
        let from = self.names.len().saturating_sub(count);
        self.names.get(from..).unwrap_or_default()
    }
}

/// All tables: that of the items, those of the elements of an item, and those of the catalogue itself.
pub(crate) fn tables() -> &'static [Table] {
    static TABLES: OnceLock<Vec<Table>> = OnceLock::new();
    TABLES.get_or_init(|| {
        let mut tables = Vec::new();
        let title = Text::new("事项", "items");
        add(&mut tables, Owner::Item, &[], title, ITEM, false);
        let title = CATALOGUE.name;
        add(&mut tables, Owner::Catalogue, &[], title, CATALOGUE, false);
        tables
    })
}

/// Adds the table of a type, followed by the tables of the lists inside it.
fn add(
    tables: &mut Vec<Table>,
    owner: Owner,
    at: &[&'static str],
    title: Text,
    group: &'static Group,
    is_list: bool,
) {
    let id = match (owner, at) {
        (Owner::Item, []) => "items".to_owned(),
        _ => key(owner, at),
    };
    let mut walk = Walk {
        table: Table {
            id,
            title,
            owner,
            at: at.to_vec(),
            is_list,
            columns: Vec::new(),
        },
        below: Vec::new(),
    };
    walk.group(group, &mut Vec::new(), &mut Vec::new(), None);
    let Walk { mut table, below } = walk;
    shorten_titles(&mut table.columns);
    tables.push(table);
    for (at, field, group) in below {
        add(tables, owner, &at, field.name, group, field.is_list);
    }
}

/// The dotted path of an element; the paths of the catalogue's own elements begin with `catalogue`.
fn key(owner: Owner, path: &[&str]) -> String {
    let own = match owner {
        Owner::Item => None,
        Owner::Catalogue => Some(CATALOGUE_KEY),
    };
    let steps: Vec<&str> = own.into_iter().chain(path.iter().copied()).collect();
    steps.join(".")
}

/// Builds the table of a type.
struct Walk {
    table: Table,
    /// The paths, fields and types of the tables inside this table.
    below: Vec<(Vec<&'static str>, &'static Field, &'static Group)>,
}

impl Walk {
    fn group(
        &mut self,
        group: &'static Group,
        path: &mut Vec<&'static str>,
        names: &mut Vec<Text>,
        parent: Option<&'static Field>,
    ) {
        for field in group.fields {
            path.push(field.key);
            let own = parent.and_then(|parent| parent.name_of(field.key));
            names.push(own.unwrap_or(field.name));
            self.field(field, path, names);
            path.pop();
            names.pop();
        }
    }

    fn field(
        &mut self,
        field: &'static Field,
        path: &mut Vec<&'static str>,
        names: &mut Vec<Text>,
    ) {
        let Some(inner) = field.group else {
            return self.column(field, CellForm::of(field), path, names);
        };
        // The items of a catalogue have tables of their own.
        if inner.id == ITEM.id {
            return;
        }
        if field.is_list && inner.in_cell {
            return self.column(field, CellForm::Records(inner), path, names);
        }
        let needs_tables = field.is_list || contains_tables(inner);
        if needs_tables && self.table.is_list {
            // A separate table would have to refer to the rows of this table, which have no names.
            return self.column(field, CellForm::Json, path, names);
        }
        // A group of an item that contains lists gets a table of its own: the guide.
        if field.is_list || (needs_tables && self.table.is_items() && path.len() == 1) {
            let mut at = self.table.at.clone();
            at.extend_from_slice(path);
            return self.below.push((at, field, inner));
        }
        self.group(inner, path, names, Some(field));
    }

    fn column(
        &mut self,
        field: &'static Field,
        form: CellForm,
        path: &[&'static str],
        names: &[Text],
    ) {
        let mut at = self.table.at.clone();
        at.extend_from_slice(path);
        self.table.columns.push(Column {
            key: key(self.table.owner, &at),
            names: names.to_vec(),
            needed: names.len(),
            path: path.to_vec(),
            field,
            form,
        });
    }
}

/// Whether a type contains lists that have tables of their own.
fn contains_tables(group: &Group) -> bool {
    group.fields.iter().any(|field| {
        field.group.is_some_and(|inner| {
            if field.is_list {
                !inner.in_cell
            } else {
                contains_tables(inner)
            }
        })
    })
}

/// Finds for each column the minimum number of last names that no other column ends with.
fn shorten_titles(columns: &mut [Column]) {
    let needed: Vec<usize> = columns
        .iter()
        .map(|column| {
            let is_alone = |count: &usize| {
                let own = column.last(*count);
                let same = columns.iter().filter(|other| other.last(*count) == own);
                same.count() == 1
            };
            let all = column.names.len();
            (1..=all).find(is_alone).unwrap_or(all)
        })
        .collect();
    for (column, needed) in columns.iter_mut().zip(needed) {
        column.needed = needed;
    }
}
