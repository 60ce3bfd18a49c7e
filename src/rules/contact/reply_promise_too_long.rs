use super::helpers::contacts;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Limit, ServiceItem};
use crate::value::limit::exceeds;
use crate::vocabulary::TimeUnit;

rule! {
    "ORG080", "reply-promise-too-long", Warning, Item(check),
    summary: ("答复时限超过5个工作日", "a promised reply time over 5 working days"),
    message: ("{kind}的答复时限是{promise}，超过5个工作日", "the promised reply time for a {kind} is {promise}, over 5 working days"),
    help: ("咨询改为5个工作日以内答复；投诉另有法定时限的，可在5个工作日内先答复是否受理", "promise to answer enquiries within 5 working days; for complaints with their own statutory limit, say within 5 working days whether they are accepted"),
    requirements: [A9],
    cites: ["gbh-2017-115#4-reply"],
    certain: Arithmetic,
    page: "reply_promise_too_long.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, contact, kind) in contacts(item) {
        let Some(promise) = &contact.reply_promise else {
            continue;
        };
        match exceeds(promise, &Limit::new(5, TimeUnit::WorkingDay)) {
            Some(true) => {
                let found = Diagnostic::at(path.then("reply_promise"))
                    .with("kind", kind)
                    .with("promise", promise);
                // The law gives complaints more time than questions need.
                let complaint = kind.en == "complaint";
                cx.report(found.hint_unless(!complaint));
            }
            Some(false) => {}
            None => cx.cannot_judge(Text::new(
                "答复时限的单位不能换算成工作日",
                "the promised reply time cannot be converted to working days",
            )),
        }
    }
}
