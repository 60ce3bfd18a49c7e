//! Exports of provinces that nobody has seen: what their values mean is written down beside them.
#![allow(clippy::unwrap_used, reason = "a test fails by a panic")]
#![cfg(feature = "tables")]

#[path = "unseen/columns.rs"]
mod columns;
#[path = "unseen/guides.rs"]
mod guides;
#[path = "unseen/shapes.rs"]
mod shapes;

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

#[test]
fn another_header_begins_another_table() {
    let text = "事项名称,实施主体,受理条件,法定办结时限\n甲,某县水利局,有方案,20个工作日\n\
        事项名称,投诉电话,受理条件,承诺办结时限\n乙,0871-12345,有图纸,7个工作日\n\
        事项名称,投诉电话,受理条件,承诺办结时限\n丙,,有图纸,6个工作日\n第 1 页，共 1 页,,,\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "name": "甲", "authority.name": "某县水利局", "guide.time_limit.statutory.amount": 20 }),
            json!({ "name": "乙", "authority": null, (COMPLAINT): "0871-12345", "guide.time_limit.promised.amount": 7,
                "guide.time_limit.statutory": null }),
            json!({ "name": "丙", "guide.time_limit.promised.amount": 6 }),
        ],
    );
}

#[test]
fn a_table_below_the_only_item_is_its() {
    let text = "事项名称,实施主体,受理条件,承诺办结时限\n甲,某县水利局,有方案,5个工作日\n\n所需材料\n\
        序号,材料名称,材料形式,材料必要性\n1,取水申请书,电子,必要\n2,论证报告,纸质,必要\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "name": "甲", "guide.materials.1.name": "论证报告", "guide.materials.1.medium": "纸质" }),
        ],
    );
}

#[test]
fn rows_without_a_name_go_on_with_the_one_above() {
    let text = "事项名称,甲,实施主体,某县水利局\n受理条件,1.有方案,承诺办结时限,5个工作日\n,2.有图纸,,\n\
        申请材料,1.申请书,咨询电话,0871-63310000\n,2.论证报告,,\n时限,法定,30,工作日\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "guide.conditions": "1.有方案\n2.有图纸", "guide.materials.1.name": "论证报告",
            "guide.time_limit.statutory": { "amount": 30, "unit": "工作日" } }),
        ],
    );
    // Whatever else stands in a form is never left out in silence.
    let text = "事项名称,甲,实施主体,某县水利局\n受理条件,有方案,承诺办结时限,5个工作日\n内部口径,从严掌握,,\n";
    let reading = reading("a.csv", text);
    assert_eq!(reading.unknown_fields, ["内部口径"]);
}

#[test]
fn a_list_may_stand_behind_its_name() {
    for merged in ["", "申请材料"] {
        let text = format!(
            "事项名称,甲,,实施主体,某县水利局\n受理条件,有方案,,承诺办结时限,5个工作日\n\
            申请材料,序号,材料名称,材料形式,必要性\n{merged},1,取水申请书,电子,必要\n{merged},2,论证报告,纸质,非必要\n\
            收费标准,10元/件,,收费依据,某价〔2015〕1号\n咨询电话,0871-63310000,,监督投诉电话,0871-12345\n"
        );
        expect(
            "a.csv",
            &text,
            &[
                json!({ "guide.materials.0": { "name": "取水申请书", "medium": "电子", "necessity": "必要" },
                "guide.materials.1.name": "论证报告", "guide.fees.items.0.amount": 10, (PHONE): "0871-63310000" }),
            ],
        );
    }
}

#[test]
fn names_under_a_section_are_its() {
    let text = "一、基本情况,,,\n事项名称,甲,实施主体,某县水利局\n受理条件,有方案,承诺办结时限,5个工作日\n\
        二、咨询方式,,,\n电话,0871-63310000,,\n三、监督投诉方式,,,\n电话,0871-12345,地址,文化路3号\n";
    let reading = reading("a.csv", text);
    let item = serde_json::to_value(&reading.catalogue.items[0]).unwrap();
    assert_eq!(at(&item, PHONE), "0871-63310000");
    assert_eq!(at(&item, COMPLAINT), "0871-12345");
    // That is no place where the item is handled.
    assert_eq!(at(&item, "guide.places"), Value::Null);
    assert_eq!(reading.unknown_fields, ["监督投诉.地址"]);
}

