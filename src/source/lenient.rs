//! Reads JSON with deviations that programs and people produce: comments, trailing commas, a
//! surrounding call, several documents in a row, or a single error.
//!
//! Anything outside the JSON grammar is overwritten with spaces, so that spans stay valid, and the
//! rest goes through the normal parser. Used only after normal parsing failed.

use std::borrow::Cow;

use super::json;
use super::node::{Node, Span};
use super::notice::{Notice, NoticeCode};
use crate::i18n::Argument;
use crate::path::Path;

/// Maximum length of the code before a document in a script, in bytes.
const MAX_WRAPPER_BYTES: usize = 200;

/// Maximum nesting depth at which the elements of a broken list are read one by one.
const MAX_BROKEN_DEPTH: usize = 2;

/// Maximum number of broken documents; the last one includes the rest of the text.
const MAX_BROKEN_DOCUMENTS: usize = 100;

/// A deviation from the standard that can be read anyway.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Form {
    /// Comments.
    Comments,
    /// Strings in single quotes.
    Quotes,
    /// Keys without quotes.
    Keys,
    /// `None`, `NaN` and similar words.
    Literals,
    /// A comma after the last element, or after the document.
    Comma,
    /// A call or an assignment around the document.
    Wrapper,
    /// Several documents in a row.
    Several,
    /// One document instead of one per line.
    NotLines,
    /// An encoding other than UTF-8.
    #[cfg(feature = "tables")]
    Encoding(&'static str),
}

impl Form {
    /// The notice that a document has this form.
    pub(crate) fn notice(&self, span: Span) -> Notice {
        let (zh, en) = match self {
            Self::Comments => ("里面有注释".to_owned(), "it has comments".to_owned()),
            Self::Quotes => (
                "文字写在单引号里".to_owned(),
                "strings are in single quotes".to_owned(),
            ),
            Self::Keys => (
                "键名没有写在引号里".to_owned(),
                "keys are not in quotes".to_owned(),
            ),
            Self::Literals => (
                "用了JSON没有的词：None、NaN、undefined、Infinity当作空，True、False当作true、false".to_owned(),
                "it has literals that JSON lacks: None, NaN, undefined and Infinity are read as null, True and False as true and false".to_owned(),
            ),
            Self::Comma => (
                "最后一项后面多了逗号".to_owned(),
                "it has trailing commas".to_owned(),
            ),
            Self::Wrapper => (
                "外面包着程序语句".to_owned(),
                "it is wrapped in program code".to_owned(),
            ),
            Self::Several => (
                "一个文件里接连写了几份JSON".to_owned(),
                "several JSON documents follow one another".to_owned(),
            ),
            Self::NotLines => (
                "是整份的JSON，不是每行一份".to_owned(),
                "it is a single JSON document, not one per line".to_owned(),
            ),
            #[cfg(feature = "tables")]
            Self::Encoding(name) => {
                let name = name.to_ascii_uppercase();
                (
                    format!("编码是{name}，不是UTF-8"),
                    format!("its encoding is {name}, not UTF-8"),
                )
            }
        };
        let notice = Notice::new(NoticeCode::Form, Path::default(), span);
        notice.with("what", Argument::Both { zh, en })
    }
}

/// A text with everything that is not JSON blanked out.
#[derive(Debug)]
pub(crate) struct Plain<'t> {
    /// The blanked text, with the same byte offsets.
    pub(crate) text: Cow<'t, str>,
    /// The deviations that were blanked out, each with its first offset.
    pub(crate) forms: Vec<(Form, usize)>,
}

/// Blanks out comments, trailing commas, and a call around the document; quotes and literals of
/// other languages are replaced by as many bytes.
pub(crate) fn plain(text: &str) -> Plain<'_> {
    let mut scan = Blanking {
        bytes: text.as_bytes().to_vec(),
        forms: Vec::new(),
    };
    scan.comments_and_quotes();
    scan.keys();
    scan.literals();
    scan.commas();
    scan.wrapper();
    let forms = scan.forms;
    // The bytes are still UTF-8: only whole characters were replaced, by one space per byte.
    let text = match String::from_utf8(scan.bytes) {
        Ok(plain) if !forms.is_empty() => Cow::Owned(plain),
        _ => Cow::Borrowed(text),
    };
    Plain { text, forms }
}

