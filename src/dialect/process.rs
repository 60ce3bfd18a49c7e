//! Processes: steps, or else the narrative or the flowchart.

use super::output::OperationOutput;
use crate::model::{Flowchart, Process};
use crate::prose::is_filler;
use crate::value::{flow, steps, url};

/// Reads a process: steps if the text has blocks, otherwise the narrative or flowchart.
pub(super) fn process(text: &str) -> OperationOutput {
    if is_filler(text) {
        return OperationOutput::none();
    }
    let chart = || text.trim().to_owned();
    if url::is_picture(text) {
        return drawn(Flowchart {
            image: Some(chart()),
            ..Flowchart::default()
        });
    }
    if flow::is_mermaid(text) {
        return drawn(Flowchart {
            mermaid: Some(chart()),
            ..Flowchart::default()
        });
    }
    let read = steps::read(text);
    let steps = read.value.unwrap_or_default();
    let labelled = steps
        .iter()
        .any(|step| step.output.is_some() || step.criteria.is_some() || step.limit.is_some());
    // Sentences about actions are a narrative, even if they are numbered.
    let named = steps.len() > 1
        && steps.iter().all(|step| step.name.is_some())
        && steps.iter().any(|step| step.stage.is_some());
    let mut output = OperationOutput::default();
    let mut process = Process::default();
    if labelled || named {
        process.steps = steps;
        output.unread = read.unread;
    } else {
        process.narrative = Some(text.trim().to_owned());
    }
    output.value = serde_json::to_value(process).ok();
    output
}

/// A process of which there is only a chart.
fn drawn(flowchart: Flowchart) -> OperationOutput {
    let process = Process {
        flowchart: Some(flowchart),
        ..Process::default()
    };
    OperationOutput {
        value: serde_json::to_value(process).ok(),
        ..OperationOutput::default()
    }
}
