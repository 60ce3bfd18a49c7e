use super::visits::declared;
use crate::engine::{Context, Diagnostic, rule};
use crate::i18n::Text;
use crate::model::{Material, Offer, ServiceItem};
use crate::path;
use crate::vocabulary::{ChannelKind, HandlingForm, Medium, Necessity, OnlineDepth, OnlineGrade};

rule! {
    "PRO067", "no-visit-yet-paper", Hint, Item(check),
    summary: ("到现场0次，却要交纸质材料，又不能邮寄", "no visit is declared, but paper materials are required and cannot be sent"),
    message: ("到现场次数是0，必要材料里却有{count}份要交纸质的（如“{material}”），又没有快递、邮寄的办法", "the number of visits is 0, but {count} required material(s), such as “{material}”, must be on paper and cannot be sent by courier"),
    help: ("开通邮寄并写明收件地址，或者改收电子件；都做不到的，把到现场次数改成实际次数", "offer courier delivery with the address, or accept electronic copies; otherwise give the actual number of visits"),
    requirements: [B6, C4],
    cites: ["wenzhou-script#现场"],
    page: "no_visit_yet_paper.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let none = declared(item).is_some_and(|visits| visits.count == Some(0));
    if !none || can_be_sent(item) {
        return;
    }
    // Only where forms are stated can it be said that mail is not among them.
    if item.handling_forms.is_empty() {
        return;
    }
    let materials = item.materials();
    let wanted: Vec<usize> = (materials.iter().enumerate())
        .filter(|(_, material)| on_paper(material))
        .map(|(at, _)| at)
        .collect();
    let Some(first) = wanted.first().copied() else {
        return;
    };
    // Where the grade claims it, the claim is found false by another rule.
    let claimed = item.online_grade == Some(OnlineGrade::Four)
        || item.online_depth.contains(&OnlineDepth::Handling);
    let paper = |at: &usize| {
        materials
            .get(*at)
            .is_some_and(|one| one.medium == Some(Medium::Paper))
    };
    if claimed && wanted.iter().any(paper) {
        return;
    }
    let name = materials.get(first).and_then(|one| one.name.as_deref());
    let found = Diagnostic::at(path!["guide", "visits", "count"])
        .with("material", name.unwrap_or_default().trim())
        .with("count", wanted.len())
        .related(
            cx.here(path!["guide", "materials", first, "medium"]),
            Text::new("要交纸质的材料", "required on paper"),
        );
    cx.report(found);
}

/// Whether papers can be sent, or somebody fetches them.
fn can_be_sent(item: &ServiceItem) -> bool {
    let guide = item.guide.as_ref();
    let offered = |offer: Option<&Offer>| {
        offer.is_some_and(|offer| offer.available == Some(true) || offer.way.is_some())
    };
    let forms = [HandlingForm::Mail, HandlingForm::Visit];
    item.handling_forms.iter().any(|form| forms.contains(form))
        || offered(guide.and_then(|guide| guide.courier.as_ref()))
        || offered(guide.and_then(|guide| guide.assistance.as_ref()))
        || (item.channels.iter()).any(|channel| channel.kind == Some(ChannelKind::Mail))
}

fn on_paper(material: &Material) -> bool {
    matches!(
        material.medium,
        Some(Medium::Paper | Medium::PaperAndElectronic)
    ) && [material.originals, material.photocopies]
        .into_iter()
        .flatten()
        .any(|count| count > 0)
        && matches!(material.necessity, None | Some(Necessity::Required))
        && material.exempt != Some(true)
        && material.condition.is_none()
}
