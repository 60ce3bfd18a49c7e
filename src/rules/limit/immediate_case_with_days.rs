use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Limit, ServiceItem};
use crate::path;
use crate::value::limit::exceeds;
use crate::vocabulary::{CaseType, TimeUnit};

rule! {
    "LIM020", "immediate-case-with-days", Warning, Item(check),
    summary: ("即办件却要好几天", "an on-the-spot case with a promised limit of days"),
    message: ("办件类型是即办件，承诺办结时限却是{promised}", "the case type is on-the-spot, but the promised limit is {promised}"),
    help: ("当场能办结的，承诺时限改为当场办结（immediate = true）；不能的，办件类型改为承诺件", "promise completion on the spot (immediate = true), or make it a 承诺件 (promised-limit case)"),
    requirements: [A1, B5],
    cites: ["wenzhou-script#办件类型", "exchange-schema#project_type"],
    certain: Contradiction,
    page: "immediate_case_with_days.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.case_type != Some(CaseType::Immediate) {
        return;
    }
    let Some(promised) = item
        .time_limit()
        .and_then(|limits| limits.promised.as_ref())
    else {
        return;
    };
    let over = match exceeds(promised, &Limit::new(1, TimeUnit::WorkingDay)) {
        // One calendar day is as short as one working day can be.
        Some(over) => {
            over && exceeds(promised, &Limit::new(1, TimeUnit::CalendarDay)) == Some(true)
        }
        None if promised.amount.is_some_and(|amount| amount.value() > 1.0) => {
            return cx.cannot_judge(Text::new(
                "承诺办结时限没有单位，或单位不能换算",
                "the promised limit has no unit, or one that cannot be converted",
            ));
        }
        None => false,
    };
    if over {
        let place = cx.here(path!["case_type"]);
        let found = Diagnostic::at(path!["guide", "time_limit", "promised"])
            .with("promised", promised)
            .related(place, Text::new("办件类型", "the case type"));
        cx.report(found);
    }
}
