use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::words::{self, Set};

rule! {
    "PRO087", "step-of-other-field", Hint, Item(check),
    summary: ("环节里写的是别的领域的事", "a step about a matter of another field"),
    message: ("{element}里写的是“{words}”，本事项别处没有一处说到", "{element} is about “{words}”, which nothing else in this item mentions"),
    help: ("核对是不是从别的事项里抄来的；是的，换成本事项的内容", "check whether it was copied from another item; if so, write what this one does"),
    requirements: [B1],
    own: (
        "串了别的事项的环节，申请人和经办人都不知道该怎么办",
        "a step taken from another item tells neither applicants nor clerks what to do",
    ),
    certain: Table,
    page: "step_of_other_field.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // 一件事 items combine matters of several fields.
    if item.name.contains("一件事") {
        return;
    }
    let of_step = |node: &&TextNode<'_>| matches!(node.kind, TextKind::Step | TextKind::StepOutput);
    let texts = cx.texts();
    let mut told = Vec::new();
    for node in texts
        .iter()
        .filter(|node| of_step(node) && node.hits.any(Set::TERM_OF_FIELD))
    {
        let Some(found) = words::TERM_OF_FIELD.find(node.text) else {
            continue;
        };
        // 核验婚姻登记信息 only looks up data of another office.
        if LOOKED_UP.iter().any(|word| node.text.contains(word)) {
            continue;
        }
        let marks = marks(found.word);
        let elsewhere = |text: &str| marks.iter().any(|mark| text.contains(mark.as_str()));
        let authority = item
            .authority
            .as_ref()
            .and_then(|body| body.name.as_deref());
        let others = (texts.iter())
            .filter(|other| other.path() != node.path())
            .map(|other| other.text);
        let mut all = others.chain([item.name.as_str()]).chain(authority);
        if !all.any(elsewhere) {
            told.push((node.path(), node.full_label(), found.word));
        }
    }
    for (path, label, word) in told {
        cx.report(
            Diagnostic::at(path)
                .with("element", label)
                .with("words", word)
                .quoting(word),
        );
    }
}

/// Words of steps that look up data of other offices.
const LOOKED_UP: [&str; 3] = ["核验", "信息", "查询"];

/// The pairs of adjacent characters that identify the field: 婚姻 and 姻登 in 婚姻登记, but not 登记.
fn marks(term: &str) -> Vec<String> {
    let pairs = term.chars().zip(term.chars().skip(1));
    (pairs.map(|(a, b)| format!("{a}{b}")))
        .filter(|pair| !words::OF_ANY_FIELD.is(pair))
        .collect()
}
