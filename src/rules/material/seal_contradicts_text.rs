use super::helpers::{materials, name};
use super::seal_demand::demand;
use crate::engine::{Context, Found, Severity, rule};
use crate::model::ServiceItem;
use crate::path;
use crate::text::Text;
use crate::value::fold;

rule! {
    "MAT032", "seal-contradicts-text", Warning, Item(check),
    summary: ("写着不需要签章，文字里却要求盖章", "marked as needing no seal, yet the text asks for one"),
    message: ("“{name}”写着不需要签章，{where}却写“{words}”", "“{name}” is marked as needing no seal or signature, yet its {where} says “{words}”"),
    help: ("要盖章签字的，seal_required 改为 true；不要的，删去这句话", "where a seal is wanted, set seal_required to true; else delete the words"),
    rows: ["A3"],
    source: "国办 2020年36城市评估：材料要求前后矛盾",
    page: "seal_contradicts_text.md",
}

/// A longer note on seals speaks of several cases.
const SHORT_NOTE: usize = 20;

/// Words that take it back, or speak of another's seal or of copies only.
const NOT: &[&str] = &[
    "无需",
    "不需",
    "无须",
    "不必",
    "免于",
    "非必",
    "复印件",
    "出具",
    "或",
];

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
                Text::new("填报须知", "filling notes"),
                false,
            ),
            (
                "acceptance_standard",
                &material.acceptance_standard,
                Text::new("受理标准", "acceptance standard"),
                false,
            ),
        ];
        for (field, text, label, certain) in places {
            let Some(text) = text.as_deref().filter(|text| !fold::empty_word(text)) else {
                continue;
            };
            if NOT.iter().any(|word| text.contains(word)) {
                continue;
            }
            let Some(demand) = demand(text) else { continue };
            let found = Found::at(path!["guide", "materials", index, field])
                .with("name", name(material, index))
                .with("where", label)
                .with("words", demand.clause)
                .quoting(demand.clause)
                .related(
                    cx.here(path!["guide", "materials", index, "seal_required"]),
                    Text::new("不需要签章", "no seal needed"),
                );
            let short = text.chars().nth(SHORT_NOTE).is_none();
            cx.report(if certain && demand.certain && short {
                found
            } else {
                found.severity(Severity::Hint)
            });
            break;
        }
    }
}
