//! The days of a week.

use crate::vocabulary::DayKind;

/// The working days by name, from Monday to Friday.
pub(super) const WEEKDAYS: [DayKind; 5] = [
    DayKind::Monday,
    DayKind::Tuesday,
    DayKind::Wednesday,
    DayKind::Thursday,
    DayKind::Friday,
];
