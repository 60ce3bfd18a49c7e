use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use validator::Validate;

use super::{
    Channel, Deviation, Fees, Guide, Material, NotApplicable, Outcome, Place, Process, Progress,
    Question, SpecialProcedure, Step, TimeLimit, Visits, date, shape,
};
use crate::code::{
    BaseCode, CreditCode, DivisionCode, HandlingCode, ImplementationCode, OrganizationCode,
};
use crate::vocabulary::{
    Audience, BodyKind, CaseType, HandlingForm, HandlingMode, ItemStatus, ItemType, LegalRank,
    LegalTheme, Level, NaturalTheme, OnlineDepth, OnlineGrade, PowerSource, ReviewMode, Scope,
};

/// One service item: what it is, who runs it, its guide and its channels.
///
/// Every element is optional, so a half-filled item can be read and checked; only `name` is
/// required by the base schema.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct ServiceItem {
    /// The item's name.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub name: String,
    /// The name of the directory entry it belongs to, as all levels share it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub catalogue_name: Option<String>,
    /// 12 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_code: Option<BaseCode>,
    /// The base code of the parent directory entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent_code: Option<BaseCode>,
    /// The province's own base code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_base_code: Option<String>,
    /// 31 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub implementation_code: Option<ImplementationCode>,
    /// The province's own implementation code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub local_implementation_code: Option<String>,
    /// 33 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub handling_code: Option<HandlingCode>,
    /// The record's id in the system it comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_id: Option<String>,
    /// The page it was published on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_url: Option<String>,
    /// Licence, confirmation, public service …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub item_type: Option<ItemType>,
    /// In use, suspended, cancelled.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub status: Option<ItemStatus>,
    /// Counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<i64>,
    /// The day it takes effect.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub effective_date: Option<NaiveDate>,
    /// The day it is cancelled.
    #[serde(
        default,
        deserialize_with = "date::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub cancelled_date: Option<NaiveDate>,
    /// The levels that exercise it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub levels: Vec<Level>,
    /// By law at this level, delegated, entrusted …
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub power_source: Option<PowerSource>,
    /// How the power is divided between levels. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub power_division: Option<String>,
    /// What this level exercises of it. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub exercised_content: Option<String>,
    /// The body that exercises it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(nested)]
    pub authority: Option<Body>,
    /// Other bodies that take part.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub co_authorities: Vec<Body>,
    /// The division it is offered in. GB/T 2260.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub division: Option<DivisionCode>,
    /// Name of the township.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub town_name: Option<String>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub town_code: Option<DivisionCode>,
    /// Name of the village or community.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub village_name: Option<String>,
    /// Its code.
    #[serde(skip_serializing_if = "Option::is_none")]
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
    /// Settled on the spot or within a promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub case_type: Option<CaseType>,
    /// Handled alone, jointly, first reviewed or forwarded.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub handling_mode: Option<HandlingMode>,
    /// Reviewed before, at once or in parallel.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub review_mode: Option<ReviewMode>,
    /// Window, online, courier …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub handling_forms: Vec<HandlingForm>,
    /// Whether it can be handled online.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub online: Option<bool>,
    /// What can be done online.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(custom(function = "shape::all_listed"))]
    pub online_depth: Vec<OnlineDepth>,
    /// The grade I to IV that some provinces publish instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub online_grade: Option<OnlineGrade>,
    /// The area in which any office takes it.
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
    /// In one sentence, what the item is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub summary: Option<String>,
    /// Words people search by.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// Names people use for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// BCP 47 tags of the languages in which a guide is promised.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub languages: Vec<String>,
    /// The law it rests on.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub legal_basis: Vec<LegalBasis>,
    /// Items that must be settled before this one.
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
    /// Intended differences between channels.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub deviations: Vec<Deviation>,
    /// The guide in other languages.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub translations: Vec<Translation>,
    /// Elements that do not apply to this item.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[validate(nested)]
    pub not_applicable: Vec<NotApplicable>,
    /// What the source has and the model has not, as it was.
    #[serde(default, skip_serializing_if = "Map::is_empty")]
    pub extensions: Map<String, Value>,
}

