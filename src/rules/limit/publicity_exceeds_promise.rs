use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::clauses;
use crate::value::{Spanned, limit};
use crate::vocabulary::TimeUnit;

rule! {
    "LIM035", "publicity-exceeds-promise", Hint, Item(check),
    summary: ("公示的天数比承诺时限还长", "a public notice period longer than the promised limit"),
    message: ("承诺{promised}办结，文字里却写“{words}”", "the promised limit is {promised}, but the text says “{words}”"),
    help: ("把公示写进特别程序并写明天数、不计入承诺时限；要计入的，改正承诺时限", "list the public notice as a special procedure with its days, not counted towards the promised limit; if it is counted, correct the promised limit"),
    requirements: [B5],
    cites: ["licence-law#45"],
    certain: Contradiction,
    page: "publicity_exceeds_promise.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(promised) = item
        .time_limit()
        .and_then(|limits| limits.promised.as_ref())
    else {
        return;
    };
    let is_days = |unit: Option<&TimeUnit>| {
        matches!(
            unit,
            None | Some(TimeUnit::WorkingDay | TimeUnit::CalendarDay)
        )
    };
    let (Some(amount), true) = (promised.amount, is_days(promised.unit.as_ref())) else {
        return;
    };
    let special = item
        .guide
        .as_ref()
        .is_some_and(|guide| !guide.special_procedures.is_empty());
    if special {
        return;
    }
    for node in cx.texts() {
        if !node.kind.is_prose() || !node.contains("公示") {
            continue;
        }
        for clause in clauses(node.text) {
            let Some((_, after)) = clause.split_once("公示") else {
                continue;
            };
            let not_counted = ["不计入", "届满", "公示期满"]
                .iter()
                .any(|words| node.text.contains(words));
            let found = limit::find_all(after);
            let longer = found.iter().find(|Spanned { value: found, .. }| {
                is_days(found.unit.as_ref())
                    && found.unit.is_some()
                    && found
                        .amount
                        .is_some_and(|days| days.value() > amount.value())
            });
            if longer.is_some() && !not_counted {
                let at = cx.here(path!["guide", "time_limit", "promised"]);
                let words = clause.trim();
                return cx.report(
                    Diagnostic::at(node.path())
                        .with("promised", promised)
                        .with("words", words)
                        .quoting(words)
                        .related(at, Text::new("承诺办结时限", "the promised limit")),
                );
            }
        }
    }
}
