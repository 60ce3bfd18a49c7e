use super::listing::{
    any_listed, entries_of_list, form_in_list, is_unheard_of, listed, papers_demanded,
    papers_in_list, papers_quoted,
};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;
use crate::prose::{clauses, last_sentence, slice};
use crate::value::citation;
use crate::value::material::name_key;
use crate::words;

rule! {
    "MAT042", "unlisted-material", Hint, Item(check),
    summary: ("条件、环节里要交的材料没有列出", "a material that the conditions or a step require is not listed"),
    message: ("{place}要求提交“{name}”，申请材料里没有", "{place} require “{name}”, which is not among the materials"),
    help: ("把它列入申请材料；不需要的，从{place}里删去", "add it to the materials; if it is not needed, remove it from {place}"),
    requirements: [A3, B4],
    cites: ["licence-law#30"],
    page: "unlisted_material.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let cores: Vec<&str> = cx.material_cores().collect();
    if cores.is_empty() {
        return;
    }
    let mut reported: Vec<String> = Vec::new();
    for (path, place, text) in texts_with_papers(item) {
        let form = form_in_list(text, &cores).into_iter();
        let listed_there = papers_in_list(text).chain(papers_quoted(text));
        let unlisted = listed_there.filter(|name| !any_listed(name, &cores));
        let unheard = entries_of_list(text)
            .chain(papers_demanded(text))
            .filter(|name| is_unheard_of(name, &cores));
        for name in form
            .chain(unlisted)
            .chain(unheard)
            .chain(unlisted_titles(text, &cores, item))
        {
            let core = name_key(name).core;
            if !reported.contains(&core) {
                cx.report(
                    Diagnostic::at(path.clone())
                        .with("place", place)
                        .with("name", name)
                        .quoting(as_written(name, text)),
                );
                reported.push(core);
            }
        }
    }
}

/// The name with its title marks, if the text has them.
fn as_written(name: &str, text: &str) -> String {
    let title = format!("《{name}》");
    if text.contains(&title) {
        title
    } else {
        name.to_owned()
    }
}

/// The texts that may ask for papers: the conditions, and the review criteria of the steps.
fn texts_with_papers(item: &ServiceItem) -> impl Iterator<Item = (Path, Text, &str)> {
    let conditions = item.conditions().map(|text| {
        let place = Text::new("受理条件", "the conditions");
        (path!["guide", "conditions"], place, text)
    });
    let criteria = item.steps().iter().enumerate().filter_map(|(at, step)| {
        let path = path!["guide", "process", "steps", at, "criteria"];
        let place = Text::new("审查标准", "the review criteria");
        Some((path, place, step.criteria.as_deref()?))
    });
    conditions.into_iter().chain(criteria)
}

/// The titles of papers that a text asks for and that are not among the materials.
fn unlisted_titles<'t>(text: &'t str, cores: &[&str], item: &ServiceItem) -> Vec<&'t str> {
    let mut found = Vec::new();
    for range in citation::mentions(text) {
        let title = slice(text, range.clone()).trim_matches(['《', '》']);
        let before = slice(text, 0..range.start);
        let asked = words::LISTED_DOCUMENT.ends(title) && asks_to_hand_in(before);
        if asked && !listed(&name_key(title).core, cores) && !is_other_procedure(before, item) {
            found.push(title);
        }
    }
    found
}

/// Whether the sentence before the title asks to hand it in.
fn asks_to_hand_in(before: &str) -> bool {
    let sentence = last_sentence(before);
    let verb = words::HAND_IN_VERB
        .iter()
        .filter_map(|verb| sentence.rfind(verb))
        .max();
    let office = ["颁发", "核发", "出具", "发给", "送达", "领取", "取得"]
        .iter()
        .filter_map(|word| sentence.rfind(word))
        .max();
    verb.is_some_and(|verb| office.is_none_or(|office| office < verb))
}

/// Whether the sentence is about another procedure: 申请…时, with an object that is not in the item's name.
fn is_other_procedure(before: &str, item: &ServiceItem) -> bool {
    let name = item.name.as_str();
    clauses(last_sentence(before)).any(|clause| {
        clause
            .rsplit_once("申请")
            .and_then(|(_, rest)| rest.strip_suffix('时').or_else(|| rest.strip_suffix('的')))
            .is_some_and(|about| !about.is_empty() && !name.contains(about))
    })
}
