use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_filler, similarity};
use crate::value::material::name_key;

rule! {
    "PRO081", "unused-material", Hint, Item(check),
    summary: ("列出的材料没有一个环节用到", "a material that no step uses"),
    message: ("材料“{material}”没有一个环节用到", "no step uses the material “{material}”"),
    help: ("写明哪个环节审查“{material}”；没有用处的，从清单里删去", "say which step examines “{material}”; if it is not needed, remove it from the list"),
    requirements: [B1, B8],
    cites: ["licence-law#31"],
    page: "unused_material.md",
}

/// Minimum similarity of two names of the same paper.
const MIN_SIMILARITY: f64 = 0.75;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    let inputs: Vec<String> = steps
        .iter()
        .flat_map(|step| step.inputs.iter())
        .filter(|input| !is_filler(input))
        .map(|input| name_key(input).core)
        .collect();
    // A word such as 申请材料 or 案卷 includes all materials.
    let includes_all = inputs
        .iter()
        .any(|input| input.ends_with("材料") || input.ends_with("资料") || input.contains("案卷"));
    if inputs.is_empty() || includes_all {
        return;
    }
    let materials = item.materials();
    for (at, material) in materials.iter().enumerate() {
        let has_name = |name: &&str| !is_filler(name) && !is_none(material);
        let Some(name) = material.name.as_deref().filter(has_name) else {
            continue;
        };
        let Some(core) = cx.material_key(at).map(|key| key.core.as_str()) else {
            continue;
        };
        let mentions_material = |text: Option<&str>| text.is_some_and(|text| text.contains(core));
        let is_used = inputs.iter().any(|input| {
            input.contains(core)
                || core.contains(input.as_str())
                || similarity(input, core) >= MIN_SIMILARITY
        });
        let is_mentioned = steps.iter().any(|step| {
            mentions_material(step.action.as_deref()) || mentions_material(step.criteria.as_deref())
        });
        if !is_used && !is_mentioned {
            cx.report(
                Diagnostic::at(path!["guide", "materials", at]).with("material", name.trim()),
            );
        }
    }
}
