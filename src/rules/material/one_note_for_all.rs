use super::empty_filling_notes::says_nothing as empty_notes;
use super::empty_phrases::says_nothing as empty_standard;
use super::helpers::materials;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{clipped, first_chars, is_filler, is_longer, last_chars};

rule! {
    "MAT029", "one-note-for-all", Hint, Item(check),
    summary: ("多份不同的材料用同一段填报须知、受理标准", "one note or standard for many different materials"),
    message: ("{count}份材料的{field}是同一段话：“{text}”，没有说各自要注意什么", "the {field} of {count} materials are the same text: “{text}”, and say nothing of each of them"),
    help: ("逐份写明怎样填、由谁出具、什么样的才收；对全部材料都一样的要求，写一处就够了", "say of each how to fill it in, who issues it and what is accepted; what holds for all materials need be said once only"),
    requirements: [A5, B3],
    own: (
        "申请表、证照、合同的要求各不相同，一段话套到每一份上，哪一份都没有说清",
        "forms, certificates and contracts have different requirements; one text for each of them explains none",
    ),
    page: "one_note_for_all.md",
}

/// Minimum number of materials with the same text; fewer may well have equal requirements.
const MIN_MATERIALS: usize = 3;

/// Minimum length of a text, in characters; shorter ones are remarks such as 原件清晰.
const MIN_TEXT_CHARS: usize = 8;

/// Number of characters quoted.
const QUOTED_CHARS: usize = 40;

/// A field of a material: its getter, its key, its name for messages, and the test for texts that say nothing.
type Field = (
    fn(&Material) -> Option<&str>,
    &'static str,
    Text,
    fn(&str) -> bool,
);

const FIELDS: [Field; 2] = [
    (
        |material| material.filling_notes.as_deref(),
        "filling_notes",
        Text::new("填报须知", "filling-in notes"),
        empty_notes,
    ),
    (
        |material| material.acceptance_standard.as_deref(),
        "acceptance_standard",
        Text::new("受理标准", "acceptance standards"),
        empty_standard,
    ),
];

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if materials(item).nth(MIN_MATERIALS - 1).is_none() {
        return;
    }
    let mut reported: Vec<&str> = Vec::new();
    for (text_of, key, field, is_empty) in FIELDS {
        let mut written: Vec<(&str, usize)> = materials(item)
            .filter_map(|(index, material)| Some((text_of(material)?.trim(), index)))
            .filter(|(text, _)| !is_filler(text))
            .collect();
        written.sort_unstable();
        for at in written.chunk_by(|(one, _), (other, _)| one == other) {
            let Some((text, _)) = at.first().filter(|_| at.len() >= MIN_MATERIALS) else {
                continue;
            };
            // Texts that say nothing are reported at each material; a text in both fields is reported once.
            if reported.contains(text)
                || at.len() * 2 < written.len()
                || !is_longer(text, MIN_TEXT_CHARS - 1)
                || is_about_copies(text)
                || !are_of_different_kinds(item, at)
                || is_empty(text)
            {
                continue;
            }
            reported.push(*text);
            let quote = first_chars(text, QUOTED_CHARS);
            let mut found = Diagnostic::at(path!["guide", "materials"])
                .with("count", at.len())
                .with("field", field)
                .with("text", clipped(text, QUOTED_CHARS))
                .quoting(quote);
            for (_, index) in at {
                let label = Text::new("同样的文字", "the same text");
                found = found.related(cx.here(path!["guide", "materials", *index, key]), label);
            }
            cx.report(found);
        }
    }
}

/// Whether the text is about photocopies or images in general, so that it may be the same for all papers.
fn is_about_copies(text: &str) -> bool {
    let short = || !is_longer(text, MAX_COPY_CHARS);
    let copies = || ["复印件", "原件"].iter().any(|word| text.contains(word));
    // Agreement with the application may be required of each paper, too.
    text.contains("与申请")
        || (text.contains("扫描") || copies() && short()) && !text.contains("所有")
}

/// Maximum length of a text on photocopies, in characters; longer ones are about other things as well.
const MAX_COPY_CHARS: usize = 60;

/// Whether the materials are papers of different kinds, judging by the last two characters of their names.
fn are_of_different_kinds(item: &ServiceItem, at: &[(&str, usize)]) -> bool {
    let all = item.materials();
    let mut kinds = at
        .iter()
        .filter_map(|(_, index)| all.get(*index)?.name.as_deref())
        .map(|name| last_chars(name.trim(), 2));
    let first = kinds.next();
    kinds.any(|kind| Some(kind) != first)
}
