//! Words around a phone: its owner, its extension, and the marks between two phones.

use crate::prose::{Lexed, Scan, is_han, is_longer, remains};
use crate::words;

/// Maximum length of a note, in characters; longer texts are sentences.
pub(super) const MAX_NOTE_CHARS: usize = 24;

/// Marks that may separate two numbers of one list.
const LINKS: &str = "、,/ 和或及与;|.-";

/// Whether a label cannot reach back over this character.
pub(super) fn parts_at(scan: &Scan, at: usize) -> bool {
    scan.get(at).is_some_and(|char| {
        matches!(char, ' ' | '、' | '/' | '|' | '(' | ')' | '[' | ']') || is_end(char)
    })
}

/// Whether a clause ends at this character.
pub(super) fn ends_clause(scan: &Scan, at: usize) -> bool {
    scan.get(at).is_some_and(is_end)
}

fn is_end(char: char) -> bool {
    matches!(char, '。' | ';' | ',' | '\n' | '\r' | '!' | '?')
}

/// Whether two phones are separated by list marks only; false at the start of a text.
pub(super) fn only_links(scan: &Scan, from: usize, to: usize) -> bool {
    from > 0
        && (from..to).all(|at| scan.get(at).is_some_and(|char| LINKS.contains(char)))
        && !(from..to).any(|at| scan.get(at) == Some(';'))
}

/// Whether the words only say that a phone follows.
pub(super) fn is_generic(words: &str) -> bool {
    without_announcement(words).is_none()
}

/// The owner of a number, from the words before or after it; `None` if they do not say.
pub(super) fn note(words: &str) -> Option<String> {
    let scan = Scan::new(words);
    let (mut parts, mut start) = (Vec::new(), 0);
    for at in 0..=scan.len() {
        if matches!(scan.get(at), None | Some(':')) {
            parts.extend(without_announcement(scan.original(start, at)));
            start = at + 1;
        }
    }
    let note = parts.join("，");
    let digits = note
        .chars()
        .scan(0, |row, char| {
            *row = if char.is_ascii_digit() { *row + 1 } else { 0 };
            Some(*row)
        })
        .max();
    let short = !is_longer(&note, MAX_NOTE_CHARS) && digits.is_none_or(|row| row < 5);
    (!note.is_empty() && short).then_some(note)
}

/// Strips words that only announce a phone from both ends; `None` if nothing is left.
fn without_announcement(words: &str) -> Option<&str> {
    let mut rest = remains(words)?;
    if is_longer(rest, MAX_NOTE_CHARS * 4) {
        return Some(rest);
    }
    loop {
        let trimmed = unnumbered(rest);
        if is_all_generic(trimmed) {
            return None;
        }
        let cut = words::PHONE_LEADING
            .strip_start(trimmed)
            .or_else(|| words::PHONE_LABEL.strip_end(trimmed));
        match cut {
            Some(cut) => rest = remains(cut)?,
            None => return remains(trimmed),
        }
    }
}

/// Whether all words are labels of phones.
fn is_all_generic(words: &str) -> bool {
    let scan = Scan::new(words);
    let mut at = 0;
    while at < scan.len() {
        let word = words::PHONE_LABEL.iter().find(|word| scan.has(at, word));
        match (word, scan.get(at)) {
            (Some(word), _) => at += word.chars().count(),
            (None, Some(char)) if !char.is_alphanumeric() => at += 1,
            _ => return words.eq_ignore_ascii_case("tel") || words.eq_ignore_ascii_case("phone"),
        }
    }
    true
}

/// Strips the number of an entry from the words, such as `1.` or `（2）`.
fn unnumbered(words: &str) -> &str {
    let rest = words.trim_start_matches(|char: char| char.is_ascii_digit());
    if rest.len() == words.len() || words.len() - rest.len() > 2 {
        return words;
    }
    match rest.strip_prefix(['.', '、', '．', '）', ')']) {
        Some(rest) => rest,
        None if rest.is_empty() => rest,
        None => words,
    }
}

/// The extension and note after a number, and the position after both.
pub(super) struct Tail {
    pub(super) extension: Option<String>,
    pub(super) note: Option<String>,
    pub(super) end: usize,
}

