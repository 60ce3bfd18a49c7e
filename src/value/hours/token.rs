//! The tokens of office hours.

use crate::vocabulary::{DayKind, HolidayRule};

/// One token of office hours.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A time as hour and minute, and whether a leading zero puts it on the 24-hour clock.
    Clock(u32, u32, bool),
    /// A dash or word between the ends of a range of times or days.
    To,
    /// 上午, 下午 …
    Half(Half),
    Days(Vec<DayKind>),
    /// Names of seasons and months.
    Season(String),
    /// A verdict on the days named before, and its wording.
    Verdict(HolidayRule, String),
    /// Around the clock.
    AllDay {
        /// Whether the words state that this holds every day.
        daily: bool,
        /// Whether the word may only mean morning and afternoon, as 全天 may.
        vague: bool,
    },
    /// A label with its colon.
    Label(String),
    /// A mark within a sentence.
    Comma,
    /// A mark that ends a sentence.
    Stop,
    Open,
    Close,
    /// Anything else.
    Words(String),
}

/// A half of the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Half {
    Morning,
    Noon,
    Afternoon,
}

impl Half {
    /// The Chinese word for the half.
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Morning => "上午",
            Self::Noon => "中午",
            Self::Afternoon => "下午",
        }
    }
}
