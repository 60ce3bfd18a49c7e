use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::path;

rule! {
    "CAT030", "empty-category", Warning, Catalogue(check),
    summary: ("栏目下没有事项", "a category without items"),
    message: ("栏目“{name}”下{what}", "the category “{name}” has {what}"),
    help: ("把事项归到栏目下，或者撤掉这个栏目", "assign items to the category, or remove it"),
    requirements: [A4],
    cites: ["gbh-2017-115#3"],
    certain: Presence,
    page: "empty_category.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    for (index, category) in cx.catalogue().categories.iter().enumerate() {
        let what = if category.items.is_empty() {
            Text::new("没有事项", "no items")
        } else if category.items.iter().all(|key| is_cancelled(cx, key)) {
            Text::new("的事项都已取消", "only items that were cancelled")
        } else {
            continue;
        };
        let found = Diagnostic::at(path!["categories", index]);
        cx.report(
            found
                .with("name", category.name.as_str())
                .with("what", what),
        );
    }
}

fn is_cancelled(cx: &CatalogueContext<'_>, key: &str) -> bool {
    let item = cx.item_of(key).and_then(|index| cx.facts().get(index));
    item.is_some_and(|item| !item.is_in_use())
}
