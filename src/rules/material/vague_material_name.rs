use super::helpers::{materials, notes};
use crate::engine::{Context, Diagnostic, Severity, rule};
use crate::i18n::Text;
use crate::model::{Element, Material, ServiceItem};
use crate::path;

rule! {
    "MAT065", "vague-material-name", Warning, Item(check),
    summary: ("材料名称看不出是哪一份", "a name that does not tell which document is wanted"),
    message: ("材料名称“{name}”{fault}", "the name “{name}” {fault}"),
    help: ("写证件、文书的全称；几种都可以的，写“某证、某证或者某证明”", "give the full name of the document; where several will do, name them"),
    rows: ["A3", "B3"],
    source: "国办秘函〔2019〕19号 政府网站与政务新媒体检查指标：材料名称含糊；优化营商环境条例 第十九条",
    page: "vague_material_name.md",
}

/// Whose it is.
const WHOSE: &str = "申请人的 申请人 本人的 本人 当事人的 当事人 经办人的 经办人 负责人的 负责人 法定代表人的 法定代表人 办理人 个人 有效的 有效 合法有效的 合法有效 \
    合法的 合法 相关 单位 企业 机构 主体 代理人的 代理人 双方 所有";

/// What is to be proved; each may be proved by several documents.
const PROVED: &str = "婚姻状况 婚姻 收入状况 收入情况 家庭收入 居住 居住情况 住房 住房情况 财产 财产状况 经济状况 \
    资格 资质 主体资格 法人资格 身份 权属 产权 房产 房屋权属 场所 经营场所 住所 场地 使用权 关系 工作经历 从业经历 法人 \
    身份关系 资金 业绩 场地使用 土地权属";

/// Words for some document or other.
const SOME: &str = "证明材料 证明文件 证明资料 有效证明 有效证明材料 有效证明文件 证明 材料 资料 文件 凭证 状况材料 情况材料";

/// Forms without the name of what they are for.
const FORMS: &str = "申请表 申请书 申请 申请材料 登记表 备案表 审批表 申报表 承诺书 表格";

/// Papers that prove who somebody is.
const PAPERS: &[&str] = &["身份证", "户口簿", "居住证", "护照", "军官证", "通行证"];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(name) = material.name.as_deref() else {
            continue;
        };
        let plain = name.trim().trim_matches(['《', '》', '“', '”', '。', '；']);
        if let Some((fault, certain)) = fault(plain, material) {
            let found = Diagnostic::at(path!["guide", "materials", index, "name"])
                .with("name", plain)
                .with("fault", fault);
            // Notes that the source does not hand on may name the papers.
            let unseen = (["remark", "acceptance_standard", "filling_notes"].iter()).all(|key| {
                let element = format!("guide.materials.{key}");
                matches!(cx.element::<str>(None, &element), Element::NotCollected)
            });
            cx.report(if certain && !unseen {
                found
            } else {
                found.severity(Severity::Hint)
            });
        }
    }
}

/// What is wrong with a name, and whether for certain.
fn fault(name: &str, material: &Material) -> Option<(Text, bool)> {
    let is = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    if ["能够证明", "能证明", "可证明", "可以证明", "足以证明"]
        .iter()
        .any(|word| name.starts_with(word))
    {
        let head = name.split(['：', ':', '，', '（']).next().unwrap_or(name);
        let open = ["资料", "材料", "文件"]
            .iter()
            .any(|end| head.ends_with(end));
        let known = ["有关", "相关"].iter().any(|word| head.contains(word));
        let fault = Text::new(
            "没有限定是哪几种，能不能证明全凭窗口认定",
            "leaves it to the counter what proves it",
        );
        // Where some are named, it only asks for more of the kind.
        let named = ["如", "包括", "例如", "之一"]
            .iter()
            .any(|word| name.contains(word));
        return (open && !known).then_some((fault, !named));
    }
    if name.chars().nth(12).is_some() {
        return None;
    }
    let short = || name.trim_end_matches("复印件").trim_end_matches("原件");
    if is(FORMS, name) && material.blank_form.is_none() {
        return Some((Text::new("没有写是哪一种", "does not say which one"), false));
    }
    let mut rest = short();
    while let Some(shorter) = WHOSE
        .split_whitespace()
        .find_map(|who| rest.strip_prefix(who))
    {
        rest = shorter.trim_start_matches('的');
    }
    let which = Text::new(
        "没有写是哪一种证件或文书",
        "does not say which certificate or document",
    );
    if matches!(
        rest,
        "身份证明" | "身份证明材料" | "身份证明文件" | "身份证明资料"
    ) {
        // 法定代表人身份证明 is a document of its own; with 材料 it is not.
        let office = name.starts_with("法定代表人");
        // The notes may name the papers.
        let noted = notes(material).any(|(_, text)| PAPERS.iter().any(|word| text.contains(word)));
        return (!office || rest != "身份证明").then_some((which, !office && !noted));
    }
    let vague = SOME.split_whitespace().any(|end| {
        (rest.strip_suffix(end)).is_some_and(|what| is(PROVED, what.trim_end_matches(['的', '及'])))
    });
    vague.then_some((which, false))
}
