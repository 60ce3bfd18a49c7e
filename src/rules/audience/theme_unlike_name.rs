use super::subjects::{narrow_theme, subject};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::vocabulary::{ItemType, Vocabulary};
use crate::words;

rule! {
    "SUB020", "theme-unlike-name", Hint, Item(check),
    summary: ("主题分类与事项名称、审批结果不像一回事", "a theme that does not match the item's name or result"),
    message: ("主题分类是“{theme}”，{words}却是{other}的事", "the theme is {theme}, but {words} belongs to {other}"),
    help: ("按事项的内容重新选择主题；{otherwise}", "choose a theme that matches the item; {otherwise}"),
    requirements: [D2],
    cites: ["press-2017#分类"],
    page: "theme_unlike_name.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.item_type == Some(ItemType::PublicService) {
        look_for_enforcement(item, cx);
    }
    let result = item.result().and_then(|result| result.name.as_deref());
    // The name of the item takes precedence over the name of its result.
    let (told, result) = match subject(&item.name) {
        Some(told) => (told, None),
        None => match result.and_then(subject) {
            Some(told) => (told, result),
            None => return,
        },
    };
    let (word, other) = told;
    let themes = themes(item);
    // An item that also has the right theme merely has one theme too many, which is harmless.
    if themes.iter().any(|(_, theme)| other.contains(theme)) {
        return;
    }
    let office = (item.authority.as_ref()).and_then(|body| body.name.as_deref());
    let texts = [
        Some(&*item.name),
        item.catalogue_name.as_deref(),
        office,
        result,
    ];
    for (path, theme) in themes {
        let Some(own) = narrow_theme(theme) else {
            continue;
        };
        if (texts.iter().flatten()).any(|text| own.iter().any(|word| text.contains(word))) {
            continue;
        }
        let found = Diagnostic::at(path)
            .with("theme", theme)
            .with("words", words(word, result))
            .with("other", Argument::list(other))
            .with("otherwise", otherwise(theme, result));
        let place = cx.here(path!["guide", "result", "name"]);
        cx.report(match result {
            Some(_) => found.related(place, Text::new("审批结果", "the result")),
            None => found,
        });
    }
}

/// Reports a theme of law enforcement on a public service.
fn look_for_enforcement(item: &ServiceItem, cx: &mut Context<'_>) {
    let office = (item.authority.as_ref()).and_then(|body| body.name.as_deref());
    let mut texts = [Some(&*item.name), item.catalogue_name.as_deref(), office]
        .into_iter()
        .flatten();
    let Some((path, theme)) = themes(item)
        .into_iter()
        .find(|(_, theme)| theme.contains("执法"))
    else {
        return;
    };
    if !texts.any(|text| words::ENFORCEMENT.occurs_in(text)) {
        cx.report(
            Diagnostic::at(path)
                .with("theme", theme)
                .with("words", Text::new("按事项类型", "its type"))
                .with("other", Text::new("公共服务", "public services"))
                .with("otherwise", otherwise(theme, None)),
        );
    }
}

/// The themes of all three lists, with their paths.
fn themes(item: &ServiceItem) -> Vec<(Path, &str)> {
    let natural = (item.natural_themes.iter().enumerate())
        .map(|(at, theme)| (path!["natural_themes", at], theme.term()));
    let legal = (item.legal_themes.iter().enumerate())
        .map(|(at, theme)| (path!["legal_themes", at], theme.term()));
    let local = (item.local_themes.iter().enumerate())
        .map(|(at, theme)| (path!["local_themes", at], theme.trim()));
    natural.chain(legal).chain(local).collect()
}

/// The words that suggest another theme: a word in the name of the item, or the result.
fn words(word: &str, result: Option<&str>) -> Argument {
    match result.map(str::trim) {
        Some(result) => Argument::Both {
            zh: format!("审批结果“{result}”"),
            en: format!("the result “{result}”"),
        },
        None => Argument::Both {
            zh: format!("名称里的“{word}”"),
            en: format!("“{word}” in the name"),
        },
    }
}

/// The advice for the other case: correct the result, or change nothing.
fn otherwise(theme: &str, result: Option<&str>) -> Argument {
    match result {
        Some(_) => Text::new(
            "结果名称写错的，更正结果名称",
            "correct the name of the result if it is wrong",
        )
        .into(),
        None => Argument::Both {
            zh: format!("确实属于“{theme}”的，不必改"),
            en: format!("leave it if the item does belong to {theme}"),
        },
    }
}
