use super::listing::{form_in_list, listed};
use crate::engine::{Context, Diagnostic, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{clauses, last_sentence, slice};
use crate::value::citation;
use crate::value::material::name_key;
use crate::words;

rule! {
    "MAT042", "unlisted-material", Hint, Item(check),
    summary: ("受理条件里要交的材料没有列出", "a material that the conditions require is not listed"),
    message: ("受理条件要求提交“{name}”，申请材料里没有", "the conditions require “{name}”, which is not among the materials"),
    help: ("把它列入申请材料；不需要的，从条件里删去", "add it to the materials; if it is not needed, remove it from the conditions"),
    requirements: [A3, B4],
    cites: ["licence-law#30"],
    page: "unlisted_material.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let conditions = item.conditions();
    let Some(text) = conditions else { return };
    let introduced = text.contains("材料") || text.contains("文件") || text.contains("资料");
    if !text.contains('《') && !introduced {
        return;
    }
    let cores: Vec<&str> = cx.material_cores().collect();
    if cores.is_empty() {
        return;
    }
    // A list in so many words, without titles: only where nothing of the kind is listed at all.
    if let Some(form) = form_in_list(text, &cores) {
        cx.report(
            Diagnostic::at(path!["guide", "conditions"])
                .with("name", form)
                .quoting(form),
        );
    }
    let mut reported: Vec<String> = Vec::new();
    for range in citation::mentions(text) {
        let title = slice(text, range.clone()).trim_matches(['《', '》']);
        let before = slice(text, 0..range.start);
        if !words::LISTED_DOCUMENT.ends(title) || !handed_in(before) {
            continue;
        }
        let core = name_key(title).core;
        if listed(&core, &cores) || reported.contains(&core) || elsewhere(before, item) {
            continue;
        }
        cx.report(
            Diagnostic::at(path!["guide", "conditions"])
                .with("name", title)
                .quoting(format!("《{title}》")),
        );
        reported.push(core);
    }
}

/// Whether the sentence before the title says that it is to be handed in.
fn handed_in(before: &str) -> bool {
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

/// Whether the sentence speaks of another procedure: 申请…时 of what the item is not about.
fn elsewhere(before: &str, item: &ServiceItem) -> bool {
    let name = item.name.as_str();
    clauses(last_sentence(before)).any(|clause| {
        (clause.rsplit_once("申请"))
            .and_then(|(_, rest)| rest.strip_suffix('时').or_else(|| rest.strip_suffix('的')))
            .is_some_and(|about| !about.is_empty() && !name.contains(about))
    })
}
