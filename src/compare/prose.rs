//! Compares texts, ignoring width, spaces and punctuation.

use super::difference::Kind;
use super::out::{Out, Sides, quoted};
use crate::i18n::Argument;
use crate::model::Guide;
use crate::path;
use crate::prose::{is_filler, is_longer, similarity, text_key};

/// Texts longer than this many characters are prose: they may say the same in other words.
const MIN_PROSE_CHARS: usize = 30;

/// Minimum similarity of prose that counts as the same in other words, if its numbers agree.
const MIN_SIMILARITY: f64 = 0.95;

pub(super) fn conditions(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    for (element, first, second) in [
        ("conditions", &a.conditions, &b.conditions),
        ("prohibitions", &a.prohibitions, &b.prohibitions),
    ] {
        let (Some(first), Some(second)) = (first, second) else {
            continue;
        };
        let place = path![element];
        text(element, (first, place.clone()), (second, place), out);
    }
}

pub(super) fn result(a: &Guide, b: &Guide, out: &mut Out<'_>) {
    let (Some(first), Some(second)) = (&a.result, &b.result) else {
        return;
    };
    for (element, key, first, second) in [
        ("result.name", "name", &first.name, &second.name),
        (
            "result.validity",
            "validity",
            &first.validity,
            &second.validity,
        ),
    ] {
        if let (Some(first), Some(second)) = (first, second) {
            let place = path!["result", key];
            text(element, (first, place.clone()), (second, place), out);
        }
    }
}

pub(super) fn text(
    element: &'static str,
    a: (&str, path::Path),
    b: (&str, path::Path),
    out: &mut Out<'_>,
) {
    if is_filler(a.0) || is_filler(b.0) {
        return;
    }
    let (first, second) = (text_key(a.0), text_key(b.0));
    if first == second {
        return;
    }
    let is_long = |text: &str| is_longer(text, MIN_PROSE_CHARS);
    let is_prose = is_long(&first) && is_long(&second);
    let numbers_differ = numbers(&first) != numbers(&second);
    if is_prose && !numbers_differ && similarity(a.0, b.0) >= MIN_SIMILARITY {
        return;
    }
    let (a_words, b_words) = apart(a.0, b.0);
    let sides = Sides {
        path_a: a.1,
        path_b: b.1,
        a: a_words,
        b: b_words,
    };
    out.push(
        element,
        None,
        sides,
        Kind::Differs,
        !is_prose || numbers_differ,
    );
}

/// The numbers of a text, in order.
fn numbers(key: &str) -> Vec<&str> {
    key.split(|c: char| !c.is_ascii_digit() && c != '.')
        .filter(|run| !run.is_empty())
        .collect()
}

/// Excerpts of both texts from shortly before their first difference.
pub(crate) fn apart(a: &str, b: &str) -> (Argument, Argument) {
    const SHOWN_BEFORE_CHARS: usize = 8;
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let from = if same > 2 * SHOWN_BEFORE_CHARS {
        same - SHOWN_BEFORE_CHARS
    } else {
        0
    };
    let part = |text: &str| {
        let rest: String = text.chars().skip(from).collect();
        match (from, rest.is_empty()) {
            (0, _) => quoted(&rest),
            (_, true) => quoted(text),
            (_, false) => quoted(&format!("…{rest}")),
        }
    };
    (part(a), part(b))
}
