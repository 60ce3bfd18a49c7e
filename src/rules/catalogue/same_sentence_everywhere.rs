use std::collections::HashSet;

use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::facts::{OwnText, alike, digest, item_at};
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
    // The text of each item, its body if it has one, and its matter.
    let said = facts.sorted(|at, item| {
        let text = item.text(element)?;
        let body = item.body().map_or(0, |body| digest(&body));
        Some([text.digest, at as u64, body, item.matter()])
    });
    for group in alike(said).filter(|group| group.len() >= LEAST) {
        let bodies: HashSet<u64> = group.iter().map(|[_, _, body, _]| *body).collect();
        let bodies = bodies.iter().filter(|body| **body != 0).count();
        let matters: HashSet<u64> = group.iter().map(|[_, _, _, matter]| *matter).collect();
        if bodies < LEAST || matters.len() < LEAST {
            continue;
        }
        let mut items = group.iter().map(|[_, at, _, _]| item_at(*at));
        let Some(first) = items.next() else {
            continue;
        };
        let item = facts.get(first);
        let text = item.as_ref().and_then(|item| item.text(element));
        let name = ITEM.name_at(&element.path());
        let mut found = Diagnostic::in_item(first, element.path())
            .quoting(text.map_or("", |text| text.beginning()))
            .with("element", name.unwrap_or(Text::new("", "")))
            .with("text", text.map_or("", |text| text.beginning()))
            .with("bodies", bodies)
            .with("items", group.len());
        for index in items.take(3) {
            let place = cx.in_item(index, element.path());
            found = found.related(place, Text::new("同一句话", "the same words"));
        }
        cx.report(found);
    }
}
