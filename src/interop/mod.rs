//! Export to the vocabularies of others: items as linked data.
//!
//! A vocabulary is a table (`cpsv_ap`, `schema_org`) with a row for each element: what it becomes,
//! or that it has no counterpart. `map.rs` walks an item along the registry and does what the rows say;
//! the result is a graph (`node.rs`), written as JSON-LD or Turtle. What has no place in the graph is counted
//! by element (`loss.rs`): nothing is lost in silence. [The documentation](crate::_documentation::interop)
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
