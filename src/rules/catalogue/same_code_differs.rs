use std::cmp::Ordering;
use std::collections::HashSet;

use super::helpers::{Odd, base_code, groups, handling_item, odd_ones, shown};
use crate::code::CreditCode;
use crate::engine::{CatalogueContext, Diagnostic, Severity, rules};
use crate::i18n::{Argument, Text};
use crate::model::{LegalBasis, Material, ServiceItem};
use crate::path;
use crate::path::Path;
use crate::prose::text_key;
use crate::value::limit::compare;

rules! {
    all {
        requirements: [D3],
        cites: ["sc-2022-5#事项统一", "business-env#35", "gd-business-env#29"],
        page: "same_code_differs.md",
    }
    "CAT020", "catalogue-name-differs", Warning, Catalogue(catalogue_name),
        summary: ("同一基本编码，主项名称不同", "one base code with two catalogue names"),
        message: ("基本编码{code}的主项名称这里是“{name}”，{other}是“{usual}”", "the catalogue name for base code {code} is “{name}” here and “{usual}” in {other}"),
        help: ("对照目录统一主项名称；编码抄错的，更正编码", "take the name from the official catalogue, or correct the code"),
        certain: Contradiction;
    "CAT022", "item-type-differs", Warning, Catalogue(item_type),
        summary: ("同一基本编码，事项类型不同", "one base code with two item types"),
        message: ("基本编码{code}的事项类型这里是{kind}，{other}是{usual}", "the item type for base code {code} is {kind} here and {usual} in {other}"),
        help: ("对照目录统一事项类型；编码抄错的，更正编码", "take the item type from the official catalogue, or correct the code"),
        certain: Contradiction;
    "CAT024", "legal-basis-differs", Hint, Catalogue(legal_basis),
        summary: ("同一基本编码，设定依据不同", "one base code with different legal bases"),
        message: ("基本编码{code}的设定依据这里是{bases}，{other}是{usual}{apart}", "the legal bases for base code {code} are {bases} here and {usual} in {other}{apart}"),
        help: ("对照目录核对设定依据；本地另有法规依据的，不必改", "check the legal bases against the official catalogue; additional local regulations may stay"),
        certain: Contradiction;
    "CAT026", "statutory-limit-differs", Warning, Catalogue(statutory_limit),
        summary: ("同一办理项，法定办结时限不同", "one handling item with two statutory limits"),
        message: ("“{name}”的法定办结时限这里是{limit}，{other}是{usual}", "the statutory limit of “{name}” is {limit} here and {usual} in {other}"),
        help: ("法定时限出自同一部法律，核对后改一致；本地法规另有规定的，在时限说明里写明", "make the limits agree, as they come from the same law; if a local regulation sets another, name it in the note"),
        cites: ["sc-2022-5#事项统一", "business-env#35"],
        certain: Contradiction;
    "CAT028", "materials-differ", Hint, Catalogue(materials),
        summary: ("同一办理项，申请材料不同", "one handling item with different materials"),
        message: ("“{name}”的申请材料与{other}不同：{difference}", "the materials of “{name}” differ from those of {other}: {difference}"),
        help: ("对照统一的材料目录核对，多要的删去，少写的补上", "compare them with the standard list of materials: delete the extra ones and add the missing ones"),
        cites: ["sc-2022-5#事项统一", "business-env#35"];
    "CAT050", "authority-names-differ", Warning, Catalogue(authority_name),
        summary: ("一个机构代码，两个名称", "one body code with two names"),
        message: ("代码{code}的机构这里叫“{name}”，{other}里叫“{usual}”", "the body with code {code} is called “{name}” here and “{usual}” in {other}"),
        help: ("统一用机构的全称；内设科室写到 office 里", "use the body's full name everywhere; put internal offices under `office`"),
        requirements: [D1, D3],
        cites: ["gb32100#唯一"],
        certain: Contradiction;
    "CAT052", "authority-codes-differ", Warning, Catalogue(authority_code),
        summary: ("一个机构名称，两个代码", "one body name with two codes"),
        message: ("“{name}”的代码这里是{code}，{other}里是{usual}", "the code of “{name}” is {code} here and {usual} in {other}"),
        help: ("查清机构的统一社会信用代码，全部改一致；确是两个机构的，名称写全", "look up the body's unified credit code and use it everywhere; if they are two bodies, write their full names"),
        requirements: [D1, D3],
        cites: ["gb32100#唯一"],
        certain: Contradiction;
}

