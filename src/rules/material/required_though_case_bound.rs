use super::case::{in_bracket, stated};
use super::helpers::{materials, name};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::Necessity;

rule! {
    "MAT025", "required-though-case-bound", Warning, Item(check),
    summary: ("有些人、有的情形才要交的材料标成了必要", "a material that only some applicants or cases need is marked as required"),
    message: ("“{name}”写着“{case}”，{whom}，材料必要性却是必要", "“{name}” says “{case}”, so {whom}, but it is marked as required"),
    help: ("改为非必要，把情形写进适用情形（condition），名称只写材料本身", "mark it as not required, move the case to where it applies (condition), and keep only the material in the name"),
    requirements: [A3, A5],
    own: (
        "有些人、有的情形才要交的，不该要人人都交",
        "what only some people or cases need should not be required of everyone",
    ),
    page: "required_though_case_bound.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.necessity != Some(Necessity::Required) {
            continue;
        }
        let Some(text) = material.name.as_deref() else {
            continue;
        };
        let (case, whom, certain) = if let Some(case) = stated(text) {
            let whom = Text::new("这种情形才交", "it is submitted in that case only");
            (case, whom, true)
        } else if let Some(case) = in_bracket(text).filter(|_| material.condition.is_none()) {
            let whom = Text::new("不是人人都要交", "not everyone submits it");
            (case, whom, false)
        } else {
            continue;
        };
        let place = cx.here(path!["guide", "materials", index, "name"]);
        let found = Diagnostic::at(path!["guide", "materials", index, "necessity"])
            .with("name", name(material, index))
            .with("case", case)
            .with("whom", whom)
            .related(place, Text::new("名称里写的情形", "the case in its name"));
        cx.report(found.hint_unless(certain));
    }
}
