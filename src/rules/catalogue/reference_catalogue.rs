use std::collections::{BTreeSet, HashSet};

use crate::code::{BaseCode, DivisionCode, HandlingCode, ImplementationCode};
use crate::engine::{CatalogueContext, Diagnostic, Facts, ItemFacts, rules};
use crate::facts::sound_base_code;
use crate::i18n::{Argument, Text};
use crate::path;
use crate::prose::text_key;
use crate::vocabulary::{Level, Vocabulary};

rules! {
    all {
        requirements: [A7, D3],
        certain: Structure,
        page: "reference_catalogue.md",
    }
    "CAT080", "reference-item-missing", Warning, Catalogue(missing),
        summary: ("上级目录里有的事项，这里没有", "an item of the reference catalogue is missing here"),
        message: ("{reference}里有“{item}”{code}，这里没有", "{reference} has “{item}”{code}, which is missing here"),
        help: ("核对本级是不是行使；行使的，认领并公布；不行使的，请上级更正行使层级", "find out whether it is exercised at this level: if so, adopt and publish it; if not, have the reference corrected"),
        own: ("上级目录里由本级行使的事项，群众在本地也应当查得到", "what the higher level's list gives to this level must be found here, too");
    "CAT082", "item-outside-reference", Warning, Catalogue(surplus),
        summary: ("这里有的事项，上级目录里没有", "an item that the reference catalogue does not have"),
        message: ("“{item}”{code}不在{reference}里", "“{item}”{code} is not in {reference}"),
        help: ("编码或名称抄错的，更正；上级已经取消的，下架；本地自设的，编地方编码", "correct a wrong code or name; take down what the higher level cancelled; give an item of your own a local code"),
        own: ("目录里没有的事项，要么抄错了，要么没有依据", "an item that is not in the catalogue is either miscopied or without a basis");
}

/// Whether the item is a directory node: a main item with sub-items, which itself is not handled.
fn is_directory_node(item: &ItemFacts<'_>) -> bool {
    let code = item.base_code().map(BaseCode::from);
    code.is_some_and(|code| code.parts().is_ok_and(|parts| parts.is_directory_node))
}

/// The levels at which an item is exercised: the stated ones, and the one in its code.
fn levels(item: &ItemFacts<'_>) -> BTreeSet<String> {
    let implementation = item.implementation_code().map(ImplementationCode::from);
    let handling = item.handling_code().map(HandlingCode::from);
    let code = implementation.or_else(|| handling?.implementation_code());
    let digit = code.and_then(|code| code.level_digit());
    let level_in_code = digit.and_then(|digit| Level::recognise(&digit.to_string()));
    let stated = item.levels().map(str::to_owned);
    stated
        .chain(level_in_code.map(|level| level.term().to_owned()))
        .collect()
}

/// The levels of a catalogue: those of its items, or else the level of its division; empty if unknown.
fn own_levels(facts: &Facts, division: Option<&DivisionCode>) -> BTreeSet<String> {
    let stated: BTreeSet<String> = facts.iter().flat_map(|item| levels(&item)).collect();
    if !stated.is_empty() {
        return stated;
    }
    let level = division.and_then(DivisionCode::level);
    level
        .map(|level| level.term().to_owned())
        .into_iter()
        .collect()
}

fn missing(cx: &mut CatalogueContext<'_>) {
    let Some(reference) = &cx.settings.reference_catalogue else {
        return;
    };
    let here = own_levels(cx.facts(), cx.settings.division.as_ref());
    let is_for_own_level = |item: &ItemFacts<'_>| {
        let levels: BTreeSet<&str> = item.levels().collect();
        levels.is_empty()
            || here.is_empty()
            || levels.contains(Level::Graded.term())
            || levels.iter().any(|level| here.contains(*level))
    };
    let mut reported = HashSet::new();
    let overlap = cx.overlap(reference);
    for (item, is_known) in reference.facts.iter().zip(&overlap.there) {
        if *is_known || !item.is_in_use() || is_directory_node(&item) {
            continue;
        }
        let code = sound_base_code(&item);
        if reported.insert((code.clone(), text_key(item.name()))) && is_for_own_level(&item) {
            cx.report(
                Diagnostic::at(path![])
                    .quoting(code.unwrap_or_else(|| item.name().to_owned()))
                    .with("reference", reference.title.as_str())
                    .with("item", item.name())
                    .with("code", base_code_note(&item)),
            );
        }
    }
}

fn surplus(cx: &mut CatalogueContext<'_>) {
    let Some(reference) = &cx.settings.reference_catalogue else {
        return;
    };
    let is_not_covered = |item: &ItemFacts<'_>| {
        // A code of another numbering belongs to a catalogue that the reference does not cover.
        reference.numbering.is_other(item) || is_directory_node(item) || !item.is_in_use()
    };
    let overlap = cx.overlap(reference);
    for (index, (item, is_known)) in cx.facts().iter().zip(&overlap.here).enumerate() {
        if !is_known && !is_not_covered(&item) {
            cx.report(
                Diagnostic::in_item(index, path!["name"])
                    .with("reference", reference.title.as_str())
                    .with("item", item.name())
                    .with("code", base_code_note(&item)),
            );
        }
    }
}

/// The base code in brackets for a message, or nothing.
fn base_code_note(item: &ItemFacts<'_>) -> Argument {
    match sound_base_code(item) {
        Some(code) => Argument::Both {
            zh: format!("（基本编码{code}）"),
            en: format!(" (base code {code})"),
        },
        None => Text::new("", "").into(),
    }
}
