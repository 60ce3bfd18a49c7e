use super::law_text;
use super::missing_part::{missing_attachment, missing_list_item};
use super::text_only_refers::only_points;
use crate::analysis::{TextKind, is_form};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path::Path;
use crate::prose::{Occurrence, occurrences, slice};
use crate::words;

rule! {
    "TXT032", "dangling-reference", Hint, Item(check),
    summary: ("所指的内容指南里没有", "a text refers to something the guide does not contain"),
    message: ("{element}里写着“{words}”，{copied}指南里没有所指的内容", "“{words}” in {element} {copied}refers to something the guide does not contain"),
    help: ("把所指的条件、内容直接写出来；引用法规的，写明法规的全称", "write out what is referred to; if a law is cited, give its full name"),
    requirements: [B4],
    own: ("所指的内容找不到，等于没有说", "a reference that leads nowhere says nothing"),
    page: "dangling_reference.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // A listed form takes the place of the attachment.
    let listed = || (item.materials().iter()).any(|one| is_form(one) || one.blank_form.is_some());
    let mut all: Vec<(&str, Text, Argument, Path, Vec<Path>)> = Vec::new();
    for node in cx.texts() {
        let looked_at = matches!(
            node.kind,
            TextKind::Condition | TextKind::MaterialNote | TextKind::Step | TextKind::Answer
        );
        if !looked_at || !node.is_own {
            continue;
        }
        let (text, letters) = (node.text, &node.stats.letters);
        // Fast path: almost no text has the characters of such a reference.
        let cites_itself = letters.may_hold('本') && text.contains('本');
        if !cites_itself && !letters.may_hold_any(['附', '章']) && !letters.may_contain("下列第")
        {
            continue;
        }
        let self_cited = cites_itself.then(|| self_reference(text)).flatten();
        let copied = self_cited.map_or(Text::new("", ""), |_| COPIED);
        let words = self_cited
            .or_else(|| missing_attachment(text).filter(|_| !listed()))
            .or_else(|| missing_list_item(text))
            .or_else(|| law_text::chapter(text));
        // A text that only refers elsewhere is reported by another rule.
        if let Some(words) = words.filter(|_| !only_points(text.trim())) {
            // A copied text is often repeated: the same words give one finding.
            match all.iter_mut().find(|(known, ..)| *known == words) {
                Some((.., more)) => more.push(node.path()),
                None => all.push((words, copied, node.label(), node.path(), Vec::new())),
            }
        }
    }
    for (words, copied, element, path, more) in all {
        let mut found = Diagnostic::at(path)
            .with("element", element)
            .with("words", words)
            .with("copied", copied)
            .quoting(words);
        for path in more {
            let label = Text::new("这里也写着", "also here");
            found = found.related(cx.here(path), label);
        }
        cx.report(found);
    }
}

const COPIED: Text = Text::new("是照抄法规的话，", "is copied from a law and ");

/// A reference of a law to itself, in a text that does not name the law: 本办法第七条, 本条例规定.
fn self_reference(text: &str) -> Option<&str> {
    words::LAW_BY_KIND.iter().find_map(|law| {
        let word = format!("本{law}");
        occurrences(text, &word).find_map(
            |Occurrence {
                 start,
                 before,
                 after,
             }| {
                // 本规定 may also mean "this rule", after a sentence that states it.
                let cited = after.starts_with('第') || (after.starts_with("规定") && law != "规定");
                let names_law =
                    before.contains('》') || before.contains('〉') || has_title(before, law);
                (cited && !names_law)
                    .then(|| slice(text, start..start + word.len() + reference_tail_len(after)))
            },
        )
    })
}

/// Whether a law is named without title marks: 取水许可管理办法第三条.
fn has_title(before: &str, law: &str) -> bool {
    occurrences(before, law).any(|Occurrence { before, after, .. }| {
        !before.ends_with(['本', '该'])
            && (after.starts_with(['第', '（', '(']) || after.trim_start().starts_with('第'))
    })
}

/// The length of the rest of the reference, in bytes: 第七条, 规定.
fn reference_tail_len(after: &str) -> usize {
    match after.find('条') {
        Some(end) if after.starts_with('第') && end < 24 => end + '条'.len_utf8(),
        _ if after.starts_with("规定") => "规定".len(),
        _ => 0,
    }
}