struct Blanking {
    bytes: Vec<u8>,
    forms: Vec<(Form, usize)>,
}

impl Blanking {
    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn blank(&mut self, from: usize, to: usize, form: Form) {
        for byte in self.bytes.get_mut(from..to).unwrap_or_default() {
            if !matches!(byte, b'\n' | b'\r') {
                *byte = b' ';
            }
        }
        self.note_form(form, from);
    }

    fn note_form(&mut self, form: Form, at: usize) {
        if !self.forms.iter().any(|(known, _)| *known == form) {
            self.forms.push((form, at));
        }
    }

    /// The end of the string that begins here; strings do not span lines.
    fn string_end(&self, open: usize) -> usize {
        let mut at = open + 1;
        loop {
            match self.byte(at) {
                Some(b'\\') => at += 2,
                Some(b'"') => return at + 1,
                Some(b'\n') | None => return at.min(self.bytes.len()),
                Some(_) => at += 1,
            }
        }
    }

    fn find(&self, from: usize, wanted: &[u8]) -> Option<usize> {
        let rest = self.bytes.get(from..)?;
        let found = rest.windows(wanted.len()).position(|part| part == wanted)?;
        Some(from + found)
    }

    /// Handles comments and single quotes.
    fn comments_and_quotes(&mut self) {
        let mut at = 0;
        while let Some(byte) = self.byte(at) {
            at = match (byte, self.byte(at + 1)) {
                (b'"', _) => self.string_end(at),
                (b'\'', _) => self.single_quoted(at),
                (b'/', Some(b'/')) => {
                    let end = self.find(at, b"\n").unwrap_or(self.bytes.len());
                    self.blank(at, end, Form::Comments);
                    end
                }
                (b'/', Some(b'*')) => match self.find(at + 2, b"*/") {
                    Some(end) => {
                        self.blank(at, end + 2, Form::Comments);
                        end + 2
                    }
                    // An unclosed comment is a syntax error.
                    None => return,
                },
                _ => at + 1,
            };
        }
    }

    /// Changes a single-quoted string to double quotes, unless it contains one.
    fn single_quoted(&mut self, open: usize) -> usize {
        let is_end = |byte: &u8| matches!(byte, b'\'' | b'"' | b'\\' | b'\n');
        let rest = self.bytes.get(open + 1..).unwrap_or_default();
        let length = rest.iter().position(is_end).unwrap_or(rest.len());
        let at = open + 1 + length;
        if self.byte(at) != Some(b'\'') {
            return open + 1;
        }
        for quote in [open, at] {
            if let Some(byte) = self.bytes.get_mut(quote) {
                *byte = b'"';
            }
        }
        self.note_form(Form::Quotes, open);
        at + 1
    }

