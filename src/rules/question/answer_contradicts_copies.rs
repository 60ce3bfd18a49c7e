use super::helpers::answers;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::prose::{is_longer, phrases};
use crate::value::material::{Copies, copies};

rule! {
    "FAQ024", "answer-contradicts-copies", Warning, Item(check),
    summary: ("答复里的材料份数与指南不同", "an answer that states other copies than the guide"),
    message: ("答复要“{material}”{said}，指南写的是{stated}", "the answer asks for {said} of “{material}”, but the guide asks for {stated}"),
    help: ("核实份数，改答复或改指南", "find out which is right, and correct the answer or the guide"),
    requirements: [C7],
    cites: ["forum-2017#答复"],
    page: "answer_contradicts_copies.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = &item.guide else { return };
    let named: Vec<(usize, &Material, &str)> = guide
        .materials
        .iter()
        .enumerate()
        .filter_map(|(at, material)| {
            let core = cx.material_key(at)?.core.as_str();
            is_longer(core, 2).then_some((at, material, core))
        })
        .collect();
    for answer in answers(item) {
        for clause in phrases(answer.text) {
            let folded: String = clause.chars().filter(|c| !"《》“” ".contains(*c)).collect();
            let mut about = named.iter().filter(|(_, _, core)| folded.contains(core));
            // If a clause names two materials, it is unclear to which one the number belongs.
            let (Some((at, material, _)), None) = (about.next(), about.next()) else {
                continue;
            };
            let Some(copies) = copies(clause) else {
                continue;
            };
            let Some((said, stated)) = first_difference(&copies, material) else {
                continue;
            };
            let words = copies
                .ranges
                .first()
                .and_then(|range| clause.get(range.clone()));
            let place = cx.here(path!["guide", "materials", *at]);
            let name = material.name.as_deref().unwrap_or_default();
            cx.report(
                Diagnostic::at(answer.path.clone())
                    .quoting(words.unwrap_or(clause))
                    .with("material", clip(name))
                    .with("said", said)
                    .with("stated", stated)
                    .related(place, Text::new("指南写的份数", "what the guide states")),
            );
        }
    }
}

/// The first number that both give and that differs: the answer's and the guide's.
fn first_difference(said: &Copies, material: &Material) -> Option<(Argument, Argument)> {
    let total = material
        .pieces
        .or_else(|| Some(material.originals? + material.photocopies?));
    [
        ("原件", "originals", said.originals, material.originals),
        (
            "复印件",
            "photocopies",
            said.photocopies,
            material.photocopies,
        ),
        ("", "pieces", said.pieces, total),
    ]
    .into_iter()
    .find_map(|(zh, en, said, stated)| {
        let (said, stated) = (said?, stated?);
        let word = |count: u32| Argument::Both {
            zh: format!("{zh}{count}份"),
            en: format!("{count} {en}"),
        };
        (said != stated).then(|| (word(said), word(stated)))
    })
}
