use super::gap;
use crate::engine::{Context, rule};
use crate::model::{ServiceItem, Step};
use crate::prose::{is_blank, is_longer, phrases, says_something};
use crate::words;

rule! {
    "PRO020", "step-without-actor", Hint, Item(check),
    summary: ("环节没有写由谁办理", "steps do not say who acts"),
    message: ("{count}个写了内容的环节中{lacking}个没有写由谁办理：{steps}", "{lacking} of {count} steps with content do not say who acts: {steps}"),
    help: ("写明办理人员（actor），如窗口人员、审查人员；几个单位办的写办理单位（body）", "say who acts (actor), and which body where several take part"),
    requirements: [B1, D5],
    own: ("不写由谁办，不知道找谁", "without an actor nobody knows whom to ask"),
    page: "step_without_actor.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let has = |step: &Step| step.actor.is_some() || says_something(step.body.as_deref());
    gap::look(item, cx, "guide.process.steps.actor", has, |_, step| {
        !has(step) && !names_actor(step)
    });
}

/// More characters before a role are not its name.
const MAX_NAME_CHARS: usize = 14;

/// Whether the words of the step have somebody of the office as the one who acts.
fn names_actor(step: &Step) -> bool {
    let texts = [&step.action, &step.criteria, &step.output];
    texts.into_iter().flatten().any(|text| {
        let mut clauses = phrases(text).flat_map(|phrase| phrase.split(['：', ':']));
        clauses.any(|clause| {
            words::OFFICE_ROLE.iter().any(|role| {
                (clause.split_once(role)).is_some_and(|(before, after)| {
                    !is_longer(before, MAX_NAME_CHARS)
                        && !words::TURNED_TO.occurs_in(before)
                        && !is_blank(after)
                        && !after.starts_with('的')
                })
            })
        })
    })
}
