use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::ServiceItem;
use crate::path;
use crate::vocabulary::{HandlingForm, Medium};

rule! {
    "CHN075", "online-yet-paper-only", Warning, Item(check),
    summary: ("写着网上办理，材料却全部只收纸质", "handled online, but every material must be on paper"),
    message: ("办理形式有网上办理，{count}份材料却全部只收纸质", "the handling forms include online, but only paper is accepted for all of the materials ({count})"),
    help: ("网上办理的，材料形式改为也收电子件；只能交纸质的，去掉网上办理", "accept electronic copies, or remove the online handling form"),
    requirements: [C4],
    cites: ["d3-36cities-2020#全程网办"],
    page: "online_yet_paper_only.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let Some(at) = item
        .handling_forms
        .iter()
        .position(|form| *form == HandlingForm::Online)
    else {
        return;
    };
    let Some(guide) = &item.guide else { return };
    let paper = |medium: &Option<Medium>| *medium == Some(Medium::Paper);
    if guide.materials.is_empty()
        || !guide
            .materials
            .iter()
            .all(|one| paper(&one.medium) && one.exempt != Some(true))
    {
        return;
    }
    // If a visit is stated, the papers are handed in then. If the number of visits is 0 and originals cannot be
    // sent, another rule reports the visits.
    let mailed = item.handling_forms.contains(&HandlingForm::Mail)
        || guide
            .courier
            .as_ref()
            .is_some_and(|offer| offer.available == Some(true));
    let visits = guide.visits.as_ref().and_then(|visits| visits.count);
    let original = guide
        .materials
        .iter()
        .any(|one| one.originals.is_some_and(|count| count > 0));
    if visits.is_some_and(|count| count > 0) || visits == Some(0) && !mailed && original {
        return;
    }
    cx.report(
        Diagnostic::at(path!["handling_forms", at])
            .with("count", guide.materials.len())
            .related(
                cx.here(path!["guide", "materials", 0, "medium"]),
                Text::new("只收纸质", "on paper only"),
            ),
    );
}
