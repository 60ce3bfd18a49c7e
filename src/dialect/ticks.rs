//! Columns named after a word of a list, ticked in the rows that it applies to: √ under 窗口办理.

use super::file::FieldMapping;
use super::names::note_of;
use super::operation::Operation;
use crate::model::elements::ITEM;
use crate::source::{Node, NodeKind};
use crate::value::yes_no;
use crate::vocabulary::{List, Term};

/// A word of a list, and the value that says whether it applies.
pub(super) struct Tick<'n, 'a> {
    pub(super) node: &'n Node<'a>,
    pub(super) term: &'static Term,
    pub(super) applies: bool,
}

/// The elements whose words are so many columns also without a common heading.
const ALONE: &[&str] = &["handling_forms", "audience", "levels"];

impl<'n, 'a> Tick<'n, 'a> {
    pub(super) fn of(name: &str, node: &'n Node<'a>, list: &List) -> Option<Self> {
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
    (path, node): (&str, &'n Node<'a>),
    list: Option<&'static List>,
) -> Option<Vec<Tick<'n, 'a>>> {
    let list = list.filter(|_| matches!(field.operation(), Operation::Word | Operation::Words))?;
    if let NodeKind::Table(entries) = &node.kind {
        let filled = entries.iter().filter(|entry| !entry.value.is_blank());
        return filled
            .map(|entry| Tick::of(&entry.key, &entry.value, list))
            .collect();
    }
    let last = || path.rsplit('.').next().unwrap_or_default().to_owned();
    let name = note_of(path).unwrap_or_else(last);
    Some(vec![Tick::of(&name, node, list)?])
}

/// Whether a table says of words of the field's list whether they apply.
pub(super) fn are_ticks(field: &FieldMapping, value: &Node<'_>) -> bool {
    ticks(field, ("", value), field.to.vocabulary("")).is_some_and(|ticks| !ticks.is_empty())
}

/// The element that a column of its own is about, if it is named after a word and holds a tick.
pub(super) fn element_of(name: &str, node: &Node<'_>) -> Option<&'static str> {
    // A single character names anything.
    let is_word = name.chars().nth(1).is_some() && node.is_scalar();
    let of = |element: &&str| tick_alone(element, name, node).is_some();
    ALONE
        .iter()
        .filter(|_| is_word)
        .copied()
        .find(|element| of(element))
}

/// The tick in a column of its own, whose name may begin with that of the list: 服务对象-自然人.
pub(super) fn tick_alone<'n, 'a>(
    element: &str,
    name: &str,
    node: &'n Node<'a>,
) -> Option<Tick<'n, 'a>> {
    let list = ITEM.find(element)?.vocabulary?;
    let word = name.strip_prefix(list.name).map_or(name, |rest| {
        rest.trim_start_matches(['-', '—', '_', '/', '：', ':', ' '])
    });
    Tick::of(word, node, list)
}

/// The answer that a text is as a whole.
fn answer(text: &str) -> Option<bool> {
    let read = yes_no::read(text);
    read.value
        .filter(|_| read.guess.is_none() && read.unread.is_empty())
}
