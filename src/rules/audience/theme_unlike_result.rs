use super::subjects::{narrow_theme, subject};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::vocabulary::Vocabulary;

rule! {
    "SUB022", "theme-unlike-result", Hint, Item(check),
    summary: ("主题分类与审批结果不像一回事", "a theme that does not match the result"),
    message: ("主题分类是“{theme}”，审批结果“{result}”却是{other}的事", "the theme is {theme}, but the result “{result}” belongs to {other}"),
    help: ("按事项的内容重新选择主题；结果名称写错的，更正结果名称", "choose a theme that matches the item, or correct the name of the result"),
    requirements: [D2],
    cites: ["press-2017#分类"],
    page: "theme_unlike_result.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let result = item.result();
    let Some(result) = result.and_then(|result| result.name.as_deref()) else {
        return;
    };
    let Some((_, other)) = subject(result) else {
        return;
    };
    // What the name says of itself is judged by its own rule.
    if subject(&item.name).is_some() {
        return;
    }
    let office = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref());
    let texts = [
        Some(item.name.as_str()),
        item.catalogue_name.as_deref(),
        office,
        Some(result),
    ];
    let natural = (item.natural_themes.iter().map(Vocabulary::term).enumerate())
        .map(|(index, term)| (path!["natural_themes", index], term));
    let legal = (item.legal_themes.iter().map(Vocabulary::term).enumerate())
        .map(|(index, term)| (path!["legal_themes", index], term));
    let placed: Vec<(Path, &str)> = natural.chain(legal).collect();
    if placed.iter().any(|(_, theme)| other.contains(theme)) {
        return;
    }
    for (path, theme) in placed {
        let Some(own) = narrow_theme(theme) else {
            continue;
        };
        if (texts.iter().flatten()).any(|text| own.iter().any(|word| text.contains(word))) {
            continue;
        }
        let place = cx.here(path!["guide", "result", "name"]);
        let found = Diagnostic::at(path)
            .with("theme", theme)
            .with("result", result.trim())
            .with("other", other.join("、"))
            .related(place, Text::new("审批结果", "the result"));
        cx.report(found);
    }
}
