use super::helpers::{clauses, materials, name, notes};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::sentences;
use crate::vocabulary::{Medium, Necessity};
use crate::words::{self, Set};

rule! {
    "MAT053", "looked-up-yet-required", Hint, Item(check),
    summary: ("写着由部门自己核验的材料，仍列为必要", "a paper that the office looks up by itself is still required"),
    message: ("“{name}”写着由部门自己核验（“{words}”），却仍是必要材料，没有写免提交", "“{name}” is looked up by the office itself (“{words}”), yet it is still required and not exempt"),
    help: ("部门能核验的，注明免提交；核验不到时才交的，改为非必要，写明什么情形要交", "if the office can look it up, mark it as exempt; if it is handed in only where that fails, make it optional and say so"),
    requirements: [C8],
    cites: ["sc-2016-55#材料复用", "business-env#44"],
    page: "looked_up_yet_required.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if !cx.hits().any(Set::OFFICE_LOOKS_IT_UP) {
        return;
    }
    for (index, material) in materials(item) {
        if material.necessity != Some(Necessity::Required) || material.exempt == Some(true) {
            continue;
        }
        // Asking for a file costs nothing, so a file is reported only if it is expressly no longer asked for.
        let file = material.medium == Some(Medium::Electronic);
        if let Some(words) =
            lookup_clause(material).filter(|words| !file || is_no_longer_asked(material, words))
        {
            cx.report(
                Diagnostic::at(path!["guide", "materials", index, "necessity"])
                    .with("name", name(material, index))
                    .with("words", words)
                    .quoting(words),
            );
        }
    }
}

/// Whether the office has the paper in its own system, or a note says that applicants no longer hand it in.
fn is_no_longer_asked(material: &Material, words: &str) -> bool {
    words.contains("内部系统") || notes(material).any(|(_, text)| text.contains("不再由申请人"))
}

/// The clause by which the office looks the paper up unconditionally.
fn lookup_clause(material: &Material) -> Option<&str> {
    let name = material.name.as_deref().into_iter();
    // 已共享的，无需提交 is a condition, and 线上自动核验 says nothing about the window.
    name.chain(notes(material).map(|(_, text)| text))
        .filter(|text| words::OFFICE_LOOKS_IT_UP.occurs_in(text))
        .filter(|text| !words::OFFICE_MAY_FAIL.occurs_in(text) && !words::SPARED.occurs_in(text))
        .flat_map(sentences)
        .flat_map(clauses)
        .find(|clause| {
            words::OFFICE_LOOKS_IT_UP.occurs_in(clause)
                && !clause.contains("线上")
                && ["核实", "核验", "核查", "获取", "查询", "调取"]
                    .iter()
                    .any(|end| clause.ends_with(end))
        })
}
