//! One cause, one finding: faults that follow from another are not reported again, and faults in places
//! that are easily passed over are reported.

use serde_json::json;

use crate::harness::{ALL, FOOD, Fault, INSURANCE, ROAD, SENIOR, VISITOR, WATER, fault};

pub(crate) fn faults() -> Vec<Fault> {
    [values(), ways(), answers(), places(), copied()]
        .into_iter()
        .flatten()
        .collect()
}

/// A value that is wrong by itself, and what is held against it.
fn values() -> Vec<Fault> {
    vec![
        fault("SHP002", FOOD).set("guide.time_limit.statutory.amount", -10),
        fault("SHP002", ROAD).set("guide.time_limit.promised.amount", -5),
        fault("SHP002", FOOD).set("guide.consultation.reply_promise.amount", -2),
        fault("DOC003", FOOD).set("guide.consultation.reply_promise.amount", "两"),
        fault("IDN022", FOOD).set("authority.credit_code", "11532871MB0X010113"),
        fault("SHP003", VISITOR).set("translations[0].says.consultation.phones[0].number", " "),
        fault("SHP003", WATER)
            .set(
                "channels[1].says.consultation",
                json!({ "phones": [{ "number": "" }] }),
            )
            .at("channels[1].says.consultation.phones[0].number"),
        fault("SHP003", ROAD).set("guide.process.steps[4].stage", ""),
        fault("SHP003", ROAD).set("guide.process.steps[4].join", " "),
    ]
}

/// Ways that are drawn wrongly, and limits and charts that go by them.
fn ways() -> Vec<Fault> {
    let chart = |last: &str| {
        format!(
            "flowchart TD\naccept[受理] -->|材料齐全| review[审查]\n\
            accept -->|材料不齐全| correct[补正材料]\naccept -->|不符合受理条件| refuse1[不予受理]\n\
            correct --> accept\nreview --> decide[决定]\ndecide -->|准予许可| deliver[制证送达]\n{last}"
        )
    };
    vec![
        fault("PRO035", WATER)
            .remove("guide.process.steps[2].end")
            .at("guide.process.steps[2]"),
        fault("PRO090", FOOD)
            .set("guide.process.flowchart.mermaid", chart("decide == 不予许可 ==> refused["))
            .at("guide.process.flowchart.mermaid"),
        fault("PRO091", FOOD)
            .set("guide.process.flowchart", json!({
                "nodes": [
                    { "id": "accept", "label": "受理" }, { "id": "correct", "label": "补正材料" },
                    { "id": "review", "label": "审查" }, { "id": "decide", "label": "决定" },
                    { "id": "deliver", "label": "制证送达" },
                ],
                "edges": [
                    { "from": "accept", "to": "review" }, { "from": "accept", "to": "correct" },
                    { "from": "correct", "to": "accept" }, { "from": "review", "to": "decided" },
                    { "from": "decide", "to": "deliver" },
                ],
            }))
            .at("guide.process.flowchart.edges[3].to"),
    ]
}

/// Answers that are understood from their questions.
fn answers() -> Vec<Fault> {
    vec![
        fault("FAQ020", WATER).set(
            "guide.questions[0].answer",
            "不用专家评审和听证的，60个工作日内办结。",
        ),
        fault("FAQ022", FOOD).set("guide.questions[1].answer", "收，每证10元。"),
        fault("FAQ022", ROAD)
            .set(
                "guide.questions[1]",
                json!({ "question": "要交钱吗？", "answer": "不用。" }),
            )
            .at("guide.questions[1].answer"),
        fault("FAQ026", SENIOR).set(
            "guide.questions[0].answer",
            "可以，请打0691-5559999问清楚。",
        ),
    ]
}

/// Places that are easily passed over.
fn places() -> Vec<Fault> {
    let days = |amount: u32| json!({ "promised": { "amount": amount, "unit": "工作日" } });
    vec![
        fault("PRO024", FOOD)
            .remove("guide.process.steps[4].name")
            .remove("guide.process.steps[4].stage")
            .at("guide.process.steps[4]"),
        fault("TXT013", FOOD).set("channels[1].name", "云江通<br/>"),
        fault("TXT013", ROAD).set("co_authorities[1].name", "云江新区城市管理局&nbsp;"),
        fault("TXT014", FOOD).set("guide.consultation.phones[0].note", "锟斤拷"),
        fault("TXT042", FOOD).copy("guide.conditions", "guide.rights_and_duties"),
        fault("MAT060", FOOD).set(
            "guide.materials[0].blank_form",
            "zwfw.example.gov.cn/yunjiang/files/food-apply.docx",
        ),
        fault("CHN010", FOOD)
            .set("channels[0].says.time_limit", days(5))
            .set("channels[1].says.time_limit", days(5))
            .set("channels[2].says.time_limit", days(8))
            .at("channels[2].says.time_limit.promised"),
        fault("CHN054", WATER)
            .remove("channels[0].url")
            .at("online"),
        fault("PRO065", INSURANCE)
            .set("guide.visits", json!({ "count": 1, "reason": "核对本人" }))
            .remove("online_depth")
            .remove("online_grade")
            .set("guide.process.steps[0].on_site", true)
            .at("guide.visits.count"),
        fault("CHN081", FOOD)
            .remove("channels[0].url")
            .at("channels[0]"),
    ]
}

/// Texts copied from elsewhere, and defaults left as they were.
fn copied() -> Vec<Fault> {
    vec![
        fault("LIM032", INSURANCE)
            .set("name", "个人社会保险参保情况查询")
            .set("case_type", "承诺件")
            .remove("review_mode")
            .set(
                "guide.time_limit.promised",
                json!({ "amount": 20, "unit": "工作日" }),
            )
            .at("guide.time_limit.promised"),
        fault("MAT033", FOOD)
            .remove("guide.materials[0].seal_note")
            .set(
                "guide.materials[0].acceptance_standard",
                "每一栏都已填写，日期在30日以内",
            )
            .at("guide.materials[0].seal_note"),
        fault("MAT025", WATER)
            .set(
                "guide.materials[2].name",
                "利害关系人书面意见（影响他人取水的提供）",
            )
            .set("guide.materials[2].necessity", "必要")
            .remove("guide.materials[2].condition")
            .at("guide.materials[2].necessity"),
        fault("TXT032", FOOD).set(
            "guide.conditions",
            "1. 已经领取营业执照。\n2. 经营场所符合本办法第十二条规定的条件。\n",
        ),
        fault("TXT032", ROAD).set(
            "guide.materials[1].acceptance_standard",
            "图幅符合本办法第七条的规定",
        ),
        fault("TXT034", FOOD).set(
            "guide.conditions",
            "已经在昆明市领取营业执照，经营场所通风良好。",
        ),
        fault("CAT054", ALL)
            .set("items[3].guide.places[0].address", "云江新区江岸路9号1楼")
            .at("items[3].guide.places[0].address"),
        fault("CHN092", ALL).set(
            "items[0].channels[0].url",
            "https://food.example.com/item/food",
        ),
        fault("SUB020", SENIOR)
            .set("natural_themes", json!(["旅游观光"]))
            .set("guide.result.name", "医师资格证书")
            .along("OUT016", "the last step still issues the card")
            .at("natural_themes[0]"),
    ]
}
