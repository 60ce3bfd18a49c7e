use super::helpers::groups;
use crate::code::{DivisionCode, HandlingCode, ImplementationCode};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_blank, text_key};

rule! {
    "CAT012", "duplicate-item", Warning, Catalogue(check),
    summary: ("同一个事项录了两次", "the same item is entered twice"),
    message: ("“{name}”与前面的一条名称、实施主体、区划都相同，{codes}", "“{name}” has the same name, authority and division as an earlier item, {codes}"),
    help: ("重复的删去一条；确是两种情形的，在名称里写明区别", "delete the duplicate; if they are two cases, tell them apart in their names"),
    requirements: [D3],
    own: ("一个事项在目录里录一次", "an item is entered in a catalogue only once"),
    certain: Structure,
    page: "duplicate_item.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let items = &cx.catalogue().items;
    for group in groups(items, same) {
        let Some((first, rest)) = group.split_first() else {
            continue;
        };
        let coded = |index: usize| items.get(index).map(code).unwrap_or_default();
        for index in rest {
            let (code, earlier) = (coded(*index), coded(*first));
            // One code for two items is another rule's finding.
            if !code.is_empty() && code == earlier {
                continue;
            }
            let differ = !code.is_empty() && !earlier.is_empty();
            let codes = if differ {
                Text::new("只有编码不同", "and only the codes differ")
            } else {
                Text::new("又没有编码可以区分", "and no code distinguishes them")
            };
            let name = items.get(*index).map(|item| item.name.as_str());
            let found = Diagnostic::in_item(*index, path!["name"])
                .with("name", name.unwrap_or_default())
                .with("codes", codes)
                .related(
                    cx.in_item(*first, path!["name"]),
                    Text::new("前一条", "the earlier one"),
                );
            cx.report(found.hint_unless(!differ));
        }
    }
}

/// Name, body and place; nothing for an item without a name.
fn same(item: &ServiceItem) -> Option<String> {
    let name = text_key(&item.name);
    let body = item
        .authority
        .as_ref()
        .and_then(|body| body.name.as_deref());
    let division = item.division.as_ref().map(DivisionCode::as_str);
    let town = item.town_code.as_ref().map(DivisionCode::as_str);
    let village = item.village_code.as_ref().map(DivisionCode::as_str);
    let parent = item.catalogue_name.as_deref().map(text_key);
    let parts = [
        Some(text_key(body.unwrap_or_default())),
        division.or(town).map(str::to_owned),
        village.map(str::to_owned),
        item.town_name.clone(),
        item.village_name.clone(),
        parent,
    ];
    let rest: Vec<String> = parts.into_iter().map(Option::unwrap_or_default).collect();
    (!name.is_empty()).then(|| format!("{name} {}", rest.join(" ")))
}

fn code(item: &ServiceItem) -> String {
    let handling = item.handling_code.as_ref().map(HandlingCode::as_str);
    let implementation = item
        .implementation_code
        .as_ref()
        .map(ImplementationCode::as_str);
    let filled = |code: &&str| !is_blank(code);
    let code = handling.filter(filled).or(implementation.filter(filled));
    code.unwrap_or_default().to_owned()
}
