use super::depth::claim;
use crate::compare::clip;
use crate::engine::{Context, Diagnostic, rule};
use crate::model::{Material, ServiceItem};
use crate::path;
use crate::vocabulary::{ChannelKind, HandlingForm, Medium, Necessity};

rule! {
    "CHN072", "wholly-online-yet-paper-originals", Warning, Item(check),
    summary: ("写着全程网办，却只收纸质原件", "claimed to be fully online, but paper originals are required"),
    message: ("{claim}，但{materials}只收纸质原件，又不能邮寄", "{claim}, but {materials} must be submitted as paper originals, and they cannot be sent by courier"),
    help: ("材料改为也收电子件或写明邮寄办法；不能的，降低网办等级", "accept electronic copies or say how to send the originals; otherwise lower the online grade"),
    requirements: [C4],
    cites: ["d3-36cities-2020#全程网办"],
    certain: Contradiction,
    page: "wholly_online_yet_paper_originals.md",
}

fn check(item: &ServiceItem, cx: &mut Context<'_>) {
    let (Some(claim), Some(guide)) = (claim(item), item.guide.as_ref()) else {
        return;
    };
    let mailed = guide
        .courier
        .as_ref()
        .is_some_and(|offer| offer.available == Some(true))
        || item.handling_forms.contains(&HandlingForm::Mail)
        || (item.channels.iter()).any(|channel| channel.kind == Some(ChannelKind::Mail));
    if mailed {
        return;
    }
    let on_paper = |material: &Material| {
        material.medium == Some(Medium::Paper)
            && material.originals.is_some_and(|count| count > 0)
            && matches!(material.necessity, None | Some(Necessity::Required))
            && material.exempt != Some(true)
            && material.condition.is_none()
    };
    let found: Vec<(usize, &str)> = (guide.materials.iter().enumerate())
        .filter(|(_, material)| on_paper(material))
        .map(|(at, material)| (at, material.name.as_deref().unwrap_or_default()))
        .collect();
    let Some((first, _)) = found.first() else {
        return;
    };
    let names: Vec<String> = found
        .iter()
        .map(|(_, name)| format!("“{}”", clip(name)))
        .collect();
    let found = Diagnostic::at(path!["guide", "materials", *first, "medium"])
        .with("claim", claim.text)
        .with("materials", names.join("、"))
        .related(cx.here(claim.path), claim.text);
    cx.report(found.hint_unless(claim.certain));
}
