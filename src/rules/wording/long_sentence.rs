use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Language};
use crate::model::ServiceItem;
use crate::prose::{entries, first_chars, is_longer};
use crate::value::citation::{quotes_article, without_citations};
use crate::words;

rule! {
    "TXT040", "long-sentence", Hint, Item(check),
    summary: ("句子太长，或层次太多", "a sentence is too long or nested too deeply"),
    message: ("{element}里有一句{fault}：“{opening}”", "a sentence in {element} {fault}: “{opening}”"),
    help: ("拆成几句，一句只说一个要求；并列的要求、括号里的话和“或者”“以及”连起来的情形分条写", "split it into sentences with one requirement each; turn parallel requirements, the text in brackets and the cases joined by “or” and “and” into a list"),
    requirements: [B4],
    own: ("句子太长、层次太多，一遍读不懂", "a sentence this long or this nested is not understood at first reading"),
    page: "long_sentence.md",
}

/// Longer than nineteen in twenty of the longest sentences of published conditions.
const MAX_SENTENCE_CHARS: usize = 150;

/// Brackets within brackets within brackets.
const MIN_BRACKET_DEPTH: usize = 3;

/// Minimum number of joining words in one sentence.
const MIN_JOINTS: usize = 5;

/// Number of its characters that are quoted.
const QUOTED_CHARS: usize = 20;

/// A sentence, and what is wrong with it.
type Fault<'a> = (&'a str, Argument);

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        match (long(piece), nested(piece)) {
            // Splitting the one splits the other.
            (Some((sentence, long)), Some((other, nested))) if sentence == other => {
                report(piece, (sentence, joined(&long, &nested)), cx);
            }
            (long, nested) => {
                for fault in long.into_iter().chain(nested) {
                    report(piece, fault, cx);
                }
            }
        }
    }
}

fn report(piece: &TextNode<'_>, (sentence, fault): Fault<'_>, cx: &mut Context<'_>) {
    let opening = first_chars(sentence, QUOTED_CHARS);
    cx.report(
        Diagnostic::at(piece.path())
            .with("element", piece.label())
            .with("fault", fault)
            .with("opening", format!("{opening}……"))
            .quoting(opening),
    );
}

/// The longest sentence, if it is too long.
fn long<'a>(piece: &TextNode<'a>) -> Option<Fault<'a>> {
    // A law is not the office's to rewrite, and a contact is a list.
    if piece.stats.longest <= MAX_SENTENCE_CHARS
        || !piece.kind.is_prose()
        || matches!(
            piece.kind,
            TextKind::BasisText | TextKind::Note | TextKind::Narrative
        )
    {
        return None;
    }
    let (length, sentence) = entries(piece.text)
        .filter(|sentence| is_longer(sentence, MAX_SENTENCE_CHARS))
        .filter(|sentence| !quotes_article(sentence))
        .map(|sentence| (without_citations(sentence).chars().count(), sentence))
        .max_by_key(|(length, _)| *length)?;
    (length > MAX_SENTENCE_CHARS).then(|| {
        let fault = Argument::Both {
            zh: format!("长达{length}字，中间没有句号、分号"),
            en: format!("has {length} characters without a full stop or semicolon"),
        };
        (sentence, fault)
    })
}

/// The first sentence with brackets in brackets, or with clause joined to clause.
fn nested<'a>(piece: &TextNode<'a>) -> Option<Fault<'a>> {
    // Two joints may share a comma.
    let joined = || piece.stats.commas * 2 >= MIN_JOINTS && joints(piece.text) >= MIN_JOINTS;
    if piece.stats.opened < MIN_BRACKET_DEPTH && !joined() {
        return None;
    }
    let judged = matches!(
        piece.kind,
        TextKind::Condition
            | TextKind::Step
            | TextKind::MaterialNote
            | TextKind::Answer
            | TextKind::LimitNote
    );
    let mut sentences = entries(piece.text).filter(|_| judged);
    sentences.find_map(|sentence| {
        (!quotes_article(sentence)).then_some(())?;
        Some((sentence, nesting(&without_citations(sentence))?))
    })
}

fn nesting(sentence: &str) -> Option<Argument> {
    let deep = depth(sentence);
    if deep >= MIN_BRACKET_DEPTH {
        return Some(Argument::Both {
            zh: format!("括号套了{deep}层"),
            en: format!("has brackets nested {deep} deep"),
        });
    }
    let joints = joints(sentence);
    (joints >= MIN_JOINTS).then(|| Argument::Both {
        zh: format!("用连接词连了{joints}个分句"),
        en: format!("joins its clauses {joints} times"),
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

fn joined(first: &Argument, second: &Argument) -> Argument {
    let (zh, en) = (Language::Chinese, Language::English);
    Argument::Both {
        zh: format!("{}，{}", first.get(zh), second.get(zh)),
        en: format!("{} and {}", first.get(en), second.get(en)),
    }
}
