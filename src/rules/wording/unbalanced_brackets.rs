use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, Fix, rule};
use crate::model::ServiceItem;
use crate::prose::{first_chars, is_longer, is_numeral, last_chars, slice};

rule! {
    "TXT015", "unbalanced-brackets", Hint, Item(check),
    summary: ("括号、书名号或引号不成对", "unbalanced brackets, title marks or quotation marks"),
    message: ("{element}里的“{mark}”没有另一半", "“{mark}” in {element} has no matching half"),
    help: ("补上缺的一半，或删去多余的一半", "add the missing half, or delete the superfluous one"),
    requirements: [A1],
    own: (
        "括号不成对，往往是文字缺了一段",
        "an unmatched bracket often means that text is missing",
    ),
    doubted: (
        "一份门户导出上的134条，124条不属实",
        "of 134 findings in a portal's export, 124 were wrong",
    ),
    page: "unbalanced_brackets.md",
}

/// Number of characters quoted around the mark.
const QUOTED_CHARS: usize = 8;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for piece in cx.texts() {
        if piece.kind == TextKind::Translation || !piece.stats.brackets {
            continue;
        }
        // An alias that repeats the name repeats its fault: that is found in the name.
        if piece.kind == TextKind::Keyword && piece.text.trim() == item.name.trim() {
            continue;
        }
        if let Some((at, mark)) = alone(piece.text) {
            let before = last_chars(slice(piece.text, 0..at), QUOTED_CHARS);
            let quote = first_chars(
                slice(piece.text, at - before.len()..piece.text.len()),
                2 * QUOTED_CHARS,
            );
            let found = Diagnostic::at(piece.path())
                .with("element", piece.kind.label())
                .with("mark", mark.to_string())
                .quoting(quote);
            cx.report(match fix(piece.text, at, mark) {
                Some(fix) => found.fix(fix),
                None => found,
            });
        }
    }
}

/// The text without the mark, if the mark is the problem: it stands twice, or opens nothing. Otherwise a
/// person has to decide whether to complete a short text, or to remove a half that closes nothing.
fn fix(text: &str, at: usize, mark: char) -> Option<Fix> {
    let (before, rest) = (
        slice(text, 0..at),
        slice(text, at + mark.len_utf8()..text.len()),
    );
    let without = || [before, rest].concat();
    match closing(mark) {
        Some(close) => {
            let is_doubled = |c: char| closing(c) == Some(close);
            if rest.trim().is_empty()
                || rest.starts_with(is_doubled)
                || before.ends_with(is_doubled)
            {
                Some(Fix::safe(without()))
            } else if rest.contains(['。', '；', ';', '\n']) {
                None
            } else {
                Some(Fix::doubtful(format!("{}{close}", text.trim_end())))
            }
        }
        None if before.ends_with(|c| full(c) == full(mark)) => Some(Fix::safe(without())),
        None => Some(Fix::doubtful(without())),
    }
}

/// A closing bracket in full width.
const fn full(c: char) -> char {
    match c {
        ')' => '）',
        ']' => '］',
        _ => c,
    }
}

fn closing(open: char) -> Option<char> {
    Some(match open {
        '（' | '(' => '）',
        '《' => '》',
        '“' => '”',
        '【' => '】',
        '「' => '」',
        '〔' => '〕',
        '〈' => '〉',
        '『' => '』',
        '〖' => '〗',
        '〘' => '〙',
        '｛' => '｝',
        '[' | '［' => '］',
        _ => return None,
    })
}

/// The first mark without its other half. `（` and `)` pair: mixed widths are no fault of sense.
fn alone(text: &str) -> Option<(usize, char)> {
    let mut open: Vec<(usize, char, char)> = Vec::new();
    for (at, c) in text.char_indices() {
        if let Some(close) = closing(c) {
            // A title in a title may be written with the same marks.
            open.push((at, c, close));
            continue;
        }
        let close = full(c);
        if !"）］》”】」〕〉』〗〙｝".contains(close) {
            continue;
        }
        if (open.last()).is_some_and(|(.., wanted)| *wanted == close) {
            open.pop();
        } else if close == '）' && is_numbering(slice(text, 0..at)) {
            // 1） and a) number a list.
        } else if close == '”' {
            // Two closing marks are often used where one opens.
            return None;
        } else {
            return Some((at, c));
        }
    }
    // A quotation that opens each paragraph closes once.
    open.first()
        .filter(|(.., wanted)| *wanted != '”')
        .map(|(at, mark, _)| (*at, *mark))
}

/// Whether a short number or letter precedes the bracket, and no word before that.
fn is_numbering(before: &str) -> bool {
    let number = |c: char| c.is_ascii_alphabetic() || is_numeral(c) || matches!(c, '①'..='⑨');
    let rest = before.trim_end_matches(number);
    let number = slice(before, rest.len()..before.len());
    !number.is_empty() && !is_longer(number, 3) && !rest.ends_with(char::is_alphanumeric)
}
