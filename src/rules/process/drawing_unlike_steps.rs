use super::drawing::{Compared, beside_chart, beside_narrative, box_at, chart_at, label};
use super::helpers::{list, name, names, place, step_at};
use crate::engine::{Context, Diagnostic, rules};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path::Path;
use Drawing::{Chart, Narrative};

rules! {
    all {
        requirements: [B2],
        cites: ["d3-36cities-2020#流程图"],
        page: "drawing_unlike_steps.md",
    }
    "PRO092", "chart-unlike-steps", Hint, Item(unlike),
        summary: ("流程图与环节对不上", "the flowchart and the steps cannot be matched"),
        message: ("流程图的框{boxes}在环节里都找不到，环节是{steps}", "the boxes {boxes} match no step; the steps are {steps}"),
        help: ("让流程图与环节用同样的名称，或用 shixiang flowchart 由环节画出流程图", "use the same names in the flowchart and the steps, or draw the flowchart from the steps with `shixiang flowchart`");
    "PRO093", "box-without-step", Warning, Item(|item, cx| only_drawn(Chart, item, cx)),
        summary: ("流程图里的框没有对应的环节", "a box of the flowchart without a matching step"),
        message: ("流程图里有“{label}”，环节里没有", "the flowchart has “{label}”, but there is no such step"),
        help: ("补上环节“{label}”，或者从流程图里去掉", "add the step “{label}”, or remove it from the flowchart");
    "PRO094", "step-not-in-chart", Warning, Item(|item, cx| only_in_steps(Chart, item, cx)),
        summary: ("环节没有画进流程图", "a step is not in the flowchart"),
        message: ("环节“{step}”没有画进流程图", "the step “{step}” is not in the flowchart"),
        help: ("把“{step}”画进流程图；不再办的，从环节里删去；也可用 shixiang flowchart 重画", "add “{step}” to the flowchart; if it is no longer done, delete the step; `shixiang flowchart` can redraw the flowchart");
    "PRO095", "arrow-without-transition", Warning, Item(arrows),
        summary: ("流程图里的连线，环节里没有", "an arrow of the flowchart that the steps do not have"),
        message: ("流程图从“{from}”到“{to}”有连线，按环节走不到", "the flowchart has an arrow from “{from}” to “{to}”, but the steps have no path between them"),
        help: ("给环节“{from}”补上去“{to}”的去向和条件，或者从流程图里去掉这条线", "add a branch from “{from}” to “{to}” with its condition, or remove the arrow from the flowchart");
    "PRO096", "transition-not-in-chart", Warning, Item(ways),
        summary: ("环节的去向没有画进流程图", "a branch of a step is not in the flowchart"),
        message: ("环节“{from}”之后可以到“{to}”，流程图里没有这条线", "“{to}” can follow “{from}”, but the flowchart has no such arrow"),
        help: ("把从“{from}”到“{to}”的线画进流程图，也可用 shixiang flowchart 重画", "add the arrow from “{from}” to “{to}” to the flowchart; `shixiang flowchart` can redraw it");
    "PRO097", "chart-order-reversed", Warning, Item(|item, cx| reversed(Chart, item, cx)),
        summary: ("流程图与环节的先后相反", "the flowchart and the steps have opposite orders"),
        message: ("流程图里“{from}”在“{to}”之前，环节里“{to}”在“{from}”之前", "“{from}” comes before “{to}” in the flowchart, but after it in the steps"),
        help: ("按实际的先后改好流程图或环节", "put the flowchart or the steps into the actual order");
    "PRO100", "stage-only-in-narrative", Warning, Item(|item, cx| only_drawn(Narrative, item, cx)),
        summary: ("流程文字里的环节，环节表里没有", "a stage of the narrative without a matching step"),
        message: ("流程文字里有“{label}”，环节里没有", "the narrative has “{label}”, but there is no such step"),
        help: ("补上环节“{label}”，或者从流程文字里去掉", "add the step “{label}”, or remove it from the narrative");
    "PRO101", "step-not-in-narrative", Hint, Item(|item, cx| only_in_steps(Narrative, item, cx)),
        summary: ("环节没有写进流程文字", "a step is not in the narrative"),
        message: ("环节“{step}”没有写进流程文字", "the step “{step}” is not in the narrative"),
        help: ("把“{step}”写进流程文字；不再办的，从环节里删去", "add “{step}” to the narrative; if it is no longer done, delete the step");
    "PRO102", "narrative-order-reversed", Warning, Item(|item, cx| reversed(Narrative, item, cx)),
        summary: ("流程文字与环节的先后相反", "the narrative and the steps have opposite orders"),
        message: ("流程文字里“{from}”在“{to}”之前，环节里“{to}”在“{from}”之前", "“{from}” comes before “{to}” in the narrative, but after it in the steps"),
        help: ("按实际的先后改好流程文字或环节", "put the narrative or the steps into the actual order");
}

