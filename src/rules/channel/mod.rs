//! Theme CHN: the ways in, what each says, and whether they agree.

mod app_without_link;
mod bare_ip_as_entry;
mod channels_disagree_on_conditions;
mod channels_disagree_on_conveniences;
mod channels_disagree_on_fees;
mod channels_disagree_on_hours;
mod channels_disagree_on_limits;
mod channels_disagree_on_material_details;
mod channels_disagree_on_materials;
mod channels_disagree_on_phones;
mod channels_disagree_on_places;
mod channels_disagree_on_process;
mod channels_disagree_on_results;
mod channels_disagree_on_visits;
mod claimed_online_without_entry;
mod consultation_is_own_page;
mod convenience_without_way;
mod depth;
mod duplicate_channel_id;
mod element_left_out_by_a_view;
mod entry;
mod entry_of_other_item;
mod entry_on_foreign_host;
mod expired_deviation;
mod hall_without_place_or_hours;
mod hand_over_without_single_sign_on;
mod helpers;
mod home_page_as_entry;
mod hotline_without_number;
mod item_only_in_one_view;
mod kiosk_without_place;
mod link_outside_platform;
mod missing_offline_channel;
mod needless_deviation;
mod news_page_as_entry;
mod no_platform_named;
mod online_yet_paper_only;
mod registration_asked_again;
mod session_token_in_entry_address;
mod site_without_address;
mod unapproved_deviation;
mod unknown_channel_in_deviation;
mod unknown_platform;
mod unusable_entry_address;
mod wholly_online_yet_on_site_step;
mod wholly_online_yet_paper_originals;
mod wholly_online_yet_visits;
mod window_yet_electronic_only;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub static RULES: &[&Rule] = &[
    &channels_disagree_on_limits::RULE,
    &channels_disagree_on_fees::RULE,
    &channels_disagree_on_materials::RULE,
    &channels_disagree_on_material_details::RULE,
    &channels_disagree_on_conditions::RULE,
    &channels_disagree_on_process::RULE,
    &channels_disagree_on_hours::RULE,
    &channels_disagree_on_places::RULE,
    &channels_disagree_on_phones::RULE,
    &channels_disagree_on_results::RULE,
    &channels_disagree_on_visits::RULE,
    &channels_disagree_on_conveniences::RULE,
    &element_left_out_by_a_view::RULE,
    &item_only_in_one_view::RULE,
    &unapproved_deviation::RULE,
    &expired_deviation::RULE,
    &needless_deviation::RULE,
    &unknown_channel_in_deviation::RULE,
    &duplicate_channel_id::RULE,
    &missing_offline_channel::RULE,
    &claimed_online_without_entry::RULE,
    &unusable_entry_address::RULE,
    &session_token_in_entry_address::RULE,
    &bare_ip_as_entry::RULE,
    &home_page_as_entry::RULE,
    &registration_asked_again::RULE,
    &hand_over_without_single_sign_on::RULE,
    &wholly_online_yet_visits::RULE,
    &wholly_online_yet_paper_originals::RULE,
    &wholly_online_yet_on_site_step::RULE,
    &online_yet_paper_only::RULE,
    &app_without_link::RULE,
    &site_without_address::RULE,
    &hotline_without_number::RULE,
    &hall_without_place_or_hours::RULE,
    &window_yet_electronic_only::RULE,
    &kiosk_without_place::RULE,
    &convenience_without_way::RULE,
    &unknown_platform::RULE,
    &link_outside_platform::RULE,
    &entry_of_other_item::RULE,
    &consultation_is_own_page::RULE,
    &entry_on_foreign_host::RULE,
    &news_page_as_entry::RULE,
    &no_platform_named::RULE,
];
