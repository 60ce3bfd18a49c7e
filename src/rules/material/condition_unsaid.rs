use super::helpers::{materials, name, notes};
use crate::engine::{Context, Found, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::Necessity;

rule! {
    "MAT020", "condition-unsaid", Hint, Item(check),
    summary: ("非必要材料没有写什么情形下要交", "a material that is not always needed does not say when"),
    message: ("“{name}”是非必要材料，没有写在什么情形下要交", "“{name}” is not always needed, and nothing says when it is"),
    help: ("在 condition 里写明适用情形；谁都不用交的，删去这份材料", "say under condition when it is needed; where nobody needs it, delete it"),
    rows: ["A3", "A5"],
    source: "国家交换表 is_need；国办发〔2018〕45号：材料的适用情形应当明确",
    page: "condition_unsaid.md",
}

/// Words by which a name or a note says when the material is needed.
const WHEN: &[&str] = &[
    "如",
    "若",
    "仅",
    "需提供",
    "须提供",
    "需提交",
    "须提交",
    "需要提供",
    "时提供",
    "时提交",
    "的提供",
    "的提交",
    "应提交",
    "应提供",
    "情形",
    "情况",
    "不需",
    "无需",
    "可不",
    "适用",
    "的，",
    "的）",
    "的)",
    "依法需要",
    "除外",
    "需进行",
    "属于",
    "涉及",
    "必须提供",
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.necessity != Some(Necessity::NotRequired) {
            continue;
        }
        let said = |text: &str| WHEN.iter().any(|word| text.contains(word));
        let stated = (material.condition.as_deref()).is_some_and(|text| !text.trim().is_empty());
        if stated || said(&name(material, index)) || notes(material).any(|(_, text)| said(text)) {
            continue;
        }
        cx.report(
            Found::at(path!["guide", "materials", index, "condition"])
                .with("name", name(material, index)),
        );
    }
}
