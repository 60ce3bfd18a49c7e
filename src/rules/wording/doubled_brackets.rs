use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
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
    for piece in cx.texts() {
        if piece.stats.opened < 2 || piece.kind == TextKind::Translation {
            continue;
        }
        // An alias that repeats the name repeats its fault: that is found in the name.
        if piece.kind == TextKind::Keyword && piece.text.trim() == item.name.trim() {
            continue;
        }
        if let Some(words) = doubled(piece.text) {
            cx.report(
                Diagnostic::at(piece.path())
                    .with("element", piece.kind.label())
                    .with("words", words)
                    .quoting(words),
            );
        }
    }
}

/// The first remark between two brackets that open together and close together.
fn doubled(text: &str) -> Option<&str> {
    text.match_indices(OPEN).find_map(|(start, mark)| {
        let inner = slice(text, start + mark.len()..text.len()).trim_start();
        inner.starts_with(OPEN).then_some(())?;
        let mut depth = 0usize;
        for (at, c) in inner.char_indices() {
            if OPEN.contains(&c) {
                depth += 1;
            } else if CLOSE.contains(&c) {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let after = slice(inner, at + c.len_utf8()..inner.len());
                    let last = after.trim_start().chars().next()?;
                    CLOSE.contains(&last).then_some(())?;
                    let end = text.len() - after.trim_start().len() + last.len_utf8();
                    return Some(slice(text, start..end));
                }
            }
        }
        None
    })
}
