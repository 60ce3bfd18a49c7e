use super::helpers::{clauses, materials, name, notes};
use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::words;

rule! {
    "MAT037", "original-or-copy", Hint, Item(check),
    summary: ("材料类型写“原件或复印件”，没有说交哪一种", "the form is “original or copy”, and nothing says which"),
    message: ("“{name}”的材料类型是“{form}”，没有写什么时候交原件、什么时候交复印件", "“{name}” is wanted as “{form}”, and nothing says when an original and when a copy"),
    help: ("只要一种的写一种；两种都收的，写明复印件就可以，或者各在什么情形下交", "name the one that is wanted; if both will do, say that a copy is enough, or when which is handed in"),
    requirements: [A3],
    cites: ["gbh-2017-115#5-format"],
    page: "original_or_copy.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (index, material) in materials(item) {
        let Some(form) = material.form.as_deref().map(str::trim) else {
            continue;
        };
        if !words::ORIGINAL_OR_COPY.is(form)
            || is_contradicted(material)
            || mentions_either(material)
            || is_none(material)
        {
            continue;
        }
        cx.report(
            Diagnostic::at(path!["guide", "materials", index, "form"])
                .with("name", name(material, index))
                .with("form", form),
        );
    }
}

/// Whether the counts allow only one of the two, which another rule reports.
fn is_contradicted(material: &Material) -> bool {
    let counts = (material.originals, material.photocopies);
    matches!(counts, (Some(originals), Some(copies)) if (originals == 0) != (copies == 0))
}

/// Whether the name or a note mentions the original or a copy.
fn mentions_either(material: &Material) -> bool {
    let name = material.name.as_deref().into_iter();
    let mut texts = name.chain(notes(material).map(|(_, text)| text));
    texts.any(|text| {
        // 复印件须盖章 does not say that a copy is enough.
        let allows_copy = |clause: &str| {
            clause.contains("复印")
                && !["加盖", "盖章", "清晰"]
                    .iter()
                    .any(|word| clause.contains(word))
        };
        text.contains("原件") || clauses(text).any(allows_copy)
    })
}
