use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{entries, first_chars, is_longer};
use crate::value::citation::{quotes_article, without_citations};

rule! {
    "TXT040", "long-sentence", Hint, Item(check),
    summary: ("句子太长", "a sentence is too long"),
    message: ("{element}里有一句长达{length}字，中间没有句号、分号：“{opening}”", "a sentence in {element} has {length} characters without a full stop or semicolon: “{opening}”"),
    help: ("拆成几句，一句只说一个要求；并列的要求分条写", "split it into sentences with one requirement each; list parallel requirements as numbered points"),
    requirements: [B4],
    own: ("句子太长，一遍读不懂", "such a long sentence cannot be understood at first reading"),
    page: "long_sentence.md",
}

/// Longer than nineteen in twenty of the longest sentences of published conditions.
const MAX_SENTENCE_CHARS: usize = 150;

/// So much of it is quoted.
const QUOTED_CHARS: usize = 20;

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        // A law is not the office's to rewrite, and a contact is a list.
        if piece.stats.longest <= MAX_SENTENCE_CHARS
            || !piece.kind.is_prose()
            || matches!(
                piece.kind,
                TextKind::BasisText | TextKind::Note | TextKind::Narrative
            )
        {
            continue;
        }
        let longest = (entries(piece.text).into_iter())
            .filter(|sentence| is_longer(sentence, MAX_SENTENCE_CHARS))
            .filter(|sentence| !quotes_article(sentence))
            .map(|sentence| (without_citations(sentence).chars().count(), sentence))
            .max_by_key(|(length, _)| *length);
        let Some((length, sentence)) = longest.filter(|(length, _)| *length > MAX_SENTENCE_CHARS)
        else {
            continue;
        };
        let opening = first_chars(sentence, QUOTED_CHARS);
        cx.report(
            Diagnostic::at(piece.path())
                .with("element", piece.kind.label())
                .with("length", length)
                .with("opening", format!("{opening}……"))
                .quoting(opening),
        );
    }
}
