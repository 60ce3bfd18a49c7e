//! The structural signs by which the lack of an element is certainly an error.
//!
//! Whether people apply for an item, or whether a material is a form, the rules read from words. A schema
//! cannot, so it demands an element only where no word can make the rules more lenient.

use super::probe::Unless;
use super::row::{Row, Types};
use super::sign::Sign;
use crate::engine::Severity;
use crate::vocabulary::{ItemType, Profile};

/// Types of items in which an office acts of its own accord.
const OF_OFFICE: &[ItemType] = &[
    ItemType::Penalty,
    ItemType::Compulsion,
    ItemType::Levy,
    ItemType::Inspection,
];

/// Types that are only granted on application, whatever the item is called.
const GRANTED: &[ItemType] = &[ItemType::Licence, ItemType::Confirmation];

/// Signs that something is asked or decided.
const ASKS: Sign = Sign::Has(&["case_type", "guide.conditions", "guide.materials"]);

const PUBLIC: Sign = Sign::TypeIsNot(&[ItemType::PublicService]);

impl Row {
    /// The signs that together make its lack certainly an error under a profile; `None` if there are no
    /// such signs.
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
    /// The signs of the items of the set whose lack is as grave as is wanted of the set as a whole.
    fn certain(self, profile: Profile) -> Vec<Sign> {
        let applied = Sign::TypeIsNot(OF_OFFICE);
        let granted = Sign::TypeIs(GRANTED);
        // The columns of the exchange must not be empty, whatever the words of the item are.
        match (self, profile == Profile::Exchange) {
            (Self::All, _) | (Self::AllButEnquiries, true) => vec![],
            (Self::Licence, _) => vec![Sign::TypeIs(&[ItemType::Licence])],
            (Self::Applied | Self::AppliedInPlace, true) => vec![applied],
            (Self::AppliedPowerFirst, true) => vec![applied, PUBLIC],
            (Self::Power | Self::PowerElseHint, true) => vec![applied, PUBLIC, Sign::Typed],
            (Self::AllButEnquiries, false) => vec![granted, ASKS],
            (Self::AppliedInPlace, false) => vec![granted, Sign::HandledOnSite],
            (Self::Requested | Self::AppliedOnPaper, _)
            | (
                Self::Applied | Self::AppliedPowerFirst | Self::Power | Self::PowerElseHint,
                false,
            ) => vec![granted],
        }
    }
}
