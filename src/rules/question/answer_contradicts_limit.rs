use std::cmp::Ordering;

use super::helpers::{answers, limits};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Limit, ServiceItem};
use crate::path;
use crate::prose::{sentences, slice};
use crate::value::{Spanned, limit};
use crate::words;

rule! {
    "FAQ020", "answer-contradicts-limit", Warning, Item(check),
    summary: ("答复里的办结时限与指南不同", "an answer that states another time limit than the guide"),
    message: ("答复说{said}，指南写的是{stated}", "the answer says {said}, but the guide says {stated}"),
    help: ("核实办结时限，改答复或改指南", "find out which is right, and correct the answer or the guide"),
    requirements: [C7],
    cites: ["forum-2017#答复"],
    certain: Contradiction,
    page: "answer_contradicts_limit.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let Some(stated) = guide.time_limit.as_ref() else {
        return;
    };
    let mut known = None;
    let mut unsure = false;
    for answer in answers(item) {
        let asked = words::LIMIT_ASKED.occurs_in(answer.question)
            && !words::LIMIT_ELSE.occurs_in(answer.question);
        for sentence in sentences(answer.text) {
            if !(asked || words::LIMIT_ABOUT.occurs_in(sentence))
                || words::LIMIT_ELSE.occurs_in(sentence)
                || words::LIMIT_SPECIAL.occurs_in(without_exclusion(sentence))
            {
                continue;
            }
            let found = limit::find_all(sentence);
            let [Spanned { span, value: said }] = found.as_slice() else {
                // If there are several limits, it is unclear to what each one applies.
                continue;
            };
            let statutory = sentence.contains("法定");
            let against = match (statutory, &stated.statutory, &stated.promised) {
                (false, _, Some(limit)) => (limit, "promised"),
                (true, Some(limit), _) => (limit, "statutory"),
                // A missing promise is reported by another rule.
                _ => continue,
            };
            match agrees(said, known.get_or_insert_with(|| limits(guide))) {
                Some(true) => {}
                None => unsure = true,
                Some(false) => {
                    let place = cx.here(path!["guide", "time_limit", against.1]);
                    let words = slice(sentence, span.clone());
                    cx.report(
                        Diagnostic::at(answer.path.clone())
                            .quoting(words)
                            .with("said", said)
                            .with("stated", against.0)
                            .related(place, Text::new("指南写的时限", "what the guide states")),
                    );
                }
            }
        }
    }
    if unsure {
        cx.cannot_judge(Text::new(
            "答复和指南的时限单位不同，不能确切换算",
            "the time limits of answer and guide have units that cannot be converted with certainty",
        ));
    }
}

/// The sentence without a leading clause that only states an exclusion: 不用专家评审的.
fn without_exclusion(sentence: &str) -> &str {
    let Some((before, rest)) = sentence.split_once(['，', ',']) else {
        return sentence;
    };
    let negated = words::LIMIT_WITHOUT.occurs_in(before);
    if negated { rest } else { sentence }
}

/// Whether the guide states the limit; `None` if a limit of the guide may be equal in other units.
fn agrees(said: &Limit, known: &[&Limit]) -> Option<bool> {
    let mut sure = true;
    for stated in known {
        match limit::compare(said, stated) {
            Some(Ordering::Equal) => return Some(true),
            // People say 5天 for 5个工作日.
            None if said.amount.is_some() && said.amount == stated.amount => return Some(true),
            None => sure = false,
            Some(_) => {}
        }
    }
    sure.then_some(false)
}
