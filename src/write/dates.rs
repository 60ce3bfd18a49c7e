//! Dates as native TOML dates. The `toml` crate writes a `chrono` date as a string, which editors report as an error.

use std::ops::Range;

use crate::model::date;
use crate::model::elements::{Group, Leaf};
use crate::source::{Node, NodeKind, Span, toml};

/// Removes the quotes of dates from the text of a value of the type `group`.
pub(super) fn with_bare_dates(mut text: String, group: &Group) -> String {
    let mut found = Vec::new();
    if may_have_dates(&text) {
        let (root, _) = toml::parse(&text);
        collect(&root, group, &mut found);
    }
    found.sort_by_key(|range| range.start);
    for Range { start, end } in found.into_iter().rev() {
        for quote in [end - 1, start] {
            text.remove(quote);
        }
    }
    text
}

/// Whether a line may hold a date; a fast check that avoids parsing most texts.
fn may_have_dates(text: &str) -> bool {
    text.lines().any(|line| {
        let value = line
            .rsplit_once(" = \"")
            .and_then(|(_, value)| value.strip_suffix('"'));
        value.is_some_and(|value| date::parse(value).is_some())
    })
}

/// Collects the ranges of dates.
fn collect(node: &Node<'_>, group: &Group, found: &mut Vec<Range<usize>>) {
    if let NodeKind::List(nodes) = &node.kind {
        nodes.iter().for_each(|one| collect(one, group, found));
    }
    for entry in node.entries() {
        let Some(field) = group.field(&entry.key) else {
            continue;
        };
        if let Some(inner) = field.group {
            collect(&entry.value, inner, found);
        }
        let is_date = field.leaf == Leaf::Date
            && entry
                .value
                .text()
                .is_some_and(|text| date::parse(text).is_some());
        if let Span::Bytes { start, end } = entry.value.span
            && is_date
        {
            found.push(start as usize..end as usize);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ServiceItem;
    use crate::model::elements::ITEM;

    #[test]
    fn only_dates_of_the_model_lose_their_quotes() {
        let written = r#"name = "甲"
effective_date = 2026-01-01
summary = """
一
effective_date = "2026-01-01"
二"""

[[deviations]]
channels = ["portal"]
element = "materials"
reason = "2026-01-01"
approved_by = "乙"
until = 2027-06-30

[extensions]
effective_date = "2026-01-01"
"#;
        let item: ServiceItem = ::toml::from_str(written).unwrap();
        let text = with_bare_dates(::toml::to_string_pretty(&item).unwrap(), ITEM);
        for line in ["\neffective_date = 2026-01-01\n", "\nuntil = 2027-06-30\n"] {
            assert!(text.contains(line), "{text}");
        }
        assert_eq!(
            text.matches("effective_date = \"2026-01-01\"\n").count(),
            2,
            "{text}"
        );
        assert!(text.contains("reason = \"2026-01-01\""), "{text}");
        let again: ServiceItem = ::toml::from_str(&text).unwrap();
        assert_eq!(again, item);
    }
}
