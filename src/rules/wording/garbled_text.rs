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
    for piece in texts {
        let garbled = piece.stats.odd || piece.hits.any(Set::GARBLED);
        if let Some(fault) = garbled.then(|| fault(piece.text)).flatten() {
            let found = found(piece.path(), piece.full_label(), fault);
            cx.report(found.fix(without_controls(piece.text)));
            continue;
        }
        if piece.stats.asks
            && states(piece.kind)
            && let Some(words) = lost(piece.text)
        {
            cx.report(found(
                piece.path(),
                piece.full_label(),
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
        // UTF-8 read as Latin-1: a lead byte from à on and what follows it.
        if ('\u{E2}'..='\u{EF}').contains(&before) && ('\u{80}'..='\u{BF}').contains(&c) {
            return Some((MOJIBAKE, Some([before, c].iter().collect())));
        }
        before = c;
    }
    None
}

/// Whether texts of this kind ask nothing.
const fn states(kind: TextKind) -> bool {
    matches!(
        kind,
        TextKind::Condition | TextKind::BasisText | TextKind::Step | TextKind::MaterialNote
    )
}

/// The words around a question mark that stands for a character that was lost: between two words, in a sentence
/// that asks nothing.
fn lost(text: &str) -> Option<&str> {
    text.match_indices(['？', '?']).find_map(|(at, mark)| {
        let (before, after) = (slice(text, 0..at), slice(text, at + mark.len()..text.len()));
        let inside = before.ends_with(is_han) && after.starts_with(is_han);
        let sentence = before.rsplit(is_stop).next().unwrap_or(before);
        let asks = || words::ASKING.occurs_in(sentence);
        (inside && !asks()).then(|| {
            let from = at - last_chars(before, SHOWN_CHARS).len();
            let to = at + mark.len() + first_chars(after, SHOWN_CHARS).len();
            slice(text, from..to)
        })
    })
}

/// Number of characters shown on either side of the mark.
const SHOWN_CHARS: usize = 4;

/// Whether it controls a device or the direction of a text; what else controls nothing is a sign of a wrong
/// encoding.
fn is_control(c: char) -> bool {
    match c {
        '\n' | '\r' | '\t' | '\u{80}'..='\u{9F}' => false,
        '\u{200E}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        _ => c.is_control(),
    }
}

/// The text without control characters, which nobody sees, if nothing else is wrong with it.
fn without_controls(text: &str) -> Option<Fix> {
    let bare: String = text.chars().filter(|c| !is_control(*c)).collect();
    let is_sound = bare != text && fault(&bare).is_none() && !is_blank(&bare);
    is_sound.then(|| Fix::safe(bare))
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
