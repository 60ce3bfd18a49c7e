use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;
use crate::words;

rule! {
    "OUT014", "result-says-nothing", Warning, Item(check),
    summary: ("审批结果名称没有说得到什么", "a result name that does not say what is received"),
    message: ("审批结果名称写的是“{name}”，没有说得到什么证照、什么文书", "the result is named “{name}”, which does not say which certificate or document is received"),
    help: ("写证照、文书的全称，如食品经营许可证、准予许可决定书", "give the full name of the certificate or document"),
    requirements: [A6],
    own: ("不写得到什么，不知道办完该拿到什么", "without it applicants do not know what they should receive"),
    certain: Table,
    page: "result_says_nothing.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(name) = item.result().and_then(|result| result.name.as_deref()) else {
        return;
    };
    let plain = name.trim().trim_end_matches('。');
    if is_filler(plain) {
        return;
    }
    let verdict = words::VERDICT_OF_STEP.is(plain);
    if verdict || words::GENERIC_RESULT.is(plain) {
        let found = Diagnostic::at(path!["guide", "result", "name"]).with("name", plain);
        cx.report(found.hint_unless(verdict));
    }
}
