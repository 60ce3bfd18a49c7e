use super::empty_phrases::says_nothing;
use super::helpers::{materials, name};
use super::repeated_name::names_itself;
use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{is_filler, is_letter, is_longer};
use crate::words;

rule! {
    "MAT023", "empty-acceptance-standard", Warning, Item(check),
    summary: ("材料的受理标准过于笼统", "the acceptance standard of a material says nothing"),
    message: ("“{name}”的受理标准“{text}”过于笼统，看不出怎样才算合格", "the acceptance standard of “{name}” says nothing: “{text}”"),
    help: ("写明审核哪些内容、怎样算合格，如在有效期内、载明哪几项、由谁签字盖章", "say what is looked at and what will be accepted, such as its validity, what it must state and who must have signed it"),
    requirements: [A5],
    cites: ["press-2017#填报说明"],
    page: "empty_acceptance_standard.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(text) = material.acceptance_standard.as_deref() else {
            continue;
        };
        // The same text in the filling-in notes is reported by the rule on the notes.
        if is_none(material)
            || material.filling_notes.as_deref() == Some(text)
                && !only_asks_for_seal(material, text)
            || !(says_nothing(text)
                || names_itself(material, text)
                || only_asks_for_seal(material, text))
        {
            continue;
        }
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "acceptance_standard"])
                .with("name", name(material, index))
                .with("text", text.trim())
                .quoting(text.trim())
                .hint_unless(
                    !only_asks_for_seal(material, text) && !is_stated_elsewhere(material, text),
                ),
        );
    }
}

/// Whether the standard asks for the seal, which has fields of its own, and otherwise says nothing.
fn only_asks_for_seal(material: &Material, text: &str) -> bool {
    if material.seal_required.is_none() || is_longer(text, MAX_SEAL_CHARS) || !text.contains('章')
    {
        return false;
    }
    let without_seal = words::SEAL_OF_WHOM
        .removed_from(text)
        .replace("签章", "")
        .replace("盖章", "");
    without_seal != text && (!without_seal.contains(is_letter) || says_nothing(&without_seal))
}

/// Whether the filling-in notes or the name of a photo say more, or the standard asks for a valid paper.
fn is_stated_elsewhere(material: &Material, text: &str) -> bool {
    let notes = material.filling_notes.as_deref();
    let name = material.name.as_deref().unwrap_or_default();
    refers_to_guideline_in_notes(material, text)
        || notes.is_some_and(|notes| !is_filler(notes) && !says_nothing(notes))
        || name.contains("照片")
        || text.contains("有效")
}

/// Whether the standard refers to a guideline that the notes name: 参照指引要求.
fn refers_to_guideline_in_notes(material: &Material, text: &str) -> bool {
    let points = ["指引", "指南", "清单", "目录"]
        .iter()
        .any(|word| text.contains(word));
    points
        && material
            .filling_notes
            .as_deref()
            .is_some_and(|notes| notes.contains('《'))
}

/// Maximum length of a standard that only asks for a seal, in characters; longer ones say whose seal, and
/// where.
const MAX_SEAL_CHARS: usize = 20;