impl ServiceItem {
    /// The key that stays the same through edits: handling code, else implementation code, else
    /// the source's id, else name and authority.
    ///
    /// ```
    /// let mut item = shixiang::ServiceItem::default();
    /// item.name = "食品经营许可".into();
    /// assert_eq!(item.key(), "食品经营许可");
    /// item.source_id = Some("a-1".into());
    /// assert_eq!(item.key(), "a-1");
    /// ```
    pub fn key(&self) -> String {
        fn filled(text: &str) -> Option<&str> {
            let text = text.trim();
            (!text.is_empty()).then_some(text)
        }
        let handling = self.handling_code.as_ref().map(HandlingCode::as_str);
        let implementation = (self.implementation_code.as_ref()).map(ImplementationCode::as_str);
        let coded = [handling, implementation, self.source_id.as_deref()]
            .into_iter()
            .flatten()
            .find_map(filled);
        if let Some(code) = coded {
            return code.to_owned();
        }
        match (self.authority.as_ref()).and_then(|body| body.name.as_deref()) {
            Some(body) => format!("{}@{body}", self.name),
            None => self.name.clone(),
        }
    }
}

/// What the item's own guide says; what it does not say, or where there is no guide, is none.
impl ServiceItem {
    /// What the applicant must satisfy.
    pub fn conditions(&self) -> Option<&str> {
        self.guide.as_ref()?.conditions.as_deref()
    }

    /// The time limits.
    pub fn time_limit(&self) -> Option<&TimeLimit> {
        self.guide.as_ref()?.time_limit.as_ref()
    }

    /// Procedures whose time is not counted.
    pub fn special_procedures(&self) -> &[SpecialProcedure] {
        (self.guide.as_ref()).map_or(&[], |guide| &guide.special_procedures)
    }

    /// What it costs.
    pub fn fees(&self) -> Option<&Fees> {
        self.guide.as_ref()?.fees.as_ref()
    }

    /// What has to be handed in.
    pub fn materials(&self) -> &[Material] {
        self.guide.as_ref().map_or(&[], |guide| &guide.materials)
    }

    /// How it goes.
    pub fn process(&self) -> Option<&Process> {
        self.guide.as_ref()?.process.as_ref()
    }

    /// The steps of its process.
    pub fn steps(&self) -> &[Step] {
        self.process().map_or(&[], |process| &process.steps)
    }

    /// How often the applicant has to come.
    pub fn visits(&self) -> Option<&Visits> {
        self.guide.as_ref()?.visits.as_ref()
    }

    /// Where it is handled.
    pub fn places(&self) -> &[Place] {
        self.guide.as_ref().map_or(&[], |guide| &guide.places)
    }

    /// How to follow the case.
    pub fn progress(&self) -> Option<&Progress> {
        self.guide.as_ref()?.progress.as_ref()
    }

    /// What the applicant gets.
    pub fn result(&self) -> Option<&Outcome> {
        self.guide.as_ref()?.result.as_ref()
    }

    /// Questions and answers.
    pub fn questions(&self) -> &[Question] {
        self.guide.as_ref().map_or(&[], |guide| &guide.questions)
    }
}

/// A body: the one that exercises the item, or one that takes part. Table `up_zone_organization`.
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
    pub credit_code: Option<CreditCode>,
    /// 9 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organization_code: Option<OrganizationCode>,
    /// Statutory, authorized or entrusted.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[validate(custom(function = "shape::listed"))]
    pub kind: Option<BodyKind>,
    /// The body that entrusted it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entrusted_by: Option<String>,
    /// The office inside it that does the work. GB/T 39046 table 4.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
    /// Whether it leads a joint handling.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub leads: Option<bool>,
    /// What it does in a joint handling, as published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
}

/// One law or document the item rests on.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct LegalBasis {
    /// Its name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Its document number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// When it was made public, amended or revised, as the bracket behind its name says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub promulgation: Option<String>,
    /// The article.
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

/// An item that must be settled first.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Prerequisite {
    /// Its key, base code or name.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
    #[validate(custom(function = "shape::not_blank"))]
    pub item: String,
    /// The law that asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
}

/// The guide in another language.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize, JsonSchema, Validate)]
#[non_exhaustive]
pub struct Translation {
    /// Its BCP 47 tag, such as `en` or `ug`.
    #[serde(default)]
    #[schemars(extend("x-required" = true))]
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
    pub says: Option<Guide>,
}
