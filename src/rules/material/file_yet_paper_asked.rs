use super::helpers::{clauses, materials, name, notes};
use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::vocabulary::Medium;
use crate::words;

rule! {
    "MAT038", "file-yet-paper-asked", Warning, Item(check),
    summary: ("只收电子件的材料，说明里却要纸质的或者看原件", "taken as a file only, but the notes ask for paper or the original"),
    message: ("“{name}”只收电子件，说明里却写“{words}”", "“{name}” is taken as a file only, but the notes say “{words}”"),
    help: ("只收电子件的，删去这句话，写明格式和大小；还收纸质的，把材料形式改为“纸质和电子”", "if only a file is taken, delete this and give format and size; if paper is taken as well, say so"),
    requirements: [A3, C2],
    cites: ["gbh-2017-115#5-format"],
    page: "file_yet_paper_asked.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.medium != Some(Medium::Electronic) || is_none(material) {
            continue;
        }
        let Some((field, words)) = paper_demand(material) else {
            continue;
        };
        let medium = cx.here(path!["guide", "materials", index, "medium"]);
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, field])
                .with("name", name(material, index))
                .with("words", words)
                .quoting(words)
                // Many portals accept a scan and look at the original later: only a hint.
                .hint_unless(!words::ORIGINAL_LOOKED_AT.occurs_in(words))
                .related(medium, Text::new("只收电子件", "a file only")),
        );
    }
}

/// The clause of the first note that asks for paper only.
fn paper_demand(material: &Material) -> Option<(&'static str, &str)> {
    notes(material).find_map(|(field, text)| {
        if let Some(words) = clauses(text).find(|clause| is_spared_online(clause)) {
            return Some((field, words));
        }
        if !words::PAPER_ASKED.occurs_in(text) || words::IMAGE.occurs_in(text) {
            return None;
        }
        let words = clauses(text).find(|clause| words::PAPER_ASKED.occurs_in(clause))?;
        Some((field, words))
    })
}

/// Whether those who apply online do not hand it in: 网厅申报无需该项表格.
fn is_spared_online(clause: &str) -> bool {
    let online = ["网上", "网厅", "线上"]
        .iter()
        .any(|word| clause.starts_with(word));
    let spared = ["无需", "不需", "不用"]
        .iter()
        .find_map(|word| clause.split_once(word));
    let this = |what: &str| ["该", "此", "本"].iter().any(|word| what.contains(word));
    online && spared.is_some_and(|(_, what)| this(what))
}
