//! Shapes around records: texts, pages, services, lists of codes.

use serde_json::json;

use super::{PHONE, expect, reading};

const MATERIALS: &str = "guide.materials.0.name";
const STATUTORY: &str = "guide.time_limit.statutory";

#[test]
fn texts_that_people_write_are_forms() {
    let item = json!({
        "name": "排水许可", "authority.name": "某市住房和城乡建设局",
        "guide.conditions": "1.排放口符合规划；\n2.有预处理设施。",
        "guide.materials": [{ "name": "申请表" }, { "name": "检测报告" }],
        (STATUTORY): { "amount": 15, "unit": "工作日" }, (PHONE): "0573-88063721",
    });
    let other = json!({ "name": "残疾人证换领", "authority.name": "某市残疾人联合会" });
    let numbered = "一、事项名称：排水许可\n二、实施主体：某市住房和城乡建设局\n三、受理条件：1.排放口符合规划；\n\
        2.有预处理设施。\n四、申请材料：\n  1.申请表\n  2.检测报告\n五、法定办结时限：15个工作日\n\
        六、咨询电话：0573-88063721\n\n=====\n\n一、事项名称：残疾人证换领\n二、实施主体：某市残疾人联合会\n\
        三、法定办结时限：30个工作日\n";
    let bracketed = "【事项名称】排水许可\n【实施主体】某市住房和城乡建设局\n【受理条件】1.排放口符合规划；\n\
        2.有预处理设施。\n【申请材料】\n申请表\n检测报告\n【法定办结时限】15个工作日\n【咨询电话】0573-88063721\n\n\
        【事项名称】残疾人证换领\n【实施主体】某市残疾人联合会\n【法定办结时限】30个工作日\n";
    for text in [numbered, bracketed] {
        expect("a.txt", text, &[item.clone(), other.clone()]);
    }
    let markdown = "# 某市办事指南\n\n## 排水许可\n\n- **实施主体**：某市住房和城乡建设局\n- 法定办结时限：15个工作日\n\n\
        ### 受理条件\n\n1.排放口符合规划；\n2.有预处理设施。\n\n### 申请材料\n\n| 材料名称 | 材料形式 |\n|---|---|\n| 申请表 | |\n| 检测报告 | |\n\n\
        ### 咨询电话\n\n0573-88063721\n\n## 残疾人证换领\n\n- 实施主体：某市残疾人联合会\n- 法定办结时限：30个工作日\n";
    expect("a.md", markdown, &[item.clone(), other.clone()]);
    let page = "<html><body><nav>首页</nav><h2>排水许可</h2><dl><dt>实施主体：</dt><dd>某市住房和城乡建设局</dd>\
        <dt>受理条件</dt><dd>1.排放口符合规划；<br>2.有预处理设施。</dd><dt>法定办结时限</dt><dd>15个工作日</dd>\
        <dt>咨询电话</dt><dd>0573-88063721</dd></dl><h3>申请材料</h3><ol><li>申请表</li><li>检测报告</li></ol>\
        <h2>残疾人证换领</h2><dl><dt>实施主体：</dt><dd>某市残疾人联合会</dd><dt>法定办结时限</dt><dd>30个工作日</dd></dl>\
        <footer>主办单位：某市人民政府</footer></body></html>";
    expect("a.html", page, &[item, other]);
}

#[test]
fn a_line_that_nobody_knows_ends_what_stands_before_it() {
    let text = "一、事项名称：排水许可\n二、实施主体：某局\n三、受理条件：有设施\n四、温馨提示：周末不办\n五、法定办结时限：15个工作日\n";
    let reading = reading("a.txt", text);
    let item = &reading.catalogue.items[0];
    let guide = item.guide.as_ref().unwrap();
    assert_eq!(guide.conditions.as_deref(), Some("有设施"));
    assert_eq!(reading.unknown_fields.len(), 1);
}

