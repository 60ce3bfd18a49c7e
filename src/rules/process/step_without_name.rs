use super::helpers::step_at;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;
use crate::prose::says_something;

rule! {
    "PRO024", "step-without-name", Warning, Item(check),
    summary: ("环节没有名称", "a step without a name"),
    message: ("{count}个环节没有名称，也没有阶段：第{numbers}个", "{count} steps have neither a name nor a stage: {numbers}"),
    help: ("写上环节名称，如受理、审查、决定、送达", "name the step, such as acceptance, review, decision or delivery"),
    requirements: [B1],
    own: ("没有名称的环节，别处指不到它", "a step without a name cannot be referred to"),
    certain: Presence,
    page: "step_without_name.md",
}

/// Maximum number of steps listed in the message.
const SHOWN_STEPS: usize = 10;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let nameless: Vec<usize> = item
        .steps()
        .iter()
        .enumerate()
        .filter(|(_, step)| !says_something(step.name.as_deref()) && step.stage.is_none())
        .map(|(at, _)| at)
        .collect();
    let Some(first) = nameless.first() else {
        return;
    };
    let numbers: Vec<String> = nameless
        .iter()
        .take(SHOWN_STEPS)
        .map(|at| (at + 1).to_string())
        .collect();
    let list = |mark: &str, rest: &str| {
        let rest = if nameless.len() > SHOWN_STEPS {
            rest
        } else {
            ""
        };
        format!("{}{rest}", numbers.join(mark))
    };
    let numbers = Argument::Both {
        zh: list("、", "……"),
        en: list(", ", " …"),
    };
    let found = Diagnostic::at(step_at(*first))
        .with("count", nameless.len())
        .with("numbers", numbers);
    cx.report(found);
}
