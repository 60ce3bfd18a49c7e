//! Mermaid flowcharts: the boxes and arrows, without styling.

use std::collections::HashMap;
use std::ops::Range;

use super::graph::{Graph, GraphEdge, GraphNode};
use crate::prose::{Lexed, first_chars, slice};
use crate::value::Parsed;

/// First words of lines that only style a chart.
const STYLE_WORDS: &[&str] = &[
    "classDef",
    "class",
    "style",
    "linkStyle",
    "click",
    "direction",
    "accTitle",
    "accDescr",
    "title",
    "subgraph",
];

/// The delimiters of boxes; longer ones precede their prefixes.
const SHAPES: &[(&str, &[&str])] = &[
    ("(((", &[")))"]),
    ("([", &["])"]),
    ("((", &["))"]),
    ("(", &[")"]),
    ("[[", &["]]"]),
    ("[(", &[")]"]),
    ("[/", &["/]", "\\]"]),
    ("[\\", &["\\]", "/]"]),
    ("[", &["]"]),
    ("{{", &["}}"]),
    ("{", &["}"]),
    (">", &["]"]),
];

/// Words that Mermaid reserves.
const RESERVED: &[&str] = &[
    "end",
    "graph",
    "flowchart",
    "subgraph",
    "default",
    "style",
    "class",
    "click",
    "direction",
];

/// The byte range of the statements of a chart, without its header; `None` if the text is not a chart.
pub(super) fn body(text: &str) -> Option<Range<usize>> {
    let mut at = 0;
    let mut front_matter = false;
    for line in text.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let word = line.trim().trim_start_matches('\u{feff}');
        if word == "---" {
            front_matter = !front_matter;
            continue;
        }
        if front_matter || word.is_empty() || word.starts_with("%%") || word.starts_with("```") {
            continue;
        }
        let rest = ["flowchart-elk", "flowchart", "graph"]
            .iter()
            .find_map(|head| word.strip_prefix(head))?;
        let rest = match rest.chars().next() {
            None => rest,
            Some(c) if c.is_whitespace() || c == ';' => rest.trim_start(),
            Some(_) => return None,
        };
        let rest = ["TD", "TB", "BT", "LR", "RL"]
            .iter()
            .find_map(|way| rest.strip_prefix(way))
            .unwrap_or(rest);
        // The rest of the header's line is a statement.
        let end = start + line.trim_end().len();
        return Some(end - rest.len()..text.len());
    }
    None
}

/// Whether Mermaid accepts a text as the id of a box.
pub(super) fn is_id(text: &str) -> bool {
    let mut cursor = Cursor {
        text,
        at: 0,
        end: text.len(),
    };
    !text.is_empty()
        && !RESERVED.iter().any(|word| text.eq_ignore_ascii_case(word))
        && !text.starts_with(['o', 'x', 'O', 'X'])
        && cursor.id() == Some(text)
}

/// Reads the statements of a chart.
pub(super) fn read(text: &str, chart: Range<usize>) -> Parsed<Graph> {
    let mut builder = Builder::default();
    let mut unread = Vec::new();
    let mut described = false;
    for statement in statements(text, chart) {
        let words = slice(text, statement.clone());
        let first = words
            .split([' ', '\t', ':', '{'])
            .next()
            .unwrap_or_default();
        if described || first == "accDescr" && words.contains('{') {
            described = !words.contains('}');
            continue;
        }
        let skipped = words.starts_with("%%") || words.starts_with("```") || first == "end";
        // `style` and similar words are ids if an arrow or a box follows.
        if skipped || STYLE_WORDS.contains(&first) && !words.contains("--") && !words.contains("==")
        {
            continue;
        }
        let mut cursor = Cursor {
            text,
            at: statement.start,
            end: statement.end,
        };
        if builder.statement(&mut cursor).is_none() {
            unread.push(words.to_owned());
        }
    }
    Parsed::of(builder.graph).leaving(unread)
}

