//! The mapping of items to a vocabulary: a row for each element, with its counterpart if it has one.

use serde_json::Value;

use super::around::Around;
use super::node::Node;
use super::terms::Terms;

/// The mapping of an item to one vocabulary.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) terms: Terms,
    pub(super) rows: &'static [Row],
    /// The properties that nodes of a class must have.
    pub(super) required: &'static [Required],
}

/// A row: the mapping of one element.
#[derive(Debug)]
pub(super) struct Row {
    /// The dotted path from the item; a final `*` covers all elements at that place without a row of their own.
    pub(super) element: &'static str,
    pub(super) way: Way,
}

pub(super) const fn row(element: &'static str, way: Way) -> Row {
    Row { element, way }
}

/// A function that puts a value of an element into a node.
pub(super) type Put = fn(&Value, &mut Node, &mut Around<'_>);

/// The way in which an element is mapped.
#[derive(Debug, Clone, Copy)]
pub(super) enum Way {
    /// No counterpart: the values are counted as lost.
    Lost,
    /// The fields have rows of their own, and are properties of the same node.
    Within,
    /// A separate node: property, class, and the part of its IRI.
    Thing(&'static str, &'static str, &'static str),
    /// A separate node with the text as its description: property, class, and the part of its IRI.
    Statement(&'static str, &'static str, &'static str),
    /// A node without an IRI that only has the text: property, class, and the property of the text.
    Wrapped(&'static str, &'static str, &'static str),
    /// A text in Chinese.
    Text(&'static str),
    /// A text without a language.
    Plain(&'static str),
    /// A line of the description: the name of the element, and the value.
    Told,
    /// A concept for a word of a vocabulary.
    Concept(&'static str),
    /// A node for a code, with the name of its element.
    Code(&'static str),
    /// A web page: property and class. A text that is not an IRI goes into the description.
    Page(&'static str, &'static str),
    /// A function, and its description in the table of the documentation.
    By(Put, &'static str),
    /// A function that is called after all other elements of the service are mapped, and its description.
    Last(Put, &'static str),
}

impl Way {
    /// Whether the fields of the value have rows of their own.
    pub(super) fn is_within(self) -> bool {
        matches!(self, Self::Within | Self::Thing(..))
    }

    /// The description of the mapping in the table of the documentation.
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

/// A property that nodes of a class must have, and its substitute.
#[derive(Debug)]
pub(super) struct Required {
    pub(super) class: &'static str,
    pub(super) property: &'static str,
    pub(super) instead: Instead,
}

/// The substitute for a property that the item does not provide.
#[derive(Debug, Clone, Copy)]
pub(super) enum Instead {
    /// The name of the element that the node describes.
    Name,
    /// The values of another property of the node.
    Of(&'static str),
    /// No substitute: the node is written without the property, and the lack is reported.
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
