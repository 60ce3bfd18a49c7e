use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::prose::{is_han, is_longer, last_chars, occurrences, slice};
use crate::words::{self, Set};

rule! {
    "MAT085", "document-named-twice", Hint, Item(check),
    summary: ("同一份文书前后名称差一个字", "one document under two names that differ by one character"),
    message: ("这里写“{here}”，前面写的是“{there}”，差一个“{letter}”字", "“{here}” here but “{there}” earlier: the names differ by “{letter}”"),
    help: ("确认是同一份的，统一成规定的全称", "if it is the same document, use its official full name in both places"),
    requirements: [A3, B1],
    own: ("一份文书两个名称，申请人会以为是两份", "applicants take one document with two names for two documents"),
    page: "document_named_twice.md",
}

/// Minimum number of equal characters before the one that differs, and after it (`MIN_SAME_BEHIND`).
const MIN_SAME_BEFORE: usize = 6;
const MIN_SAME_BEHIND: usize = 2;

/// Maximum number of characters compared: in a sentence, the start of a name is unclear.
const MAX_NAME_CHARS: usize = 14;

/// Characters that distinguish two documents, such as 类: 规划类许可证 is a class of permits.
const DISTINGUISHING_CHARS: &str = "类的新原副正补换一二三四五六七八九十两双不未非可、和或及与";

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let mut names: Vec<(usize, &str)> = Vec::new();
    let nodes = cx.texts();
    for (number, node) in nodes.iter().enumerate() {
        let kind = matches!(
            node.kind,
            TextKind::MaterialName | TextKind::Condition | TextKind::Step | TextKind::StepOutput
        );
        if !kind
            || !node.is_own
            || !node.hits.any(Set::SET_DOCUMENT_ENDING)
            || node.stats.chars <= MIN_SAME_BEFORE + MIN_SAME_BEHIND
        {
            continue;
        }
        for end in &words::SET_DOCUMENT_ENDING {
            for found in occurrences(node.text, end) {
                let name = slice(node.text, 0..found.start + end.len());
                let name = name.rsplit(|c: char| !is_han(c)).next().unwrap_or(name);
                let name = last_chars(name, MAX_NAME_CHARS);
                if is_longer(name, MIN_SAME_BEFORE + MIN_SAME_BEHIND)
                    && !names.iter().any(|(_, known)| *known == name)
                {
                    names.push((number, name));
                }
            }
        }
    }
    for (at, (number, here)) in names.iter().enumerate() {
        let other = names.iter().take(at).find_map(|(first, there)| {
            Some((
                *first,
                *there,
                differing(here, there).or_else(|| differing(there, here))?,
            ))
        });
        let (Some((first, there, letter)), Some(node)) = (other, nodes.get(*number)) else {
            continue;
        };
        let Some(before) = nodes.get(first) else {
            continue;
        };
        return cx.report(
            Diagnostic::at(node.path())
                .with("here", *here)
                .with("there", there)
                .with("letter", letter.to_string())
                .quoting(*here)
                .related(
                    cx.here(before.path()),
                    Text::new("另一个名称", "the other name"),
                ),
        );
    }
}

/// The one additional character of the longer name; the names are compared from their ends.
fn differing(longer: &str, shorter: &str) -> Option<char> {
    let (mut longer_chars, mut shorter_chars) = (
        longer.chars().rev().peekable(),
        shorter.chars().rev().peekable(),
    );
    let mut behind = 0;
    while longer_chars.peek().is_some() && longer_chars.peek() == shorter_chars.peek() {
        longer_chars.next();
        shorter_chars.next();
        behind += 1;
    }
    let letter = longer_chars.next()?;
    // Of two equal characters, either may be the additional one.
    let same = longer_chars
        .zip(shorter_chars)
        .take_while(|(a, b)| a == b)
        .count();
    (behind >= MIN_SAME_BEHIND && same >= MIN_SAME_BEFORE && !DISTINGUISHING_CHARS.contains(letter))
        .then_some(letter)
}