#[test]
fn rows_for_each_element_are_put_together() {
    let text = "事项编码,要素名称,要素值,排序号\nB7,事项名称,甲,1\nB7,承诺办结时限,8个工作日,2\nB8,事项名称,乙,1\n\
        B7,受理条件,有方案,3\nB8,受理条件,有图纸,2\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "name": "甲", "local_implementation_code": "B7", "guide.time_limit.promised.amount": 8,
                "guide.conditions": "有方案" }),
            json!({ "name": "乙", "local_implementation_code": "B8", "guide.conditions": "有图纸" }),
        ],
    );
    let text = "序号,要素,内容,是否必填\n1,事项名称,甲,是\n2,实施主体,某县水利局,是\n3,受理条件,有方案,否\n";
    expect(
        "a.csv",
        text,
        &[json!({ "name": "甲", "authority.name": "某县水利局", "guide.conditions": "有方案" })],
    );
}

#[test]
fn words_beside_codes_count() {
    let text = r#"[{"itemName":"甲","deptName":"某县水利局","acceptCondition":"有方案","itemType":"02",
        "itemTypeName":"公共服务","caseType":1,"caseType_dictText":"承诺件","isFee":"2","isFee_dictText":"否",
        "promiseLimit":5,"promiseLimitUnit":"3","promiseLimitUnitText":"工作日",
        "materialList":[{"materialName":"申请书","necessity":"1","necessityName":"非必要"}]}]"#;
    expect(
        "a.json",
        text,
        &[
            json!({ "item_type": "公共服务", "case_type": "承诺件", "guide.fees.charged": false,
            "guide.time_limit.promised": { "amount": 5, "unit": "工作日" }, "guide.materials.0.necessity": "非必要" }),
        ],
    );
}

#[test]
fn what_a_heading_or_a_box_says_of_a_code_counts() {
    let text = "事项名称,实施主体,承诺办结时限,办件类型（1承诺件 2即办件）,是否收费,服务对象\n\
        甲,某县水利局,5个工作日,1,□是 ☑否,■自然人 □企业法人 ■其他组织\n";
    expect(
        "a.csv",
        text,
        &[json!({ "case_type": "承诺件", "guide.fees.charged": false, "audience.0": "自然人" })],
    );
}

#[test]
fn fields_that_contradict_each_other_are_never_green() {
    let text = "事项名称,实施主体,受理条件,承诺办结时限,承诺时限\n甲,某县水利局,有方案,5个工作日,9个工作日\n";
    let options = ReadOptions::default();
    let reading = read_str("a.csv", text, Format::Csv, &options);
    let report = shixiang::Checker::new().check(&reading);
    assert_ne!(report.verdict(None), shixiang::Verdict::Passed);
}

#[test]
fn documents_in_xml_are_records() {
    let text = "<?xml version='1.0'?><soap:Envelope xmlns:soap='x'><soap:Body><list><item><itemName>甲</itemName>\
        <deptName>某县水利局</deptName><acceptCondition>有方案</acceptCondition><promiseLimit>5个工作日</promiseLimit>\
        <materials><material><materialName>申请书</materialName></material></materials></item></list></soap:Body></soap:Envelope>";
    let item =
        json!({ "name": "甲", "authority.name": "某县水利局", "guide.materials.0.name": "申请书" });
    expect("a.xml", text, &[item]);
}

#[test]
fn a_page_about_one_item_is_read_with_its_headings() {
    let text = "<html><body><div><a>首页</a></div><h2>甲许可办事指南</h2><h3>基本信息</h3><table><tr><th>实施主体</th>\
        <td>某县水利局</td><th>承诺办结时限</th><td>5个工作日</td></tr></table><h3>受理条件</h3><p>有方案。</p>\
        <p>收费标准：10元/件</p><h3>申请材料</h3><table><tr><th>序号</th><th>材料名称</th><th>材料形式</th></tr>\
        <tr><td>1</td><td>申请书</td><td>电子</td></tr></table></body></html>";
    let item = json!({ "name": "甲许可", "guide.conditions": "有方案。", "guide.fees.items.0.amount": 10,
        "guide.materials.0.medium": "电子", "guide.time_limit.promised.amount": 5 });
    expect("a.html", text, &[item]);
}

