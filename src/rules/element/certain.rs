//! The structural signs under which a missing element is certainly an error, for the JSON schema.
//!
//! The rules infer from words whether people apply for an item, or whether a material is a form. A schema cannot,
//! so it requires an element only if no words can make the rules more lenient, apart from texts that state the element
//! without an entry of its own: these leave a warning.

use super::probe::Unless;
use super::row::{Row, Types};
use super::sign::Sign;
use crate::engine::Severity;
use crate::vocabulary::{ItemType, Profile};

/// Item types for which the office acts without an application.
const OFFICE_TYPES: &[ItemType] = &[
    ItemType::Penalty,
    ItemType::Compulsion,
    ItemType::Levy,
    ItemType::Inspection,
];

/// Item types that are granted only on application, whatever the item's name.
const GRANTED_TYPES: &[ItemType] = &[ItemType::Licence, ItemType::Confirmation];

/// Sign that the item is more than an enquiry: it requires something of the applicant or is decided on.
const HAS_REQUIREMENTS: Sign = Sign::Has(&["case_type", "guide.conditions", "guide.materials"]);

const NOT_PUBLIC_SERVICE: Sign = Sign::TypeIsNot(&[ItemType::PublicService]);

impl Row {
    /// The signs that together make the missing element certainly an error under a profile; `None` if no signs do.
    pub(crate) fn certain(&self, profile: Profile) -> Option<Vec<Sign>> {
        if self.severity(profile) != Some(Severity::Error) {
            return None;
        }
        let mut signs = self.types.certain(profile);
        match self.unless {
            Some(Unless::Item(_, never)) => signs.push(never?),
            Some(Unless::Material(_)) => return None,
            Some(Unless::Exempt | Unless::ExemptOrElectronic | Unless::ChannelBut(_)) | None => {}
        }
        Some(signs)
    }
}

impl Types {
    /// The signs of the items for which the severity of the set is never lowered to a hint.
    fn certain(self, profile: Profile) -> Vec<Sign> {
        let applied = Sign::TypeIsNot(OFFICE_TYPES);
        let granted = Sign::TypeIs(GRANTED_TYPES);
        // The exchange profile requires its columns whatever the words of the item are.
        match (self, profile == Profile::Exchange) {
            (Self::All, _) | (Self::AllButEnquiries, true) => vec![],
            (Self::Licence, _) => vec![Sign::TypeIs(&[ItemType::Licence])],
            (Self::Applied | Self::AppliedInPlace, true) => vec![applied],
            (Self::AppliedPowerFirst, true) => vec![applied, NOT_PUBLIC_SERVICE],
            (Self::Power | Self::PowerElseHint, true) => {
                vec![applied, NOT_PUBLIC_SERVICE, Sign::Typed]
            }
            (Self::AllButEnquiries, false) => vec![granted, HAS_REQUIREMENTS],
            (Self::AppliedInPlace, false) => vec![granted, Sign::HandledOnSite],
            (Self::Requested | Self::AppliedOnPaper, _)
            | (
                Self::Applied | Self::AppliedPowerFirst | Self::Power | Self::PowerElseHint,
                false,
            ) => vec![granted],
        }
    }
}