#[test]
fn formats_that_are_not_read_say_what_to_do() {
    let folder = std::env::temp_dir().join(format!("shixiang-formats-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    for (name, word) in [
        ("a.yaml", "JSON"),
        ("a.sql", "导出"),
        ("a.docx", "网页"),
        ("a.zip", "解压"),
    ] {
        let path = folder.join(name);
        std::fs::write(&path, "x").unwrap();
        let reading = shixiang::read_paths(&[path], &shixiang::ReadOptions::default()).unwrap();
        let [notice] = reading.notices.as_slice() else {
            panic!("{:?}", reading.notices);
        };
        let what = notice
            .notice
            .arguments
            .iter()
            .find(|(name, _)| *name == "what");
        let said = what.unwrap().1.get(shixiang::Language::Chinese);
        assert!(said.contains(word), "{said}");
        assert!(!reading.account.is_complete());
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn what_services_put_around_records_is_taken_off() {
    let item = json!({
        "name": "公墓建设审核", "authority.name": "某县民政局", (MATERIALS): "申请报告",
        (STATUTORY): { "amount": 30, "unit": "工作日" },
    });
    let graph = r#"{"data":{"items":{"edges":[{"cursor":"c","node":{"__typename":"Item","name":"公墓建设审核",
        "authority":{"__typename":"Org","name":"某县民政局"},"acceptCondition":"符合规划",
        "timeLimit":{"statutory":{"value":30,"unit":"WORKDAY"}},
        "materials":{"edges":[{"node":{"name":"申请报告"}}]}}}]}}}"#;
    let resources = r#"{"data":[{"type":"items","id":"1","attributes":{"item-name":"公墓建设审核",
        "legal-limit":"30个工作日","accept-condition":"符合规划"},"relationships":{"department":{"data":{"type":"d","id":"2"}},
        "materials":{"data":[{"type":"m","id":"3"}]}}}],"included":[{"type":"d","id":"2","attributes":{"dept-name":"某县民政局"}},
        {"type":"m","id":"3","attributes":{"material-name":"申请报告"}}]}"#;
    let embedded = r#"{"_embedded":{"items":[{"itemName":"公墓建设审核","implementOrg":"某县民政局","legalLimit":"30个工作日",
        "acceptCondition":"符合规划","_embedded":{"materials":[{"materialName":"申请报告"}]}}]}}"#;
    for text in [graph, resources, embedded] {
        let reading = reading("a.json", text);
        let found = serde_json::to_value(&reading.catalogue.items).unwrap();
        for (path, wanted) in item.as_object().unwrap() {
            assert_eq!(super::at(&found[0], path), *wanted, "{path} of {found:#}");
        }
    }
}

#[test]
fn columns_are_named_by_a_list_beside_the_rows() {
    let item = json!({ "name": "取水许可", "authority.name": "某县水利局", (STATUTORY): { "amount": 45, "unit": "工作日" } });
    for text in [
        r#"{"head":[{"field":"a1","title":"事项名称"},{"field":"a2","title":"实施主体"},{"field":"a3","title":"法定办结时限"}],
            "body":[["取水许可","某县水利局","45个工作日"]]}"#,
        r#"{"columns":[{"name":"a1","alias":"事项名称"},{"name":"a2","alias":"实施主体"},{"name":"a3","alias":"法定办结时限"}],
            "rows":[{"a1":"取水许可","a2":"某县水利局","a3":"45个工作日"}]}"#,
        r#"{"fieldAliases":{"a1":"事项名称","a2":"实施主体","a3":"法定办结时限"},
            "features":[{"attributes":{"a1":"取水许可","a2":"某县水利局","a3":"45个工作日"}}]}"#,
        r#"[{"title":"取水许可","groups":[{"groupName":"基本信息","fields":[{"label":"实施主体","value":"某县水利局"},
            {"label":"法定办结时限","value":"45个工作日"},{"label":"受理条件","value":"有方案"}]}]}]"#,
    ] {
        expect("a.json", text, std::slice::from_ref(&item));
    }
}

#[test]
fn entries_that_say_what_they_are_become_fields() {
    let item = json!({
        "name": "取水许可", (STATUTORY): { "amount": 45, "unit": "工作日" },
        "guide.time_limit.promised": { "amount": 14, "unit": "工作日" }, (MATERIALS): "申请书",
        "guide.materials.0.medium": "纸质",
    });
    let text = r#"<?xml version="1.0"?><目录><事项 名称="取水许可" 类型="行政许可"><时限 类别="法定" 数量="45" 单位="工作日"/>
        <时限 类别="承诺" 数量="14" 单位="工作日"/><受理条件>有方案</受理条件>
        <材料清单><材料 形式="纸质">申请书</材料><材料 形式="电子">说明</材料></材料清单></事项></目录>"#;
    expect("a.xml", text, std::slice::from_ref(&item));
    // Every line of a stream is read in one way.
    let line = r#"{"事项名称":"取水许可","受理条件":"有方案","时限":[{"类别":"法定","数量":45,"单位":"工作日"},{"类别":"承诺","数量":14,"单位":"工作日"}],"guide":{"materials":[{"material":{"name":"申请书"},"spec":{"form":"纸质"}}]}}"#;
    expect(
        "a.ndjson",
        &format!("{line}\n{line}\n"),
        &[item.clone(), item],
    );
}

