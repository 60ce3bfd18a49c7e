//! Short descriptions of values for notices, and plain text from tick boxes, codes and markup.

use serde_json::Value;

use super::target::TargetStep;
use crate::prose::{clipped, is_han};
use crate::source::Node;
use crate::vocabulary::{List, TimeUnit, Vocabulary};

/// Whether one of the value's texts contains these words.
pub(super) fn says(value: &Value, words: &str) -> bool {
    match value {
        Value::String(text) => text.contains(words),
        Value::Array(values) => values.iter().any(|value| says(value, words)),
        Value::Object(values) => values.values().any(|value| says(value, words)),
        _ => false,
    }
}

/// The value at a target, shortened.
pub(super) fn standing(out: &Node<'_>, parts: &[TargetStep]) -> String {
    let mut node = out;
    for part in parts {
        let TargetStep::Key(key) = part else { break };
        let Some(next) = node.get(key) else { break };
        node = next;
    }
    brief(&node.to_json())
}

/// A short description of a value.
pub(super) fn brief(value: &Value) -> String {
    match value {
        Value::String(text) => cut(text),
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().map(brief).collect();
            cut(&parts.join("、"))
        }
        Value::Bool(true) => "是".to_owned(),
        Value::Bool(false) => "否".to_owned(),
        Value::Object(values) => {
            let parts: Vec<String> = values.values().map(brief).collect();
            cut(&parts.join(" "))
        }
        other => cut(&other.to_string()),
    }
}

/// Shortens a text for a message.
pub(super) fn cut(text: &str) -> String {
    clipped(text.trim(), 40)
}

/// Shortens the text of a value for a message.
pub(super) fn shortened(node: &Node<'_>) -> String {
    cut(&node.plain_text().unwrap_or_default())
}

/// The ticked words of a text with tick boxes: 承诺件 in □即办件 ☑承诺件; `None` if no word is ticked.
pub(super) fn ticked(text: &str) -> Option<String> {
    const TICKED: &[char] = &[
        '☑', '☒', '■', '✔', '✓', '✅', '√', '▣', '⊠', '◉', '●', '◼', '⬛',
    ];
    const OPEN: &[char] = &['□', '☐', '○', '◯', '◻', '▢', '⬜', '◇'];
    let is_mark = |char: char| TICKED.contains(&char) || OPEN.contains(&char);
    let text = text.trim();
    if !text.contains(TICKED)
        || !text
            .chars()
            .any(|char| !is_mark(char) && char.is_alphabetic())
    {
        return None;
    }
    let trim_separators = |word: &str| {
        let word = word.trim().trim_matches(|char| "、，,；;/|".contains(char));
        word.trim().to_owned()
    };
    let is_before = text.starts_with(is_mark);
    let mut ticked = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(is_mark) {
        let mark = rest.get(at..)?.chars().next()?;
        let (before, after) = (rest.get(..at)?, rest.get(at + mark.len_utf8()..)?);
        let word = if is_before {
            after.get(..after.find(is_mark).unwrap_or(after.len()))?
        } else {
            before
        };
        if TICKED.contains(&mark) {
            ticked.push(trim_separators(word));
        }
        rest = after;
    }
    ticked.retain(|word| !word.is_empty());
    (!ticked.is_empty()).then(|| ticked.join("、"))
}

/// Joins a number and a unit that are separated by a mark: 20工作日 from `20|工作日`.
pub(super) fn amount_with_unit(text: &str) -> Option<String> {
    let (amount, unit) = text
        .trim()
        .split_once(['|', ',', '，', ';', '_', '^', '@', '#'])?;
    let (amount, unit) = (amount.trim(), unit.trim());
    let is_number = !amount.is_empty() && amount.chars().all(|char| char.is_ascii_digit());
    (is_number && TimeUnit::recognise(unit).is_some()).then(|| format!("{amount}{unit}"))
}

/// Strips the codes before terms of a vocabulary: 行政许可 from 01-行政许可, 自然人、企业法人 from 1:自然人,2:企业法人.
/// `None` unless every entry is a code with a term or, without a vocabulary, with 是 or 否.
pub(super) fn uncoded(text: &str, list: Option<&List>) -> Option<String> {
    const MAX_CODE_LENGTH: usize = 4;
    let word = |entry: &str| {
        let (code, word) = entry
            .trim()
            .split_once(['-', '—', ':', '：', '_', '.', '|', '/', ' '])?;
        let is_code = (1..=MAX_CODE_LENGTH).contains(&code.len())
            && code.chars().all(|char| char.is_ascii_alphanumeric());
        let word = word.trim();
        let is_word = match list {
            Some(list) => list.find(word).is_some(),
            None => matches!(word, "是" | "否"),
        };
        (is_code && is_word).then(|| word.to_owned())
    };
    let words: Option<Vec<String>> = text
        .trim()
        .split([',', '，', ';', '；', '、', '\n', '^'])
        .map(word)
        .collect();
    words.map(|words| words.join("、"))
}

