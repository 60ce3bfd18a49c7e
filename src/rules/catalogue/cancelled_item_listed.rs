use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;
use crate::path::Path;

rule! {
    "CAT034", "cancelled-item-listed", Warning, Catalogue(check),
    summary: ("栏目、一件事里还列着已取消的事项", "a category or one-stop service lists an item that was cancelled"),
    message: ("{kind}“{name}”还列着“{item}”，这个事项已经取消", "the {kind} “{name}” still lists “{item}”, which was cancelled"),
    help: ("从栏目或一件事里删去；换成了别的事项的，改列那个事项", "remove it from the list, or list the item that replaces it"),
    requirements: [A10, D2],
    own: ("取消了的事项办不了，列着它，照着找的人会白跑", "a cancelled item cannot be handled, so whoever follows the list comes for nothing"),
    certain: Structure,
    page: "cancelled_item_listed.md",
}

const CATEGORY: Text = Text::new("栏目", "category");
const SCENARIO: Text = Text::new("一件事", "one-stop service");

fn check(cx: &mut CatalogueContext<'_>) {
    let catalogue = cx.catalogue();
    for (index, category) in catalogue.categories.iter().enumerate() {
        let cancelled = cancelled_items(cx, category.items.iter().map(String::as_str));
        // Another rule reports categories that have only cancelled items.
        if cancelled.len() == category.items.len() {
            continue;
        }
        for (place, item) in cancelled {
            let path = path!["categories", index, "items", place];
            report(cx, (CATEGORY, &category.name), item, path);
        }
    }
    for (index, scenario) in catalogue.scenarios.iter().enumerate() {
        let keys = scenario.items.iter().map(|entry| entry.item.trim());
        for (place, item) in cancelled_items(cx, keys) {
            let path = path!["scenarios", index, "items", place, "item"];
            report(cx, (SCENARIO, &scenario.name), item, path);
        }
    }
}

/// The cancelled items that a list refers to: the index in the list, and the index in the catalogue.
fn cancelled_items<'k>(
    cx: &CatalogueContext<'_>,
    keys: impl Iterator<Item = &'k str>,
) -> Vec<(usize, usize)> {
    let facts = cx.facts();
    let is_cancelled = |index: usize| facts.get(index).is_some_and(|item| !item.is_in_use());
    let items = keys.map(|key| cx.item_of(key)).enumerate();
    items
        .filter_map(|(place, index)| Some((place, index.filter(|index| is_cancelled(*index))?)))
        .collect()
}

fn report(cx: &mut CatalogueContext<'_>, (kind, name): (Text, &str), item: usize, path: Path) {
    let facts = cx.facts();
    let Some(facts) = facts.get(item) else {
        return;
    };
    let cancelled = cx.in_item(item, path!["name"]);
    cx.report(
        Diagnostic::at(path)
            .with("kind", kind)
            .with("name", name)
            .with("item", facts.name())
            .related(cancelled, Text::new("已取消的事项", "the cancelled item")),
    );
}
