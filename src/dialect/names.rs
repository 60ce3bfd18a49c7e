//! Names of fields: their comparison, and look-up of values by name.

use std::borrow::Cow;

use crate::prose::{fold, fold_char, is_han, mark, may_open_entry, slice, words_for_codes};
use crate::source::{Node, NodeKind};

/// Key for the name of the group that a record was found in.
pub(crate) const GROUP: &str = "所在分组";

/// Whether a kept key describes the group around a record.
pub(crate) fn is_of_group(key: &str) -> bool {
    key == GROUP || key.starts_with(PARENT)
}

/// Prefix for a group's field if the record has one of the same name.
pub(crate) const PARENT: &str = "上级.";

/// Appends a key to a dotted path.
pub(crate) fn join(prefix: &str, key: &str) -> String {
    if prefix.is_empty() {
        key.to_owned()
    } else {
        format!("{prefix}.{key}")
    }
}

/// The normal form of a field name: half width and lower case, without leading number, spaces and
/// required mark.
pub(crate) fn normal(name: &str) -> Cow<'_, str> {
    let name = unnumbered(name);
    // Fast path: most names are in normal form.
    let stays = |c: char| match c {
        '!'..=')' | '+'..='9' | ';'..='@' | '['..='}' => true,
        c => is_han(c) && fold_char(c) == c,
    };
    if name.chars().all(stays) {
        return Cow::Borrowed(name);
    }
    let mut out = String::with_capacity(name.len());
    for char in fold(name).chars() {
        match char {
            // Fast path: Chinese characters have no case, and looking that up would cost more than the rest.
            _ if is_han(char) => out.push(char),
            '*' | '\u{feff}' | ':' | '★' | '☆' | '▲' | '△' | '●' | '○' | '◆' | '◇' | '■' | '□'
            | '※' | '√' | '✓' | '✔' => {}
            _ if char.is_whitespace() => {}
            _ => out.extend(char.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

/// Strips the number of a field in a form: 1. 办理地点, （二）实施主体.
fn unnumbered(name: &str) -> &str {
    let start = name.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with(may_open_entry) {
        return name;
    }
    let rest = mark(start).map(|mark| slice(start, mark.length..start.len()));
    // Keep a name that is only a number: nothing would be left.
    rest.filter(|rest| rest.starts_with(char::is_alphabetic))
        .unwrap_or(name)
}

/// The name without a trailing note in brackets.
pub(crate) fn without_notes(name: &str) -> Option<String> {
    let open = name.find(['(', '['])?;
    let head = name.get(..open)?;
    (!head.is_empty()).then(|| head.to_owned())
}

/// The name of the field whose unit a field of this name holds: 承诺时限 for 承诺时限单位.
pub(super) fn unit_of(name: &str) -> Option<String> {
    const ENDINGS: &[&str] = &["单位", "(单位)", "类型", "_unit", "unit", "dw"];
    let name = normal(name);
    let mut endings = ENDINGS.iter();
    let stem = endings.find_map(|ending| name.strip_suffix(ending))?;
    (!stem.is_empty()).then(|| stem.to_owned())
}

/// The name joined with its note: 法定办理时限 and 办理时限法定 for 办理时限（法定）.
pub(super) fn with_note(name: &str) -> Option<[String; 2]> {
    let (head, note) = name.strip_suffix([')', ']'])?.split_once(['(', '['])?;
    Some([format!("{note}{head}"), format!("{head}{note}")])
}

/// The note in brackets at the end of a field name.
pub(super) fn note_of(name: &str) -> Option<String> {
    let name = normal(name);
    let (_, note) = name.split_once(['(', '['])?;
    Some(note.trim_end_matches([')', ']']).to_owned())
}

/// The meaning of a code according to the heading of its column: 承诺件 for `1` under 办件类型（1承诺件 2即办件）.
pub(super) fn by_legend(name: &str, text: &str) -> Option<String> {
    if !name.ends_with(['）', ')', '】', ']']) {
        return None;
    }
    let legend = legend(&note_of_any(name)?)?;
    let word_of = |code: &str| {
        let code = fold(code.trim()).to_lowercase();
        let found = legend.iter().find(|(known, _)| *known == code)?;
        Some(found.1.clone())
    };
    words_for_codes(text, &word_of)
}

/// The text between the first opening bracket of a name and the bracket at its end.
fn note_of_any(name: &str) -> Option<String> {
    let name = fold(name);
    let open = name.find(['(', '['])?;
    name.get(open + 1..name.len() - 1).map(str::to_owned)
}

/// The codes that a note explains, each with its word: `1承诺件 2即办件`, `1-承诺件；2-即办件`, `承诺件:1,即办件:2`.
fn legend(note: &str) -> Option<Vec<(String, String)>> {
    /// Maximum length of a code; a longer one is a word.
    const MAX_CODE_LENGTH: usize = 3;
    let kind = |char: char| match char {
        char if char.is_ascii_alphanumeric() => 1,
        char if char.is_alphabetic() => 2,
        _ => 0,
    };
    let mut runs: Vec<(u8, String)> = Vec::new();
    let mut before = 0;
    for char in note.chars() {
        let now = kind(char);
        match runs.last_mut() {
            Some((_, run)) if now == before && now > 0 => run.push(char),
            _ if now > 0 => runs.push((now, char.to_string())),
            _ => {}
        }
        before = now;
    }
    let (pairs, rest) = runs.as_chunks::<2>();
    if pairs.len() < 2 || !rest.is_empty() {
        return None;
    }
    let legend = pairs.iter().map(|pair| match pair {
        [(1, code), (2, word)] | [(2, word), (1, code)] if code.len() <= MAX_CODE_LENGTH => {
            Some((code.to_lowercase(), word.clone()))
        }
        _ => None,
    });
    let legend: Vec<(String, String)> = legend.collect::<Option<_>>()?;
    let mut firsts = pairs.iter().map(|[first, _]| first.0);
    let order = firsts.next();
    let is_in_order = firsts.all(|first| Some(first) == order);
    let mut codes: Vec<&String> = legend.iter().map(|(code, _)| code).collect();
    codes.sort_unstable();
    codes.dedup();
    (is_in_order && codes.len() == legend.len()).then_some(legend)
}

/// The value at a dotted path; keys that contain dots are found, too.
pub(super) fn find<'n, 'a>(node: &'n Node<'a>, path: &str) -> Option<&'n Node<'a>> {
    if path == "." {
        return Some(node);
    }
    // If several tables match, the first is used.
    let node = match &node.kind {
        NodeKind::List(nodes) => nodes.first()?,
        _ => node,
    };
    // Fast path: most names are already in normal form.
    if let Some(value) = node.get(path) {
        return Some(value);
    }
    let wanted = normal(path);
    let own = node
        .entries()
        .iter()
        .find(|entry| normal(&entry.key) == wanted);
    if let Some(entry) = own {
        return Some(&entry.value);
    }
    let (first, rest) = path.split_once('.')?;
    find(node.get(first)?, rest)
}

/// All values at a dotted path, in every row of the lists that it leads through.
pub(super) fn find_all<'n, 'a>(node: &'n Node<'a>, path: &str, found: &mut Vec<&'n Node<'a>>) {
    if path == "." {
        return found.push(node);
    }
    if let NodeKind::List(nodes) = &node.kind {
        return nodes.iter().for_each(|node| find_all(node, path, found));
    }
    let wanted = normal(path);
    let own = node
        .entries()
        .iter()
        .find(|entry| normal(&entry.key) == wanted);
    if let Some(entry) = own {
        return found.push(&entry.value);
    }
    let mut keys = path.match_indices('.');
    let inner = keys.find_map(|(at, _)| {
        let (first, rest) = (path.get(..at)?, path.get(at + 1..)?);
        let wanted = normal(first);
        let entry = node
            .entries()
            .iter()
            .find(|entry| normal(&entry.key) == wanted)?;
        Some((&entry.value, rest))
    });
    if let Some((inner, rest)) = inner {
        find_all(inner, rest, found);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_column_is_not_part_of_its_name() {
        for name in [
            "办理地点",
            "１．办理地点",
            " 1、办理地点*",
            "（一）办理地点",
            "十二、办理地点",
            "③办理地点",
        ] {
            assert_eq!(normal(name), "办理地点", "{name}");
        }
        for name in [
            "步骤1",
            "1",
            "1.",
            "一次性告知",
            "12345热线",
            "1.5倍",
            "(1)",
            "2级",
        ] {
            assert_eq!(normal(name), name, "{name}");
        }
    }

    #[test]
    fn a_heading_explains_its_codes() {
        for (name, text, word) in [
            ("办件类型（1承诺件 2即办件）", "2", Some("即办件")),
            ("是否收费(0:否,1:是)", "１", Some("是")),
            (
                "服务对象【A-自然人；B-企业法人】",
                "a,B",
                Some("自然人、企业法人"),
            ),
            ("办件类型（承诺件=1，即办件=2）", "1", Some("承诺件")),
            ("办件类型（1承诺件 2即办件）", "3", None),
            ("办件类型（1承诺件 2即办件）", "承诺件", None),
            ("法定办结时限（20个工作日）", "20", None),
            ("收费（元）", "1", None),
        ] {
            assert_eq!(by_legend(name, text).as_deref(), word, "{name} {text}");
        }
    }

    #[test]
    fn unchanged_characters_are_in_normal_form() {
        assert_eq!(normal("＊Task Name："), "taskname");
        for c in '\0'..='\u{FFFF}' {
            let alone = String::from(c);
            // A capital letter beside it disables the fast path.
            let looked_at = normal(&format!("A{c}")).into_owned();
            assert_eq!(format!("a{}", normal(&alone)), looked_at, "{c:?}");
        }
    }
}
