use super::days::{Span, look};
use crate::engine::{Context, rule};
use crate::model::ServiceItem;

rule! {
    "PRO051", "steps-with-delivery-exceed-promise", Hint, Item(check),
    summary: ("连同受理和送达，环节时限之和超过承诺办结时限", "with acceptance and delivery, the step limits exceed the promised limit"),
    message: ("连同受理、送达，{parts} = {total}，超过承诺办结时限{promised}", "with acceptance and delivery, {parts} = {total}, more than the promised limit {promised}"),
    help: ("承诺时限包含受理、送达的，压缩到{promised}以内；不包含的，给这些环节写 outside_limit = true", "if the promised limit covers acceptance and delivery, shorten the step limits to {promised} in total; otherwise set outside_limit = true for these steps"),
    requirements: [B5],
    cites: ["wenzhou-script#环节", "licence-law#44"],
    certain: Arithmetic,
    page: "steps_with_delivery_exceed_promise.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    look(item, cx, Span::Whole);
}
