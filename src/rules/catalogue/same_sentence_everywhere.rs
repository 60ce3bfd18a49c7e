use std::collections::HashSet;

use super::helpers::matter;
use crate::engine::{CatalogueContext, Diagnostic, ItemFacts, rule};
use crate::facts::OwnText;
use crate::i18n::Text;
use crate::model::elements::ITEM;

rule! {
    "CAT070", "same-sentence-everywhere", Hint, Catalogue(check),
    summary: ("许多机构的不同事项说的是同一句话", "many bodies say the same of different items"),
    message: ("{element}“{text}”一字不差地出现在{bodies}个机构的{items}个事项里", "{element}: “{text}” appears word for word in {items} items of {bodies} bodies"),
    help: ("多半是系统或模板代填的，按每个事项的实际情况重写", "replace the sentence, probably filled in by a system or template, with what holds for each item"),
    requirements: [B4, D3],
    own: (
        "许多机构一字不差，多半是程序代填的",
        "text that is identical across many bodies was probably filled in by a program",
    ),
    certain: Structure,
    page: "same_sentence_everywhere.md",
}

/// Minimum number of bodies, and of matters: so many do not choose the same words independently. One matter
/// may well have the same words everywhere.
const LEAST: usize = 8;

fn check(cx: &mut CatalogueContext<'_>) {
    for element in OwnText::ALL {
        look(cx, element);
    }
}

fn look(cx: &mut CatalogueContext<'_>, element: OwnText) {
    let facts = cx.facts();
    let digest = |item: ItemFacts<'_>| Some(item.text(element)?.digest);
    for group in facts.groups(digest) {
        let of_group = || group.iter().filter_map(|index| facts.get(*index));
        let bodies: HashSet<&str> = of_group().filter_map(ItemFacts::body).collect();
        if bodies.len() < LEAST || of_group().map(matter).collect::<HashSet<_>>().len() < LEAST {
            continue;
        }
        let Some((first, rest)) = group.split_first() else {
            continue;
        };
        let text = facts.get(*first).and_then(|item| item.text(element));
        let name = ITEM.name_at(&element.path());
        let mut found = Diagnostic::in_item(*first, element.path())
            .quoting(text.map_or("", |text| text.beginning))
            .with("element", name.unwrap_or(Text::new("", "")))
            .with("text", text.map_or("", |text| text.beginning))
            .with("bodies", bodies.len())
            .with("items", group.len());
        for index in rest.iter().take(3) {
            let place = cx.in_item(*index, element.path());
            found = found.related(place, Text::new("同一句话", "the same words"));
        }
        cx.report(found);
    }
}
