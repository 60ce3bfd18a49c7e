//! The input and output of operations.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::target::Target;
use crate::value::{Guess, Parsed};
use crate::vocabulary::List;

/// The output of an operation.
#[derive(Debug, Default)]
pub(super) struct OperationOutput {
    pub(super) value: Option<Value>,
    /// The parts of the text that could not be used.
    pub(super) unread: Vec<String>,
    pub(super) guess: Option<Guess>,
    /// Whether the text states that there is no value.
    pub(super) empty: bool,
    /// Whether the unit in another field was used.
    pub(super) used_unit: bool,
    /// The element that the value belongs to, if the text answers a different question from its field's.
    pub(super) instead: Option<&'static str>,
}

impl OperationOutput {
    /// Output with a value that uses the whole text.
    pub(super) fn some(value: Value) -> Self {
        Self {
            value: Some(value),
            ..Self::default()
        }
    }

    /// Output for a text that states that there is no value.
    pub(super) fn none() -> Self {
        Self {
            empty: true,
            ..Self::default()
        }
    }

    /// Output for a text of which nothing could be used.
    pub(super) fn unread(text: &str) -> Self {
        Self {
            unread: vec![text.to_owned()],
            ..Self::default()
        }
    }
}

impl<T: Serialize> From<Parsed<T>> for OperationOutput {
    fn from(reading: Parsed<T>) -> Self {
        Self {
            value: reading
                .value
                .and_then(|value| serde_json::to_value(value).ok()),
            unread: reading.unread,
            guess: reading.guess,
            empty: reading.empty,
            used_unit: false,
            instead: None,
        }
    }
}

/// The context that an operation needs in addition to the text.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct ReadContext<'d> {
    /// The source's code list.
    pub(super) map: Option<&'d BTreeMap<String, String>>,
    /// The vocabulary of the target element.
    pub(super) vocabulary: Option<&'static List>,
    /// The unit of a limit, from another field or from the field's name.
    pub(super) unit: Option<&'d str>,
    /// The target, to restore the zeros that a spreadsheet may have dropped from a code.
    pub(super) target: Option<&'d Target>,
}