/// The drawing that the steps are compared with.
#[derive(Clone, Copy)]
enum Drawing {
    Chart,
    Narrative,
}

impl Drawing {
    /// The comparison of the steps with the drawing, if most of their boxes match.
    fn beside<'a>(self, item: &ServiceItem, cx: &mut Context<'a>) -> Option<Compared<'a>> {
        let both = match self {
            Chart => beside_chart(item, cx),
            Narrative => beside_narrative(item, cx),
        };
        both.filter(|both| both.alike)
    }

    fn path(self, item: &ServiceItem) -> Path {
        match self {
            Chart => chart_at(item),
            Narrative => place().then("narrative"),
        }
    }

    fn name(self) -> Text {
        match self {
            Chart => Text::new("流程图", "the flowchart"),
            Narrative => Text::new("流程文字", "the narrative"),
        }
    }

    /// A diagnostic at a box of the drawing, with the steps as related place.
    fn found(
        self,
        item: &ServiceItem,
        both: &Compared<'_>,
        at: usize,
        cx: &Context<'_>,
    ) -> Diagnostic {
        let (here, words) = match self {
            Chart => box_at(item, &both.other, at),
            Narrative => (self.path(item), Some(label(&both.other, at).to_owned())),
        };
        let steps = cx.here(place().then("steps"));
        let found = Diagnostic::at(here).related(steps, Text::new("环节", "the steps"));
        match words {
            Some(words) => found.quoting(words),
            None => found,
        }
    }
}

fn only_drawn(drawing: Drawing, item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = drawing.beside(item, cx) else {
        return;
    };
    for at in &both.difference.only_right {
        let found = drawing.found(item, &both, *at, cx);
        cx.report(found.with("label", label(&both.other, *at)));
    }
}

fn only_in_steps(drawing: Drawing, item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = drawing.beside(item, cx) else {
        return;
    };
    for at in &both.difference.only_left {
        if let Some(step) = both.drawn.steps.get(*at) {
            let found = Diagnostic::at(step_at(*at)).with("step", name(step, *at));
            cx.report(found.related(cx.here(drawing.path(item)), drawing.name()));
        }
    }
}

fn reversed(drawing: Drawing, item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = drawing.beside(item, cx) else {
        return;
    };
    for (from, to) in &both.difference.reversed {
        let found = drawing.found(item, &both, *from, cx);
        cx.report(
            found
                .with("from", label(&both.other, *from))
                .with("to", label(&both.other, *to)),
        );
    }
}

fn arrows(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = Chart.beside(item, cx) else {
        return;
    };
    for (from, to) in &both.difference.ways_right {
        let found = Chart.found(item, &both, *to, cx);
        cx.report(
            found
                .with("from", label(&both.other, *from))
                .with("to", label(&both.other, *to)),
        );
    }
}

fn ways(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = Chart.beside(item, cx) else {
        return;
    };
    let step_name = |at: usize| {
        let step = both.drawn.steps.get(at);
        step.map(|step| name(step, at)).unwrap_or_default()
    };
    for (from, to) in &both.difference.ways_left {
        cx.report(
            Diagnostic::at(step_at(*from))
                .with("from", step_name(*from))
                .with("to", step_name(*to))
                .related(cx.here(Chart.path(item)), Chart.name()),
        );
    }
}

fn unlike(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(both) = beside_chart(item, cx).filter(|both| !both.alike) else {
        return;
    };
    let lone = both.difference.only_right.iter();
    let boxes: Vec<&str> = lone.map(|at| label(&both.other, *at)).collect();
    let steps: Vec<usize> = (0..both.drawn.steps.len()).collect();
    cx.report(
        Diagnostic::at(chart_at(item))
            .with("boxes", list(&boxes))
            .with("steps", names(both.drawn.steps, &steps)),
    );
}
