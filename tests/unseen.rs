//! Exports of provinces that nobody has seen: what their values mean is written down beside them.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![cfg(feature = "tables")]

use serde_json::{Value, json};
use shixiang::source::Format;
use shixiang::{ReadOptions, Reading, read_str};

/// The value at a dotted path of an item.
fn at(item: &Value, path: &str) -> Value {
    let pointer = format!("/{}", path.replace('.', "/"));
    item.pointer(&pointer).cloned().unwrap_or_default()
}

fn reading(name: &str, text: &str) -> Reading {
    let format = Format::of_name(name).unwrap();
    read_str(name, text, format, &ReadOptions::default())
}

/// Reads a document and compares its items with what they should say; nothing else of it may be unknown.
#[track_caller]
fn expect(name: &str, text: &str, items: &[Value]) {
    let reading = reading(name, text);
    let found = serde_json::to_value(&reading.catalogue.items).unwrap();
    let found = found.as_array().unwrap();
    assert_eq!(found.len(), items.len(), "{name}: {:?}", reading.notices);
    for (found, wanted) in found.iter().zip(items) {
        for (path, wanted) in wanted.as_object().unwrap() {
            assert_eq!(at(found, path), *wanted, "{name}: {path} of {found:#}");
        }
    }
    assert!(
        reading.unknown_fields.is_empty(),
        "{:?}",
        reading.unknown_fields
    );
}

const PHONE: &str = "guide.consultation.phones.0.number";
const COMPLAINT: &str = "guide.complaint.phones.0.number";

#[test]
fn names_in_pinyin_are_those_of_elements() {
    let text = r#"{"code":200,"data":{"records":[{"shiXiangMingCheng":"道路旅客运输经营许可",
        "shiXiangLeiXing":"行政许可","shiShiZhuTi":"某市交通运输局","faDingShiXian":"20",
        "faDingShiXianDanWei":"工作日","chengNuoShiXian":"5","chengNuoShiXianDanWei":"工作日",
        "shouLiTiaoJian":"有客车","banLiDiDian":"某市江东中路265号","ziXunDianHua":"025-68505050",
        "jianDuDianHua":"025-12345","shiFouShouFei":"否","daoXianChangCiShu":"1"}],"total":1}}"#;
    expect(
        "a.json",
        text,
        &[json!({
            "name": "道路旅客运输经营许可", "item_type": "行政许可", "authority.name": "某市交通运输局",
            "guide.time_limit.statutory": { "amount": 20, "unit": "工作日" },
            "guide.time_limit.promised": { "amount": 5, "unit": "工作日" },
            "guide.conditions": "有客车", (PHONE): "025-68505050", (COMPLAINT): "025-12345",
            "guide.fees.charged": false, "guide.visits.count": 1,
        })],
    );
}

#[test]
fn columns_of_a_database_are_those_of_elements() {
    let text = "ST_ITEM_NAME,ST_ORGAN_NAME,NM_LAW_LIMIT,ST_LAW_UNIT,NM_PROMISE_LIMIT,ST_PROMISE_UNIT,ST_CONSULT_PHONE,IS_CHARGE,GOTO_NUM\n\
        食品经营许可,某区市场监督管理局,20,工作日,8,工作日,027-85481111,否,1\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "name": "食品经营许可", "authority.name": "某区市场监督管理局",
            "guide.time_limit.statutory": { "amount": 20, "unit": "工作日" },
            "guide.time_limit.promised": { "amount": 8, "unit": "工作日" },
            (PHONE): "027-85481111", "guide.fees.charged": false, "guide.visits.count": 1,
        })],
    );
}

#[test]
fn what_is_in_parts_of_an_answer_is_one_item() {
    let text = r#"{"code":"0","message":"ok","data":{
        "baseInfo":{"taskName":"护士执业注册","taskType":"行政许可","implementDept":{"name":"某省卫生健康委员会"}},
        "timeLimit":{"legal":{"value":20,"unit":"工作日"},"promise":{"value":10,"unit":"工作日"}},
        "applyCondition":"具有完全民事行为能力",
        "materialList":[{"name":"申请表","originalCount":1,"isMust":"1","form":"纸质"},{"name":"照片","isMust":"0"}],
        "flows":[{"name":"受理","limit":"1个工作日","person":"王五"}],
        "charges":[{"name":"登记费","standard":"10元/台"}],
        "questions":[{"question":"多久办结？","answer":"10个工作日"}],
        "contactInfo":{"consult":{"phone":"029-89620000"},"complaint":{"phone":"029-12345"}}}}"#;
    expect(
        "a.json",
        text,
        &[json!({
            "name": "护士执业注册", "item_type": "行政许可", "authority.name": "某省卫生健康委员会",
            "guide.time_limit.statutory": { "amount": 20, "unit": "工作日" },
            "guide.time_limit.promised": { "amount": 10, "unit": "工作日" },
            "guide.conditions": "具有完全民事行为能力",
            "guide.materials.0.name": "申请表", "guide.materials.0.originals": 1,
            "guide.materials.0.necessity": "必要", "guide.materials.0.medium": "纸质",
            "guide.materials.1.necessity": "非必要",
            "guide.process.steps.0.name": "受理", "guide.process.steps.0.actor": "王五",
            "guide.process.steps.0.limit": { "amount": 1, "unit": "工作日" },
            "guide.fees.items.0.name": "登记费", "guide.questions.0.answer": "10个工作日",
            (PHONE): "029-89620000", (COMPLAINT): "029-12345",
        })],
    );
}