/// Reports each item that says something else than most of those with its key. `value` is what an
/// item says, with the key it is compared by; `say` adds the words to a diagnostic at the place.
fn look<'a, T: 'a>(
    cx: &mut CatalogueContext<'a>,
    key: impl Fn(&ServiceItem) -> Option<String>,
    (path, label): (Path, Text),
    value: impl Fn(&'a ServiceItem) -> Option<(&'a T, String)>,
    mut say: impl FnMut(&'a ServiceItem, &Odd<'a, T>, Diagnostic) -> Option<Diagnostic>,
) {
    let items = &cx.catalogue().items;
    for odd in odd_ones(cx, &groups(items, key), value) {
        let found = Diagnostic::in_item(odd.item, path.clone())
            .with("other", shown(cx, odd.other))
            .related(cx.in_item(odd.other, path.clone()), label);
        let found = items.get(odd.item).and_then(|item| say(item, &odd, found));
        if let Some(found) = found {
            cx.report(found);
        }
    }
}

/// A text and the key it is compared by.
fn keyed(text: &String) -> Option<(&String, String)> {
    let key = text_key(text);
    (!key.is_empty()).then_some((text, key))
}

fn catalogue_name(cx: &mut CatalogueContext<'_>) {
    let place = (
        path!["catalogue_name"],
        Text::new("另一个名称", "the other name"),
    );
    look(
        cx,
        base_code,
        place,
        |item| keyed(item.catalogue_name.as_ref()?),
        |item, odd, found| {
            Some(
                found
                    .with("code", base_code(item).unwrap_or_default())
                    .with("name", odd.value)
                    .with("usual", odd.usual),
            )
        },
    );
}

fn item_type(cx: &mut CatalogueContext<'_>) {
    let place = (
        path!["item_type"],
        Text::new("另一个类型", "the other type"),
    );
    look(
        cx,
        base_code,
        place,
        |item| {
            let kind = item.item_type.as_ref()?;
            Some((kind, kind.to_string()))
        },
        |item, odd, found| {
            Some(
                found
                    .with("code", base_code(item).unwrap_or_default())
                    .with("kind", odd.value)
                    .with("usual", odd.usual),
            )
        },
    );
}

fn legal_basis(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一处的设定依据", "the other legal bases");
    look(
        cx,
        base_code,
        (path!["legal_basis"], label),
        |item| {
            let titles = titles(&item.legal_basis);
            (!titles.is_empty()).then(|| (&item.legal_basis, titles.join(" ")))
        },
        |item, odd, found| {
            let usual = titles(odd.usual);
            let shared = titles(odd.value).iter().any(|title| usual.contains(title));
            let (apart, severity) = if shared {
                (Text::new("", ""), Severity::Hint)
            } else {
                let apart = Text::new("，没有一条相同", ", with none in common");
                (apart, Severity::Warning)
            };
            Some(
                found
                    .with("code", base_code(item).unwrap_or_default())
                    .with("bases", listed(odd.value))
                    .with("usual", listed(odd.usual))
                    .with("apart", apart)
                    .severity(severity),
            )
        },
    );
}

/// The titles, each once, in one order.
fn titles(bases: &[LegalBasis]) -> Vec<String> {
    let mut titles: Vec<String> = bases
        .iter()
        .filter_map(|basis| Some(text_key(basis.name.as_deref()?)))
        .filter(|title| !title.is_empty())
        .collect();
    titles.sort();
    titles.dedup();
    titles
}

fn listed(bases: &[LegalBasis]) -> String {
    let names = bases.iter().filter_map(|basis| basis.name.as_deref());
    let mut names: Vec<String> = names
        .map(|name| format!("《{}》", name.trim().trim_matches(['《', '》'])))
        .collect();
    names.dedup();
    names.join("")
}

