use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::prose::{Occurrence, is_blank, occurrences, slice};
use crate::words;

rule! {
    "TXT026", "dropped-title", Warning, Item(check),
    summary: ("文件名里缺了一段", "part of a document's title is missing"),
    message: ("{element}里的“{title}”缺了里面所指文件的名称", "“{title}” in {element} lacks the name of the document it is about"),
    help: ("补上文件的全称，里面的书名号用单的，如《国务院关于修改〈某条例〉的决定》", "write the full title, with the inner title in single marks, as in 《国务院关于修改〈某条例〉的决定》"),
    requirements: [A1, B4],
    own: ("文件名缺了一段，找不到原文", "a document cannot be found if part of its title is missing"),
    page: "dropped_title.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    for node in cx.texts() {
        if !node.stats.brackets || node.kind == TextKind::Translation {
            continue;
        }
        if let Some(title) = title_with_gap(node.text) {
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("title", title)
                    .quoting(title),
            );
        }
    }
}

/// The first title, with its marks, in which another title is missing.
fn title_with_gap(text: &str) -> Option<&str> {
    text.match_indices('《').find_map(|(start, mark)| {
        let after = slice(text, start + mark.len()..text.len());
        let (inner, _) = after.split_once('》')?;
        let end = start + "《》".len() + inner.len();
        (is_blank(inner) || has_gap(inner)).then(|| slice(text, start..end))
    })
}

fn has_gap(title: &str) -> bool {
    if !words::DONE_TO_DOCUMENT.occurs_in(title) {
        return false;
    }
    words::DONE_TO_DOCUMENT.iter().any(|word| {
        occurrences(title, word).any(|Occurrence { before, after, .. }| {
            let spaced = after.trim_start();
            if spaced.len() < after.len() {
                // The marks of the other title were taken for a tag and removed with it.
                spaced.starts_with(['的', '等', '和', '、'])
            } else {
                before.ends_with("关于") && words::DOCUMENT_ON_DOCUMENT.is(after)
            }
        })
    })
}
