//! Missing elements: one family of rules, driven by one table.
//!
//! A row says which element, for which item types, and how much each profile wants it.

mod probe;
mod table;

pub(crate) use table::ROWS;

use crate::engine::{Context, Finding, Found, Rule, Severity};
use crate::model::{Element, ServiceItem};
use crate::path::Path;
use crate::rules::nature::{Nature, papers_asked};
use crate::text::Text;
use crate::vocabulary::{ItemType, Profile};
pub(crate) use probe::Probe;

/// One element and who wants it.
#[derive(Debug)]
pub(crate) struct Row {
    /// Its rule.
    pub(crate) rule: Rule,
    /// Dotted path, without indexes.
    pub(crate) element: &'static str,
    /// Its name.
    pub(crate) label: Text,
    /// How to look for it.
    pub(crate) probe: Probe,
    /// The item types that have it.
    pub(crate) types: Types,
    /// How grave its lack is under `portal`, `exchange` and `audit`; `None` is no fault.
    pub(crate) wanted: [Option<Severity>; 3],
}

/// A set of items.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Types {
    /// Every type.
    All,
    /// The same, but where people only ask or look its lack is only a hint.
    AllButEnquiries,
    /// What people apply for: all but penalties, compulsion, levies and inspections. Where people
    /// only ask or look, or where the office acts of its own accord, its lack is only a hint.
    Applied,
    /// The same, but its lack in a public service is only a hint: the exchange tables leave it open.
    AppliedPowerFirst,
    /// The same, but its lack is more than a hint only where papers are certainly wanted.
    AppliedOnPaper,
    /// What people look for by other names: powers, and services that are surely applied for.
    Requested,
    /// Powers people apply for: [`Types::Applied`] without public services.
    Power,
    /// Licences only.
    Licence,
}

impl Types {
    /// Whether an item is meant; one that does not say its type counts as one that people apply for.
    pub(crate) fn has(self, item: &ServiceItem) -> bool {
        let item_type = item.item_type.as_ref();
        let by_office = matches!(
            item_type,
            Some(ItemType::Penalty | ItemType::Compulsion | ItemType::Levy | ItemType::Inspection)
        );
        match self {
            Self::All | Self::AllButEnquiries => true,
            Self::Applied | Self::AppliedPowerFirst | Self::AppliedOnPaper => !by_office,
            Self::Requested => !by_office && Nature::of(item) == Nature::Applied,
            Self::Power => !by_office && !matches!(item_type, None | Some(ItemType::PublicService)),
            Self::Licence => item_type == Some(&ItemType::Licence),
        }
    }

    /// Whether the lack is only a hint in this item.
    fn is_lenient(self, item: &ServiceItem, cx: &Context<'_>) -> bool {
        let nature = Nature::of(item);
        let public = item.item_type == Some(ItemType::PublicService);
        // Columns that must not be empty must not be empty in an enquiry either.
        let tables = cx.facts.profile == Profile::Exchange;
        match self {
            Self::All => false,
            Self::AllButEnquiries => !tables && (nature.is_passive() || asks_nothing(item)),
            Self::AppliedPowerFirst if public => true,
            Self::AppliedOnPaper => {
                nature.is_passive()
                    || nature == Nature::OfOffice
                    || (papers_asked(cx.texts()).is_none() && !needs_papers(item))
            }
            _ => !tables && (nature.is_passive() || nature == Nature::OfOffice),
        }
    }
}

/// Whether nothing is handed in, decided or asked of the applicant: people only ask.
fn asks_nothing(item: &ServiceItem) -> bool {
    let guide = item.guide.as_ref();
    item.case_type.is_none()
        && guide.is_none_or(|guide| guide.materials.is_empty() && guide.conditions.is_none())
}

/// Whether nobody gets it without papers, whatever is said of it.
fn needs_papers(item: &ServiceItem) -> bool {
    match &item.item_type {
        Some(ItemType::Licence | ItemType::Confirmation) => true,
        Some(ItemType::OtherPower) => item.name.contains("备案"),
        _ => false,
    }
}

impl Row {
    /// How grave the lack is under a profile.
    pub(crate) fn severity(&self, profile: Profile) -> Option<Severity> {
        let [portal, exchange, audit] = self.wanted;
        match profile {
            Profile::Portal => portal,
            Profile::Exchange => exchange,
            _ => audit,
        }
    }

    fn look(&self, item: &ServiceItem, cx: &mut Context<'_>) {
        let Some(severity) = self.severity(cx.facts.profile) else {
            return;
        };
        let lacks = self.probe.lacks(item);
        if lacks.is_empty() || !self.types.has(item) {
            return;
        }
        let severity = if self.types.is_lenient(item, cx) {
            Severity::Hint
        } else {
            severity
        };
        match cx.element::<str>(None, self.element) {
            Element::Missing => {}
            Element::NotCollected => return cx.cannot_judge(NOT_COLLECTED),
            _ => return,
        }
        for lack in lacks {
            let inside = self
                .element
                .strip_prefix(&lack.path.element())
                .unwrap_or_default();
            let path = lack.path.join(&Path::parse(inside));
            let found = Found::at(path)
                .with("element", self.label)
                .with("of", lack.owner);
            cx.report(self.with_proof(found, cx).severity(severity));
        }
    }

    /// Points at what shows that the element is wanted, where a text does.
    fn with_proof(&self, found: Found, cx: &Context<'_>) -> Found {
        match papers_asked(cx.texts()) {
            Some(piece) if self.types == Types::AppliedOnPaper => {
                let label = Text::new("这里要看申请材料", "papers are asked for here");
                found.related(cx.here(piece.path()), label)
            }
            _ => found,
        }
    }
}

const NOT_COLLECTED: Text = Text::new(
    "来源没有采集这个要素",
    "the source does not collect the element",
);

/// The rules of the family.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    ROWS.iter().map(|row| &row.rule)
}

/// The element a finding of the family says is missing.
pub(crate) fn element_of(finding: &Finding) -> Option<String> {
    ROWS.iter()
        .find(|row| row.rule.code == finding.rule.code)
        .map(|row| row.element.to_owned())
}

#[cfg(test)]
mod tests;
