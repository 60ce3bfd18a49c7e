use super::law_text::names_article;
use super::phrases::{self, Vague};
use super::vague_entry::{VagueEntry, vague_entries};
use super::vague_paper::{follows_things, open_paper};
use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::words::{self, Set};

rule! {
    "TXT031", "vague-wording", Warning, Item(check),
    summary: ("用语含糊，看不出要什么、怎样办", "vague wording that does not say what is required or how"),
    message: ("{element}里的“{words}”表述不明确", "“{words}” in {element} is vague"),
    help: ("不写“{words}”，{better}", "instead of “{words}”, {better}"),
    requirements: [B3, A3],
    cites: [
        "gbh-2017-115#5-catchall",
        "gd-business-env#29",
        "hn-business-env#28",
        "bj-business-env#31",
        "sh-business-env#24",
    ],
    page: "vague_wording.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        if let Some(found) = own_vague(node, cx) {
            cx.report(found);
        }
        let known = phrases::vague(node);
        // A quotation from a cited article cannot be reworded.
        let quoted = node.kind == TextKind::Condition && names_article(node.text);
        for VagueEntry { words, certain } in further_entries(node, &known, &item.name) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("words", words)
                    .with("better", ENTRY_ADVICE)
                    .quoting(words)
                    .hint_unless(certain && !quoted),
            );
        }
        if let Some((words, certain)) = open_paper(node, &known) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("words", words)
                    .with("better", PAPER_ADVICE)
                    .quoting(words)
                    .hint_unless(certain && !lists_papers(node)),
            );
        }
        for vague in known {
            let path = node.path();
            let better = Argument::Both {
                zh: vague.zh.to_owned(),
                en: vague.en.to_owned(),
            };
            let found = Diagnostic::at(path)
                .with("element", node.label())
                .with("words", vague.words)
                .with("better", better)
                .quoting(vague.words);
            let explained = node.kind == TextKind::MaterialName && lists_papers(node);
            let things = follows_things(node.text, vague.words);
            cx.report(found.hint_unless(!(vague.hint || explained || quoted || things)));
        }
    }
}

/// The advice for an entry of the conditions that leaves them open.
const ENTRY_ADVICE: Text = Text::new(
    "写明还要满足什么、出自哪一部规定的哪一条；对材料的要求写到受理环节",
    "say what else must be met and which article it comes from; move what is asked of papers to the acceptance step",
);

/// The advice for a paper that is only called 有关 or 相关.
const PAPER_ADVICE: Text = Text::new(
    "写明是哪一种证件、证明或文书，由谁出具",
    "say which certificate or document it is, and who issues it",
);

/// The vague entries of conditions that contain none of the known phrases, each once.
fn further_entries<'t>(
    node: &TextNode<'t>,
    known: &[Vague<'_>],
    name: &str,
) -> Vec<VagueEntry<'t>> {
    let mut all: Vec<VagueEntry<'_>> = Vec::new();
    if node.kind != TextKind::Condition || !node.hits.any(Set::LEFT_OPEN) {
        return all;
    }
    for entry in vague_entries(node.text, name) {
        let words = entry.words;
        let overlaps =
            |known: &Vague<'_>| words.contains(known.words) || known.words.contains(words);
        if !known.iter().any(overlaps) && all.iter().all(|other| other.words != words) {
            all.push(entry);
        }
    }
    all
}

/// The first wording that is vague according to the user's own list.
fn own_vague(node: &TextNode<'_>, cx: &Context<'_>) -> Option<Diagnostic> {
    let found = node
        .hits
        .any(Set::VAGUE)
        .then(|| cx.words(&words::VAGUE).find(node.text))
        .flatten()?;
    let better = Text::new("写明具体内容", "state exactly what is meant");
    Some(
        Diagnostic::at(node.path())
            .with("element", node.label())
            .with("words", found.word)
            .with("better", better)
            .quoting(found.word),
    )
}

/// Whether the material's own notes name at least two of the papers that are meant.
fn lists_papers(node: &TextNode<'_>) -> bool {
    let Some(material) = node.material() else {
        return false;
    };
    let notes = [
        &material.filling_notes,
        &material.acceptance_standard,
        &material.remark,
        &material.condition,
    ];
    notes.into_iter().flatten().any(|note| {
        let named_papers = words::KIND_OF_PAPER
            .iter()
            .filter(|paper| note.contains(paper));
        named_papers.count() >= 2
            && ["提交", "提供", "包括", "指"]
                .iter()
                .any(|word| note.contains(word))
    })
}
