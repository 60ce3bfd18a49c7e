use super::helpers::{answers, phones};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::sentences;
use crate::value::phone;
use crate::words;

rule! {
    "FAQ026", "answer-gives-other-phone", Hint, Item(check),
    summary: ("答复里的电话指南没有", "an answer that gives a phone the guide does not have"),
    message: ("答复给的电话{said}不在指南的电话里", "the phone {said} in the answer is not in the guide"),
    help: ("核实号码，改答复，或把它加到咨询电话里", "check the number; correct the answer, or add the number to the enquiry phones"),
    requirements: [C7, C6],
    cites: ["forum-2017#答复"],
    page: "answer_gives_other_phone.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let known = phones(item);
    if known.is_empty() {
        return;
    }
    for answer in answers(item) {
        for sentence in
            sentences(answer.text).filter(|sentence| words::PHONE_ANNOUNCED.occurs_in(sentence))
        {
            let read = phone::read(sentence).value.unwrap_or_default();
            let other = read.iter().find(|said| {
                !phone::is_service(said)
                    && phone::fault(said).is_none()
                    && !known.iter().any(|known| phone::same_line(said, known))
            });
            let Some(said) = other else { continue };
            let found = Diagnostic::at(answer.path.clone())
                .with("said", phone::write(std::slice::from_ref(said)));
            // The text may spell the number differently.
            let words = Some(said.number.as_str()).filter(|number| answer.text.contains(*number));
            cx.report(match words {
                Some(words) => found.quoting(words),
                None => found,
            });
        }
    }
}