#[test]
fn items_under_their_codes_with_nothing_but_a_title_are_items() {
    let text = r#"{"640104A001":{"title":"生鲜乳收购许可","dept":"某区农业农村局","legalLimit":"20个工作日",
        "promiseLimit":"5个工作日","materials":"申请表","tel":"0951-6712345"},
        "640104A002":{"title":"兽药经营许可","dept":"某区农业农村局","legalLimit":"30个工作日",
        "promiseLimit":"15个工作日","materials":"申请表","tel":""}}"#;
    expect(
        "a.json",
        text,
        &[
            json!({ "name": "生鲜乳收购许可", "authority.name": "某区农业农村局", (PHONE): "0951-6712345",
                "extensions.所在分组": "640104A001" }),
            json!({ "name": "兽药经营许可", "guide.time_limit.statutory.amount": 30 }),
        ],
    );
}

#[test]
fn pairs_of_labels_and_values_are_fields() {
    let text = r#"[{"attrs":[{"key":"sxmc","label":"事项名称","value":"渔业船舶登记"},
        {"key":"ssbm","label":"实施部门","value":"某区农业农村委员会"},
        {"key":"fdsx","label":"法定办结时限","value":"20个工作日"}]},
        {"attrs":[{"key":"sxmc","label":"事项名称","value":"水产苗种生产许可"},
        {"key":"ssbm","label":"实施部门","value":"某区农业农村委员会"},
        {"key":"fdsx","label":"法定办结时限","value":""}]}]"#;
    expect(
        "a.json",
        text,
        &[
            json!({ "name": "渔业船舶登记", "authority.name": "某区农业农村委员会",
                "guide.time_limit.statutory.amount": 20 }),
            json!({ "name": "水产苗种生产许可" }),
        ],
    );
}

#[test]
fn what_a_group_says_does_not_contradict_its_items() {
    let text = r#"[{"deptName":"某区民政局","catalogs":[{"catalogName":"社会组织管理","items":[
        {"itemName":"甲","implOrgName":"某市民政局","legalDays":"60","itemKind":"行政许可"},
        {"itemName":"乙","legalDays":"20","itemKind":"行政许可"}]}]}]"#;
    expect(
        "a.json",
        text,
        &[
            json!({ "name": "甲", "authority.name": "某市民政局", "catalogue_name": "社会组织管理",
                "extensions.上级.deptName": null }),
            json!({ "name": "乙", "authority.name": "某区民政局" }),
        ],
    );
    let kept = &reading("a.json", text).catalogue.items[0].extensions;
    assert_eq!(kept["上级.deptName"], "某区民政局");
}

#[test]
fn the_wider_name_is_that_of_the_catalogue() {
    let text = "事项名称,办理项名称,实施部门,承诺时限\n取水许可,取水许可（首次申请）,某市水务局,7个工作日\n\
        取水许可,取水许可,某市水务局,7个工作日\n";
    let items = [
        json!({ "name": "取水许可（首次申请）", "catalogue_name": "取水许可" }),
        json!({ "name": "取水许可", "catalogue_name": null }),
    ];
    expect("a.csv", text, &items);
    assert!(reading("a.csv", text).notices.is_empty());
}

#[test]
fn rows_of_materials_under_other_headings_are_materials() {
    let text = "主管部门,主项名称,业务办理项名称,法定期限（工作日）,要件名称,要件形式,原件数,是否必须\n\
        某区民政局,社会团体登记,社会团体成立登记,60,登记申请表,纸质,1,是\n,,,,章程草案,电子,1,是\n\
        某区民政局,社会团体登记,社会团体注销登记,20,注销申请表,纸质,1,是\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "name": "社会团体成立登记", "catalogue_name": "社会团体登记", "authority.name": "某区民政局",
                "guide.time_limit.statutory": { "amount": 60, "unit": "工作日" },
                "guide.materials.0.originals": 1, "guide.materials.0.necessity": "必要",
                "guide.materials.1.name": "章程草案", "guide.materials.1.medium": "电子" }),
            json!({ "name": "社会团体注销登记" }),
        ],
    );
}

