use std::cmp::Ordering;
use std::collections::HashSet;

use super::helpers::{handling_item, odd_ones};
use crate::code::CreditCode;
use crate::engine::{CatalogueContext, Diagnostic, ItemFacts, Severity, rules};
use crate::facts::{OwnText, sound_base_code};
use crate::i18n::{Argument, Text};
use crate::path;
use crate::path::Path;
use crate::prose::text_key;
use crate::reference::bare_title;
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
        help: ("法定时限出自同一部法律，核对后改一致；本地法规另有规定的，用豁免写明依据", "make the limits agree, as they come from the same law; if a local regulation sets another, name it as the reason of a suppression"),
        cites: ["sc-2022-5#事项统一", "business-env#35"],
        certain: Contradiction;
    "CAT027", "conditions-differ", Hint, Catalogue(conditions),
        summary: ("同一办理项，受理条件不同", "one handling item with different conditions"),
        message: ("“{name}”的受理条件与{other}不同：{difference}", "the conditions of “{name}” differ from those of {other}: {difference}"),
        help: ("对照统一的受理条件核对；本地法规另有规定的，在条件里写明依据", "compare them with the standard conditions; if a local regulation sets others, name it there"),
        cites: ["sc-2022-5#事项统一", "business-env#35"];
    "CAT028", "materials-differ", Hint, Catalogue(materials),
        summary: ("同一办理项，申请材料不同", "one handling item with different materials"),
        message: ("“{name}”的申请材料与{other}不同：{difference}", "the materials of “{name}” differ from those of {other}: {difference}"),
        help: ("对照统一的材料目录核对，多要的删去，少写的补上", "compare them with the standard list of materials: delete the extra ones and add the missing ones"),
        cites: ["sc-2022-5#事项统一", "business-env#35"];
    "CAT050", "authority-names-differ", Warning, Catalogue(authority_name),
        summary: ("一个机构代码，两个名称", "one body code with two names"),
        message: ("代码{code}的机构这里叫“{name}”，{other}里叫“{usual}”", "the body with code {code} is called “{name}” here and “{usual}” in {other}"),
        help: ("统一用机构的全称；内设科室写到科室一栏（office）", "use the body's full name everywhere; put internal offices where offices belong (office)"),
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

