//! Profiles: which elements a check requires.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The profile of a check: 校验尺度, how complete a record must be.
///
/// ```
/// use shixiang::vocabulary::Profile;
///
/// assert_eq!("audit".parse(), Ok(Profile::Audit));
/// assert_eq!(Profile::default().to_string(), "portal");
/// ```
#[derive(
    Debug,
    Clone,
    Copy,
    Default,
    PartialEq,
    Eq,
    Hash,
    PartialOrd,
    Ord,
    Serialize,
    Deserialize,
    JsonSchema,
)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Profile {
    /// 门户: what the public needs on the page.
    #[default]
    Portal,
    /// 交换: the mandatory columns of the national exchange tables.
    Exchange,
    /// 评估: the full check, as in an assessment.
    Audit,
}

impl Profile {
    /// All profiles, from the least to the most demanding.
    pub const ALL: [Self; 3] = [Self::Portal, Self::Exchange, Self::Audit];

    /// The name used in files and on the command line.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Portal => "portal",
            Self::Exchange => "exchange",
            Self::Audit => "audit",
        }
    }

    /// The Chinese name.
    pub const fn chinese(self) -> &'static str {
        match self {
            Self::Portal => "门户",
            Self::Exchange => "交换",
            Self::Audit => "评估",
        }
    }
}

impl fmt::Display for Profile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The text is not the name of a [`Profile`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown profile {0:?}; expected portal, exchange or audit")]
pub struct UnknownProfile(
    /// The text.
    pub String,
);

impl FromStr for Profile {
    type Err = UnknownProfile;

    /// Parses the English or the Chinese name, ignoring case.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let name = text.trim();
        Self::ALL
            .into_iter()
            .find(|profile| {
                profile.as_str().eq_ignore_ascii_case(name) || profile.chinese() == name
            })
            .ok_or_else(|| UnknownProfile(text.to_owned()))
    }
}
