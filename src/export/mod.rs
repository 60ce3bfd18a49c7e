//! Exports for other programs: the schemas, the code lists and the list of rules.

mod blank;
mod lists;
mod openapi;
mod profile;
mod rule_list;
mod samples;
mod schemas;
mod table;
#[cfg(feature = "tables")]
mod template;

pub use blank::blank_item;
pub use lists::code_lists;
pub use openapi::openapi;
pub use rule_list::{ListedCitation, ListedRule, RuleList, rule_list};
pub use schemas::{SCHEMAS, schema};
#[cfg(feature = "tables")]
pub use template::blank_workbook;
