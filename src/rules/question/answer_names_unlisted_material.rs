use super::helpers::answers;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{clauses, sentences, similarity};
use crate::value::material::name_key;
use crate::words;

rule! {
    "FAQ028", "answer-names-unlisted-material", Hint, Item(check),
    summary: ("答复要的材料指南没有列", "an answer that asks for a material the guide does not list"),
    message: ("答复要提交《{said}》，指南的申请材料里没有", "the answer asks for 《{said}》, which is not among the guide's materials"),
    help: ("需要的加到申请材料里；不需要的从答复里删去", "add it to the materials if it is needed; otherwise remove it from the answer"),
    requirements: [C7, C2],
    cites: ["forum-2017#答复"],
    page: "answer_names_unlisted_material.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(guide) = item
        .guide
        .as_ref()
        .filter(|guide| !guide.materials.is_empty())
    else {
        return;
    };
    let result = guide
        .result
        .as_ref()
        .and_then(|result| result.name.as_deref());
    let answers = answers(item);
    if !answers.iter().any(|answer| answer.text.contains('《')) {
        return;
    }
    let notes = guide
        .materials
        .iter()
        .flat_map(|material| [&material.remark, &material.filling_notes])
        .filter_map(|text| text.as_deref());
    let known: Vec<String> = cx
        .material_cores()
        .map(str::to_owned)
        .chain(notes.chain(result).map(|text| name_key(text).core))
        .collect();
    for answer in answers {
        for clause in sentences(answer.text)
            .flat_map(clauses)
            .filter(|clause| words::MATERIAL_ANNOUNCED.occurs_in(clause))
        {
            for name in bracketed(clause) {
                let core = name_key(name).core;
                let text = words::TITLED_TEXT.ends(&core);
                let listed = |known: &String| {
                    known.contains(&core)
                        || (!known.is_empty() && core.contains(known.as_str()))
                        || similarity(known, &core) >= 0.8
                };
                if text || core.is_empty() || known.iter().any(listed) {
                    continue;
                }
                let found = Diagnostic::at(answer.path.clone()).quoting(name);
                cx.report(found.with("said", clip(name)).related(
                    cx.here(path!["guide", "materials"]),
                    Text::new("指南的申请材料", "the materials of the guide"),
                ));
            }
        }
    }
}

/// The names in 《》.
fn bracketed(text: &str) -> impl Iterator<Item = &str> {
    text.split('《')
        .skip(1)
        .filter_map(|rest| rest.split_once('》').map(|(name, _)| name.trim()))
}
