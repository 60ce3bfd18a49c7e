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

/// Maximum length of a sentence, in characters: nineteen in twenty published conditions have no longer one.
const MAX_SENTENCE_CHARS: usize = 150;

/// Minimum depth of nested brackets that is reported.
const MIN_BRACKET_DEPTH: usize = 3;

/// Minimum number of joining words in one sentence that is reported.
const MIN_JOINTS: usize = 5;

/// Number of characters of the sentence that are quoted.
const QUOTED_CHARS: usize = 20;

/// A sentence, and what is wrong with it.
type Fault<'a> = (&'a str, Argument);

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        match (long(node), nested(node)) {
            // Splitting the sentence fixes both.
            (Some((sentence, long)), Some((other, nested))) if sentence == other => {
                report(node, (sentence, joined(&long, &nested)), cx);
            }
            (long, nested) => {
                for fault in long.into_iter().chain(nested) {
                    report(node, fault, cx);
                }
            }
        }
    }
}

fn report(node: &TextNode<'_>, (sentence, fault): Fault<'_>, cx: &mut Context<'_>) {
    let opening = first_chars(sentence, QUOTED_CHARS);
    cx.report(
        Diagnostic::at(node.path())
            .with("element", node.label())
            .with("fault", fault)
            .with("opening", format!("{opening}……"))
            .quoting(opening),
    );
}

/// The longest sentence, if it is too long.
fn long<'a>(node: &TextNode<'a>) -> Option<Fault<'a>> {
    // The office cannot rewrite a law, and a contact is a list.
    if node.stats.longest <= MAX_SENTENCE_CHARS
        || !node.kind.is_prose()
        || matches!(
            node.kind,
            TextKind::BasisText | TextKind::Note | TextKind::Narrative
        )
    {
        return None;
    }
    let (length, sentence) = entries(node.text)
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

/// The first sentence with deeply nested brackets or many joined clauses.
fn nested<'a>(node: &TextNode<'a>) -> Option<Fault<'a>> {
    // Two joining words may share a comma.
    let joined = || node.stats.commas * 2 >= MIN_JOINTS && joints(node.text) >= MIN_JOINTS;
    if node.stats.opened < MIN_BRACKET_DEPTH && !joined() {
        return None;
    }
    let judged = matches!(
        node.kind,
        TextKind::Condition
            | TextKind::Step
            | TextKind::MaterialNote
            | TextKind::Answer
            | TextKind::LimitNote
    );
    let mut sentences = entries(node.text).filter(|_| judged);
    sentences.find_map(|sentence| {
        (!quotes_article(sentence)).then_some(())?;
        Some((sentence, nesting(&without_citations(sentence))?))
    })
}

fn nesting(sentence: &str) -> Option<Argument> {
    let deep = bracket_depth(sentence);
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

/// Number of words that join one clause to another.
fn joints(text: &str) -> usize {
    (words::CLAUSE_JOINT.iter())
        .map(|word| text.matches(word).count())
        .sum()
}

fn bracket_depth(sentence: &str) -> usize {
    let (mut deep, mut max_depth) = (0usize, 0);
    for c in sentence.chars() {
        match c {
            '（' | '(' => deep += 1,
            '）' | ')' => deep = deep.saturating_sub(1),
            _ => {}
        }
        max_depth = max_depth.max(deep);
    }
    max_depth
}

fn joined(first: &Argument, second: &Argument) -> Argument {
    let (zh, en) = (Language::Chinese, Language::English);
    Argument::Both {
        zh: format!("{}，{}", first.get(zh), second.get(zh)),
        en: format!("{} and {}", first.get(en), second.get(en)),
    }
}
