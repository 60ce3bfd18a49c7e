//! JSON inside a string, parsed with spans in the source.

use super::json;
use super::node::{Entry, Node, NodeKind, Span};

impl Node<'_> {
    /// The list or table in a JSON text; each part has its own span.
    pub(crate) fn embedded(&self) -> Option<Node<'static>> {
        let text = self.text()?;
        if !text.trim_start().starts_with(['[', '{']) {
            return None;
        }
        let around = Around::of(text, self.span);
        if let Some(root) = json::parse(text).0 {
            return Some(root.moved(&around));
        }
        let json = json_from_repr(text)?;
        Some(json::parse(&json).0?.moved(&around))
    }

    /// Maps offsets in this text to its source.
    pub(crate) fn places_inside(&self) -> Around {
        Around::of(self.text().unwrap_or_default(), self.span)
    }

    /// The owned tree with its spans moved to those of the text around it.
    pub(super) fn moved(self, around: &Around) -> Node<'static> {
        let kind = match self.kind {
            NodeKind::Null => NodeKind::Null,
            NodeKind::Bool(value) => NodeKind::Bool(value),
            NodeKind::Integer(value) => NodeKind::Integer(value),
            NodeKind::Float(value) => NodeKind::Float(value),
            NodeKind::Number(text) => NodeKind::Number(text.into_owned().into()),
            NodeKind::String(text) => NodeKind::String(text.into_owned().into()),
            NodeKind::Date(text) => NodeKind::Date(text),
            NodeKind::List(nodes) => {
                NodeKind::List(nodes.into_iter().map(|node| node.moved(around)).collect())
            }
            NodeKind::Table(entries) => NodeKind::Table(
                entries
                    .into_iter()
                    .map(|entry| Entry {
                        key: entry.key.into_owned().into(),
                        key_span: around.place(entry.key_span),
                        value: entry.value.moved(around),
                    })
                    .collect(),
            ),
        };
        Node {
            span: around.place(self.span),
            kind,
        }
    }
}

/// Maps offsets in a decoded JSON string to offsets in its escaped form.
///
/// The tree does not keep the source text, but the escaped form follows from the string, except for
/// two choices of the writer: whether `/` and whether non-ASCII characters are escaped. The choices
/// whose length matches the span are assumed.
#[derive(Debug)]
pub(crate) struct Around {
    span: Span,
    /// Byte offsets in the text, and the number of additional bytes in the escaped form up to and
    /// including the character there.
    longer: Vec<(usize, usize)>,
}

/// The choices of writers: whether `/` is escaped, and whether non-ASCII characters are.
const HABITS: [(bool, bool); 4] = [(false, false), (false, true), (true, false), (true, true)];

impl Around {
    pub(super) fn of(text: &str, span: Span) -> Self {
        let written = match span {
            // The span includes the quotes.
            Span::Bytes { start, end } => end.saturating_sub(start).saturating_sub(2) as usize,
            _ => text.len(),
        };
        let longer = if written == text.len() {
            Vec::new()
        } else {
            let habits = HABITS.into_iter().map(|habit| longer(text, habit));
            let all = |longer: &Vec<(usize, usize)>| longer.last().map_or(0, |(_, more)| *more);
            let mut habits = habits.filter(|longer| text.len() + all(longer) == written);
            // If no choice matches, other escapes were used, and the spans are a little too far left.
            habits.next().unwrap_or_default()
        };
        Self { span, longer }
    }

    /// The offset of a byte of the text in its escaped form.
    fn written(&self, at: u32) -> usize {
        let at = at as usize;
        let before = self.longer.partition_point(|(start, _)| *start < at);
        let more = before.checked_sub(1).and_then(|last| self.longer.get(last));
        at + more.map_or(0, |(_, more)| *more)
    }

