use super::empty_filling_notes::says_nothing as empty_notes;
use super::empty_phrases::says_nothing as empty_standard;
use super::helpers::materials;
use crate::analysis::is_none;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Element, Material, ServiceItem};
use crate::path;
use crate::prose::is_filler;

rule! {
    "MAT026", "no-notes-at-all", Warning, Item(check),
    summary: ("没有一份材料写了怎样填、什么样的才收", "no material says how to fill it in or what is accepted"),
    message: ("{count}份材料的填报须知、受理标准都没有实际内容", "neither the filling-in notes nor the acceptance standards of the {count} material(s) say anything"),
    help: ("逐份写明由谁出具、有效期有什么要求、写有哪几项、要不要盖章", "say of each who issues it, how recent it must be, what it must state and whether it needs a seal"),
    requirements: [A5],
    cites: ["press-2017#填报说明"],
    certain: Presence,
    page: "no_notes_at_all.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let mut count = 0_usize;
    let mut has_texts = false;
    let mut has_empty_fields = false;
    for (_, material) in materials(item).filter(|(_, material)| !is_none(material)) {
        if material.exempt == Some(true) {
            continue;
        }
        if says_something(material) {
            return;
        }
        count += 1;
        let fields = [&material.filling_notes, &material.acceptance_standard];
        has_texts |= fields.into_iter().any(Option::is_some);
        // If every note is present but says nothing, other rules report each one.
        let nothing = |text: &&Option<String>| text.as_deref().is_none_or(is_filler);
        has_empty_fields |= fields.iter().all(nothing);
    }
    // One common paper needs no notes; nobody was asked for fields that the source does not collect.
    let collected = || {
        ["filling_notes", "acceptance_standard"].iter().all(|key| {
            let element = format!("guide.materials.{key}");
            !matches!(cx.element::<str>(None, &element), Element::NotCollected)
        })
    };
    if count > 1 && has_empty_fields && (has_texts || collected()) {
        let found = Diagnostic::at(path!["guide", "materials"]).with("count", count);
        cx.report(found.hint_unless(has_texts));
    }
}

/// Whether the material's notes, acceptance standard or remark say anything.
fn says_something(material: &Material) -> bool {
    let is_meaningful = |text: &Option<String>, empty: fn(&str) -> bool| {
        text.as_deref()
            .is_some_and(|text| !is_filler(text) && !empty(text))
    };
    is_meaningful(&material.filling_notes, empty_notes)
        || is_meaningful(&material.acceptance_standard, empty_standard)
        || is_meaningful(&material.remark, empty_standard)
}