/// The statements of a chart: lines, and parts of lines between semicolons outside labels.
fn statements(text: &str, chart: Range<usize>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = chart.start;
    let mut quoted = false;
    let mut depth = 0usize;
    let mut piped = false;
    let mut comment = false;
    let mut begun = false;
    let mut push = |range: Range<usize>| {
        let words = slice(text, range.clone());
        let lead = words.len() - words.trim_start().len();
        let words = words.trim();
        if !words.is_empty() {
            found.push(range.start + lead..range.start + lead + words.len());
        }
    };
    for (offset, c) in slice(text, chart.clone()).char_indices() {
        let at = chart.start + offset;
        match c {
            '"' => quoted = !quoted,
            '|' if !quoted => piped = !piped,
            '[' | '(' | '{' if !quoted => depth += 1,
            ']' | ')' | '}' if !quoted => depth = depth.saturating_sub(1),
            '%' if !begun => comment = true,
            _ => {}
        }
        begun |= !c.is_whitespace();
        // A quoted label may span several lines; an unquoted one ends with its line.
        let ends = match c {
            '\n' => !quoted || comment,
            ';' => !quoted && !piped && depth == 0 && !comment,
            _ => false,
        };
        if ends {
            push(start..at);
            start = at + c.len_utf8();
            (quoted, piped, depth, comment, begun) = (false, false, 0, false, false);
        }
    }
    push(start..chart.end);
    found
}

/// The boxes and arrows read so far.
#[derive(Debug, Default)]
struct Builder {
    graph: Graph,
    ids: HashMap<String, usize>,
}

impl Builder {
    /// Reads boxes, or boxes with arrows between them; `None` if there is anything else.
    fn statement(&mut self, cursor: &mut Cursor) -> Option<()> {
        let mut boxes = vec![cursor.boxes()?];
        let mut links = Vec::new();
        cursor.skip_spaces();
        while !cursor.is_done() {
            links.push(cursor.link()?);
            boxes.push(cursor.boxes()?);
            cursor.skip_spaces();
        }
        // Boxes are added only after the statement was read to its end.
        let groups: Vec<Vec<usize>> = boxes
            .into_iter()
            .map(|group| group.into_iter().map(|node| self.node(node)).collect())
            .collect();
        for (pair, link) in groups.windows(2).zip(links) {
            let [from, to] = pair else {
                continue;
            };
            for from in from {
                for to in to {
                    let mut edge = |from, to| {
                        self.graph.edges.push(GraphEdge {
                            from,
                            to,
                            label: link.label.clone(),
                        });
                    };
                    if link.backward {
                        edge(*to, *from);
                    }
                    if !link.backward || link.forward {
                        edge(*from, *to);
                    }
                }
            }
        }
        Some(())
    }

    /// The index of a box, which is added if its id is new; a later label replaces an earlier one.
    fn node(&mut self, drawn: BoxSyntax) -> usize {
        let fresh = self.graph.nodes.len();
        let at = *self.ids.entry(drawn.id.clone()).or_insert(fresh);
        if at == fresh {
            self.graph.nodes.push(GraphNode {
                id: drawn.id.clone(),
                label: drawn.id,
                range: Some(drawn.range.clone()),
            });
        }
        if let (Some(label), Some(node)) = (drawn.label, self.graph.nodes.get_mut(at)) {
            node.label = label;
            node.range = Some(drawn.range);
        }
        at
    }
}

/// A box as written in a statement.
#[derive(Debug)]
struct BoxSyntax {
    id: String,
    label: Option<String>,
    range: Range<usize>,
}

/// An arrow as written in a statement.
#[derive(Debug)]
struct LinkSyntax {
    label: Option<String>,
    forward: bool,
    backward: bool,
}

/// A position in a statement.
#[derive(Debug)]
struct Cursor<'t> {
    text: &'t str,
    at: usize,
    end: usize,
}