/// Reports each item whose value differs from that of most items with the same key.
///
/// `value` is the normalized form that is compared. `add_texts` adds the texts of the item and of an item with the
/// most frequent value to the diagnostic, or drops the diagnostic.
fn report_odd_ones(
    cx: &mut CatalogueContext<'_>,
    key: impl Fn(&ItemFacts<'_>) -> Option<String>,
    (path, label): (Path, Text),
    value: impl Fn(&ItemFacts<'_>) -> Option<String>,
    mut add_texts: impl FnMut(&ItemFacts<'_>, &ItemFacts<'_>, Diagnostic) -> Option<Diagnostic>,
) {
    let facts = cx.facts();
    for odd in odd_ones(facts, &key, value) {
        let Some((item, usual)) = facts.get(odd.item).zip(facts.get(odd.other)) else {
            continue;
        };
        // Groups are formed by digests, which may collide.
        if key(&item) != key(&usual) {
            continue;
        }
        let found = Diagnostic::in_item(odd.item, path.clone())
            .with("other", odd.who(facts))
            .related(cx.in_item(odd.other, path.clone()), label);
        let found = match odd.second {
            Some(second) => found.related(cx.in_item(second, path.clone()), label),
            None => found,
        };
        let found = match odd.newest {
            Some((newest, date)) => {
                let label = if newest == odd.item {
                    Argument::Both {
                        zh: format!("这一处的生效日期最新（{date}）"),
                        en: format!("this one took effect last ({date})"),
                    }
                } else {
                    Argument::Both {
                        zh: format!("生效日期最新的一处（{date}）"),
                        en: format!("the one that took effect last ({date})"),
                    }
                };
                found.related(cx.in_item(newest, path.clone()), label)
            }
            None => found,
        };
        if let Some(found) = add_texts(&item, &usual, found) {
            cx.report(found);
        }
    }
}

/// The normalized form by which texts are compared; `None` if it is empty.
fn nonempty_key(text: &str) -> Option<String> {
    Some(text_key(text)).filter(|key| !key.is_empty())
}

fn catalogue_name(cx: &mut CatalogueContext<'_>) {
    let place = (
        path!["catalogue_name"],
        Text::new("另一个名称", "the other name"),
    );
    report_odd_ones(
        cx,
        sound_base_code,
        place,
        |item| nonempty_key(item.catalogue_name()?),
        |item, usual, found| {
            Some(
                found
                    .with("code", sound_base_code(item).unwrap_or_default())
                    .with("name", item.catalogue_name().unwrap_or_default())
                    .with("usual", usual.catalogue_name().unwrap_or_default()),
            )
        },
    );
}

fn item_type(cx: &mut CatalogueContext<'_>) {
    let place = (
        path!["item_type"],
        Text::new("另一个类型", "the other type"),
    );
    report_odd_ones(
        cx,
        sound_base_code,
        place,
        |item| item.item_type().map(str::to_owned),
        |item, usual, found| {
            Some(
                found
                    .with("code", sound_base_code(item).unwrap_or_default())
                    .with("kind", item.item_type().unwrap_or_default())
                    .with("usual", usual.item_type().unwrap_or_default()),
            )
        },
    );
}

fn legal_basis(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一处的设定依据", "the other legal bases");
    report_odd_ones(
        cx,
        sound_base_code,
        (path!["legal_basis"], label),
        |item| Some(titles(item).join(" ")).filter(|titles| !titles.is_empty()),
        |item, usual, found| {
            let known = titles(usual);
            let shared = titles(item).iter().any(|title| known.contains(title));
            let (apart, severity) = if shared {
                (Text::new("", ""), Severity::Hint)
            } else {
                let apart = Text::new("，没有一条相同", ", with none in common");
                (apart, Severity::Warning)
            };
            Some(
                found
                    .with("code", sound_base_code(item).unwrap_or_default())
                    .with("bases", display_bases(item))
                    .with("usual", display_bases(usual))
                    .with("apart", apart)
                    .severity(severity),
            )
        },
    );
}

/// The titles of the legal bases, sorted and without duplicates.
fn titles(item: &ItemFacts<'_>) -> Vec<String> {
    let title_key = |title| nonempty_key(bare_title(without_edition(title)));
    let mut titles: Vec<String> = item.legal_bases().filter_map(title_key).collect();
    titles.sort();
    titles.dedup();
    titles
}

/// The title of a law without its edition in brackets, such as （2021年修正）.
fn without_edition(title: &str) -> &str {
    let title = title.trim();
    let names_edition = |at: &usize| {
        title
            .get(*at..)
            .is_some_and(|rest| rest.contains(['年', '修']))
    };
    let edition = title.rfind(['（', '(']).filter(names_edition);
    edition.and_then(|at| title.get(..at)).unwrap_or(title)
}

fn display_bases(item: &ItemFacts<'_>) -> String {
    let mut names: Vec<String> = item
        .legal_bases()
        .map(|name| {
            let name = name.trim();
            if name.contains('》') {
                name.to_owned()
            } else {
                format!("《{name}》")
            }
        })
        .collect();
    names.dedup();
    names.join("")
}

fn statutory_limit(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一处的法定办结时限", "the other limit");
    let place = (path!["guide", "time_limit", "statutory"], label);
    report_odd_ones(
        cx,
        handling_item,
        place,
        |item| {
            let limit = item.statutory()?;
            // Limits without a unit cannot be compared.
            match (limit.amount, &limit.unit) {
                _ if limit.is_immediate() => Some("0".to_owned()),
                (Some(amount), Some(unit)) => Some(format!("{amount} {unit}")),
                _ => None,
            }
        },
        |item, usual, found| {
            let (limit, usual) = (item.statutory()?, usual.statutory()?);
            let found = found
                .with("name", item.name())
                .with("limit", limit.as_ref())
                .with("usual", usual.as_ref());
            match compare(&limit, &usual) {
                Some(Ordering::Equal) => None,
                // 20 working days and 30 calendar days may mean the same.
                None => Some(found.severity(Severity::Hint)),
                Some(_) => Some(found),
            }
        },
    );
}

fn conditions(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一处的受理条件", "the other conditions");
    let element = OwnText::Conditions;
    report_odd_ones(
        cx,
        handling_item,
        (element.path(), label),
        |item| Some(item.text(element)?.digest.to_string()),
        |item, usual, found| {
            let here = item.text(element)?.beginning();
            let there = usual.text(element)?.beginning();
            let difference = if here == there {
                Text::new("开头相同，后面不同", "the same beginning, another rest").into()
            } else {
                Argument::Both {
                    zh: format!("这里是“{here}”，那里是“{there}”"),
                    en: format!("“{here}” here, “{there}” there"),
                }
            };
            let found = found.with("name", item.name());
            Some(found.with("difference", difference))
        },
    );
}

fn materials(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一处的申请材料", "the other materials");
    let place = (path!["guide", "materials"], label);
    report_odd_ones(
        cx,
        handling_item,
        place,
        |item| Some(material_keys(item).join(" ")).filter(|keys| !keys.is_empty()),
        |item, usual, found| {
            let (more, less) = (only_in(item, usual), only_in(usual, item));
            let describe = |of_more: &str, of_less: &str, [comma, semicolon]: [&str; 2]| {
                let lists = [(of_more, &more), (of_less, &less)].into_iter();
                let lists = lists.filter(|(_, names)| !names.is_empty());
                let lists: Vec<String> = lists
                    .map(|(word, names)| format!("{word}{}", names.join(comma)))
                    .collect();
                lists.join(semicolon)
            };
            let difference = Argument::Both {
                zh: describe("多要", "没有", ["、", "；"]),
                en: describe("also asked for: ", "not asked for: ", [", ", "; "]),
            };
            let found = found.with("name", item.name());
            Some(found.with("difference", difference))
        },
    );
}

/// The keys of the names of the materials, sorted and without duplicates.
fn material_keys(item: &ItemFacts<'_>) -> Vec<String> {
    let names = item.materials().filter_map(|material| material.name);
    let mut keys: Vec<String> = names.filter_map(nonempty_key).collect();
    keys.sort();
    keys.dedup();
    keys
}

/// The names of the first few materials that `other` does not have.
fn only_in(item: &ItemFacts<'_>, other: &ItemFacts<'_>) -> Vec<String> {
    const MAX_NAMES: usize = 4;
    let known = material_keys(other);
    let mut names: Vec<String> = item
        .materials()
        .filter_map(|material| material.name)
        .filter(|name| nonempty_key(name).is_some_and(|key| known.binary_search(&key).is_err()))
        .map(|name| format!("“{}”", name.trim()))
        .collect();
    if names.len() > MAX_NAMES {
        names.truncate(MAX_NAMES);
        names.push("…".to_owned());
    }
    names
}

/// The sound credit code of the body that runs the item.
fn body_code<'i>(item: &'i ItemFacts<'_>) -> Option<&'i str> {
    // Another rule reports invalid codes.
    item.body_code()
        .filter(|code| CreditCode::from(*code).check().is_ok())
}

fn authority_name(cx: &mut CatalogueContext<'_>) {
    let label = Text::new("另一个名称", "the other name");
    // A body has many items: one finding per name is enough.
    let mut reported = HashSet::new();
    report_odd_ones(
        cx,
        |item| body_code(item).map(str::to_owned),
        (path!["authority", "name"], label),
        |item| nonempty_key(item.body()?),
        |item, usual, found| {
            let (name, code) = (item.body()?, body_code(item)?);
            let found = found.quoting(name);
            let new = reported
                .insert([Some(code), usual.body(), Some(name)].map(|own| own.map(str::to_owned)));
            new.then(|| {
                found
                    .with("code", code)
                    .with("name", name)
                    .with("usual", usual.body().unwrap_or_default())
            })
        },
    );
}

fn authority_code(cx: &mut CatalogueContext<'_>) {
    let key = |item: &ItemFacts<'_>| {
        let name = nonempty_key(item.body()?)?;
        // Bodies of different divisions may have the same name.
        let own = body_code(item).and_then(|code| code.get(2..8));
        Some(format!(
            "{name} {}",
            item.division().or(own).unwrap_or_default()
        ))
    };
    let label = Text::new("另一个代码", "the other code");
    let place = (path!["authority", "credit_code"], label);
    let mut reported = HashSet::new();
    report_odd_ones(
        cx,
        key,
        place,
        |item| body_code(item).map(str::to_owned),
        |item, usual, found| {
            let (code, known) = (body_code(item)?, body_code(usual)?);
            let found = found.quoting(code);
            let new = reported.insert((key(item), known.to_owned(), code.to_owned()));
            new.then(|| {
                found
                    .with("name", item.body().unwrap_or_default())
                    .with("code", code)
                    .with("usual", known)
            })
        },
    );
}
