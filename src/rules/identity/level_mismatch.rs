use super::helpers::implementation;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{Level, Vocabulary};

rule! {
    "IDN042", "level-mismatch", Warning, Item(check),
    summary: ("实施编码的层级与行使层级不一致", "the level in the implementation code is not one of the levels stated"),
    message: ("实施编码第19位“{digit}”表示{coded}，行使层级写的是{stated}", "“{digit}” at position 19 of the implementation code means {coded}, the level stated is {stated}"),
    help: ("查清由哪一级行使，更正行使层级或实施编码", "find out which level exercises it and correct the level or the code"),
    requirements: [D1, D3],
    cites: ["gbt39554-1#编码"],
    own: (
        "编码的结构取自公开的实现，标准原文未核对",
        "the structure of the code is that of public implementations; the standard was not read",
    ),
    certain: Contradiction,
    page: "level_mismatch.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if item.levels.is_empty() {
        return;
    }
    let Some((path, code)) = implementation(item) else {
        return;
    };
    let Some(digit) = code.level_digit().map(String::from) else {
        return;
    };
    let Some(coded) = Level::LIST
        .terms
        .iter()
        .find(|term| term.code == Some(&digit))
    else {
        return;
    };
    let open = |level: &Level| *level == Level::Graded || !level.is_listed();
    if coded.term == Level::Graded.term() || item.levels.iter().any(open) {
        return;
    }
    if item.levels.iter().any(|level| level.term() == coded.term) {
        return;
    }
    let stated: Vec<&str> = item.levels.iter().map(Vocabulary::term).collect();
    let place = cx.here(path);
    let found = Diagnostic::at(path!["levels"])
        .with("digit", digit)
        .with("coded", coded.term)
        .with("stated", stated.join("、"))
        .related(place, Text::new("实施编码", "the implementation code"));
    cx.report(found);
}