impl<'t> Cursor<'t> {
    fn rest(&self) -> &'t str {
        slice(self.text, self.at..self.end)
    }

    fn is_done(&self) -> bool {
        self.at >= self.end
    }

    fn skip_spaces(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start().len();
    }

    fn take(&mut self, word: &str) -> bool {
        let found = self.rest().starts_with(word);
        if found {
            self.at += word.len();
        }
        found
    }

    /// Takes the text up to a word, and the word.
    fn take_until(&mut self, word: &str) -> Option<&'t str> {
        let (text, _) = self.rest().split_once(word)?;
        self.at += text.len() + word.len();
        Some(text)
    }

    /// Takes an id: letters, digits and `_`, with `-`, `.` and `/` inside.
    fn id(&mut self) -> Option<&'t str> {
        let rest = self.rest();
        let mut chars = rest.char_indices().peekable();
        let mut length = 0;
        while let Some((at, c)) = chars.next() {
            let inside = matches!(c, '-' | '.' | '/')
                && at > 0
                && chars
                    .peek()
                    .is_some_and(|(_, next)| next.is_alphanumeric() || *next == '_');
            if !(c.is_alphanumeric() || c == '_' || inside) {
                break;
            }
            length = at + c.len_utf8();
        }
        self.at += length;
        rest.get(..length).filter(|id| !id.is_empty())
    }

    /// Takes boxes with `&` between them.
    fn boxes(&mut self) -> Option<Vec<BoxSyntax>> {
        let mut boxes = Vec::new();
        loop {
            self.skip_spaces();
            boxes.push(self.box_syntax()?);
            self.skip_spaces();
            if !self.take("&") {
                return Some(boxes);
            }
        }
    }

    fn box_syntax(&mut self) -> Option<BoxSyntax> {
        let start = self.at;
        let id = self.id()?.to_owned();
        let label = if self.take("@{") {
            let fields = self.take_until("}")?;
            fields.split_once("label:").map(|(_, label)| {
                let label = label.trim();
                let quoted = label
                    .strip_prefix('"')
                    .and_then(|label| label.split_once('"'));
                label_text(quoted.map_or(label, |(label, _)| label))
            })
        } else if let Some((open, close)) = SHAPES
            .iter()
            .find(|(open, _)| self.rest().starts_with(open))
        {
            self.at += open.len();
            Some(self.label(open, close)?)
        } else {
            None
        };
        if self.take(":::") {
            self.id();
        }
        Some(BoxSyntax {
            id,
            label,
            range: start..self.at,
        })
    }

    /// Takes the text of a box and the closing delimiter.
    fn label(&mut self, open: &str, close: &[&str]) -> Option<String> {
        let start = self.at;
        self.skip_spaces();
        if self.take("\"") {
            let text = self.take_until("\"")?;
            self.skip_spaces();
            if close.iter().any(|close| self.take(close)) {
                return Some(label_text(text));
            }
            self.at = start;
        }
        // A bracket inside the text closes before the box does.
        let (opens, closes) = (open.chars().next_back()?, close.first()?.chars().next()?);
        let mut depth = 0usize;
        let mut at = self.at;
        for c in self.rest().chars() {
            if depth == 0
                && let Some(close) = close
                    .iter()
                    .find(|close| slice(self.text, at..self.end).starts_with(**close))
            {
                let text = slice(self.text, self.at..at);
                self.at = at + close.len();
                return Some(label_text(text));
            }
            if c == opens {
                depth += 1;
            } else if c == closes {
                depth = depth.saturating_sub(1);
            }
            at += c.len_utf8();
        }
        None
    }

    /// Takes an arrow or a line, with the text on it.
    fn link(&mut self) -> Option<LinkSyntax> {
        self.skip_spaces();
        let backward = self.take("<");
        if !backward
            && ["x--", "o--", "x==", "o==", "x-.", "o-."]
                .iter()
                .any(|end| self.rest().starts_with(end))
        {
            self.at += 1;
        }
        let drawn = self.stroke();
        let inline = match drawn {
            _ if drawn.len() < 2 => return None,
            "--" => Some("--"),
            "==" => Some("=="),
            "-." => Some(".-"),
            _ => None,
        };
        let mut label = None;
        let mut forward = self.head();
        if let Some(close) = inline.filter(|_| !forward) {
            let text = self.take_until(close)?;
            self.at -= close.len();
            label = Some(label_text(text));
            self.stroke();
            forward = self.head();
        }
        self.skip_spaces();
        if self.take("|") {
            label = Some(label_text(self.take_until("|")?));
        }
        Some(LinkSyntax {
            label: label.filter(|label| !label.is_empty()),
            forward,
            backward,
        })
    }

    /// Takes the run of characters that draw a line.
    fn stroke(&mut self) -> &'t str {
        let rest = self.rest();
        let length = rest
            .find(|c| !matches!(c, '-' | '=' | '.' | '~'))
            .unwrap_or(rest.len());
        self.at += length;
        slice(rest, 0..length)
    }

    /// Takes the head of an arrow, if there is one; `x` and `o` are heads only if a space or a label follows.
    fn head(&mut self) -> bool {
        if self.take(">") {
            return true;
        }
        let rest = self.rest();
        let crossed = rest.starts_with(['x', 'o'])
            && rest
                .get(1..)
                .is_some_and(|rest| rest.starts_with([' ', '|']));
        if crossed {
            self.at += 1;
        }
        crossed
    }
}

