use std::ops::Range;

use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, Fix, rule};
use crate::model::ServiceItem;
use crate::prose::slice;

rule! {
    "TXT036", "doubled-brackets", Warning, Item(check),
    summary: ("同一处写了两层括号", "one remark in two pairs of brackets"),
    message: ("{element}里的“{words}”套了两层括号", "“{words}” in {element} is in two pairs of brackets"),
    help: ("去掉一层括号", "remove one pair of brackets"),
    requirements: [A1],
    own: (
        "括号叠写是拼接文字时留下的，读不通",
        "doubled brackets are left over from joining texts and hard to read",
    ),
    page: "doubled_brackets.md",
}

const OPEN: [char; 2] = ['（', '('];
const CLOSE: [char; 2] = ['）', ')'];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        if node.stats.opened < 2 || node.kind == TextKind::Translation {
            continue;
        }
        // An alias that repeats the name repeats its fault, which is reported at the name.
        if node.kind == TextKind::Keyword && node.text.trim() == item.name.trim() {
            continue;
        }
        if let Some(doubled) = doubled(node.text) {
            let words = slice(node.text, doubled.clone());
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("words", words)
                    .quoting(words)
                    .fix(Fix::safe(without_outer(node.text, doubled))),
            );
        }
    }
}

/// The first text between two pairs of brackets that open together and close together.
fn doubled(text: &str) -> Option<Range<usize>> {
    let mut open: Vec<Range<usize>> = Vec::new();
    // The two halves of the bracket that was closed last.
    let mut inner: Option<[Range<usize>; 2]> = None;
    let mut first: Option<Range<usize>> = None;
    for (at, c) in text.char_indices() {
        let half = at..at + c.len_utf8();
        if OPEN.contains(&c) {
            open.push(half);
        } else if CLOSE.contains(&c) {
            let Some(opening) = open.pop() else {
                continue;
            };
            let blank = |range: Range<usize>| slice(text, range).chars().all(char::is_whitespace);
            let together = inner.is_some_and(|[from, to]| {
                from.start >= opening.end
                    && blank(opening.end..from.start)
                    && blank(to.end..half.start)
            });
            let is_first = first
                .as_ref()
                .is_none_or(|first| opening.start < first.start);
            if together && is_first {
                first = Some(opening.start..half.end);
            }
            inner = Some([opening, half]);
        }
    }
    first
}

/// The text without the outer of the two pairs of brackets.
fn without_outer(text: &str, doubled: Range<usize>) -> String {
    let words = slice(text, doubled.clone());
    let inner = words.strip_prefix(OPEN).unwrap_or(words);
    let inner = inner.strip_suffix(CLOSE).unwrap_or(inner).trim();
    let (before, after) = (
        slice(text, 0..doubled.start),
        slice(text, doubled.end..text.len()),
    );
    [before, inner, after].concat()
}
