//! The facts of one item with their names, as collected from the item or read from a line of JSON.
//!
//! Lines may be written by one run and read by another, on another machine: nothing in a line depends on the
//! process that wrote it.

use std::borrow::Cow;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::texts::{OwnText, TextLine};
use crate::analysis::{Nature, is_form};
use crate::compare::is_online;
use crate::model::{Channel, Limit, Material, Place, ServiceItem};
use crate::value::url::{LinkFault, fault, names_nothing};
use crate::vocabulary::{Necessity, Vocabulary};

/// The facts of one item, as read from a line or taken from the item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FactsLine<'a> {
    pub(super) name: Cow<'a, str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) handling_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) implementation_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) local_implementation_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) source_id: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) catalogue_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) base_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) local_base_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) item_type: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) body_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) division: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) town_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) town_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) village_code: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) village_name: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) legal_bases: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) materials: Vec<MaterialLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) places: Vec<PlaceLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) conditions: Option<TextLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) summary: Option<TextLine<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) narrative: Option<TextLine<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) audience: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) result: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) levels: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) status: Option<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) statutory: Option<Cow<'a, Limit>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) promised: Option<Cow<'a, Limit>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) effective_date: Option<NaiveDate>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) entries: Vec<EntryLine<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub(super) applied_for: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) prerequisites: Vec<Cow<'a, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) aliases: Vec<Cow<'a, str>>,
}

/// A material.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct MaterialLine<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) name: Option<Cow<'a, str>>,
    /// Whether the applicant has to submit the material, and it is not a form.
    pub(super) handed_in: bool,
}

/// A place with a name and an address.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct PlaceLine<'a> {
    pub(super) index: u32,
    pub(super) name: Cow<'a, str>,
    pub(super) address: Cow<'a, str>,
}

/// The address of an online channel that leads to no particular item, or has no part that identifies the item.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct EntryLine<'a> {
    pub(super) channel: u32,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) named: Option<Cow<'a, str>>,
    pub(super) url: Cow<'a, str>,
}

impl<'a> FactsLine<'a> {
    /// The facts of an item.
    pub(crate) fn of(item: &'a ServiceItem) -> Self {
        let body = item.authority.as_ref();
        let result = item.guide.as_ref().and_then(|guide| guide.result.as_ref());
        let limits = item.time_limit();
        let entries: Vec<EntryLine<'_>> = entries(item).map(EntryLine::of).collect();
        Self {
            name: item.name.as_str().into(),
            handling_code: code(item.handling_code.as_ref()),
            implementation_code: code(item.implementation_code.as_ref()),
            local_implementation_code: text(item.local_implementation_code.as_ref()),
            source_id: text(item.source_id.as_ref()),
            catalogue_name: text(item.catalogue_name.as_ref()),
            base_code: code(item.base_code.as_ref()),
            local_base_code: text(item.local_base_code.as_ref()),
            item_type: item.item_type.as_ref().map(|it| it.term().into()),
            body: body.and_then(|body| text(body.name.as_ref())),
            body_code: body.and_then(|body| Some(body.credit_code.as_ref()?.as_str().into())),
            division: code(item.division.as_ref()),
            town_code: code(item.town_code.as_ref()),
            town_name: text(item.town_name.as_ref()),
            village_code: code(item.village_code.as_ref()),
            village_name: text(item.village_name.as_ref()),
            legal_bases: item
                .legal_basis
                .iter()
                .filter_map(|basis| text(basis.name.as_ref()))
                .collect(),
            materials: item.materials().iter().map(MaterialLine::of).collect(),
            places: (item.places().iter().enumerate())
                .filter_map(|(index, place)| PlaceLine::of(index, place))
                .collect(),
            conditions: TextLine::of_item(item, OwnText::Conditions),
            summary: TextLine::of_item(item, OwnText::Summary),
            narrative: TextLine::of_item(item, OwnText::Narrative),
            audience: item.audience.iter().map(|it| it.term().into()).collect(),
            result: result.and_then(|result| text(result.name.as_ref())),
            levels: item.levels.iter().map(|it| it.term().into()).collect(),
            status: item.status.as_ref().map(|status| status.term().into()),
            statutory: limits.and_then(|limits| Some(Cow::Borrowed(limits.statutory.as_ref()?))),
            promised: limits.and_then(|limits| Some(Cow::Borrowed(limits.promised.as_ref()?))),
            effective_date: item.effective_date,
            applied_for: !entries.is_empty() && Nature::of(item) == Nature::Applied,
            entries,
            prerequisites: item
                .prerequisites
                .iter()
                .map(|first| first.item.as_str().into())
                .collect(),
            aliases: item
                .aliases
                .iter()
                .map(|alias| alias.as_str().into())
                .collect(),
        }
    }
}

impl FactsLine<'_> {
    /// The texts in the order of [`OwnText`].
    pub(super) fn texts(&self) -> [Option<&TextLine<'_>>; 3] {
        OwnText::ALL.map(|element| match element {
            OwnText::Conditions => self.conditions.as_ref(),
            OwnText::Summary => self.summary.as_ref(),
            OwnText::Narrative => self.narrative.as_ref(),
        })
    }
}

impl<'a> MaterialLine<'a> {
    fn of(material: &'a Material) -> Self {
        Self {
            name: text(material.name.as_ref()),
            handed_in: is_handed_in(material),
        }
    }
}

impl<'a> PlaceLine<'a> {
    /// `None` for a place without a name or an address.
    fn of(index: usize, place: &'a Place) -> Option<Self> {
        Some(Self {
            index: number(index),
            name: text(place.name.as_ref())?,
            address: text(place.address.as_ref())?,
        })
    }
}

impl<'a> EntryLine<'a> {
    fn of((index, channel): (usize, &'a Channel)) -> Self {
        let url = channel.url.as_deref().unwrap_or_default();
        Self {
            channel: number(index),
            named: channel.called().map(Cow::from),
            url: url.trim().into(),
        }
    }
}

fn text(text: Option<&String>) -> Option<Cow<'_, str>> {
    text.map(Cow::from)
}

fn code<T: AsRef<str>>(code: Option<&T>) -> Option<Cow<'_, str>> {
    code.map(|code| code.as_ref().into())
}

/// An index within an item as `u32`, saturating.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// The online channels with an address that leads to no particular item, or has no part that identifies the item.
fn entries(item: &ServiceItem) -> impl Iterator<Item = (usize, &Channel)> {
    let online = item
        .channels
        .iter()
        .enumerate()
        .filter(|(_, channel)| channel.kind.as_ref().is_none_or(is_online));
    let general = |(_, channel): &(usize, &Channel)| {
        let url = channel.url.as_deref().map_or("", str::trim);
        match fault(url) {
            // Consultations and queries start on the front page of a system: 智能客服 for a consultation.
            Some(LinkFault::SystemFront) => !Nature::of(item).is_passive(),
            Some(found) => found.leads_nowhere(),
            // One page may serve many queries.
            None => {
                let name = &item.name;
                let looked_up = || {
                    ["查", "咨询", "检索"]
                        .iter()
                        .any(|word| name.contains(word))
                };
                !url.is_empty() && names_nothing(url) && !looked_up()
            }
        }
    };
    online.filter(general)
}

/// Whether the applicant has to submit a material that is not a form; forms differ from item to item.
fn is_handed_in(material: &Material) -> bool {
    let always = !matches!(material.necessity, Some(Necessity::NotRequired));
    let elsewhere = material.exempt == Some(true) || material.shared == Some(true);
    always && !elsewhere && !is_form(material)
}
