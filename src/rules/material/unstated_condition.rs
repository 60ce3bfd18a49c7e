use super::helpers::{clauses, materials, name, notes};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Element, ServiceItem};
use crate::path;
use crate::prose::{is_blank, is_longer, text_key};
use crate::vocabulary::Necessity;
use crate::words;

rule! {
    "MAT020", "unstated-condition", Warning, Item(check),
    summary: ("非必要材料没有写什么情形下要交", "a material that is not always required does not say when"),
    message: ("“{name}”是非必要材料，没有写在什么情形下要交", "“{name}” is not required in every case, but nothing says when it is"),
    help: ("写明适用情形（condition）；谁都不用交的，删去这份材料", "say when it is required (condition); if nobody has to submit it, delete it"),
    requirements: [A3, A5],
    own: (
        "不写情形，申请人不知道自己要不要交",
        "without the condition applicants cannot tell whether to submit it",
    ),
    page: "unstated_condition.md",
}

/// The elements in which a source may state the case.
const NOTES: [&str; 3] = [
    "guide.materials.condition",
    "guide.materials.remark",
    "guide.materials.filling_notes",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // A source that collects none of these elements may state the case in another place.
    let collected = NOTES
        .iter()
        .any(|path| cx.element(None::<&str>, path) != Element::NotCollected);
    let mut is_unknown = false;
    for (index, material) in materials(item) {
        // Exempt materials are not handed in.
        if material.necessity != Some(Necessity::NotRequired) || material.exempt == Some(true) {
            continue;
        }
        let stated = material
            .condition
            .as_deref()
            .is_some_and(|text| !is_blank(text));
        if stated
            || states_case(&name(material, index))
            || notes(material).any(|(_, text)| states_case(text))
        {
            continue;
        }
        if !collected && notes(material).next().is_none() {
            is_unknown = true;
            continue;
        }
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "condition"])
                .with("name", name(material, index)),
        );
    }
    if is_unknown {
        cx.cannot_judge(Text::new(
            "来源没有采集材料的适用情形、备注和填报须知",
            "the source collects neither conditions nor remarks nor filling-in notes of materials",
        ));
    }
}

fn states_case(text: &str) -> bool {
    clauses(text).any(|clause| {
        let mut rest = words::ASKED_OF_EVERY_PAPER.each_removed_from(text_key(clause));
        if words::NO_CASE.occurs_in(&rest) {
            rest = words::NO_CASE.removed_from(&rest);
        }
        words::MATERIAL_CASE.occurs_in(&rest)
            || (rest.ends_with('的') && is_longer(&rest, 3))
            || words::ASKED_IN_CASE.iter().any(|end| {
                rest.strip_suffix(end).is_some_and(|case| {
                    // 由家长提供 says who brings it; 属期房提供 and 首次办理提供 say when.
                    words::MUST.ends(case)
                        || (!case.starts_with('由') && is_longer(case, 3))
                        || case.starts_with(['属', '为'])
                })
            })
    })
}
