use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::CaseType;

rule! {
    "LIM022", "promised-case-at-once", Warning, Item(check),
    summary: ("承诺件却写当场办结", "a promised-limit case that is done on the spot"),
    message: ("办件类型是承诺件，承诺办结时限却是{promised}", "the case type is promised-limit, but the promised limit is {promised}"),
    help: ("当场能办结的，办件类型改为即办件；不能的，填写实际的承诺时限", "make it a 即办件 (on-the-spot case), or give the promised limit"),
    requirements: [A1, B5],
    cites: ["wenzhou-script#办件类型", "exchange-schema#project_type"],
    certain: Contradiction,
    page: "promised_case_at_once.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.case_type != Some(CaseType::Promised) {
        return;
    }
    let Some(promised) = item
        .time_limit()
        .and_then(|limits| limits.promised.as_ref())
    else {
        return;
    };
    if promised.is_immediate() || promised.amount.is_some_and(|amount| amount.value() == 0.0) {
        let place = cx.here(path!["case_type"]);
        let found = Diagnostic::at(path!["guide", "time_limit", "promised"])
            .with("promised", promised)
            .related(place, Text::new("办件类型", "the case type"));
        cx.report(found);
    }
}
