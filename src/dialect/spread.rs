//! Expands names written as patterns, such as `承诺{办结,办理,}{时限,期限}`.

use std::collections::{HashMap, HashSet};

use super::file::FieldMapping;
use super::names::normal;
use crate::model::covers;

/// Replaces patterns among the names of fields by the names they expand to. A name that is also
/// written out keeps that meaning; one produced only by patterns of different elements is dropped.
pub(super) fn spread(fields: &mut [FieldMapping]) {
    let mut written: HashMap<String, HashSet<String>> = HashMap::new();
    let mut meanings: HashMap<String, Option<String>> = HashMap::new();
    for field in fields.iter_mut() {
        spread(&mut field.rows);
        for name in &field.from {
            if !is_pattern(name) {
                let targets = written.entry(normal(name).into_owned()).or_default();
                targets.insert(field.target());
                continue;
            }
            // A constant or a conditional mapping does not compete with other meanings of a name.
            if field.constant.is_some() || field.when.is_some() || field.unless.is_some() {
                continue;
            }
            let to = field.target();
            for name in expand_pattern(name) {
                let meaning = meanings.entry(name).or_insert_with(|| Some(to.clone()));
                if meaning.as_ref() != Some(&to) {
                    *meaning = None;
                }
            }
        }
    }
    if meanings.is_empty() {
        return;
    }
    for field in fields {
        let mut known: HashSet<String> = HashSet::new();
        let to = field.target();
        let means = |name: &String| {
            written
                .get(name)
                .is_none_or(|targets| targets.contains(&to))
                && !matches!(meanings.get(name), Some(None))
        };
        field.from = field
            .from
            .iter()
            .flat_map(|name| {
                if is_pattern(name) {
                    expand_pattern(name).into_iter().filter(means).collect()
                } else {
                    vec![name.clone()]
                }
            })
            .filter(|name| known.insert(name.clone()))
            .collect();
    }
}

/// Gives fields with rows all names of the text fields for the same element, and the other way round.
pub(super) fn share(fields: &mut [FieldMapping]) {
    let is_text = |field: &FieldMapping| {
        let is_part = field.capture.is_some() || field.when.is_some() || field.unless.is_some();
        field.rows.is_empty() && field.constant.is_none() && field.line.is_none() && !is_part
    };
    let names: Vec<(String, bool, Vec<String>)> = fields
        .iter()
        .filter(|field| is_text(field) || !field.rows.is_empty())
        .map(|field| (field.target(), field.rows.is_empty(), field.from.clone()))
        .collect();
    for field in fields {
        let to = field.target();
        let has_rows = !field.rows.is_empty();
        if !has_rows && (!is_text(field) || field.alone) {
            continue;
        }
        for (other, is_text, from) in &names {
            let is_same = *other == to || has_rows && covers(other, &to);
            if *is_text == has_rows && is_same {
                let more = from.iter().filter(|name| !name.starts_with('@'));
                field.from.extend(more.cloned());
            }
        }
        let mut known: HashSet<String> = HashSet::new();
        field.from.retain(|name| known.insert(name.clone()));
    }
}

/// Whether a name is a pattern.
fn is_pattern(name: &str) -> bool {
    name.split_once('{')
        .is_some_and(|(_, rest)| rest.contains(',') && rest.contains('}'))
}

/// The names that a pattern expands to, in normal form: one word from each pair of braces.
fn expand_pattern(pattern: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut rest = pattern;
    while let Some((before, words, after)) = next_choice(rest) {
        names = names
            .iter()
            .flat_map(|name| {
                words
                    .split(',')
                    .map(move |word| format!("{name}{before}{}", word.trim()))
            })
            .collect();
        rest = after;
    }
    names
        .iter()
        .map(|name| normal(&format!("{name}{rest}")).into_owned())
        .collect()
}

/// The text before, inside and after the next braces.
fn next_choice(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (words, after) = rest.split_once('}')?;
    Some((before, words, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::Dialect;

    #[test]
    fn a_pattern_stands_for_each_choice_of_words() {
        assert_eq!(
            expand_pattern("承诺{办结,}{时限,期限}"),
            ["承诺办结时限", "承诺办结期限", "承诺时限", "承诺期限"]
        );
        assert_eq!(
            expand_pattern("是否{收费,缴费}？"),
            ["是否收费?", "是否缴费?"]
        );
        for plain in ["a", "{a}", "a{b", "a}b,{"] {
            assert!(!is_pattern(plain), "{plain}");
        }
    }

    #[test]
    fn a_generated_name_of_two_elements_means_neither() {
        let text = r#"
            name = "demo"
            fields = [
              { from = "事项名称", to = "name" },
              { from = "{办理,受理}时{间,限}", to = "guide.hours" },
              { from = ["办理{时限,期限}", "受理时限"], to = "guide.time_limit.promised" },
            ]
        "#;
        let dialect = Dialect::parse("demo.toml", text).unwrap();
        let names: Vec<_> = dialect
            .file
            .fields
            .iter()
            .map(|field| field.from.join(" "))
            .collect();
        assert_eq!(
            names,
            ["事项名称", "办理时间 受理时间", "办理期限 受理时限"]
        );
    }
}
