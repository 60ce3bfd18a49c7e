use super::visits::declared;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;
use crate::words;

rule! {
    "PRO063", "reason-without-visit", Warning, Item(check),
    summary: ("到现场0次，却写了必须现场办理的原因", "no visit is declared, but a reason for visits is given"),
    message: ("到现场次数是0，又写了必须现场办理的原因：“{reason}”", "the number of visits is 0, but a reason for visits is given: “{reason}”"),
    help: ("确实要到现场的，改次数；不用到现场的，删去原因", "if a visit is required, correct the number; otherwise delete the reason"),
    requirements: [B6],
    cites: ["wenzhou-script#现场"],
    certain: Contradiction,
    page: "reason_without_visit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(visits) = declared(item) else { return };
    let Some(reason) = visits.reason.as_deref().filter(|reason| !is_filler(reason)) else {
        return;
    };
    if visits.count != Some(0) || words::NO_VISIT.occurs_in(reason) {
        return;
    }
    let count = cx.here(path!["guide", "visits", "count"]);
    cx.report(
        Diagnostic::at(path!["guide", "visits", "reason"])
            .with("reason", reason.trim())
            .related(count, Text::new("到现场次数", "the number of visits")),
    );
}
