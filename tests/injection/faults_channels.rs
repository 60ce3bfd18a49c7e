//! Faults of channels: what they say, the ways in, wholly online, views beside.

use serde_json::json;

use crate::harness::{ALL, FOOD, Fault, INSURANCE, LIBRARY, ROAD, SENIOR, VISITOR, WATER, fault};

pub(crate) fn faults() -> Vec<Fault> {
    [
        disagreements(),
        views(),
        deviations(),
        entries(),
        wholly_online(),
        kinds(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// CHN010 to CHN032: channels that do not say the same.
fn disagreements() -> Vec<Fault> {
    vec![
        fault("CHN010", FOOD)
            .set("channels[1].says.time_limit.promised.amount", 8)
            .remove("channels[0].says")
            .at("channels[1].says.time_limit.promised"),
        fault("CHN010", ROAD).set(
            "channels[1].says.time_limit.statutory",
            json!({ "amount": 15, "unit": "工作日" }),
        ),
        fault("CHN012", FOOD)
            .set("channels[0].says.fees", json!({ "charged": true }))
            .at("channels[0].says.fees.charged"),
        fault("CHN012", ROAD)
            .copy("guide.fees", "channels[1].says.fees")
            .set("channels[1].says.fees.items[0].amount", 450)
            .set(
                "channels[1].says.fees.items[0].standard",
                "沥青路面每平方米450元",
            )
            .at("channels[1].says.fees.items[0].amount"),
        fault("CHN014", FOOD)
            .copy("guide.materials", "channels[2].says.materials")
            .remove("channels[2].says.materials[2]")
            .at("channels[2].says.materials"),
        fault("CHN014", WATER)
            .copy("guide.materials", "channels[1].says.materials")
            .set(
                "channels[1].says.materials[4]",
                json!({ "name": "水质检测报告" }),
            )
            .at("channels[1].says.materials[4].name"),
        fault("CHN016", FOOD)
            .copy("guide.materials", "channels[2].says.materials")
            .set("channels[2].says.materials[0].originals", 2)
            .at("channels[2].says.materials[0].originals"),
        fault("CHN016", VISITOR)
            .copy("guide.materials", "channels[1].says.materials")
            .set("channels[1].says.materials[1].necessity", "必要")
            .at("channels[1].says.materials[1].necessity"),
        fault("CHN018", FOOD).set(
            "channels[0].says.conditions",
            "已经领取营业执照，经营场所面积在30平方米以上，有冷藏、消毒、防鼠防蝇的设备。",
        ),
        fault("CHN020", FOOD)
            .copy("guide.process", "channels[2].says.process")
            .set("channels[2].says.process.steps[3].name", "集体讨论")
            .at("channels[2].says.process.steps"),
        fault("CHN022", FOOD)
            .copy("guide.hours", "channels[2].says.hours")
            .set("channels[2].says.hours.periods[1].closes", "17:00")
            .at("channels[2].says.hours.periods"),
        fault("CHN024", FOOD)
            .set(
                "channels[2].says.places",
                json!([
                    { "name": "云江新区滨河便民服务中心", "address": "云江新区滨河大道5号1楼" },
                ]),
            )
            .at("channels[2].says.places[0]"),
        fault("CHN026", FOOD)
            .set(
                "channels[1].says.consultation.phones[0].number",
                "0691-5550127",
            )
            .at("channels[1].says.consultation.phones[0]"),
        fault("CHN026", ROAD)
            .set(
                "channels[0].says.complaint",
                json!({ "phones": [{ "number": "0691-5550299" }] }),
            )
            .at("channels[0].says.complaint.phones[0]"),
        fault("CHN028", FOOD)
            .set(
                "channels[0].says.result",
                json!({ "name": "食品经营许可证", "kind": "证照", "validity": "3年" }),
            )
            .at("channels[0].says.result.validity"),
        fault("CHN030", FOOD)
            .set(
                "channels[2].says.visits",
                json!({ "count": 2, "reason": "核对原件" }),
            )
            .at("channels[2].says.visits.count"),
        fault("CHN032", FOOD)
            .set("channels[1].says.courier", json!({ "available": false }))
            .at("channels[1].says.courier.available"),
    ]
}

/// Contradictions of a view that is loaded beside.
fn views() -> Vec<Fault> {
    vec![
        fault("CHN034", FOOD)
            .beside()
            .remove("guide.hours")
            .at("guide"),
        fault("CHN034", WATER)
            .beside()
            .remove("guide.materials")
            .at("guide"),
        fault("CHN146", ALL)
            .set(
                "items[0].channels[0].url",
                "https://zwfw.example.gov.cn/sso/toLogin",
            )
            .set(
                "items[1].channels[0].url",
                "https://zwfw.example.gov.cn/sso/toLogin",
            )
            .set(
                "items[2].channels[0].url",
                "https://zwfw.example.gov.cn/sso/toLogin",
            )
            .along("CHN146", "each of the three has it"),
        fault("CHN036", ALL)
            .beside()
            .remove("items[3]")
            .at("items[3].name"),
        fault("CHN010", FOOD)
            .beside()
            .set("guide.time_limit.promised.amount", 7)
            .set("channels[0].says.time_limit.promised.amount", 7)
            .set("channels[1].says.time_limit.promised.amount", 7)
            .at("guide.time_limit.promised"),
        fault("CHN026", ROAD)
            .beside()
            .set("guide.consultation.phones[0].number", "0691-5550288")
            .at("guide.consultation.phones[0]"),
        fault("CHN012", SENIOR)
            .beside()
            .set("guide.fees.charged", true)
            .at("guide.fees.charged"),
    ]
}

/// CHN040 to CHN046: differences declared as intended. `FOOD` with another limit in its hall, and the
/// declaration.
fn deviations() -> Vec<Fault> {
    let meant = |rule| {
        fault(rule, FOOD)
            .set(
                "channels[2].says.time_limit.promised",
                json!({ "amount": 7, "unit": "工作日" }),
            )
            .set(
                "deviations",
                json!([{
                    "channels": ["hall"], "element": "time_limit", "reason": "大厅收件后要扫描",
                    "approved_by": "云江新区行政审批局", "until": "2027-06-30",
                }]),
            )
    };
    vec![
        meant("CHN040")
            .remove("deviations[0].approved_by")
            .at("deviations[0]"),
        meant("CHN040")
            .set("deviations[0].reason", "")
            .at("deviations[0]"),
        meant("CHN042")
            .set("deviations[0].until", "2026-06-30")
            .at("deviations[0].until"),
        meant("CHN044")
            .remove("channels[2].says")
            .at("deviations[0].element"),
        meant("CHN046")
            .set("deviations[0].channels", json!(["hal"]))
            .at("deviations[0].channels[0]")
            .along("CHN010", "no deviation covers the hall"),
    ]
}

/// CHN050 to CHN066: ids and ways in.
fn entries() -> Vec<Fault> {
    vec![
        fault("CHN050", FOOD).set("channels[1].id", "portal"),
        fault("CHN054", WATER).remove("channels[0]").at("online"),
        fault("CHN054", SENIOR).set("online", true),
        fault("CHN056", FOOD).set("channels[1].url", "app.example.gov.cn/yunjiang/item/food"),
        fault("CHN056", ROAD).set("channels[0].url", "http://10.8.1.20/yunjiang/item/road"),
        fault("CHN056", FOOD).set(
            "channels[1].url",
            "https://app.example.gov.cn/item/food;jsessionid=9F2A66D0C1B84E35",
        ),
        fault("CHN056", WATER).set("channels[0].url", "http://123.45.67.89/yunjiang/item/water"),
        fault("CHN062", WATER).set("channels[0].url", "https://zwfw.example.gov.cn/"),
        fault("CHN056", WATER).set(
            "channels[0].url",
            "http://123--45--67--89----8080-1a2b.proxy.example.gov.cn/water",
        ),
        fault("CHN062", WATER).set("channels[0].url", "https://zwfw.example.gov.cn/sso/toLogin"),
        fault("CHN062", FOOD).set("guide.appointment.url", "https://yy.example.gov.cn/"),
        fault("CHN096", ROAD).set(
            "channels[0].url",
            "https://zwfw.example.gov.cn/item/11532871MB0X02022D400011701600001",
        ),
        fault("CHN106", FOOD)
            .set("source_id", "0f3a9c1e-77aa")
            .set(
                "guide.consultation.url",
                "https://zwfw.example.gov.cn/guide?id=0f3a9c1e-77aa",
            )
            .at("guide.consultation.url"),
        fault("CHN116", WATER)
            .set("handling_system", "部门官方网站")
            .set("channels[0].url", "https://www.example.com/item/water")
            .at("channels[0].url")
            .along("CHN136", "the system has no name")
            .along("CHN092", "the address is not on the channel's platform"),
        fault("CHN126", WATER).set(
            "channels[0].url",
            "https://zwfw.example.gov.cn/tzgg/content/post_2536203.html",
        ),
        fault("CHN136", ROAD).remove("handling_system"),
        fault("CHN064", ROAD)
            .set("channels[0].hands_over_to", "云江工程审批网")
            .set("channels[0].registers_again", true)
            .at("channels[0].registers_again"),
        fault("CHN066", ROAD)
            .set("channels[0].hands_over_to", "云江工程审批网")
            .set("channels[0].single_sign_on", false)
            .at("channels[0].single_sign_on"),
    ]
}

/// CHN070: wholly online, and yet not.
fn wholly_online() -> Vec<Fault> {
    vec![
        fault("CHN070", FOOD)
            .set(
                "guide.visits",
                json!({ "count": 1, "reason": "要当面核对经营者本人" }),
            )
            .set("guide.process.steps[0].on_site", true)
            .at("guide.visits.count"),
        fault("CHN070", VISITOR)
            .set("guide.materials[0].medium", "纸质")
            .set("translations[0].says.materials[0].medium", "纸质"),
        fault("CHN070", FOOD)
            .set("guide.process.steps[3].on_site", true)
            .along("PRO060", "no visit is counted"),
    ]
}

/// CHN052 and CHN080 to CHN090: what a kind of channel needs.
fn kinds() -> Vec<Fault> {
    vec![
        fault("CHN052", WATER)
            .remove("channels[1]")
            .remove("guide.places")
            .remove("handling_forms")
            .set("in_service_hall", false)
            .at("channels")
            .along("PRO005", "the forms of handling are gone"),
        fault("CHN080", FOOD)
            .remove("channels[1].url")
            .remove("channels[1].platform")
            .at("channels[1]"),
        fault("CHN082", ROAD)
            .set("channels[2]", json!({ "id": "hotline", "kind": "服务热线", "name": "新区咨询热线" }))
            .remove("guide.consultation.phones")
            .remove("guide.complaint.phones")
            .at("channels[2]")
            .along("ORG070", "the phones are gone"),
        fault("CHN084", ROAD)
            .set("channels[2]", json!({
                "id": "hall-2", "kind": "办事大厅", "name": "云江新区滨河便民服务中心", "handles": true,
            }))
            .at("channels[1]")
            .at("channels[2]"),
        fault("CHN086", INSURANCE)
            .set("channels[2]", json!({ "id": "kiosk", "kind": "自助终端", "name": "社保自助机", "handles": true })),
        fault("CHN088", SENIOR).remove("guide.appointment.way").at("guide.appointment.available"),
        fault("CHN088", FOOD).set("guide.courier", json!({ "available": true })).at("guide.courier.available"),
        fault("CHN090", LIBRARY).set("channels[1].platform", "ap"),
    ]
}
