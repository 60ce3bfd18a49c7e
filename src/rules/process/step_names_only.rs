use super::helpers::{is_bare, mostly_bare, names, place};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{ServiceItem, Step};
use crate::path;
use crate::prose::{is_longer, numbered};
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

/// Maximum length of the other entries, in characters: 窗口电话通知申请人领取决定书.
const MAX_CLAUSE_CHARS: usize = 24;

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
    if !flow::is_chart(text) && !is_row(text) {
        return check_list(text, process.flowchart.is_some(), cx);
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
    // 网上办理流程：登录 is the step 登录 of the second of two processes.
    let labels = graph.nodes.iter().map(|node| without_heading(&node.label));
    let labels: Vec<&str> = labels.filter(|label| !label.is_empty()).collect();
    report_names(&labels, cx);
}

/// Whether the text is only a row of stages: 申请——受理——审查——发证.
fn is_row(text: &str) -> bool {
    let read = flow::read(text);
    text.contains(['—', '－', '-']) && read.is_clean() && read.value.is_some()
}

/// The label without the heading of the process that begins with it.
fn without_heading(label: &str) -> &str {
    label.rsplit(['：', ':']).next().unwrap_or(label).trim()
}

/// Reports a process that is a numbered list of names: 1.上传材料 2.受理.
fn check_list(text: &str, drawn: bool, cx: &mut Context<'_>) {
    let Some(list) = numbered(text, &|_| true).filter(|list| !drawn && list.lead.trim().is_empty())
    else {
        return;
    };
    let marks = ['；', '。', ';', ' ', '\n'];
    let labels = list.entries.iter().map(|entry| entry.trim_matches(marks));
    report_names(&labels.collect::<Vec<_>>(), cx);
}

/// Reports steps of which nearly all are mere names and none tells more than a clause.
fn report_names(labels: &[&str], cx: &mut Context<'_>) {
    let is_name = |label: &&&str| !is_longer(label, MAX_NAME_CHARS);
    let bare: Vec<&str> = labels.iter().filter(is_name).copied().collect();
    let told = labels
        .iter()
        .any(|label| is_longer(label, MAX_CLAUSE_CHARS));
    if labels.len() < 2 || told || bare.len() * 3 < labels.len() * 2 {
        return;
    }
    cx.report(
        Diagnostic::at(path!["guide", "process", "narrative"])
            .with("count", labels.len())
            .with("bare", bare.len())
            .with("steps", super::helpers::list(&bare)),
    );
}
