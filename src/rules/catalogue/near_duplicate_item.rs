use std::collections::HashSet;

use super::duplicate_item::beside_name;
use super::helpers::shown;
use crate::engine::{CatalogueContext, Diagnostic, Facts, ItemFacts, rule};
use crate::facts::OwnText;
use crate::i18n::Text;
use crate::path;
use crate::prose::text_key;
use crate::words;

rule! {
    "CAT014", "near-duplicate-item", Hint, Catalogue(check),
    summary: ("两个事项的名称只差虚字或语序", "two items whose names differ in particles or order only"),
    message: ("“{name}”与{other}的名称只差{way}，实施主体、区划都相同{alike}", "the names of “{name}” and {other} differ in {way} only, with the same authority and division{alike}"),
    help: ("是同一件事的，删去一条；确是两件事的，在名称里写明区别", "if they are one item, delete one; if they are two, tell them apart in their names"),
    requirements: [D3],
    own: ("一个事项在目录里录一次", "an item is entered in a catalogue only once"),
    page: "near_duplicate_item.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let facts = cx.facts();
    for mut group in facts.groups(key) {
        // Keep only the first item of each name: another rule reports items of the same name.
        let mut names = HashSet::new();
        group.retain(|index| {
            facts
                .get(*index)
                .is_some_and(|item| names.insert(text_key(item.name())))
        });
        let Some((first, rest)) = group.split_first() else {
            continue;
        };
        for index in rest {
            let Some((item, earlier)) = facts.get(*index).zip(facts.get(*first)) else {
                continue;
            };
            let (name, other) = (core(item.name()), core(earlier.name()));
            let is_reordered = name != other;
            // 甲转乙 and 乙转甲 are different matters.
            if is_reordered && words::FROM_ONE_TO_OTHER.occurs_in(&name) {
                continue;
            }
            let way = if is_reordered {
                Text::new("语序", "the order of words")
            } else {
                Text::new("虚字", "particles")
            };
            let found = Diagnostic::in_item(*index, path!["name"])
                .with("name", item.name())
                .with("other", shown(facts, *first))
                .with("way", way)
                .with("alike", same_conditions_note(facts, *index, *first))
                .related(
                    cx.in_item(*first, path!["name"]),
                    Text::new("另一条", "the other one"),
                );
            cx.report(found);
        }
    }
}

/// The sorted characters of the core name, with its letters and digits, body, place and catalogue item.
fn key(item: &ItemFacts<'_>) -> Option<String> {
    let core = core(item.name());
    let mut characters: Vec<char> = core.chars().collect();
    characters.sort_unstable();
    let sorted: String = characters.into_iter().collect();
    // Numbers keep their order: 第12类 and 第21类 are different kinds.
    let number: String = core.chars().filter(char::is_ascii_alphanumeric).collect();
    (!sorted.is_empty() && item.is_in_use())
        .then(|| format!("{sorted} {number} {}", beside_name(item)))
}

/// The name without filler words.
fn core(name: &str) -> String {
    words::FILLER_ITEM_NAME.removed_from(&text_key(name))
}

/// A note if both items have the same conditions, which suggests that one item was entered twice.
fn same_conditions_note(facts: &Facts, one: usize, other: usize) -> Text {
    let conditions_digest =
        |index: usize| Some(facts.get(index)?.text(OwnText::Conditions)?.digest);
    match conditions_digest(one).zip(conditions_digest(other)) {
        Some((one, other)) if one == other => {
            Text::new("，受理条件也一样", ", and the same conditions")
        }
        _ => Text::new("", ""),
    }
}
