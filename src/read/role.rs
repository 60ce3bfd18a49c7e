//! What a sheet is in a dialect: a table of records, one that is joined to another, a form, or unknown.

use super::flat::{may_be_flat, part_column};
use super::form::is_form;
use super::heading::{Heading, heading, main_heading};
use super::long::Long;
use super::options::ReadOptions;
use crate::dialect::{self, Dialect};
use crate::source::cells::Sheet;
use crate::source::{Entry, Node, NodeKind, Span};

/// The dialect of some sheets: the given one, or else the one that knows most of a header.
pub(super) fn dialect_of<'d>(sheets: &[&Sheet], options: &'d ReadOptions) -> Option<&'d Dialect> {
    if let Some(dialect) = &options.dialect {
        return Some(dialect);
    }
    let mut best: Option<(usize, &'static Dialect)> = None;
    for dialect in dialect::by_fit() {
        for sheet in sheets {
            let Some(heading) = main_heading(sheet, dialect) else {
                continue;
            };
            let fit = dialect.fits(&blank_record(&heading.names));
            if let Some(fit) = fit
                && best.is_none_or(|(known, _)| fit > known)
            {
                best = Some((fit, dialect));
            }
        }
    }
    best.map(|(_, dialect)| dialect)
}

/// A record with these fields, all empty.
fn blank_record(names: &[String]) -> Node<'static> {
    let named = names.iter().filter(|name| !name.trim().is_empty());
    let entries = named.map(|name| Entry {
        key: name.trim().to_owned().into(),
        key_span: Span::Nowhere,
        value: Node {
            span: Span::Nowhere,
            kind: NodeKind::String("".into()),
        },
    });
    Node {
        span: Span::Nowhere,
        kind: NodeKind::Table(entries.collect()),
    }
}

/// The role of a sheet in a dialect.
pub(super) enum Role {
    /// A table whose rows are records.
    Main(Heading),
    /// A table whose rows are joined to the records of another sheet, by the dialect's join with this index.
    Joined(Heading, usize),
    /// A form with one or several items.
    Form,
    /// A table with a row for each element of an item.
    Long(Long),
    /// Unknown to the dialect.
    Unknown,
}

impl Role {
    /// Makes a joined table the main one if there is no other and its rows name their items.
    pub(super) fn stand_alone(&mut self, dialect: &Dialect) {
        if let Self::Joined(heading, _) = self
            && may_be_flat(&heading.names, dialect)
        {
            *self = Self::Main(std::mem::take(heading));
        }
    }
}

/// Whether a sheet has labels beside their values: a form or a long table.
pub(super) fn has_pairs(sheet: &Sheet, dialect: &Dialect) -> bool {
    is_form(sheet, dialect) || Long::of(sheet, dialect).is_some()
}

/// The role of a sheet in a dialect.
pub(super) fn role(sheet: &Sheet, dialect: &Dialect) -> Role {
    if let Some(long) = Long::of(sheet, dialect) {
        return Role::Long(long);
    }
    if is_form(sheet, dialect) {
        return Role::Form;
    }
    let file = &dialect.file;
    let main = main_heading(sheet, dialect);
    let is_main = main.as_ref().is_some_and(|heading| {
        let fits = dialect.fits(&blank_record(&heading.names)).is_some();
        fits || (file.recognise.is_empty() && heading.known > 0)
    });
    for (number, join) in file.joins.iter().enumerate() {
        let is_key = |name: &str| {
            let mut keys = join.key.iter();
            keys.any(|key| dialect.stands_for(name, key).is_some())
        };
        let knows = |name: &str| dialect.knows_of_row(&join.into, name) || is_key(name);
        let has = |heading: &Heading, wanted: &String| {
            part_column(&heading.names, join, wanted, dialect).is_some()
        };
        if let Some(heading) = heading(&sheet.rows, &knows, &|_| false)
            && join.recognise.iter().all(|wanted| has(&heading, wanted))
            // The main table may itself have a column with that name.
            && !(is_main && main.as_ref().is_some_and(|main| main.known > heading.known))
        {
            return Role::Joined(heading, number);
        }
    }
    match main {
        Some(heading) if is_main => Role::Main(heading),
        _ => Role::Unknown,
    }
}
