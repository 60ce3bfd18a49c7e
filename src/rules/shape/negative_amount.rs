use crate::engine::rule;

rule! {
    "SHP002", "negative-amount", Error, Shape,
    summary: ("数量小于0", "an amount is below zero"),
    message: ("数量写成了{value}", "the amount is {value}"),
    help: ("改为不小于0的数；没有时限或不收费请用 not_applicable 或 charged = false 说明", "write a number that is not negative; say “not applicable” or “charged = false” where there is none"),
    requirements: [D1],
    own: ("份数、天数、金额没有负的", "copies, days and amounts are never negative"),
    certain: Arithmetic,
    page: "negative_amount.md",
}
