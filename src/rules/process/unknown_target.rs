use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;
use crate::path::Path;
use crate::prose::is_blank;

rule! {
    "PRO030", "unknown-target", Error, Item(check),
    summary: ("去向的环节不存在", "a branch leads to a step that does not exist"),
    message: ("环节“{step}”的去向“{target}”不是任何环节的标识{known}", "step “{step}” branches to “{target}”, which is not the id of any step{known}"),
    help: ("把“{target}”改成要去的环节的 id；在这里结束的，改写 end", "change “{target}” to the id of the step it leads to; if the process ends here, use `end`"),
    requirements: [B1],
    own: ("去向要指到有的环节", "a branch must lead to an existing step"),
    certain: Structure,
    page: "unknown_target.md",
}

/// Maximum number of ids listed.
const SHOWN_IDS: usize = 12;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    let given = |text: &str| !is_blank(text);
    let mut ids: Vec<&str> = steps
        .iter()
        .filter_map(|step| step.id.as_deref())
        .filter(|text| given(text))
        .map(str::trim)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    // A blank target is reported as a blank value.
    let is_unknown = |target: &str| given(target) && ids.binary_search(&target.trim()).is_err();
    for (at, step) in steps.iter().enumerate() {
        let mut report = |place: &dyn Fn() -> Path, target: &str| {
            if is_unknown(target) {
                cx.report(
                    Diagnostic::at(place())
                        .with("step", name(step, at))
                        .with("target", target)
                        .with("known", known_ids(&ids)),
                );
            }
        };
        for (way, next) in step.next.iter().enumerate() {
            report(&|| step_at(at).then("next").then(way).then("to"), &next.to);
        }
        for (way, to) in step.fork.iter().enumerate() {
            report(&|| step_at(at).then("fork").then(way), to);
        }
        if let Some(to) = &step.join {
            report(&|| step_at(at).then("join"), to);
        }
    }
}

/// The known ids for the message, or a remark that there are none.
fn known_ids(ids: &[&str]) -> Argument {
    if ids.is_empty() {
        return Argument::Both {
            zh: "，各环节都没有写 id".to_owned(),
            en: ": no step has an id".to_owned(),
        };
    }
    let some: Vec<&str> = ids.iter().take(SHOWN_IDS).copied().collect();
    Argument::Both {
        zh: format!("（已有{}）", some.join("、")),
        en: format!(" (there are {})", some.join(", ")),
    }
}
