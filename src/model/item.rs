use std::borrow::Cow;

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use validator::Validate;

use super::{
    Channel, Deviation, Fees, Guide, ItemSuppression, Material, NotApplicable, Outcome, Place,
    Process, Progress, Question, SpecialProcedure, Step, TimeLimit, Visits, date, shape,
};
use crate::code::{
    BaseCode, CreditCode, DivisionCode, HandlingCode, ImplementationCode, OrganizationCode,
};
use crate::vocabulary::{
    Audience, BodyKind, CaseType, HandlingForm, HandlingMode, ItemStatus, ItemType, LegalRank,
    LegalTheme, Level, NaturalTheme, OnlineDepth, OnlineGrade, PowerSource, ReviewMode, Scope,
};

/// A service item: its identity, its authority, its guide and its channels.
///
/// Every element is optional, so that a half-filled item can be read and checked; the base schema
/// requires only `name`.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct ServiceItem {
    /// The item's name.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub name: String,
    /// The name of the catalogue entry it belongs to, shared by all levels of government.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogue_name: Option<String>,
    /// 12 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub base_code: Option<BaseCode>,
    /// The base code of the parent item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub parent_code: Option<BaseCode>,
    /// The base code of the province's own catalogue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_base_code: Option<String>,
    /// 31 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub implementation_code: Option<ImplementationCode>,
    /// The implementation code of the province's own system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_implementation_code: Option<String>,
    /// 33 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub handling_code: Option<HandlingCode>,
    /// The record's id in the source system.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// The page it was published on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Licence, confirmation, public service …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub item_type: Option<ItemType>,
    /// In use, suspended or cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub status: Option<ItemStatus>,
    /// The version, starting from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("minimum" = 1))]
    pub version: Option<i64>,
    /// The date it takes effect.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub effective_date: Option<NaiveDate>,
    /// The date it is cancelled.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub cancelled_date: Option<NaiveDate>,
    /// The levels of government that exercise the power.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub levels: Vec<Level>,
    /// Statutory at this level, delegated, entrusted …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub power_source: Option<PowerSource>,
    /// How the power is divided between levels. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power_division: Option<String>,
    /// The part of the power exercised at this level. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exercised_content: Option<String>,
    /// The body that implements the item.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub authority: Option<Body>,
    /// Other bodies that take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub co_authorities: Vec<Body>,
    /// The division it is offered in. GB/T 2260.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub division: Option<DivisionCode>,
    /// Name of the township.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub town_name: Option<String>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub town_code: Option<DivisionCode>,
    /// Name of the village or community.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village_name: Option<String>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub village_code: Option<DivisionCode>,
    /// Natural persons, enterprises …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub audience: Vec<Audience>,
    /// Themes for natural persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub natural_themes: Vec<NaturalTheme>,
    /// Themes for legal persons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub legal_themes: Vec<LegalTheme>,
    /// Themes of the province.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub local_themes: Vec<String>,
    /// Done on the spot or within a promised limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub case_type: Option<CaseType>,
    /// Handled alone, jointly, with preliminary review, or forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub handling_mode: Option<HandlingMode>,
    /// Reviewed first, at once or in parallel.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub review_mode: Option<ReviewMode>,
    /// At the window, online, by courier …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub handling_forms: Vec<HandlingForm>,
    /// Whether it is handled online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// Which stages can be done online.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub online_depth: Vec<OnlineDepth>,
    /// The online grade I to IV, which some provinces publish instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub online_grade: Option<OnlineGrade>,
    /// The area in which any office accepts it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub scope: Option<Scope>,
    /// Whether it is handled in the service hall.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub in_service_hall: Option<bool>,
    /// The system or platform that handles it. GB/T 39046: 运行系统.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handling_system: Option<String>,
    /// The level of that system. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub system_level: Option<String>,
    /// For penalties.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub punishment: Option<String>,
    /// For levies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levy_kind: Option<String>,
    /// For levies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub levy_reduction: Option<bool>,
    /// What the item is for, in one sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Search keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Names that people use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// BCP 47 tags of the languages in which the guide is available.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// The legal basis.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub legal_basis: Vec<LegalBasis>,
    /// Items that must be completed before this one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub prerequisites: Vec<Prerequisite>,
    /// The item's own guide.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub guide: Option<Guide>,
    /// Its channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub channels: Vec<Channel>,
    /// Deviations: intended differences between channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub deviations: Vec<Deviation>,
    /// Findings in this item that are accepted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub suppressions: Vec<ItemSuppression>,
    /// The guide in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub translations: Vec<Translation>,
    /// Elements that do not apply to this item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub not_applicable: Vec<NotApplicable>,
    /// Fields of the source that the model does not have, unchanged.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

