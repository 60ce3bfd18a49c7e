//! Synthetic items of realistic size, and interleaved timing.

use std::fmt::Write as _;
use std::time::Instant;

/// The TOML of one item of about 7 KB: 5 materials, 6 steps, 3 channels, 2 laws, 2 questions.
#[allow(
    dead_code,
    clippy::too_many_lines,
    reason = "one text, which not every bench needs"
)]
pub(crate) fn item(number: usize) -> String {
    let mut out = String::with_capacity(8_000);
    // No two of a million items have one code.
    let (matter, sequence) = ((13 + number / 1_000) % 1_000, number % 1_000);
    // Nor does a province say the same of all its items.
    let (area, promised) = (20 + number, 5 + number % 10);
    write!(
        out,
        r#"name = "食品经营许可（新办{number}）"
base_code = "000131{matter:03}{sequence:03}"
implementation_code = "11532871MB0X0101124000131{matter:03}{sequence:03}"
item_type = "行政许可"
status = "在用"
version = 3
effective_date = 2026-01-01
levels = ["县级"]
power_source = "法定本级行使"
audience = ["自然人", "企业法人"]
legal_themes = ["准营准办"]
natural_themes = ["准营准办"]
case_type = "承诺件"
handling_forms = ["窗口办理", "网上办理"]
online = true
scope = "全市"
source_id = "item-{number}"
summary = "从事食品销售或餐饮服务、营业面积{area}平方米以内的单位和个人，开业前取得经营资格。"
keywords = ["开餐馆", "卖食品", "食品证"]

[authority]
name = "云江市临江区市场监督管理局"
kind = "法定机关"

[[legal_basis]]
name = "中华人民共和国食品安全法"
document_number = "中华人民共和国主席令第二十一号"
article = "第三十五条"
text = "国家对食品生产经营实行许可制度。从事食品生产、食品销售、餐饮服务，应当依法取得许可。但是，销售食用农产品和仅销售预包装食品的，不需要取得许可。"
rank = "法律"

[[legal_basis]]
name = "食品经营许可和备案管理办法"
document_number = "国家市场监督管理总局令第78号"
article = "第四条"
text = "食品经营者在不同经营场所从事食品经营活动的，应当依法分别取得食品经营许可或者进行备案。"
rank = "部门规章"

[guide]
conditions = "申请人具有{area}平方米以内、与经营的食品品种、数量相适应的经营场所，与有毒、有害场所以及其他污染源保持规定的距离；具有相应的经营设备或者设施；有食品安全管理人员和保证食品安全的规章制度；具有合理的设备布局和工艺流程。"

[guide.time_limit]
statutory = {{ amount = 20, unit = "工作日" }}
promised = {{ amount = {promised}, unit = "工作日" }}

[guide.fees]
charged = false

[guide.visits]
count = 1
reason = "需要到场核对经营场所的证明原件。"

[guide.hours]
periods = [
    {{ days = ["工作日"], opens = "09:00", closes = "12:00" }},
    {{ days = ["工作日"], opens = "13:30", closes = "17:00" }},
]
holidays = "法定节假日除外"

[[guide.places]]
name = "临江区政务服务中心"
address = "云江市临江区滨河路18号2楼"
window = "市场监管综合窗口"

[guide.consultation]
phones = [{{ number = "0791-86610{sequence:03}" }}]
address = "云江市临江区滨河路18号2楼综合窗口"
reply_promise = {{ amount = 3, unit = "工作日" }}

[guide.complaint]
phones = [{{ number = "0791-86620{sequence:03}" }}]

[guide.progress]
ways = ["网上查询", "电话查询"]
url = "https://zwfw.example.gov.cn/progress/query"

[guide.appointment]
available = true
way = "在政务服务网选择日期和时段，提前一天即可。"

[guide.assistance]
available = true
way = "中心设帮办台，可以帮助填写申请书、上传材料。"
place = "临江区政务服务中心1楼帮办台"

[guide.result]
name = "营业面积{area}平方米食品经营许可证"
kind = "证照"
validity = "5年"
delivery = ["窗口领取", "邮寄送达"]
"#
    )
    .expect("a String takes all");
    let plan = format!("{area}平方米经营场所布局图");
    for (at, (name, standard)) in [
        ("食品经营许可申请书", "内容完整，字迹清楚，签名处没有涂改。"),
        ("营业执照", "在有效期内，住所与申请书一致。"),
        (&plan, "标明各个区域和设备的位置，与现场一致。"),
        (
            "食品安全管理制度",
            "写明各个岗位的责任人，由法定代表人签名。",
        ),
        ("从业人员健康证明", "每名从业人员一份，在有效期内。"),
    ]
    .iter()
    .enumerate()
    {
        write!(
            out,
            r#"
[[guide.materials]]
name = "{name}"
kind = "{}"
medium = "纸质或电子"
necessity = "必要"
originals = 1
photocopies = 0
size = "A4"
source = "申请人自备"
filling_notes = "第{at}栏写经营场所的详细地址，与营业执照一致；签名处由法定代表人亲笔签写，不能用印章代替。"
acceptance_standard = "{standard}"
blank_form = "https://zwfw.example.gov.cn/forms/{number}-{at}.docx"
sample_form = "https://zwfw.example.gov.cn/forms/{number}-{at}-sample.pdf"
{}
"#,
            if at == 0 { "申请表格文书" } else { "证件证书证明" },
            // An office has it already, so that asking for it would be a finding.
            if *name == "营业执照" { "exempt = true\nexemption_way = \"电子证照\"" } else { "" }
        )
        .expect("a String takes all");
    }
    for (id, stage, actor, action, next) in [
        (
            "apply",
            "申请",
            "申请人",
            "在网上或窗口提交申请书和全部材料。",
            "",
        ),
        (
            "accept",
            "受理",
            "窗口人员",
            "核对材料是否齐全、是否符合法定形式，当场作出是否受理的决定。",
            "next = [{ to = \"review\", when = \"材料齐全\" }, { to = \"refuse\", when = \"不属于受理范围\" }]",
        ),
        (
            "review",
            "审查",
            "审查人员",
            "审查材料内容，必要时到经营场所核对布局和设备。",
            "",
        ),
        (
            "decide",
            "决定",
            "首席代表",
            "根据审查意见作出准予或者不予许可的书面决定。",
            "next = [{ to = \"deliver\", when = \"准予许可\" }, { to = \"refuse\", when = \"不予许可\" }]",
        ),
        (
            "deliver",
            "送达",
            "送达人员",
            "制作许可证，通知申请人到窗口领取或者邮寄送达。",
            "end = \"办结\"",
        ),
        (
            "refuse",
            "送达",
            "送达人员",
            "送达不予受理或者不予许可决定书，说明理由和救济途径。",
            "end = \"不予许可\"",
        ),
    ] {
        write!(
            out,
            r#"
[[guide.process.steps]]
id = "{id}"
name = "{stage}"
stage = "{stage}"
actor = "{actor}"
action = "{action}"
output = "{stage}环节的书面凭证"
limit = {{ amount = 0.5, unit = "工作日" }}
{next}
"#
        )
        .expect("a String takes all");
    }
    for (id, kind) in [
        ("portal", "政务服务网"),
        ("app", "移动端应用"),
        ("hall", "办事大厅"),
    ] {
        write!(
            out,
            r#"
[[channels]]
id = "{id}"
kind = "{kind}"
url = "https://zwfw.example.gov.cn/{id}/items/{number}"
single_sign_on = true
[channels.says.time_limit]
promised = {{ amount = {promised}, unit = "工作日" }}
"#
        )
        .expect("a String takes all");
    }
    write!(
        out,
        r#"
[[guide.questions]]
question = "多久能拿到证？"
answer = "受理后{promised}个工作日内办结。"

[[guide.questions]]
question = "要交钱吗？"
answer = "不收费。"
"#
    )
    .expect("a String takes all");
    out
}

/// Runs each candidate once per round, and prints the median time of each and its ratio to the
/// first.
pub(crate) fn compare(
    title: &str,
    rounds: usize,
    count: usize,
    ways: &mut [(&str, &mut dyn FnMut() -> usize)],
) {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); ways.len()];
    for round in 0..=rounds {
        for (way, times) in ways.iter_mut().zip(&mut times) {
            let start = Instant::now();
            let done = (way.1)();
            let took = start.elapsed().as_secs_f64();
            assert!(done > 0, "{} did nothing", way.0);
            // The first round is a warm-up.
            if round > 0 {
                times.push(took);
            }
        }
    }
    println!("\n{title} ({count} items, {rounds} rounds)");
    let base = times[0].clone();
    for (way, times) in ways.iter().zip(&times) {
        let ratios = times
            .iter()
            .zip(&base)
            .map(|(own, base)| own / base)
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "counts of items are small")]
        let each = median(times.clone()) / count as f64 * 1e6;
        println!(
            "  {:<44} {each:>8.1} µs an item   ratio {:.2}",
            way.0,
            median(ratios)
        );
    }
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
