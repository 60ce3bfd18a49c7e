use super::helpers::{materials, name, notes};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;
use crate::words;

rule! {
    "MAT033", "seal-without-sealer", Warning, Item(check),
    summary: ("要签章，没有写谁签、盖什么章", "a required seal or signature without saying whose"),
    message: ("“{name}”需要签章，{written}", "“{name}” needs a seal or signature, but {written}"),
    help: ("写明谁签名、盖什么章、盖在哪里；不用签章的，是否需要签章改为“否”", "say who signs, which seal is used and where; if none is needed, say that none is"),
    requirements: [A3, A5],
    own: ("不写谁签、盖什么章，会签错盖错", "without it, the wrong person signs or the wrong seal is used"),
    page: "seal_without_sealer.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut lacking = Vec::new();
    for (index, material) in materials(item) {
        if material.seal_required != Some(true) || material.exempt == Some(true) {
            continue;
        }
        let note = (material.seal_note.as_deref()).filter(|note| !is_filler(note));
        let told = note.is_some_and(|note| speaks_of_seal(note) || names_issuer(note));
        let in_name = material.name.as_deref().is_some_and(speaks_of_seal);
        let tells = |note: &str| speaks_of_seal(note) || note.contains("出具");
        let elsewhere = in_name || notes(material).any(|(_, note)| tells(note));
        if !told && !elsewhere {
            lacking.push((index, name(material, index), note));
        }
    }
    if lacking.is_empty() {
        return;
    }
    let uncollected = Text::new(
        "来源没有采集签章要求",
        "the source does not collect seal requirements",
    );
    if !cx.misses("guide.materials.seal_note", uncollected) {
        return;
    }
    for (index, name, note) in lacking {
        let path = path!["guide", "materials", index, "seal_note"];
        let written = match note {
            Some(note) => Argument::Both {
                zh: format!(
                    "签章要求却只写了“{}”，没有写由谁签名、盖什么章",
                    note.trim()
                ),
                en: format!("the note on the seal only says “{}”", note.trim()),
            },
            None => Text::new("没有写由谁签名、盖什么章", "nothing says whose").into(),
        };
        cx.report(
            Diagnostic::at(path)
                .with("name", name)
                .with("written", written),
        );
    }
}

/// Whether a note says who issues the paper, and so who seals it.
fn names_issuer(note: &str) -> bool {
    words::ISSUER_TOLD.occurs_in(note)
}

/// Whether a text mentions a seal or a signature.
fn speaks_of_seal(text: &str) -> bool {
    ["章", "签名", "签字", "签署", "手印"]
        .iter()
        .any(|word| text.contains(word))
}
