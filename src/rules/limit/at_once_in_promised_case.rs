use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::CaseType;
use crate::words;

rule! {
    "LIM025", "at-once-in-promised-case", Hint, Item(check),
    summary: ("承诺件的环节里写当场办结", "a promised-limit case with a step that says “on the spot”"),
    message: ("办件类型是承诺件，承诺{promised}办结，环节里却写“{words}”", "the case type is promised-limit with {promised}, but a step says “{words}”"),
    help: ("当场能办结的，办件类型改为即办件；不能的，删去环节里的话，或写明哪种情形当场办结", "make it a 即办件 (on-the-spot case), remove the words, or say in which cases it is done on the spot"),
    requirements: [C1, B5],
    own: (
        "承诺几天与当场办结，只能一个是真的",
        "a promise of days and completion on the spot cannot both be true",
    ),
    page: "at_once_in_promised_case.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.case_type != Some(CaseType::Promised) {
        return;
    }
    let promised = item
        .time_limit()
        .and_then(|limits| limits.promised.as_ref());
    let Some(promised) = promised.filter(|limit| {
        !limit.is_immediate() && limit.amount.is_some_and(|amount| amount.value() > 1.0)
    }) else {
        return;
    };
    let steps = item.process().map_or(&[][..], |process| &process.steps);
    for (at, step) in steps.iter().enumerate() {
        let texts = [
            ("action", &step.action),
            ("criteria", &step.criteria),
            ("output", &step.output),
        ];
        for (key, text) in texts {
            let words = text
                .as_deref()
                .and_then(|text| words::CASE_AT_ONCE.find(text).map(|found| found.word));
            if let Some(words) = words {
                let place = cx.here(path!["case_type"]);
                return cx.report(
                    Diagnostic::at(path!["guide", "process", "steps", at, key])
                        .with("promised", promised)
                        .with("words", words)
                        .quoting(words)
                        .related(place, Text::new("办件类型", "the case type")),
                );
            }
        }
    }
}
