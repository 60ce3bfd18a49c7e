//! Theme ORG: bodies, contacts, places and hours.

mod addresses_run_together;
mod area_code_of_other_region;
mod complaint_phone_is_consultation_phone;
mod contact_without_phone;
mod enquiry_label_on_complaint;
mod helpers;
mod hours_say_too_little;
mod impossible_hours;
mod impossible_phone;
mod inexact_address;
mod label_without_value;
mod no_principal_named;
mod private_mail_host;
mod reply;
mod unfit_phone;
mod ways_run_together;
mod weekend_open_and_closed;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    no_principal_named::RULES,
    impossible_phone::RULES,
    unfit_phone::RULES,
    area_code_of_other_region::RULES,
    complaint_phone_is_consultation_phone::RULES,
    enquiry_label_on_complaint::RULES,
    contact_without_phone::RULES,
    reply::RULES,
    inexact_address::RULES,
    addresses_run_together::RULES,
    impossible_hours::RULES,
    hours_say_too_little::RULES,
    weekend_open_and_closed::RULES,
    ways_run_together::RULES,
    private_mail_host::RULES,
    label_without_value::RULES,
];
