use super::listing::papers_named;
use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;

rule! {
    "MAT105", "none-wanted-yet-asked", Warning, Item(check),
    summary: ("写着无需材料，环节或条件却要交材料", "no materials are wanted, but a step or the conditions ask for some"),
    message: ("申请材料写着“{none}”，{place}却要“{papers}”", "the materials say “{none}”, but {place} ask for “{papers}”"),
    help: ("把要看的证件列入申请材料，只看不收的写明“出示原件”；确实不用的，从{place}里删去", "list what is looked at among the materials, and say if it is only shown; if it is not needed, remove it from {place}"),
    requirements: [A3, C2],
    cites: ["licence-law#30"],
    page: "none_wanted_yet_asked.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let materials = item.materials();
    let Some(none) = materials.first().and_then(|first| first.name.as_deref()) else {
        return;
    };
    if !materials.iter().all(is_none) {
        return;
    }
    let conditions = item
        .conditions()
        .map(|text| (path!["guide", "conditions"], CONDITIONS, text));
    let steps = item.steps().iter().enumerate().flat_map(|(at, step)| {
        let here = |key: &'static str| path!["guide", "process", "steps", at, key];
        let criteria = step.criteria.as_deref();
        let action = step.action.as_deref();
        [
            criteria.map(|text| (here("criteria"), CRITERIA, text)),
            action.map(|text| (here("action"), ACTION, text)),
        ]
    });
    let mut texts = conditions.into_iter().chain(steps.flatten());
    let found = texts.find_map(|(path, place, text): (Path, Text, &str)| {
        Some((path, place, papers_named(text)?))
    });
    if let Some((path, place, papers)) = found {
        let listed = cx.here(path!["guide", "materials", 0, "name"]);
        cx.report(
            Diagnostic::at(path)
                .with("none", none.trim())
                .with("place", place)
                .with("papers", papers)
                .quoting(papers)
                .related(listed, Text::new("申请材料", "the materials")),
        );
    }
}

const CONDITIONS: Text = Text::new("受理条件", "the conditions");
const CRITERIA: Text = Text::new("审查标准", "the review criteria");
const ACTION: Text = Text::new("办理内容", "the steps");
