//! Faults of files, values, wording, time limits, materials, fees, questions and translations.

use serde_json::json;

use crate::harness::{FOOD, Fault, INSURANCE, LIBRARY, ROAD, SENIOR, VISITOR, WATER, fault};

pub(crate) fn faults() -> Vec<Fault> {
    [
        documents(),
        values(),
        wording(),
        limits(),
        materials(),
        held_materials(),
        fees(),
        questions(),
        translations(),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// DOC: files and keys.
fn documents() -> Vec<Fault> {
    vec![
        fault("DOC001", FOOD)
            .bytes(|text| text.replacen("\"level", "level", 1).into())
            .at("/")
            .on("level"),
        fault("DOC001", ROAD)
            .bytes(|text| text.trim_end_matches(['\n', '}']).into())
            .at("/"),
        fault("DOC002", FOOD).set("guide.materials[0].orignals", 1),
        fault("DOC002", ROAD).set("guide.timelimit", json!({ "promised": { "amount": 5 } })),
        fault("DOC002", WATER).set("channels[0].adress", "https://zwfw.example.gov.cn/x"),
        fault("DOC002", FOOD).set("/platforms[0].function", json!([])),
        fault("DOC003", FOOD).set("version", "三"),
        fault("DOC003", SENIOR).set("online", "是"),
        fault("DOC003", ROAD).set("levels", json!({ "level": "县级" })),
        fault("DOC003", WATER).set("effective_date", "2026年2月30日"),
        fault("DOC004", FOOD)
            .bytes(|text| {
                text.replacen("\"version\": 3", "\"version\": 2, \"version\": 3", 1)
                    .into()
            })
            .at("/")
            .on("version"),
        fault("DOC005", FOOD)
            .bytes(|text| {
                let mut bytes = text.as_bytes().to_vec();
                let at = text.find("食品经营").unwrap();
                bytes[at] = 0xB0;
                bytes
            })
            .at("/")
            .on("食品安全员"),
        fault("DOC007", FOOD)
            .bytes(|_| "{\n  \"items\": []\n}".into())
            .at("/")
            .on("items"),
    ]
}

/// SHP: values that no element can have.
fn values() -> Vec<Fault> {
    vec![
        fault("SHP001", FOOD).set("item_type", "行政审批"),
        fault("SHP001", FOOD).set("audience[1]", "公司"),
        fault("SHP001", FOOD).set("guide.materials[1].medium", "硫酸纸"),
        fault("SHP001", WATER).set("guide.special_procedures[0].kind", "开会"),
        fault("SHP001", ROAD).set("guide.process.steps[4].actor", "老王"),
        fault("SHP001", SENIOR).set("guide.hours.periods[0].days[0]", "赶集日"),
        fault("SHP001", LIBRARY).set("channels[3].kind", "大屏幕"),
        fault("SHP001", FOOD).set("guide.time_limit.statutory.unit", "旬"),
        fault("SHP002", ROAD).set("guide.fees.items[0].amount", -320),
        fault("SHP002", WATER).set("guide.special_procedures[1].limit.amount", -20),
        fault("SHP003", FOOD).set("name", " "),
        fault("SHP004", FOOD)
            .with(|document| {
                document["items"][0]["not_applicable"] =
                    json!([{ "element": "guide.fee", "reason": "不收费的事项" }]);
            })
            .at("not_applicable[0].element"),
        fault("SHP005", FOOD)
            .with(|document| {
                document["items"][0]["audience"] = json!(["企业法人", "自然人", "企业法人"]);
            })
            .at("audience[2]"),
        fault("SHP005", FOOD)
            .with(|document| {
                document["items"][0]["guide"]["result"]["delivery"] =
                    json!(["窗口领取", "窗口领取"]);
            })
            .at("guide.result.delivery[1]"),
        fault("TXT017", FOOD).set(
            "guide.places[0].window",
            "市场准入综合窗口（3号、4号窗口））",
        ),
        fault("SHP003", ROAD).set("guide.consultation.phones[0].number", ""),
        fault("SHP003", FOOD).set("guide.process.steps[3].next[0].to", ""),
        fault("SHP003", VISITOR)
            .set("translations[0].language", "")
            .along("LNG010", "no translation says that it is the English one"),
    ]
}

/// TXT: wording.
fn wording() -> Vec<Fault> {
    const LAW: &str = "直接从江河、湖泊或者地下取用水资源的单位和个人，应当按照国家取水许可制度和水资源有偿使用制度的规定，向水行政主管部门或者流域管理机构申请领取取水许可证，并缴纳水资源费，取得取水权。";
    const LONG: &str = "经营场所与公共厕所和垃圾站的距离在25米以上并且有冷藏和消毒和防鼠防蝇的设备而且配备一名以上食品安全员并且本人没有被禁止从事食品行业而且厨房面积不小于用餐面积的三分之一而且厨房墙面贴有易于清洗的瓷砖而且地面不积水而且排水沟装有防鼠网而且排烟口不朝向居民的窗户而且垃圾桶带盖而且每天清运而且操作人员都有健康证明并且每年检查一次身体而且证明贴在顾客看得见的地方";
    vec![
        fault("TXT010", FOOD).set("guide.places[0].address", "无"),
        fault("TXT010", FOOD).set("guide.questions[0].answer", "待补充"),
        fault("TXT010", ROAD).set("guide.materials[2].acceptance_standard", "null"),
        fault("TXT010", WATER).set("legal_basis[0].name", "暂无"),
        fault("TXT010", SENIOR).set("summary", "-"),
        fault("TXT011", FOOD).set(
            "guide.conditions",
            "已经领取营业执照，执照上的经营范围含食品销售；有冷藏、消毒、防鼠防蝇的设备...展开",
        ),
        fault("TXT011", LIBRARY).set("guide.places[0].directions", "乘1路、8路公交车到图书馆站下车 更多地点"),
        fault("TXT012", FOOD).set("guide.conditions", "申请人应当符合下列条件："),
        fault("TXT012", ROAD).set("guide.questions[0].answer", "不用。窗口一次收件、"),
        fault("TXT013", FOOD).set("guide.conditions", "已经领取营业执照。<br/>有冷藏、消毒的设备。"),
        fault("TXT013", WATER).set("guide.materials[1].source_note", "可以自己编写&nbsp;也可以委托他人"),
        fault("TXT014", FOOD).set("guide.conditions", "已经领取营业执照锟斤拷，有冷藏设备。"),
        fault("TXT014", SENIOR).set("guide.questions[1].answer", "窗口可以拍照\u{fffd}，不收费。"),
        fault("TXT014", ROAD).set("guide.complaint.address", "云江新区建设路9号办公楼\u{8}208室"),
        fault("TXT015", FOOD).set("guide.places[0].window", "市场准入综合窗口（3号、4号窗口"),
        fault("TXT015", ROAD).set("guide.materials[3].acceptance_standard", "按《绿地恢复办法写明树种和株数"),
        fault("TXT216", ROAD).set("guide.materials[3].acceptance_standard", "，写明树种和株数"),
        fault("TXT016", ROAD).set("guide.places[0].address", "云江新区滨河大道大道66号2楼"),
        fault("TXT016", FOOD).set("guide.conditions", "已经领取营业执照，，有冷藏、消毒的设备。"),
        fault("TXT020", WATER).set("guide.conditions", "符合《中华人民共和国水法》（2016年修订）第四十八条规定"),
        fault("TXT020", ROAD).set("guide.conditions", "公路管理部门应当在服务平台为用户办理开挖许可。"),
        fault("TXT020", FOOD).set("guide.conditions", "经营者变更住所的，应当向原发证机关备案。"),
        fault("TXT020", FOOD).set("guide.conditions", "申请材料齐全完整，真实有效。"),
        fault("TXT021", WATER).set("guide.conditions", LAW),
        fault("TXT022", FOOD).set(
            "guide.conditions",
            "经营者申请食品经营许可，应当提交下列材料：（一）食品经营许可申请书；（二）食品安全管理制度。",
        ),
        fault("TXT024", FOOD).set(
            "guide.conditions",
            "已经领取营业执照，有冷藏、消毒的设备。由市级市场监管部门实施现场核查。",
        ),
        fault("TXT030", FOOD).set("guide.conditions", "详见附件"),
        fault("TXT030", ROAD).set("guide.materials[0].filling_notes", "见办事指南。"),
        fault("TXT020", FOOD).set("guide.conditions", "符合条件的可以申请。"),
        fault("TXT031", FOOD).set("guide.conditions", "申请人须具备相应条件，已经领取营业执照。"),
        fault("TXT031", WATER).set("guide.process.steps[5].action", "按规定办理"),
        fault("TXT031", ROAD)
            .set("guide.materials[6]", json!({
                "name": "经办机构要求提供的其他资料", "kind": "其他", "medium": "纸质", "necessity": "非必要",
                "condition": "图纸不清楚时提交", "originals": 1, "size": "A4", "source": "申请人自备",
                "source_note": "由设计单位补充绘制",
            }))
            .at("guide.materials[6].name")
            .along("PRO081", "no step uses the added material"),
        fault("TXT040", FOOD).set("guide.conditions", format!("{LONG}。")),
        fault("TXT040", FOOD).set(
            "guide.conditions",
            "持有营业执照（个体工商户（含家庭经营的（须备案）））的经营者。",
        ),
        fault("TXT042", FOOD)
            .set("guide.conditions", "开餐馆、饮品店、单位食堂或散装食品店的，先领取营业执照，经营范围含食品销售或餐饮服务，再办理食品经营许可。")
            .copy("guide.conditions", "guide.process.steps[3].action")
            .at("guide.process.steps[3].action"),
        fault("TXT043", FOOD).set("summary", "办理食品经营许可（新办）事项"),
        fault("TXT016", WATER).set("guide.materials[1].source_note", "附件件上注明取水地点，自己写也行。"),
        fault("TXT016", SENIOR).set("guide.conditions", "年满60周岁，户口薄上的住址在云江新区。"),
        fault("TXT015", FOOD).set("guide.conditions", "已经领取营业执照，办过〘健康证明，有冷藏的设备。")
            .along("TXT016", "these marks are no title marks, either"),
        fault("TXT021", WATER).set("guide.conditions", "根据《某省取水管理办法》（2019年某省人民政府令第12号公布）第三条 取用水的单位应当依照本办法规定，办理取水许可手续。"),
        fault("TXT022", ROAD).set("guide.conditions", "开挖前已经和管线单位对过图，需提交：1.《管线对图记录》；2.现场照片。"),
        fault("TXT026", FOOD).set("guide.conditions", "已经领取营业执照，换证按《国务院关于修改 的决定》办理，有冷藏的设备。"),
        fault("TXT026", SENIOR).set("legal_basis[0].name", "《关于印发的通知》"),
        fault("TXT030", SENIOR).set("guide.conditions", "以本年度通知文件为准"),
        fault("TXT036", FOOD).set("guide.places[0].window", "市场准入综合窗口(（3号、4号窗口）)"),
        fault("TXT020", SENIOR).set("guide.conditions", "老年人优待证申领。"),
        fault("TXT066", FOOD).set("guide.conditions", "由各地根据实际情况填写"),
        fault("TXT066", ROAD).set("guide.places[0].directions", "××市政府对面，乘1路公交车"),
        fault("TXT076", ROAD)
            .set("authority.name", "云江市住房和城乡建设局")
            .set("guide.places[0].directions", "云江住房和城乡建设局门口乘1路公交车")
            .at("guide.places[0].directions"),
        fault("TXT086", LIBRARY).set("name", "第九届读书节英语口语大赛在云江新区图书馆举行"),
        fault("TXT096", SENIOR)
            .remove("keywords")
            .set("aliases", json!(["老年人优待证申领"]))
            .at("aliases[0]"),
        fault("TXT106", WATER).set("legal_basis[0].name", "中华人民共和国物权法"),
        fault("TXT106", FOOD).set("guide.conditions", "依照《公司登记管理条例》领取营业执照，有冷藏的设备。"),
        fault("TXT116", FOOD).set("guide.conditions", "已经在工商行政管理局领取营业执照，有冷藏的设备。"),
        fault("TXT126", FOOD).set("keywords[0]", "2019年度食品经营"),
        fault("TXT020", FOOD).set("guide.conditions", "申请事项属于本机关职权范围，申请材料齐全、符合法定形式。"),
        fault("TXT136", FOOD).set("guide.conditions", "无"),
        fault("TXT138", INSURANCE)
            .set("guide.conditions", "无")
            .set("name", "个人社会保险参保情况查询")
            .remove("guide.materials"),
    ]
}

/// LIM: time limits.
fn limits() -> Vec<Fault> {
    let days = |amount: u32| json!({ "amount": amount, "unit": "工作日" });
    vec![
        fault("LIM010", FOOD).set("guide.time_limit.statutory", days(3)).at("guide.time_limit.promised"),
        fault("LIM010", ROAD)
            .set("guide.time_limit.promised", days(30))
            .along("FAQ020", "the answer still promises 8 days"),
        fault("LIM010", WATER)
            .set("guide.time_limit.statutory", json!({ "amount": 10, "unit": "自然日" }))
            .at("guide.time_limit.promised"),
        fault("LIM020", SENIOR).set("guide.time_limit.promised", days(5)),
        fault("LIM022", WATER)
            .set("guide.time_limit.promised", json!({ "immediate": true }))
            .along("PRO050", "the steps still take 15 days"),
        fault("LIM022", ROAD)
            .set("guide.time_limit.promised.amount", 0)
            .at("guide.time_limit.promised")
            .along("PRO050", "the steps still take 4.5 days")
            .along("FAQ020", "the answer still promises 8 days"),
        fault("LIM024", SENIOR)
            .remove("not_applicable[1]")
            .set("guide.special_procedures", json!([
                { "name": "现场核查", "kind": "现场核查", "limit": days(5), "basis": "云江新区养老服务办法第九条" },
            ]))
            .at("guide.special_procedures[0]"),
        fault("LIM032", LIBRARY)
            .set("name", "公共图书馆藏书展示")
            .remove("guide.materials")
            .set("case_type", "承诺件")
            .set("guide.time_limit.statutory", days(45))
            .set("guide.time_limit.promised", days(10))
            .at("guide.time_limit.statutory"),
        fault("LIM030", WATER).remove("guide.time_limit.statutory_note").at("guide.time_limit.statutory"),
        fault("LIM040", FOOD).set("guide.time_limit.statutory_note", "自受理之日起15个工作日内办结"),
        fault("LIM040", ROAD).set("guide.time_limit.promised_note", "10个工作日"),
        fault("LIM050", FOOD).remove("guide.time_limit.statutory.unit").at("guide.time_limit.statutory"),
        fault("LIM050", ROAD).remove("guide.time_limit.promised.unit").at("guide.time_limit.promised"),
        fault("LIM060", FOOD).set("guide.time_limit.statutory", json!({ "text": "视情况而定" }))
            .at("guide.time_limit.statutory.text"),
        fault("LIM070", WATER)
            .remove("guide.special_procedures[1].limit")
            .at("guide.special_procedures[1]"),
    ]
}

/// MAT: materials.
fn materials() -> Vec<Fault> {
    vec![
        fault("MAT020", VISITOR)
            .remove("guide.materials[1].condition")
            .remove("translations[0].says.materials[1].condition")
            .at("guide.materials[1].condition"),
        fault("MAT021", ROAD)
            .set("guide.materials[5].necessity", "容缺后补")
            .at("guide.materials[5].deferral"),
        fault("MAT022", FOOD).set(
            "guide.materials[0].filling_notes",
            "请如实填写，内容真实有效。",
        ),
        fault("MAT026", VISITOR)
            .set("guide.materials[0].acceptance_standard", "无")
            .set("guide.materials[1].acceptance_standard", "无")
            .at("guide.materials"),
        fault("MAT027", SENIOR).set("guide.materials[1].remark", "交小二寸照片"),
        fault("MAT028", FOOD).set("guide.materials[0].size", "Other"),
        fault("MAT029", ROAD)
            .set(
                "guide.materials[0].filling_notes",
                "道路挖掘所需材料，参照办事指引逐级报送",
            )
            .set(
                "guide.materials[1].filling_notes",
                "道路挖掘所需材料，参照办事指引逐级报送",
            )
            .set(
                "guide.materials[2].filling_notes",
                "道路挖掘所需材料，参照办事指引逐级报送",
            )
            .at("guide.materials"),
        fault("MAT030", SENIOR)
            .set("guide.materials[1].name", "本人近期证件照片复印件")
            .set("guide.process.steps[0].inputs[1]", "本人近期证件照片复印件")
            .at("guide.materials[1].photocopies"),
        fault("MAT030", ROAD)
            .set("guide.materials[5].name", "施工合同原件")
            .set("guide.process.steps[0].inputs[5]", "施工合同原件")
            .set("guide.process.steps[4].inputs[1]", "施工合同原件")
            .at("guide.materials[5].originals"),
        fault("MAT031", ROAD).set("guide.materials[1].size", "A3图纸一式三份"),
        fault("MAT046", ROAD)
            .set("guide.materials[1].name", "道路挖掘施工图（正本、副本）")
            .set("guide.materials[1].originals", 1)
            .set("guide.materials[1].photocopies", 0)
            .at("guide.materials[1].originals"),
        fault("MAT032", FOOD).set("guide.materials[2].seal_note", "加盖公章"),
        fault("MAT034", ROAD).set("guide.materials[3].form", "复印件"),
        fault("MAT036", ROAD)
            .set("guide.materials[5].originals", 1)
            .set("guide.materials[5].photocopies", 0)
            .set("guide.materials[5].seal_required", true)
            .set("guide.materials[5].seal_note", "复印后加盖“与原件相符”章")
            .at("guide.materials[5].seal_note"),
        fault("MAT065", ROAD)
            .set("guide.materials[5].name", "施工安全材料")
            .set("guide.process.steps[0].inputs[5]", "施工安全材料")
            .set("guide.process.steps[4].inputs[1]", "施工安全材料"),
        fault("TXT166", FOOD).set(
            "guide.process.steps[3].criteria",
            "\"1.材料齐全，符合法定形式；2.场所和设备与申请的经营项目相适应",
        ),
        fault("TXT186", FOOD).set(
            "guide.conditions",
            "符合下列条件的，可以申请：1.已经领取营业执照，有冷藏的设备；",
        ),
        fault("TXT196", FOOD)
            .set("name", "食品经营许可变更")
            .set(
                "guide.conditions",
                "开办食品经营企业，应当具备下列条件：有营业执照；有冷藏的设备。",
            )
            .at("guide.conditions"),
        fault("TXT206", ROAD)
            .set("guide.materials[5].name", "施工合同；")
            .at("guide.materials[5].name"),
        fault("TXT176", ROAD).set("guide.materials[5].seal_note", "0201#0202"),
        fault("MAT040", ROAD)
            .copy("guide.materials[2]", "guide.materials[6]")
            .at("guide.materials[6].name"),
        fault("MAT041", ROAD)
            .set("guide.materials[5].name", "施工合同和监理合同")
            .set("guide.process.steps[0].inputs[5]", "施工合同和监理合同")
            .set("guide.process.steps[4].inputs[1]", "施工合同和监理合同"),
        fault("MAT042", FOOD).set(
            "guide.conditions",
            "已经领取营业执照，提交《健康检查登记表》，有冷藏、消毒的设备。",
        ),
        fault("MAT043", ROAD).set("guide.materials[3].originals", 0),
    ]
}

/// MAT: papers that offices hold, notes and seals.
fn held_materials() -> Vec<Fault> {
    vec![
        fault("MAT050", ROAD)
            .set("guide.materials[5].source", "政府部门核发")
            .along("MAT054", "a contract is issued by no office")
            .at("guide.materials[5].issuing_body"),
        fault("MAT051", FOOD)
            .set("guide.materials[3].medium", "纸质")
            .set("guide.materials[3].originals", 1)
            .set("guide.materials[3].size", "A3")
            .remove("guide.materials[3].exempt")
            .remove("guide.materials[3].exemption_way"),
        fault("MAT052", FOOD)
            .set("guide.materials[3].medium", "纸质或电子")
            .set("guide.materials[3].originals", 1)
            .set("guide.materials[3].size", "A4")
            .remove("guide.materials[3].exempt")
            .remove("guide.materials[3].exemption_way")
            .at("guide.materials[3].name"),
        fault("MAT060", FOOD).set(
            "guide.materials[0].blank_form",
            "https://zwfw/food-apply.docx",
        ),
        fault("MAT060", WATER).set(
            "guide.materials[0].sample_form",
            "http://192.168.3.20/files/sample.pdf",
        ),
        fault("MAT061", FOOD).copy(
            "guide.materials[0].blank_form",
            "guide.materials[0].sample_form",
        ),
    ]
}

/// FEE: fees.
fn fees() -> Vec<Fault> {
    vec![
        fault("FEE010", ROAD)
            .remove("guide.fees.items")
            .at("guide.fees.charged"),
        fault("FEE010", SENIOR)
            .set("guide.fees.charged", true)
            .along("FAQ022", "the answer still says that nothing is charged"),
        fault("FEE011", ROAD)
            .remove("guide.fees.basis")
            .remove("guide.fees.items[0].basis")
            .at("guide.fees.items[0].basis"),
        fault("FEE012", ROAD).set("guide.fees.charged", false).at("guide.fees.items[0]"),
        fault("FEE012", WATER)
            .set("guide.fees.items", json!([{
                "name": "证照工本费", "standard": "每证10元", "amount": 10, "unit": "证", "basis": "水法第四十八条",
            }]))
            .at("guide.fees.items[0]"),
        fault("FEE013", ROAD)
            .remove("guide.fees.items[0].amount")
            .set("guide.fees.items[0].standard", "按物价部门核定的标准收取")
            .at("guide.fees.items[0].standard"),
        fault("FEE014", FOOD).set("guide.fees.online_payment", true),
        fault("FEE015", ROAD)
            .remove("guide.fees.items[0].reduction_basis")
            .at("guide.fees.items[0].reducible"),
        fault("FEE016", ROAD).set("guide.fees.items[0].amount", 230),
        fault("FEE017", ROAD)
            .remove("guide.fees.items[0].unit")
            .set("guide.fees.items[0].standard", "320元")
            .at("guide.fees.items[0].amount"),
        fault("FEE018", ROAD)
            .remove("guide.fees.items[0].amount")
            .set("guide.fees.items[0].standard", "免费")
            .at("guide.fees.charged"),
    ]
}

/// FAQ: questions and answers.
fn questions() -> Vec<Fault> {
    vec![
        fault("FAQ010", FOOD).remove("guide.questions[0].answer").at("guide.questions[0]"),
        fault("FAQ010", ROAD).set("guide.questions[1].question", "").at("guide.questions[1]"),
        fault("FAQ020", WATER).set("guide.questions[0].answer", "60个工作日内办结。"),
        fault("FAQ020", FOOD).set("guide.questions[0].answer", "3个工作日内办结。"),
        fault("FAQ022", FOOD).set("guide.questions[1].answer", "收费，每证收取工本费10元。"),
        fault("FAQ022", ROAD).set("guide.questions[1].answer", "每平方米收费450元，按核定的挖掘面积计算。"),
        fault("FAQ024", ROAD).set("guide.questions[0].answer", "不用。道路挖掘施工图交原件3份，由窗口分送三个部门。"),
        fault("FAQ026", SENIOR).set("guide.questions[0].answer", "可以，请先拨打0691-5559999问清楚。"),
        fault("FAQ027", SENIOR).set("guide.questions[1].answer", "年满65周岁的，窗口可以拍照。"),
        fault("FAQ028", FOOD).set("guide.questions[2].answer", "不用。请携带《从业人员健康证明》原件。"),
        fault("FAQ030", FOOD)
            .set("channels[1].says.questions", json!([
                { "question": "从受理到拿证要多久？", "answer": "10个工作日内办结。选择邮寄的，寄送时间另计。" },
            ]))
            .at("channels[1].says.questions[0].answer"),
    ]
}

/// LNG: translations.
fn translations() -> Vec<Fault> {
    vec![
        fault("LNG010", VISITOR)
            .remove("translations")
            .at("languages[0]"),
        fault("LNG010", FOOD)
            .set("languages", json!(["en"]))
            .at("languages[0]"),
        fault("LNG020", VISITOR)
            .remove("translations[0].says.process")
            .at("translations[0]"),
        fault("LNG020", VISITOR)
            .remove("translations[0].says.consultation.phones")
            .at("translations[0]"),
        fault("LNG030", VISITOR)
            .set(
                "translations[0].says.consultation.phones[0].number",
                "0691-5550762",
            )
            .at("translations[0].says.consultation.phones[0]"),
        fault("LNG030", VISITOR).set("translations[0].says.visits.count", 1),
        fault("LNG030", VISITOR)
            .set("translations[0].says.hours.periods[0].closes", "12:30")
            .at("translations[0].says.hours.periods"),
        fault("LNG030", VISITOR).set("translations[0].says.materials[1].photocopies", 2),
        fault("LNG030", VISITOR).set("translations[0].says.fees.charged", true),
        fault("LNG030", VISITOR).set(
            "translations[0].says.time_limit.promised",
            json!({ "amount": 3, "unit": "工作日" }),
        ),
    ]
}
