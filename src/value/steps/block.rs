//! Reads a step from its block of text.

use std::cmp::Reverse;

use super::label::{Field, field, labels_of};
use crate::model::{Limit, Step};
use crate::prose::{
    Bracketed, Labelled, at_labels, first_chars, is_balanced, is_filler, is_han, is_longer,
    is_one_clause, is_one_sentence, opening_bracket, outside, slice, trimmed, unmarked,
};
use crate::value::limit;
use crate::value::stage::stage;
use crate::vocabulary::{Actor, Vocabulary};
use crate::words;

/// Maximum length of a step's name, in characters; a longer text is an action.
pub(super) const MAX_NAME_CHARS: usize = 20;

/// Maximum length of a first sentence that names its block, in characters.
const MAX_HEAD_CHARS: usize = 12;

/// Reads a step from its block, which begins after the number.
///
/// `named`: whether short sentences at the start of the blocks are names.
pub(super) fn step(block: &str, named: bool, unread: &mut Vec<String>) -> Step {
    let mut step = Step::default();
    let block = unmarked(block);
    let parts = at_labels(block, labels_of(block));
    name_and_action(&mut step, parts.lead, named);
    for Labelled { field, value } in parts.values {
        let value = value.trim().trim_end_matches(['；', ';', '，', ',']).trim();
        // 无 as the result is an answer: the step issues no document.
        let none = field == Field::Output && words::NONE_WORD.is(trimmed(value));
        if !is_filler(value) || none {
            set_field(&mut step, field, value, unread);
        }
    }
    let described = step
        .name
        .as_deref()
        .or(step.action.as_deref())
        .unwrap_or_default();
    step.stage = stage(described);
    step
}

/// Sets the name, the action after the name, and the limit after the name or in place of the action.
fn name_and_action(step: &mut Step, head: &str, named: bool) {
    let (name, action) = split_name(head, named);
    let (name, time) = match split_limit(name) {
        Some((name, time)) => (name, Some(time)),
        None => (name, None),
    };
    if fits_name(name) {
        if !name.is_empty() {
            step.name = Some(name.to_owned());
        }
    } else {
        step.action = Some(head.trim().to_owned());
        return;
    }
    if let Some(time) = time {
        set_limit(step, time);
    } else if is_limit(action) {
        set_limit(step, action);
        return;
    }
    // A label such as 办理步骤 without a value is the heading of an empty field.
    let heading = field(action).is_some_and(|field| field.end == trimmed(action).len());
    if !heading && !is_filler(action) {
        step.action = Some(action.to_owned());
    }
}

/// Splits a block into the name at its start and the action after it.
///
/// `named`: whether short sentences at the start of the blocks are names.
fn split_name(head: &str, named: bool) -> (&str, &str) {
    // 【受理】窗口收到材料后…
    if let Some(Bracketed { inside, after, .. }) = opening_bracket(head)
        && head.starts_with(['【', '[', '［'])
        && !trimmed(inside).is_empty()
        && fits_name(trimmed(inside))
    {
        return (
            trimmed(inside),
            after.trim_start_matches(['：', ':']).trim(),
        );
    }
    if let Some((name, action)) = head.split_once(['：', ':', '\n'])
        && !is_longer(trimmed(name), MAX_NAME_CHARS)
        && is_balanced(name)
    {
        return (trimmed(name), action.trim());
    }
    if let Some((name, action)) = bracketed_action(head) {
        return (name, action);
    }
    if let Some((name, action)) = split_first_sentence(head)
        && (named || stage(name).is_some())
    {
        return (name, action);
    }
    (trimmed(head), "")
}

/// Splits a stage from the action in brackets after it: 受理（核对登记表和产品数据表）.
fn bracketed_action(head: &str) -> Option<(&str, &str)> {
    const MIN_ACTION_CHARS: usize = 6;
    // A bracket that begins with such a word narrows the stage and does not describe an action.
    const NARROWING: [char; 6] = ['含', '包', '如', '或', '限', '仅'];
    let head = trimmed(head);
    let (name, rest) = head.split_once(['（', '('])?;
    let inside = rest.strip_suffix(['）', ')'])?;
    let is_action = is_longer(inside, MIN_ACTION_CHARS - 1)
        && !inside.contains(['（', '(', '）', ')'])
        && !inside.starts_with(NARROWING)
        && !is_limit(inside);
    (is_action && fits_name(name) && stage(name).is_some()).then_some((trimmed(name), inside))
}

/// Splits a block after its first short sentence or words: （一）受理。窗口收到材料后….
fn split_first_sentence(block: &str) -> Option<(&str, &str)> {
    let marks = ["。", "——", "—", "--", " ", "\u{3000}"];
    let (mark, at) = marks
        .iter()
        .filter_map(|mark| Some((mark, first_chars(block, 2 * MAX_NAME_CHARS).find(mark)?)))
        .min_by_key(|(mark, at)| (*at, Reverse(mark.len())))?;
    let name = trimmed(slice(block, 0..at));
    let action = slice(block, at + mark.len()..block.len()).trim();
    let head = !name.is_empty()
        && !is_longer(name, MAX_HEAD_CHARS)
        && is_one_clause(name)
        && is_balanced(name);
    (head && !is_filler(action)).then_some((name, action))
}

