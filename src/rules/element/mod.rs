//! Missing elements: one family of rules, driven by one table.
//!
//! A row says which element, for which item types, and how much each profile wants it.

mod probe;
mod table;

pub(crate) use table::ROWS;

use crate::engine::{Context, Finding, Found, Rule, Severity};
use crate::model::{Element, ServiceItem};
use crate::path::Path;
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

/// A set of item types.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Types {
    /// Every type.
    All,
    /// The same, but in a mere enquiry service its lack is only a hint.
    AllButEnquiries,
    /// What people apply for: all but penalties, compulsion, levies and inspections.
    Applied,
    /// The same, but its lack in a public service is only a hint: the exchange tables leave it open.
    AppliedPowerFirst,
    /// Powers people apply for: the above without public services.
    Power,
    /// Licences only.
    Licence,
}

impl Types {
    /// Whether items of a type are meant; an item that does not say its type counts as one that
    /// people apply for.
    pub(crate) fn has(self, item_type: Option<&ItemType>) -> bool {
        let by_office = matches!(
            item_type,
            Some(ItemType::Penalty | ItemType::Compulsion | ItemType::Levy | ItemType::Inspection)
        );
        match self {
            Self::All | Self::AllButEnquiries => true,
            Self::Applied | Self::AppliedPowerFirst => !by_office,
            Self::Power => !by_office && !matches!(item_type, None | Some(ItemType::PublicService)),
            Self::Licence => item_type == Some(&ItemType::Licence),
        }
    }
}

impl Types {
    /// Whether the lack is only a hint in this item.
    fn is_lenient(self, item: &ServiceItem) -> bool {
        match self {
            Self::AppliedPowerFirst => item.item_type == Some(ItemType::PublicService),
            // Nothing is handed in, decided or asked of the applicant: people only ask.
            Self::AllButEnquiries => {
                let guide = item.guide.as_ref();
                item.case_type.is_none()
                    && guide.is_none_or(|guide| {
                        guide.materials.is_empty() && guide.conditions.is_none()
                    })
            }
            _ => false,
        }
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
        if !self.types.has(item.item_type.as_ref()) {
            return;
        }
        let severity = if self.types.is_lenient(item) {
            Severity::Hint
        } else {
            severity
        };
        let lacks = self.probe.lacks(item);
        if lacks.is_empty() {
            return;
        }
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
            cx.report(found.severity(severity));
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
