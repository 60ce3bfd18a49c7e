use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::{is_filler, text_key};

rule! {
    "PRO111", "prerequisite-outside-basis", Hint, Item(check),
    summary: ("前置事项的依据不在设定依据里", "the law behind a prerequisite is not among the legal bases"),
    message: ("前置事项“{item}”依据《{law}》，设定依据里没有这部法律法规", "the prerequisite “{item}” is based on 《{law}》, which is not among the item's legal bases"),
    help: ("把《{law}》的有关条款列入设定依据，或核对前置事项的依据", "add the article of 《{law}》 to the legal bases, or check the basis of the prerequisite"),
    requirements: [B8],
    cites: ["business-env#35", "sc-2014-59#前置"],
    page: "prerequisite_outside_basis.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let laws: Vec<String> = item
        .legal_basis
        .iter()
        .filter_map(|basis| basis.name.as_deref())
        .filter(|name| !is_filler(name))
        .map(law_key)
        .collect();
    if laws.is_empty() {
        return;
    }
    for (at, first) in item.prerequisites.iter().enumerate() {
        let Some(law) = first.basis.as_deref().and_then(title) else {
            continue;
        };
        let key = law_key(law);
        let known = laws
            .iter()
            .any(|known| known.contains(&key) || key.contains(known.as_str()));
        if !key.is_empty() && !known {
            let place = cx.here(path!["legal_basis"]);
            cx.report(
                Diagnostic::at(path!["prerequisites", at, "basis"])
                    .with("item", first.item.trim())
                    .with("law", law)
                    .related(place, Text::new("设定依据", "the legal bases")),
            );
        }
    }
}

/// The first title in 《》 of a text.
fn title(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once('《')?;
    rest.split_once('》').map(|(title, _)| title)
}

/// The title without 中华人民共和国, for comparison.
fn law_key(title: &str) -> String {
    text_key(title).replace("中华人民共和国", "")
}
