use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::path;

rule! {
    "CAT030", "empty-category", Warning, Catalogue(check),
    summary: ("栏目下没有事项", "a category without items"),
    message: ("栏目“{name}”下没有事项", "the category “{name}” has no items"),
    help: ("把事项归到栏目下，或者撤掉这个栏目", "assign items to the category, or remove it"),
    requirements: [A4],
    cites: ["gbh-2017-115#3"],
    certain: Presence,
    page: "empty_category.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    for (index, category) in cx.catalogue().categories.iter().enumerate() {
        if category.items.is_empty() {
            cx.report(
                Diagnostic::at(path!["categories", index]).with("name", category.name.as_str()),
            );
        }
    }
}