    /// Puts keys without quotes in quotes, if there is a space before the key and one behind its colon to make room.
    fn keys(&mut self) {
        let is_letter = |byte: u8| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$') || !byte.is_ascii()
        };
        let mut at = 0;
        let mut before = None;
        while let Some(byte) = self.byte(at) {
            if byte == b'"' {
                at = self.string_end(at);
                before = Some(byte);
                continue;
            }
            let may_begin = matches!(before, Some(b'{' | b',')) && !byte.is_ascii_digit();
            if may_begin && is_letter(byte) {
                let rest = self.bytes.get(at..).unwrap_or_default();
                let end = at
                    + rest
                        .iter()
                        .position(|byte| !is_letter(*byte))
                        .unwrap_or(rest.len());
                let is_space =
                    |at: usize| self.byte(at).is_some_and(|byte| byte.is_ascii_whitespace());
                let is_key = self.byte(end) == Some(b':') && is_space(end + 1);
                // A bracket right before the key moves to the left.
                let bracket = at.checked_sub(2).filter(|place| is_space(*place));
                let bracket = bracket.filter(|_| self.byte(at - 1) == Some(b'{'));
                let has_room = at > 0 && is_space(at - 1) || bracket.is_some();
                if is_key && has_room {
                    let moved = bracket.map(|place| (place, b'{'));
                    let quotes = [(at - 1, b'"'), (end, b'"'), (end + 1, b':')];
                    for (place, byte) in moved.into_iter().chain(quotes) {
                        if let Some(old) = self.bytes.get_mut(place) {
                            *old = byte;
                        }
                    }
                    self.note_form(Form::Keys, at);
                }
                at = end + 1;
                before = Some(b':');
                continue;
            }
            if !byte.is_ascii_whitespace() {
                before = Some(byte);
            }
            at += 1;
        }
    }

    /// Replaces literals of other languages in value position.
    fn literals(&mut self) {
        const WORDS: &[(&[u8], &[u8])] = &[
            (b"None", b"null"),
            (b"True", b"true"),
            (b"False", b"false"),
            (b"NaN", b"\"\" "),
            (b"undefined", b"null     "),
            (b"Infinity", b"null    "),
            (b"-Infinity", b"null     "),
        ];
        let mut at = 0;
        let mut begins = true;
        while let Some(byte) = self.byte(at) {
            if byte == b'"' {
                at = self.string_end(at);
                begins = false;
                continue;
            }
            let rest = self.bytes.get(at..).unwrap_or_default();
            let is_over = |length: usize| {
                let next = rest.get(length);
                next.is_none_or(|next| {
                    matches!(next, b',' | b']' | b'}') || next.is_ascii_whitespace()
                })
            };
            let mut words = WORDS.iter();
            let word = words.find(|(word, _)| rest.starts_with(word) && is_over(word.len()));
            if let Some((word, instead)) = word.filter(|_| begins) {
                for (place, byte) in self.bytes.iter_mut().skip(at).zip(*instead) {
                    *place = *byte;
                }
                self.note_form(Form::Literals, at);
                at += word.len();
                begins = false;
            } else {
                begins = matches!(byte, b'[' | b',' | b':') || begins && byte.is_ascii_whitespace();
                at += 1;
            }
        }
    }

    fn commas(&mut self) {
        let mut at = 0;
        let mut comma = None;
        while let Some(byte) = self.byte(at) {
            let end = if byte == b'"' {
                self.string_end(at)
            } else {
                at + 1
            };
            match byte {
                b',' if comma.is_none() => comma = Some(at),
                b'}' | b']' => {
                    if let Some(comma) = comma.take() {
                        self.blank(comma, comma + 1, Form::Comma);
                    }
                }
                b' ' | b'\t' | b'\n' | b'\r' => {}
                _ => comma = None,
            }
            at = end;
        }
        if let Some(comma) = comma {
            self.blank(comma, comma + 1, Form::Comma);
        }
    }

    fn wrapper(&mut self) {
        /// Prefixes that prevent JSON from being run as a script.
        const GUARDS: &[&[u8]] = &[b")]}'", b")]}',", b"while(1);", b"for(;;);"];
        let is_close = |byte: &u8| matches!(byte, b'}' | b']');
        let is_wrapper = |open: &usize| {
            let before = self.bytes.get(..*open).unwrap_or_default().trim_ascii();
            GUARDS.contains(&before)
                || matches!(before.last(), Some(b'(' | b'='))
                || before.ends_with(b"export default")
        };
        let head = self.bytes.iter().take(MAX_WRAPPER_BYTES).enumerate();
        let opens = head.filter(|(_, byte)| matches!(byte, b'{' | b'['));
        let Some(open) = opens.map(|(at, _)| at).find(is_wrapper) else {
            return;
        };
        self.blank(0, open, Form::Wrapper);
        let Some(close) = self.bytes.iter().rposition(is_close) else {
            return;
        };
        let after = self.bytes.get(close + 1..).unwrap_or_default();
        let ends = |byte: &u8| matches!(byte, b')' | b';') || byte.is_ascii_whitespace();
        if after.iter().all(ends) {
            self.blank(close + 1, self.bytes.len(), Form::Wrapper);
        }
    }
}

/// One of several documents in a row.
#[derive(Debug)]
pub(crate) enum Part<'t> {
    Sound(Node<'t>, Vec<Notice>),
    /// The span of the text, and its fault.
    Broken(Span, Notice),
}

