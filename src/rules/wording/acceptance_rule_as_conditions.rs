use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{clauses, entries, is_longer};
use crate::words;

rule! {
    "TXT146", "acceptance-rule-as-conditions", Hint, Item(check),
    summary: ("受理条件只有各事项通用的受理规定", "the conditions are only the general rules of acceptance"),
    message: ("受理条件只有通用的受理规定：“{text}”，没有本事项的条件", "the conditions are only general rules of acceptance, none specific to this item: “{text}”"),
    help: ("写明办这件事的人要满足什么；职权范围、材料齐全是窗口收件的要求，写到受理环节", "say what an applicant for this item must meet; move jurisdiction and completeness of materials to the acceptance step"),
    requirements: [B3, B4],
    cites: ["licence-law#32"],
    overrides: ["TXT031"],
    page: "acceptance_rule_as_conditions.md",
}

/// A clause longer than this says something of its own.
const MAX_CLAUSE_CHARS: usize = 32;

/// Longer conditions hold something besides.
const MAX_TEXT_CHARS: usize = 120;

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        if is_general(piece) {
            cx.report(Diagnostic::at(piece.path()).with("text", piece.text.trim()));
        }
    }
}

/// Whether every clause is one of those, and one of them is about the office's own competence.
fn is_general(piece: &TextNode<'_>) -> bool {
    let text = piece.text;
    let own = ["职权", "管辖", "职责", "受理范围"];
    piece.kind == TextKind::Condition
        && (10..=MAX_TEXT_CHARS).contains(&piece.stats.chars)
        && own.iter().any(|word| text.contains(word))
        && entries(text)
            .iter()
            .flat_map(|entry| clauses(entry))
            .filter(|clause| clause.chars().filter(|c| c.is_alphabetic()).count() > 1)
            .all(|clause| {
                !is_longer(clause, MAX_CLAUSE_CHARS)
                    && words::ASKED_OF_EVERY_APPLICATION.occurs_in(clause)
            })
}