#[test]
fn spreadsheets_in_xml_may_leave_out_cells_that_span_from_above() {
    let text = r#"<?xml version="1.0"?><Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="事项"><Table>
        <Row><Cell><Data>事项名称</Data></Cell><Cell><Data>实施主体</Data></Cell><Cell><Data>材料名称</Data></Cell><Cell><Data>法定办结时限</Data></Cell></Row>
        <Row><Cell ss:MergeDown="1"><Data>甲</Data></Cell><Cell ss:MergeDown="1"><Data>某局</Data></Cell><Cell><Data>申请表</Data></Cell><Cell ss:MergeDown="1"><Data>20个工作日</Data></Cell></Row>
        <Row><Cell ss:Index="3"><Data>身份证</Data></Cell></Row>
        <Row><Cell><Data>乙</Data></Cell><Cell><Data>某委</Data></Cell><Cell><Data>说明</Data></Cell><Cell><Data>3个工作日</Data></Cell></Row></Table></Worksheet></Workbook>"#;
    let items = [
        json!({ "name": "甲", "guide.materials": [{ "name": "申请表" }, { "name": "身份证" }] }),
        json!({ "name": "乙", "authority.name": "某委", "guide.materials": [{ "name": "说明" }] }),
    ];
    expect("a.xml", text, &items);
}

#[test]
fn a_header_may_be_three_rows_high() {
    let text = "<table><tr><td rowspan=3>事项名称</td><td rowspan=3>实施主体</td><td colspan=2>时限</td></tr>\
        <tr><td>法定</td><td>承诺</td></tr><tr><td>（工作日）</td><td>（工作日）</td></tr>\
        <tr><td>甲</td><td>某局</td><td>20</td><td>12</td></tr></table>";
    let items = [json!({ "name": "甲", (STATUTORY): { "amount": 20, "unit": "工作日" } })];
    expect("a.html", text, &items);
}

#[test]
fn limits_and_numbers_of_parts_are_not_their_names() {
    let text = "事项名称,实施主体,承诺办结时限,办理流程,所需材料\n\
        甲,某局,5个工作日,受理（1个工作日）→审查（3个工作日）→决定,材料1：申请表（原件1份）；材料2：身份证（复印件1份）\n";
    let items = [json!({
        "guide.process.steps.0.name": "受理", "guide.process.steps.1.limit": { "amount": 3, "unit": "工作日" },
        "guide.process.steps.2.name": "决定", (MATERIALS): "申请表", "guide.materials.1.photocopies": 1,
    })];
    expect("a.csv", text, &items);
}

#[test]
fn a_bare_code_of_a_unit_is_read_as_a_guess() {
    let text = "事项名称,法定办结时限,法定时限单位,受理条件\n甲,15,2,有场所\n";
    let reading = reading("a.csv", text);
    let codes: Vec<&str> = reading
        .notices
        .iter()
        .map(|notice| notice.notice.code.as_str())
        .collect();
    assert_eq!(codes, ["NRM003"]);
}

#[test]
fn forms_on_a_page_say_what_was_entered_and_what_counts() {
    let text = "<table><tr><th>★事项名称<th>☆实施主体<th>法定办结时限<th>是否收费<th>服务对象</tr>\
        <tr><td><input type=\"text\" value=\"甲许可\"><td>某局<td><del>20个工作日</del>15个工作日\
        <td><select><option value=1>是</option><option selected>否</option></select>\
        <td><input type=checkbox checked>自然人<input type=checkbox>企业法人</tr></table>";
    let reading = reading("a.html", text);
    let item = serde_json::to_value(&reading.catalogue.items[0]).unwrap();
    for (path, wanted) in [
        ("name", json!("甲许可")),
        (STATUTORY, json!({ "amount": 15, "unit": "工作日" })),
        ("guide.fees.charged", json!(false)),
        ("audience", json!(["自然人"])),
        ("extensions.“法定办结时限”的批注", json!("20个工作日")),
    ] {
        assert_eq!(super::at(&item, path), wanted, "{path} of {item:#}");
    }
}