    /// The span in the source of a range of bytes of the text.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.place(Span::bytes(start, end))
    }

    /// The span in the source of a part of the text.
    fn place(&self, part: Span) -> Span {
        let Span::Bytes { start, end } = part else {
            return self.span;
        };
        match self.span {
            Span::Nowhere => Span::Nowhere,
            // The text is in quotes.
            Span::Bytes { start: from, .. } => {
                let from = from as usize + 1;
                Span::bytes(from + self.written(start), from + self.written(end))
            }
            Span::Cell {
                sheet,
                row,
                column,
                at,
            } => Span::Cell {
                sheet,
                row,
                column,
                at: at.saturating_add(start).saturating_add(1),
            },
        }
    }
}

/// The characters of a text whose escaped form is longer under these choices: offset and accumulated difference.
fn longer(text: &str, (slash, beyond_ascii): (bool, bool)) -> Vec<(usize, usize)> {
    let mut sum = 0;
    let longer = text.char_indices().filter_map(|(at, c)| {
        let more = match c {
            '"' | '\\' | '\n' | '\r' | '\t' | '\u{8}' | '\u{c}' => 1,
            '/' => usize::from(slash),
            c if c < ' ' => 5,
            // `\u` and four digits, twice for surrogate pairs.
            c if beyond_ascii && !c.is_ascii() => 6 * c.len_utf16() - c.len_utf8(),
            _ => 0,
        };
        sum += more;
        (more > 0).then_some((at, sum))
    });
    longer.collect()
}

/// Converts a list in the notation of Python to JSON: `[{'材料名称': '申请表', '份数': None}]`.
fn json_from_repr(text: &str) -> Option<String> {
    if !text.contains('\'') {
        return None;
    }
    let mut json = String::with_capacity(text.len());
    let mut rest = text;
    let mut is_inside = false;
    while let Some(char) = rest.chars().next() {
        let words = [
            ("None", "null"),
            ("nan", "null"),
            ("True", "true"),
            ("False", "false"),
        ];
        let word = words
            .iter()
            .find(|(word, _)| !is_inside && rest.starts_with(word));
        if let Some((word, instead)) = word {
            json.push_str(instead);
            rest = rest.get(word.len()..)?;
            continue;
        }
        match char {
            '\'' => {
                is_inside = !is_inside;
                json.push('"');
            }
            // Texts with or in double quotes, and escapes, are not supported.
            '"' | '\\' => return None,
            char => json.push(char),
        }
        rest = rest.get(char.len_utf8()..)?;
    }
    (!is_inside).then_some(json)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_their_places_whoever_wrote_the_text() {
        let inner = r#"[{"甲":"a/\"b\"","乙":[1,"😀\n"]}]"#;
        let plain = serde_json::to_string(inner).unwrap();
        let ascii = |text: &str| {
            let mut escaped = String::new();
            for c in text.chars() {
                if c.is_ascii() {
                    escaped.push(c);
                } else {
                    let mut units = [0; 2];
                    for unit in c.encode_utf16(&mut units) {
                        escaped.push_str(&format!("\\u{unit:04x}"));
                    }
                }
            }
            escaped
        };
        for written in [
            plain.clone(),
            ascii(&plain),
            plain.replace('/', "\\/"),
            ascii(&plain).replace('/', "\\/"),
        ] {
            let document = format!("{{\"行\":{written}}}");
            let (root, _) = json::parse(&document);
            let root = root.unwrap();
            let parts = root.get("行").unwrap().embedded().unwrap();
            let mut texts = Vec::new();
            parts.scalars(&mut |scalar| {
                let Span::Bytes { start, end } = scalar.span else {
                    panic!("no place")
                };
                let written = &document[start as usize..end as usize];
                let once: String = serde_json::from_str(&format!("\"{written}\"")).unwrap();
                let twice: serde_json::Value = serde_json::from_str(&once).unwrap();
                assert_eq!(twice, scalar.to_json(), "{document}");
                texts.push(written);
            });
            assert_eq!(texts.len(), 3);
        }
    }

    #[test]
    fn lists_of_other_languages_are_json() {
        let text = "[{'名称': '甲', '份数': None, '必要': True}]";
        assert_eq!(
            json_from_repr(text).unwrap(),
            r#"[{"名称": "甲", "份数": null, "必要": true}]"#
        );
        assert_eq!(json_from_repr("[\"甲\"]"), None);
        assert_eq!(json_from_repr("['甲"), None);
    }
}
