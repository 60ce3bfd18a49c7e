use super::helpers::name_of;
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
    for group in facts.groups(duplicate_key) {
        let with_codes = |index: usize| {
            let item = facts.get(index)?;
            let local = local_code(&item).map(str::to_owned);
            Some((index, local, code(&item).to_owned()))
        };
        let mut group: Vec<_> = group.into_iter().filter_map(with_codes).collect();
        // The result must not depend on the order of the items in the catalogue.
        group.sort_by(|(_, local, code), (_, other, other_code)| {
            (local.is_none(), code).cmp(&(other.is_none(), other_code))
        });
        for (at, (index, local, code)) in group.iter().enumerate() {
            let mut before = group.get(..at).unwrap_or_default().iter();
            // Another rule reports two items with the same code.
            if !code.is_empty() && before.clone().any(|(_, _, other)| other == code) {
                continue;
            }
            // A body that gave them different local codes regards them as two items.
            let has_other_code = |other: &Option<String>| {
                other
                    .as_ref()
                    .zip(local.as_ref())
                    .is_some_and(|(one, other)| one != other)
            };
            let Some((first, _, first_code)) = before.find(|(_, other, _)| !has_other_code(other))
            else {
                continue;
            };
            let differ = !code.is_empty() && !first_code.is_empty();
            let codes = if differ {
                Text::new("只有编码不同", "and only the codes differ")
            } else {
                Text::new("又没有编码可以区分", "and no code distinguishes them")
            };
            let found = Diagnostic::in_item(*index, path!["name"])
                .with("name", name_of(facts, *index))
                .with("codes", codes)
                .related(
                    cx.in_item(*first, path!["name"]),
                    Text::new("另一条", "the other one"),
                );
            cx.report(found.hint_unless(!differ));
        }
    }
}

/// Name, body and place, which duplicates have in common. `None` for an item without a name, and for a cancelled
/// one, which another item may have replaced.
fn duplicate_key(item: &ItemFacts<'_>) -> Option<String> {
    let name = text_key(item.name());
    (!name.is_empty() && item.is_in_use()).then(|| format!("{name} {}", beside_name(item)))
}

/// Body, place and catalogue item: items of the same name that differ in one of them are different items.
pub(super) fn beside_name(item: &ItemFacts<'_>) -> String {
    let [town, town_name, village, village_name] = item.below_division();
    let body = text_key(item.body().unwrap_or_default());
    let parent = item.catalogue_name().map(text_key);
    let parts = [
        &body,
        item.division().or(town).unwrap_or_default(),
        village.unwrap_or_default(),
        town_name.unwrap_or_default(),
        village_name.unwrap_or_default(),
        parent.as_deref().unwrap_or_default(),
    ];
    parts.join(" ")
}

fn local_code<'i>(item: &'i ItemFacts<'_>) -> Option<&'i str> {
    item.local_implementation_code()
        .filter(|code| !is_blank(code))
}

fn code<'i>(item: &'i ItemFacts<'_>) -> &'i str {
    let filled = |code: &&str| !is_blank(code);
    let handling = item.handling_code().filter(filled);
    let code = handling.or(item.implementation_code().filter(filled));
    code.unwrap_or_default()
}