/// The consecutive documents of a text, with nothing, a line end or a comma between them.
///
/// A broken document costs only itself if the next begins on its own line; for a broken list, every
/// element is a document.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut of_list = None;
    let (mut at, mut opened, mut broken) = (0, 0, 0);
    loop {
        let rest = text.get(at..).unwrap_or_default();
        let begins = |char: char| !(char.is_ascii_whitespace() || char == ',');
        let Some(next) = rest.find(begins) else { break };
        at += next;
        let first = text.as_bytes().get(at);
        if opened > 0 && first == Some(&b']') {
            opened -= 1;
            at += 1;
            continue;
        }
        match json::parse_at(text, at) {
            (Ok((node, end)), notices) => {
                parts.push(Part::Sound(node, notices));
                at = end;
            }
            (Err(fault), _) if first == Some(&b'[') && opened < MAX_BROKEN_DEPTH => {
                of_list.get_or_insert(fault);
                opened += 1;
                at += 1;
            }
            (Err(fault), _) => {
                broken += 1;
                let next = next_line(text, at).filter(|_| broken < MAX_BROKEN_DOCUMENTS);
                let end = next.unwrap_or(text.len());
                parts.push(Part::Broken(Span::bytes(at, end), fault));
                at = end;
            }
        }
    }
    // All elements are sound, but the text between or after them is not.
    if let Some(fault) = of_list.filter(|_| broken == 0) {
        parts.push(Part::Broken(fault.span, fault));
    }
    parts
}

/// The next line on which a document may begin: one with the same indentation.
fn next_line(text: &str, at: usize) -> Option<usize> {
    let before = text.get(..at)?;
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let indent = before.get(line..)?;
    let indent = if indent.trim().is_empty() { indent } else { "" };
    let mut start = at;
    loop {
        start += text.get(start..)?.find('\n')? + 1;
        let begins = text
            .get(start..)?
            .strip_prefix(indent)
            .is_some_and(|rest| rest.starts_with(['{', '[']));
        if begins {
            return Some(start);
        }
    }
}

/// Whether a text that should be NDJSON is one JSON document, judging by its beginning: the first
/// value spans several lines, or is a list with nothing after it.
pub(crate) fn is_whole(head: &str, is_all: bool) -> bool {
    let is_line = |line: &&str| !line.trim().is_empty();
    let mut lines = head.lines().filter(is_line);
    let first = lines.next().unwrap_or_default();
    let is_alone = is_all && lines.next().is_none();
    if json::is_sound(first) {
        return is_alone
            && first
                .trim_start_matches('\u{feff}')
                .trim_start()
                .starts_with('[');
    }
    let plain = plain(head.trim_start_matches('\u{feff}'));
    let text = plain.text.trim_start();
    match json::parse_at(text, 0).0 {
        // The first line may have several documents, if lines end with a bare CR or there are no line ends.
        Ok((_, end)) => {
            let rest = text.get(end..).unwrap_or_default();
            let line = rest.split('\n').next().unwrap_or_default();
            let next = line.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
            next.starts_with(['{', '[']) || text.get(..end).is_some_and(|text| text.contains('\n'))
        }
        // A list that is cut off, or has a single error, is not NDJSON either.
        Err(fault) => !is_alone && (!is_all && ends_at(&fault, text) || text.starts_with('[')),
    }
}

