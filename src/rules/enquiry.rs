//! Whether a service only lets people look something up.

use crate::model::ServiceItem;
use crate::vocabulary::ItemType;

/// Words in the name of a service that shows something or answers a question.
const LOOKS: &[&str] = &[
    "查询", "查阅", "查看", "检索", "浏览", "展示", "展览", "公示", "公布", "资讯", "咨询", "动态",
    "简介", "公告",
];

/// Whether the item is a public service by which people look something up or ask.
pub(crate) fn is_enquiry(item: &ServiceItem) -> bool {
    matches!(item.item_type, None | Some(ItemType::PublicService))
        && LOOKS.iter().any(|word| item.name.contains(word))
}
