use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::vocabulary::Vocabulary;
use crate::words;

rule! {
    "SUB016", "only-other-theme", Hint, Item(check),
    summary: ("主题只选了“其他”", "the only theme is “other”"),
    message: ("主题分类只有“{theme}”，按主题找不到这一事项", "the only theme is {theme}, so the item cannot be found by theme"),
    help: ("按事项的内容选一个具体的主题", "choose a specific theme that matches the item"),
    requirements: [D2],
    own: ("“其他”之下找不到事项", "items under 其他 (other) cannot be found by theme"),
    page: "only_other_theme.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let natural = item.natural_themes.iter().map(Vocabulary::term);
    let legal = item.legal_themes.iter().map(Vocabulary::term);
    let local = item.local_themes.iter().map(|theme| theme.trim());
    let mut all = natural.chain(legal).chain(local);
    let Some(first) = all.next() else { return };
    let other = cx.words(&words::OTHER_THEME);
    if !other.is(first) || !all.all(|theme| other.is(theme)) {
        return;
    }
    let place: Path = if !item.natural_themes.is_empty() {
        path!["natural_themes", 0]
    } else if !item.legal_themes.is_empty() {
        path!["legal_themes", 0]
    } else {
        path!["local_themes", 0]
    };
    cx.report(Diagnostic::at(place).with("theme", first));
}