#[test]
fn rows_are_named_by_descriptions_of_columns_anywhere() {
    let item = json!({
        "name": "取水许可", "authority.name": "某县水利局", (STATUTORY): { "amount": 45, "unit": "工作日" },
        "guide.materials": [{ "name": "申请书" }, { "name": "论证报告" }],
    });
    let rows = r#"{"metadata":[{"name":"A","label":"事项名称"},{"name":"B","label":"实施主体"},{"name":"C","label":"法定办结时限"},
        {"name":"D","label":"申请材料"}],"data":[["取水许可","某县水利局","45个工作日",["申请书","论证报告"]]]}"#;
    expect("a.json", rows, std::slice::from_ref(&item));
    let rowset = "<xml xmlns:rs='r' xmlns:z='z' xmlns:s='s'><s:Schema id='R'><s:ElementType name='row'>\
        <s:AttributeType name='c0' rs:name='事项名称'/><s:AttributeType name='c1' rs:name='实施主体'/>\
        <s:AttributeType name='c2' rs:name='法定办结时限'/><s:AttributeType name='c3' rs:name='申请材料'/></s:ElementType></s:Schema>\
        <rs:data><z:row c0='取水许可' c1='某县水利局' c2='45个工作日' c3='1.申请书；2.论证报告'/>\
        <z:row c0='河道采砂许可' c1='某县水利局' c2='20个工作日' c3='1.申请书'/></rs:data></xml>";
    let other = json!({ "name": "河道采砂许可" });
    expect("a.xml", rowset, &[item.clone(), other]);
    let fields = "<records><record><field name='F1' title='事项名称' null='0'>取水许可</field>\
        <field name='F2' title='实施主体' null='0'>某县水利局</field><field name='F3' title='法定办结时限' null='0'>45个工作日</field>\
        <field name='F4' title='申请材料_x0028_清单_x0029_' null='0'>1.申请书；2.论证报告</field></record></records>";
    let reading = reading("a.xml", fields);
    let found = serde_json::to_value(&reading.catalogue.items).unwrap();
    assert_eq!(super::at(&found[0], "name"), "取水许可");
    let escaped = "<rows><row><事项名称>取水许可</事项名称><实施主体>某县水利局</实施主体>\
        <法定办结时限_x0028_工作日_x0029_>45</法定办结时限_x0028_工作日_x0029_><申请材料>1.申请书；2.论证报告</申请材料></row></rows>";
    expect("a.xml", escaped, &[item]);
}

#[test]
fn what_describes_columns_is_told() {
    let text = r#"{"columns":[{"name":"a1","title":"事项名称","note":"甲乙丙"},{"name":"a2","title":"实施主体"},
        {"name":"a3","title":"法定办结时限"},{"name":"a9","title":"受理条件"}],
        "rows":[{"a1":"取水许可","a2":"某县水利局","a3":"45个工作日"}]}"#;
    let reading = reading("a.json", text);
    assert_eq!(reading.catalogue.items.len(), 1);
    assert!(reading.account.left_out.contains("columns"));
}

#[test]
fn a_table_on_its_side_may_count_its_items() {
    let text = "项目,事项1,事项2\n事项名称,取水许可,河道采砂许可\n实施主体,某县水利局,某县水利局\n法定办结时限,45个工作日,20个工作日\n";
    let items = [
        json!({ "name": "取水许可", (STATUTORY): { "amount": 45, "unit": "工作日" } }),
        json!({ "name": "河道采砂许可" }),
    ];
    expect("a.csv", text, &items);
}

#[test]
fn labels_below_machine_names_may_have_notes_and_a_table_may_say_where_it_ends() {
    let text = "ITEM_NM|AGENCY|STAT_LMT|CHRG_FLG\n事项名称|实施主体|法定时限|收费标志(Y/N)\n取水许可|某县水利局|45个工作日|N\n#END|1\n";
    let item = json!({ "name": "取水许可", (STATUTORY): { "amount": 45, "unit": "工作日" }, "guide.fees.charged": false });
    expect("a.dat", text, &[item]);
}