#[test]
fn tables_and_lists_in_cells_are_read() {
    let text = "事项名称,实施主体,申请材料,收费项目及标准,服务对象,实施主体编码\n\
        甲,某县水利局,\"[{'材料名称': '申请书', '材料形式': '电子', '份数': None}]\",\"收费项目|收费标准\n工本费|10元/件\",\
        \"['自然人', '企业法人']\",\"=\"\"11450000007565771A\"\"\"\n\
        乙,某县水利局,<table><tr><th>材料名称</th><th>份数</th></tr><tr><td>申请书</td><td>2</td></tr></table>,,,'11450000007565771A\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "guide.materials.0": { "name": "申请书", "medium": "电子" }, "audience.1": "企业法人",
                "guide.fees.items.0.name": "工本费", "guide.fees.items.0.standard": "10元/件",
                "authority.credit_code": "11450000007565771A" }),
            json!({ "guide.materials.0": { "name": "申请书", "pieces": 2 },
                "authority.credit_code": "11450000007565771A" }),
        ],
    );
}

#[test]
fn numbered_columns_are_one_list() {
    let text = "事项名称,实施主体,承诺办结时限,材料1名称,材料1形式,材料1份数,材料2名称,材料2形式,材料2份数,咨询电话1,咨询电话2\n\
        甲,某局,5个工作日,申请表,纸质,1,照片,电子,2,0771-6220315,0771-6220316\n\
        乙,某局,3个工作日,申请书,纸质,1,,,,0771-6220317,\n";
    expect(
        "a.csv",
        text,
        &[
            json!({
                "guide.materials.0.name": "申请表", "guide.materials.0.medium": "纸质",
                "guide.materials.1.name": "照片", "guide.materials.1.medium": "电子",
                "guide.materials.1.pieces": 2, "guide.consultation.phones.1.number": "0771-6220316",
            }),
            json!({ "guide.materials.0.name": "申请书", "guide.materials.1": null,
                (PHONE): "0771-6220317" }),
        ],
    );
    let names = "事项名称,实施主体,承诺办结时限,申请材料1,申请材料2\n甲,某局,5个工作日,申请表,照片（一寸）\n";
    expect(
        "a.csv",
        names,
        &[json!({ "guide.materials.0.name": "申请表", "guide.materials.1.name": "照片（一寸）" })],
    );
}

#[test]
fn lists_beside_the_records_belong_to_those_they_refer_to() {
    let text = r#"{"items":[
        {"itemId":"1","itemName":"甲","deptName":"某局","lawLimit":"20个工作日","promiseLimit":"8个工作日"},
        {"itemId":"2","itemName":"乙","deptName":"某局","lawLimit":"9个工作日","promiseLimit":"5个工作日"}],
        "materials":[{"id":"1","itemId":"2","materialName":"证明"},{"id":"2","itemId":"1","materialName":"申请表"},
            {"id":"3","itemId":"2","materialName":"照片"}]}"#;
    expect(
        "a.json",
        text,
        &[
            json!({ "name": "甲", "guide.materials.0.name": "申请表", "guide.materials.1": null }),
            json!({ "name": "乙", "guide.materials.0.name": "证明", "guide.materials.1.name": "照片" }),
        ],
    );
    // What refers to nothing is no item's.
    let orphan = text.replace(
        r#""itemId":"2","materialName":"照片""#,
        r#""itemId":"9","materialName":"照片""#,
    );
    let reading = reading("a.json", &orphan);
    assert!(!reading.account.is_complete());
}

#[test]
fn what_is_listed_by_name_is_a_list() {
    let text = r#"{"113304830025642187400011701100Y":{"事项名称":"甲","实施主体":"某局","承诺办结时限":"5个工作日",
        "申请材料":{"申请表":{"材料形式":"纸质或电子","材料必要性":"必要"},"水质报告":{"材料形式":"纸质"}}},
        "12330483470982163Y2002055001000":{"事项名称":"乙","实施主体":"某局","承诺办结时限":"3个工作日"}}"#;
    expect(
        "a.json",
        text,
        &[
            json!({
                "implementation_code": "113304830025642187400011701100Y",
                "guide.materials.0.name": "申请表", "guide.materials.0.medium": "纸质或电子",
                "guide.materials.1.name": "水质报告", "guide.materials.1.medium": "纸质",
            }),
            json!({ "implementation_code": "12330483470982163Y2002055001000" }),
        ],
    );
}

