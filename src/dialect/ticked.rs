//! Puts ticked words into the item.

use serde_json::json;

use super::apply::{Applier, Done, Source};
use super::fate::Fate;
use super::file::FieldMapping;
use super::operation::Operation;
use super::output::OperationOutput;
use super::target::{TargetStep, set, string};
use super::ticks::{Tick, tick_alone};
use crate::source::Node;

impl<'a> Applier<'_, 'a> {
    /// Puts the words that apply into the item: into the list of the element, or as its single value.
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
        if is_list && to.last() != Some(&TargetStep::Append) {
            to.push(TargetStep::Append);
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
                // If the element is not a list, the value contradicts it; the account keeps the value.
                let _ = set(out, &to, value, &mut self.claims.said);
            } else {
                let made = OperationOutput::some(term.term.into());
                self.settle(field, &ticked, Some(value), &made, out, done);
            }
        }
    }

    /// Adds the word that an unmapped column is named after to the list of an element.
    pub(super) fn ticked_alone(
        &mut self,
        element: &str,
        (name, node): (&str, &Node<'a>),
        out: &mut Node<'a>,
    ) {
        let Some(tick) = tick_alone(element, name, node) else {
            return;
        };
        if tick.applies {
            let to = [TargetStep::Key(element.to_owned()), TargetStep::Append];
            let value = string(tick.term.term, node.span);
            let _ = set(out, &to, value, &mut self.claims.said);
        } else {
            self.claims.reason(node, Fate::Empty);
        }
    }
}