#[test]
fn guides_in_markdown_have_numbered_headings_and_several_names_to_a_line() {
    let text = "# 某市办事指南\n\n## 一、取水许可\n\n- **事项编码**：`0001`\n- **事项类型**：行政许可　**办件类型**：承诺件\n\
        - **实施主体**：某县水利局\n- **法定办结时限**：45个工作日\n\n### 申请材料\n\n| # | 材料名称 | 原件 | 下载 |\n|--|--|--|--|\n\
        | 1 | 申请书 | 2 | 样表 |\n| 2 | 论证报告 | 1 | 样表 |\n\n## 二、河道采砂许可\n\n- **实施主体**：某县水利局\n- **法定办结时限**：20个工作日\n";
    let reading = reading("a.md", text);
    let found = serde_json::to_value(&reading.catalogue.items).unwrap();
    for (path, wanted) in [
        ("0.name", json!("取水许可")),
        ("0.item_type", json!("行政许可")),
        ("0.case_type", json!("承诺件")),
        ("0.guide.materials.1.name", json!("论证报告")),
        ("0.guide.materials.0.originals", json!(2)),
        ("1.name", json!("河道采砂许可")),
    ] {
        assert_eq!(super::at(&found, path), wanted, "{path} of {found:#}");
    }
}

#[test]
fn a_published_table_has_dittos_and_numbers_of_pages() {
    let text = "序号,事项名称,实施主体,法定办结时限,办理地点\n1,取水许可,某县水利局,45个工作日,某路1号\n2,河道采砂许可,同上,20个工作日,〃\n\
        — 1 —,,,,\n3,水土保持方案审批,某县水利局,10个工作日,某路2号\n";
    let at = "guide.places.0.address";
    let items = [
        json!({ "name": "取水许可", (at): "某路1号" }),
        json!({ "name": "河道采砂许可", "authority.name": "某县水利局", (at): "某路1号" }),
        json!({ "name": "水土保持方案审批", (at): "某路2号" }),
    ];
    expect("a.csv", text, &items);
}

#[test]
fn a_guide_in_one_text_is_read_by_its_labels() {
    let text = r#"{"result":true,"data":{"content":[{"id":7,"content":"<p><b>一、</b><b>事项名称</b>：档案接收</p>
        <p>二、办件类型：即办件</p><p>三、受理条件：</p><p>本辖区人员</p><p>四、承诺时限：1个工作日</p>
        <p>五、预约办理：87524298</p>"}]}}"#
        .replace("\n        ", "");
    expect(
        "a.json",
        &text,
        &[json!({
            "name": "档案接收", "case_type": "即办件", "guide.conditions": "本辖区人员",
            "guide.time_limit.promised": { "amount": 1, "unit": "工作日" },
            "guide.appointment.phones.0.number": "87524298", "guide.result": null,
        })],
    );
    let text = "[事项名称：补卡]\n行使层级：市级\n受理条件：已挂失。\n==####==\n[事项名称：公证]\n行使层级：市级\n受理条件：有利害关系。\n";
    expect(
        "a.txt",
        text,
        &[
            json!({ "name": "补卡", "levels": ["市级"] }),
            json!({ "name": "公证", "guide.conditions": "有利害关系。" }),
        ],
    );
}

#[test]
fn records_of_few_and_of_english_fields_are_items() {
    let text = r#"[{"name":"登记服务","data":{"事项名称":"转移登记","申请材料":"申请书,身份证明,权属证书",
        "申请条件":"依法取得"}}]"#;
    expect(
        "a.json",
        text,
        &[
            json!({ "name": "转移登记", "guide.materials.2.name": "权属证书", "guide.conditions": "依法取得" }),
        ],
    );
    let text = "name,description,processing_days,required_materials,conditions\n甲证核发,核发甲证,5,\"申请书,身份证明\",年满十八周岁\n";
    expect(
        "a.csv",
        text,
        &[json!({
            "name": "甲证核发", "summary": "核发甲证", "guide.materials.1.name": "身份证明",
            "guide.time_limit.promised.amount": 5,
        })],
    );
    let text = "[\n  { name: '甲证办理', department: '某市公安局', requiredDocs: ['户口簿', '照片'],\n    \
        processTime: '20个工作日', appointmentUrl: 'https://a.gov.cn' },\n  { name: '乙证办理', requiredDocs: ['照片'], \
        processTime: '即时办理', appointmentUrl: 'https://a.gov.cn' },\n]";
    expect(
        "a.json",
        text,
        &[
            json!({
                "name": "甲证办理", "guide.materials.1.name": "照片",
                "guide.time_limit.promised": { "amount": 20, "unit": "工作日" },
            }),
            json!({ "name": "乙证办理", "guide.time_limit.promised.immediate": true }),
        ],
    );
    let text = r#"[{"key":"a","name":"养老金申领","type":"行政给付","level":"省级/市级","timeLimit":"10个工作日"}]"#;
    let reading = reading("a.json", text);
    assert_eq!(reading.catalogue.items.len(), 1);
    assert!(reading.catalogue.items[0].guide.is_some());
}

