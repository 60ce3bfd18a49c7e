use super::helpers::{draw, names, step_at};
use super::visits::{declared, implied};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;

rule! {
    "PRO060", "visits-differ-from-steps", Warning, Item(check),
    summary: ("到现场次数与环节不一致", "the number of visits differs from the steps"),
    message: ("填写到现场{declared}次，按环节{implied}", "the number of visits is {declared}, but the steps imply {implied}"),
    help: ("把到现场次数改成与环节一致，或者改好各环节是否要到现场（on_site）", "make the number of visits agree with the steps, or correct which steps are on site (on_site)"),
    requirements: [B6, C4],
    cites: ["exchange-schema#limit_scene_num", "d3-36cities-2020#跑动"],
    certain: Contradiction,
    page: "visits_differ_from_steps.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(count) = declared(item).and_then(|visits| visits.count) else {
        return;
    };
    let Some(drawn) = draw(cx) else { return };
    let Some(implied) = implied(item, drawn) else {
        return cx.cannot_judge(Text::new(
            "各环节都没有写是否要到现场",
            "no step says whether a visit is required",
        ));
    };
    let count = usize::try_from(count).unwrap_or(usize::MAX);
    let says = if count < implied.fewest {
        words(implied.fewest, "至少", "at least")
    } else if implied.most.is_some_and(|most| count > most) {
        words(implied.steps.len(), "至多", "at most")
    } else {
        return;
    };
    let places: Vec<_> = implied
        .steps
        .iter()
        .map(|at| cx.here(step_at(*at)))
        .collect();
    let on_site = if implied.steps.is_empty() {
        Argument::Both {
            zh: format!("{}：没有一个环节要到现场", says.0),
            en: format!("{}: no step requires a visit", says.1),
        }
    } else {
        let Argument::Both { zh, en } = names(drawn.steps, &implied.steps) else {
            return;
        };
        Argument::Both {
            zh: format!("{}：{zh}要到现场", says.0),
            en: format!("{}: {en}", says.1),
        }
    };
    let mut found = Diagnostic::at(path!["guide", "visits", "count"])
        .with("declared", count)
        .with("implied", on_site);
    for place in places {
        found = found.related(
            place,
            Text::new("要到现场的环节", "a step that requires a visit"),
        );
    }
    cx.report(found);
}

fn words(count: usize, zh: &str, en: &str) -> (String, String) {
    (format!("{zh}{count}次"), format!("{en} {count}"))
}
