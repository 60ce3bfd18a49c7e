//! The typed model of service items and their guides.
//!
//! The elements are those of the national exchange tables (GB/T 39554.2). Those that cause
//! applicants trouble are structured: process, channels, materials, limits, fees, phones, hours.
//! Field names are the keys in TOML and JSON and the properties of the schema. The model knows
//! nothing of file formats, source positions or rules.

mod amount;
mod catalogue;
mod channel;
mod contact;
pub(crate) mod date;
pub mod elements;
mod fee;
mod guide;
mod item;
mod material;
mod platform;
mod process;
pub(crate) mod shape;
mod state;
mod suppression;
mod time_limit;

pub use amount::Amount;
pub use catalogue::Catalogue;
pub use channel::{Channel, Deviation};
pub use contact::{Contact, OpeningHours, Period, Phone, Place, Reply};
pub use fee::{FeeItem, Fees};
pub use guide::{Guide, Offer, Outcome, Progress, Question, Visits};
pub(crate) use item::item_key;
pub use item::{Body, LegalBasis, Prerequisite, ServiceItem, Translation};
pub use material::Material;
pub use platform::{Category, Platform, PlatformFeature, Scenario, ScenarioItem, Trial};
pub use process::{FlowEdge, FlowNode, Flowchart, Next, Process, Step};
pub(crate) use state::covers;
pub use state::{Element, NotApplicable};
pub use suppression::ItemSuppression;
pub use time_limit::{Limit, NoDueDate, SpecialProcedure, TimeLimit};
