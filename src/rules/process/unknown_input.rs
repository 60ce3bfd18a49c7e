use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{is_filler, joined, says_something, similarity};
use crate::value::material::name_key;
use crate::words;

rule! {
    "PRO080", "unknown-input", Hint, Item(check),
    summary: ("环节所需材料不在申请材料清单里", "a step requires a material that is not listed"),
    message: ("环节“{step}”需要“{input}”，申请材料清单里没有，别的环节也不产生它", "step “{step}” requires “{input}”, which is neither a listed material nor the output of another step"),
    help: ("把“{input}”列入申请材料，或改成清单里的名称；是内部文书的，写到产生它的环节的结果里（output）", "list “{input}” as a material, or use the name it has there; if it is an internal document, add it to the results of the step that produces it (output)"),
    requirements: [B1, A3],
    cites: ["licence-law#30"],
    certain: Structure,
    page: "unknown_input.md",
}

/// Minimum similarity of two names of the same paper.
const MIN_SIMILARITY: f64 = 0.75;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    let materials = item.materials();
    if steps.iter().all(|step| step.inputs.is_empty()) {
        return;
    }
    if materials.is_empty() {
        return cx.cannot_judge(Text::new(
            "没有列出申请材料，环节所需材料无从核对",
            "no materials are listed, so the steps' inputs cannot be checked",
        ));
    }
    if materials
        .iter()
        .any(|one| !says_something(one.name.as_deref()))
    {
        return cx.cannot_judge(Text::new(
            "有的申请材料没有名称，环节所需材料无从核对",
            "some materials have no name, so the steps' inputs cannot be checked",
        ));
    }
    let outputs = steps.iter().filter_map(|step| step.output.as_deref());
    let outputs = outputs.flat_map(joined);
    let known: Vec<String> = cx
        .material_cores()
        .map(str::to_owned)
        .chain(outputs.map(|text| name_key(text).core))
        .filter(|core| !core.is_empty())
        .collect();
    for (at, step) in steps.iter().enumerate() {
        for (number, input) in step.inputs.iter().enumerate() {
            let core = name_key(input).core;
            let whole = words::MATERIALS_AS_WHOLE.occurs_in(&core);
            if is_filler(input) || whole || known.iter().any(|known| is_same(known, &core)) {
                continue;
            }
            cx.report(
                Diagnostic::at(step_at(at).then("inputs").then(number))
                    .with("step", name(step, at))
                    .with("input", input.trim()),
            );
        }
    }
}

/// Whether two names may mean the same paper: one contains the other, or they are similar.
fn is_same(a: &str, b: &str) -> bool {
    a.contains(b) || b.contains(a) || similarity(a, b) >= MIN_SIMILARITY
}
