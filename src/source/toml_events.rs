//! Fast path: the tree of a valid TOML document, directly from the events of its parser.
//!
//! `toml` collects the events into maps, which are then converted to the tree. That takes twice as long, and is only
//! needed to explain errors, and for documents of an unusual form.

use std::borrow::Cow;

use toml::value::Datetime;
use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, RecursionGuard, ValidateWhitespace, parse_document};
use toml_parser::{ErrorSink, ParseError, Raw, Source, Span};

use super::bytes::count;
use super::node::{Entry, NodeKind};
use super::toml_builder::{Builder, MOST_DEPTH};

/// The entries of a valid document; `None` if it needs the normal path.
pub(super) fn entries(text: &str) -> Option<Vec<Entry<'_>>> {
    let tokens = Source::new(text).lex().into_vec();
    let mut events = Events {
        text,
        builder: Builder::new(text),
    };
    let mut error: Option<ParseError> = None;
    {
        let mut validated = ValidateWhitespace::new(&mut events, Source::new(text));
        let mut guarded = RecursionGuard::new(&mut validated, MOST_DEPTH);
        parse_document(&tokens, &mut guarded, &mut error);
    }
    let entries = events.builder.finish();
    entries.filter(|_| error.is_none())
}

struct Events<'a> {
    text: &'a str,
    builder: Builder<'a>,
}

impl<'a> Events<'a> {
    fn written(&self, span: Span) -> &'a str {
        let written = self.text.get(span.start()..span.end());
        written.unwrap_or_default()
    }
}

/// The content of a quoted string without escapes and invalid characters.
fn plain_string(written: &str) -> Option<&str> {
    let content = written.strip_prefix('"')?.strip_suffix('"')?;
    let special = |byte: u8| byte < b' ' || byte == b'\\' || byte == 0x7f;
    (count(content.as_bytes(), special) == 0).then_some(content)
}

impl EventReceiver for Events<'_> {
    fn std_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.builder.open_header(span.start(), false);
    }

    fn std_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.builder.close_header(span.end());
    }

    fn array_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.builder.open_header(span.start(), true);
    }

    fn array_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.builder.close_header(span.end());
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.builder
            .open_value(span.start(), NodeKind::Table(Vec::new()));
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.builder.close_value(span.end());
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.builder
            .open_value(span.start(), NodeKind::List(Vec::new()));
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.builder.close_value(span.end());
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let written = self.written(span);
        let is_bare = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let mut key = Cow::Borrowed(written);
        if encoding.is_some() || written.is_empty() || !written.bytes().all(is_bare) {
            Raw::new_unchecked(written, encoding, span).decode_key(&mut key, error);
        }
        self.builder.key(key, span.start()..span.end());
    }

    fn key_val_sep(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.builder.equals();
    }

    fn scalar(&mut self, span: Span, encoding: Option<Encoding>, error: &mut dyn ErrorSink) {
        let written = self.written(span);
        let at = span.start()..span.end();
        if encoding == Some(Encoding::BasicString)
            && let Some(content) = plain_string(written)
        {
            let kind = NodeKind::String(Cow::Borrowed(content));
            return self.builder.scalar(at, kind);
        }
        let mut decoded = Cow::Borrowed("");
        let raw = Raw::new_unchecked(written, encoding, span);
        let kind = match raw.decode_scalar(&mut decoded, error) {
            ScalarKind::String => Some(NodeKind::String(decoded)),
            ScalarKind::Boolean(value) => Some(NodeKind::Bool(value)),
            ScalarKind::DateTime => {
                let date = decoded.parse::<Datetime>().ok();
                date.map(|date| NodeKind::Date(date.to_string()))
            }
            ScalarKind::Float => Some(NodeKind::float(&decoded)),
            ScalarKind::Integer(radix) => {
                let number = i64::from_str_radix(&decoded, radix.value()).ok();
                number.map(NodeKind::Integer)
            }
        };
        match kind {
            Some(kind) => self.builder.scalar(at, kind),
            None => self.builder.doubt(),
        }
    }

    fn error(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.builder.doubt();
    }
}
