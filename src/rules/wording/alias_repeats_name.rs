use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::text_key;

rule! {
    "TXT096", "alias-repeats-name", Hint, Item(check),
    summary: ("别名就是事项名称", "an alias that repeats the name"),
    message: ("别名“{alias}”与事项名称相同，搜索多找不到一个词", "the alias “{alias}” is the same as the item's name, so it adds nothing to search for"),
    help: ("写上群众平时怎么称呼这件事；没有的，删去", "add the names people commonly use for it; if there are none, delete the alias"),
    requirements: [A8],
    own: (
        "别名与名称相同，搜索多找不到一个词",
        "an alias equal to the name adds nothing to search for",
    ),
    page: "alias_repeats_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    // One keyword is enough to search by.
    if item.aliases.is_empty() || !item.keywords.is_empty() {
        return;
    }
    let name = text_key(&item.name);
    let same = |alias: &String| alias.trim() == item.name.trim() || text_key(alias) == name;
    if let Some(alias) = item
        .aliases
        .first()
        .filter(|_| item.aliases.iter().all(same))
    {
        cx.report(Diagnostic::at(path!["aliases", 0]).with("alias", alias.trim()));
    }
}
