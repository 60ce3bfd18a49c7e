use super::helpers::{materials, name};
use super::seal_demand::{by_others, by_persons, demand};
use crate::analysis::without_closing;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{is_filler, is_longer};
use crate::vocabulary::MaterialSource;
use crate::words;

rule! {
    "MAT032", "seal-contradicts-text", Warning, Item(check),
    summary: ("写着不需要签章，文字里却要求盖章", "marked as needing no seal, but the text asks for one"),
    message: ("“{name}”写着不需要签章，{where}却写“{words}”", "“{name}” is marked as needing no seal or signature, but its {where} says “{words}”"),
    help: ("要盖章签字的，不论由谁盖，是否需要签章都改为“是”；不要的，删去这句话", "if a seal or signature is required, whoever gives it, say that it is; otherwise delete the text"),
    requirements: [A3],
    own: ("同一份材料，签不签章只能有一个说法", "a material either needs a seal or signature, or it does not"),
    page: "seal_contradicts_text.md",
}

/// Maximum length of a note on seals, in characters; longer ones cover several cases.
const MAX_NOTE_CHARS: usize = 20;

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        if material.seal_required != Some(false) {
            continue;
        }
        let places = [
            (
                "seal_note",
                &material.seal_note,
                Text::new("签章要求", "note on seals"),
                true,
            ),
            (
                "filling_notes",
                &material.filling_notes,
                Text::new("填报须知", "filling-in notes"),
                false,
            ),
            (
                "acceptance_standard",
                &material.acceptance_standard,
                Text::new("受理标准", "acceptance criteria"),
                false,
            ),
        ];
        for (field, text, label, certain) in places {
            let Some(text) = text.as_deref().filter(|text| !is_filler(text)) else {
                continue;
            };
            let asked = (!words::SEAL_NOT_OURS.occurs_in(text)).then(|| demand(text));
            let fallback = || {
                (field == "seal_note")
                    .then(|| by_persons(text).or_else(|| by_others(text)))
                    .flatten()
            };
            let Some(demand) = asked.flatten().or_else(fallback) else {
                continue;
            };
            let found = Diagnostic::at(path!["guide", "materials", index, field])
                .with("name", name(material, index))
                .with("where", label)
                .with("words", demand.clause)
                .quoting(demand.clause)
                .related(
                    cx.here(path!["guide", "materials", index, "seal_required"]),
                    Text::new("不需要签章", "no seal needed"),
                );
            let short = !is_longer(text, MAX_NOTE_CHARS);
            let whose = is_issued_by_others(material)
                && only_asks_for_seal(demand.clause)
                && !text.contains("申请人");
            cx.report(found.hint_unless(certain && demand.certain && short && !whose));
            break;
        }
    }
}

/// Whether someone other than the applicant issues the paper. Notes ask for the holder's seal on a copy in
/// other words.
fn is_issued_by_others(material: &Material) -> bool {
    let name = material.name.as_deref().unwrap_or_default();
    let core = without_closing(name);
    material.source != Some(MaterialSource::Applicant) && words::ISSUED_PAPER.ends(core)
}

/// Whether a clause asks for a seal and says nothing else.
fn only_asks_for_seal(clause: &str) -> bool {
    let asked = clause.trim_start_matches(['应', '需', '须', '并', '由', '要']);
    words::SEAL_OF_WHOM.is(asked)
}
