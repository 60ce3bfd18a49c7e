use super::helpers::{groups, handling_item, odd_ones, shown};
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::Material;
use crate::path;
use crate::prose::text_key;

rule! {
    "CAT028", "materials-differ", Hint, Catalogue(check),
    summary: ("同一办理项，申请材料不同", "one handling item, different materials"),
    message: ("“{name}”的申请材料与{other}不同：{more}{less}", "the materials of “{name}” differ from those of {other}: {more}{less}"),
    help: ("对照统一的材料目录核对，多要的删去，少写的补上", "compare with the common list: drop what is asked in excess, add what is missing"),
    requirements: [D3],
    cites: ["sc-2022-5#事项统一", "business-env#35"],
    page: "materials_differ.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    let groups = groups(&cx.catalogue().items, handling_item);
    let odd = odd_ones(cx, &groups, |item| {
        let materials = &item.guide.as_ref()?.materials;
        let keys = keys(materials);
        (!keys.is_empty()).then(|| (materials, keys.join(" ")))
    });
    for odd in odd {
        let more = only_in(odd.value, odd.usual);
        let less = only_in(odd.usual, odd.value);
        let told = |names: &[String], zh: &str, en: &str| Argument::Both {
            zh: if names.is_empty() {
                String::new()
            } else {
                format!("{zh}{}", names.join("、"))
            },
            en: if names.is_empty() {
                String::new()
            } else {
                format!("{en}{}", names.join(", "))
            },
        };
        let (zh, en) = if more.is_empty() {
            ("", "")
        } else {
            ("；", "; ")
        };
        let path = path!["guide", "materials"];
        let name = cx
            .catalogue()
            .items
            .get(odd.item)
            .map(|item| item.name.as_str());
        let found = Diagnostic::in_item(odd.item, path.clone())
            .with("name", name.unwrap_or_default())
            .with("other", shown(cx, odd.other))
            .with("more", told(&more, "多要", "asked in addition: "))
            .with(
                "less",
                told(&less, &format!("{zh}没有"), &format!("{en}not asked: ")),
            )
            .related(
                cx.in_item(odd.other, path),
                Text::new("另一处的申请材料", "the other materials"),
            );
        cx.report(found);
    }
}

fn key(material: &Material) -> Option<String> {
    let key = text_key(material.name.as_deref()?);
    (!key.is_empty()).then_some(key)
}

/// The names, each once, in one order.
fn keys(materials: &[Material]) -> Vec<String> {
    let mut keys: Vec<String> = materials.iter().filter_map(key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// Names of the materials that only the first list has; the first few of them.
fn only_in(materials: &[Material], others: &[Material]) -> Vec<String> {
    const SHOWN_NAMES: usize = 4;
    let known = keys(others);
    let mut names: Vec<String> = materials
        .iter()
        .filter(|material| key(material).is_some_and(|key| known.binary_search(&key).is_err()))
        .filter_map(|material| Some(format!("“{}”", material.name.as_deref()?.trim())))
        .collect();
    if names.len() > SHOWN_NAMES {
        names.truncate(SHOWN_NAMES);
        names.push("…".to_owned());
    }
    names
}
