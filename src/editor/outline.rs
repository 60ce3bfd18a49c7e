//! An outline of a TOML text that may be incomplete, because somebody is typing in it.
//!
//! The tree of `source::toml` has the content of the text; the outline also has the places where something
//! could be written. It is read from the tokens alone: an unclosed bracket or quote ends with what looks like
//! the next entry.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::path::{Path, PathStep};
use crate::source::literal;

/// Maximum number of steps of a path: the model has none as long, and a text of brackets alone would be read
/// forever.
const MOST_STEPS: usize = 64;

/// A key or a value, or the place for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    /// Its path; of a key that is still to be written, that of the table it will be in.
    pub(super) path: Path,
    pub(super) role: Role,
    /// Its bytes; empty if it is still to be written.
    pub(super) range: Range<usize>,
    /// Its bytes and the blank before them, in which it would be written.
    pub(super) room: Range<usize>,
}

/// The kind of a part.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A key before `=`.
    Key,
    /// A key in `[…]`, or in `[[…]]`.
    Header { is_list: bool },
    /// A value.
    Value,
}

/// The parts of a text, in their order.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    pub(super) text: &'t str,
    pub(super) parts: Vec<Part>,
}

impl<'t> Outline<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        let tokens = Source::new(text).lex().into_vec();
        let mut reader = Reader {
            text,
            tokens: &tokens,
            parts: Vec::new(),
            lists: BTreeMap::new(),
            header: Path::default(),
            open: Vec::new(),
            state: State::Key(Path::default()),
            end: 0,
        };
        reader.read();
        Self {
            text,
            parts: reader.parts,
        }
    }

    /// The part in which a byte is, or could be.
    pub(super) fn at(&self, offset: usize) -> Option<&Part> {
        let touches = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        let of_tokens = self.parts.iter().filter(|part| !part.range.is_empty());
        (of_tokens.clone().rfind(|part| touches(&part.range)))
            .or_else(|| self.parts.iter().rfind(|part| touches(&part.room)))
    }

    /// The text of a part.
    pub(super) fn written(&self, part: &Part) -> &'t str {
        self.text.get(part.range.clone()).unwrap_or_default()
    }

    /// The text that a value is.
    pub(super) fn string(&self, part: &Part) -> Option<String> {
        literal::text(self.written(part))
    }
}

/// The part expected next.
#[derive(Debug, Clone)]
enum State {
    /// A key in this table.
    Key(Path),
    /// A key of a header in this table.
    Header { path: Path, is_list: bool },
    /// The value at this path.
    Value(Path),
    /// The end of an entry.
    End,
}

/// A bracket that was opened.
#[derive(Debug)]
enum Open {
    Table(Path),
    List(Path, usize),
}

#[derive(Debug)]
struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    parts: Vec<Part>,
    /// The last element of each `[[list]]`.
    lists: BTreeMap<Path, usize>,
    /// The table of the last header.
    header: Path,
    open: Vec<Open>,
    state: State,
    /// The end of the last token that was neither blank nor comment.
    end: usize,
}