/// Reads the extension, switchboard words and remark in brackets after a number.
pub(super) fn tail(scan: &Scan, from: usize) -> Tail {
    let dialled = dialled_extension(scan, from);
    let end = dialled.as_ref().map_or(from, |dialled| dialled.end);
    let passed = switchboard_note(scan, end);
    let end = passed.as_ref().map_or(end, |passed| passed.end);
    let remark = remark(scan, end);
    let end = remark.as_ref().map_or(end, |remark| remark.end);
    let notes: Vec<String> = passed
        .map(|passed| passed.value)
        .into_iter()
        .chain(remark.and_then(|remark| remark.value))
        .collect();
    Tail {
        extension: dialled.map(|dialled| dialled.value),
        note: (!notes.is_empty()).then(|| notes.join("，")),
        end,
    }
}

/// The digits dialled after the number: 转8012, 转9转0, 按1键, 分机8012, ext 12.
fn dialled_extension(scan: &Scan, from: usize) -> Option<Lexed<String>> {
    let mut parts: Vec<String> = Vec::new();
    let mut end = from;
    loop {
        let gap = |char: char| {
            matches!(char, ' ' | '-' | ',') && parts.is_empty() || matches!(char, ' ' | '再')
        };
        let Some(word) = scan.after(scan.skip(end, gap), &words::EXTENSION) else {
            break;
        };
        let start = scan.skip(word, |char| matches!(char, ' ' | ':'));
        let stop = scan.skip(start, |char| char.is_ascii_digit() || char == '-');
        let digits = scan.folded(start, stop);
        let digits = digits.trim_matches('-');
        if digits.is_empty() || digits.len() > 12 {
            break;
        }
        parts.push(digits.to_owned());
        end = stop + usize::from(scan.get(stop) == Some('键'));
    }
    (!parts.is_empty()).then(|| Lexed::new(parts.join("-"), end))
}

/// The office to which the switchboard connects: 转区本级.
fn switchboard_note(scan: &Scan, from: usize) -> Option<Lexed<String>> {
    const MAX_NAME_CHARS: usize = 12;
    let start = scan.skip_spaces(from);
    if scan.get(start) != Some('转') {
        return None;
    }
    let end = scan.skip(start, is_han);
    let note = scan.original(start, end);
    (end > start + 1 && end - start <= MAX_NAME_CHARS).then(|| Lexed::new(note.to_owned(), end))
}

/// A short remark in brackets; `None` for a remark with a time or a phone number in it.
fn remark(scan: &Scan, from: usize) -> Option<Lexed<Option<String>>> {
    const MAX_REMARK_CHARS: usize = 60;
    let open = scan.skip_spaces(from);
    if scan.get(open) != Some('(') {
        return None;
    }
    let close = (open + 1..scan.len().min(open + MAX_REMARK_CHARS))
        .find(|at| matches!(scan.get(*at), Some('(' | ')')))
        .filter(|at| scan.get(*at) == Some(')'))?;
    let inside = open + 1..close;
    let timed = inside.clone().any(|at| matches!(scan.get(at), Some(':')));
    let words = scan.original(inside.start, inside.end);
    if timed {
        return None;
    }
    let note = note(words);
    (note.is_some() || is_generic(words)).then(|| Lexed::new(note, close + 1))
}

/// Another choice of the same menu after 、 or 或, with as many levels as the choice `like`.
pub(super) fn choice(scan: &Scan, from: usize, like: &str) -> Option<Lexed<String>> {
    let start = scan.skip(from, |char| matches!(char, '、' | '或' | '/' | ' ' | ','));
    let end = scan.skip(start, |char| char.is_ascii_digit() || char == '-');
    if start == from || end == start || end - start > 12 {
        return None;
    }
    let digits = scan.folded(start, end);
    let short = digits.split('-').all(|part| matches!(part.len(), 1 | 2));
    let alike = digits.split('-').count() == like.split('-').count();
    let closed = matches!(
        scan.get(end),
        None | Some('、' | ',' | ';' | '。' | ' ' | '\n' | ')' | '或')
    );
    (short && alike && closed && like.len() <= 8).then(|| Lexed::new(digits, end))
}
