use super::helpers::{name, repeated, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;

rule! {
    "PRO031", "duplicate-step-id", Error, Item(check),
    summary: ("两个环节用了同一个标识", "two steps share one id"),
    message: ("环节“{step}”的标识“{id}”与环节“{first}”的相同", "step “{step}” has the same id “{id}” as step “{first}”"),
    help: ("给“{step}”换一个没有用过的 id，并改好指向它的去向", "give “{step}” an unused id and update the branches that lead to it"),
    requirements: [B1],
    own: ("一个标识只指一个环节", "an id refers to exactly one step"),
    certain: Structure,
    page: "duplicate_step_id.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    for (at, first) in repeated(steps) {
        let (Some(step), Some(earlier)) = (steps.get(at), steps.get(first)) else {
            continue;
        };
        let place = cx.here(step_at(first).then("id"));
        cx.report(
            Diagnostic::at(step_at(at).then("id"))
                .with("step", name(step, at))
                .with("id", step.id.as_deref().unwrap_or_default())
                .with("first", name(earlier, first))
                .related(
                    place,
                    Text::new("先用这个标识的环节", "the step that uses it first"),
                ),
        );
    }
}
