use super::helpers::contacts;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;

rule! {
    "ORG084", "reply-before-question", Error, Item(check),
    summary: ("答复日期早于提出日期", "a reply dated before its question"),
    message: ("答复日期{answered}早于提出日期{asked}", "the reply date {answered} is earlier than the question date {asked}"),
    help: ("更正写错的日期", "correct the wrong date"),
    requirements: [A9],
    own: ("答复不会早于提问", "a reply cannot precede its question"),
    certain: Arithmetic,
    page: "reply_before_question.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (path, contact, _) in contacts(item) {
        for (index, reply) in contact.replies.iter().enumerate() {
            let (Some(asked), Some(answered)) = (reply.asked, reply.answered) else {
                continue;
            };
            if answered < asked {
                let found = Diagnostic::at(path.then("replies").then(index).then("answered"))
                    .with("answered", &answered)
                    .with("asked", &asked);
                cx.report(found);
            }
        }
    }
}
