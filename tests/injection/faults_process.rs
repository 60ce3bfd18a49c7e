//! Faults of processes: steps, ways, charts, narratives, bodies, prerequisites; and of results.

use serde_json::{Value, json};

use crate::harness::{ALL, FOOD, Fault, INSURANCE, LIBRARY, ROAD, SENIOR, WATER, fault, sound};

pub(crate) fn faults() -> Vec<Fault> {
    [
        contents(),
        ways(),
        limits_and_visits(),
        bodies(),
        inputs(),
        charts(),
        narratives(),
        prerequisites(),
        outcomes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

const CHART: &str = "guide.process.flowchart.mermaid";
const STORY: &str = "guide.process.narrative";

/// The chart of `FOOD`, with one line written differently.
fn chart(line: &str, instead: &str) -> Value {
    const LINES: &str = "flowchart TD
accept[受理] -->|材料齐全| review[审查]
accept -->|材料不齐全| correct[补正材料]
accept -->|不符合受理条件| refuse1[不予受理]
correct --> accept
review --> decide[决定]
decide -->|准予许可| deliver[制证送达]
decide -->|不予许可| refused[不予许可]";
    assert!(LINES.contains(line), "{line}");
    LINES.replacen(line, instead, 1).into()
}

/// The chart of `FOOD` as boxes and arrows.
fn boxes() -> Value {
    json!({
        "nodes": [
            { "id": "accept", "label": "受理" }, { "id": "correct", "label": "补正材料" },
            { "id": "review", "label": "审查" }, { "id": "decide", "label": "决定" },
            { "id": "deliver", "label": "制证送达" },
        ],
        "edges": [
            { "from": "accept", "to": "review" }, { "from": "accept", "to": "correct" },
            { "from": "correct", "to": "accept" }, { "from": "review", "to": "decide" },
            { "from": "decide", "to": "deliver" },
        ],
    })
}

fn prerequisite(item: &str) -> Value {
    json!([{ "item": item, "basis": "中华人民共和国食品安全法第三十五条" }])
}

pub(crate) fn sound_examples() -> Vec<Fault> {
    vec![
        sound(FOOD).set(CHART, chart("", "")),
        sound(FOOD).set("guide.process.flowchart", boxes()),
        sound(FOOD).set(STORY, "受理→补正材料→审查→决定→制证送达"),
        sound(FOOD).set("prerequisites", prerequisite("营业执照核发")),
    ]
}

/// PRO010 to PRO023: what a step says.
fn contents() -> Vec<Fault> {
    vec![
        fault("PRO010", WATER)
            .with(|document| {
                for step in document["items"][0]["guide"]["process"]["steps"]
                    .as_array_mut()
                    .unwrap()
                {
                    for key in ["action", "criteria", "output", "inputs"] {
                        step.as_object_mut().unwrap().remove(key);
                    }
                }
            })
            .at("guide.process.steps"),
        fault("PRO010", FOOD)
            .set(
                "guide.process",
                json!({ "narrative": "申请→受理→审查→决定→送达" }),
            )
            .at(STORY),
        fault("PRO011", FOOD)
            .remove("guide.process.steps[3].action")
            .remove("guide.process.steps[3].criteria")
            .remove("guide.process.steps[3].output")
            .at("guide.process.steps[3]"),
        fault("PRO012", FOOD)
            .remove("guide.process.steps[3]")
            .set("guide.process.steps[0].next[0].to", "decide")
            .set("guide.process.steps[3].action", "作出准予或不予许可的决定")
            .at("guide.process.steps"),
        fault("PRO012", FOOD)
            .remove("guide.process.steps[6]")
            .remove("guide.process.steps[5]")
            .remove("guide.process.steps[4].next")
            .set("guide.process.steps[4].end", "办结")
            .at("guide.process.steps"),
        fault("PRO020", FOOD)
            .remove("guide.process.steps[3].actor")
            .at("guide.process.steps"),
        fault("PRO021", FOOD)
            .remove("guide.process.steps[3].action")
            .remove("guide.process.steps[3].criteria")
            .at("guide.process.steps"),
        fault("PRO022", FOOD)
            .remove("guide.process.steps[3].output")
            .at("guide.process.steps"),
        fault("PRO023", FOOD)
            .remove("guide.process.steps[3].limit")
            .at("guide.process.steps"),
    ]
}

/// PRO030 to PRO041: where steps lead.
fn ways() -> Vec<Fault> {
    vec![
        fault("PRO026", FOOD).set(
            "guide.process.steps[3].criteria",
            "《食品经营许可和备案管理办法》第十五条",
        ),
        fault("PRO030", FOOD).set("guide.process.steps[3].next[0].to", "decision"),
        fault("PRO030", ROAD).set("guide.process.steps[3].fork[1]", "review-cars"),
        fault("PRO031", FOOD)
            .set("guide.process.steps[2].id", "refused")
            .set("guide.process.steps[0].next[2].to", "refused")
            .at("guide.process.steps[5].id"),
        fault("PRO032", LIBRARY)
            .remove("guide.process.steps[0].next[1]")
            .at("guide.process.steps[1]"),
        fault("PRO033", FOOD)
            .set("guide.process.steps[1].next[0].to", "correct")
            .at("guide.process.steps[1]"),
        fault("PRO034", INSURANCE)
            .remove("guide.process.steps[4].end")
            .set("guide.process.steps[4].stage", "审查")
            .at("guide.process.steps[4]"),
        fault("PRO035", LIBRARY)
            .remove("guide.process.steps[2].end")
            .at("guide.process.steps[2]"),
        fault("PRO036", FOOD)
            .remove("guide.process.steps[0].next[1].when")
            .at("guide.process.steps[0].next[1]"),
        fault("PRO037", FOOD)
            .copy(
                "guide.process.steps[4].next[0].when",
                "guide.process.steps[4].next[1].when",
            )
            .at("guide.process.steps[4].next[1].when"),
        fault("PRO038", ROAD)
            .remove("guide.process.steps[2]")
            .remove("guide.process.steps[1]")
            .set("guide.process.steps[0].next", json!([{ "to": "split" }]))
            .at("guide.process.steps"),
        fault("PRO039", FOOD)
            .remove("guide.process.steps[5]")
            .set("guide.process.steps[4].next", json!([{ "to": "deliver" }]))
            .set(
                "guide.process.steps[4].action",
                "根据审查意见作出准予许可的决定",
            )
            .at("guide.process.steps"),
        fault("PRO040", ROAD)
            .remove("guide.process.steps[6].join")
            .set("guide.process.steps[6].end", "转其他部门")
            .at("guide.process.steps[3].fork"),
        fault("PRO041", ROAD)
            .remove("guide.process.steps[4].join")
            .set("guide.process.steps[4].limit.amount", 1)
            .at("guide.process.steps[4]"),
    ]
}

/// PRO050 to PRO064: time and visits.
fn limits_and_visits() -> Vec<Fault> {
    vec![
        fault("PRO050", FOOD)
            .set("guide.process.steps[3].limit.amount", 9)
            .at("guide.process.steps"),
        fault("PRO050", ROAD)
            .set("guide.process.steps[5].limit.amount", 12)
            .at("guide.process.steps"),
        fault("PRO050", FOOD)
            .set("guide.process.steps[6].limit.amount", 3)
            .at("guide.process.steps"),
        fault("PRO060", SENIOR)
            .with(|document| {
                for step in document["items"][0]["guide"]["process"]["steps"]
                    .as_array_mut()
                    .unwrap()
                {
                    step["on_site"] = false.into();
                }
            })
            .at("guide.visits.count"),
        fault("PRO060", LIBRARY)
            .set("guide.process.steps[0].on_site", true)
            .at("guide.visits.count")
            .along("CHN070", "the item claims to be wholly online"),
        fault("PRO061", SENIOR).set("guide.visits.count", 3),
        fault("PRO062", SENIOR)
            .remove("guide.visits.reason")
            .at("guide.visits.count"),
        fault("PRO063", FOOD)
            .set("guide.visits.reason", "要当面核对经营者本人")
            .at("guide.visits.reason"),
        fault("PRO064", LIBRARY)
            .set("online", false)
            .set("handling_forms", json!(["窗口办理"]))
            .remove("online_grade")
            .remove("online_depth")
            .remove("channels[3]")
            .remove("channels[1]")
            .remove("channels[0]")
            .set("guide.assistance", json!({ "available": false }))
            .at("guide.visits.count"),
    ]
}

/// PRO070 to PRO073: bodies that take part.
fn bodies() -> Vec<Fault> {
    vec![
        fault("PRO070", ROAD)
            .set("authority.leads", false)
            .at("co_authorities"),
        fault("PRO071", ROAD).set("co_authorities[0].leads", true),
        fault("PRO072", FOOD).set("handling_mode", "联办件"),
        fault("PRO073", ROAD)
            .remove("co_authorities[1].role")
            .set("guide.process.steps[6].body", "云江新区住房和城乡建设局")
            .at("co_authorities[1]"),
    ]
}

/// PRO080 and PRO081: what steps need.
fn inputs() -> Vec<Fault> {
    vec![
        fault("PRO080", FOOD).set("guide.process.steps[0].inputs[1]", "消防验收意见书"),
        fault("PRO080", WATER).set("guide.process.steps[4].inputs[0]", "环境影响登记表"),
        fault("PRO082", SENIOR).set(
            "guide.process.steps[0].action",
            "填写《老年人优待证申请表》，当场核验居民身份证，扫描证件照片",
        ),
        fault("PRO081", ROAD)
            .remove("guide.process.steps[0].inputs[5]")
            .remove("guide.process.steps[4].inputs[1]")
            .set(
                "guide.process.steps[4].action",
                "审查施工图，核定挖掘面积和修复费",
            )
            .at("guide.materials[5]"),
    ]
}

/// PRO090 to PRO097: charts.
fn charts() -> Vec<Fault> {
    vec![
        fault("PRO090", FOOD).set(
            CHART,
            chart(
                "correct --> accept",
                "correct --> accept\ncorrect == 》 只能补正一次",
            ),
        ),
        fault("PRO091", FOOD)
            .set("guide.process.flowchart", boxes())
            .set(
                "guide.process.flowchart.edges[5]",
                json!({ "from": "deliver", "to": "archive" }),
            )
            .at("guide.process.flowchart.edges[5].to"),
        fault("PRO092", FOOD).set(
            CHART,
            "flowchart TD\na[甲表填写] --> b[乙岗盖章] --> c[丙岗登记]",
        ),
        fault("PRO093", FOOD).set(
            CHART,
            chart(
                "review --> decide[决定]",
                "review --> notice[社会公示] --> decide[决定]",
            ),
        ),
        fault("PRO094", FOOD)
            .set(CHART, chart("correct --> accept\n", ""))
            .with(|document| {
                let chart = &mut document["items"][0]["guide"]["process"]["flowchart"]["mermaid"];
                *chart = chart
                    .as_str()
                    .unwrap()
                    .replace("accept -->|材料不齐全| correct[补正材料]\n", "")
                    .into();
            })
            .at("guide.process.steps[1]"),
        fault("PRO095", FOOD).set(
            CHART,
            chart(
                "correct --> accept",
                "correct --> accept\naccept --> decide",
            ),
        ),
        fault("PRO096", FOOD)
            .set(CHART, chart("correct --> accept\n", ""))
            .at("guide.process.steps[1]"),
        fault("PRO097", FOOD).set(
            CHART,
            chart("review --> decide[决定]", "decide[决定] --> review"),
        ),
    ]
}

/// PRO100 to PRO102: processes told in words.
fn narratives() -> Vec<Fault> {
    vec![
        fault("PRO100", FOOD).set(STORY, "受理→补正材料→审查→社会公示→决定→制证送达"),
        fault("PRO101", FOOD)
            .set(STORY, "受理→补正材料→决定→制证送达")
            .at("guide.process.steps[3]"),
        fault("PRO102", FOOD).set(STORY, "受理→补正材料→决定→审查→制证送达"),
    ]
}

/// PRO110 to PRO113: items that come first.
fn prerequisites() -> Vec<Fault> {
    vec![
        fault("PRO110", FOOD).set("prerequisites", json!([{ "item": "营业执照核发" }])).at("prerequisites[0]"),
        fault("PRO111", FOOD)
            .set("prerequisites", json!([{ "item": "营业执照核发", "basis": "《市场主体登记管理条例》第三条" }]))
            .at("prerequisites[0].basis"),
        fault("PRO112", ALL)
            .set("items[0].prerequisites", json!([{ "item": "取水许可（新办）", "basis": "中华人民共和国食品安全法第三十五条" }]))
            .set("items[6].prerequisites", json!([{ "item": "食品经营许可（新办）", "basis": "中华人民共和国水法第四十八条" }]))
            .at("items[0].prerequisites[0]"),
        fault("PRO113", ALL)
            .set("items[0].prerequisites", prerequisite("公共场所卫生许可"))
            .at("items[0].prerequisites[0].item"),
    ]
}

/// OUT: results and what comes after.
fn outcomes() -> Vec<Fault> {
    vec![
        fault("OUT010", FOOD).set("guide.result.kind", "批文"),
        fault("OUT010", WATER)
            .set("guide.result.name", "取水许可证")
            .at("guide.result.kind"),
        fault("OUT014", FOOD).set("guide.result.name", "审批结果"),
        fault("OUT011", FOOD)
            .set("guide.courier", json!({ "available": false }))
            .at("guide.result.delivery[1]"),
        fault("OUT012", LIBRARY).set("guide.result.delivery", json!(["窗口领取"])),
        fault("OUT016", SENIOR).set("guide.result.name", "残疾人证"),
        fault("OUT030", FOOD).set(
            "guide.litigation",
            "对决定不服的，6个月内可以向云江新区管理委员会提起行政诉讼。",
        ),
        fault("OUT020", INSURANCE)
            .set("guide.progress", json!({ "ways": ["电话查询"] }))
            .remove("guide.consultation.phones")
            .remove("guide.complaint.phones")
            .at("guide.progress.ways[0]")
            .along("OUT025", "it is handled online")
            .along("ORG070", "the phones are gone"),
        fault("OUT021", SENIOR)
            .set("guide.progress", json!({ "ways": ["网上查询"] }))
            .remove("channels[1]")
            .at("guide.progress.ways[0]"),
    ]
}
