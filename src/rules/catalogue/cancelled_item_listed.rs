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
        for (place, key) in category.items.iter().enumerate() {
            let path = path!["categories", index, "items", place];
            tell(cx, (CATEGORY, &category.name), key, path);
        }
    }
    for (index, scenario) in catalogue.scenarios.iter().enumerate() {
        for (place, entry) in scenario.items.iter().enumerate() {
            let path = path!["scenarios", index, "items", place, "item"];
            tell(cx, (SCENARIO, &scenario.name), entry.item.trim(), path);
        }
    }
}

/// Reports the item that a list names by this key, if it was cancelled.
fn tell(cx: &mut CatalogueContext<'_>, (kind, name): (Text, &str), key: &str, path: Path) {
    let Some(index) = cx.item_of(key) else {
        return;
    };
    let facts = cx.facts();
    let Some(item) = facts.get(index).filter(|item| !item.is_in_use()) else {
        return;
    };
    let cancelled = cx.in_item(index, path!["name"]);
    cx.report(
        Diagnostic::at(path)
            .with("kind", kind)
            .with("name", name)
            .with("item", item.name())
            .related(cancelled, Text::new("已取消的事项", "the cancelled item")),
    );
}
