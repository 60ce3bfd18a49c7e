use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::path;

rule! {
    "CAT032", "unknown-category-item", Error, Catalogue(check),
    summary: ("栏目列了目录里没有的事项", "a category lists an item that is not in the catalogue"),
    message: ("栏目“{name}”列了“{key}”，目录里没有这个事项", "the category “{name}” lists “{key}”, which is not in the catalogue"),
    help: ("更正事项的编码或名称；事项已取消的，从栏目里删去", "correct the item's code or name; if the item was cancelled, remove it from the category"),
    requirements: [A4, D2],
    own: ("栏目要指到目录里有的事项", "a category may only list items of the catalogue"),
    certain: Structure,
    page: "unknown_category_item.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    for (index, category) in cx.catalogue().categories.iter().enumerate() {
        for (place, key) in category.items.iter().enumerate() {
            if cx.item_of(key).is_none() {
                let found = Diagnostic::at(path!["categories", index, "items", place]);
                cx.report(
                    found
                        .with("name", category.name.as_str())
                        .with("key", key.as_str()),
                );
            }
        }
    }
}
