use super::days::{Span, look};
use crate::engine::{Context, rule};
use crate::model::ServiceItem;

rule! {
    "PRO050", "steps-exceed-promise", Warning, Item(check),
    summary: ("环节时限之和超过承诺办结时限", "the step limits add up to more than the promised limit"),
    message: ("{parts} = {total}，超过承诺办结时限{promised}", "{parts} = {total}, more than the promised limit {promised}"),
    help: ("压缩环节时限到合计不超过{promised}；不计入承诺时限的环节，写 outside_limit = true", "shorten the step limits to {promised} in total; set outside_limit = true for steps that the promised limit does not count"),
    requirements: [B5],
    cites: ["wenzhou-script#环节"],
    certain: Arithmetic,
    page: "steps_exceed_promise.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    look(item, cx, Span::Counted);
}
