//! Names of fields: their comparison, and look-up of values by name.

use std::borrow::Cow;

use crate::prose::{fold, fold_char, is_han, mark, may_open_entry, slice};
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
            '*' | '\u{feff}' | ':' => {}
            _ if char.is_whitespace() => {}
            _ => out.extend(char.to_lowercase()),
        }
    }
    Cow::Owned(out)
}

/// Strips the number that a name has in a form: 1. 办理地点, （二）实施主体.
fn unnumbered(name: &str) -> &str {
    let start = name.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !start.starts_with(may_open_entry) {
        return name;
    }
    let rest = mark(start).map(|mark| slice(start, mark.length..start.len()));
    // Nothing would be left of a bare 1.
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
    const ENDINGS: &[&str] = &["单位", "(单位)", "_unit", "unit", "dw"];
    let name = normal(name);
    let mut endings = ENDINGS.iter();
    let of = endings.find_map(|ending| name.strip_suffix(ending))?;
    (!of.is_empty()).then(|| of.to_owned())
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
    let own = (node.entries().iter()).find(|entry| normal(&entry.key) == wanted);
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
        return (nodes.iter()).for_each(|node| find_all(node, path, found));
    }
    let wanted = normal(path);
    let own = (node.entries().iter()).find(|entry| normal(&entry.key) == wanted);
    if let Some(entry) = own {
        return found.push(&entry.value);
    }
    let mut keys = path.match_indices('.');
    let inner = keys.find_map(|(at, _)| {
        let (first, rest) = (path.get(..at)?, path.get(at + 1..)?);
        let wanted = normal(first);
        let entry = (node.entries().iter()).find(|entry| normal(&entry.key) == wanted)?;
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
