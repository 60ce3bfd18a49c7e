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
pub(super) static RULES: &[&[Rule]] = &[
    no_principal_named::RULES,
    impossible_phone::RULES,
    unreadable_phone::RULES,
    phone_without_area_code::RULES,
    area_code_of_other_region::RULES,
    mobile_as_office_phone::RULES,
    complaint_phone_is_consultation_phone::RULES,
    contact_without_phone::RULES,
    reply_promise_too_long::RULES,
    late_reply::RULES,
    reply_before_question::RULES,
    inexact_address::RULES,
    addresses_run_together::RULES,
    impossible_hours::RULES,
    hours_without_days::RULES,
    hours_without_times::RULES,
    holidays_not_mentioned::RULES,
    text_is_no_hours::RULES,
    ways_run_together::RULES,
    private_mail_host::RULES,
    label_with_nothing::RULES,
];
