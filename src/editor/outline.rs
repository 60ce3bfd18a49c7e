//! Outline of a TOML text that may be incomplete because it is being edited.
//!
//! The tree of `source::toml` has the content of the text; the outline also has the places in which a key or a
//! value could be inserted. It is read from the tokens alone: an unclosed bracket or quote ends at the next line
//! that looks like an entry.

use std::collections::BTreeMap;
use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::path::{Path, PathStep};
use crate::source::literal;

/// Maximum number of steps of a path: no path of the model is as long, and without a limit a text of nothing
/// but brackets would be read forever.
const MAX_STEPS: usize = 64;

/// A key or a value, or the place for one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct OutlinePart {
    /// The path of the key or value; for a key that is yet to be typed, the path of its table.
    pub(super) path: Path,
    pub(super) role: Role,
    /// The range of the key or value in bytes; empty if it is yet to be typed.
    pub(super) range: Range<usize>,
    /// The range with the blanks before it, in which the cursor counts as at this part.
    pub(super) room: Range<usize>,
}

/// The role of a part in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// A key before `=`.
    Key,
    /// A key in `[…]`, or in `[[…]]`.
    Header { is_list: bool },
    /// A value.
    Value,
}

/// The parts of a text, in text order.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    pub(super) text: &'t str,
    pub(super) parts: Vec<OutlinePart>,
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

    /// The part at a byte offset: a part that is written there, or else one that could be.
    pub(super) fn at(&self, offset: usize) -> Option<&OutlinePart> {
        let touches = |range: &Range<usize>| range.start <= offset && offset <= range.end;
        let written = self.parts.iter().filter(|part| !part.range.is_empty());
        written
            .clone()
            .rfind(|part| touches(&part.range))
            .or_else(|| self.parts.iter().rfind(|part| touches(&part.room)))
    }

    /// The source text of a part.
    pub(super) fn written(&self, part: &OutlinePart) -> &'t str {
        self.text.get(part.range.clone()).unwrap_or_default()
    }

    /// The string that a part denotes; `None` if it is not a string.
    pub(super) fn string(&self, part: &OutlinePart) -> Option<String> {
        literal::text(self.written(part))
    }
}

/// The part that the reader expects next.
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

/// An open bracket.
#[derive(Debug)]
enum Open {
    Table(Path),
    List(Path, usize),
}