impl Reader<'_> {
    fn read(&mut self) {
        let tokens = self.tokens;
        for (number, token) in tokens.iter().enumerate() {
            match token.kind() {
                TokenKind::Whitespace => {}
                // Nothing is written in a comment.
                TokenKind::Comment => self.blank(token.span().start()),
                TokenKind::Newline | TokenKind::Eof => self.line_end(number, token),
                kind => {
                    self.token(number, kind, token.span().start()..token.span().end());
                    self.end = token.span().end();
                }
            }
        }
    }

    fn token(&mut self, number: usize, kind: TokenKind, range: Range<usize>) {
        use TokenKind as Kind;
        let state = self.state.clone();
        match (state, kind) {
            (State::Key(_), Kind::LeftSquareBracket) if self.open.is_empty() => {
                let is_list = self.follows(number, Kind::LeftSquareBracket);
                let path = Path::default();
                self.state = State::Header { path, is_list };
            }
            (State::Header { path, is_list }, Kind::RightSquareBracket) => {
                self.blank(range.start);
                self.header = path;
                if is_list {
                    let next = self.lists.get(&self.header).map_or(0, |last| last + 1);
                    self.lists.insert(self.header.clone(), next);
                    self.header = self.header.then(next);
                }
                self.state = State::End;
            }
            (State::Key(path), Kind::Equals) => {
                // Without a key, the value belongs to nothing.
                self.state = if self.is_named(&path) {
                    State::Value(path)
                } else {
                    State::End
                };
            }
            (State::Key(path), Kind::Atom | Kind::BasicString | Kind::LiteralString) => {
                let path = self.key(&path, Role::Key, range);
                self.state = State::Key(path);
            }
            (
                State::Header { path, is_list },
                Kind::Atom | Kind::BasicString | Kind::LiteralString,
            ) => {
                // A list of tables above stands for its last one.
                let path = match self.lists.get(&path) {
                    Some(last) => path.then(*last),
                    None => path,
                };
                let path = self.key(&path, Role::Header { is_list }, range);
                self.state = State::Header { path, is_list };
            }
            (State::Value(path), Kind::LeftSquareBracket) => {
                self.state = State::Value(deeper(&path, 0));
                self.open.push(Open::List(path, 0));
            }
            (State::Value(path), Kind::LeftCurlyBracket) => {
                self.state = State::Key(path.clone());
                self.open.push(Open::Table(path));
            }
            (_, Kind::RightSquareBracket | Kind::RightCurlyBracket) => {
                self.blank(range.start);
                self.open.pop();
                self.state = State::End;
            }
            (_, Kind::Comma) => {
                self.blank(range.start);
                self.next_entry();
            }
            (State::Value(path), _) => {
                self.add(path, Role::Value, range);
                self.state = State::End;
            }
            _ => {}
        }
    }

    /// Adds a key of a table; its path.
    fn key(&mut self, table: &Path, role: Role, range: Range<usize>) -> Path {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let quoted = written.starts_with(['"', '\'']);
        let key = quoted.then(|| literal::text(written)).flatten();
        let path = deeper(table, key.unwrap_or_else(|| written.to_owned()));
        self.add(path.clone(), role, range);
        path
    }

    fn add(&mut self, path: Path, role: Role, range: Range<usize>) {
        let room = self.end.min(range.start)..range.end;
        self.parts.push(Part {
            path,
            role,
            range,
            room,
        });
    }

    /// Adds what could be written up to here, if something is expected.
    fn blank(&mut self, end: usize) {
        let (path, role) = match self.state.clone() {
            // A key that has something already has its part.
            State::Key(path) if self.is_named(&path) && !self.follows_dot() => return,
            State::Key(path) => (path, Role::Key),
            State::Header { path, is_list } => (path, Role::Header { is_list }),
            State::Value(path) => (path, Role::Value),
            State::End => return,
        };
        let room = self.end.min(end)..end;
        self.parts.push(Part {
            path,
            role,
            range: end..end,
            room,
        });
    }

    fn follows_dot(&self) -> bool {
        self.text
            .get(..self.end)
            .is_some_and(|text| text.ends_with('.'))
    }

    /// Whether a key of the table that is open was begun.
    fn is_named(&self, path: &Path) -> bool {
        path.steps().len() > self.table().steps().len()
    }

    /// The table in which keys are expected.
    fn table(&self) -> &Path {
        match self.open.last() {
            Some(Open::Table(path) | Open::List(path, _)) => path,
            None => &self.header,
        }
    }

    fn next_entry(&mut self) {
        self.state = match self.open.last_mut() {
            Some(Open::Table(path)) => State::Key(path.clone()),
            Some(Open::List(path, index)) => {
                *index += 1;
                State::Value(deeper(path, *index))
            }
            None => State::End,
        };
    }

    fn line_end(&mut self, number: usize, token: &Token) {
        self.blank(token.span().start());
        let goes_on = match self.open.last() {
            None => false,
            Some(Open::List(..)) => !self.begins_entry(number + 1),
            // A table over several lines has a comma at their ends.
            Some(Open::Table(_)) => {
                let before = self.text.get(..self.end).unwrap_or_default();
                before.ends_with([',', '{']) || !self.begins_entry(number + 1)
            }
        };
        if !goes_on {
            self.open.clear();
            self.state = State::Key(self.header.clone());
            self.end = token.span().end();
        }
    }

    /// The tokens of a line that are not blank.
    fn line(&self, number: usize) -> impl Iterator<Item = &Token> {
        let tokens = self.tokens.iter().skip(number);
        tokens
            .filter(|token| token.kind() != TokenKind::Whitespace)
            .take_while(|token| !matches!(token.kind(), TokenKind::Newline | TokenKind::Eof))
    }

    /// Whether a line begins as only a header or an entry does, and no value in a list.
    fn begins_entry(&self, number: usize) -> bool {
        let is_key = |token: &&Token| {
            matches!(
                token.kind(),
                TokenKind::Atom
                    | TokenKind::Dot
                    | TokenKind::BasicString
                    | TokenKind::LiteralString
            )
        };
        let mut line = self.line(number).peekable();
        let mut brackets = 0;
        while line
            .next_if(|token| token.kind() == TokenKind::LeftSquareBracket)
            .is_some()
        {
            brackets += 1;
        }
        if brackets > 0 {
            let word = line.next().filter(|token| token.kind() == TokenKind::Atom);
            let word =
                word.and_then(|token| self.text.get(token.span().start()..token.span().end()));
            return word.is_some_and(|word| {
                word.starts_with(|c: char| c.is_ascii_alphabetic())
                    && !["true", "false", "inf", "nan"].contains(&word)
            });
        }
        let keys = std::iter::from_fn(|| line.next_if(is_key)).count();
        keys > 0
            && line
                .next()
                .is_some_and(|token| token.kind() == TokenKind::Equals)
    }

    fn follows(&self, number: usize, kind: TokenKind) -> bool {
        self.tokens
            .get(number + 1)
            .is_some_and(|token| token.kind() == kind)
    }
}

