//! One guide, written as systems and offices write it: under keys of several vendors, as a page, as a text.

use serde_json::{Value, json};

use super::expect;

/// A row of materials under the keys of a system, with the type, the medium, the source and the notes.
const TYPES: [(&str, &str, &str, &str, &str); 3] = [
    (
        "materialName",
        "materialType",
        "materialFormat",
        "sourceType",
        "fillingRequirement",
    ),
    ("clmc", "cllx", "clxs", "lyqd", "tbxz"),
    ("name", "type", "format", "sourceChannel", "fillingNotes"),
];

fn item() -> Value {
    json!({
        "name": "排水许可",
        "authority.name": "某市住房和城乡建设局",
        "guide.materials": [
            { "name": "申请表", "form": "原件", "medium": "纸质", "source": "申请人自备", "filling_notes": "逐栏填写" },
            { "name": "检测报告", "form": "原件和复印件", "medium": "电子" },
        ],
        "guide.process.steps": [
            { "name": "受理", "criteria": "材料齐全", "output": "受理通知书" },
            { "name": "决定", "criteria": "符合规划", "output": "排水许可证" },
        ],
    })
}

#[test]
fn materials_and_steps_are_read_under_the_keys_of_any_system() {
    for (list, (name, kind, medium, source, notes)) in ["materialList", "clList", "materials"]
        .into_iter()
        .zip(TYPES)
    {
        let (steps, step, criteria, output) = match list {
            "clList" => ("hjList", "hjmc", "scbz", "bljg"),
            "materials" => ("processSteps", "stepName", "standard", "result"),
            _ => ("linkList", "linkName", "linkStandard", "linkResult"),
        };
        let records = json!({ "code": 200, "data": { "total": 1, "records": [{
            "sxmc": "排水许可",
            "ssztmc": "某市住房和城乡建设局",
            "fdbjsx": "20个工作日",
            list: [
                { name: "申请表", kind: "原件", medium: "纸质", source: "申请人自备", notes: "逐栏填写" },
                { name: "检测报告", kind: "原件和复印件", medium: "电子", source: "", notes: "" },
            ],
            steps: [
                { step: "受理", criteria: "材料齐全", output: "受理通知书" },
                { step: "决定", criteria: "符合规划", output: "排水许可证" },
            ],
        }] } });
        expect("a.json", &records.to_string(), &[item()]);
    }
}

#[test]
fn a_page_with_short_tables_below_its_headings_is_one_form() {
    let basics = "<h1>排水许可</h1><h2>基本信息</h2><table><tr><th>事项名称</th><td>排水许可</td></tr>\
        <tr><th>实施主体</th><td>某市住房和城乡建设局</td></tr><tr><th>办件类型</th><td>承诺件</td></tr>\
        <tr><th>法定办结时限</th><td>20个工作日</td></tr><tr><th>是否收费</th><td>收费</td></tr></table>";
    let materials = "<h2>申请材料</h2><table><tr><th>材料名称</th><th>材料类型</th><th>材料形式</th></tr>\
        <tr><td>申请表</td><td>原件</td><td>纸质</td></tr></table>";
    let steps = "<h2>办理流程</h2><table><tr><th>环节名称</th><th>审查标准</th><th>办理结果</th></tr>\
        <tr><td>受理</td><td>材料齐全</td><td>受理通知书</td></tr></table>";
    let expected = json!({
        "name": "排水许可",
        "guide.fees.charged": true,
        "guide.materials": [{ "name": "申请表", "form": "原件", "medium": "纸质" }],
    });
    let page = format!("<html><body>{basics}{materials}<p>版权所有</p></body></html>");
    expect("a.html", &page, std::slice::from_ref(&expected));
    let page = format!("<html><body>{basics}{materials}{steps}<p>版权所有</p></body></html>");
    let mut all = expected;
    all["guide.process.steps"] =
        json!([{ "name": "受理", "criteria": "材料齐全", "output": "受理通知书" }]);
    expect("a.html", &page, &[all]);
}

#[test]
fn a_text_has_its_sections_below_numbered_headings() {
    let text = "排水许可办事指南\n\n一、事项名称\n排水许可\n二、实施主体\n某市住房和城乡建设局\n三、是否收费\n收费\n\
        四、受理条件\n受理条件：排水户应当符合下列条件：\n（一）排放口符合规划,位置正确；\n\n（二）有预处理设施：\n1.隔油池；\n\
        （三）准予批准的条件：符合规划。\n（四）其他情形：无。\n\
        五、申请材料\n1.申请表（纸质，原件或复印件，原件1份，复印件0份）\n\
        六、办理流程\n1、受理：接收材料,材料齐全的,签发收件单。\n2、决定：审查材料,作出决定。\n";
    let item = json!({
        "name": "排水许可",
        "authority.name": "某市住房和城乡建设局",
        "guide.fees.charged": true,
        "guide.materials": [{ "name": "申请表", "form": "原件或复印件", "medium": "纸质", "originals": 1, "photocopies": 0 }],
        "guide.process.steps": [
            { "name": "受理", "stage": "受理", "action": "接收材料,材料齐全的,签发收件单。" },
            { "name": "决定", "stage": "决定", "action": "审查材料,作出决定。" },
        ],
    });
    expect("a.txt", text, &[item]);
    let reading = super::reading("a.txt", text);
    let guide = reading.catalogue.items[0].guide.as_ref().unwrap();
    let conditions = guide.conditions.as_deref().unwrap_or_default();
    for said in [
        "排水户应当符合下列条件：",
        "位置正确；",
        "1.隔油池；",
        "准予批准的条件：符合规划。",
        "其他情形：无。",
    ] {
        assert!(conditions.contains(said), "{said}: {conditions}");
    }
    assert!(
        reading.unknown_fields.is_empty(),
        "{:?}",
        reading.unknown_fields
    );
}

