//! The vocabularies to which items can be exported.

use super::map::ways;
use super::table::{Table, Way};
use super::{cpsv_ap, schema_org};
use crate::i18n::Text;

/// A vocabulary to which items can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Standard {
    /// The Core Public Service Vocabulary Application Profile, release 3.2.0.
    CpsvAp,
    /// The class `GovernmentService` of schema.org.
    SchemaOrg,
}

/// The syntax of a graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Syntax {
    /// JSON-LD with its context inside.
    JsonLd,
    /// Turtle.
    #[cfg(feature = "rdf")]
    Turtle,
}

/// The mapping of one element to a vocabulary.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ElementMapping {
    /// The dotted path of the element.
    pub element: String,
    /// The name of the element.
    pub name: Text,
    /// The counterpart, as text for a Markdown table; empty if the fields of the element have their own.
    pub to: String,
}

impl Standard {
    /// All vocabularies.
    pub const ALL: [Self; 2] = [Self::CpsvAp, Self::SchemaOrg];

    /// The name of the vocabulary for people.
    pub fn name(self) -> &'static str {
        match self {
            Self::CpsvAp => "CPSV-AP",
            Self::SchemaOrg => "schema.org",
        }
    }

    /// The mapping of each element of an item, in the order of the model.
    pub fn mapping(self) -> Vec<ElementMapping> {
        let ways = ways(self.table()).into_iter();
        ways.map(|(element, field, way)| ElementMapping {
            element,
            name: field.name,
            to: way.unwrap_or(Way::Lost).words(),
        })
        .collect()
    }

    pub(super) fn table(self) -> &'static Table {
        match self {
            Self::CpsvAp => &cpsv_ap::TABLE,
            Self::SchemaOrg => &schema_org::TABLE,
        }
    }
}
