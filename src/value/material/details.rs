//! Details of a material beside its name: copies, medium, necessity, source, size.

use super::counts::{Copies, copies};
use super::form::{Form, form_of};
use crate::model::Material;
use crate::prose::{clauses, half, is_digit, is_han_numeral, slice, small_number, trimmed};
use crate::vocabulary::{MaterialSource, Medium, Necessity, Vocabulary};

/// Takes the details in the bracket after a name; returns `false` if the bracket belongs to the name.
pub(super) fn details(material: &mut Material, inside: &str, unread: &mut Vec<String>) -> bool {
    if form_of(inside) != Form::Unsaid && copies(inside).is_none() {
        material.form = Some(inside.to_owned());
        return true;
    }
    let mut taken = material.clone();
    let mut rest = Vec::new();
    let mut known = false;
    // A phrase such as 原件、复印件各1份 contains commas, so it is taken first and as a whole.
    let mut left = inside.to_owned();
    if let Some(copies) = copies(inside) {
        taken.originals = copies.originals;
        taken.photocopies = copies.photocopies;
        taken.pieces = copies.pieces;
        for range in copies.ranges.iter().rev() {
            let uncounted_form = wanted_uncounted(slice(inside, range.clone()), &copies);
            taken.form = taken.form.take().or(uncounted_form);
            left.replace_range(range.clone(), "");
        }
        known = true;
    }
    for word in clauses(&left).map(trimmed).filter(|word| !word.is_empty()) {
        if labelled(&mut taken, word) {
            known = true;
            continue;
        }
        if let Some(medium) = Medium::recognise(word).filter(|_| !is_code(word)) {
            taken.medium = Some(medium);
        } else if let Some(necessity) = Necessity::recognise(word).filter(|_| !is_code(word)) {
            taken.necessity = Some(necessity);
        } else if let Some(source) = MaterialSource::recognise(word)
            .filter(|source| !is_code(word) && *source != MaterialSource::Rest)
        {
            taken.source = Some(source);
        } else if form_of(word) != Form::Unsaid {
            taken.form = Some(word.to_owned());
        } else if is_size(word) {
            taken.size = Some(word.to_owned());
        } else {
            rest.push(word.to_owned());
            continue;
        }
        known = true;
    }
    if known && !rest.iter().any(|word| word.contains(['和', '或', '、'])) {
        unread.append(&mut rest);
        *material = taken;
        return true;
    }
    false
}

fn is_code(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// Whether a word is a size of paper, such as A4 or A4纸.
fn is_size(word: &str) -> bool {
    let word: String = word.chars().map(half).collect();
    let Some(rest) = word.strip_prefix(['A', 'a', 'B', 'b']) else {
        return false;
    };
    rest.strip_prefix(|c: char| c.is_ascii_digit())
        .is_some_and(|rest| matches!(rest, "" | "纸" | "纸张" | "规格" | "纸质"))
}

/// Takes a label with its value, and returns whether it is known: 原件数量：1, 材料形式：纸质, 是否必要：是.
pub(super) fn labelled(material: &mut Material, word: &str) -> bool {
    let Some((label, value)) = word.split_once(['：', ':']) else {
        return false;
    };
    let (label, value) = (trimmed(label), trimmed(value));
    let ends = |words: &[&str]| words.iter().any(|word| label.ends_with(word));
    let number = small_number(value)
        .filter(|number| {
            matches!(
                slice(value, number.end..value.len()),
                "" | "份" | "套" | "张" | "个"
            )
        })
        .map(|number| number.value);
    if ends(&["数量", "份数", "原件", "复印件", "数"])
        && let Some(number) = number
    {
        let wanted = if label.contains("复印") {
            &mut material.photocopies
        } else if label.contains("原件") {
            &mut material.originals
        } else {
            &mut material.pieces
        };
        *wanted = Some(number);
    } else if ends(&["形式", "介质", "载体"])
        && let Some(medium) = Medium::recognise(value)
    {
        material.medium = Some(medium);
    } else if ends(&["形式", "类型", "要求"]) && form_of(value) != Form::Unsaid {
        material.form = Some(value.to_owned());
    } else if ends(&["必要", "必要性", "必须", "必需", "必备"]) {
        let answer = match value {
            "是" => Some(Necessity::Required),
            "否" => Some(Necessity::NotRequired),
            word => Necessity::recognise(word),
        };
        if answer.is_none() {
            return false;
        }
        material.necessity = answer;
    } else if ends(&["来源", "来源渠道", "渠道"])
        && let Some(source) = MaterialSource::recognise(value)
    {
        material.source = Some(source);
    } else if ends(&["规格", "纸张", "尺寸"]) && !value.is_empty() {
        material.size = Some(value.to_owned());
    } else {
        return false;
    }
    true
}

/// The form words of a statement of copies in which a form has no number, as the original in 原件及复印件1份.
pub(super) fn wanted_uncounted(words: &str, copies: &Copies) -> Option<String> {
    let form_words: String = words.chars().filter(|c| !is_count(*c)).collect();
    let uncounted = copies.originals.is_none() || copies.photocopies.is_none();
    let both = matches!(form_of(&form_words), Form::Both | Form::Either);
    (uncounted && both).then_some(form_words)
}

/// Whether a character belongs to a number of copies: １份, 两套.
fn is_count(c: char) -> bool {
    is_digit(c) || is_han_numeral(c) || matches!(c, '份' | '套' | ' ' | '：' | ':' | '（' | '(')
}
