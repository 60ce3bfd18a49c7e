//! Columns named after a word of a list, ticked in the rows that it applies to: √ under 窗口办理.

use serde_json::json;

use super::apply::{Applier, Done, Source};
use super::fate::Fate;
use super::file::FieldMapping;
use super::names::note_of;
use super::operation::Operation;
use super::output::OperationOutput;
use super::target::{Part, set, string};
use crate::model::elements::ITEM;
use crate::source::{Node, NodeKind};
use crate::value::yes_no;
use crate::vocabulary::{List, Term};

/// A word of a list, and the value that says whether it applies.
pub(super) struct Tick<'n, 'a> {
    node: &'n Node<'a>,
    term: &'static Term,
    applies: bool,
}

/// The elements whose words are so many columns also without a common heading.
const ALONE: &[&str] = &["handling_forms", "audience", "levels"];

impl<'n, 'a> Tick<'n, 'a> {
    fn of(name: &str, node: &'n Node<'a>, list: &List) -> Option<Self> {
        Some(Self {
            node,
            term: list.respelled(name)?,
            applies: answer(&node.plain_text()?)?,
        })
    }
}

/// The ticks that a value is: one under a heading such as 办理形式（窗口办理）, or one for each key of a table.
pub(super) fn ticks<'n, 'a>(
    field: &FieldMapping,
    source: &Source<'n, 'a>,
    list: Option<&'static List>,
) -> Option<Vec<Tick<'n, 'a>>> {
    let list = list.filter(|_| matches!(field.operation(), Operation::Word | Operation::Words))?;
    if let NodeKind::Table(entries) = &source.node.kind {
        let filled = entries.iter().filter(|entry| !entry.value.is_blank());
        return filled
            .map(|entry| Tick::of(&entry.key, &entry.value, list))
            .collect();
    }
    let last = || {
        source
            .path
            .rsplit('.')
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    let name = note_of(&source.path).unwrap_or_else(last);
    Some(vec![Tick::of(&name, source.node, list)?])
}

/// Whether a table says of words of the field's list whether they apply.
pub(super) fn are_ticks(field: &FieldMapping, value: &Node<'_>) -> bool {
    let source = Source {
        node: value,
        path: String::new(),
        kept: String::new(),
    };
    ticks(field, &source, field.to.vocabulary("")).is_some_and(|ticks| !ticks.is_empty())
}

/// The element that a column of its own is about, if it is named after a word and holds a tick.
pub(super) fn element_of(name: &str, node: &Node<'_>) -> Option<&'static str> {
    // A single character names anything.
    let is_word = name.chars().nth(1).is_some() && node.is_scalar();
    let of = |element: &&str| {
        let list = ITEM.find(element).and_then(|field| field.vocabulary);
        list.is_some_and(|list| Tick::of(name, node, list).is_some())
    };
    ALONE
        .iter()
        .filter(|_| is_word)
        .copied()
        .find(|element| of(element))
}

/// The answer that a text is as a whole.
fn answer(text: &str) -> Option<bool> {
    let read = yes_no::read(text);
    read.value
        .filter(|_| read.guess.is_none() && read.unread.is_empty())
}

impl<'a> Applier<'_, 'a> {
    /// Puts the words that apply into the item: each into the list, or the one that a value may be.
    pub(super) fn ticked(
        &mut self,
        field: &FieldMapping,
        source: &Source<'_, 'a>,
        ticks: Vec<Tick<'_, 'a>>,
        out: &mut Node<'a>,
        done: &mut Done<'_, 'a>,
    ) {
        let is_list = field.operation() == Operation::Words;
        let mut to = field.to.parts().to_vec();
        if is_list && to.last() != Some(&Part::Append) {
            to.push(Part::Append);
        }
        for Tick {
            node,
            term,
            applies,
        } in ticks
        {
            if !applies {
                self.claims.reason(node, Fate::Empty);
                continue;
            }
            let value = string(term.term, node.span);
            let ticked = Source {
                node,
                ..source.clone()
            };
            if is_list {
                self.used(&ticked, field, Some(json!([term.term])), &[]);
                // What is no list is contradicted; the account keeps the value.
                let _ = set(out, &to, value, &mut self.claims.said);
            } else {
                let made = OperationOutput::some(term.term.into());
                self.settle(field, &ticked, Some(value), &made, out, done);
            }
        }
    }

    /// Puts the word that a column without a field is named after into the list of an element.
    pub(super) fn ticked_alone(
        &mut self,
        element: &str,
        (name, node): (&str, &Node<'a>),
        out: &mut Node<'a>,
    ) {
        let list = ITEM.find(element).and_then(|field| field.vocabulary);
        let Some(tick) = list.and_then(|list| Tick::of(name, node, list)) else {
            return;
        };
        if tick.applies {
            let to = [Part::Key(element.to_owned()), Part::Append];
            let value = string(tick.term.term, node.span);
            let _ = set(out, &to, value, &mut self.claims.said);
        } else {
            self.claims.reason(node, Fate::Empty);
        }
    }
}
