use super::journey::Journey;
use crate::engine::{CatalogueContext, Diagnostic, rule};
use crate::i18n::{Argument, Text};
use crate::path;
use crate::vocabulary::{Audience, Vocabulary};

rule! {
    "SCN040", "item-not-for-its-audience", Warning, Catalogue(check),
    summary: ("一件事里有不面向其服务对象的事项", "a one-stop service has an item that is not for its audience"),
    message: ("一件事“{scenario}”面向{audience}，其中的“{item}”只面向{others}", "the one-stop service “{scenario}” is for {audience}, but its item “{item}” is for {others} only"),
    help: ("更正写错的服务对象，或者把这个事项移出这件事", "correct the wrong audience, or remove the item from the service"),
    requirements: [A10, D7],
    own: ("同一个人办不了不面向他的事项", "nobody can handle an item that is not for them"),
    certain: Structure,
    page: "audience.md",
}

fn check(cx: &mut CatalogueContext<'_>) {
    for journey in Journey::all(cx) {
        let audience = &journey.scenario.audience;
        if !is_known(audience) {
            continue;
        }
        for (place, index, item) in journey.known() {
            let others = item.audience();
            if !is_known(&others) || others.iter().any(|one| audience.contains(one)) {
                continue;
            }
            let theirs = Text::new("事项的服务对象", "the audience of the item");
            cx.report(
                Diagnostic::at(journey.place(place).then("item"))
                    .with("scenario", journey.scenario.name.as_str())
                    .with("audience", audience_list(audience))
                    .with("item", item.name())
                    .with("others", audience_list(&others))
                    .related(cx.in_item(index, path!["audience"]), theirs),
            );
        }
    }
}

/// Whether all audiences are on the list, without a catch-all entry.
fn is_known(audience: &[Audience]) -> bool {
    let open = |one: &Audience| matches!(one, Audience::Rest | Audience::Other(_));
    !audience.is_empty() && !audience.iter().any(open)
}

fn audience_list(audience: &[Audience]) -> Argument {
    let terms: Vec<&str> = audience.iter().map(Audience::term).collect();
    Argument::list(&terms)
}
