use crate::engine::{Context, Diagnostic, rule};
use crate::model::{ServiceItem, Translation};
use crate::path;

rule! {
    "LNG010", "missing-translation", Error, Item(check),
    summary: ("写明提供的语言没有译文", "a declared language without a translation"),
    message: ("写明提供{language}，没有这种语言的译文", "{language} is declared as available, but there is no translation"),
    help: ("在 translations 里补上译文，或者从 languages 里去掉", "add it under `translations`, or remove the language from `languages`"),
    requirements: [D6],
    own: ("写明提供的语言要有译文", "a declared language needs a translation"),
    certain: Presence,
    page: "missing_translation.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, language) in item.languages.iter().enumerate() {
        let primary = primary(language);
        // The guide itself is in Chinese.
        if primary.is_empty() || matches!(primary.as_str(), "zh" | "cmn") {
            continue;
        }
        let is_in_language =
            |translation: &Translation| self::primary(&translation.language) == primary;
        if !item.translations.iter().any(is_in_language) {
            cx.report(Diagnostic::at(path!["languages", at]).with("language", language));
        }
    }
}

/// The primary language without script and region: `en` of `en-GB`.
fn primary(tag: &str) -> String {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or_default();
    primary.to_ascii_lowercase()
}
