//! The vocabularies that items can be exported to.

use super::map::ways;
use super::table::{Table, Way};
use super::{cpsv_ap, schema_org};
use crate::i18n::Text;

/// A vocabulary that items can be exported to.
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

/// The mapping of one element.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ElementMapping {
    /// Its dotted path.
    pub element: String,
    /// Its name.
    pub name: Text,
    /// Its counterpart, in words for a table in Markdown; empty if its fields have their own.
    pub to: String,
}

impl Standard {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::CpsvAp, Self::SchemaOrg];

    /// Its name for people.
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