#[test]
fn what_only_resembles_items_is_none() {
    for text in [
        r#"[{"name":"开店套餐","content":["户外广告审批","公章备案"]}]"#,
        r#"[{"id":1,"name":"某某","department":"财务科","phone":"010-12345678","address":"某路1号"}]"#,
        r#"[{"name":"红烧肉","materials":"五花肉,冰糖","duration":"60分钟"}]"#,
    ] {
        assert!(reading("a.json", text).catalogue.items.is_empty(), "{text}");
    }
}

#[test]
fn a_key_of_the_system_is_no_implementation_code() {
    let text = r#"[{"事项":{"编码":"0a1b2c3d4e5f60718293a4b5c6d7e8f9","名称":"公证机构设立","实施主体":"某省司法厅"},
        "办理":{"承诺办结时限":"4工作日","法定办结时限":"20工作日"},"办理结果":[{"名称":"设立批复","类型":"批文"}],
        "常见问答":[{"问题":"收费吗","答案":"不收费"}]}]"#;
    expect(
        "a.json",
        text,
        &[json!({
            "name": "公证机构设立", "implementation_code": null,
            "local_implementation_code": "0a1b2c3d4e5f60718293a4b5c6d7e8f9",
            "guide.result.name": "设立批复", "guide.result.kind": "批文",
            "guide.questions.0.answer": "不收费",
        })],
    );
}

#[test]
fn charts_and_steps_of_cases_are_no_list_of_steps() {
    let text = r#"[{"事项名称":"临时救助","实施主体":"某县民政局","承诺时限":"5个工作日","法定时限":"20个工作日",
        "办理流程":"情形一：个人申请\n1.受理\n2.审核\n情形二：代办\n1.受理\n2.决定",
        "办理流程图":"/upload/2024/flow.png"},
        {"事项名称":"临时补助","实施主体":"某县民政局","承诺时限":"5个工作日","法定时限":"20个工作日",
        "办理流程":"/upload/2024/flow.png","办理流程图":""},
        {"事项名称":"临时住所","实施主体":"某县民政局","承诺时限":"5个工作日","法定时限":"20个工作日",
        "办理流程图":"申请→受理→决定"}]"#;
    let narrative = "情形一：个人申请\n1.受理\n2.审核\n情形二：代办\n1.受理\n2.决定";
    let picture = "/upload/2024/flow.png";
    expect(
        "a.json",
        text,
        &[
            json!({ "guide.process.narrative": narrative, "guide.process.flowchart.image": picture }),
            json!({ "guide.process.narrative": null, "guide.process.flowchart.image": picture }),
            json!({ "guide.process.steps.2.name": "决定" }),
        ],
    );
}

#[test]
fn a_heading_ends_what_is_above_it() {
    let text = "# 居住证申领办事指南\n## 实施主体\n某市公安局\n## 办理时间\n周一至周五9:00-17:00\n\
        ## 温馨提示\n到现场次数：0次\n法定办结时限：20个工作日\n";
    expect(
        "a.md",
        text,
        &[json!({
            "name": "居住证申领", "authority.name": "某市公安局", "guide.visits.count": 0,
            "guide.hours.text": null, "guide.hours.periods.0.opens": "09:00",
            "guide.time_limit.statutory.amount": 20,
        })],
    );
    let page = "<p>一、事项名称：老年证办理</p><p>二、实施机关：某街道办事处</p><p>三、申请材料：</p><p>1.身份证；</p>\
        <p>2.照片。</p><p>四、办理时限：即时办结</p><p>五、收费标准：不收费</p><p>六、咨询电话：0531-87181234</p>";
    expect(
        "a.html",
        page,
        &[json!({
            "name": "老年证办理", "guide.materials.1.name": "照片",
            "guide.time_limit.promised.immediate": true, "guide.fees.charged": false,
        })],
    );
}

