use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::prose::is_filler;

rule! {
    "PRO110", "prerequisite-without-basis", Warning, Item(check),
    summary: ("前置事项没有写依据", "a prerequisite without its legal basis"),
    message: ("前置事项“{item}”没有写依据哪部法律法规", "the prerequisite “{item}” does not say which law requires it"),
    help: ("写明依据的法律法规和条款；没有依据的，取消这个前置事项", "name the law and the article; if there is none, drop the prerequisite"),
    requirements: [B8, B7],
    cites: ["business-env#35", "sc-2014-59#前置"],
    certain: Presence,
    page: "prerequisite_without_basis.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    for (at, first) in item.prerequisites.iter().enumerate() {
        let basis = first.basis.as_deref().filter(|basis| !is_filler(basis));
        let uncollected = Text::new(
            "来源没有采集前置事项的依据",
            "the source does not collect the basis of prerequisites",
        );
        if basis.is_none() && cx.misses("prerequisites.basis", uncollected) {
            let found = Diagnostic::at(path!["prerequisites", at]);
            cx.report(found.with("item", first.item.trim()));
        }
    }
}
