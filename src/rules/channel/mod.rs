//! Theme CHN: channels, their statements, and whether these agree.

mod channel_without_access;
mod channels_disagree;
mod claimed_online_without_entry;
mod consultation_links_to_itself;
mod convenience_without_way;
mod depth;
mod deviation;
mod duplicate_channel_id;
mod element_left_out_by_a_view;
mod entry;
mod entry_of_other_item;
mod entry_on_foreign_host;
mod hand_over_without_single_sign_on;
mod helpers;
mod home_page_as_entry;
mod item_only_in_one_view;
mod link_outside_platform;
mod missing_offline_channel;
mod news_page_as_entry;
mod no_platform_named;
mod online_yet_paper_only;
mod registration_asked_again;
mod shared_entry;
mod unknown_platform;
mod unusable_entry_address;
mod wholly_online_yet_in_person;
mod window_yet_electronic_only;

use crate::engine::Rule;

/// The rules of this theme, by code.
pub(super) static RULES: &[&[Rule]] = &[
    channels_disagree::RULES,
    element_left_out_by_a_view::RULES,
    item_only_in_one_view::RULES,
    deviation::RULES,
    duplicate_channel_id::RULES,
    missing_offline_channel::RULES,
    claimed_online_without_entry::RULES,
    unusable_entry_address::RULES,
    home_page_as_entry::RULES,
    registration_asked_again::RULES,
    hand_over_without_single_sign_on::RULES,
    wholly_online_yet_in_person::RULES,
    online_yet_paper_only::RULES,
    channel_without_access::RULES,
    window_yet_electronic_only::RULES,
    convenience_without_way::RULES,
    unknown_platform::RULES,
    link_outside_platform::RULES,
    entry_of_other_item::RULES,
    consultation_links_to_itself::RULES,
    entry_on_foreign_host::RULES,
    news_page_as_entry::RULES,
    no_platform_named::RULES,
    shared_entry::RULES,
];
