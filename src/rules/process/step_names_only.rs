use super::helpers::{is_bare, mostly_bare, names, place};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{ServiceItem, Step};
use crate::path;
use crate::prose::is_longer;
use crate::value::flow;

rule! {
    "PRO010", "step-names-only", Warning, Item(check),
    summary: ("流程只有环节名称，没有内容", "the process has only step names and no content"),
    message: ("{count}个环节中{bare}个只有名称：{steps}", "{bare} of {count} steps have only a name: {steps}"),
    help: ("逐个环节写明办什么（action）、按什么标准审查（criteria）、办完得到什么（output）", "say for each step what is done (action), by which criteria (criteria) and with what result (output)"),
    requirements: [B1],
    cites: ["gbh-2017-115#5-flow"],
    certain: Presence,
    overrides: ["PRO011"],
    page: "step_names_only.md",
}

/// Minimum length of a narrative that describes more than the names of its steps, in characters.
const MIN_NARRATIVE_CHARS: usize = 60;

/// Maximum length of a stage name in a narrative with arrows, in characters.
const MAX_NAME_CHARS: usize = 10;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let steps = item.steps();
    if steps.is_empty() {
        return check_narrative(item, cx);
    }
    if !mostly_bare(steps) {
        return;
    }
    let bare_steps: Vec<usize> = (0..steps.len())
        .filter(|at| steps.get(*at).is_some_and(is_bare))
        .collect();
    let found = Diagnostic::at(place().then("steps"))
        .with("count", steps.len())
        .with("bare", bare_steps.len())
        .with("steps", names(steps, &bare_steps));
    cx.report(found.hint_unless(!is_told_otherwise(item, steps)));
}

/// Whether the names themselves are sentences, the steps have limits, or a narrative describes them.
fn is_told_otherwise(item: &ServiceItem, steps: &[Step]) -> bool {
    let narrative = item
        .process()
        .and_then(|process| process.narrative.as_deref());
    let long_name = |step: &&Step| {
        step.name
            .as_deref()
            .is_some_and(|name| is_longer(name.trim(), MAX_NAME_CHARS))
    };
    narrative.is_some_and(|text| is_longer(text, MIN_NARRATIVE_CHARS))
        || steps.iter().filter(long_name).count() * 2 > steps.len()
        || steps.iter().all(|step| step.limit.is_some())
}

/// Reports a process that is only written as 申请→受理→送达.
fn check_narrative(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(process) = item.process() else {
        return;
    };
    let Some(text) = process.narrative.as_deref() else {
        return;
    };
    if !flow::is_chart(text) {
        return;
    }
    if process.flowchart.is_some() {
        return cx.cannot_judge(Text::new(
            "环节名称之外另有流程图，图里写了什么看不到",
            "besides the step names there is a flowchart whose content cannot be read",
        ));
    }
    let Some(graph) = flow::read(text).value else {
        return;
    };
    let short = |label: &str| !is_longer(label, MAX_NAME_CHARS);
    if graph.nodes.len() > 1 && graph.nodes.iter().all(|node| short(&node.label)) {
        let labels: Vec<&str> = graph.nodes.iter().map(|node| node.label.as_str()).collect();
        cx.report(
            Diagnostic::at(path!["guide", "process", "narrative"])
                .with("count", labels.len())
                .with("bare", labels.len())
                .with("steps", super::helpers::list(&labels)),
        );
    }
}
