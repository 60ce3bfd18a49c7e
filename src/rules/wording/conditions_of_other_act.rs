use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{clauses, sentences, slice};
use crate::words;

rule! {
    "TXT196", "conditions-of-other-act", Hint, Item(check),
    summary: ("变更、注销的事项写的是设立的条件", "conditions of setting up in an item that changes or ends something"),
    message: ("事项名称说的是“{act}”，受理条件写的却是{other}的条件：“{words}”", "the item is about “{act}”, but its conditions are those of {other}: “{words}”"),
    help: ("写明这一次要满足什么；设立的条件还要重新审查的，写明", "say what must be met this time; if the conditions of setting up are examined again, say so"),
    requirements: [B4, D3],
    own: (
        "设立的条件办成时就已满足，说不清变更、注销要什么",
        "the conditions of setting up were met long ago and do not tell what a change or an end requires",
    ),
    page: "conditions_of_other_act.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(act) = words::LATER_ACT.find(&item.name).map(|found| found.word) else {
        return;
    };
    let Some(text) = item.conditions() else {
        return;
    };
    if words::FIRST_ACT.occurs_in(&item.name) || !words::FIRST_ACT.occurs_in(text) {
        return;
    }
    for sentence in sentences(text) {
        let Some(list) = words::CONDITION_LIST.find(sentence) else {
            continue;
        };
        let before = slice(sentence, 0..list.start);
        // 变更后应当符合设立的条件 mentions both.
        if before.contains(act) {
            continue;
        }
        let other = clauses(before).find_map(|clause| words::FIRST_ACT.find(clause));
        if let Some(other) = other {
            return cx.report(
                Diagnostic::at(path!["guide", "conditions"])
                    .with("act", act)
                    .with("other", other.word)
                    .with("words", slice(sentence, 0..list.start + list.word.len()))
                    .quoting(slice(sentence, 0..list.start + list.word.len())),
            );
        }
    }
}
