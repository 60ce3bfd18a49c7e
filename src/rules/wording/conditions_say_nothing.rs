use super::law_text::without_articles;
use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{clauses, entries, is_longer, text_key, without_brackets};
use crate::value::citation;
use crate::value::citation::without_titles;
use crate::words;

rule! {
    "TXT020", "conditions-say-nothing", Warning, Item(check),
    summary: ("受理条件没有说要满足什么", "the conditions do not say what must be met"),
    message: ("受理条件只写了“{text}”，{what}", "the conditions only say “{text}”: {what}"),
    help: ("写明什么人、满足哪些条件可以办：{how}", "say who may apply and which conditions they must meet: {how}"),
    requirements: [A1, B3, B4],
    cites: ["licence-law#32"],
    own: (
        "条件不说要满足什么，看不出自己符不符合",
        "conditions that say nothing do not tell applicants whether they qualify",
    ),
    overrides: ["TXT012", "TXT031"],
    page: "conditions_say_nothing.md",
}

/// A clause longer than this says something of its own.
const MAX_CLAUSE_CHARS: usize = 32;

/// Longer conditions hold something besides.
const MAX_TEXT_CHARS: usize = 120;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        if piece.kind != TextKind::Condition {
            continue;
        }
        let found = Diagnostic::at(piece.path()).with("text", piece.text.trim());
        if only_cites(piece.text) {
            let what = Text::new(
                "只有法规名称，没有说要满足什么",
                "the name of a law, not what must be met",
            );
            let how = Text::new(
                "把该条规定的条件用申请人看得懂的话逐条写出来",
                "write out the conditions of that provision one by one, in words applicants understand",
            );
            cx.report(found.with("what", what).with("how", how).citing(&[]));
        } else if repeats_name(piece, item) {
            let what = Text::new(
                "就是事项名称，没有说什么人、满足什么条件可以办",
                "the item's name, not who may apply and under which conditions",
            );
            let how = Text::new(
                "没有条件的写“无条件限制”",
                "if there are none, say so explicitly",
            );
            cx.report(found.with("what", what).with("how", how).citing(&[]));
        } else if is_general(piece) {
            let what = Text::new(
                "是各事项通用的受理规定，没有本事项的条件",
                "general rules of acceptance, none specific to this item",
            );
            let how = Text::new(
                "职权范围、材料齐全是窗口收件的要求，写到受理环节",
                "move jurisdiction and completeness of materials to the acceptance step",
            );
            let found = found.with("what", what).with("how", how);
            cx.report(found.hint());
        }
    }
}

/// Whether nothing remains once titles, document numbers, articles and filling words are gone.
fn only_cites(text: &str) -> bool {
    if citation::mentions(text).is_empty() {
        return false;
    }
    let mut rest = without_brackets(&without_titles(text));
    rest = without_articles(&rest);
    for filler in &words::FILLER_CITATION {
        rest = rest.replace(filler, "");
    }
    !rest.chars().any(char::is_alphanumeric)
}

/// Whether it is the name of the item, or of its catalogue entry, said again.
fn repeats_name(piece: &TextNode<'_>, item: &ServiceItem) -> bool {
    let names = || {
        [Some(&item.name), item.catalogue_name.as_ref()]
            .into_iter()
            .flatten()
    };
    // Bytes against characters: what is three times as long says more.
    if names().all(|name| piece.stats.chars > name.len()) {
        return false;
    }
    let key = text_key(piece.text);
    let mut bare = key.as_str();
    for end in &words::FILLER_CONDITION_ENDING {
        bare = bare.strip_suffix(end).unwrap_or(bare);
    }
    names()
        .map(|name| text_key(name))
        .any(|name| name == key || name == bare)
}

/// Whether every clause is one of those, and one of them is about the office's own competence.
fn is_general(piece: &TextNode<'_>) -> bool {
    let text = piece.text;
    let own = ["职权", "管辖", "职责", "受理范围"];
    (10..=MAX_TEXT_CHARS).contains(&piece.stats.chars)
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