/// Whether short sentences at the start of the blocks are names, because at least one is a known stage.
pub(super) fn begin_with_names(blocks: &[&str]) -> bool {
    blocks.iter().any(|block| {
        split_first_sentence(unmarked(block)).is_some_and(|(name, _)| stage(name).is_some())
    })
}

/// Splits the label of a box into a name and the limit after it: 审查（3个工作日）.
pub(super) fn named(label: &str) -> (&str, Option<Limit>) {
    match split_limit(label) {
        Some((name, value)) => (name, Some(read_limit(value))),
        None => (label, None),
    }
}

/// Splits a text into a name and a limit: 受理，2个工作日; 受理（当场办结）; 受理2个工作日内.
fn split_limit(text: &str) -> Option<(&str, &str)> {
    let time = limit::find_all(first_chars(text, 4 * MAX_NAME_CHARS))
        .into_iter()
        .next()?;
    let before = slice(text, 0..time.span.start);
    let unsaid = without_limit_name(before);
    let mark = |c: char| c.is_whitespace() || "，,：:；;、（(—-".contains(c);
    let name = unsaid.trim_end_matches(mark);
    let is_parted = name.len() < unsaid.len();
    // 自受理之日起20日内 is a limit, not a name.
    let runs =
        name.starts_with(['自', '从', '在']) || name.ends_with(['起', '后', '内', '前', '日']);
    if name.is_empty() || runs || !fits_name(name) || !is_one_clause(name) || !is_balanced(name) {
        return None;
    }
    if !(is_parted || stage(name).is_some()) {
        return None;
    }
    let value = slice(text, name.len()..text.len())
        .trim_start_matches(mark)
        .trim();
    let opened = slice(text, name.len()..time.span.start).contains(['（', '(']);
    let value = match value.strip_suffix(['）', ')']) {
        Some(inside) if opened => inside,
        None if !opened => value,
        _ => value,
    };
    is_limit(value).then_some((name, value))
}

/// Strips words that only announce a limit: 受理，办理时限：.
fn without_limit_name(before: &str) -> &str {
    let bare = before.trim_end_matches(['：', ':', '为', '约', ' ']);
    let words = [
        "办理时限",
        "办结时限",
        "承诺时限",
        "法定时限",
        "办理期限",
        "时限",
        "期限",
        "限时",
    ];
    let stem = words.iter().find_map(|word| bare.strip_suffix(word));
    stem.unwrap_or(before)
}

/// Whether a text is a limit and nothing else.
fn is_limit(text: &str) -> bool {
    if text.is_empty() || is_longer(text, 2 * MAX_NAME_CHARS) {
        return false;
    }
    let reading = limit::read(uncounted_limit(text).unwrap_or(text));
    reading.unread.is_empty()
        && reading
            .value
            .is_some_and(|limit| limit.unit.is_some() || limit.is_immediate())
}

/// The limit of a step whose time is not counted: the 60个工作日 of 60个工作日，不计入承诺办结时限.
fn uncounted_limit(value: &str) -> Option<&str> {
    let (limit, note) = value.split_once(['，', ',', '（', '(', '；'])?;
    let counted = words::NOT_COUNTED.find(note)?;
    let rest = note.replacen(counted.word, "", 1);
    let rest = rest.trim_matches(|c: char| !is_han(c));
    (limit::names_limit(rest) && !is_longer(rest, 12)).then(|| limit.trim())
}

/// Sets the limit of a step, and whether its time is outside the limit of the item.
fn set_limit(step: &mut Step, value: &str) {
    if let Some(limit) = uncounted_limit(value) {
        step.limit = Some(read_limit(limit));
        step.outside_limit = Some(true);
    } else {
        step.limit = Some(read_limit(value));
    }
}

fn fits_name(name: &str) -> bool {
    !is_longer(name, MAX_NAME_CHARS) && is_one_sentence(name)
}

fn set_field(step: &mut Step, field: Field, value: &str, unread: &mut Vec<String>) {
    let text = Some(value.to_owned());
    match field {
        Field::Name if step.name.is_none() => step.name = text,
        Field::Name => unread.push(value.to_owned()),
        Field::Action => {
            step.action = match step.action.take() {
                Some(action) => Some(format!("{action}\n{value}")),
                None => text,
            };
        }
        Field::Output => step.output = text,
        Field::Criteria => step.criteria = text,
        Field::Body => step.body = text,
        Field::Actor => {
            step.actor = Some(Actor::recognise(value).unwrap_or_else(|| Actor::parse(value)));
        }
        Field::Inputs => {
            let names = outside(value, |c| matches!(c, '、' | '；' | ';' | '\n'));
            step.inputs = names
                .into_iter()
                .map(trimmed)
                .filter(|name| !name.is_empty())
                .map(str::to_owned)
                .collect();
        }
        Field::Limit => set_limit(step, value),
    }
}

/// Reads a limit; if part of it cannot be read, its wording is kept.
fn read_limit(value: &str) -> Limit {
    let reading = limit::read(value);
    let whole = reading.unread.is_empty();
    let mut limit = reading.value.unwrap_or_default();
    if !whole || limit == Limit::default() {
        limit.text = Some(value.to_owned());
    }
    limit
}