/// The path with another step, unless it has too many.
fn deeper(path: &Path, step: impl Into<PathStep>) -> Path {
    if path.steps().len() < MOST_STEPS {
        path.then(step)
    } else {
        path.clone()
    }
}

impl Part {
    /// The keys that lead to it, without the numbers of elements.
    pub(super) fn keys(&self) -> impl Iterator<Item = &str> {
        self.path.steps().iter().filter_map(|step| match step {
            PathStep::Key(key) => Some(key.as_ref()),
            PathStep::Index(_) => None,
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The path, the role and the text of the part at the mark `‸`.
    fn at(text: &str) -> (String, Role, String) {
        let offset = text.find('‸').unwrap();
        let text = text.replace('‸', "");
        let outline = Outline::new(&text);
        let part = outline
            .at(offset)
            .unwrap_or_else(|| panic!("{text}: {outline:#?}"));
        (
            part.path.to_string(),
            part.role,
            outline.written(part).to_owned(),
        )
    }

    fn value(path: &str, written: &str) -> (String, Role, String) {
        (path.to_owned(), Role::Value, written.to_owned())
    }

    fn key(path: &str, written: &str) -> (String, Role, String) {
        (path.to_owned(), Role::Key, written.to_owned())
    }

    #[test]
    fn parts_have_the_path_of_their_text() {
        assert_eq!(at("name = \"甲‸证\""), value("name", "\"甲证\""));
        assert_eq!(at("na‸me = 1"), key("name", "name"));
        assert_eq!(
            at("[guide]\na = 1\ntime.limit.pro‸mised = 2"),
            key("guide.time.limit.promised", "promised")
        );
        assert_eq!(
            at("a = { b = 1, c = [ 2, { d = ‸3 } ] }"),
            value("a.c[1].d", "3")
        );
        assert_eq!(
            at(
                "[[items]]\n[[items.steps]]\n[[items]]\n[[items.steps]]\n[[items.steps]]\nto = 'x‸'"
            ),
            value("items[1].steps[1].to", "'x'")
        );
        assert_eq!(
            at("[[items]]\n[items.gui‸de]\n"),
            (
                "items[0].guide".into(),
                Role::Header { is_list: false },
                "guide".into()
            )
        );
        assert_eq!(
            at("a = [\n  \"x\",\n  \"y‸\",\n]\n"),
            value("a[1]", "\"y\"")
        );
        assert_eq!(at("a = {\n  b = 1,\n  c = ‸2,\n}\n"), value("a.c", "2"));
    }

    #[test]
    fn a_key_or_value_still_to_be_typed_has_a_path() {
        assert_eq!(at("a = ‸\nb = 1"), value("a", ""));
        assert_eq!(at("a = [‸"), value("a[0]", ""));
        assert_eq!(at("a = [\"x\", ‸]"), value("a[1]", ""));
        assert_eq!(at("a = { ‸ }"), key("a", ""));
        assert_eq!(at("a = { b = 1, ‸"), key("a", ""));
        assert_eq!(at("[guide]\n‸\n"), key("guide", ""));
        assert_eq!(at("[guide]\na.‸\n"), key("guide.a", ""));
        assert_eq!(
            at("[guide.‸]\n"),
            (
                "guide".into(),
                Role::Header { is_list: false },
                String::new()
            )
        );
        assert_eq!(
            at("[[‸"),
            (String::new(), Role::Header { is_list: true }, String::new())
        );
    }

    #[test]
    fn an_unclosed_value_ends_with_the_next_entry() {
        for open in [
            "x = [\"a\"",
            "x = [",
            "x = { b = 1",
            "x = { b = [ { d = 1",
            "x = \"a",
            "x = ",
            "x",
            "[x",
            "[[x",
        ] {
            for (next, path) in [
                ("c = ‸1", "c"),
                ("[d]\ne = ‸1", "d.e"),
                ("[[d]]\ne = ‸1", "d[0].e"),
            ] {
                let text = format!("{open}\n{next}\n");
                assert_eq!(at(&text).0, path, "{text}");
            }
        }
    }

    #[test]
    fn brackets_and_dots_without_end_are_read_at_once() {
        for one in ["[", "{", "a.", "a = [", "[a.", "[[a]]\n"] {
            Outline::new(&one.repeat(50_000 / one.len()));
            Outline::new(&format!("a = {}", one.repeat(50_000 / one.len())));
        }
    }

    proptest! {
        #[test]
        fn any_text_has_parts_in_it_and_in_order(text in "([a-c]|\"甲\"|'|\"\"\"|\\[|\\]|\\{|\\}|=|,|\\.|#| |\n|1){0,40}") {
            let outline = Outline::new(&text);
            let mut end = 0;
            for part in &outline.parts {
                prop_assert!(text.get(part.range.clone()).is_some(), "{part:?}");
                prop_assert!(text.get(part.room.clone()).is_some(), "{part:?}");
                prop_assert!(part.range.start >= end, "{part:?}");
                end = part.range.end;
            }
            for offset in 0..=text.len() {
                outline.at(offset);
            }
        }
    }
}
