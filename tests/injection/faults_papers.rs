//! Faults of steps and materials that contradict each other or the rest of the record.

use serde_json::{Value, json};

use crate::harness::{FOOD, Fault, ROAD, SENIOR, VISITOR, fault};

pub(crate) fn faults() -> Vec<Fault> {
    [steps(), limits(), ways_in(), papers()]
        .into_iter()
        .flatten()
        .collect()
}

/// A process in a row, whose decision, if there is one, has this result.
fn row(decision: Option<&str>) -> Value {
    let mut steps = vec![json!({
        "name": "受理", "stage": "受理", "actor": "窗口人员", "on_site": true,
        "action": "核验居民身份证和照片", "inputs": ["居民身份证", "本人近期证件照片"],
        "output": "办理登记单", "limit": { "amount": 5, "unit": "分钟" },
    })];
    steps.extend(decision.map(|result| {
        json!({
            "name": "审核与决定", "stage": "决定", "actor": "窗口人员",
            "action": "核对年龄和户籍", "output": result, "limit": { "amount": 3, "unit": "分钟" },
        })
    }));
    steps.push(json!({
        "name": "制证送达", "stage": "送达", "actor": "窗口人员",
        "action": "打印优待证，当场交给本人", "output": "老年人优待证",
        "limit": { "amount": 5, "unit": "分钟" },
    }));
    json!({ "steps": steps })
}

/// PRO012 to PRO085: what steps say.
fn steps() -> Vec<Fault> {
    vec![
        fault("PRO015", FOOD).set("guide.process.steps[4].output", "通过或不通过"),
        fault("PRO015", ROAD).set("guide.process.steps[0].output", "是否受理"),
        fault("PRO015", FOOD).set("guide.process.steps[0].output", "移送审查岗"),
        fault("PRO025", FOOD).set(
            "guide.process.steps[3].criteria",
            "根据法律法规和相关规定进行审查。",
        ),
        fault("PRO039", SENIOR)
            .set("guide.process", row(Some("符合条件的，准予发证")))
            .at("guide.process.steps[1].output"),
        fault("PRO055", FOOD).set(
            "guide.process.steps[3].criteria",
            "市场监督管理局应当自受理之日起5个工作日内作出决定。",
        ),
        fault("PRO087", FOOD).set(
            "guide.process.steps[1].action",
            "对不符合婚姻登记条件的，出具告知书",
        ),
        fault("PRO085", SENIOR)
            .set("guide.process.steps[3].output", "准予许可的登记")
            .set("name", "老年人优待证备案"),
        fault("PRO012", SENIOR)
            .set("guide.process", row(None))
            .at("guide.process.steps"),
    ]
}

/// LIM025 and LIM035.
fn limits() -> Vec<Fault> {
    vec![
        fault("LIM025", ROAD).set(
            "guide.process.steps[0].action",
            "核对申请表、施工图和方案是否齐全，材料齐全的当场办结",
        ),
        fault("LIM035", FOOD).set(
            "guide.conditions",
            "已经领取营业执照，经营场所公示15个工作日没有异议，有冷藏、消毒的设备。",
        ),
    ]
}

/// Ways of applying that the papers do not allow.
fn ways_in() -> Vec<Fault> {
    vec![
        fault("PRO064", VISITOR)
            .set("guide.materials[0].medium", "纸质和电子")
            .set("translations[0].says.materials[0].medium", "纸质和电子")
            .set("guide.assistance", json!({ "available": false }))
            .at("guide.visits.count"),
        fault("PRO062", FOOD)
            .set("/not_collected", json!(["guide.visits.reason"]))
            .set("guide.visits.count", 1)
            .along("CHN070", "the grade claims that all is online")
            .at("guide.visits.count"),
        fault("CHN075", VISITOR)
            .set("handling_forms[2]", "快递申请")
            .set("guide.materials[0].medium", "纸质")
            .set("guide.materials[1].medium", "纸质")
            .set("translations[0].says.materials[0].medium", "纸质")
            .set("translations[0].says.materials[1].medium", "纸质")
            .at("handling_forms[1]"),
        fault("CHN085", VISITOR)
            .set("guide.materials[0].medium", "电子")
            .set("guide.materials[1].medium", "电子")
            .set("translations[0].says.materials[0].medium", "电子")
            .set("translations[0].says.materials[1].medium", "电子")
            .at("handling_forms[0]"),
        fault("OUT025", FOOD)
            .set("guide.progress", json!({ "ways": ["电话查询"] }))
            .at("guide.progress.ways"),
    ]
}