#[test]
fn values_of_databases_are_without_their_types() {
    let text = r#"[{"_id":{"$oid":"65f0c1a2b3d4e5f607182930"},"matterName":"甲","implementDept":"某局",
        "statutoryDays":{"$numberInt":"15"},"promisedDays":{"$numberLong":"5"},"limitUnit":"工作日"}]"#;
    expect(
        "a.json",
        text,
        &[json!({
            "guide.time_limit.statutory": { "amount": 15, "unit": "工作日" },
            "guide.time_limit.promised": { "amount": 5, "unit": "工作日" },
        })],
    );
}

#[test]
fn a_contact_is_read_however_it_is_written() {
    let text = "事项名称,实施主体,承诺办结时限,联系方式\n甲,某局,5个工作日,0771-6220315\n";
    expect("a.csv", text, &[json!({ (PHONE): "0771-6220315" })]);
    let both = "事项名称,实施主体,承诺办结时限,联系电话及监督电话\n\
        甲,某局,5个工作日,\"咨询：0871-67921145\n监督：0871-67911306\"\n";
    expect(
        "a.csv",
        both,
        &[json!({ (PHONE): "0871-67921145", (COMPLAINT): "0871-67911306" })],
    );
    let object = r#"[{"itemName":"甲","deptName":"某局","promiseLimit":"5个工作日",
        "contacts":{"consult":"0573-88063721","complain":"0573-88119045"},
        "location":{"address":"某路18号","hall":"某政务服务中心","window":"1楼D05窗口"}}]"#;
    expect(
        "a.json",
        object,
        &[json!({
            (PHONE): "0573-88063721", "guide.consultation.ways": ["电话"], (COMPLAINT): "0573-88119045",
            "guide.places.0.address": "某路18号", "guide.places.0.name": "某政务服务中心",
            "guide.places.0.window": "1楼D05窗口",
        })],
    );
    let rows = r#"[{"事项名称":"甲","实施主体":"某局","承诺办结时限":"5个工作日",
        "咨询方式":{"咨询电话":"0573-88063721","咨询地址":"某路18号"}}]"#;
    let ways = json!({ (PHONE): "0573-88063721", "guide.consultation.ways": ["电话", "窗口"] });
    expect("a.json", rows, &[ways]);
}

#[test]
fn materials_of_a_case_say_which() {
    let text = r#"{"data":[{"事项名称":"甲","实施主体":"某局","承诺办结时限":"5个工作日","情形":[
        {"情形名称":"首次申请","申请材料":[{"材料名称":"申请表"}]},
        {"情形名称":"延续","申请材料":[{"材料名称":"原证"},{"材料名称":"报告"}]}]}]}"#;
    expect(
        "a.json",
        text,
        &[json!({
            "guide.materials.0.name": "申请表", "guide.materials.0.condition": "首次申请",
            "guide.materials.1.name": "原证", "guide.materials.2.condition": "延续",
        })],
    );
}

#[test]
fn rows_of_steps_belong_to_the_item_above() {
    let text = "办理项名称,办理项编码,实施机构,承诺期限,环节,环节内容,环节时限\n\
        甲,11530127015123467W200016413700001,某局,8个工作日,受理,审查材料,1个工作日\n\
        ,,,,审查,现场查验,4个工作日\n\
        乙,11530127MB0Y3127XJ200012301100001,某局,5个工作日,受理,一次告知,1个工作日\n\
        ,,,,发证,制作证书,3个工作日\n";
    expect(
        "a.csv",
        text,
        &[
            json!({
                "name": "甲", "guide.process.steps.0.name": "受理", "guide.process.steps.1.action": "现场查验",
                "guide.process.steps.1.limit": { "amount": 4, "unit": "工作日" },
            }),
            json!({ "name": "乙", "guide.process.steps.1.name": "发证" }),
        ],
    );
}