fn statutory_limit(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一处的法定办结时限", "the other limit");
    let place = (path!["guide", "time_limit", "statutory"], label);
    look(
        cx,
        handling_item,
        place,
        |item| {
            let limit = item.time_limit()?.statutory.as_ref()?;
            // Without a unit nothing can be compared.
            let key = match (limit.amount, &limit.unit) {
                _ if limit.is_immediate() => "0".to_owned(),
                (Some(amount), Some(unit)) => format!("{amount} {unit}"),
                _ => return None,
            };
            Some((limit, key))
        },
        |item, odd, found| {
            let found = found
                .with("name", item.name.as_str())
                .with("limit", odd.value)
                .with("usual", odd.usual);
            match compare(odd.value, odd.usual) {
                Some(Ordering::Equal) => None,
                // 20 working days and 30 calendar days may be two ways to say one thing.
                None => Some(found.severity(Severity::Hint)),
                Some(_) => Some(found),
            }
        },
    );
}

fn materials(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一处的申请材料", "the other materials");
    let place = (path!["guide", "materials"], label);
    look(
        cx,
        handling_item,
        place,
        |item| {
            let materials = &item.guide.as_ref()?.materials;
            let keys = keys(materials);
            (!keys.is_empty()).then(|| (materials, keys.join(" ")))
        },
        |item, odd, found| {
            let (more, less) = (only_in(odd.value, odd.usual), only_in(odd.usual, odd.value));
            let told = |of_more: &str, of_less: &str, [comma, semicolon]: [&str; 2]| {
                let told = [(of_more, &more), (of_less, &less)].into_iter();
                let told = told.filter(|(_, names)| !names.is_empty());
                let told: Vec<String> = told
                    .map(|(word, names)| format!("{word}{}", names.join(comma)))
                    .collect();
                told.join(semicolon)
            };
            let difference = Argument::Both {
                zh: told("多要", "没有", ["、", "；"]),
                en: told("also asked for: ", "not asked for: ", [", ", "; "]),
            };
            let found = found.with("name", item.name.as_str());
            Some(found.with("difference", difference))
        },
    );
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

/// The sound credit code of the body that runs the item.
fn body_code(item: &ServiceItem) -> Option<&CreditCode> {
    let code = item.authority.as_ref()?.credit_code.as_ref()?;
    // A code that cannot be is reported as such.
    code.check().is_ok().then_some(code)
}

fn body_name(item: &ServiceItem) -> Option<&String> {
    item.authority.as_ref()?.name.as_ref()
}

fn authority_name(cx: &mut CatalogueContext<'_>) {
    let key = |item: &ServiceItem| body_code(item).map(ToString::to_string);
    let label = Text::new("另一个名称", "the other name");
    // Many items of a body repeat its name: one finding a name.
    let mut told = HashSet::new();
    look(
        cx,
        key,
        (path!["authority", "name"], label),
        |item| keyed(body_name(item)?),
        |item, odd, found| {
            let new = told.insert((odd.other, odd.value));
            let code = key(item).unwrap_or_default();
            new.then(|| {
                found
                    .with("code", code)
                    .with("name", odd.value)
                    .with("usual", odd.usual)
            })
        },
    );
}

fn authority_code(cx: &mut CatalogueContext<'_>) {
    let key = |item: &ServiceItem| {
        let (_, name) = keyed(body_name(item)?)?;
        let place = item.division.as_ref().map(ToString::to_string);
        Some(format!("{name} {}", place.unwrap_or_default()))
    };
    let label = Text::new("另一个代码", "the other code");
    let place = (path!["authority", "credit_code"], label);
    let mut told = HashSet::new();
    look(
        cx,
        key,
        place,
        |item| body_code(item).map(|code| (code, code.to_string())),
        |item, odd, found| {
            let new = told.insert((odd.other, odd.value.as_str()));
            new.then(|| {
                found
                    .with("name", body_name(item).map_or("", String::as_str))
                    .with("code", odd.value.as_str())
                    .with("usual", odd.usual.as_str())
            })
        },
    );
}
