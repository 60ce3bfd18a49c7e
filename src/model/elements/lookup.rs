//! Elements by their dotted paths: what they are called, and whether anything is said of them.

use super::{Field, Group, ITEM, Node};
use crate::i18n::Text;

/// What one asks for where the element at this path of an item is missing.
///
/// It is worked out while the crate is compiled, and a path that leads nowhere does not compile.
#[expect(clippy::panic, reason = "at compile time")]
pub(crate) const fn asked(path: &'static str) -> Text {
    match asked_in(ITEM, path) {
        Some(name) => name,
        None => panic!("no such element"),
    }
}

/// The same counted from a type, where there is such an element.
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

/// The first key of a path, and the path behind it.
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
        if is_same(field.key.as_bytes(), key) {
            return Some(field);
        }
        fields = others;
    }
    None
}

const fn name_of(mut names: &[(&str, Text)], key: &[u8]) -> Option<Text> {
    while let [(known, name), others @ ..] = names {
        if is_same(known.as_bytes(), key) {
            return Some(*name);
        }
        names = others;
    }
    None
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    while let ([first, rest @ ..], [other, others @ ..]) = (a, b) {
        if *first != *other {
            return false;
        }
        a = rest;
        b = others;
    }
    a.is_empty() && b.is_empty()
}

/// Whether this holds of the element at a dotted path, given as what it belongs to and its key; of one
/// at least where there are several.
pub(crate) fn any(node: &dyn Node, path: &str, holds: &dyn Fn(&dyn Node, &str) -> bool) -> bool {
    let Some((key, rest)) = path.split_once('.') else {
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