#[test]
fn a_heading_over_others_says_what_they_are_of() {
    let text = "序号,事项名称,实施主体,法定办结时限,,咨询方式,收费情况,,,办理场所,\n\
        ,,,数量,单位,电话,是否收费,收费项目,收费标准,地点,时间\n\
        1,甲,某局,15,工作日,0573-88063721,是,工本费,15元/证,某路18号,周一至周五 上午09:00-12:00\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "guide.time_limit.statutory": { "amount": 15, "unit": "工作日" }, (PHONE): "0573-88063721",
            "guide.fees.charged": true, "guide.fees.items.0.name": "工本费",
            "guide.fees.items.0.standard": "15元/证", "guide.places.0.address": "某路18号",
            "guide.hours.periods.0.opens": "09:00",
        })],
    );
}

#[test]
fn what_is_around_a_field_does_not_change_its_meaning() {
    let text = r#"[{"basicInfo":{"itemName":"甲","itemCode":"11620502739610562D2000131002000",
        "projectTypeText":"承诺件","implementOrg":"某局"},"anticipateDay":15,"anticipateTypeText":"工作日",
        "legalBasis":[{"lawName":"中华人民共和国森林法","clause":"第五十六条"}]}]"#;
    expect(
        "a.json",
        text,
        &[json!({
            "implementation_code": "11620502739610562D2000131002000", "case_type": "承诺件",
            "guide.time_limit.statutory": { "amount": 15, "unit": "工作日" },
            "legal_basis.0.name": "中华人民共和国森林法", "legal_basis.0.article": "第五十六条",
        })],
    );
}

#[test]
fn rows_of_several_lists_may_stand_side_by_side() {
    let text = "事项名称,实施编码,实施主体,承诺办结时限,材料名称,材料形式,环节名称,环节时限\n\
        甲,11610113MB2975432J2000120008000,某局,6个工作日,申请表,电子,受理,1个工作日\n\
        甲,11610113MB2975432J2000120008000,某局,6个工作日,证书,纸质,核查,3个工作日\n\
        甲,11610113MB2975432J2000120008000,某局,6个工作日,,,发证,2个工作日\n\
        乙,11610113016234567K2000123010000,某局,3个工作日,申请书,纸质,受理,1个工作日\n";
    expect(
        "a.csv",
        text,
        &[
            json!({
                "guide.materials.1.name": "证书", "guide.materials.1.medium": "纸质", "guide.materials.2": null,
                "guide.process.steps.2.name": "发证",
                "guide.process.steps.2.limit": { "amount": 2, "unit": "工作日" },
            }),
            json!({ "guide.materials.0.name": "申请书", "guide.process.steps.0.name": "受理" }),
        ],
    );
}

#[test]
fn a_heading_between_records_may_name_their_body() {
    let text = "序号,事项名称,法定时限,承诺时限,联系电话\n一、某区农业农村局（1项）,,,,\n\
        1,甲,20个工作日,6个工作日,029-85381234\n二、社会救助类,,,,\n1,乙,9个工作日,3个工作日,029-85386677\n";
    expect(
        "a.csv",
        text,
        &[
            json!({ "authority.name": "某区农业农村局", "extensions.所在分组": "一、某区农业农村局（1项）" }),
            json!({ "authority": null, "extensions.所在分组": "二、社会救助类" }),
        ],
    );
}

#[test]
fn labels_in_cells_say_what_they_are_of() {
    let text = "事项名称,主管部门,承诺时限,办公地址及时间,收费标准,设定依据\n\
        甲,某局,6个工作日,地址：某路18号；时间：周一至周五 09:00-12:00,工本费：10元/本；检测费：40元/人,国家规定：《公共场所卫生管理条例》第三条\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "guide.places.0.address": "某路18号", "guide.hours.periods.0.closes": "12:00",
            "guide.fees.items.0.name": "工本费", "guide.fees.items.0.standard": "10元/本",
            "guide.fees.items.1.name": "检测费", "guide.fees.items.1.amount": 40,
            "legal_basis.0.name": "公共场所卫生管理条例", "legal_basis.0.article": "第三条",
        })],
    );
}

#[test]
fn a_limit_in_parts_is_one() {
    let text = r#"[{"基本信息":{"事项名称":"甲","实施主体":"某局"},
        "办理信息":{"承诺办结时限":{"数值":6,"单位":"工作日"},"到现场次数":1}}]"#;
    expect(
        "a.json",
        text,
        &[json!({
            "guide.time_limit.promised": { "amount": 6, "unit": "工作日" }, "guide.visits.count": 1,
        })],
    );
}