/// The entries of a text as lines: without markup, and with a line break for each escaped one or separator; `None` if
/// the text has none of these.
pub(super) fn as_lines(text: &str) -> Option<String> {
    /// Separators that systems write between entries.
    const MARKS: &[&str] = &["##", "$$", "&&", "@@", "||", "~~", "^"];
    let is_marked_up = has_markup(text);
    let is_escaped = !text.contains('\n') && text.contains("\\n");
    let mark = MARKS
        .iter()
        .find(|mark| text.contains(**mark) && !text.contains("://"));
    if !is_marked_up && !is_escaped && mark.is_none() {
        return None;
    }
    let mut lines = if is_marked_up {
        without_markup(text)
    } else {
        text.to_owned()
    };
    if is_escaped {
        lines = lines.replace("\\r\\n", "\n").replace("\\n", "\n");
    }
    if let Some(mark) = mark {
        let parts: Vec<&str> = lines
            .split(mark)
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        let are_entries = parts.iter().all(|part| part.chars().any(is_han));
        if are_entries {
            lines = parts.join("\n");
        }
    }
    Some(lines)
}

/// Whether a text has tags of HTML, escaped or not.
fn has_markup(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "<br", "<p>", "<p ", "</", "<li", "<div", "&lt;", "&nbsp;", "&#",
    ];
    (text.contains('<') || text.contains('&')) && {
        let lower = text.to_ascii_lowercase();
        TAGS.iter().any(|tag| lower.contains(tag))
    }
}

/// The text of an HTML fragment, with a line for each block.
pub(super) fn without_markup(text: &str) -> String {
    const ENTITIES: &[(&str, &str)] = &[
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&nbsp;", " "),
        ("&#160;", " "),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&ldquo;", "“"),
        ("&rdquo;", "”"),
        ("&middot;", "·"),
        ("&mdash;", "—"),
        ("&amp;", "&"),
    ];
    const LINES: &[&str] = &[
        "br", "p", "div", "li", "tr", "ul", "ol", "table", "h1", "h2", "h3", "h4",
    ];
    let mut plain = text.to_owned();
    for (entity, char) in ENTITIES {
        plain = plain.replace(entity, char);
    }
    let mut lines = String::with_capacity(plain.len());
    let mut rest = plain.as_str();
    // Stop at the last `>`: no tag ends after it.
    let last = plain.rfind('>').unwrap_or_default();
    while let Some((before, after)) = rest
        .split_once('<')
        .filter(|_| plain.len() - rest.len() < last)
    {
        lines.push_str(before);
        let name = after.trim_start_matches('/');
        let end = name
            .find(|char: char| !char.is_ascii_alphanumeric())
            .unwrap_or(name.len());
        let tag = name.get(..end).unwrap_or_default().to_ascii_lowercase();
        let closed = if tag.is_empty() {
            None
        } else {
            after.split_once('>')
        };
        if let Some((_, behind)) = closed {
            if LINES.contains(&tag.as_str()) && !lines.is_empty() && !lines.ends_with('\n') {
                lines.push('\n');
            }
            rest = behind;
        } else {
            // Not a tag: 5<10.
            lines.push('<');
            rest = after;
        }
    }
    lines.push_str(rest);
    lines.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{as_lines, ticked};

    #[test]
    fn lists_are_lines_whatever_parts_them() {
        for (text, lines) in [
            (
                "申请表<br/>林权证<BR>委托书",
                Some("申请表\n林权证\n委托书"),
            ),
            (
                "<p style='a'>1.受理&nbsp;</p><p>2.审核</p>",
                Some("1.受理 \n2.审核"),
            ),
            ("&lt;p&gt;《甲法》&lt;/p&gt;", Some("《甲法》")),
            ("申请表\\n林权证", Some("申请表\n林权证")),
            ("申请表##林权证##", Some("申请表\n林权证")),
            ("申请表^林权证", Some("申请表\n林权证")),
            ("长度<10米", None),
            ("申请表\n林权证", None),
        ] {
            assert_eq!(as_lines(text).as_deref(), lines, "{text}");
        }
    }

    #[test]
    fn what_is_ticked_counts() {
        for (text, words) in [
            ("□即办件 ☑承诺件", Some("承诺件")),
            ("■是□否", Some("是")),
            ("自然人√ 企业法人□ 事业法人√", Some("自然人、事业法人")),
            ("☑自然人、☑企业法人、☐其他组织", Some("自然人、企业法人")),
            ("□是 □否", None),
            ("√", None),
            ("承诺件", None),
        ] {
            assert_eq!(ticked(text).as_deref(), words, "{text}");
        }
    }
}