/// MAT023 to MAT066, SUB025: what is to be handed in.
fn papers() -> Vec<Fault> {
    vec![
        fault("MAT025", SENIOR)
            .set("guide.materials[1].name", "本人近期证件照片（委托办理的）")
            .set(
                "guide.process.steps[0].inputs[1]",
                "本人近期证件照片（委托办理的）",
            )
            .at("guide.materials[1].necessity"),
        fault("MAT031", FOOD).set(
            "guide.conditions",
            "已经领取营业执照，有冷藏、消毒的设备。食品经营许可申请书，原件3份。",
        ),
        fault("MAT045", FOOD)
            .remove("guide.materials[2]")
            .remove("guide.materials[1]")
            .remove("guide.materials[0]")
            .set("guide.process.steps[0].inputs", json!(["营业执照"]))
            .remove("guide.process.steps[1].inputs")
            .remove("guide.process.steps[3].inputs")
            .at("guide.materials"),
        fault("MAT031", SENIOR)
            .set("guide.materials[1].name", "本人近期证件照片2张")
            .set("guide.process.steps[0].inputs[1]", "本人近期证件照片2张")
            .at("guide.materials[1].originals"),
        fault("MAT023", SENIOR).set(
            "guide.materials[1].acceptance_standard",
            "材料齐全，真实有效。",
        ),
        fault("MAT024", SENIOR).set(
            "guide.materials[0].acceptance_standard",
            "使用钢笔填写，不得涂改。",
        ),
        fault("MAT037", SENIOR)
            .set("guide.materials[1].form", "原件或复印件")
            .set("guide.materials[1].photocopies", 1)
            .at("guide.materials[1].form"),
        fault("MAT038", SENIOR).set("guide.materials[0].remark", "原件备查"),
        fault("MAT053", SENIOR)
            .set("guide.materials[1].remark", "通过信息共享、网络核验核实。")
            .at("guide.materials[1].necessity"),
        fault("MAT054", FOOD).set("guide.materials[0].source", "政府部门核发"),
        fault("MAT057", SENIOR)
            .set("guide.materials[1].name", "居民证件遗失证明")
            .set("guide.materials[1].source_note", "由居民委员会出具")
            .set("guide.materials[1].size", "A4")
            .set("guide.process.steps[0].inputs[1]", "居民证件遗失证明")
            .at("guide.materials[1].name"),
        fault("MAT066", SENIOR)
            .set("guide.materials[0].name", "外文证件应当由翻译机构译成中文")
            .set(
                "guide.process.steps[0].inputs[0]",
                "外文证件应当由翻译机构译成中文",
            )
            .at("guide.materials[0].name"),
        fault("MAT065", SENIOR)
            .set("guide.materials[0].name", "申请人证明文件")
            .set("guide.process.steps[0].inputs[0]", "申请人证明文件")
            .at("guide.materials[0].name"),
        fault("MAT075", FOOD).set(
            "guide.conditions",
            "已经领取营业执照，持有消防部门核发的消防检查合格证，有冷藏、消毒的设备。",
        ),
        fault("MAT105", SENIOR)
            .set("guide.materials", json!([{ "name": "无需材料" }]))
            .remove("guide.process.steps[0].inputs")
            .set("guide.process.steps[0].criteria", "本人居民身份证")
            .at("guide.process.steps[0].criteria"),
        fault("MAT085", ROAD).set(
            "guide.process.steps[4].criteria",
            "与建设工程规划设计许可证书上的范围一致，开挖不超过建设工程规划设计许可认证书的范围",
        ),
        fault("MAT095", ROAD)
            .set(
                "guide.conditions",
                "道路由本单位养护；施工合同（复印件）；绿地不超过500平方米。",
            )
            .set("guide.materials[5].name", "施工合同（代建单位提供）")
            .set("guide.materials[5].necessity", "非必要")
            .set("guide.materials[5].condition", "代建的提供")
            .set(
                "guide.process.steps[0].inputs[5]",
                "施工合同（代建单位提供）",
            )
            .set(
                "guide.process.steps[4].inputs[1]",
                "施工合同（代建单位提供）",
            ),
        fault("SUB025", SENIOR)
            .set("guide.materials[1].name", "事业单位法人证书")
            .set("guide.process.steps[0].inputs[1]", "事业单位法人证书")
            .at("guide.materials[1].name"),
    ]
}