/// Whether the fault is at the end of the text, which should continue.
fn ends_at(fault: &Notice, text: &str) -> bool {
    let end = text.trim_end().len();
    matches!(fault.span, Span::Bytes { start, .. } if start as usize + 1 >= end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> (Vec<serde_json::Value>, Vec<Form>, usize) {
        let plain = plain(text);
        assert_eq!(plain.text.len(), text.len());
        let mut values = Vec::new();
        let mut broken = 0;
        for part in parts(&plain.text) {
            match part {
                Part::Sound(node, _) => values.push(node.to_json()),
                Part::Broken(..) => broken += 1,
            }
        }
        let forms = plain.forms.into_iter().map(|(form, _)| form);
        (values, forms.collect(), broken)
    }

    #[test]
    fn syntax_beyond_json_is_skipped_and_named() {
        use Form::{Comma, Comments, Quotes, Wrapper};
        let sound = serde_json::json!([{"甲": "a//b,}", "乙": 1}]);
        for (text, forms) in [
            ("// 导出\n[{\"甲\":\"a//b,}\",\"乙\":1}]", vec![Comments]),
            (
                "[{\"甲\":\"a//b,}\", /* 注 */ \"乙\":1,},]",
                vec![Comments, Comma],
            ),
            ("callback([{\"甲\":\"a//b,}\",\"乙\":1}]);", vec![Wrapper]),
            (
                "/**/ window[\"x\"] = [{\"甲\":\"a//b,}\",\"乙\":1}] ;\n",
                vec![Comments, Wrapper],
            ),
            (")]}',\n[{\"甲\":\"a//b,}\",\"乙\":1}]", vec![Wrapper]),
            (
                "export default [{\"甲\":\"a//b,}\",\"乙\":1}]\n",
                vec![Wrapper],
            ),
            ("[{\"甲\":\"a//b,}\",\"乙\":1}],", vec![Comma]),
            ("[{'甲': 'a//b,}', '乙': 1}]", vec![Quotes]),
        ] {
            assert_eq!(read(text), (vec![sound.clone()], forms, 0), "{text}");
        }
    }

    #[test]
    fn words_of_other_languages_stand_for_those_of_json() {
        let (values, forms, broken) =
            read("{'a': None, 'b': True, 'c':NaN,\n'd': [False, -Infinity], 'e': 'None, NaN'}");
        let sound = serde_json::json!({
            "a": null, "b": true, "c": "", "d": [false, null], "e": "None, NaN",
        });
        assert_eq!((values, broken), (vec![sound], 0));
        assert_eq!(forms, [Form::Quotes, Form::Literals]);
        // A string with both quotes cannot be requoted byte for byte; it is reported.
        assert_eq!(read("{'a': 'x\"y'}").2, 1);
        assert_eq!(read("[Nonesuch]").2, 1);
    }

    #[test]
    fn documents_follow_one_another_and_a_broken_one_costs_only_itself() {
        for (text, sound, broken) in [
            ("{\"a\":1}\n{\"a\":2}", 2, 0),
            ("{\n \"a\":1\n}\n{\n \"a\":2\n}\n", 2, 0),
            ("{\"a\":1}{\"a\":2}", 2, 0),
            ("{\"a\":1},\n{\"a\":2},\n", 2, 0),
            ("{\"a\":\n{\"a\":2}", 1, 1),
            ("[\n  {\"a\":1},\n  {\"a\":},\n  {\"a\":3}\n]", 2, 1),
            // A comma is missing; the list is cut off.
            ("[{\"a\":1} {\"a\":2}]", 2, 1),
            ("[{\"a\":1},{\"a\":2},", 2, 1),
            ("[{\"a\":1},{\"a\":2", 1, 1),
            ("{\"a\":1} and more", 1, 1),
        ] {
            let read = read(text);
            assert_eq!((read.0.len(), read.2), (sound, broken), "{text}");
        }
    }

    #[test]
    fn lines_are_distinguished_from_one_document() {
        for (text, is_all, whole) in [
            ("{\"a\":1}\n{\"a\":2}\n", true, false),
            ("{\n\"a\":1}\n", true, true),
            ("{\n\"a\":[1,\n", false, true),
            ("[{\"a\":1},\n{\"a\":2}]", true, true),
            ("[{\"a\":1},{\"a\":2}]\n", true, true),
            ("[{\"a\":1}]\n{\"a\":2}\n", true, false),
            ("{\"a\":\n{\"a\":2}\n{\"a\":3}\n", true, false),
            ("{\"a\":\"x\n{\"a\":2}\n", true, false),
            ("{\"a\":1},\n{\"a\":2},\n", true, false),
            ("// 导出\n{\n\"a\":1}\n", true, true),
            ("{\"a\":1}\r{\"a\":2}\r", true, true),
            ("{\"a\":1}{\"a\":2}\n{\"a\":3}\n", true, true),
            ("", true, false),
        ] {
            assert_eq!(is_whole(text, is_all), whole, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken_and_none_of_it_is_lost(text in "[\\[\\]{}\",:/*a1\\\\ \n甲()=;]{0,60}") {
            let plain = plain(&text);
            prop_assert_eq!(plain.text.len(), text.len());
            prop_assert_eq!(plain.forms.is_empty(), plain.text == text);
            let mut last = 0;
            for part in parts(&plain.text) {
                let (Part::Sound(Node { span, .. }, _) | Part::Broken(span, _)) = part;
                let Span::Bytes { start, end } = span else { panic!("no place") };
                // Only white space, commas or brackets of a broken list are between two documents.
                let between = &plain.text[last.min(start as usize)..start as usize];
                let is_between = |c: char| c.is_ascii_whitespace() || matches!(c, ',' | '[' | ']');
                prop_assert!(between.chars().all(is_between), "{}", between);
                last = last.max(end as usize);
            }
            let _ = is_whole(&text, true);
            let _ = is_whole(&text, false);
        }
    }
}
