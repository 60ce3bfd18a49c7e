//! Vocabularies: the words that elements of a service item may take (代码表).
//!
//! Each vocabulary is defined once, by one table, which generates the enum with its Chinese terms,
//! the serde implementations, the JSON schema, and the [`List`] that checks and documentation use.
//! Files use the Chinese term. An unlisted word is kept as `Other` and is never an error of
//! reading.
//!
//! ```
//! use shixiang::vocabulary::{Medium, Vocabulary, list};
//!
//! let medium: Medium = serde_json::from_str("\"纸质/电子化\"")?;
//! assert_eq!(medium, Medium::Other("纸质/电子化".to_owned()));
//! assert_eq!(Medium::recognise("纸质/电子化"), Some(Medium::PaperOrElectronic));
//! assert_eq!(list("medium").map(|list| list.name), Some("材料形式"));
//! # Ok::<(), serde_json::Error>(())
//! ```

mod channel;
mod guide;
mod item;
mod list;
mod macros;
mod process;
mod profile;
#[cfg(test)]
mod tests;
mod theme;
mod time;

pub(crate) use channel::Reach;
pub use channel::{
    ChannelKind, ContactWay, HandlingForm, OnlineDepth, OnlineGrade, PlatformFunction, QueryWay,
};
pub use guide::{
    ConditionKind, MaterialKind, MaterialSource, Medium, Necessity, ResultDelivery, ResultKind,
};
pub use item::{
    Audience, BodyKind, CaseType, ItemStatus, ItemType, LegalRank, Level, PowerSource, Scope,
};
pub use list::{List, Origin, Term, Vocabulary};
pub use process::{Actor, EndKind, HandlingMode, ReviewMode, SpecialProcedureKind, Stage};
pub use profile::{Profile, UnknownProfile};
pub use theme::{LegalTheme, NaturalTheme};
pub use time::{DayKind, HolidayRule, TimeUnit};

/// All lists: of the item, the guide, the themes, the process, the channels and time.
static ALL: &[&List] = &[
    ItemType::LIST,
    ItemStatus::LIST,
    Level::LIST,
    PowerSource::LIST,
    BodyKind::LIST,
    Audience::LIST,
    CaseType::LIST,
    Scope::LIST,
    LegalRank::LIST,
    MaterialKind::LIST,
    Medium::LIST,
    Necessity::LIST,
    MaterialSource::LIST,
    ResultKind::LIST,
    ResultDelivery::LIST,
    ConditionKind::LIST,
    NaturalTheme::LIST,
    LegalTheme::LIST,
    SpecialProcedureKind::LIST,
    HandlingMode::LIST,
    ReviewMode::LIST,
    Stage::LIST,
    Actor::LIST,
    EndKind::LIST,
    HandlingForm::LIST,
    OnlineDepth::LIST,
    OnlineGrade::LIST,
    ContactWay::LIST,
    QueryWay::LIST,
    ChannelKind::LIST,
    PlatformFunction::LIST,
    TimeUnit::LIST,
    HolidayRule::LIST,
    DayKind::LIST,
];

/// All lists, for the schema and the documentation.
pub fn all() -> &'static [&'static List] {
    ALL
}

/// Looks up a list by its identifier, such as `item_type` (事项类型).
pub fn list(id: &str) -> Option<&'static List> {
    ALL.iter().copied().find(|list| list.id == id)
}
