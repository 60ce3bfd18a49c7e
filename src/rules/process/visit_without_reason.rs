use super::visits::declared;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text, counted};
use crate::model::{Element, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::prose::{begins_number, is_digit, is_filler, is_letter};
use crate::vocabulary::HandlingForm;
use crate::words;

rule! {
    "PRO062", "visit-without-reason", Warning, Item(check),
    summary: ("要到现场却没有写原因", "a visit is required, but no reason is given"),
    message: ("{visits}，没有写必须现场办理的原因", "{visits}, but no reason is given"),
    help: ("写明为什么必须到现场，如“须当场核验身份”；其实不用到现场的，把次数改成0", "say why the applicant must come in person, such as to verify identity; if no visit is required, set the number to 0"),
    requirements: [B6],
    cites: ["wenzhou-script#现场", "sc-2016-55#网上办理"],
    certain: Presence,
    page: "visit_without_reason.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(visits) = declared(item) else { return };
    let Some(count) = visits.count.filter(|count| *count > 0) else {
        return;
    };
    let reason = visits.reason.as_deref();
    let reason = reason.filter(|reason| !is_filler(reason) && !only_counts(reason));
    let found = Diagnostic::at(path!["guide", "visits", "count"]);
    match cx.element(reason, "guide.visits.reason") {
        Element::Given(_) => {}
        Element::Missing => {
            let visits = Argument::Both {
                zh: format!("要到现场{count}次"),
                en: format!("it takes {}", counted(count, "visit")),
            };
            cx.report(
                found
                    .with("visits", visits)
                    .citing(&["wenzhou-script#现场"]),
            );
        }
        state => {
            if let Some(statement) = online_statement(item) {
                let visits = Argument::Both {
                    zh: format!("写着可以网上办理，却要到现场{count}次"),
                    en: format!(
                        "it can be done online, yet takes {}",
                        counted(count, "visit")
                    ),
                };
                let there = cx.here(statement);
                let found = found
                    .with("visits", visits)
                    .related(there, Text::new("可以网上办理", "it can be done online"));
                cx.report(found.hint());
            } else if matches!(state, Element::NotCollected) {
                cx.cannot_judge(Text::new(
                    "来源没有采集必须现场办理的原因",
                    "the source does not collect the reason for visits",
                ));
            }
        }
    }
}

/// Whether the words only repeat how often the applicant comes: 最多跑一次.
fn only_counts(reason: &str) -> bool {
    let told = reason.trim_matches(|c: char| !is_letter(c));
    told.strip_suffix('次').is_some_and(|told| {
        let count = words::COUNTS_VISITS.each_removed_from(told.to_owned());
        !count.is_empty() && count.chars().all(|c| is_digit(c) || begins_number(c))
    })
}

/// The path of the statement that the item is handled online, if no step is on site.
fn online_statement(item: &ServiceItem) -> Option<Path> {
    if item.steps().iter().any(|step| step.on_site == Some(true)) {
        return None;
    }
    let form = item
        .handling_forms
        .iter()
        .position(|form| *form == HandlingForm::Online);
    let stated = || (item.online == Some(true)).then(|| path!["online"]);
    form.map(|at| path!["handling_forms", at]).or_else(stated)
}