#[test]
fn labels_with_nothing_but_a_space_after_them_are_labels() {
    let text = "事项名称  不动产转移登记\n办理部门  某县自然资源局\n受理条件 依法取得不动产权\n\
        法定时限\t30个工作日\n承诺时限　3个工作日\n\n事项名称  不动产抵押登记\n办理部门  某县自然资源局\n\
        法定时限  30个工作日\n";
    expect(
        "a.txt",
        text,
        &[
            json!({
                "name": "不动产转移登记", "authority.name": "某县自然资源局",
                "guide.conditions": "依法取得不动产权", "guide.time_limit.promised.amount": 3,
            }),
            json!({ "name": "不动产抵押登记", "guide.time_limit.statutory.amount": 30 }),
        ],
    );
    let page = "<p>事项名称：垃圾处置核准</p><p>实施主体：某县城管局</p><p>受理条件：有合法来源</p>\
        <p>法定期限：20个工作日 承诺期限：5个工作日</p>";
    expect(
        "a.html",
        page,
        &[json!({
            "name": "垃圾处置核准", "guide.time_limit.statutory": { "amount": 20, "unit": "工作日" },
            "guide.time_limit.promised": { "amount": 5, "unit": "工作日" },
        })],
    );
}

#[test]
fn a_table_under_a_heading_is_a_list_of_its_rows() {
    let text = "# 办理社会保障卡\n**办理条件**\n\n年满16周岁\n\n**所需材料**\n\n| 材料 | 份数 | 要求 |\n|---|---|---|\n\
        | 身份证 | 1 | 原件 |\n| 照片 | 2 | 一寸 |\n\n**办理时限**\n\n5个工作日\n";
    expect(
        "a.md",
        text,
        &[json!({
            "name": "办理社会保障卡", "guide.conditions": "年满16周岁",
            "guide.materials.0.name": "身份证", "guide.materials.0.pieces": 1,
            "guide.materials.1.name": "照片", "guide.materials.1.pieces": 2,
            "guide.time_limit.promised.amount": 5,
        })],
    );
}

#[test]
fn numbers_of_steps_forms_and_themes_are_told_apart() {
    let text = r#"{"affairName":"人才落户登记","category":"户籍","dept":"某市公安局","legalLimitDays":20,
        "promisedLimitDays":5,"materials":[{"materialName":"学历证书","form":"原件"},{"materialName":"申请表","form":"电子"}],
        "workflow":[{"step":1,"name":"申请","desc":"网上提交"},{"step":2,"name":"审核","desc":"公安局审核"}]}"#;
    let reading = reading("a.json", text);
    let item = serde_json::to_value(&reading.catalogue.items[0]).unwrap();
    for (path, wanted) in [
        ("item_type", json!(null)),
        ("local_themes", json!(["户籍"])),
        ("guide.materials.0.form", json!("原件")),
        ("guide.materials.0.medium", json!(null)),
        ("guide.materials.1.medium", json!("电子")),
        ("guide.process.steps.1.name", json!("审核")),
        ("guide.process.steps.1.action", json!("公安局审核")),
    ] {
        assert_eq!(super::at(&item, path), wanted, "{path}");
    }
}

#[test]
fn entries_that_name_their_parents_are_a_tree() {
    let text = r#"{"code":200,"data":[{"id":"a1","parentId":"0","name":"户口登记"},
        {"id":"a3","parentId":"a1","name":"死亡注销","deptName":"某县公安局","legalLimit":"1个工作日","condition":"有死亡证明"},
        {"id":"a2","parentId":"a1","name":"出生登记","deptName":"某县公安局","legalLimit":"3个工作日","condition":"有出生证"}]}"#;
    let limit = "guide.time_limit.statutory.amount";
    expect(
        "a.json",
        text,
        &[
            json!({ "name": "死亡注销", "catalogue_name": "户口登记", limit: 1, "extensions.parentId": null }),
            json!({ "name": "出生登记", "catalogue_name": "户口登记", limit: 3, "extensions.parentId": null }),
        ],
    );
}

