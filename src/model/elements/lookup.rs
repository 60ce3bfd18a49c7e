//! Looks up elements by dotted path: their names, and whether they are stated.

use super::node::Node;
use super::roots::ITEM;
use super::row::{Field, Group};
use crate::i18n::{Argument, Text, same_bytes};

/// The name of the information that is missing if the element at this path of an item is missing.
///
/// It is evaluated at compile time, and a path to a non-existent element does not compile.
#[expect(clippy::panic, reason = "at compile time")]
pub(crate) const fn asked(path: &'static str) -> Text {
    match asked_in(ITEM, path) {
        Some(name) => name,
        None => panic!("no such element"),
    }
}

/// Like [`asked`], relative to a type; `None` if there is no such element.
pub(crate) const fn asked_in(group: &'static Group, path: &str) -> Option<Text> {
    let mut fields = group.fields;
    let mut names: &[(&str, Text)] = &[];
    let mut path = path.as_bytes();
    loop {
        let (key, rest) = first_key(path);
        let Some(field) = field_of(fields, key) else {
            return None;
        };
        let Some(rest) = rest else {
            return match (name_of(names, key), field.asked) {
                (Some(name), _) | (None, Some(name)) => Some(name),
                (None, None) => Some(field.name),
            };
        };
        fields = match field.group {
            Some(group) => group.fields,
            None => return None,
        };
        names = field.inside;
        path = rest;
    }
}

/// The first key of a path, and the rest of the path.
const fn first_key(path: &[u8]) -> (&[u8], Option<&[u8]>) {
    let mut rest = path;
    let mut length = 0;
    while let [byte, others @ ..] = rest {
        if *byte == b'.' {
            return (path.split_at(length).0, Some(others));
        }
        rest = others;
        length += 1;
    }
    (path, None)
}

const fn field_of(mut fields: &'static [Field], key: &[u8]) -> Option<&'static Field> {
    while let [field, others @ ..] = fields {
        if same_bytes(field.key.as_bytes(), key) {
            return Some(field);
        }
        fields = others;
    }
    None
}

const fn name_of(mut names: &[(&str, Text)], key: &[u8]) -> Option<Text> {
    while let [(known, name), others @ ..] = names {
        if same_bytes(known.as_bytes(), key) {
            return Some(*name);
        }
        names = others;
    }
    None
}

/// A message about a path that leads to no element; `None` if it leads to one.
pub(crate) fn unknown(path: &str) -> Option<Argument> {
    if ITEM.find(path).is_some() {
        return None;
    }
    let near = nearest(path);
    let hint = |before: &str, after: &str| {
        (near.as_ref()).map_or_else(String::new, |near| format!("{before}{near}{after}"))
    };
    Some(Argument::Both {
        zh: format!("没有叫{path}的要素{}", hint("，是不是", "")),
        en: format!("there is no element {path}{}", hint(", did you mean ", "?")),
    })
}

/// The element that was probably meant by a path that leads to none: the same path within the guide, or a key
/// with a similar spelling.
pub(crate) fn nearest(path: &str) -> Option<String> {
    /// Minimum similarity of an unknown key and a suggested one.
    const ALIKE: f64 = 0.6;
    let within = format!("guide.{path}");
    if ITEM.find(&within).is_some() {
        return Some(within);
    }
    let mut known = String::new();
    let mut group = ITEM;
    let mut keys = path.split('.');
    loop {
        let key = keys.next()?;
        if let Some(field) = group.field(key) {
            known.push_str(key);
            known.push('.');
            group = field.group?;
            continue;
        }
        let alike = (group.fields.iter()).map(|field| {
            (
                strsim::normalized_damerau_levenshtein(field.key, key),
                field.key,
            )
        });
        let (alike, near) = alike.max_by(|(a, _), (b, _)| a.total_cmp(b))?;
        return (alike > ALIKE).then(|| keys.fold(known + near, |path, key| path + "." + key));
    }
}

/// Splits a dotted path after its first key. A byte loop: `str::split_once` is several times slower
/// on such short keys.
pub(crate) fn key_and_rest(path: &str) -> Option<(&str, &str)> {
    let end = path.bytes().position(|byte| byte == b'.')?;
    Some((path.get(..end)?, path.get(end + 1..)?))
}

/// Whether the predicate holds for the element at a dotted path, given as its parent and key;
/// within lists, for at least one.
pub(crate) fn any(node: &dyn Node, path: &str, holds: &dyn Fn(&dyn Node, &str) -> bool) -> bool {
    let Some((key, rest)) = key_and_rest(path) else {
        return holds(node, path);
    };
    let Some(inner) = node.child(key) else {
        return false;
    };
    match inner.count() {
        Some(count) => (0..count)
            .filter_map(|at| inner.nth(at))
            .any(|one| any(one, rest, holds)),
        None => any(inner, rest, holds),
    }
}
