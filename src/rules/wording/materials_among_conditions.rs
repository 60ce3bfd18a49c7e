use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{
    clauses, is_blank, is_longer, opens_entry, phrases, sentences, slice, without_brackets,
};
use crate::value::citation::without_titles;
use crate::words;

rule! {
    "TXT022", "materials-among-conditions", Warning, Item(check),
    summary: ("受理条件里列的是材料", "the conditions list materials"),
    message: ("受理条件里列了要交的材料：“{words}”", "the conditions list materials to submit: “{words}”"),
    help: ("本事项要交的移到申请材料里，不是的删去；受理条件只写申请人要满足什么", "move those due for this item to the materials and delete the others; keep the conditions to what the applicant must meet"),
    requirements: [B4],
    cites: ["licence-law#30"],
    page: "materials_among_conditions.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        // Fast path: a list comes after a colon or on lines of its own.
        let letters = &piece.stats.letters;
        if piece.kind != TextKind::Condition || !letters.may_hold_any(['：', ':', '\n']) {
            continue;
        }
        if let Some(words) = opens_list(piece.text).or_else(|| heads_list(piece.text)) {
            let found = Diagnostic::at(piece.path())
                .with("words", words)
                .quoting(words);
            cx.report(found);
        }
    }
}

/// The words that introduce a list of documents, such as 应当提交下列材料：.
fn opens_list(text: &str) -> Option<&str> {
    text.match_indices(['：', ':']).find_map(|(colon, mark)| {
        let after = slice(text, colon + mark.len()..text.len()).trim_start();
        if after.is_empty() {
            return None;
        }
        let head = slice(text, 0..colon);
        if let Some(words) = opens_documents(head, after) {
            return Some(slice(text, head.len() - words.len()..colon + mark.len()));
        }
        let body = words::LIST_NOUN.strip_end(head)?;
        let verb = words::LIST_VERB
            .iter()
            .filter_map(|verb| body.rfind(verb))
            .max()?;
        let between = slice(body, verb..body.len());
        let short = !is_longer(between, 10) && phrases(between).nth(1).is_none();
        let others = (sentences(head).last())
            .is_some_and(|sentence| words::LIST_OF_CONDITIONS.occurs_in(sentence));
        (short && !others && !lists_conditions(after) && names_papers(after))
            .then(|| slice(text, verb..colon + mark.len()))
    })
}

/// The first line, if it is a heading for papers and all lines after it name papers: 名称预核准所需材料.
fn heads_list(text: &str) -> Option<&str> {
    let (head, list) = text.trim().split_once('\n')?;
    let head = head.trim();
    let bare = head.trim_end_matches(['：', ':']);
    let of_papers = words::LIST_NOUN.strip_end(bare).is_some_and(|what| {
        ["所需", "申请", "提交"]
            .iter()
            .any(|end| what.ends_with(end))
    });
    let mut lines = list.lines().filter(|line| !is_blank(line));
    (of_papers && !is_longer(head, 20) && lines.all(names_papers)).then_some(head)
}

/// The verb that is directly followed by a list of documents, as in 需提交：1.《某申请表》.
fn opens_documents<'a>(head: &'a str, after: &str) -> Option<&'a str> {
    let bare = ["以下", "下列", "如下"].iter();
    let bare = bare.fold(head, |head, word| head.strip_suffix(word).unwrap_or(head));
    let verb = words::LIST_VERB.end_of(bare)?;
    let first = clauses(after).next()?;
    let named = first.contains('《')
        || words::DOCUMENT_ENDING.ends(first.trim_end_matches(|c: char| !c.is_alphanumeric()));
    named.then(|| slice(head, bare.len() - verb.len()..head.len()))
}

/// Whether some entry is a paper. The contents of an application, such as 投诉人的姓名、电话, are not.
fn names_papers(list: &str) -> bool {
    // The list ends at the first full stop.
    let own = list.split('。').next().unwrap_or(list);
    own.split(['；', ';', '\n', '，', '、']).any(|entry| {
        let entry = without_brackets(entry);
        let entry = entry.trim_end_matches(|c: char| !c.is_alphanumeric());
        entry.contains('《')
            || entry.ends_with("复印件")
            || ["材料", "资料", "文件"]
                .iter()
                .any(|end| entry.ends_with(end))
            || words::DOCUMENT_ENDING.ends(entry)
            || words::PAPER_NAMED.ends(entry)
    })
}

/// Whether most entries state conditions and do not name a document.
fn lists_conditions(list: &str) -> bool {
    let (mut entries, mut conditions, mut numbered) = (0usize, 0usize, false);
    for entry in list.split(['；', ';', '\n']) {
        // After the first full stop, the entry is explained or another subject begins.
        let (own, behind) = entry.split_once('。').unwrap_or((entry, ""));
        let marked = opens_entry(own.trim_start(), None);
        if numbered && !marked && !is_blank(own) {
            break;
        }
        numbered |= marked;
        let own = without_titles(own);
        let entry = own.trim_end_matches(|c: char| !c.is_alphanumeric());
        if entry.is_empty() {
            continue;
        }
        entries += 1;
        let named = words::DOCUMENT_ENDING.ends(entry);
        if !named && words::HOW_THINGS_MUST_BE.occurs_in(entry) {
            conditions += 1;
        }
        if behind.contains('：') {
            break;
        }
    }
    entries > 1 && conditions * 2 > entries
}
