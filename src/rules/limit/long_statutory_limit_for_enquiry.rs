use super::long_limit_for_enquiry::{is_too_long, kind};
use crate::analysis::nature::Nature;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Limit, ServiceItem};
use crate::path;
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rule! {
    "LIM026", "long-statutory-limit-for-enquiry", Hint, Item(check),
    summary: ("查询、展示一类的服务写着很长的法定时限", "a long statutory limit for a mere look-up"),
    message: ("这是查询、展示一类的服务，法定办结时限却是{statutory}", "this service only looks up or displays information, but the statutory limit is {statutory}"),
    help: ("没有法律规定时限的，不要填套用的天数；有规定的，在说明里写明依据", "do not enter a stock number if no law sets a limit; if one does, name it in the note"),
    requirements: [B5],
    cites: ["business-env#35", "business-env#36"],
    page: "long_statutory_limit_for_enquiry.md",
}

/// Working days up to which an answer in writing may take.
const MAX_WORKING_DAYS: u32 = 19;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(limits) = item.time_limit() else {
        return;
    };
    let Some(statutory) = &limits.statutory else {
        return;
    };
    if !Nature::of(item).is_passive()
        || exceeds(
            statutory,
            &Limit::new(MAX_WORKING_DAYS, TimeUnit::WorkingDay),
        ) != Some(true)
    {
        return;
    }
    // Too long a promise of the same item is told by its neighbour.
    let told = kind(item).is_some()
        && (limits.promised.as_ref()).is_some_and(|promised| is_too_long(promised) == Some(true));
    if !told {
        let found = Diagnostic::at(path!["guide", "time_limit", "statutory"]);
        cx.report(found.with("statutory", statutory));
    }
}