#[test]
fn a_hidden_entry_of_a_list_is_no_step() {
    let page = "<html><body><h1>取水许可</h1><h2>实施主体</h2><p>某县水利局</p><h2>办理流程</h2>\
        <ul><li>受理</li><li hidden>模板步骤</li><li>审核</li></ul><h2>法定时限</h2><p>20个工作日</p></body></html>";
    let (first, second, third) = (
        "guide.process.steps.0.name",
        "guide.process.steps.1.name",
        "guide.process.steps.2",
    );
    expect(
        "a.html",
        page,
        &[json!({ first: "受理", second: "审核", third: null })],
    );
    let reading = reading("a.html", page);
    let left_out = reading
        .account
        .fates
        .count(shixiang::dialect::Fate::Ignored);
    assert!(left_out > 0, "{:?}", reading.account.fates);
}

#[test]
fn copies_are_of_any_kind_unless_originals_are_counted_beside_them() {
    let text = r#"[{"itemName":"取水许可","deptName":"某县水利局","legalLimit":"20个工作日",
        "materials":[{"name":"申请书","copies":2},{"name":"身份证","originals":1,"copies":3}]}]"#;
    expect(
        "a.json",
        text,
        &[json!({ "guide.materials": [
            { "name": "申请书", "pieces": 2 },
            { "name": "身份证", "originals": 1, "photocopies": 3 },
        ] })],
    );
}

#[test]
fn an_entry_that_is_no_row_costs_only_itself() {
    let text = r#"[{"事项名称":"取水许可","实施主体":"某县水利局","法定时限":"20工作日",
        "申请材料":[{"材料名称":"申请书","份数":1},null,"以上材料均需盖章"]}]"#;
    let reading = reading("a.json", text);
    let [item] = &reading.catalogue.items[..] else {
        panic!("{:?}", reading.notices);
    };
    assert_eq!(item.materials().len(), 1);
    let kept = item.extensions.get("申请材料.3").unwrap();
    assert_eq!(json!(kept), "以上材料均需盖章");
    let unread = reading.account.fates.count(shixiang::dialect::Fate::Unread);
    assert_eq!(unread, 1, "{:?}", reading.account.fates);
}

#[test]
fn a_heading_of_a_part_names_no_item() {
    let guide = "# 基本信息\n\n## 事项名称\n\n积分落户申报\n\n## 实施主体\n\n某市人力资源和社会保障局\n\n## 承诺时限\n\n5个工作日\n";
    expect(
        "a.md",
        guide,
        &[json!({ "name": "积分落户申报", "authority.name": "某市人力资源和社会保障局" })],
    );
}

#[test]
fn the_code_of_a_unit_is_the_value_that_was_guessed() {
    let text = r#"[{"itemName":"取水许可","deptName":"某县水利局","lawDay":20,"lawType":1,"promiseDay":5,"promiseType":1}]"#;
    let noted = (reading("a.json", text).notices.iter())
        .filter_map(|noted| {
            let fields = noted.notice.arguments.iter();
            let mut fields = fields.filter(|(name, _)| *name == "field");
            Some(format!("{:?}", fields.next()?.1))
        })
        .collect::<Vec<_>>();
    assert!(
        noted.iter().any(|field| field.contains("lawType")),
        "{noted:?}"
    );
    assert!(
        !noted.iter().any(|field| field.contains("Day")),
        "{noted:?}"
    );
}

#[test]
fn text_that_is_struck_out_is_told_and_not_read() {
    let page = "<html><body><h1>取水许可</h1><h2>实施主体</h2><p>某县水利局</p><h2>受理条件</h2>\
        <p>有取水口<del>且在<br>本县</del></p><h2>法定时限</h2><p><s>30个工作日</s>20个工作日</p>\
        <h2>联系电话</h2><p>0579-82000001<s>不再使用</p><h2>办理流程</h2><ul><li>受理</li><li>审核</li></ul></body></html>";
    let (limit, step) = ("guide.time_limit.statutory", "guide.process.steps.1.name");
    expect(
        "a.html",
        page,
        &[json!({
            "guide.conditions": "有取水口", step: "审核",
            limit: { "amount": 20, "unit": "工作日" },
            "guide.consultation.phones.0.number": "0579-82000001",
        })],
    );
    let reading = reading("a.html", page);
    let left_out = reading
        .account
        .fates
        .count(shixiang::dialect::Fate::Ignored);
    assert!(left_out > 0, "{:?}", reading.account.fates);
}
