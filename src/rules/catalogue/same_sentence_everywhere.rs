use crate::engine::{CatalogueContext, Diagnostic, ItemFacts, rule};
use crate::i18n::Text;
use crate::path;

rule! {
    "CAT070", "same-sentence-everywhere", Hint, Catalogue(check),
    summary: ("许多机构的受理条件是同一句话", "many bodies use the same sentence as conditions"),
    message: ("受理条件“{text}”一字不差地出现在{bodies}个机构的{items}个事项里", "the conditions “{text}” appear word for word in {items} items of {bodies} bodies"),
    help: ("多半是系统或模板代填的，按每个事项的实际条件重写", "replace the sentence, probably filled in by a system or template, with the actual conditions of each item"),
    requirements: [B4, D3],
    own: (
        "许多机构一字不差，多半是程序代填的",
        "text that is identical across many bodies was probably filled in by a program",
    ),
    certain: Structure,
    page: "same_sentence_everywhere.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    const MIN_BODIES: usize = 8;
    let facts = cx.facts();
    let conditions = |item: ItemFacts<'_>| item.conditions_key().map(<[u8]>::to_vec);
    for group in facts.groups(conditions) {
        let body = |index: &usize| facts.get(*index)?.body();
        let mut bodies: Vec<&str> = group.iter().filter_map(body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let Some((first, rest)) = group.split_first() else {
            continue;
        };
        if bodies.len() < MIN_BODIES {
            continue;
        }
        let text = facts.get(*first).and_then(ItemFacts::conditions);
        let mut found = Diagnostic::in_item(*first, path!["guide", "conditions"])
            .with("text", text.unwrap_or_default())
            .with("bodies", bodies.len())
            .with("items", group.len());
        for index in rest.iter().take(3) {
            let place = cx.in_item(*index, path!["guide", "conditions"]);
            found = found.related(place, Text::new("同一句话", "the same words"));
        }
        cx.report(found);
    }
}
