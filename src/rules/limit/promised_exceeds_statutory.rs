use std::cmp::Ordering;

use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::value::limit::compare;

rule! {
    "LIM010", "promised-exceeds-statutory", Error, Item(check),
    summary: ("承诺办结时限长于法定办结时限", "the promised limit is longer than the statutory one"),
    message: ("承诺办结时限是{promised}，长于法定办结时限{statutory}", "the promised limit {promised} is longer than the statutory limit {statutory}"),
    help: ("把承诺办结时限改到{statutory}以内，或更正法定办结时限", "promise at most {statutory}, or correct the statutory limit"),
    requirements: [A1, B5],
    cites: ["business-env#36", "licence-law#42"],
    certain: Arithmetic,
    page: "promised_exceeds_statutory.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let limits = item.time_limit();
    let Some(limits) = limits else { return };
    let (Some(statutory), Some(promised)) = (&limits.statutory, &limits.promised) else {
        return;
    };
    match compare(promised, statutory) {
        Some(Ordering::Greater) => {
            let statutory_place = cx.here(path!["guide", "time_limit", "statutory"]);
            cx.report(
                Diagnostic::at(path!["guide", "time_limit", "promised"])
                    .with("promised", promised)
                    .with("statutory", statutory)
                    .related(
                        statutory_place,
                        Text::new("法定办结时限", "the statutory limit"),
                    ),
            );
        }
        None => cx.cannot_judge(Text::new(
            "两个时限的单位不同，不能确切换算",
            "the two time limits have units that cannot be converted with certainty",
        )),
        _ => {}
    }
}
