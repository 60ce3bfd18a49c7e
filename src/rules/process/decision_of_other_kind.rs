use super::helpers::{name, step_at};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::ItemType;
use crate::words;

rule! {
    "PRO085", "decision-of-other-kind", Warning, Item(check),
    summary: ("备案事项却写予以许可", "a filing that grants a licence"),
    message: ("事项是备案，“{step}”却写“{words}”", "the item is a filing, but “{step}” says “{words}”"),
    help: ("备案写“准予备案、不予备案”；确实是许可的，改正事项名称和类型", "say that the filing is accepted or not accepted; if the item is a licence after all, correct its name and type"),
    requirements: [B1, D2],
    cites: ["licence-law#2", "business-env#39"],
    certain: Contradiction,
    page: "decision_of_other_kind.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    if !is_filing(&item.name) || item.item_type == Some(ItemType::Licence) {
        return;
    }
    for (at, step) in item.steps().iter().enumerate() {
        let texts = [
            ("output", &step.output),
            ("action", &step.action),
            ("criteria", &step.criteria),
        ];
        for (key, text) in texts {
            let Some(text) = text.as_deref() else {
                continue;
            };
            if let Some(words) = words::LICENSING.find(text).map(|found| found.word) {
                let named = cx.here(path!["name"]);
                cx.report(
                    Diagnostic::at(step_at(at).then(key))
                        .with("step", name(step, at))
                        .with("words", words)
                        .quoting(words)
                        .related(named, Text::new("事项名称", "the name of the item")),
                );
                break;
            }
        }
    }
}

/// Whether the name is that of a filing and of nothing else.
fn is_filing(name: &str) -> bool {
    let name = name.trim();
    let plain = name
        .split(['（', '(', '—', '-'])
        .next()
        .unwrap_or(name)
        .trim_end();
    plain.ends_with("备案")
        && !["许可", "审批", "核准", "核发"]
            .iter()
            .any(|word| name.contains(word))
}
