//! Theme ORG: bodies, contacts, places and hours.

mod addresses_run_together;
mod area_code_of_other_region;
mod complaint_phone_is_consultation_phone;
mod contact_without_phone;
mod helpers;
mod holidays_not_mentioned;
mod hours_without_days;
mod hours_without_times;
mod impossible_hours;
mod impossible_phone;
mod inexact_address;
mod label_with_nothing;
mod late_reply;
mod mobile_as_office_phone;
mod no_principal_named;
mod phone_without_area_code;
mod private_mail_host;
mod reply_before_question;
mod reply_promise_too_long;
mod text_is_no_hours;
mod unreadable_phone;
mod ways_run_together;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &no_principal_named::RULE,
    &impossible_phone::RULE,
    &unreadable_phone::RULE,
    &phone_without_area_code::RULE,
    &area_code_of_other_region::RULE,
    &mobile_as_office_phone::RULE,
    &complaint_phone_is_consultation_phone::RULE,
    &contact_without_phone::RULE,
    &reply_promise_too_long::RULE,
    &late_reply::RULE,
    &reply_before_question::RULE,
    &inexact_address::RULE,
    &addresses_run_together::RULE,
    &impossible_hours::RULE,
    &hours_without_days::RULE,
    &hours_without_times::RULE,
    &holidays_not_mentioned::RULE,
    &text_is_no_hours::RULE,
    &ways_run_together::RULE,
    &private_mail_host::RULE,
    &label_with_nothing::RULE,
];
