use super::visits::declared;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;

rule! {
    "PRO062", "visit-without-reason", Warning, Item(check),
    summary: ("要到现场却没有写原因", "a visit is required, but no reason is given"),
    message: ("要到现场1次，没有写必须现场办理的原因", "one visit is required, but no reason is given"),
    help: ("写明为什么必须到现场，如“须当场核验身份”；其实不用到现场的，把次数改成0", "say why the applicant must come in person, such as to verify identity; if no visit is required, set the number to 0"),
    requirements: [B6],
    cites: ["wenzhou-script#现场"],
    certain: Presence,
    overrides: ["PRO075"],
    page: "visit_without_reason.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(visits) = declared(item) else { return };
    if visits.count.is_none_or(|count| count == 0) {
        return;
    }
    let reason = visits.reason.as_deref().filter(|reason| !is_filler(reason));
    let uncollected = Text::new(
        "来源没有采集必须现场办理的原因",
        "the source does not collect the reason for visits",
    );
    if reason.is_none() && cx.misses("guide.visits.reason", uncollected) {
        cx.report(Diagnostic::at(path!["guide", "visits", "count"]));
    }
}