#[derive(Debug)]
struct Reader<'t> {
    text: &'t str,
    tokens: &'t [Token],
    parts: Vec<OutlinePart>,
    /// The index of the last element of each `[[list]]`.
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
                // A key or value cannot be inserted in a comment.
                TokenKind::Comment => self.add_empty_part(token.span().start()),
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
                let is_list = self.is_followed_by(number, Kind::LeftSquareBracket);
                let path = Path::default();
                self.state = State::Header { path, is_list };
            }
            (State::Header { path, is_list }, Kind::RightSquareBracket) => {
                self.add_empty_part(range.start);
                self.header = path;
                if is_list {
                    let next = self.lists.get(&self.header).map_or(0, |last| last + 1);
                    self.lists.insert(self.header.clone(), next);
                    self.header = self.header.then(next);
                }
                self.state = State::End;
            }
            (State::Key(path), Kind::Equals) => {
                // A value without a key has no path.
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
                // `[list.key]` refers to the last table of `[[list]]`.
                let path = match self.lists.get(&path) {
                    Some(last) => path.then(*last),
                    None => path,
                };
                let path = self.key(&path, Role::Header { is_list }, range);
                self.state = State::Header { path, is_list };
            }
            (State::Value(path), Kind::LeftSquareBracket) => {
                self.state = State::Value(append_step(&path, 0));
                self.open.push(Open::List(path, 0));
            }
            (State::Value(path), Kind::LeftCurlyBracket) => {
                self.state = State::Key(path.clone());
                self.open.push(Open::Table(path));
            }
            (_, Kind::RightSquareBracket | Kind::RightCurlyBracket) => {
                self.add_empty_part(range.start);
                self.open.pop();
                self.state = State::End;
            }
            (_, Kind::Comma) => {
                self.add_empty_part(range.start);
                self.expect_next_entry();
            }
            (State::Value(path), _) => {
                self.add(path, Role::Value, range);
                self.state = State::End;
            }
            _ => {}
        }
    }

    /// Adds a key of a table, and returns its path.
    fn key(&mut self, table: &Path, role: Role, range: Range<usize>) -> Path {
        let written = self.text.get(range.clone()).unwrap_or_default();
        let quoted = written.starts_with(['"', '\'']);
        let key = quoted.then(|| literal::text(written)).flatten();
        let path = append_step(table, key.unwrap_or_else(|| written.to_owned()));
        self.add(path.clone(), role, range);
        path
    }

    fn add(&mut self, path: Path, role: Role, range: Range<usize>) {
        let room = self.end.min(range.start)..range.end;
        self.parts.push(OutlinePart {
            path,
            role,
            range,
            room,
        });
    }

    /// Adds an empty part that ends here, if a key or value is expected.
    fn add_empty_part(&mut self, end: usize) {
        let (path, role) = match self.state.clone() {
            // A key that was begun already has its part.
            State::Key(path) if self.is_named(&path) && !self.follows_dot() => return,
            State::Key(path) => (path, Role::Key),
            State::Header { path, is_list } => (path, Role::Header { is_list }),
            State::Value(path) => (path, Role::Value),
            State::End => return,
        };
        let room = self.end.min(end)..end;
        self.parts.push(OutlinePart {
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

    /// Whether `path` has a key below the current table.
    fn is_named(&self, path: &Path) -> bool {
        path.steps().len() > self.table().steps().len()
    }

    /// The path of the current table.
    fn table(&self) -> &Path {
        match self.open.last() {
            Some(Open::Table(path) | Open::List(path, _)) => path,
            None => &self.header,
        }
    }

    fn expect_next_entry(&mut self) {
        self.state = match self.open.last_mut() {
            Some(Open::Table(path)) => State::Key(path.clone()),
            Some(Open::List(path, index)) => {
                *index += 1;
                State::Value(append_step(path, *index))
            }
            None => State::End,
        };
    }

    fn line_end(&mut self, number: usize, token: &Token) {
        self.add_empty_part(token.span().start());
        let is_continued = match self.open.last() {
            None => false,
            Some(Open::List(..)) => !self.begins_entry(number + 1),
            // Lines inside a multi-line inline table end in a comma.
            Some(Open::Table(_)) => {
                let before = self.text.get(..self.end).unwrap_or_default();
                before.ends_with([',', '{']) || !self.begins_entry(number + 1)
            }
        };
        if !is_continued {
            self.open.clear();
            self.state = State::Key(self.header.clone());
            self.end = token.span().end();
        }
    }

    /// The tokens from `number` to the end of the line, without whitespace.
    fn tokens_of_line(&self, number: usize) -> impl Iterator<Item = &Token> {
        let tokens = self.tokens.iter().skip(number);
        tokens
            .filter(|token| token.kind() != TokenKind::Whitespace)
            .take_while(|token| !matches!(token.kind(), TokenKind::Newline | TokenKind::Eof))
    }

    /// Whether a line begins like a header or an entry, and not like a value in a list.
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
        let mut line = self.tokens_of_line(number).peekable();
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

    fn is_followed_by(&self, number: usize, kind: TokenKind) -> bool {
        self.tokens
            .get(number + 1)
            .is_some_and(|token| token.kind() == kind)
    }
}

/// Appends a step to a path, unless the path has [`MAX_STEPS`] already.
fn append_step(path: &Path, step: impl Into<PathStep>) -> Path {
    if path.steps().len() < MAX_STEPS {
        path.then(step)
    } else {
        path.clone()
    }
}

impl OutlinePart {
    /// The keys of the path, without list indexes.
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
