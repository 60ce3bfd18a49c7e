use std::sync::LazyLock;

use super::helpers::{name, step_at};
use super::long_standard::{ANYTHING, is_of_papers, of_no_matter};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{clipped, is_longer, is_numeral, slice, text_key, without_buttons};
use crate::vocabulary::Stage;
use crate::words::{self, WordMap};

rule! {
    "PRO025", "empty-review-standard", Warning, Item(check),
    summary: ("审查标准没有内容", "review criteria that say nothing"),
    message: ("“{step}”的审查标准只写了“{text}”，{why}", "the review criteria of “{step}” only say “{text}”, {why}"),
    help: ("逐条写明审什么、怎样算合格；依据某部规定的，写出名称和条款", "say point by point what is examined and what is acceptable; if a regulation applies, name it with the article"),
    requirements: [B1, B3],
    cites: ["business-env#35", "sc-2015-6#审查"],
    page: "empty_review_standard.md",
}

/// Maximum length of an empty standard, in characters.
const MAX_EMPTY_CHARS: usize = 60;

/// Maximum length of a standard that is a mere verb, in characters; longer ones may hint at something: 与申请相符.
const MAX_VERB_CHARS: usize = 4;

/// The words of all lists, with their kinds.
static STANDARD_WORDS: LazyLock<WordMap<Word>> = LazyLock::new(|| {
    let lists = [
        (Word::Standard, &words::UNNAMED_STANDARD),
        (Word::Explained, &words::EXPLAINED_STANDARD),
        (Word::Complete, &words::COMPLETE),
        (Word::Formal, &words::FORMAL_STANDARD),
        (Word::Filler, &words::FILLER_STANDARD),
    ];
    let all = lists
        .into_iter()
        .flat_map(|(kind, list)| list.iter().map(move |word| (word, kind)));
    WordMap::of(all)
});

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Standard,
    Explained,
    Complete,
    Formal,
    Filler,
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let stages = cx.stages();
    for (at, step) in item.steps().iter().enumerate() {
        let Some(text) = step.criteria.as_deref().map(without_buttons) else {
            continue;
        };
        if is_longer(text, MAX_EMPTY_CHARS) {
            if !stages.only_decides(at) {
                continue;
            }
            let papers = is_of_papers(text);
            if papers || of_no_matter(text, item, cx) {
                let found = Diagnostic::at(step_at(at).then("criteria"))
                    .with("step", name(step, at))
                    .with("text", clipped(text.trim(), SHOWN_CHARS))
                    .with("why", if papers { UNCLEAR } else { ANYTHING });
                // An itemised standard says something about each paper.
                let listed = text.contains("（一）") || text.contains("1.");
                cx.report(found.hint_unless(papers && !listed && !is_registered(item)));
            }
            continue;
        }
        let Some(found_kinds) = kinds(text) else {
            continue;
        };
        let has = |kind: Word| found_kinds.contains(&kind);
        let has_stage = |stage: Stage| stages.of(at).contains(&stage);
        let judges = has_stage(Stage::Decision) || has_stage(Stage::Review);
        // Completeness alone says little unless the text says of which papers.
        let papers = ["材料", "资料", "文书", "表", "签章"]
            .iter()
            .any(|word| text.contains(word));
        let says_something = has(Word::Formal) || has(Word::Complete) && papers;
        // For taking in papers, completeness and due form are the standard.
        let empty = if judges {
            // For a decision, complete papers in due form are only the premise.
            let counted = has_stage(Stage::Decision);
            has(Word::Standard) || has(Word::Explained) || counted || !says_something
        } else {
            has(Word::Standard) && !(has(Word::Formal) && has(Word::Complete)) || !says_something
        };
        if empty {
            let found = Diagnostic::at(step_at(at).then("criteria"))
                .with("step", name(step, at))
                .with("text", text.trim())
                .with("why", UNCLEAR);
            let unnamed = has(Word::Standard) && !has(Word::Explained) && !has(Word::Formal);
            // A filing consists in taking complete papers; a licence is not granted for them.
            let counted = only_papers(&found_kinds) && !item.name.contains("备案");
            let certain = judges && (unnamed || counted)
                || is_verb(text, &found_kinds)
                || stages.only_decides(at)
                    && !has(Word::Explained)
                    && !text.contains("形式审查")
                    && !is_registered(item);
            cx.report(found.hint_unless(certain));
        }
    }
}

const UNCLEAR: Text = Text::new("看不出按什么审", "which does not tell what is examined");

/// Number of characters of a long standard that are shown.
const SHOWN_CHARS: usize = 40;

/// Whether by law the office only checks the form of the papers: registration and filing.
fn is_registered(item: &ServiceItem) -> bool {
    ["登记", "备案", "注销", "年度报告"]
        .iter()
        .any(|word| item.name.contains(word))
}

/// Whether the standard only asks for all papers.
fn only_papers(kinds: &[Word]) -> bool {
    let papers = |kind: &Word| matches!(kind, Word::Complete | Word::Filler);
    kinds.contains(&Word::Complete) && kinds.iter().all(papers)
}

/// Whether the standard only names the action: 受理, 同意.
fn is_verb(text: &str, kinds: &[Word]) -> bool {
    kinds.iter().all(|kind| *kind == Word::Filler) && !is_longer(&text_key(text), MAX_VERB_CHARS)
}

/// The kinds of the words of a text; `None` if it says anything else.
fn kinds(text: &str) -> Option<Vec<Word>> {
    let key = text_key(text);
    let mut found = Vec::new();
    let mut end = 0;
    let is_numbering = |part: &str| part.chars().all(|c| is_numeral(c) || ".,-".contains(c));
    for (hit, kind) in STANDARD_WORDS.find_all(&key) {
        if !is_numbering(slice(&key, end..hit.start)) {
            return None;
        }
        found.push(*kind);
        end = hit.start + hit.word.len();
    }
    (is_numbering(slice(&key, end..key.len())) && !found.is_empty()).then_some(found)
}
