use super::helpers::{materials, name, notes};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_blank;
use crate::vocabulary::Necessity;

rule! {
    "MAT021", "deferral-without-term", Warning, Item(check),
    summary: ("容缺后补的材料没有写补正时限", "a material that may be submitted later has no deadline"),
    message: ("“{name}”可以容缺后补，没有写多久之内补交", "“{name}” may be submitted later, but nothing says by when"),
    help: ("在容缺说明（deferral）里写明补交时限，例如“受理后10个工作日内”", "say with the deferral (deferral) by when it must be submitted, such as “within 10 working days of acceptance”"),
    requirements: [A3],
    own: ("不写补到什么时候，容缺办不成", "without a deadline late submission does not work"),
    certain: Presence,
    page: "deferral_without_term.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let stated = material
            .deferral
            .as_deref()
            .is_some_and(|text| !is_blank(text));
        if material.necessity == Some(Necessity::Deferred)
            && !stated
            && !notes(material).any(|(_, text)| states_deadline(text))
        {
            cx.report(
                Diagnostic::at(path!["guide", "materials", index, "deferral"])
                    .with("name", name(material, index)),
            );
        }
    }
}

/// Whether a note states the deadline, such as 10个工作日内补正 or 领证前补齐.
fn states_deadline(text: &str) -> bool {
    ["补", "容缺"].iter().any(|word| text.contains(word))
        && ["日", "天", "月", "前", "时"]
            .iter()
            .any(|word| text.contains(word))
}