impl ServiceItem {
    /// The key that is stable under edits: the handling code, or else the implementation code, the
    /// source's id, or name and authority.
    ///
    /// ```
    /// let mut item = shixiang::ServiceItem::default();
    /// item.name = "食品经营许可".into();
    /// assert_eq!(item.key(), "食品经营许可");
    /// item.source_id = Some("a-1".into());
    /// assert_eq!(item.key(), "a-1");
    /// ```
    pub fn key(&self) -> String {
        let codes = self.codes().map(|(_, code)| code);
        let body = (self.authority.as_ref()).and_then(|body| body.name.as_deref());
        item_key(codes, &self.name, body).into_owned()
    }

    /// The codes that identify this item alone, with their fields, as written, most specific first.
    pub(crate) fn codes(&self) -> [(&'static str, Option<&str>); 3] {
        let handling = self.handling_code.as_ref().map(HandlingCode::as_str);
        let implementation = self.implementation_code.as_ref();
        [
            ("handling_code", handling),
            (
                "implementation_code",
                implementation.map(ImplementationCode::as_str),
            ),
            ("source_id", self.source_id.as_deref()),
        ]
    }
}

/// The key of an item: its first non-empty code, or else name and body.
pub(crate) fn item_key<'a>(
    codes: [Option<&'a str>; 3],
    name: &'a str,
    body: Option<&str>,
) -> Cow<'a, str> {
    let mut filled = (codes.into_iter().flatten())
        .map(str::trim)
        .filter(|code| !code.is_empty());
    match (filled.next(), body) {
        (Some(code), _) => code.into(),
        (None, Some(body)) => format!("{name}@{body}").into(),
        (None, None) => name.into(),
    }
}

/// Shortcuts to the item's own guide; without a guide, every element is absent.
impl ServiceItem {
    /// The conditions the applicant must meet.
    pub fn conditions(&self) -> Option<&str> {
        self.guide.as_ref()?.conditions.as_deref()
    }

    /// The time limits.
    pub fn time_limit(&self) -> Option<&TimeLimit> {
        self.guide.as_ref()?.time_limit.as_ref()
    }

    /// Procedures whose time is not counted towards the time limits.
    pub fn special_procedures(&self) -> &[SpecialProcedure] {
        (self.guide.as_ref()).map_or(&[], |guide| &guide.special_procedures)
    }

    /// The fees.
    pub fn fees(&self) -> Option<&Fees> {
        self.guide.as_ref()?.fees.as_ref()
    }

    /// The materials to submit.
    pub fn materials(&self) -> &[Material] {
        self.guide.as_ref().map_or(&[], |guide| &guide.materials)
    }

    /// The process.
    pub fn process(&self) -> Option<&Process> {
        self.guide.as_ref()?.process.as_ref()
    }

    /// The steps of its process.
    pub fn steps(&self) -> &[Step] {
        self.process().map_or(&[], |process| &process.steps)
    }

    /// The number of visits.
    pub fn visits(&self) -> Option<&Visits> {
        self.guide.as_ref()?.visits.as_ref()
    }

    /// The places where it is handled.
    pub fn places(&self) -> &[Place] {
        self.guide.as_ref().map_or(&[], |guide| &guide.places)
    }

    /// How to look up the progress of a case.
    pub fn progress(&self) -> Option<&Progress> {
        self.guide.as_ref()?.progress.as_ref()
    }

    /// The result that the applicant receives.
    pub fn result(&self) -> Option<&Outcome> {
        self.guide.as_ref()?.result.as_ref()
    }

    /// Frequently asked questions.
    pub fn questions(&self) -> &[Question] {
        self.guide.as_ref().map_or(&[], |guide| &guide.questions)
    }
}

/// A body: the authority of an item, or one that takes part. Table `up_zone_organization`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Body {
    /// Its full name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its short name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub short_name: Option<String>,
    /// 18 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub credit_code: Option<CreditCode>,
    /// 9 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::not_blank_code"))]
    pub organization_code: Option<OrganizationCode>,
    /// Statutory, authorised or entrusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<BodyKind>,
    /// The body that entrusted the power to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entrusted_by: Option<String>,
    /// The internal office that handles the item. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Whether it is the lead body of a joint handling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads: Option<bool>,
    /// Its part in a joint handling, as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// One law or document that the item is based on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct LegalBasis {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// Promulgation, amendment or revision, as given in brackets after its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promulgation: Option<String>,
    /// The number of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub article: Option<String>,
    /// The text of the article.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Law, administrative regulation, local regulation …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub rank: Option<LegalRank>,
}

/// An item that must be completed first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Prerequisite {
    /// Its key, base code or name.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub item: String,
    /// The law that requires it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// The guide in another language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Translation {
    /// Its BCP 47 tag, such as `en` or `ug`.
    #[serde(default)]
    #[schemars(extend("x-required" = true, "pattern" = shape::SAYS_SOMETHING))]
    #[validate(custom(function = "shape::not_blank"))]
    pub language: String,
    /// The item's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// The item's summary.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// The guide.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub says: Option<Box<Guide>>,
}
