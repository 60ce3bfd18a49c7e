use std::collections::BTreeMap;

use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{is_filler, text_key};

rule! {
    "PRO037", "same-condition-twice", Error, Item(check),
    summary: ("同一个条件通向两个环节", "one condition leads to two steps"),
    message: ("“{step}”之后“{when}”时既去“{first}”又去“{second}”", "after “{step}”, the condition “{when}” leads to both “{first}” and “{second}”"),
    help: ("把两个条件写得分得开；两个环节都要办的，改用 fork", "make the two conditions distinct; if both steps are taken, use `fork`"),
    requirements: [B1],
    own: ("一个条件只通向一个环节", "a condition must lead to exactly one step"),
    certain: Structure,
    page: "same_condition_twice.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, step) in item.steps().iter().enumerate() {
        if step.next.len() < 2 {
            continue;
        }
        let mut known: BTreeMap<String, (usize, &str)> = BTreeMap::new();
        for (way, next) in step.next.iter().enumerate() {
            let Some(when) = next.when.as_deref().filter(|when| !is_filler(when)) else {
                continue;
            };
            let key = text_key(when);
            match known.get(&key) {
                Some((first, to)) if *to != next.to.trim() => {
                    let here = step_at(at).then("next");
                    let place = cx.here(here.then(*first));
                    cx.report(
                        Diagnostic::at(here.then(way).then("when"))
                            .with("step", name(step, at))
                            .with("when", when)
                            .with("first", *to)
                            .with("second", next.to.trim())
                            .related(
                                place,
                                Text::new(
                                    "写了同样条件的去向",
                                    "the branch with the same condition",
                                ),
                            ),
                    );
                }
                Some(_) => {}
                None => {
                    known.insert(key, (way, next.to.trim()));
                }
            }
        }
    }
}
