use super::copy_told::copy_told;
use super::helpers::{ORIGINAL, PHOTOCOPY, materials, name};
use super::original_asked::{listed, original_asked};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;

rule! {
    "MAT036", "form-contradicts-notes", Warning, Item(check),
    summary: ("材料只列原件（复印件），说明却是对另一种的要求", "only originals or only photocopies are listed, but the notes are about the other"),
    message: ("“{name}”只列{listed}份，说明里{but}{wanted}：“{words}”", "the list has only {listed} of “{name}”, but the notes {but} {wanted}: “{words}”"),
    help: ("交复印件的，把材料类型和份数改为复印件；两样都要的都写上；只交原件的，删去这句话", "if a photocopy is handed in, change form and counts; if both are, list both; if only the original is, delete this sentence"),
    requirements: [A3, C2],
    cites: ["gbh-2017-115#5-format"],
    page: "form_contradicts_notes.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        // Fast path: both are about an original or a copy.
        if !cx.material_letters(index).may_hold_any(['原', '复']) {
            continue;
        }
        let at = |field: &'static str| path!["guide", "materials", index, field];
        let found = if let Some(asked) = original_asked(material) {
            let copies = cx.here(at("photocopies"));
            Diagnostic::at(at(asked.field))
                .with("name", name(material, index))
                .with(
                    "listed",
                    listed("复印件", "photocopy", material.photocopies),
                )
                .with("but", ASK_FOR)
                .with("wanted", ORIGINAL)
                .with("words", asked.words)
                .quoting(asked.words)
                .related(copies, PHOTOCOPY)
                .hint_unless(!asked.is_only_shown)
        } else if let Some(copy_note) = copy_told(material) {
            let originals = cx.here(at("originals"));
            let but = if copy_note.is_asked {
                ASK_FOR
            } else {
                SPEAK_OF
            };
            Diagnostic::at(at(copy_note.field))
                .with("name", name(material, index))
                .with("listed", listed("原件", "original", material.originals))
                .with("but", but)
                .with("wanted", PHOTOCOPY)
                .with("words", copy_note.words)
                .quoting(copy_note.words)
                .related(originals, ORIGINAL)
                .hint_unless(copy_note.is_asked)
        } else {
            continue;
        };
        cx.report(found);
    }
}

const ASK_FOR: Text = Text::new("要的却是", "ask for");
const SPEAK_OF: Text = Text::new("却又说到", "also speak of");
