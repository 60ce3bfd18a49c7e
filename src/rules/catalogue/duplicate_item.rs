use crate::engine::{CatalogueContext, Diagnostic, ItemFacts, rule};
use crate::i18n::Text;
use crate::path;
use crate::prose::{is_blank, text_key};

rule! {
    "CAT012", "duplicate-item", Warning, Catalogue(check),
    summary: ("同一个事项录了两次", "the same item is entered twice"),
    message: ("“{name}”与另一条名称、实施主体、区划都相同，{codes}", "“{name}” has the same name, authority and division as another item, {codes}"),
    help: ("重复的删去一条；确是两种情形的，在名称里写明区别", "delete the duplicate; if they are two cases, tell them apart in their names"),
    requirements: [D3],
    own: ("一个事项在目录里录一次", "an item is entered in a catalogue only once"),
    certain: Structure,
    page: "duplicate_item.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let facts = cx.facts();
    for mut group in facts.groups(same) {
        let coded = |index: usize| facts.get(index).map(code).unwrap_or_default();
        let local = |index: usize| facts.get(index).and_then(local_code);
        // The order of the items in the catalogue says nothing.
        group.sort_by_key(|index| (local(*index).is_none(), coded(*index)));
        for (at, index) in group.iter().enumerate() {
            let before = group.get(..at).unwrap_or_default();
            let code = coded(*index);
            // One code for two items is another rule's finding.
            if !code.is_empty() && before.iter().any(|other| coded(*other) == code) {
                continue;
            }
            // Bodies that gave them different codes of their own regard them as two.
            let is_other = |other: &&usize| {
                local(**other)
                    .zip(local(*index))
                    .is_some_and(|(one, other)| one != other)
            };
            let Some(first) = before.iter().find(|other| !is_other(other)) else {
                continue;
            };
            let differ = !code.is_empty() && !coded(*first).is_empty();
            let codes = if differ {
                Text::new("只有编码不同", "and only the codes differ")
            } else {
                Text::new("又没有编码可以区分", "and no code distinguishes them")
            };
            let found = Diagnostic::in_item(*index, path!["name"])
                .with("name", facts.get(*index).map_or("", ItemFacts::name))
                .with("codes", codes)
                .related(
                    cx.in_item(*first, path!["name"]),
                    Text::new("另一条", "the other one"),
                );
            cx.report(found.hint_unless(!differ));
        }
    }
}

/// Name, body and place; nothing for an item without a name, or one that was cancelled, which another may
/// have replaced.
fn same(item: ItemFacts<'_>) -> Option<String> {
    let name = text_key(item.name());
    (!name.is_empty() && item.is_in_use()).then(|| format!("{name} {}", beside_name(item)))
}

/// Body, place and catalogue item: two items with one name that differ in these are two.
pub(super) fn beside_name(item: ItemFacts<'_>) -> String {
    let [town, town_name, village, village_name] = item.below_division();
    let body = text_key(item.body().unwrap_or_default());
    let parent = item.catalogue_name().map(text_key);
    let rest = [
        &body,
        item.division().or(town).unwrap_or_default(),
        village.unwrap_or_default(),
        town_name.unwrap_or_default(),
        village_name.unwrap_or_default(),
        parent.as_deref().unwrap_or_default(),
    ];
    rest.join(" ")
}

fn local_code(item: ItemFacts<'_>) -> Option<&str> {
    item.local_implementation_code()
        .filter(|code| !is_blank(code))
}

fn code(item: ItemFacts<'_>) -> &str {
    let filled = |code: &&str| !is_blank(code);
    let handling = item.handling_code().filter(filled);
    let code = handling.or(item.implementation_code().filter(filled));
    code.unwrap_or_default()
}
