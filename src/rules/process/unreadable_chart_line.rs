use super::helpers::place;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{clipped, is_filler};
use crate::value::flow::read;

rule! {
    "PRO090", "unreadable-chart-line", Warning, Item(check),
    summary: ("流程图里有读不懂的行", "a line of the flowchart cannot be read"),
    message: ("流程图里这一行读不懂：“{line}”", "this line of the flowchart cannot be read: “{line}”"),
    help: ("按 Mermaid 的写法改好，如 a[受理] -->|材料齐全| b[审查]；也可用 shixiang flowchart 由环节画出", "fix the Mermaid syntax, such as a[Accept] -->|complete| b[Review], or draw the flowchart from the steps with `shixiang flowchart`"),
    requirements: [B2],
    cites: ["mermaid#flowchart"],
    certain: Format,
    page: "unreadable_chart_line.md",
}

/// Maximum number of characters of a line that are shown.
const SHOWN_CHARS: usize = 60;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let chart = item
        .process()
        .and_then(|process| process.flowchart.as_ref());
    let Some(text) = chart.and_then(|chart| chart.mermaid.as_deref()) else {
        return;
    };
    if is_filler(text) {
        return;
    }
    for line in unread(text) {
        let first = line.lines().next().unwrap_or_default();
        cx.report(
            Diagnostic::at(place().then("flowchart").then("mermaid"))
                .with("line", clipped(&line, SHOWN_CHARS))
                .quoting(first),
        );
    }
}

/// The lines of a chart that cannot be read.
pub(super) fn unread(text: &str) -> Vec<String> {
    let lines = || text.lines().map(str::trim);
    let headed = lines().any(|line| line.starts_with("flowchart") || line.starts_with("graph"));
    // Arrows without the head are a narrative, which is not valid Mermaid.
    if headed {
        read(text).unread
    } else {
        let first = lines().find(|line| !line.is_empty());
        first.map(str::to_owned).into_iter().collect()
    }
}
