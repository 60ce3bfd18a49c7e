//! The spans of a TOML document, without its values: when findings are located, the document is known to be valid, and
//! nothing in it needs to be decoded.

use std::borrow::Cow;
use std::ops::Range;

use super::node::{Node, NodeKind, Span};
use super::span_map::Spans;
use super::toml_builder::Builder;

/// The spans of a valid document; `None` if it is of an unusual form.
///
/// For invalid documents they are meaningless.
pub(super) fn spans(text: &str) -> Option<Spans<'_>> {
    let mut scanner = Scanner {
        text,
        at: 0,
        builder: Builder::new(text),
    };
    while let Some(byte) = scanner.next() {
        match byte {
            b'[' => scanner.header()?,
            _ => scanner.entry()?,
        }
    }
    let entries = scanner.builder.finish()?;
    Some(Spans::of(Node {
        span: Span::bytes(0, 0),
        kind: NodeKind::Table(entries),
    }))
}

struct Scanner<'a> {
    text: &'a str,
    at: usize,
    builder: Builder<'a>,
}

impl<'a> Scanner<'a> {
    fn rest(&self) -> &'a [u8] {
        self.text.as_bytes().get(self.at..).unwrap_or_default()
    }

    fn byte(&self) -> Option<u8> {
        self.rest().first().copied()
    }

    /// Moves past white space, commas and comments to the next byte.
    fn next(&mut self) -> Option<u8> {
        loop {
            match self.byte()? {
                b' ' | b'\t' | b'\r' | b'\n' | b',' => self.at += 1,
                b'#' => self.pass(memchr::memchr(b'\n', self.rest())),
                byte => return Some(byte),
            }
        }
    }

    /// Moves to a byte of the rest, or else to the end.
    fn pass(&mut self, found: Option<usize>) {
        self.at += found.unwrap_or_else(|| self.rest().len());
    }

    /// `[keys]` or `[[keys]]`.
    fn header(&mut self) -> Option<()> {
        let start = self.at;
        let is_listed = self.rest().starts_with(b"[[");
        let width = if is_listed { 2 } else { 1 };
        self.at += width;
        self.builder.open_header(start, is_listed);
        while self.next()? != b']' {
            self.key()?;
            if self.next()? == b'.' {
                self.at += 1;
            }
        }
        self.at += width;
        self.builder.close_header(self.at);
        Some(())
    }

    /// `key = value`.
    fn entry(&mut self) -> Option<()> {
        self.key()?;
        if self.next()? != b'=' {
            return None;
        }
        self.at += 1;
        self.builder.equals();
        self.value()
    }

    fn key(&mut self) -> Option<()> {
        let start = self.at;
        let first = self.byte()?;
        let key = if matches!(first, b'"' | b'\'') {
            let at = self.string();
            self.text.get(at.start + 1..at.end.checked_sub(1)?)?
        } else {
            let is_bare = |byte: &&u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
            self.at += self.rest().iter().take_while(is_bare).count();
            self.text.get(start..self.at)?
        };
        let is_escaped = first == b'"' && key.contains('\\');
        if self.at == start || is_escaped {
            return None;
        }
        self.builder.key(Cow::Borrowed(key), start..self.at);
        Some(())
    }

    fn value(&mut self) -> Option<()> {
        let start = self.at;
        match self.next()? {
            b'[' => self.parts(b']', NodeKind::List(Vec::new()), Self::value),
            b'{' => self.parts(b'}', NodeKind::Table(Vec::new()), Self::entry),
            b'"' | b'\'' => {
                let at = self.string();
                self.builder.scalar(at, NodeKind::Null);
                Some(())
            }
            _ => {
                let at = self.bare_scalar();
                self.builder.scalar(at, NodeKind::Null);
                (self.at > start).then_some(())
            }
        }
    }

    /// A list or an inline table.
    fn parts(
        &mut self,
        close: u8,
        kind: NodeKind<'a>,
        part: impl Fn(&mut Self) -> Option<()>,
    ) -> Option<()> {
        self.builder.open_value(self.at, kind);
        self.at += 1;
        while self.next()? != close {
            part(self)?;
        }
        self.at += 1;
        self.builder.close_value(self.at);
        Some(())
    }

    /// A number, a date, `true` or `false`. A date may have a space in it.
    fn bare_scalar(&mut self) -> Range<usize> {
        let start = self.at;
        let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b'#' | b'\r' | b'\n');
        self.pass(self.rest().iter().position(is_end));
        let written = self.text.get(start..self.at).unwrap_or_default();
        start..start + written.trim_ascii_end().len()
    }

    /// A string, with its quotes.
    fn string(&mut self) -> Range<usize> {
        let start = self.at;
        let quote = self.byte().unwrap_or_default();
        let triple = [quote; 3];
        let is_long = self.rest().starts_with(&triple);
        self.at += if is_long { 3 } else { 1 };
        // In a string in single quotes, a backslash has no special meaning.
        let escape = if quote == b'"' { b'\\' } else { quote };
        loop {
            self.pass(memchr::memchr2(quote, escape, self.rest()));
            match self.byte() {
                None => break,
                Some(byte) if byte != quote => self.at += 2,
                Some(_) if !is_long => {
                    self.at += 1;
                    break;
                }
                Some(_) if self.rest().starts_with(&triple) => {
                    // Up to two more quotes belong to the text.
                    let quotes = self
                        .rest()
                        .iter()
                        .take(5)
                        .take_while(|byte| **byte == quote);
                    self.at += quotes.count();
                    break;
                }
                Some(_) => self.at += 1,
            }
        }
        start..self.at
    }
}
