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

/// Minimum number of different bodies, and of different matters, with the same text: that many do not choose the same
/// words independently. A single matter may well be described in the same words everywhere.
const MIN_BODIES_AND_MATTERS: usize = 8;

fn check(cx: &mut CatalogueContext<'_>) {
    for element in OwnText::ALL {
        check_element(cx, element);
    }
}

fn check_element(cx: &mut CatalogueContext<'_>, element: OwnText) {
    let facts = cx.facts();
    // Digest of the text, item index, digest of the body (0 if there is none), digest of the matter.
    let records = facts.sorted(|at, item| {
        let text = item.text(element)?;
        let body = item.body().map_or(0, |body| digest(&body));
        Some([text.digest, at as u64, body, item.matter()])
    });
    for group in alike(records).filter(|group| group.len() >= MIN_BODIES_AND_MATTERS) {
        let bodies: HashSet<u64> = group.iter().map(|[_, _, body, _]| *body).collect();
        let bodies = bodies.iter().filter(|body| **body != 0).count();
        let matters: HashSet<u64> = group.iter().map(|[_, _, _, matter]| *matter).collect();
        if bodies < MIN_BODIES_AND_MATTERS || matters.len() < MIN_BODIES_AND_MATTERS {
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
