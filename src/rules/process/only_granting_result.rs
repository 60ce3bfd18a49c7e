use super::helpers::{is_explicit, name, step_at};
use super::results;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{first_chars, is_longer, is_one_clause};
use crate::vocabulary::Stage;
use crate::words;

rule! {
    "PRO045", "only-granting-result", Hint, Item(check),
    summary: ("决定环节只写了准予的结果", "the decision step only has a granting result"),
    message: ("“{step}”的结果只写了“{output}”，没有写不符合的怎样处理", "the result of “{step}” is only “{output}”; nothing says what happens to applications that do not qualify"),
    help: ("写上不予许可、不予确认等另一种结果和出具的文书", "add the refusal and the document issued for it"),
    requirements: [B1],
    cites: ["licence-law#38"],
    doubted: ("另一次抽读的4条，都有争议", "of 4 findings reviewed in another sample, all were debatable"),
    page: "only_granting_result.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let own = item.steps();
    // Where the ways are written out, they tell where the refused go.
    if own.is_empty() || is_explicit(own) {
        return;
    }
    let stages = cx.stages();
    let granted = own.iter().enumerate().find_map(|(at, step)| {
        let output = step.output.as_deref().map(results::plain)?;
        let decides = stages.of(at).contains(&Stage::Decision);
        // At more length it is a text of law or a procedure.
        let short = !is_longer(output, 60);
        (decides && short && words::GRANT.occurs_in(output) && !is_document(output))
            .then_some((at, step, output))
    });
    let Some((at, step, output)) = granted else {
        return;
    };
    let decided = |at: usize| {
        let late = [
            Stage::Review,
            Stage::Decision,
            Stage::Production,
            Stage::Delivery,
        ];
        stages.of(at).iter().any(|stage| late.contains(stage))
    };
    let refused = own.iter().enumerate().any(|(at, step)| {
        let texts = [&step.output, &step.criteria, &step.action];
        decided(at)
            && texts
                .into_iter()
                .flatten()
                .any(|text| words::NOT_GRANTED.occurs_in(text))
    });
    if refused {
        return;
    }
    cx.report(
        Diagnostic::at(step_at(at).then("output"))
            .with("step", name(step, at))
            .with("output", first_chars(output, 40)),
    );
}

/// Whether it is the name of what is given out rather than a sentence.
fn is_document(output: &str) -> bool {
    is_one_clause(output)
        && !words::DECISION_LEAD.starts(output)
        && words::RESULT_PAPER_ENDING.ends(output.trim_end_matches(['》', '）']))
}
