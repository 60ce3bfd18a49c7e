use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::says_something;

rule! {
    "FAQ010", "incomplete-question", Error, Item(check),
    summary: ("有问无答或有答无问", "a question without an answer, or an answer without a question"),
    message: ("这条常见问题没有写{lacking}", "this entry has no {lacking}"),
    help: ("补上问题和答案；不再需要的整条删去", "add the question and the answer; if the entry is no longer needed, remove it"),
    requirements: [C7],
    cites: ["exchange-schema#questions"],
    certain: Presence,
    page: "incomplete_question.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, entry) in item.questions().iter().enumerate() {
        let blank = |text: &Option<String>| !says_something(text.as_deref());
        let lacking = match (blank(&entry.question), blank(&entry.answer)) {
            (true, true) => Text::new("问题和答案", "question or answer"),
            (true, false) => Text::new("问题", "question"),
            (false, true) => Text::new("答案", "answer"),
            (false, false) => continue,
        };
        cx.report(Diagnostic::at(path!["guide", "questions", at]).with("lacking", lacking));
    }
}
