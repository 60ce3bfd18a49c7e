use super::conditional_yet_required::case as told;
use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::Necessity;

rule! {
    "MAT025", "required-though-case-bound", Hint, Item(check),
    summary: ("有些人才要交的材料标成了必要", "what only some applicants hand in is marked as required"),
    message: ("“{name}”写着“{case}”，不是人人都要交，材料必要性却是必要", "“{name}” says “{case}”: not all hand it in, yet it is marked as required"),
    help: ("改为非必要，把情形写进适用情形（condition）", "mark it as not required and put the case under condition"),
    rows: ["A3"],
    source: "国办秘函〔2019〕19号：材料是否必须不明确；优化营商环境条例 第十九条",
    page: "required_though_case_bound.md",
}

/// Ends of a bracket that says who or in which case.
const CASES: &str = "的提供 时提供 的需提供 的须提供 的提交 时提交 的需提交 的须提交 无需提供 不需提供 无须提供 \
    无需提交 不需提交 不须提交 才需提供 才提供 时需提供 时须提供 的适用 时适用 情形适用 委托办理的 代办的 代办时 \
    委托代理的 委托办理时 的除外";

/// Beginnings of such a bracket.
const WHERE: &str = "如有 如需 若有 若需 如委托 若委托 如代办 若代办 如设有 如涉及 若涉及 仅限 仅适用于 适用于 委托他人";

/// Ends of words for kinds of applicants, before 提供 or 提交.
const APPLICANTS: &str =
    "性机构 性医疗机构 性组织 企业 公司 个人 单位 人员 个体工商户 个体户 法人 合伙 居民 机构 职工";

/// Who issues or fetches it.
const ISSUERS: &[&str] = &[
    "由",
    "医院",
    "公安",
    "机关",
    "部门",
    "局",
    "银行",
    "法院",
    "街道",
    "社区",
    "工作人员",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.necessity != Some(Necessity::Required) || material.condition.is_some() {
            continue;
        }
        let Some(text) = material.name.as_deref() else {
            continue;
        };
        let Some(case) = bracket(text).filter(|case| binds(case) && told(text).is_none()) else {
            continue;
        };
        let place = cx.here(path!["guide", "materials", index, "name"]);
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "necessity"])
                .with("name", name(material, index))
                .with("case", case)
                .related(place, Text::new("名称里写的情形", "the case in its name")),
        );
    }
}

/// What stands in the bracket that ends a name.
pub(super) fn bracket(name: &str) -> Option<&str> {
    let inner = name
        .trim()
        .trim_end_matches(['。', '；'])
        .strip_suffix(['）', ')'])?;
    let (_, inside) = inner.rsplit_once(['（', '('])?;
    Some(inside.trim())
}

/// Whether it says who or in which case.
pub(super) fn binds(case: &str) -> bool {
    let ends = |list: &str| list.split_whitespace().any(|end| case.ends_with(end));
    if ends(CASES) || WHERE.split_whitespace().any(|word| case.starts_with(word)) {
        return true;
    }
    let who = (case
        .strip_suffix("提供")
        .or_else(|| case.strip_suffix("提交")))
    .map(|who| who.trim_end_matches(['需', '须']));
    who.is_some_and(|who| {
        APPLICANTS.split_whitespace().any(|end| who.ends_with(end))
            && !ISSUERS.iter().any(|word| who.contains(word))
            && who.chars().nth(2).is_some()
            && !["申请单位", "申请人", "所在单位", "用人单位", "本单位"].contains(&who)
    })
}
