use super::law_text;
use super::text_only_refers::only_points;
use crate::analysis::{TextKind, is_form};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path::Path;
use crate::prose::{Occurrence, is_numeral, occurrences, slice};
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
    // A form that is listed is what an attachment was.
    let listed = || (item.materials().iter()).any(|one| is_form(one) || one.blank_form.is_some());
    let mut all: Vec<(&str, Text, Argument, Path, Vec<Path>)> = Vec::new();
    for piece in cx.texts() {
        let looked_at = matches!(
            piece.kind,
            TextKind::Condition | TextKind::MaterialNote | TextKind::Step | TextKind::Answer
        );
        if !looked_at || !piece.is_own {
            continue;
        }
        let text = piece.text;
        let own = text.contains('本').then(|| own_law(text)).flatten();
        let copied = own.map_or(Text::new("", ""), |_| COPIED);
        let words = own
            .or_else(|| attachment(text).filter(|_| !listed()))
            .or_else(|| following(text))
            .or_else(|| law_text::chapter(text));
        // A text of nothing else is another finding.
        if let Some(words) = words.filter(|_| !only_points(text.trim())) {
            // A copied text is often copied on: one finding for the same words.
            match all.iter_mut().find(|(known, ..)| *known == words) {
                Some((.., more)) => more.push(piece.path()),
                None => all.push((words, copied, piece.label(), piece.path(), Vec::new())),
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

/// 本办法第七条 and 本条例规定 in a text that names no such law.
fn own_law(text: &str) -> Option<&str> {
    words::LAW_BY_KIND.iter().find_map(|law| {
        let word = format!("本{law}");
        occurrences(text, &word).find_map(
            |Occurrence {
                 start,
                 before,
                 after,
             }| {
                // 本规定 is also "this rule" of a sentence that has just given it.
                let cited = after.starts_with('第') || (after.starts_with("规定") && law != "规定");
                let named =
                    before.contains('》') || before.contains('〉') || has_title(before, law);
                (cited && !named).then(|| slice(text, start..start + word.len() + first(after)))
            },
        )
    })
}

/// Whether a law is named without brackets, as 取水许可管理办法第三条.
fn has_title(before: &str, law: &str) -> bool {
    occurrences(before, law).any(|Occurrence { before, after, .. }| {
        !before.ends_with(['本', '该'])
            && (after.starts_with(['第', '（', '(']) || after.trim_start().starts_with('第'))
    })
}

/// The length of what belongs to the reference: 第七条, 规定.
fn first(after: &str) -> usize {
    match after.find('条') {
        Some(end) if after.starts_with('第') && end < 24 => end + '条'.len_utf8(),
        _ if after.starts_with("规定") => "规定".len(),
        _ => 0,
    }
}

/// 见附件1 and （附表）, if nothing is attached.
fn attachment(text: &str) -> Option<&str> {
    if !text.contains('附') {
        return None;
    }
    words::ATTACHMENT.iter().find_map(|word| {
        occurrences(text, word).find_map(
            |Occurrence {
                 start,
                 before,
                 after,
             }| {
                let sent = words::SENT_TO.end_of(before)?;
                let bracket = sent.starts_with(['（', '(']);
                let start = if bracket { start } else { start - sent.len() };
                let rest =
                    after.trim_start_matches(|c: char| is_numeral(c) || matches!(c, '、' | '-'));
                // Whole it must be: （附件齐全） points nowhere.
                let closed =
                    rest.is_empty() || rest.starts_with(['）', ')', '，', '。', '；', '\n']);
                // An address to follow, or the document it is attached to, is a referent.
                let given = text.contains("http")
                    || before.trim_end_matches(sent).ends_with(['号', '〉'])
                    || before.contains("》第");
                let end = text.len() - rest.len();
                (closed && !given).then(|| slice(text, start..end))
            },
        )
    })
}

/// 下列第1项 in a text that has no first item.
fn following(text: &str) -> Option<&str> {
    let Occurrence { start, after, .. } = occurrences(text, "下列第").next()?;
    let number: String = after.chars().take_while(char::is_ascii_digit).collect();
    let rest = after.strip_prefix(number.as_str())?;
    let listed = ["、", ".", "．", "）", ")", ",", "，"]
        .iter()
        .any(|mark| rest.contains(&format!("{number}{mark}")));
    let end = text.len() - rest.len() + "项".len();
    (!number.is_empty() && rest.starts_with('项') && !listed).then(|| slice(text, start..end))
}
