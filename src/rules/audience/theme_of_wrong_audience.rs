use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{Audience, Vocabulary};

rule! {
    "SUB010", "theme-of-wrong-audience", Warning, Item(check),
    summary: ("主题分类与服务对象不符", "a theme that does not match the audience"),
    message: ("写了{kind}主题“{themes}”，服务对象是{audience}", "there are themes for {kind} ({themes}), but the audience is {audience}"),
    help: ("服务对象漏写的补上，主题写错的删去", "add the missing audience, or delete the wrong theme"),
    requirements: [D2, D7],
    cites: ["wenzhou-script#主题"],
    certain: Contradiction,
    page: "theme_of_wrong_audience.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.audience.is_empty() || !item.audience.iter().all(Vocabulary::is_listed) {
        return;
    }
    let person = item.audience.contains(&Audience::NaturalPerson);
    let only_persons = item
        .audience
        .iter()
        .all(|who| *who == Audience::NaturalPerson);
    let audience: Vec<&str> = item.audience.iter().map(Vocabulary::term).collect();
    if !person && !item.natural_themes.is_empty() {
        // A household business or a farmers' group can be an "other organisation".
        let unclear = item.audience.contains(&Audience::Rest);
        let found = Diagnostic::at(path!["natural_themes"])
            .with("kind", Text::new("面向自然人的", "natural persons"))
            .with("themes", list_themes(&item.natural_themes))
            .with("audience", Argument::list(&audience))
            .related(
                cx.here(path!["audience"]),
                Text::new("服务对象", "the audience"),
            );
        cx.report(found.hint_unless(!unclear));
    }
    if only_persons && !item.legal_themes.is_empty() {
        let found = Diagnostic::at(path!["legal_themes"])
            .with("kind", Text::new("面向法人的", "legal persons"))
            .with("themes", list_themes(&item.legal_themes))
            .with("audience", Argument::list(&audience))
            .related(
                cx.here(path!["audience"]),
                Text::new("服务对象", "the audience"),
            );
        cx.report(found);
    }
}

fn list_themes<T: Vocabulary>(themes: &[T]) -> Argument {
    let terms: Vec<&str> = themes.iter().map(Vocabulary::term).collect();
    Argument::list(&terms)
}