/// The form in which the rules for each national licence are published.
#[test]
fn the_standard_form_of_the_rules_for_a_licence_is_read() {
    let text = "一、基本要素\n1.行政许可事项名称及编码\n取水许可【00011910100Y】\n\
        2.行政许可事项子项名称及编码\n取水许可（县级权限）【000119101003】\n4.设定依据\n（1）《中华人民共和国水法》第七条\n\
        7.实施机关：县级水行政主管部门\n8.审批层级：县级\n9.行使层级：县级\n\n二、行政许可事项类型\n条件型\n\n\
        三、行政许可条件\n1.准予行政许可的条件\n（1）符合水资源规划；\n（2）有计量设施。\n2.规定行政许可条件的依据\n\
        《取水许可管理办法》第八条\n\n四、行政许可服务对象类型与改革举措\n1.服务对象类型：企业法人\n5.改革方式：优化审批服务\n\n\
        五、申请材料\n1.申请材料名称\n（1）取水许可申请书\n（2）建设项目水资源论证报告书\n2.规定申请材料的依据\n\
        《取水许可管理办法》第十条\n\n七、审批程序\n1.办理行政许可的程序环节\n（1）申请人提交申请；\n（2）水行政主管部门作出决定。\n\
        2.规定行政许可程序的依据\n《取水许可管理办法》第十六条\n3.是否需要现场勘验：是\n\n八、受理和审批时限\n\
        1.承诺受理时限：5个工作日\n2.法定审批时限：45个工作日\n4.承诺审批时限：20个工作日\n\n九、收费\n\
        1.办理行政许可是否收费：否\n2.收费项目的名称、收费项目的标准、设定收费项目的依据、规定收费标准的依据\n无\n\n\
        十、行政许可证件\n1.审批结果类型：证照\n2.审批结果名称：取水许可证\n3.审批结果的有效期限：5年\n\n\
        十四、监管主体\n县级水行政主管部门\n";
    let item = json!({
        "name": "取水许可",
        "base_code": "00011910100Y",
        "levels": ["县级"],
        "authority.name": "县级水行政主管部门",
        "audience": ["企业法人"],
        "guide.conditions": "（1）符合水资源规划；\n（2）有计量设施。",
        "guide.time_limit.statutory": { "amount": 45, "unit": "工作日" },
        "guide.time_limit.promised": { "amount": 20, "unit": "工作日" },
        "guide.fees": { "charged": false },
        "guide.materials": [{ "name": "取水许可申请书" }, { "name": "建设项目水资源论证报告书" }],
        "guide.process.steps": [
            { "name": "申请人提交申请", "stage": "申请" },
            { "name": "水行政主管部门作出决定", "stage": "决定" },
        ],
        "guide.result": { "name": "取水许可证", "kind": "证照", "validity": "5年" },
    });
    expect("a.txt", text, &[item]);
    let reading = super::reading("a.txt", text);
    let kept = &reading.catalogue.items[0].extensions;
    assert_eq!(kept["3.是否需要现场勘验"], "是");
    assert_eq!(
        kept["2.规定行政许可条件的依据"],
        "《取水许可管理办法》第八条"
    );
}

#[test]
fn labels_below_a_section_name_it_again_or_stand_for_themselves() {
    let text = "一、事项名称\n排水许可\n二、实施主体\n某市水务局\n五、申请材料\n1.申请材料名称\n（1）申请表\n（2）身份证\n\
        九、收费\n1.收费依据\n《某某收费办法》第三条\n2.收费标准\n每证10元\n";
    let item = json!({
        "name": "排水许可",
        "guide.materials": [{ "name": "申请表" }, { "name": "身份证" }],
        "guide.fees": {
            "basis": "《某某收费办法》第三条",
            "items": [{ "standard": "每证10元", "amount": 10, "unit": "证" }],
        },
    });
    expect("a.txt", text, &[item]);
}

#[test]
fn initials_with_two_meanings_are_told_apart_by_the_value() {
    for (value, element) in [
        ("某市水务局", "authority.name"),
        ("排水许可证", "guide.result.name"),
    ] {
        let text = json!([{ "sxmc": "排水许可", "sltj": "有预处理设施", "fdqx": "20个工作日", "bljg": value }]);
        expect(
            "a.json",
            &text.to_string(),
            &[json!({ "name": "排水许可", element: value })],
        );
    }
}
