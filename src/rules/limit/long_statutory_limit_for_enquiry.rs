use super::helpers::both;
use crate::engine::{Context, Found, rule};
use crate::model::{Limit, ServiceItem};
use crate::rules::enquiry::is_enquiry;
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rule! {
    "LIM026", "long-statutory-limit-for-enquiry", Hint, Item(check),
    summary: ("查询、展示一类的服务要等很久", "a long limit for a mere enquiry"),
    message: ("这是查询、展示一类的服务，{name}却是{limit}", "people only look something up here, yet {name} is {limit}"),
    help: ("当场能查到的写即时办结；确要人工答复的，写实际需要的天数", "say that it is done at once where it is; where somebody has to answer, give the days it takes"),
    rows: ["B5"],
    source: "优化营商环境条例 第三十五条 推进政务服务标准化、按照减时限的要求编制办事指南",
    page: "long_statutory_limit_for_enquiry.md",
}

/// Working days up to which an answer in writing may take.
const LONGEST: u32 = 19;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if !is_enquiry(item) {
        return;
    }
    let longest = Limit::new(LONGEST, TimeUnit::WorkingDay);
    let mut stated = both(item).into_iter();
    let found = stated.find_map(|stated| {
        let limit = stated.limit?;
        (exceeds(limit, &longest) == Some(true)).then(|| (stated.path, stated.name, limit))
    });
    if let Some((path, name, limit)) = found {
        cx.report(Found::at(path).with("name", name).with("limit", limit));
    }
}
