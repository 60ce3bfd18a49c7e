use crate::analysis::TextKind;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Argument;
use crate::model::ServiceItem;
use crate::prose::{Occurrence, occurrences};
use crate::reference::chinese_day;
use crate::words;

rule! {
    "TXT106", "repealed-law", Warning, Item(check),
    summary: ("依据已经废止的法律法规", "a repealed law"),
    message: ("{element}里的《{law}》自{since}起废止，由{by}代替", "《{law}》 in {element} was repealed on {since} and replaced by {by}"),
    help: ("改引现行的{by}及其条款；只适用于以前的事的，写明时间", "cite the current {by} and its articles; if the old law only applies to earlier cases, state the time"),
    requirements: [D4],
    cites: [
        "civil-code#1260",
        "market-entity-reg#55",
        "foreign-investment-law#42",
        "eco-code#1242",
    ],
    certain: Table,
    overrides: ["BAS010"],
    page: "repealed_law.md",
}

fn check(_: &ServiceItem, cx: &mut Context<'_>) {
    let today = cx.settings.today.map(|today| today.to_string());
    for node in cx.texts() {
        // A law that is quoted verbatim may cite laws that were in force at the time.
        if matches!(node.kind, TextKind::Translation | TextKind::BasisText) || node.stats.chars < 3
        {
            continue;
        }
        let repeal = |title: &str| cx.reference().repeal(title, today.as_deref());
        let found = if node.kind == TextKind::BasisName {
            repeal(node.text)
        } else if node.stats.brackets {
            titles(node.text).find_map(repeal)
        } else {
            None
        };
        if let Some(repeal) = found {
            let since = Argument::Both {
                zh: chinese_day(repeal.on),
                en: repeal.on.to_owned(),
            };
            cx.report(
                Diagnostic::at(node.path())
                    .with("element", node.label())
                    .with("law", repeal.title)
                    .with("since", since)
                    .with("by", format!("《{}》", repeal.successor))
                    .quoting(repeal.title),
            );
        }
    }
}

/// The titles in a text that are not marked as former ones.
fn titles(text: &str) -> impl Iterator<Item = &str> {
    occurrences(text, "《").filter_map(|Occurrence { before, after, .. }| {
        let is_former =
            words::FORMER_LAW.ends(before) || before.ends_with('》') && before.contains('原');
        let (title, _) = after.split_once('》')?;
        (!is_former).then_some(title)
    })
}
