//! Faults that only the previous version shows.

use crate::harness::{FOOD, Fault, fault};

/// A new version of an item, so that only what it contains can be wrong.
fn next(rule: &'static str) -> Fault {
    fault(rule, FOOD).set("version", 4)
}

pub(crate) fn faults() -> Vec<Fault> {
    vec![
        fault("VER010", FOOD)
            .set("guide.quantity_limit", "每年受理200件")
            .at("version")
            .previously(),
        fault("VER012", FOOD).set("version", 2).previously(),
        next("VER020")
            .at("item_type")
            .previously()
            .set("item_type", "行政确认"),
        next("VER020")
            .at("authority")
            .previously()
            .set("authority.name", "云江新区城市管理局")
            .set("authority.credit_code", "11532871MB0X040444"),
        next("VER030")
            .at("handling_code")
            .previously()
            .set("status", "取消")
            .set("name", "食品流通许可"),
        next("VER040")
            .at("guide.time_limit.promised")
            .previously()
            .set("guide.time_limit.promised.amount", 3),
        next("VER042").at("guide.conditions").previously().set(
            "guide.conditions",
            "1. 已经领取营业执照，执照上的经营范围含食品销售或餐饮服务。",
        ),
    ]
}
