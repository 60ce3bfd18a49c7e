//! A mapping: one row for each element, which has a counterpart, is written into the description, or has
//! none.

use serde_json::Value;

use super::around::Around;
use super::node::Node;
use super::terms::Terms;

/// The mapping of an item to one vocabulary.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) terms: Terms,
    pub(super) rows: &'static [Row],
    /// The properties that things of a class must have.
    pub(super) required: &'static [Required],
}

/// The mapping of one element.
#[derive(Debug)]
pub(super) struct Row {
    /// Its dotted path from the item; `*` at its end is all elements there without a row.
    pub(super) element: &'static str,
    pub(super) way: Way,
}

pub(super) const fn row(element: &'static str, way: Way) -> Row {
    Row { element, way }
}

/// A function that puts a value of an element into a node.
pub(super) type Put = fn(&Value, &mut Node, &mut Around<'_>);

/// The way in which an element is written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// It has no counterpart, and is counted.
    Lost,
    /// Its fields have rows, and speak of the same thing.
    Within,
    /// A thing of its own: property, class, and the part of its IRI.
    Thing(&'static str, &'static str, &'static str),
    /// A thing whose description is the text: property, class, and the part of its IRI.
    Statement(&'static str, &'static str, &'static str),
    /// A thing without an IRI, whose only property is the text: property, class, and that one.
    Wrapped(&'static str, &'static str, &'static str),
    /// A text in Chinese.
    Text(&'static str),
    /// A text without a language.
    Plain(&'static str),
    /// A line of a description, with the name of the element before it.
    Told,
    /// A word of a list, as a concept.
    Concept(&'static str),
    /// A code, as a thing with its name.
    Code(&'static str),
    /// A web page: property and class. A text that is not an IRI goes into the description.
    Page(&'static str, &'static str),
    /// A function, and the words for it in the table of the documentation.
    By(Put, &'static str),
    /// The same, once everything else of the service is there.
    Last(Put, &'static str),
}

impl Way {
    /// Whether a part of the value goes another way.
    pub(super) fn is_within(self) -> bool {
        matches!(self, Self::Within | Self::Thing(..))
    }

    /// The words for it in the table of the documentation.
    pub(super) fn words(self) -> String {
        match self {
            Self::Lost => "无对应".to_owned(),
            Self::Within => String::new(),
            Self::Thing(property, class, _) => format!("`{property}` → `{class}`"),
            Self::Statement(property, class, _) => format!("`{property}` → `{class}`，写作说明"),
            Self::Wrapped(property, class, inner) => {
                format!("`{property}` → `{class}` / `{inner}`")
            }
            Self::Text(property) => format!("`{property}`"),
            Self::Plain(property) => format!("`{property}`，不带语言"),
            Self::Told => "写进说明文字".to_owned(),
            Self::Concept(property) => format!("`{property}` → `skos:Concept`"),
            Self::Code(property) => format!("`{property}`，附编码名称"),
            Self::Page(property, _) => format!("`{property}`；不是完整网址的写进说明文字"),
            Self::By(_, words) | Self::Last(_, words) => words.to_owned(),
        }
    }
}

/// A property that things of a class must have, and its substitute.
#[derive(Debug)]
pub(super) struct Required {
    pub(super) class: &'static str,
    pub(super) property: &'static str,
    pub(super) instead: Instead,
}

/// The substitute for a property that the item does not provide.
#[derive(Debug, Clone, Copy)]
pub(super) enum Instead {
    /// The name of the element that the thing is.
    Name,
    /// The values of another property of the thing.
    Of(&'static str),
    /// No substitute: the thing is written without it, and that is reported.
    Nothing,
}

pub(super) const fn required(
    class: &'static str,
    property: &'static str,
    instead: Instead,
) -> Required {
    Required {
        class,
        property,
        instead,
    }
}
