use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;
use crate::prose::{entries, first_chars};
use crate::value::citation::{quotes_article, without_citations};
use crate::words;

rule! {
    "TXT041", "nested-sentence", Hint, Item(check),
    summary: ("句子层次太多", "a sentence is nested too deeply"),
    message: ("{element}里有一句{fault}：“{quote}”", "a sentence {fault} in {element}: “{quote}”"),
    help: ("把括号里的话和“或者”“以及”连起来的情形分条写", "turn the text in brackets and the cases joined by “or” and “and” into a list"),
    requirements: [B4],
    own: ("层次太多，一遍读不懂", "such a nested sentence cannot be understood at first reading"),
    page: "nested_sentence.md",
}

/// Brackets within brackets within brackets.
const MIN_BRACKET_DEPTH: usize = 3;

/// So many joining words in one sentence.
const MIN_JOINTS: usize = 5;

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        // Two joints may share a comma.
        let joined = || piece.stats.commas * 2 >= MIN_JOINTS && joints(piece.text) >= MIN_JOINTS;
        if piece.stats.opened < MIN_BRACKET_DEPTH && !joined() {
            continue;
        }
        if !matches!(
            piece.kind,
            TextKind::Condition
                | TextKind::Step
                | TextKind::MaterialNote
                | TextKind::Answer
                | TextKind::LimitNote
        ) {
            continue;
        }
        let worst = (entries(piece.text).into_iter())
            .filter(|sentence| !quotes_article(sentence))
            .find_map(|sentence| Some((fault(&without_citations(sentence))?, sentence)));
        if let Some((fault, sentence)) = worst {
            let start = first_chars(sentence, 20);
            cx.report(
                Diagnostic::at(piece.path())
                    .with("element", piece.kind.label())
                    .with("fault", fault)
                    .with("quote", format!("{start}……"))
                    .quoting(start),
            );
        }
    }
}

/// What is wrong with the sentence: brackets in brackets, or clause joined to clause.
fn fault(sentence: &str) -> Option<Argument> {
    let deep = depth(sentence);
    if deep >= MIN_BRACKET_DEPTH {
        return Some(Argument::Both {
            zh: format!("括号套了{deep}层"),
            en: format!("with brackets nested {deep} deep"),
        });
    }
    let joints = joints(sentence);
    (joints >= MIN_JOINTS).then(|| Argument::Both {
        zh: format!("用连接词连了{joints}个分句"),
        en: format!("that joins its clauses {joints} times"),
    })
}

/// How often clause is joined to clause.
fn joints(text: &str) -> usize {
    (words::CLAUSE_JOINT.iter())
        .map(|word| text.matches(word).count())
        .sum()
}

fn depth(sentence: &str) -> usize {
    let (mut deep, mut deepest) = (0usize, 0);
    for c in sentence.chars() {
        match c {
            '（' | '(' => deep += 1,
            '）' | ')' => deep = deep.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(deep);
    }
    deepest
}