#[test]
fn bare_names_under_a_heading_are_of_what_it_names() {
    let text = "事项名称,实施机关,办理时限,,申请材料,,,收费,\n,,法定,承诺,名称,形式,份数,是否收费,标准\n\
        养老机构备案,某市民政局,20个工作日,1个工作日,备案书,纸质,1,否,\n,,,,登记证书,电子,1,,\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "name": "养老机构备案", "guide.time_limit.statutory.amount": 20, "guide.time_limit.promised.amount": 1,
            "guide.materials.0.name": "备案书", "guide.materials.0.medium": "纸质",
            "guide.materials.1.name": "登记证书", "guide.fees.charged": false,
        })],
    );
}

#[test]
fn one_cell_for_two_says_both() {
    let text = "事项名称,实施主体,时限,咨询及投诉电话,联系人及电话\n\
        甲,某县残联,法定20个工作日，承诺7个工作日,咨询：0871-63310000 投诉：0871-12345,\n\
        乙,某县残联,承诺7个工作日,0871-63310000,\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "guide.time_limit.statutory.amount": 20, "guide.time_limit.promised.amount": 7,
                (PHONE): "0871-63310000", (COMPLAINT): "0871-12345" }),
            json!({ "guide.time_limit.statutory": null, "guide.time_limit.promised.amount": 7,
                (PHONE): "0871-63310000", (COMPLAINT): "0871-63310000" }),
        ],
    );
    assert!(reading("a.csv", text).notices.is_empty());
}

#[test]
fn forms_are_read_with_their_lists() {
    let text = "办事指南,,,\n事项名称,医疗机构执业登记,事项类型,行政许可\n实施主体,某区卫生健康局,服务对象,企业法人\n\
        法定办结时限,45个工作日,承诺办结时限,9个工作日\n申请材料,,,\n序号,材料名称,材料形式,份数\n\
        1,申请书,纸质,1\n2,评估报告,电子,1\n办理流程,,,\n序号,环节名称,办理时限,办理人员\n\
        1,受理,1个工作日,张三\n咨询电话,028-85551234,投诉电话,028-12345\n告知人：,,申请人签字：,\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "name": "医疗机构执业登记", "item_type": "行政许可", "audience": ["企业法人"],
            "guide.time_limit.statutory.amount": 45, "guide.time_limit.promised.amount": 9,
            "guide.materials.1.name": "评估报告", "guide.materials.0.pieces": 1,
            "guide.process.steps.0.name": "受理", "guide.process.steps.0.actor": "张三",
            (PHONE): "028-85551234", (COMPLAINT): "028-12345",
        })],
    );
}

#[test]
fn links_and_notes_of_cells_are_not_lost() {
    let text = r##"<table><tr><th>事项名称</th><td>甲</td><th>办件类型</th><td>承诺件</td></tr>
        <tr><th>实施主体</th><td colspan="3">某市交通运输局</td></tr>
        <tr><th>在线办理地址</th><td><a href="https://a.gov.cn/1">立即办理</a></td><th>办理地点</th>
        <td><a href="#top">某市人民路1号</a></td></tr></table>"##;
    let reading = reading("a.html", text);
    let item = serde_json::to_value(&reading.catalogue.items[0]).unwrap();
    assert_eq!(at(&item, "channels.0.url"), "https://a.gov.cn/1");
    let text = "<table><tr><th>事项名称</th><th>实施主体</th><th>申请材料</th></tr>\
        <tr><td>甲</td><td>某局</td><td><a href='https://a.gov.cn/b.doc'>申请表</a></td></tr></table>";
    let kept = self::reading("a.html", text).catalogue.items[0]
        .extensions
        .clone();
    assert_eq!(kept["“申请材料”的链接"], "https://a.gov.cn/b.doc");
    let text = r#"<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>
        <Row><Cell><Data>事项名称</Data></Cell><Cell><Data>实施主体</Data></Cell><Cell><Data>承诺办结时限</Data></Cell></Row>
        <Row><Cell ss:HRef="https://a.gov.cn/1"><Data>甲</Data></Cell><Cell><Data>某局</Data><Comment><Data>已更名</Data></Comment></Cell><Cell><Data>5个工作日</Data></Cell></Row>
        </Table></Worksheet></Workbook>"#;
    let item = self::reading("a.xml", text).catalogue.items[0].clone();
    let authority = item.authority.unwrap();
    assert_eq!(authority.name.as_deref(), Some("某局"));
    assert_eq!(item.extensions["“实施主体”的批注"], "已更名");
    assert_eq!(item.extensions["“事项名称”的链接"], "https://a.gov.cn/1");
}
