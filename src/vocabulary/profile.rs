//! The measure by which an item is checked.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Measure by which an item is checked: 校验尺度, how much a record must carry.
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
    /// 门户: what a citizen needs on the page.
    #[default]
    Portal,
    /// 交换: what the national exchange tables do not let be empty.
    Exchange,
    /// 评估: the full check, as an evaluation does it.
    Audit,
}

impl Profile {
    /// Every profile, from the shortest check to the longest.
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

/// The text that names no [`Profile`].
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no profile is called {0:?}; expected portal, exchange or audit")]
pub struct UnknownProfile(
    /// The text as it was given.
    pub String,
);

impl FromStr for Profile {
    type Err = UnknownProfile;

    /// Reads the English or the Chinese name; capital letters do not matter.
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
