use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{ending_bracket, is_longer, trimmed};
use crate::vocabulary::Necessity;
use crate::words;

rule! {
    "MAT025", "required-though-case-bound", Hint, Item(check),
    summary: ("有些人才要交的材料标成了必要", "a material that only some applicants submit is marked as required"),
    message: ("“{name}”写着“{case}”，不是人人都要交，材料必要性却是必要", "“{name}” says “{case}”, so not everyone submits it, but it is marked as required"),
    help: ("改为非必要，把情形写进适用情形（condition）", "mark it as not required and move the case to condition"),
    requirements: [A3],
    own: ("有些人才要交的，不该要人人都交", "what only some must submit should not be required of everyone"),
    page: "required_though_case_bound.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.necessity != Some(Necessity::Required) || material.condition.is_some() {
            continue;
        }
        let Some(text) = material.name.as_deref() else {
            continue;
        };
        let Some(case) = bracket(text).filter(|case| binds(case)) else {
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
    Some(ending_bracket(trimmed(name))?.inside.trim())
}

/// Whether it says who or in which case.
pub(super) fn binds(case: &str) -> bool {
    if words::CASE_ENDING.ends(case) || words::CASE_BRACKET.starts(case) {
        return true;
    }
    let who = (case
        .strip_suffix("提供")
        .or_else(|| case.strip_suffix("提交")))
    .map(|who| who.trim_end_matches(['需', '须']));
    who.is_some_and(|who| {
        words::APPLICANT_KIND.ends(who)
            && !words::ISSUER_OF_PAPER.occurs_in(who)
            && is_longer(who, 2)
            && !["申请单位", "申请人", "所在单位", "用人单位", "本单位"].contains(&who)
    })
}
