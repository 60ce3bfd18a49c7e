use super::helpers::groups;
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{clipped, is_longer, text_key};

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
    const MAX_SHORT_CHARS: usize = 8;
    let items = &cx.catalogue().items;
    let conditions = |item: &ServiceItem| {
        let text = item.conditions()?;
        let key = text_key(text);
        is_longer(&key, MAX_SHORT_CHARS).then_some(key)
    };
    for group in groups(items, conditions) {
        let body = |index: &usize| items.get(*index)?.authority.as_ref()?.name.as_deref();
        let mut bodies: Vec<&str> = group.iter().filter_map(body).collect();
        bodies.sort_unstable();
        bodies.dedup();
        let Some((first, rest)) = group.split_first() else {
            continue;
        };
        if bodies.len() < MIN_BODIES {
            continue;
        }
        let text = (items.get(*first).and_then(|item| item.guide.as_ref()))
            .and_then(|guide| guide.conditions.as_deref());
        let mut found = Diagnostic::in_item(*first, path!["guide", "conditions"])
            .with("text", clipped(text.unwrap_or_default().trim(), 30))
            .with("bodies", bodies.len())
            .with("items", group.len());
        for index in rest.iter().take(3) {
            let place = cx.in_item(*index, path!["guide", "conditions"]);
            found = found.related(place, Text::new("同一句话", "the same words"));
        }
        cx.report(found);
    }
}
