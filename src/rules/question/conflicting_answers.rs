use std::collections::BTreeMap;

use crate::compare::clip;
use crate::engine::{Context, Diagnostic, Subject, rule};
use crate::i18n::Text;
use crate::model::{Question, ServiceItem};
use crate::path;
use crate::prose::{is_filler, similarity, text_key};
use crate::value::{limit, money};

rule! {
    "FAQ030", "conflicting-answers", Warning, Item(check),
    summary: ("同一个问题有不同的答复", "different answers to the same question"),
    message: ("同一个问题答复不同：“{first}”；“{second}”", "the same question has different answers: “{first}”; “{second}”"),
    help: ("合并成一条，以核实过的答复为准", "merge the entries, keeping the answer that has been verified"),
    requirements: [C7],
    cites: ["forum-2017#答复"],
    page: "conflicting_answers.md",
}

/// Minimum similarity of consistent answers; less similar ones differ whatever their numbers.
const MIN_SIMILARITY: f64 = 0.5;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut first: BTreeMap<String, (Subject, &str)> = BTreeMap::new();
    let mut found = Vec::new();
    for (place, question) in questions(item, cx) {
        let (Some(asked), Some(answer)) = (&question.question, question.answer.as_deref()) else {
            continue;
        };
        let key = text_key(asked);
        if is_filler(asked) || is_filler(answer) || key.is_empty() {
            continue;
        }
        let Some((known, other)) = first.get(&key) else {
            first.insert(key, (place, answer));
            continue;
        };
        let counted = stated_facts(answer) != stated_facts(other);
        if text_key(answer) == text_key(other)
            || (!counted && similarity(answer, other) >= MIN_SIMILARITY)
        {
            continue;
        }
        let (path, related) = match place.view {
            None => (place.path, known.clone()),
            // If the other answer is in another view, the finding is reported in this catalogue.
            Some(_) if known.view.is_none() => (known.path.clone(), place),
            Some(_) => continue,
        };
        let report = Diagnostic::at(path)
            .with("first", clip(other))
            .with("second", clip(answer))
            .related(related, Text::new("另一处答复", "the other answer"));
        found.push(report.hint_unless(counted));
    }
    for found in found {
        cx.report(found);
    }
}

/// Every question of the item, its channels and its views, with the location of the answer.
fn questions<'a>(item: &'a ServiceItem, cx: &Context<'a>) -> Vec<(Subject, &'a Question)> {
    let own = item
        .guide
        .iter()
        .map(|guide| (cx.here(path!["guide"]), guide));
    let channel_guides = item
        .channels
        .iter()
        .enumerate()
        .filter_map(|(at, channel)| {
            Some((
                cx.here(path!["channels", at, "says"]),
                channel.says.as_deref()?,
            ))
        });
    let view_guides = cx.views().iter().filter_map(|view| {
        let place = Subject {
            view: Some(view.view),
            item: Some(view.index),
            path: path!["guide"],
        };
        Some((place, view.item.guide.as_ref()?))
    });
    own.chain(channel_guides)
        .chain(view_guides)
        .flat_map(|(base, guide)| {
            guide
                .questions
                .iter()
                .enumerate()
                .map(move |(at, question)| {
                    let path = base.path.join(&path!["questions", at, "answer"]);
                    (
                        Subject {
                            path,
                            ..base.clone()
                        },
                        question,
                    )
                })
        })
        .collect()
}

/// The limits and prices that an answer states.
fn stated_facts(answer: &str) -> (Vec<String>, Vec<String>) {
    let limits = limit::find_all(answer)
        .iter()
        .map(|limit| limit::write(&limit.value))
        .collect();
    let prices = money::find_all(answer)
        .iter()
        .map(|price| money::write(&price.value))
        .collect();
    (limits, prices)
}
