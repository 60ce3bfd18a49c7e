//! Items as tables: a table for each kind of element, derived from the registry of elements.
//!
//! `layout.rs` defines the tables and the element of each column; `cell.rs` writes a value as the text of a
//! cell and reads it back; `rows.rs` splits items into rows. `package.rs` and `book.rs` write the tables as
//! CSV with their schema and as a workbook. Tables are read in `read/own.rs`.
//!
//! A table that this tool wrote is recognised by its keys alone: the key of a column is the path of its element,
//! and the item that a row belongs to is in the column [`ITEM_KEY`].

mod book;
mod cell;
mod layout;
mod mark;
mod package;
mod rows;
#[cfg(test)]
mod tests;

pub(crate) use book::{Advice, Template, book};
pub(crate) use cell::{CellForm, Writing, json, read};
pub(crate) use layout::{Column, ITEM_KEY, Owner, Table, tables};
pub(crate) use mark::{MARK_KEY, Mark, NOTES_KEY};
pub(crate) use package::{PACKAGE_FILE, PACKAGE_NAME, is_table_file, package};
pub(crate) use rows::Filled;
