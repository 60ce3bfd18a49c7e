use super::helpers::{deviating_element, deviating_label, names_channel, still_differs};
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::path::Path;

rule! {
    "CHN044", "needless-deviation", Warning, Item(check),
    summary: ("差异说明所说的差异已经没有了", "a declared difference where nothing differs"),
    message: ("差异说明写了{element}，但各处的说法没有不同", "a difference in {element} is declared, and nothing differs"),
    help: ("删去这条差异说明，或者更正它写的渠道和要素", "remove the declaration, or correct its channels and element"),
    requirements: [C1, D4],
    own: ("没有差异了，说明就该撤", "without a difference, its explanation goes"),
    certain: Structure,
    page: "needless_deviation.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, deviation) in item.deviations.iter().enumerate() {
        let known = |word: &String| names_channel(word, item, cx);
        // A name that nothing bears is another finding, or a view that is not loaded now.
        if !deviation.channels.is_empty() && !deviation.channels.iter().any(known) {
            continue;
        }
        if still_differs(deviation, item, cx) == Some(false) {
            let own = Path::parse(&format!("guide.{}", deviating_element(deviation)));
            let found = Diagnostic::at(path!["deviations", at, "element"])
                .with("element", deviating_label(deviation))
                .related(cx.here(own), Text::new("事项本身", "the item itself"));
            cx.report(found);
        }
    }
}
