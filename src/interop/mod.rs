//! Export to other vocabularies: items as linked data.
//!
//! A vocabulary is a table (`cpsv_ap`, `schema_org`) with a row for each element, which names its counterpart or
//! states that there is none. `map.rs` walks an item along the registry and applies the rows; the result is a graph
//! (`node.rs`), written as JSON-LD or Turtle. Values without a place in the graph are counted by element
//! (`loss.rs`), so nothing is lost silently. [The documentation](crate::_documentation::interop)
//! has the tables.

mod around;
mod cpsv_ap;
mod duration;
mod export;
mod iri;
mod json_ld;
mod language;
mod loss;
mod map;
mod node;
mod said;
mod schema_org;
mod standard;
mod table;
mod terms;
#[cfg(test)]
mod tests;
#[cfg(feature = "rdf")]
mod turtle;

pub use export::{Export, Exported};
pub use iri::{BaseIri, NotAnIri};
pub use loss::{RequiredProperty, Uncarried};
pub use standard::{ElementMapping, Standard, Syntax};
