use crate::analysis::{TextKind, TextNode};
use crate::engine::{Context, Diagnostic, Fix, rules};
use crate::model::ServiceItem;
use crate::prose::{first_chars, is_han, is_letter, is_longer, last_chars, stripped};
use crate::words;

rules! {
    all {
        requirements: [A1, D1],
        certain: Format,
        page: "export_leftovers.md",
    }
    "TXT166", "quoted-by-export", Warning, Item(|item, cx| look(quoted, unquoted, item, cx)),
        summary: ("整段文字套着导出时的引号", "a whole text in the quotes of an export"),
        message: ("{element}多了一个或一对半角引号：{text}", "{element} has a stray half-width quote or a pair around it: {text}"),
        help: ("删去多余的引号；文字不完整的，补全", "remove the quote or quotes; if part of the text is missing, add it"),
        own: ("引号是表格存成文本时加的，不是文字的一部分，后半截也常常丢了", "the quotes were added when a table was saved as text, and the end is often lost");
    "TXT176", "code-instead-of-text", Warning, Item(|item, cx| look(code, |_| None, item, cx)),
        summary: ("该写文字的地方只有数字、代码", "a bare number or code in place of a text"),
        message: ("{element}只写了“{text}”，看不出是什么意思", "{element} is only “{text}”, which says nothing"),
        help: ("写成文字；填的是代码的，换成它的意思；没有要求的，删去", "write it in words; of a code, write what it means; if nothing is required, delete it"),
        own: ("数字、代码只有录入的人知道是什么意思", "only those who entered a number or code know what it means");
    "TXT206", "list-mark-in-name", Warning, Item(|item, cx| look(listed, |_| None, item, cx)),
        summary: ("材料名称带着列表的标点", "the name of a material ends in the mark of a list"),
        message: ("{element}“{text}”末尾多了一个标点", "{element} “{text}” ends in a mark that does not belong to it"),
        help: ("去掉名称末尾的标点；后面还有一段的，补上", "remove the mark; if something should follow it, add it"),
        own: ("名称是从一段列表里切下来的，标点留在了末尾", "the name was cut out of a list with the mark behind it");
    "TXT216", "beginning-cut-off", Warning, Item(|item, cx| look(headless, |_| None, item, cx)),
        summary: ("文字少了开头", "a text without its beginning"),
        message: ("{element}“{text}”少了开头", "the beginning of {element} “{text}” is missing"),
        help: ("补上开头；如果这是上一份材料名称的后半段，两段合成一个名称", "add the beginning; if this is the second half of the name before, make one name of the two"),
        own: ("以逗号、“以及”开头的文字是从一段话里切下来的", "a text that opens with a comma or an “and” was cut out of a longer one");
}

/// Number of characters quoted.
const QUOTED_CHARS: usize = 20;

fn look(
    is_left_over: fn(&TextNode<'_>) -> bool,
    fix: fn(&str) -> Option<Fix>,
    _: &ServiceItem,
    cx: &mut Context<'_>,
) {
    for node in cx.texts().iter().filter(|node| is_left_over(node)) {
        let text = node.text.trim();
        // A leftover at the beginning is shown from the beginning, one after a name from the end.
        let at_end = listed(node) && !quoted(node) || text.ends_with('"') && !text.starts_with('"');
        let is_cut = is_longer(text, QUOTED_CHARS);
        let (words, shown) = if at_end {
            let words = last_chars(text, QUOTED_CHARS);
            (words, format!("……{words}"))
        } else {
            let words = first_chars(text, QUOTED_CHARS);
            (words, format!("{words}……"))
        };
        let found = Diagnostic::at(node.path())
            .with("element", node.full_label())
            .with("text", if is_cut { shown } else { words.to_owned() })
            .quoting(words)
            .fix(fix(node.text));
        // Entries of a list may well end in semicolons.
        let is_entry = listed(node) && text.ends_with(['；', ';']);
        cx.report(found.hint_unless(!is_entry || quoted(node)));
    }
}

/// Whether a half-width quote opens the text and is closed at most at its end, or closes a text without an
/// opening one.
fn quoted(node: &TextNode<'_>) -> bool {
    if !node.stats.letters.may_hold('"') {
        return false;
    }
    let text = stripped(node.text);
    if let Some(inside) = text.strip_suffix('"').filter(|_| !text.starts_with('"')) {
        // 12" is a size.
        return !inside.contains('"') && !inside.ends_with(|c: char| c.is_ascii_digit());
    }
    if !text.starts_with('"') {
        return false;
    }
    let inside = text
        .strip_prefix('"')
        .map(|rest| rest.strip_suffix('"').unwrap_or(rest));
    inside.is_some_and(|inside| !inside.contains('"') && is_longer(inside, QUOTED_CHARS))
}

/// The text without its two quotes. If the closing quote is lost, the end of the text may be lost with it.
fn unquoted(text: &str) -> Option<Fix> {
    let is_whole = text.trim().ends_with('"') && text.trim().starts_with('"');
    is_whole.then(|| Fix::safe(text.replace('"', "")))
}

/// Whether an element that requires words has only digits and marks.
fn code(node: &TextNode<'_>) -> bool {
    let wants_words = matches!(
        node.kind,
        TextKind::MaterialNote
            | TextKind::MaterialName
            | TextKind::Step
            | TextKind::StepName
            | TextKind::Condition
            | TextKind::Name
            | TextKind::Summary
            | TextKind::Narrative
    );
    wants_words
        && !node.text.contains(is_letter)
        && node.text.contains(|c: char| c.is_ascii_digit())
}

/// Whether the name of a material ends with the punctuation of a list.
fn listed(node: &TextNode<'_>) -> bool {
    node.kind == TextKind::MaterialName
        && stripped(node.text).ends_with(['；', ';', '，', ',', '、', '：', ':'])
}

/// Whether the text opens with a mark or a word that can only follow others.
fn headless(node: &TextNode<'_>) -> bool {
    let is_name = matches!(
        node.kind,
        TextKind::MaterialName | TextKind::StepName | TextKind::Name
    );
    let text = stripped(node.text);
    // Fast path: nearly every text opens with a Chinese character.
    if !is_name && text.starts_with(is_han) {
        return false;
    }
    let rest = text.trim_start_matches(['，', '、', '；', '。', '）', '》', '”']);
    if rest.len() < text.len() {
        return (is_name || node.kind.is_prose()) && is_longer(rest, 2);
    }
    is_name && words::JOINING_BEGINNING.starts(text) && !words::NO_JOINING_BEGINNING.starts(text)
}
