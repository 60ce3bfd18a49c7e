use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, Fix, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path::Path;
use crate::prose::{first_chars, is_blank, is_han, is_stop, last_chars, slice};
use crate::words::{self, Set};

rule! {
    "TXT014", "garbled-text", Warning, Item(check),
    summary: ("文字里有乱码或控制字符", "a text contains garbled or control characters"),
    message: ("{element}里有{what}", "found {what} in {element}"),
    help: ("对照原件重新录入这段文字，文件按UTF-8保存", "re-enter the text from the original and save the file as UTF-8"),
    requirements: [D1],
    own: ("乱码读不出意思", "garbled characters cannot be understood"),
    certain: Format,
    page: "garbled_text.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let texts = cx.texts().iter().chain(cx.asides());
    for node in texts {
        let garbled = node.stats.odd || node.hits.any(Set::GARBLED);
        if let Some(fault) = garbled.then(|| fault(node.text)).flatten() {
            let found = found(node.path(), node.full_label(), fault);
            cx.report(found.fix(without_controls(node.text)));
            continue;
        }
        if node.stats.asks
            && has_no_questions(node.kind)
            && let Some(words) = lost_character(node.text)
        {
            cx.report(found(
                node.path(),
                node.full_label(),
                (LOST, Some(words.to_owned())),
            ));
        }
    }
}

fn found(path: Path, element: Argument, (what, quote): (Text, Option<String>)) -> Diagnostic {
    let found = Diagnostic::at(path)
        .with("element", element)
        .with("what", what);
    match quote {
        Some(quote) => found.quoting(quote),
        None => found,
    }
}

fn fault(text: &str) -> Option<(Text, Option<String>)> {
    if let Some(word) = words::GARBLED.find(text).map(|found| found.word) {
        return Some((MOJIBAKE, Some(word.to_owned())));
    }
    let mut before = ' ';
    for c in text.chars() {
        if c == '\u{FFFD}' || ('\u{E000}'..='\u{F8FF}').contains(&c) {
            return Some((UNKNOWN, Some(c.to_string())));
        }
        if is_control(c) {
            return Some((CONTROL, None));
        }
        // UTF-8 read as Latin-1: a lead byte from 0xE2 on, and a continuation byte.
        if ('\u{E2}'..='\u{EF}').contains(&before) && ('\u{80}'..='\u{BF}').contains(&c) {
            return Some((MOJIBAKE, Some([before, c].iter().collect())));
        }
        before = c;
    }
    None
}

/// Whether texts of this kind contain no questions.
const fn has_no_questions(kind: TextKind) -> bool {
    matches!(
        kind,
        TextKind::Condition | TextKind::BasisText | TextKind::Step | TextKind::MaterialNote
    )
}

/// The text around a question mark that replaces a lost character: between two words, in a sentence that is no
/// question.
fn lost_character(text: &str) -> Option<&str> {
    text.match_indices(['？', '?']).find_map(|(at, mark)| {
        let (before, after) = (slice(text, 0..at), slice(text, at + mark.len()..text.len()));
        let inside = before.ends_with(is_han) && after.starts_with(is_han);
        let sentence = before.rsplit(is_stop).next().unwrap_or(before);
        let is_question = || words::ASKING.occurs_in(sentence);
        (inside && !is_question()).then(|| {
            let from = at - last_chars(before, SHOWN_CHARS).len();
            let to = at + mark.len() + first_chars(after, SHOWN_CHARS).len();
            slice(text, from..to)
        })
    })
}

/// Number of characters shown on either side of the mark.
const SHOWN_CHARS: usize = 4;

/// Whether a character controls a device or the direction of a text. C1 controls are not counted: they are a
/// sign of a wrong encoding.
fn is_control(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' | '\u{80}'..='\u{9F}' => false,
        '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    }
}

/// The text without invisible control characters, if nothing else is wrong with it.
fn without_controls(text: &str) -> Option<Fix> {
    let cleaned: String = text.chars().filter(|c| !is_control(*c)).collect();
    let is_sound = cleaned != text && fault(&cleaned).is_none() && !is_blank(&cleaned);
    is_sound.then(|| Fix::safe(cleaned))
}

const MOJIBAKE: Text = Text::new(
    "编码弄错产生的乱码",
    "garbled characters from a wrong encoding",
);
const LOST: Text = Text::new(
    "顶替了别的字符的问号",
    "a question mark in place of another character",
);
const UNKNOWN: Text = Text::new("无法显示的字符", "a character that cannot be shown");
const CONTROL: Text = Text::new("看不见的控制字符", "an invisible control character");
