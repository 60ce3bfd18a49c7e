use super::subjects::{narrow_theme, subject};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::vocabulary::Vocabulary;

rule! {
    "SUB020", "theme-unlike-name", Hint, Item(check),
    summary: ("主题分类与事项名称不像一回事", "a theme that does not match the item's name"),
    message: ("主题分类是“{theme}”，名称里的“{word}”却是{other}的事", "the theme is {theme}, but “{word}” in the name belongs to {other}"),
    help: ("按事项的内容重新选择主题；确实属于“{theme}”的，不必改", "choose a theme that matches the item; leave it if the item does belong to {theme}"),
    requirements: [D2],
    cites: ["press-2017#分类"],
    page: "theme_unlike_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let office = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref());
    let texts = [
        Some(item.name.as_str()),
        item.catalogue_name.as_deref(),
        office,
    ];
    let natural = item.natural_themes.iter().map(Vocabulary::term).enumerate();
    let legal = item.legal_themes.iter().map(Vocabulary::term).enumerate();
    let local = item
        .local_themes
        .iter()
        .map(|theme| theme.trim())
        .enumerate();
    let placed: Vec<(Path, &str)> = natural
        .map(|(index, term)| (path!["natural_themes", index], term))
        .chain(legal.map(|(index, term)| (path!["legal_themes", index], term)))
        .chain(local.map(|(index, term)| (path!["local_themes", index], term)))
        .collect();
    let given: Vec<&str> = placed.iter().map(|(_, term)| *term).collect();
    for (path, theme) in placed.iter().cloned() {
        let Some(own) = narrow_theme(theme) else {
            continue;
        };
        let fits = texts
            .iter()
            .flatten()
            .any(|text| own.iter().any(|word| text.contains(word)));
        if fits {
            continue;
        }
        let Some((word, other)) = subject(&item.name) else {
            continue;
        };
        // Filed rightly under another theme as well, this one is only generous.
        if !other.contains(&theme) && !other.iter().any(|other| given.contains(other)) {
            let found = Diagnostic::at(path)
                .with("theme", theme)
                .with("word", word)
                .with("other", other.join("、"));
            cx.report(found);
        }
    }
}
