use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{clipped, first_chars, is_longer, last_sentence, numbered, slice};
use crate::words::{self, Set};

rule! {
    "TXT186", "list-with-one-entry", Warning, Item(check),
    summary: ("列表只剩第一条", "a list of which only the first entry is there"),
    message: ("{element}写着“{lead}”，后面只有“{entry}”这一条", "“{lead}” in {element} announces several entries, and only “{entry}” follows"),
    help: ("到事项管理系统里查原文，把其余各条补上；确实只有一条的，去掉编号和“下列”", "take the full text from the source system and add the other entries; if there is only one, write it without a number"),
    requirements: [B4, D1],
    own: (
        "条件多半在导出时断在第一条，申请人看到的不全",
        "an export often breaks off behind the first entry, and applicants see only a part",
    ),
    overrides: ["TXT012"],
    page: "list_with_one_entry.md",
}

/// Marks of a second entry, in any style.
const SECOND_MARKS: &[&str] = &[
    "2、", "2.", "2．", "2）", "2)", "（2", "(2", "（二", "(二", "二、", "二是", "②",
];

/// Maximum number of nested lists that are searched; each one is parsed as a whole.
const MAX_LEVELS: usize = 3;

/// Number of characters shown of the announcement and of the entry.
const SHOWN_CHARS: usize = 20;

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        if node.kind != TextKind::Condition {
            continue;
        }
        let announces = node.hits.any(Set::SEVERAL_ANNOUNCED);
        let several = announces.then(|| only_entry(node.text, MAX_LEVELS));
        let follower = || only_follower(node.text).filter(|_| announces);
        let several = several.flatten();
        let is_announced = several.is_some();
        let found = several.or_else(follower).or_else(|| only_first(node.text));
        let Some((lead, entry)) = found else {
            continue;
        };
        let whole = entry.trim();
        let entry = first_chars(whole, SHOWN_CHARS);
        cx.report(
            Diagnostic::at(node.path())
                .with("element", node.label())
                .with("lead", clipped(lead, SHOWN_CHARS))
                .with("entry", clipped(whole, SHOWN_CHARS))
                .quoting(announced(node.text, lead, entry))
                // A mark alone may be a leftover, with nothing else missing.
                .hint_unless(is_announced),
        );
    }
}

/// The text from the announcement to the end of the part of the entry that is shown.
fn announced<'t>(text: &'t str, lead: &str, entry: &str) -> &'t str {
    let start = lead.as_ptr() as usize - text.as_ptr() as usize;
    let end = entry.as_ptr() as usize - text.as_ptr() as usize + entry.len();
    slice(text, start..end)
}

/// The words that announce several entries, and the only entry of the innermost list.
fn only_entry(text: &str, levels: usize) -> Option<(&str, &str)> {
    let list = numbered(text, &|_| true)?;
    let [entry] = list.entries.as_slice() else {
        return None;
    };
    if numbered(entry, &|_| true).is_some() {
        let inside = levels.checked_sub(1)?;
        return only_entry(entry, inside);
    }
    let lead = last_sentence(list.lead.trim_end_matches(['：', ':', ' '])).trim();
    let several = words::SEVERAL_ANNOUNCED.find(lead)?;
    let has_second = SECOND_MARKS.iter().any(|mark| entry.contains(mark));
    let announcement = slice(lead, several.start..lead.len());
    (!has_second && !entry.trim().is_empty()).then_some((announcement, *entry))
}

/// The words that announce several entries, and the only sentence after them: 符合下列条件之一的，可以申请：变更执业单位.
fn only_follower(text: &str) -> Option<(&str, &str)> {
    let (head, rest) = text.split_once(['：', ':'])?;
    let lead = last_sentence(head);
    let several = words::SEVERAL_ANNOUNCED.find(lead)?;
    let rest = rest.trim();
    let sentence = rest.trim_end_matches(['。', '；', ';']);
    let is_single = !sentence.contains(['。', '；', ';', '：', ':', '、', '\n', '《'])
        && is_longer(sentence, MIN_ENTRY_CHARS)
        && numbered(rest, &|_| true).is_none();
    is_single.then(|| (slice(lead, several.start..lead.len()), rest))
}

/// Minimum length of an entry, in characters; shorter ones may refer to the list: 见附件.
const MIN_ENTRY_CHARS: usize = 6;

/// Marks of a first entry.
const FIRST_MARKS: &[&str] = &[
    "（一）",
    "(一)",
    "（1）",
    "(1)",
    "1、",
    "1.",
    "1．",
    "一、",
    "①",
];

/// The mark of a first entry at the beginning of the text and the text after it, if no other mark follows.
fn only_first(text: &str) -> Option<(&str, &str)> {
    let text = text.trim();
    let mark = FIRST_MARKS.iter().find(|mark| text.starts_with(**mark))?;
    let entry = slice(text, mark.len()..text.len());
    let is_alone = !entry.starts_with(|c: char| c.is_ascii_digit())
        && !entry.contains(['\n', '：', ':', '2'])
        && SECOND_MARKS.iter().all(|second| !entry.contains(second))
        && !is_longer(entry, MAX_ENTRY_CHARS)
        && is_longer(entry, MIN_ENTRY_CHARS);
    is_alone.then_some((slice(text, 0..mark.len()), entry))
}

/// Maximum length of an entry, in characters; longer texts contain more than one entry.
const MAX_ENTRY_CHARS: usize = 200;
