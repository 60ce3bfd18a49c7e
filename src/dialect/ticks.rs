//! Columns named after a term of a vocabulary, ticked in the rows to which it applies: √ under 窗口办理.

use super::file::FieldMapping;
use super::names::note_of;
use super::operation::Operation;
use crate::model::elements::ITEM;
use crate::source::{Node, NodeKind};
use crate::value::yes_no;
use crate::vocabulary::{List, Term};

/// A term of a vocabulary, and the value that states whether it applies.
pub(super) struct Tick<'n, 'a> {
    pub(super) node: &'n Node<'a>,
    pub(super) term: &'static Term,
    pub(super) applies: bool,
}

/// Elements whose terms may be columns without a common heading.
const ELEMENTS_WITHOUT_HEADING: &[&str] = &["handling_forms", "audience", "levels"];

impl<'n, 'a> Tick<'n, 'a> {
    pub(super) fn of(name: &str, node: &'n Node<'a>, list: &List) -> Option<Self> {
        Some(Self {
            node,
            term: list.respelled(name)?,
            applies: answer(&node.plain_text()?)?,
        })
    }
}

/// The ticks in a value: one under a heading such as 办理形式（窗口办理）, or one for each key of a table; `None` if
/// the value holds anything else.
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

/// Whether a value consists of ticks for terms of the field's vocabulary.
pub(super) fn are_ticks(field: &FieldMapping, value: &Node<'_>) -> bool {
    ticks(field, ("", value), field.to.vocabulary("")).is_some_and(|ticks| !ticks.is_empty())
}

/// The element of an unmapped column, if the column is named after a term of the element and holds a tick.
pub(super) fn element_of(name: &str, node: &Node<'_>) -> Option<&'static str> {
    // A single character is ambiguous.
    let is_word = name.chars().nth(1).is_some() && node.is_scalar();
    let has_tick = |element: &&str| tick_alone(element, name, node).is_some();
    ELEMENTS_WITHOUT_HEADING
        .iter()
        .filter(|_| is_word)
        .copied()
        .find(|element| has_tick(element))
}

/// The tick in an unmapped column, whose name may begin with that of the vocabulary: 服务对象-自然人.
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

/// The answer of a text that is nothing but yes or no.
fn answer(text: &str) -> Option<bool> {
    let read = yes_no::read(text);
    read.value
        .filter(|_| read.guess.is_none() && read.unread.is_empty())
}