/// The plain text of a label: without quotes, with line breaks for `<br>` and characters for entities.
fn label_text(text: &str) -> String {
    let text = text.trim();
    let text = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'))
        .unwrap_or(text);
    let text = text
        .strip_prefix('`')
        .and_then(|text| text.strip_suffix('`'))
        .unwrap_or(text);
    let mut label = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let special = match c {
            '#' | '&' => entity(rest),
            '<' => ["<br>", "<br/>", "<br />", "<BR>", "<BR/>"]
                .iter()
                .find(|tag| rest.starts_with(**tag))
                .map(|tag| Lexed::new('\n', tag.len())),
            _ => None,
        };
        let said = special.unwrap_or(Lexed::new(c, c.len_utf8()));
        label.push(said.value);
        rest = slice(rest, said.end..rest.len());
    }
    label.trim().to_owned()
}

/// The character denoted by an entity such as `#quot;` or `&#35;`.
fn entity(text: &str) -> Option<Lexed<char>> {
    // Bounded: entities are short.
    let (name, _) = first_chars(text, 10).split_once(';')?;
    let end = name.len() + ";".len();
    let name = name.strip_prefix(['#', '&'])?.trim_start_matches('#');
    let c = match name {
        "quot" => '"',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "nbsp" => ' ',
        "apos" => '\'',
        "semi" => ';',
        number => char::from_u32(number.parse().ok()?)?,
    };
    Some(Lexed::new(c, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::read;

    fn edges(text: &str) -> Vec<(String, String, String)> {
        let reading = read(text);
        assert!(reading.unread.is_empty(), "{text}: {:?}", reading.unread);
        let graph = reading.value.unwrap();
        let label = |at: usize| graph.nodes[at].label.clone();
        graph
            .edges
            .iter()
            .map(|edge| {
                (
                    label(edge.from),
                    label(edge.to),
                    edge.label.clone().unwrap_or_default(),
                )
            })
            .collect()
    }

    fn way(from: &str, to: &str, label: &str) -> (String, String, String) {
        (from.into(), to.into(), label.into())
    }

    #[test]
    fn shapes_and_links_are_read() {
        let text = "%% 图\ngraph LR; A[申请]-->B(受理)-->C{\"是否[齐全]?\"};\nC -- 是 --> D((审查))\nC -.->|否| E>退回]\nD ==> F[[决定]] & G([送达])\nclassDef a fill:#fff\nsubgraph 审批\nend\nD --- H{{归档}}:::a";
        assert_eq!(
            edges(text),
            [
                way("申请", "受理", ""),
                way("受理", "是否[齐全]?", ""),
                way("是否[齐全]?", "审查", "是"),
                way("是否[齐全]?", "退回", "否"),
                way("审查", "决定", ""),
                way("审查", "送达", ""),
                way("审查", "归档", ""),
            ]
        );
    }

    #[test]
    fn less_usual_links_are_read() {
        assert_eq!(
            edges("flowchart TD\na<-->b"),
            [way("b", "a", ""), way("a", "b", "")]
        );
        assert_eq!(edges("flowchart\na -. 转 .-> b"), [way("a", "b", "转")]);
        assert_eq!(
            edges("flowchart TB\nstep-1 ---->|\"x #quot;y#quot;\"| step-2"),
            [way("step-1", "step-2", "x \"y\"")]
        );
        assert_eq!(
            edges("flowchart TD\na@{ shape: rect, label: \"受理\" } --> b"),
            [way("受理", "b", "")]
        );
        assert_eq!(
            edges("```mermaid\nflowchart TD\n受理[受理（窗口）] --> 审查\n```"),
            [way("受理（窗口）", "审查", "")]
        );
    }

    #[test]
    fn an_unknown_line_is_unread() {
        let reading = read("flowchart TD\na --> b\n这是 一行 字\nb -->");
        assert_eq!(reading.unread, ["这是 一行 字", "b -->"]);
        assert_eq!(reading.value.unwrap().edges.len(), 1);
    }

    proptest! {
        #[test]
        fn any_chart_is_read(text in any::<String>(), drawn in "[ab\\[\\](){}\"|<>=.~&;:@xo \n-]{0,40}") {
            let _ = (read(&format!("flowchart TD\n{text}")), read(&format!("graph LR;{drawn}")));
        }
    }
}
